"""The day of a drafted event: that of its clause, of one that shares its subject or its time, or the sentence's own."""

from collections.abc import Sequence
from itertools import pairwise

from data.drafting.cues import is_saying
from data.drafting.dates import DraftedDate
from data.drafting.drafted import Json
from data.drafting.event_telling import Told
from data.drafting.event_words import EVENT_WORDS, FUTURE, NOUNS
from data.drafting.reading import ReadArticle
from data.drafting.tokens import Token
from data.drafting.word_sets import word_set
from data.records.vocabulary import BasisKind, EventKind, TimePrecision
from data.wording.phrases import day

_OPENING = 3
"""The last token at which a day opens a sentence: “Late on Friday, …”."""
_WHEN = word_set("when as while")
_ANOTHER_TIME = word_set("after before following until since who which that whose whom where had")
"""Words behind the day that opens a sentence, behind which something of another time may be told."""
_PLANNED = word_set("planned scheduled due expected")
_SPOKEN = (EventKind.STATEMENT, EventKind.POLITICS, EventKind.DIPLOMACY)
"""Acts that whoever speaks in a sentence may do, and not who is spoken of."""


def date_of(told: Told) -> DraftedDate | None:
    """Return the date of an event: of its clause, first behind its words; else one that governs it from another."""
    sentence = told.sentence
    dated = [(sentence.index(date.place), date) for date in sentence.dates if date.start]
    dated = [(at, date) for at, date in dated if not _is_meant_otherwise(told, at, date)]
    own = [date for at, date in dated if sentence.are_together(told.last, at) and not _is_of_a_plan(told, at)]
    behind = [date for date in own if date.place.start >= told.place.end]
    others = [date for at, date in dated if at > told.last and _goes_on(told, at)]
    others += [date for at, date in dated if _shares_subject(told, at) or _is_at_its_time(told, at)]
    others += [date for at, date in dated if _opens(told, at, date)]
    of_numbers = (date_of(each) for each in same_time(told))
    return next(iter(behind or own[-1:] or others), None) or next(filter(None, of_numbers), None)


def same_time(told: Told) -> list[Told]:
    """Return the numbers of an event that are said to be of its time: “two were killed on Monday when …”."""
    tokens = told.sentence.tokens
    if told.words.is_number:
        return list(told.numbers)
    return [
        each
        for each in told.numbers
        if each.end <= told.first and any(token.word in _WHEN for token in tokens[each.end : told.first])
    ]


def bound_of(told: Told) -> DraftedDate | None:
    """Return the words behind an event that tell only when it was over or will be: “until Friday”."""
    for date in told.sentence.dates:
        is_end = date.words.lower().startswith(("until", "till", "by"))
        if is_end and date.start is None and told.sentence.are_together(told.last, told.sentence.index(date.place)):
            return date
    return None


def how_dated(date: DraftedDate | None, bound: DraftedDate | None) -> str:
    """Return why an event has its day, or has none, for the person who checks it."""
    if date:
        return f"“{date.words}”: {date.why}"
    return f"“{bound.words}” tells when it ends and no day of it" if bound else "its part of the sentence has no day"


def timing(date: DraftedDate | None, article: ReadArticle) -> Json:
    """Return the fields of the record that say when an event was."""
    if date is None or date.start is None:
        return {"time_precision": str(TimePrecision.UNKNOWN)}
    written = date.why.startswith(("a written date", "a month with", "a year"))
    basis = {"kind": str(BasisKind.EXPLICIT if written else BasisKind.INFERRED)}
    published = article.published_on.isoformat()
    how = f"“{date.words}”, read from the day of publication, {day(published, weekday=False)}: {date.why}."
    found = {"start": date.start, "time_precision": str(date.precision), "date_basis": basis | {"how": how}}
    if not date.ongoing:
        return found | {"end": date.end}
    return found | ({"ongoing_as_of": published} if date.start <= published else {})


