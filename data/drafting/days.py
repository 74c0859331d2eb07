"""Days and spans of days against the day of publication: what “Thursday”, “last month” or “January 6” come to."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from data.records.vocabulary import TimePrecision

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FARTHEST_PAST = 335
"""Days after which a date without a year is left open: “10 January”, read on 7 January, is hardly last year's."""


@dataclass(frozen=True)
class Span:
    """From one day to another, how precisely they are known, and how they follow from the words."""

    start: dt.date | None
    end: dt.date | None
    precision: TimePrecision
    why: str


def one_day(day: dt.date, why: str) -> Span:
    """Return a span of one day."""
    return Span(day, day, TimePrecision.DAY, why)


def undated(why: str) -> Span:
    """Return a span without days."""
    return Span(None, None, TimePrecision.UNKNOWN, why)


def weekday(name: str, published_on: dt.date, *, future: bool, which: str = "") -> Span:
    """Return the day of a weekday: that of publication or the last one before it, in the future the next one.

    `which` is “last”, “next”, “this” or empty. “Last Friday” is never the day of publication, “next Friday” neither.
    """
    ago = (published_on.weekday() - WEEKDAYS.index(name.lower())) % 7
    if which == "next" or (future and ago and which != "last"):
        return one_day(published_on + dt.timedelta(days=7 - ago), f"the next {name} after publication")
    if which == "last" and ago == 0:
        return one_day(published_on - dt.timedelta(days=7), f"the {name} a week before publication")
    if ago == 0:
        return one_day(published_on, "the day of publication")
    return one_day(published_on - dt.timedelta(days=ago), f"the last {name} before publication")


def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month, also a short one."""
    return MONTHS.index(name[:3].lower()) + 1


def written_day(year: int | None, month: int, day: int, published_on: dt.date, *, future: bool = False) -> Span:
    """Return the day of a written date. Without a year it is the last such day, in the future the next one.

    It is undated if the calendar has no such day, or if its year cannot be told.
    """
    if year is not None:
        found = _day_or_none(year, month, day)
        return one_day(found, "a written date") if found else undated("the calendar has no such day")
    years = range(published_on.year - 4, published_on.year + 5)  # four years, for 29 February
    days = [found for each in years if (found := _day_or_none(each, month, day))]
    if future and (later := next((each for each in days if each >= published_on), None)):
        return one_day(later, "a written date without a year; the next such day after publication")
    earlier = next((each for each in reversed(days) if each <= published_on), None)
    if earlier is None or (published_on - earlier).days > FARTHEST_PAST:
        return undated("a written date without a year, which may be past or to come")
    return one_day(earlier, "a written date without a year; the last such day up to publication")


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month(number: int, year: int | None, published_on: dt.date, *, future: bool = False) -> Span:
    """Return a month. Without a year it is the last one, that of publication included; in the future the next."""
    why = "a month with its year"
    if year is None:
        if future:
            year = published_on.year + (number < published_on.month)
        else:
            year = published_on.year - (number > published_on.month)
        why = f"a month without a year; the {'next' if future else 'last'} one, seen from publication"
    last = calendar.monthrange(year, number)[1]
    return Span(dt.date(year, number, 1), dt.date(year, number, last), TimePrecision.MONTH, why)


def year(number: int) -> Span:
    """Return a year."""
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31), TimePrecision.YEAR, "a year")


def unit(name: str, which: str, published_on: dt.date) -> Span:
    """Return “last week”, “this month”, “next year”: a week is from Monday to Sunday, and only approximate."""
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if name == "week":
        monday = published_on - dt.timedelta(days=published_on.weekday()) + dt.timedelta(days=7 * step)
        why = f"the week from Monday to Sunday, seen from publication: {which} week"
        return Span(monday, monday + dt.timedelta(days=6), TimePrecision.APPROXIMATE, why)
    if name == "month":
        months = published_on.year * 12 + published_on.month - 1 + step
        return replace(month(months % 12 + 1, months // 12, published_on), why=f"{which} month, seen from publication")
    return replace(year(published_on.year + step), why=f"{which} year, seen from publication")


def ago(count: int, name: str, published_on: dt.date) -> Span:
    """Return “three days ago”, which is a day, and “two weeks ago”, which is about one; months and years are open."""
    if name == "day" and count <= 31:
        return one_day(published_on - dt.timedelta(days=count), "counted back from publication")
    if name == "week" and count <= 8:
        about = published_on - dt.timedelta(days=7 * count)
        return Span(about, about, TimePrecision.APPROXIMATE, "weeks counted back from publication")
    return undated("counted back in units too long for a day")


def from_to(first: Span, last: Span) -> Span:
    """Return the span from one to another; undated if one is, or if the second begins before the first."""
    if first.start is None or last.end is None or last.end < first.start:
        return undated("a span whose two ends do not fit together")
    same = first.precision == last.precision
    precision = first.precision if same else TimePrecision.APPROXIMATE
    return Span(first.start, last.end, precision, f"from {first.why} to {last.why}")
