"""Amounts of a sentence that are parts of others: “four of them seriously”, “among the 40 injured were 12 pupils”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.drafting.amounts import Amount
from data.drafting.finding import Finding
from data.drafting.metrics import VERBS, WINDOW
from data.drafting.populations import Population, population_after
from data.drafting.tokens import Token
from data.drafting.word_sets import word_set
from data.records.vocabulary import Metric

_PARTS = ("including", "among them", "including at least")
_AMONG = ("were among", "was among", "were among the", "are among")
_AMONG_ALL = re.compile(r"(?:(?!(?:and|but|said)\b)[^\s,]+ ){0,4}(?:were|was|are|is)(?: also)?")
_OF_ALL = re.compile(r"(?:(?!(?:and|but|said)\b)[^\s,]+ ){0,6}, ")
_OF_THOSE_BEFORE = re.compile(
    r"(?:(?:of|among) (?:them|those|these)(?: ,)?|(?:also |and )?among them(?: (?:were|are|was|is))?(?: also)?)"
)
_OUT_OF_THOSE = re.compile(
    r"of (?:the|those) (?:\S+ )?(?:dead|killed|injured|wounded|hurt|arrested|detained|held|missing)\b"
)
_OVER = word_set("freed released recovered discharged bailed")
_MANNERS = word_set("seriously gravely critically severely badly slightly lightly mildly fatally grievously")
_STOPS_WORDS = word_set("and but while said says told according")
_MOST_WORDS = 8
"""Words that set a part apart: “in a critical condition”."""
_OUT_OF = frozenset({"of the", "of its", "of his", "of their", "out of", "out of the", "of"})
FARTHEST = 120
"""Characters between a whole and its part."""


@dataclass(frozen=True)
class SentenceAmounts:
    """A sentence with its amounts and whom each counts; `words` has `#` for each amount."""

    tokens: Sequence[Token]
    words: Sequence[str]
    amounts: Sequence[Amount]
    populations: Sequence[Population]

    def end(self, n: int) -> int:
        """The index after an amount and its population."""
        return max(self.amounts[n].end, self.populations[n].end)

    def between(self, n: int) -> str:
        """The words between the population of the amount before the n-th and that one."""
        return text_of(self.words[self.end(n - 1) : self.amounts[n].first])


def find_parts(sentence: SentenceAmounts, found: list[Finding | None]) -> dict[int, int]:
    """Return which amount is a part of which: “including 19 members”, “five of them children”, “were among 16 killed”.

    A part counts what its whole counts, which is filled in.
    """
    parts: dict[int, int] = {}
    for n in range(1, len(sentence.amounts)):
        between, of_them = sentence.between(n), sentence.populations[n].of_them
        gap = text_of(sentence.words[sentence.amounts[n - 1].end : sentence.amounts[n].first])
        if gap in _OUT_OF and sentence.amounts[n - 1].value not in (None, 1):
            found[n - 1], found[n] = found[n - 1] or found[n], None  # “nine of the 30 accused were convicted”
        elif len(between) < FARTHEST and (of_them or between.endswith(_PARTS)):
            whole = parts.get(n - 1, n - 1)
            if reason := found[whole]:
                parts[n] = whole
                found[n] = inherited(reason) if of_them else found[n] or inherited(reason)
        elif (reason := found[n - 1]) and _is_one_of_all(sentence, n):
            parts[n], found[n] = n - 1, found[n] or inherited(reason)
        elif found[n] is None and reason and _is_hurt_so(sentence, n):
            parts[n], found[n] = parts.get(n - 1, n - 1), inherited(reason)
        elif between.endswith(_AMONG) and sentence.populations[n - 1].is_known and (reason := found[n]):
            parts[n - 1] = n
            found[n - 1] = found[n - 1] or inherited(reason)
    return parts


def _is_one_of_all(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount is a part of the one before it: “among the 40 injured were 12 pupils”, “of the 40, 12 are”."""
    first, end = sentence.amounts[n - 1].first, sentence.amounts[n - 1].end
    opening = sentence.words[max(0, first - 2) : first]
    if opening == ["among", "the"]:
        return _AMONG_ALL.fullmatch(text_of(sentence.words[end : sentence.amounts[n].first])) is not None
    is_of = first == 2 and opening[0] == "of" and opening[1] in ("the", "these", "those")
    between = text_of(sentence.words[end : sentence.amounts[n].first]) if is_of else ""
    return is_of and _people_of(sentence, n).is_known and _OF_ALL.fullmatch(f"{between} ") is not None


