"""The figures of one sentence: each amount that counts something, with what it counts and what it is a part of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.amounts import Amount
from data.drafting.days import WEEKDAYS
from data.drafting.figure_parts import (
    FARTHEST,
    SentenceAmounts,
    begins_with_part,
    find_parts,
    inherited,
    is_out_of_those,
    text_of,
    words_apart,
)
from data.drafting.finding import Finding
from data.drafting.metrics import VERBS, WINDOW, finding
from data.drafting.populations import AIRCRAFT, PERSONS, Population, forces_before, population_after, singular
from data.drafting.tokens import Token
from data.drafting.told_numbers import is_age
from data.drafting.word_sets import word_set
from data.records.vocabulary import Metric

_BEFORE_YEARS = word_set("the a an his her its their this since in of by until from during early late mid")
_SAME_IN_PLURAL = word_set("police personnel forces people staff crew aircraft military army youth")
_HURT = word_set("killed dead injured wounded hurt arrested")
_JOINS = frozenset({"and", ",", ", and", "as well as", "plus", "along with"})
_EARLIER = ("up from", "down from", "compared with", "compared to", "up from the", "down from the", "revised from")
_IN_A_PLACE = re.compile(r"(?:\S+ ){0,4}?(?:in|near|at|from) (?:\S+ ){1,5}(?:and|, and)")
_ON_A_DAY = re.compile(rf"(?:\S+ ){{0,4}}?on (?:{'|'.join(WEEKDAYS)})(?: \w+)?(?: ,)? and")
_ANOTHER_SAYS = (
    r"(?:[^\s;:#\"]+ ){1,8}?(?:(?:spoke|speaks|spoken|talked|talks)(?: only| instead| ,[^,]+,)? of|"
    r"(?:puts?|had|has) (?:it|them|that|this|the (?:figure|number|crowd|toll|total|turnout|count))"
    r"(?: only| instead)? at|"
    r"(?:counted|counts|reported|estimated|estimates|gave|gives)(?: only| just| it at| them at| the \w+ at|"
    r" a (?:figure|number|count|total) of)?|(?:said|says) (?:that )?(?:it was|they were|there were|only))"
    r"(?: only| just| no more than)?"
)
"""Words before a figure by which another one than before gives it: “the police spoke of”."""
_RIVAL = re.compile(rf"(?:.* )?(?:[;,:]|but|while|whereas|and|though|although) {_ANOTHER_SAYS}")
_RIVAL_SENTENCE = re.compile(_ANOTHER_SAYS)
_FARTHEST_RIVAL = 200


@dataclass(frozen=True)
class Counted:
    """An amount that counts something; `part_of` is the index of the figure of the sentence that it is a part of.

    `is_part_of_before` tells that it is a part of the last figure of the sentence before; `is_apart` that its
    population is no name of people, but the words that set it apart: “four of them seriously”.
    """

    amount: Amount
    population: Population
    finding: Finding
    part_of: int | None = None
    is_part_of_before: bool = False
    is_apart: bool = False


def counted_in(tokens: Sequence[Token], amounts: Sequence[Amount], before: Finding | None = None) -> list[Counted]:
    """Return the figures of a sentence, in the order of its amounts. Those that count nothing known are left out.

    `before` is what the last figure of the sentence before counts: “The police spoke of 40.” goes on from it, and “Five
    of them were children.” has a part of it.
    """
    populations = [population_after(tokens, _behind_marks(tokens, amount), VERBS) for amount in amounts]
    sentence = SentenceAmounts(tokens, _with_marks(tokens, amounts), amounts, populations)
    found = [_finding(sentence, n) for n in range(len(amounts))]
    if before and found and found[0] is None and _is_bare(sentence, 0):
        opening = text_of(sentence.words[: amounts[0].first])
        found[0] = inherited(before) if _RIVAL_SENTENCE.fullmatch(opening) else None
    is_part_of_before = before is not None and begins_with_part(sentence, before, found)
    parts = find_parts(sentence, found)
    _inherit(sentence, found)
    reasons = {n: reason for n, reason in enumerate(found) if reason is not None}
    kept = list(reasons)
    counted = []
    for n, reason in reasons.items():
        is_part = n in parts or (n == 0 and is_part_of_before)
        apart = words_apart(sentence, n) if is_part or is_out_of_those(sentence, n) else None
        population = apart or _population(sentence, n, reason)
        whole = kept.index(parts[n]) if parts.get(n) in reasons else None
        counted.append(
            Counted(
                amounts[n],
                population,
                reason,
                whole,
                n == 0 and is_part_of_before,
                apart is not None and not apart.head,
            )
        )
    return counted


def without(counted: Sequence[Counted], left_out: set[int]) -> list[Counted]:
    """Return figures without some of them, by index, and without those that are parts of these."""
    out = left_out | {n for n, each in enumerate(counted) if each.part_of in left_out}
    kept = [n for n in range(len(counted)) if n not in out]
    at = {None: None} | {n: position for position, n in enumerate(kept)}
    return [replace(counted[n], part_of=at[counted[n].part_of]) for n in kept]


def _population(sentence: SentenceAmounts, n: int, reason: Finding) -> Population:
    """Whom a figure counts: nobody is named by “164 deaths”; forces may stand before, as in “its forces number”."""
    population = sentence.populations[n]
    if reason.counts_deeds:
        return Population(population.first, population.first)
    if reason.counts == Metric.TROOPS and population.first == population.end:
        return forces_before(sentence.tokens, sentence.amounts[n].first)
    return population


def _with_marks(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[str]:
    """The words of a sentence with `#` for the first word of each amount, and nothing for its others."""
    words = [token.word for token in tokens]
    for amount in amounts:
        words[amount.first : amount.end] = ["#"] + [""] * (amount.end - amount.first - 1)
    return words


def _finding(sentence: SentenceAmounts, n: int) -> Finding | None:
    """What an amount counts by the words around it."""
    amount, population, words = sentence.amounts[n], sentence.populations[n], sentence.words
    if _is_one_of_others(sentence, n) or _is_a_name(sentence, n) or is_age(sentence.tokens, amount):
        return None
    first, end = amount.first - _opens_marks(sentence.tokens, amount), _behind_marks(sentence.tokens, amount)
    before = text_of(words[max(0, first - WINDOW) : first])
    after_amount = text_of(words[end : end + WINDOW])
    after = text_of(words[population.end : population.end + WINDOW])
    if first < amount.first and population.end > end:
        after = after.removeprefix('" ')  # ““dozens of people” were injured”
    found = finding(before, after_amount, after, population, amount.value)
    is_some = sentence.tokens[amount.first].word == "several" and found and found.counts == Metric.CROWD_SIZE
    return None if is_some else found  # “several fishermen blocked the road” counts no crowd


def _opens_marks(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether a quotation mark stands just before an amount."""
    return amount.first > 0 and tokens[amount.first - 1].text == '"'


