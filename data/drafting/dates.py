"""Drafts of dates: the days that an article's words come to, seen from the day of its publication.

Nothing is guessed: what the words leave open stays undated, and what they name only by month or year stays that long.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from data.drafting import days
from data.drafting.date_words import Found, find_dates
from data.drafting.days import Span
from data.drafting.places import Place
from data.records.vocabulary import TimePrecision
from data.text import seen_with_offsets


@dataclass(frozen=True)
class DraftedDate:
    """Words that date something. `start` and `end` are ISO 8601 days, None where the words leave them open.

    `ongoing` tells that the words name a beginning only (“since Wednesday”); `why` how the days follow from them.
    """

    place: Place
    words: str
    start: str | None
    end: str | None
    precision: TimePrecision
    why: str
    ongoing: bool = False

    @property
    def day(self) -> str | None:
        """The day, if the words name a single one and nothing that begins or is over with it."""
        return self.start if self.precision is TimePrecision.DAY and self.start == self.end else None


_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|would|(?:is|are|was|were) (?:to|due|set(?! (?:up|on|off|fire|alight|ablaze))|scheduled|"
    r"expected)|scheduled|due|plans?|planned|"
    r"going to|expected to|set to|upcoming|coming)\b"
)
_FOR = re.compile(r"\bfor (?:the )?(?:(?:early|late) )?(?:on )?$")
"""Before a weekday that something is meant for: “called a strike for Friday”."""
_IS_MEANT = re.compile(
    r"(?=(?: (?:morning|afternoon|evening|night|noon|midday|midnight)\b)?"
    r"(?:$|[^\w\s'’]|\s+(?:at|in|on|and|or|to|by|from|after|before|when|over|because|but|as|with|across|outside|against|"
    r"that|which|if|unless|while|near|along|through|until)\b|\s+[^\w\s]))"
)
"""Behind such a weekday; “for Friday prayers” and “for Friday's attack” mean no day to come."""
_UNTIL = re.compile(r"\b(?:until|till|by)(?: the| early| late)? $", re.IGNORECASE)
_BINDS = re.compile(
    r"\b(?:call(?:s|ed)? (?:on|for|a|an)|announc\w+|order(?:s|ed)|demand(?:s|ed)|promis(?:es|ed)|vow(?:s|ed)|"
    r"pledg(?:es|ed)|threaten(?:s|ed)|agreed to|ask(?:s|ed)|urg(?:es|ed)|g(?:ave|ives?|iven)|must|should|ha(?:s|ve) to|"
    r"(?:extend|impos|suspend|postpon|adjourn|cancel|prolong|declar|bann)\w*|"
    r"(?<!was )(?<!were )(?<!been )closed(?= (?!until|till|by\b|on\b|in\b|for\b))|(?:stay|remain)s?)\b"
)
"""Acts whose end is still to come when they are reported: “imposed a curfew until Monday”, “gave them until Friday”."""
_MEANS_TO = re.compile(
    r"\b(?:(?:vow|promis|pledg|threaten|plan|intend|prepar)\w* to|call(?:s|ed)? on .+ to|urg(?:es|ed) .+ to) \w+"
)
_WANTS = re.compile(r"\b(?:demand|order|ask|insist|urg|recommend)\w* that$")
"""Before the clause of what somebody wants: “demanded that he resign by Sunday”."""
_ANY_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|last (?:night|week)", re.IGNORECASE)
_SAID = re.compile(r"(?:said|says|told|announced|reported)$")
_PAST = re.compile(r"\b(?:was|were|had|has|have|did|said|says|told|\w+ed)\b")
_BOUNDARY = re.compile(
    r"[.;!?:\"]|\b(?:said|says|told|announced|reported|but|while|after|before|when|that|who|which)\b"
)
_WINDOW = 120
"""Characters before and after a date in which the rule looks for words of the future."""
_CONNECTED = re.compile(r",? ?(?:to|through|until|till|and|-) ?(?:the )?")
_BEFORE = re.compile(
    r"(?:^|(?<=\W))(?P<word>[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]etween)(?: the| early| late)? $"
)


def draft_dates(paragraphs: Sequence[str], published_on: dt.date) -> list[DraftedDate]:
    """Return the dates in the paragraphs of an article, in order, as seen from the day of its publication."""
    return [date for number, text in enumerate(paragraphs) for date in dates_in(text, number, published_on)]


def dates_in(paragraph: str, number: int, published_on: dt.date) -> list[DraftedDate]:
    """Return the dates in one paragraph, which is the `number`-th of its article, counted from 0."""
    return list(_dates_in(paragraph, number, published_on))


