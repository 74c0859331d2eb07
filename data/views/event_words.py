"""Words about the days and places of events, for headlines and lists of them."""

import datetime as dt

from data.records.vocabulary import GeoPrecision, Phase, TimePrecision
from data.tables.rows import EventRow
from data.wording.phrases import day, day_and_month, first_day, last_day

NUMBER_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
"""Numbers that a headline writes in words."""

ROUGH = (TimePrecision.APPROXIMATE, TimePrecision.SOME_DAY, TimePrecision.WEEK, TimePrecision.MONTH)
"""Precisions of a time that is known only roughly."""


def number_word(value: int) -> str:
    """Return a number of at most twelve in words, a larger one in digits: “three”, “1,204”."""
    return NUMBER_WORDS[value] if 0 < value < len(NUMBER_WORDS) else f"{value:,}"


def sentence(text: str) -> str:
    """Return a text with a capital letter at its start; the other letters stay as they are."""
    return text[:1].upper() + text[1:]


def full_sentence(text: str) -> str:
    """Return a text as `sentence` does, with a full stop at its end unless it ends a sentence already."""
    said = sentence(text.strip())
    return said if said.endswith((".", "!", "?", "”")) else f"{said}."


def is_rough(event: EventRow) -> bool:
    """Whether the time of a dated event is known only roughly."""
    return event["time_precision"] in ROUGH


def on_days(event: EventRow) -> bool:
    """Whether a dated event has days of its own: not a year, a month, or one unknown day of several."""
    if event["time_precision"] == TimePrecision.DAY or event["ongoing_as_of"]:
        return True
    return event["time_precision"] == TimePrecision.APPROXIMATE and first_day(event) == last_day(event)


def days_between(first: str, last: str, *, year: bool = False) -> str:
    """Return a range of days: “10–16 Jan”, “30 Jan – 5 Feb”, with the year if asked or if there are two."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if start.year != end.year:
        return f"{day(first, weekday=False)} – {day(last, weekday=False)}"
    after = f" {end.year}" if year else ""
    if start == end:
        return f"{day_and_month(first)}{after}"
    if start.month == end.month:
        return f"{start.day}–{day_and_month(last)}{after}"
    return f"{day_and_month(first)} – {day_and_month(last)}{after}"


def short_when(event: EventRow, *, year: bool = False) -> str:
    """Return the time of an event for the edge of a list: “5 Jan”, “10–16 Jan”, “2014”, “no day”."""
    start = event["start"]
    if start is None:
        return "no day"
    end = last_day(event)
    if event["time_precision"] == TimePrecision.YEAR:
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    if event["time_precision"] == TimePrecision.MONTH:
        return f"{dt.date.fromisoformat(start):%b %Y}"
    if event["ongoing_as_of"]:
        return f"from {days_between(start, start, year=year)}"
    return days_between(start, end, year=year or event["phase"] == Phase.BACKGROUND)


def short_place(event: EventRow) -> str:
    """Return where an event happened without the city of a site: “Main airport”, “Almaty”; empty if not stated."""
    places = event["places"] or ""
    site_in_city = event["geo_precision"] == GeoPrecision.EXACT and ";" not in places
    return places.partition(",")[0] if site_in_city else places