def _is_of_a_plan(told: Told, at: int) -> bool:
    """Whether a day behind an event is that of what was planned: “called off a strike planned for Friday”."""
    return any(token.word in _PLANNED for token in told.sentence.tokens[told.end : at])


def is_called(told: Told) -> bool:
    """Whether the words of an event tell that something was called, which then is to come."""
    return told.words.title.endswith(" called")


def is_to_come(date: DraftedDate) -> bool:
    """Return whether a day is one behind that of publication."""
    return "after publication" in date.why


def _is_meant_otherwise(told: Told, at: int, date: DraftedDate) -> bool:
    """Whether a day at a token is what something else is meant for: “held before the march for Friday”."""
    tokens = told.sentence.tokens
    if not is_to_come(date) or is_called(told) or "for" not in [token.word for token in tokens[max(0, at - 2) : at]]:
        return False
    return FUTURE.search(" ".join(token.word for token in tokens[: told.end])) is None


def _opens(told: Told, at: int, date: DraftedDate) -> bool:
    """Whether a day opens the sentence of an event and governs it: “Late on Friday the rebels let … but kept …”."""
    if at > min(_OPENING, told.first):
        return False
    behind = [token for token in told.sentence.tokens[: told.first] if token.start >= date.place.end]
    return not _tells_of_another_time(behind)


def _tells_of_another_time(between: Sequence[Token]) -> bool:
    return any(token.word in _ANOTHER_TIME or is_saying(token.text) for token in between)


def _shares_subject(told: Told, at: int) -> bool:
    """Whether the day at a token is of the verb before, whose subject an event has too: “met on Monday and ordered”."""
    tokens = told.sentence.tokens
    first = told.first
    if first and tokens[first - 1].word == "also":
        first -= 1
    joins = first - 1
    if joins <= at or tokens[joins].word not in ("and", "but") or not _is_a_verb(told):
        return False
    if told.words.kind in _SPOKEN and any(token.word == "that" for token in tokens[:at]):
        return False  # “said that troops came on Monday and ordered …”: either may have ordered
    before = joins - (tokens[joins - 1].text == ",")
    return told.sentence.are_together(at, before)


def _is_a_verb(told: Told) -> bool:
    """Whether the words of an event begin with its verb: what is named or passive has a subject of its own."""
    first = told.text.split()[0]
    is_plain = first not in ("were", "was", "been", "are", "is") and told.text not in NOUNS
    return is_plain and not told.words.has_subject and (first.endswith(("ed", "ing")) or first in _IRREGULAR)


_IRREGULAR = word_set(
    "sent set flew withdrew shut took held met quit cut put swore kept fired threw broke shot retook burnt began begun "
    "beat drove"
)


def _is_at_its_time(told: Told, at: int) -> bool:
    """Whether an event is told behind “when”, and the day at a token before it: “were hurt on Monday when …”."""
    tokens = told.sentence.tokens
    when = next((n for n in range(at + 1, told.first) if tokens[n].word in ("when", "as")), None)
    return when is not None and told.sentence.are_together(at, when) and told.sentence.are_together(when, told.first)


def _goes_on(told: Told, at: int) -> bool:
    """Whether a token closes a row of events of one kind: “two were killed and dozens were injured on Monday”."""
    tokens = told.sentence.tokens
    parts = [n for n in range(told.end, at) if tokens[n].word == "and"]
    if not parts or not told.sentence.are_together(parts[-1], at):
        return False
    steps = [told.last, *parts, at]
    same_kind = [each.pattern for each in EVENT_WORDS if each.kind is told.words.kind]
    for first, end in pairwise(steps):
        if not told.sentence.are_together(first, end):
            return False
    words = (" ".join(token.word for token in tokens[first + 1 : end]) for first, end in pairwise(steps[1:]))
    return all(any(pattern.search(part) for pattern in same_kind) for part in words)