@lru_cache(maxsize=128)
def _dates_in(paragraph: str, number: int, published_on: dt.date) -> tuple[DraftedDate, ...]:
    """The dates in a paragraph; kept, since figures, events and quotations of one draft ask for the same."""
    text, offsets = seen_with_offsets(paragraph.replace("\0", " "))
    found = find_dates(text, published_on, lambda start, end: _is_future(text, start, end))
    drafts = []
    for each in _with_spans(text, found):
        named = _with_word_before(text, each)
        start, end = offsets[named.start], offsets[named.end - 1] + 1
        span = named.span
        draft = DraftedDate(
            Place(number, start, end),
            paragraph[start:end],
            span.start.isoformat() if span.start else None,
            span.end.isoformat() if span.end else None,
            span.precision,
            span.why,
            ongoing=span.start is not None and span.end is None,
        )
        drafts.append(draft)
    return tuple(drafts)


def _is_future(text: str, start: int, end: int) -> bool:
    """Whether the words around a date speak of what is to come: “will meet on Monday”, “On Monday, it will meet”."""
    window = text[max(0, start - _WINDOW) : start]
    before = _BOUNDARY.split(window)[-1]
    wanted = _WANTS.search(window.removesuffix(before)) is not None and not _PAST.search(before)
    if _FUTURE.search(before) or _is_announced(before, text[start:end], text[end : end + _WINDOW], wanted=wanted):
        return True
    if len(before.split()) > 3 or _SAID.search(window.removesuffix(before)):
        return False
    after = re.split(r"[.;!?]", text[end : end + _WINDOW])[0]
    future, past = _FUTURE.search(after), _PAST.search(after)
    return future is not None and (past is None or future.start() <= past.start())


def _is_announced(before: str, words: str, after: str, *, wanted: bool) -> bool:
    """Whether a weekday is the one that something is meant for, or lasts until, behind the words of its clause.

    Where another day stands before it, when the act was, it may be over: it stays as it was.
    """
    if not _ANY_DAY.match(words):
        return False
    if _FOR.search(before):
        return _IS_MEANT.match(after) is not None
    if _ANY_DAY.search(before):
        return False
    return bool(_UNTIL.search(before) and (wanted or _BINDS.search(before))) or _MEANS_TO.search(before) is not None


def _with_spans(text: str, found: Sequence[Found]) -> list[Found]:
    """The dates with each two that a word joins as one: “between Tuesday and Thursday”, “2 January to 5 February”."""
    joined: list[Found] = []
    for each in found:
        if joined and (span := _joined(text, joined[-1], each)):
            joined[-1] = Found(joined[-1].start, each.end, span)
        else:
            joined.append(each)
    return joined


def _joined(text: str, first: Found, last: Found) -> Span | None:
    between = text[first.end : last.start]
    if len(between) > len(", through the ") or not _CONNECTED.fullmatch(between):
        return None
    before = _word_before(text, first.start)
    if "and" in between and before != "between":
        return None
    if last.span.end is None or first.span.start == last.span.start:
        return None
    span = days.from_to(_up_to(text[first.start : first.end], first.span, last.span.end), last.span)
    return span if span.start else None


def _up_to(words: str, span: Span, end: dt.date) -> Span:
    """The first end of a span, as seen from the other one: “30 December to 4 January”, “from Friday to Sunday”."""
    found = find_dates(words, end, lambda start, stop: False)
    return found[0].span if found and found[0].end == len(words) else span


def _with_word_before(text: str, found: Found) -> Found:
    """A date with the word before it that makes it a beginning (“since”), an end (“by”, “until”) or a span (“from”)."""
    start = max(0, found.start - len("between early "))
    match = _BEFORE.search(text[start : found.start])
    if match is None or found.span.start is None:
        return found
    word, span = match["word"].lower(), found.span
    first = start + match.start("word")
    if word == "since":
        return Found(first, found.end, replace(span, end=None, why=f"since then, with no end; {span.why}"))
    if word in ("by", "until", "till"):
        sentence = re.split(r"[.;!?]", text[max(0, first - _WINDOW) : first])[-1]
        if span.why.endswith("before publication") and not _PAST.search(sentence):
            return Found(first, found.end, days.undated("the end of what may be over or not"))
        why = f"not later than that; {span.why}"
        return Found(first, found.end, Span(None, span.end, TimePrecision.UNKNOWN, why))
    is_span = span.start != span.end and span.why.startswith("from ")
    return Found(first, found.end, span) if is_span else found


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 20) : at].split()
    return words[-1].lower() if words else ""