def _people_of(sentence: SentenceAmounts, n: int) -> Population:
    """Whom a part counts, also behind a verb: “of those, 30 are minors”."""
    population, end = sentence.populations[n], sentence.amounts[n].end
    is_behind = population.first == population.end and sentence.words[end : end + 1] in (["are"], ["were"], ["is"])
    return population_after(sentence.tokens, end + 1, VERBS) if is_behind else population


def _is_hurt_so(sentence: SentenceAmounts, n: int) -> bool:
    """Whether an amount tells how badly some of those before it were hurt: “, seven seriously”, “and 12 slightly”."""
    end = sentence.amounts[n].end
    goes_on = sentence.between(n) in ("", ",", "and", ", and") or sentence.between(n).endswith((" ,", " and"))
    return goes_on and sentence.words[end : end + 1] != [] and sentence.words[end] in _MANNERS


def begins_with_part(sentence: SentenceAmounts, before: Finding, found: list[Finding | None]) -> bool:
    """Return whether a sentence begins with a part of what the one before it counts; what it counts is filled in.

    “Five of them were children.”, “Among them were two nurses.”, “Of those, 30 are minors.”
    """
    if not sentence.amounts:
        return False
    opening = text_of(sentence.words[: sentence.amounts[0].first])
    if is_out_of_those(sentence, 0):
        return not opening and found[0] is not None and found[0].counts == before.counts
    begins = not opening and sentence.populations[0].of_them
    if not (begins or _OF_THOSE_BEFORE.fullmatch(opening)) or _OVER & set(sentence.words[sentence.end(0) :][:WINDOW]):
        return False
    if before.counts == Metric.CROWD_SIZE:
        return False
    found[0] = found[0] or inherited(before)
    return True


def is_out_of_those(sentence: SentenceAmounts, n: int) -> bool:
    """Return whether an amount is one of some of those to whom the same happened: “five of the dead”."""
    return _OUT_OF_THOSE.match(text_of(sentence.words[sentence.amounts[n].end :][:WINDOW])) is not None


def words_apart(sentence: SentenceAmounts, n: int) -> Population | None:
    """Return the words that set a part apart, if none name its people: “of them seriously”, “in a critical condition”.

    A part in a place of its own is set apart by that: “103 of them in Northport”.
    """
    population, first = sentence.populations[n], sentence.amounts[n].end
    if population.first < population.end and not is_out_of_those(sentence, n):
        return None
    if (people := _people_of(sentence, n)).is_known and people.end > people.first:
        return people
    end = first
    while end < len(sentence.tokens) and end - first < _MOST_WORDS and sentence.words[end] not in ("#", *_STOPS_WORDS):
        if not sentence.tokens[end].is_word:
            break
        end += 1
    is_in_a_place = any(
        token.word in ("in", "at", "near", "from") and following.is_capitalised
        for token, following in pairwise(sentence.tokens[first:end])
    )
    return None if is_in_a_place or end == first else Population(first, end, of_them=population.of_them)


def inherited(reason: Finding, *, counts_deeds: bool = False) -> Finding:
    """Return what an amount counts because another one counts it, which is less sure."""
    return replace(reason, confidence=reason.confidence - 0.1, counts_deeds=counts_deeds)


def text_of(words: Sequence[str]) -> str:
    """Return words as one text; those of an amount but its first are empty, and left out."""
    return " ".join(word for word in words if word)