def _behind_marks(tokens: Sequence[Token], amount: Amount) -> int:
    """The index after an amount, and after the mark behind it if it alone is in quotation marks: “dozens”."""
    closes = amount.end < len(tokens) and tokens[amount.end].text == '"'
    return amount.end + 1 if closes and _opens_marks(tokens, amount) else amount.end


def _is_one_of_others(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount is “one” of something that is not known to be people: “one of the”, “no one”."""
    end = sentence.amounts[n].end
    is_one = sentence.tokens[end - 1].word == "one"
    if is_one and sentence.words[end : end + 1] and sentence.words[end] in _HURT:
        return False  # “One killed in a blast”
    return is_one and (not sentence.populations[n].is_known or sentence.words[end : end + 1] == ["of"])


def _is_a_name(sentence: SentenceAmounts, n: int) -> bool:
    """Whether a number is a year or a type that names one thing: “the 2014 march”, “since 1999”, “his 757 jet”."""
    amount, population, tokens = sentence.amounts[n], sentence.populations[n], sentence.tokens
    before = tokens[amount.first - 1].word if amount.first else ""
    if before in _BEFORE_YEARS and re.fullmatch("(?:1[5-9]|20|21)[0-9]{2}", tokens[amount.first].text):
        return True
    last = tokens[population.end - 1].word
    if "of" in sentence.words[population.first : population.end]:
        return False  # “400 members of the guard” are many
    is_one_thing = last == population.head and last in AIRCRAFT | PERSONS and last not in _SAME_IN_PLURAL
    return is_one_thing and singular(last) == last and amount.value not in (None, 1)


def _inherit(sentence: SentenceAmounts, found: list[Finding | None]) -> None:
    """Fill in what amounts count that are joined to others.

    Such as “12 officers and three civilians”, “640, up from 512”, “six in one city and two in another”.
    """
    for n in range(1, len(sentence.amounts)):
        if (reason := found[n - 1]) and found[n] is None:
            is_earlier = _is_earlier(sentence, n)
            if is_earlier or _is_joined(sentence, n) or _is_rival(sentence, n):
                found[n] = inherited(reason, counts_deeds=reason.counts_deeds and is_earlier)
    for n in reversed(range(1, len(sentence.amounts))):
        joins = (
            sentence.between(n) in _JOINS
            and sentence.populations[n - 1].is_known
            and not sentence.populations[n].of_them
        )
        if joins and (reason := found[n]) and found[n - 1] is None:
            found[n - 1] = inherited(reason)


def _is_earlier(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount is what the one before it was earlier: “640, up from 512”."""
    between = sentence.between(n)
    names_earlier = between == "from" or (between.endswith(_EARLIER) and len(between) < FARTHEST / 2)
    return names_earlier and not sentence.populations[n].is_something_else


def _is_rival(sentence: SentenceAmounts, n: int) -> bool:
    """Whether somebody else gives an amount for what the one before it counts: “; the police spoke of 1,800”."""
    between = sentence.between(n)
    return _is_bare(sentence, n) and len(between) < _FARTHEST_RIVAL and _RIVAL.fullmatch(between) is not None


def _is_bare(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount counts people, or does not say what it counts."""
    population = sentence.populations[n]
    return population.is_known or (population.first == population.end and not population.is_something_else)


def _is_joined(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount goes on from the one before it: “12 officers and three civilians”, “and two in Lodden”."""
    between, end = sentence.between(n), sentence.amounts[n].end
    if sentence.words[end : end + 1] in (["in"], ["near"], ["at"], ["from"]):
        return _IN_A_PLACE.fullmatch(between) is not None
    if sentence.words[end : end + 1] == ["on"]:
        return _ON_A_DAY.fullmatch(between) is not None
    return between in _JOINS and sentence.populations[n].is_known
