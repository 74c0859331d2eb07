"""Amounts in a sentence: numbers and vague words with what qualifies them: “at least 12”, “between 20 and 30”."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.numbers import number_at, vague_at
from data.drafting.tokens import Token, joined
from data.drafting.word_sets import word_set
from data.records.vocabulary import Qualifier

_BEFORE: dict[str, Qualifier | None] = {
    "more than": Qualifier.MORE_THAN, "over": Qualifier.MORE_THAN, "well over": Qualifier.MORE_THAN,
    "just over": Qualifier.MORE_THAN, "upwards of": Qualifier.MORE_THAN, "in excess of": Qualifier.MORE_THAN,
    "at least": Qualifier.AT_LEAST, "no fewer than": Qualifier.AT_LEAST, "no less than": Qualifier.AT_LEAST,
    "not less than": Qualifier.AT_LEAST, "a minimum of": Qualifier.AT_LEAST,
    "about": Qualifier.ABOUT, "around": Qualifier.ABOUT, "some": Qualifier.ABOUT, "roughly": Qualifier.ABOUT,
    "approximately": Qualifier.ABOUT, "nearly": Qualifier.ABOUT, "almost": Qualifier.ABOUT,
    "close to": Qualifier.ABOUT, "an estimated": Qualifier.ABOUT, "estimated": Qualifier.ABOUT,
    "just under": Qualifier.ABOUT, "circa": Qualifier.ABOUT, "perhaps": Qualifier.ABOUT,
    "up to": Qualifier.ABOUT, "as many as": Qualifier.ABOUT, "no more than": Qualifier.ABOUT,
    "at most": Qualifier.ABOUT, "fewer than": Qualifier.ABOUT, "less than": Qualifier.ABOUT,
    "another": None, "a further": None, "an additional": None, "a total of": None,
}  # fmt: skip
"""Words before a number to what they make of it; None leaves the number as it is. All are the figure’s words."""

_UPPER_BOUND = {"up to", "as many as", "no more than", "at most", "fewer than", "less than"}
_AFTER = {"or more": Qualifier.AT_LEAST, "or so": Qualifier.ABOUT}
_CHANGES = word_set(
    "rose risen rise rises rising climbed climbs climbing increased increases increasing jumped grew grown growing "
    "soared up down fell fallen falling dropped decreased raised revised went changed"
)
"""Verbs after which “from 164 to 225” are two figures, an earlier and a later one, and not a range."""


@dataclass(frozen=True)
class Amount:
    """A number or a vague word with its qualifier, from token `first` up to token `end`."""

    first: int
    end: int
    qualifier: Qualifier
    value: float | None = None
    low: float | None = None
    high: float | None = None


def amounts_in(sentence: Sequence[Token]) -> list[Amount]:
    """Return the amounts of a sentence in order. What they count is not looked at: years and prices are among them."""
    found: list[Amount] = []
    at = 0
    while at < len(sentence):
        amount = _amount_at(sentence, at)
        if amount is None:
            at += 1
            continue
        found.append(_with_words_before(sentence, amount, found[-1].end if found else 0))
        at = amount.end
    return found


def _amount_at(sentence: Sequence[Token], at: int) -> Amount | None:
    if end := vague_at(sentence, at):
        return Amount(at, _more(sentence, end), Qualifier.VAGUE)
    if (number := number_at(sentence, at)) is None:
        return None
    value, end = number
    if range_ := _range(sentence, at, number):
        return range_
    if qualifier := _AFTER.get(joined(sentence[end : end + 2])):
        return Amount(at, end + 2, *_numbers(qualifier, value))
    return Amount(at, _more(sentence, end), *_numbers(Qualifier.EXACT, value))


def _more(sentence: Sequence[Token], end: int) -> int:
    """The index after the word “more”, where the figure is said to come on top of another: “hundreds more”."""
    is_more = end < len(sentence) and sentence[end].word == "more"
    compares = end + 1 < len(sentence) and sentence[end + 1].word == "than"
    return end + 1 if is_more and not compares else end


def _range(sentence: Sequence[Token], at: int, number: tuple[float, int]) -> Amount | None:
    """The range that begins with a number: “between 20 and 30”, “20 to 30”, “20-30”; None if none does.

    Its value is its lower bound: the source names no number between the two, and none is worked out.
    """
    low, end = number
    if end + 1 >= len(sentence):
        return None
    before = sentence[at - 1].word if at else ""
    word = sentence[end].word
    if word not in ("to", "-", "or") and not (word == "and" and before == "between"):
        return None
    if word == "to" and _CHANGES & {token.word for token in sentence[max(0, at - 5) : at]}:
        return None
    if (upper := number_at(sentence, end + 1)) is None or upper[0] <= low:
        return None
    first = at - 1 if before in ("between", "from") else at
    return Amount(first, upper[1], Qualifier.ABOUT, low, low, upper[0])


def _with_words_before(sentence: Sequence[Token], amount: Amount, earliest: int) -> Amount:
    """An amount with the words before it that qualify it, back to a token that is no part of another amount."""
    while words := _words_before(sentence, amount.first, earliest):
        first = amount.first - len(words.split())
        qualifier = _BEFORE[words]
        if qualifier is None or amount.qualifier is not Qualifier.EXACT or amount.value is None:
            amount = Amount(first, amount.end, amount.qualifier, amount.value, amount.low, amount.high)
        else:
            numbers = _numbers(qualifier, amount.value)
            high = amount.value if words in _UPPER_BOUND else numbers[3]
            amount = Amount(first, amount.end, qualifier, amount.value, numbers[2], high)
    return amount


def _words_before(sentence: Sequence[Token], at: int, earliest: int) -> str | None:
    for count in (3, 2, 1):
        if at - count >= earliest:
            words = joined(sentence[at - count : at])
            if words in _BEFORE:
                return words
    return None


def _numbers(qualifier: Qualifier, value: float) -> tuple[Qualifier, float, float | None, float | None]:
    """Qualifier, value, low and high as a record has them (`data.records.items.Claim`)."""
    match qualifier:
        case Qualifier.EXACT:
            return qualifier, value, value, value
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return qualifier, value, value, None
        case _:
            return qualifier, value, None, None
