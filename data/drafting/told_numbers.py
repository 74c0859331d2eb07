"""Numbers of a text that a figure may be made of: without dates, years, ages, prices, distances and street numbers."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from data.drafting.amounts import Amount, amounts_in
from data.drafting.dates import DraftedDate, dates_in
from data.drafting.metrics import VERBS
from data.drafting.places import Place
from data.drafting.populations import PERSONS, population_after, singular
from data.drafting.tokens import Token, sentences_of, tokens_of
from data.drafting.word_sets import word_set
from data.records.vocabulary import Qualifier

_YEAR = re.compile("(?:1[5-9]|20|21)[0-9]{2}")
_OLDEST = 120
_AGED = word_set("aged age ages")
_SAME_IN_PLURAL = word_set("police personnel forces staff crew guard army military")
_STREETS = word_set(
    "street st road rd avenue ave lane drive boulevard square quay way row terrace court place alley highway"
)
_NUMBERED = word_set(
    "no number street road avenue room flat floor page chapter article section paragraph terminal gate pier berth "
    "platform flight route line channel district block unit ward phase part act rue via calle avenida rua"
)
"""Words that a number behind them names one of: “Gate 4”, “Article 5”, “Rua 12”."""


@lru_cache(maxsize=16)
def told_numbers(paragraphs: tuple[str, ...], published_on: dt.date) -> tuple[Place, ...]:
    """Return where numbers and vague words such as “dozens” stand that count something, in order.

    Whether a rule knows what they count does not matter.
    """
    return tuple(
        Place(number, sentence[amount.first].start, sentence[amount.end - 1].end)
        for number, text in enumerate(paragraphs)
        for sentence, amounts in _sentences(text, number, published_on)
        for amount in amounts
        if _counts(sentence, amount)
    )


def _sentences(text: str, number: int, published_on: dt.date) -> list[tuple[Sequence[Token], list[Amount]]]:
    """The sentences of a paragraph that have amounts, without those in dates."""
    dates = dates_in(text, number, published_on)
    starts = [each.place.start for each in dates]
    found = []
    for sentence in sentences_of(tokens_of(text)):
        here = dates[bisect_left(starts, sentence[0].start) : bisect_left(starts, sentence[-1].end)]
        amounts = [each for each in amounts_in(sentence) if not _is_in(sentence, each, here)]
        found.append((sentence, amounts))
    return found


def _is_in(sentence: Sequence[Token], amount: Amount, dates: Sequence[DraftedDate]) -> bool:
    start, end = sentence[amount.first].start, sentence[amount.end - 1].end
    return any(each.place.start < end and start < each.place.end for each in dates)


def _counts(sentence: Sequence[Token], amount: Amount) -> bool:
    population = population_after(sentence, amount.end, VERBS)
    if population.is_something_else:
        return False
    if sentence[amount.end - 1].word == "one" and not population.is_known:
        return False  # “one of the”, “no one”
    if population.is_known:
        return True
    return not (_is_year(sentence, amount) or is_age(sentence, amount) or _is_one_of_many(sentence, amount))


def _is_year(sentence: Sequence[Token], amount: Amount) -> bool:
    return amount.end == amount.first + 1 and _YEAR.fullmatch(sentence[amount.first].text) is not None


def is_age(sentence: Sequence[Token], amount: Amount) -> bool:
    """Return whether a number is somebody's age: “aged 34 and 51”, “Ana Rook, 34, said”, “a man of 61”."""
    before = [token.word for token in sentence[max(0, amount.first - 4) : amount.first]]
    if _AGED & set(before[-3:]):
        return True
    is_old = amount.value is not None and 0 < amount.value <= _OLDEST and amount.qualifier is Qualifier.EXACT
    if is_old and len(before) > 1 and before[-1] == "of" and singular(before[-2]) == before[-2]:
        ends = amount.end == len(sentence) or not (sentence[amount.end].is_capitalised or _is_noun(sentence, amount))
        return before[-2] in PERSONS and before[-2] not in _SAME_IN_PLURAL and ends
    if amount.value is None or amount.value > _OLDEST or amount.first < 2 or before[-1] != ",":
        return False
    closes = amount.end == len(sentence) or sentence[amount.end].text in ",.;)"
    return closes and sentence[amount.first - 2].is_capitalised


def _is_noun(sentence: Sequence[Token], amount: Amount) -> bool:
    """Whether the number is one of something: “a guard of 40 men”."""
    return population_after(sentence, amount.end, VERBS).is_known


def _is_one_of_many(sentence: Sequence[Token], amount: Amount) -> bool:
    """A number that names one of many: of a house (“12 Harbour Road”), a gate (“Gate 4”), a law (“Article 5”)."""
    if not sentence[amount.first].is_digits:
        return False
    if amount.first and sentence[amount.first - 1].word in _NUMBERED:
        return True
    after = sentence[amount.end : amount.end + 4]
    named = 0
    while named < len(after) and after[named].is_capitalised:
        named += 1
    return named > 1 and any(token.word in _STREETS for token in after[1:named])
