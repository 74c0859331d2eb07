"""The day that a figure speaks of: that of its part of the sentence, of those who say so, or of the next sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.asserters import Attribution
from data.drafting.dates import DraftedDate
from data.drafting.places import Place
from data.drafting.sentence_figures import Counted
from data.drafting.tokens import Token
from data.drafting.word_sets import PARTICLES, word_set

_CLAUSE_WORDS = word_set("while whereas but when as because although though if that which who where and")
_BEGINS = word_set(
    "began begun begin begins started starts erupted broke since until from dating founded elected ahead before after"
)
_FIGURES = word_set("figures figure numbers number toll tolls count counts data total totals")
_DATING = word_set("updated dated date dates as current changed")
_POINTING = word_set("those these the both its their that this all")
_LONGEST_NAME = 5
"""Words of the name of a country or region between commas."""
_HEDGES = word_set("appeared appear appears seemed seem seems apparently reportedly believed thought likely")


@dataclass(frozen=True)
class Dated:
    """The day of a figure and the words for it; None if it has none."""

    day: str | None = None
    place: Place | None = None
    why: str = ""


@dataclass(frozen=True)
class DatedByNext:
    """The day that a sentence gives the figures before it, the tokens that say so, and the word that hedges."""

    day: str
    tokens: tuple[int, int]
    hedge: int | None


def day_of(
    sentence: Sequence[Token], counted: Counted, attribution: Attribution | None, dates: Sequence[DraftedDate]
) -> Dated:
    """Return the day of a figure: of its own clause or of the sentence's opening, else of those who say so."""
    days = [(at, each) for each in dates if each.day and (at := _index(sentence, each)) is not None]
    days = [(at, each) for at, each in days if not _names_another_day(sentence, at)]
    first, end = _clause(sentence, counted.amount.first, counted.population.end)
    own = [each for at, each in days if first <= at < end and not _is_beside(sentence, at, attribution)]
    opening = [each for at, each in days if at <= 3 and _comma_follows(sentence, each)]
    said = [each for at, each in days if _is_beside(sentence, at, attribution)]
    if len({each.day for _, each in days}) > 1:
        said = []  # “came on Sunday, killing nine, the governor said on Monday”
    for found, why in ((own, "its own words date it"), (opening, "the sentence begins with its day"),
                       (said, "dated by when it was said")):  # fmt: skip
        if found:
            return Dated(found[0].day, found[0].place, f"{why}: “{found[0].words}”")
    return Dated()


def _names_another_day(sentence: Sequence[Token], at: int) -> bool:
    """Whether a day is one of a beginning, or one before or after which something was: “which began on Monday”."""
    for token in reversed(sentence[max(0, at - 3) : at]):
        if token.is_digits or token.text == ",":
            return False
        if token.word in _BEGINS:
            return True
    return False


def _index(sentence: Sequence[Token], date: DraftedDate) -> int | None:
    return next((n for n, token in enumerate(sentence) if token.end > date.place.start), None)


def _clause(sentence: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    """The tokens around a figure up to the next marks or words that begin another part of the sentence."""
    while first and sentence[first - 1].text not in ',;:"()' and sentence[first - 1].word not in _CLAUSE_WORDS:
        first -= 1
    while end < len(sentence):
        if behind := _behind_wider_place(sentence, end):
            end = behind
        elif sentence[end].text in ",;:()" or sentence[end].word in _CLAUSE_WORDS - {"and"}:
            break
        else:
            end += 1
    return first, end


def _behind_wider_place(sentence: Sequence[Token], comma: int) -> int | None:
    """The index behind a name between commas, as in “in Northport, Freedonia, on Friday”; None if there is none."""
    if sentence[comma].text != "," or not sentence[comma - 1].is_capitalised:
        return None
    for end in range(comma + 1, min(comma + _LONGEST_NAME + 2, len(sentence))):
        if sentence[end].text == ",":
            return end + 1 if end > comma + 1 else None
        if not sentence[end].is_capitalised and sentence[end].text not in PARTICLES:
            return None
    return None


def _is_beside(sentence: Sequence[Token], at: int, attribution: Attribution | None) -> bool:
    """Whether a day stands beside the verb of who says so: “said on Friday”, “told the agency Reuters on Friday”."""
    if attribution is None or not -3 <= at - attribution.verb <= 6:
        return False
    between = sentence[min(at, attribution.verb) : max(at, attribution.verb)]
    return not any(token.text == "," for token in between)


def _comma_follows(sentence: Sequence[Token], date: DraftedDate) -> bool:
    after = next((token for token in sentence if token.start >= date.place.end), None)
    return after is not None and after.text == ","


def day_of_all(sentence: Sequence[Token], dates: Sequence[DraftedDate]) -> DatedByNext | None:
    """Return the day that “The totals seem to date from Tuesday” gives the figures before it."""
    words = [token.word for token in sentence]
    if not _FIGURES & set(words[:4]) or not _DATING & set(words[:20]) or not words or words[0] not in _POINTING:
        return None
    for date in dates:
        at = _index(sentence, date)
        day = date.day or (date.start if date.ongoing else None)
        if at is not None and day and at < len(words):
            hedge = next((n for n in range(at) if words[n] in _HEDGES), None)
            last = next((n for n in reversed(range(len(sentence))) if sentence[n].end <= date.place.end), at)
            return DatedByNext(day, (at if hedge is None else hedge, last + 1), hedge)
    return None
