"""Words that date something, each kind with the rule for the days that it comes to."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.drafting import days
from data.drafting.days import Span
from data.drafting.numbers import SMALL
from data.records.vocabulary import TimePrecision

_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
_MONTH = (
    r"(?:Jan(?:uary\b|\b\.?)|Feb(?:ruary\b|\b\.?)|Mar(?:ch\b|\b\.?)|Apr(?:il\b|\b\.?)|May\b|June?\b\.?|July?\b\.?|"
    r"Aug(?:ust\b|\b\.?)|Sep(?:tember\b|t?\b\.?)|Oct(?:ober\b|\b\.?)|Nov(?:ember\b|\b\.?)|Dec(?:ember\b|\b\.?))"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?:1[5-9]|20|21)[0-9]{2}(?![0-9])"
_TO = r"(?: ?- ?| to | until | through | and )"
_COUNT = rf"(?:[0-9]{{1,3}}|an?|{'|'.join(SMALL)})"
_PEOPLE = r"(?:people|person|men|women|protest[eo]rs|demonstrators|soldiers|troops|deaths|arrests|votes|houses|homes)"
_NO_YEAR = (
    r"(?! (?:cases|places|towns|cities|countries|villages)\b)"
    rf"(?:(?<=[Ii]n [0-9]{{4}})|(?! {_PEOPLE}\b))(?! (?:and|to|or) [0-9,]+ {_PEOPLE}\b)"
)
"""After a year: “in 2019 protesters came” has one, “of 2019 protesters” and “between 1900 and 2000 people” none."""

_Resolver = Callable[[re.Match[str], dt.date, bool], Span]


def _iso(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    return days.written_day(int(match["y"]), int(match["m"]), int(match["d"]), published_on)


def _numeric(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first <= 12 and second <= 12 and first != second:
        return days.undated("day and month can be told apart in two ways")
    day, month = (first, second) if first > 12 else (second, first)
    return days.written_day(year, month, day, published_on) if month <= 12 else days.undated("no such month")


def _written(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    """A written day, or a span within one month: “6 January 2022”, “Jan. 6”, “January 2-5”, “4 to 7 January”."""
    year = int(match["y"]) if match["y"] else None
    month = days.month_number(match["m"])
    last, first = (int(re.sub("[a-z]", "", match[name] or "0")) for name in ("last", "first"))
    end = days.written_day(year, month, last or first, published_on, future=future)
    if not last or end.end is None:
        return end
    return days.from_to(days.written_day(end.end.year, month, first, published_on), end)


def _weekday(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    which = (match["which"] or "").lower()
    return days.weekday(match["weekday"], published_on, future=future, which=which)


def _month(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    year = int(match["y"]) if match["y"] else None
    which = (match["which"] or "").lower()
    return days.month(days.month_number(match["m"]), year, published_on, future=future or which == "next")


def _unit(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    span = days.unit(match["unit"].lower(), match["which"].lower(), published_on)
    if not match["part"] or match["which"].lower() != "this":
        return span  # “earlier last week” is some day of that week
    if match["part"].lower() == "earlier":
        return replace(span, end=published_on, why=f"earlier in it, up to publication; {span.why}")
    return replace(span, start=published_on, why=f"later in it, from publication on; {span.why}")


def _near(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    word = match.group().lower()
    step = {"yesterday": -1, "tomorrow": 1, "last night": -1, "the day before yesterday": -2}.get(word, 0)
    why = "the day of publication" if step == 0 else f"{abs(step)} day {'before' if step < 0 else 'after'} publication"
    if word == "overnight":
        before = published_on - dt.timedelta(days=1)
        return Span(before, published_on, TimePrecision.APPROXIMATE, "the night before publication")
    return days.one_day(published_on + dt.timedelta(days=step), why)


def _ago(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else SMALL.get(word, 1)
    return days.ago(count, match["unit"].lower(), published_on)


def _undated(match: re.Match[str], published_on: dt.date, future: bool) -> Span:
    return days.undated("counted from a day that the words do not name")


_PATTERNS: tuple[tuple[re.Pattern[str], _Resolver], ...] = tuple(
    (re.compile(pattern), resolver)
    for pattern, resolver in (
        (r"(?<![0-9-])(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])", _iso),
        (r"(?<![0-9/.])(?P<a>[0-9]{1,2})[/.](?P<b>[0-9]{1,2})[/.](?P<y>(?:19|20)[0-9]{2})(?![0-9/])", _numeric),
        (
            rf"(?:\b(?:{_WEEKDAY},? )?(?:the )?)(?<![0-9,.])(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))? "
            rf"(?:of )?(?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?",
            _written,
        ),
        (
            rf"\b(?:{_WEEKDAY},? )?(?P<m>{_MONTH}) (?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY})(?! {_MONTH}))?"
            rf"(?:,? (?P<y>{_YEAR}))?(?![0-9]|,[0-9])",
            _written,
        ),
        (rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<m>{_MONTH}),? (?P<y>{_YEAR})", _month),
        (
            rf"(?<=\b[Ii]n )(?P<which>)(?P<m>{_MONTH})(?P<y>)|(?:(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Bb]y )|(?<=early )|"
            rf"(?<=late )|(?<=mid-)|(?<=[Dd]uring )|(?<=from )|(?<=between ))(?P<m2>{_MONTH})(?! [0-9])",
            lambda match, published_on, future: days.month(
                days.month_number(match["m"] or match["m2"]), None, published_on, future=future
            ),
        ),
        (rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<m>{_MONTH})(?P<y>)(?! [0-9])", _month),
        (rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?{_WEEKDAY}", _weekday),
        (
            rf"(?:(?<=\b[Ii]n )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=\b[Bb]y )|(?<=early )|(?<=late )|(?<=[Dd]uring )|"
            rf"(?<=[Ff]rom )|(?<=[Bb]etween )|(?<=\bof )|(?<=[0-9] to )|(?<=[0-9] and )|(?<=[0-9]-))(?P<y>{_YEAR})"
            rf"(?![,.:%][0-9]|-[a-z]){_NO_YEAR}",
            lambda match, published_on, future: days.year(int(match["y"])),
        ),
        (
            r"\b(?:(?P<part>[Ee]arlier|[Ll]ater) )?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|past) (?P<unit>week|month|year)\b"
            r"(?!-)",
            _unit,
        ),
        (
            r"\b(?:[Tt]he day before yesterday|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Oo]vernight|[Ll]ast night|"
            r"[Tt]his (?:morning|afternoon|evening))\b",
            _near,
        ),
        (rf"\b(?P<count>{_COUNT}|[Aa]n?) (?P<unit>day|week|month|year)s? ago\b", _ago),
        (
            rf"\b(?:(?:{_COUNT}|several|a few|[Tt]he|some) )?(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)s? (?:later|earlier)\b|"
            r"\b[Tt]he (?:next|following|previous) day\b",
            _undated,
        ),
    )
)
_DAYS_FROM = re.compile(rf"\b(?P<count>{_COUNT}|[Aa]n?|[Tt]he) (?P<unit>day|week)s? (?P<side>after|before)\b")


@dataclass(frozen=True)
class Found:
    """Words from offset `start` up to `end`, and the days that they come to."""

    start: int
    end: int
    span: Span


def find_dates(text: str, published_on: dt.date, is_future: Callable[[int, int], bool]) -> list[Found]:
    """Return what dates something in a text, in order; of words that overlap, the first and the longest.

    `is_future` is asked with the offsets of such words whether the sentence speaks of what is to come.
    """
    matches = [(match, resolver) for pattern, resolver in _PATTERNS for match in pattern.finditer(text)]
    matches.sort(key=lambda each: (each[0].start(), -each[0].end()))
    found: list[Found] = []
    for match, resolver in matches:
        if found and match.start() < found[-1].end:
            continue
        span = resolver(match, published_on, is_future(match.start(), match.end()))
        found.append(Found(match.start(), match.end(), span))
    return _with_days_from(text, found)


def _with_days_from(text: str, found: list[Found]) -> list[Found]:
    """With “a day after Wednesday” as one date, and “a day after” something undated as an undated one."""
    at_offset = {each.start: each for each in found}
    for match in _DAYS_FROM.finditer(text):
        anchor = at_offset.get(match.end() + 1) or at_offset.get(match.end() + len(" the "))
        word = match["count"].lower()
        days_off = (int(word) if word.isdigit() else SMALL.get(word, 1)) * (7 if match["unit"] == "week" else 1)
        sign = 1 if match["side"] == "after" else -1
        day = anchor.span.start if anchor and anchor.span.precision is TimePrecision.DAY else None
        end = anchor.end if anchor and day else match.end()
        span = (
            days.one_day(day + dt.timedelta(days=sign * days_off), "counted from a day that the words name")
            if day
            else days.undated("counted from something that the words do not date")
        )
        if anchor and day:
            at_offset.pop(anchor.start)
        at_offset[match.start()] = Found(match.start(), end, span)
    return [at_offset[start] for start in sorted(at_offset)]
