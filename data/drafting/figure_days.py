"""The day that a figure speaks of: that of its part of the sentence, of those who say so, or of the next sentence."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.asserters import Attribution
from data.drafting.dates import DraftedDate
from data.drafting.metrics import VERBS
from data.drafting.places import Place
from data.drafting.sentence_figures import Counted
from data.drafting.tokens import Token
from data.drafting.word_sets import PARTICLES, word_set
from data.records.vocabulary import TimePrecision

_CLAUSE_WORDS = word_set("while whereas but when as because although though if that which who where and")
_BEGINS = word_set(
    "began begun begin begins started starts erupted broke since until from dating founded elected ahead before after"
)
_FIGURES = word_set("figures figure numbers number toll tolls count counts data total totals")
_DATING = word_set("updated dated date dates as current changed")
_POINTING = word_set("those these the both its their that this all")
_PREPOSITIONS = word_set("in of on at by during since early late mid the")
_NAMES_BY_YEAR = word_set("the a its their his her that this similar")
_LONGEST_NAME = 5
"""Words of the name of a country or region between commas."""
_HEDGES = word_set("appeared appear appears seemed seem seems apparently reportedly believed thought likely")


_THEN = word_set("when which where that whose")
"""Words that open a clause about what was named just before: “since 2015, when four people died”."""
_SAYS = word_set("said says say told added")
_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}")
_SPANS = word_set("year years decade decades century centuries generation")
_RECALLS = word_set(
    "recall recalled recalling remember remembered remembering mark marked marking commemorate commemorated "
    "commemorating anniversary law act decree constitution treaty accord agreement under like since"
)
"""Words behind which a year is that of something else than what happened: “to mark the massacre of 1989”."""
_NOW = word_set("has have since now today yesterday this another more")
"""Words by which a clause has a time of its own, whatever the one before it tells."""
_MADE = word_set("built begun made drawn written set laid won")
_LONG_AGO = dt.timedelta(days=60)
"""How long before publication a month or year of an earlier year is over, whose figures are those of another story."""


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
    if when := _day_before_when(sentence, first, dates):
        return when
    opening = [each for at, each in days if at <= 3 and _comma_follows(sentence, each)]
    said = [each for at, each in days if _is_beside(sentence, at, attribution)]
    if len({each.day for _, each in days}) > 1:
        said = []  # “came on Sunday, killing nine, the governor said on Monday”
    for found, why in ((own, "its own words date it"), (opening, "the sentence begins with its day"),
                       (said, "dated by when it was said")):  # fmt: skip
        if found:
            return Dated(found[0].day, found[0].place, f"{why}: “{found[0].words}”")
    return Dated()


def is_of_long_ago(
    sentence: Sequence[Token], counted: Counted, dates: Sequence[DraftedDate], published_on: dt.date
) -> bool:
    """Return whether a figure is of a year long over: “since 2015, when four people died”, “the 2011 riots”.

    Such a figure is none of the crisis, and no day is known that it could be told as of.
    """
    return _is_over(sentence, (counted.amount.first, counted.population.end), dates, published_on)


def _is_over(
    sentence: Sequence[Token], span: tuple[int, int], dates: Sequence[DraftedDate], published_on: dt.date
) -> bool:
    """Whether what some tokens tell is of a year long over, by their own clause or by one that it goes on from."""
    first, end = _clause(sentence, *span)
    begin = _clause_before(sentence, first, end)
    for each in dates:
        at = _index(sentence, each)
        if at is None or each.day or not begin <= at < end or _is_of_something_else(sentence, at, first):
            continue
        last = each.end or (each.start if at < first else None)  # “arrested since 2023” is of today
        over = dt.date.fromisoformat(last) if last else published_on
        if over.year < published_on.year and over < published_on - _LONG_AGO:
            return True
    if any(_is_old_year(sentence, n, published_on) or _is_ago(sentence, n) for n in range(begin, end)):
        return True
    joined = _joined_deed(sentence, first, end, dates)
    return joined is not None and _is_over(sentence, (joined, joined + 1), dates, published_on)


def _joined_deed(sentence: Sequence[Token], first: int, end: int, dates: Sequence[DraftedDate]) -> int | None:
    """What was done in the clause that another goes on from, as a token: “in which three died and 200 were jailed”.

    None if no clause is before it, if it has a time of its own, or if the one before tells nothing that was done.
    """
    before = first - 1
    if before < 2 or sentence[before].word != "and" or any(token.word in _NOW for token in sentence[first:end]):
        return None
    if any((at := _index(sentence, each)) is not None and first <= at < end for each in dates):
        return None
    last = before - (sentence[before - 1].text == ",")
    start, _ = _clause(sentence, last - 1, last)
    return next((n for n in range(start, last) if sentence[n].word in VERBS), None)


def _clause_before(sentence: Sequence[Token], first: int, end: int) -> int:
    """Where the clause begins that tells when a figure's own clause was; that of its own, if that needs none."""
    before = first - 1
    opens = before >= 0 and sentence[before].word in _THEN
    is_participle = before > 0 and sentence[before].text == "," and sentence[first].word.endswith("ing")
    tells_then = before > 0 and any(token.word == "then" for token in sentence[first:end])
    if not (opens or is_participle or tells_then):
        return first
    while before > 0 and sentence[before].word in _THEN | {"in", "and"} | {","}:
        before -= 1
    if sentence[before].word in _SAYS:  # “the minister, who took office in 2019, said that …”
        return first
    while before > 0 and sentence[before - 1].text not in ',;:"()' and sentence[before - 1].word not in _CLAUSE_WORDS:
        before -= 1
    return before


def _is_of_something_else(sentence: Sequence[Token], at: int, first: int) -> bool:
    """Whether a year is that of a thing, a law or a day that is marked: “the hall built in 1987”."""
    made = next((n for n in range(at - 1, max(0, at - 4) - 1, -1) if sentence[n].word not in _PREPOSITIONS), None)
    word = "" if made is None else sentence[made].word
    is_made = word in _MADE or (word.endswith("ed") and word not in VERBS)
    return is_made or any(token.word in _RECALLS for token in sentence[first:at])


def _is_old_year(sentence: Sequence[Token], at: int, published_on: dt.date) -> bool:
    """Whether a token is a year that names something of it: “the 2011 riots”."""
    token = sentence[at]
    if not _YEAR.fullmatch(token.text) or int(token.text) >= published_on.year or not at:
        return False
    names = at + 1 < len(sentence) and sentence[at + 1].is_word and sentence[at - 1].word in _NAMES_BY_YEAR
    return names and not any(each.word in _RECALLS for each in sentence[max(0, at - 5) : at])


def _is_ago(sentence: Sequence[Token], at: int) -> bool:
    """Whether years are said to be over at a token: “ten years ago”, “a decade earlier”."""
    return sentence[at].word in ("ago", "earlier") and at > 0 and sentence[at - 1].word in _SPANS


def _day_before_when(sentence: Sequence[Token], first: int, dates: Sequence[DraftedDate]) -> Dated | None:
    """The day that stands just before “when” and a figure: “the worst since Sunday, when four people died”."""
    if first < 2 or sentence[first - 1].word != "when" or sentence[first - 2].text != ",":
        return None
    end = sentence[first - 3].end if first > 2 else -1
    for each in dates:
        if each.place.end == end and each.start and each.precision is TimePrecision.DAY:
            return Dated(each.start, each.place, f"it tells what was then: “{each.words}”")
    return None


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
