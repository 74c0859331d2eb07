"""Dates, numbers and lists as readers see them, in all renderers."""

import datetime as dt
import re
from collections.abc import Sequence

from data.records.vocabulary import CodedFrom, GeoPrecision, Qualifier, SpeakerGroup
from data.tables.rows import BaseItemRow, ClaimRow, EventRow

_NUMBER = re.compile(r"^(?P<before>\D*?)\s*(?P<number>\d.*)$")


def day(iso: str, *, weekday: bool = True) -> str:
    """Return an ISO 8601 date as “Fri 7 Jan 2022”, or “7 Jan 2022” without the weekday."""
    date = dt.date.fromisoformat(iso)
    return f"{date:%a} {date.day} {date:%b} {date.year}" if weekday else f"{date.day} {date:%b} {date.year}"


def day_and_month(iso: str) -> str:
    """Return an ISO 8601 date as “7 Jan”, for places where the year is clear."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {date:%b}"


def day_of_month(iso: str) -> str:
    """Return an ISO 8601 date as “7 January”, for headlines."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {date:%B}"


def day_labels(days: Sequence[str]) -> list[str]:
    """Return ISO 8601 days in order as “7 Jan”; if they are of several years, the first of each year has it."""
    years = len({iso[:4] for iso in days}) > 1
    return [
        day(iso, weekday=False) if years and before[:4] != iso[:4] else day_and_month(iso)
        for before, iso in zip(["", *days], days, strict=False)
    ]


DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 30, 365


def time_without(days: int, *, short: bool = False) -> str:
    """Return how long nothing was reported: “5 days”, “11 mon.”, “278 years”; short: “5 d”, “11 m”, “278 y”."""
    for length, unit, letter in ((DAYS_OF_A_YEAR, "years", "y"), (DAYS_OF_A_MONTH, "mon.", "m")):
        if days >= 2 * length:
            return f"{days // length} {letter if short else unit}"
    return f"{days} {'d' if short else 'days'}"


def months_of(days: Sequence[str]) -> list[str]:
    """Return the month of each of some ISO 8601 days in order: “Jan”, empty if it is that of the day before it.

    If the days are not all of one year, the first day of each year has the year too: “Jan 2300”.
    """
    years = len({iso[:4] for iso in days}) > 1
    months: list[str] = []
    for before, iso in zip(["", *days], days, strict=False):
        date = dt.date.fromisoformat(iso)
        year = f" {date.year}" if years and before[:4] != iso[:4] else ""
        months.append("" if before[:7] == iso[:7] else f"{date:%b}{year}")
    return months


OPENING_ONLY = "only the opening was read"
"""What is said of a report of which no more was at hand: what it says further down is not known."""


def unstated(row: BaseItemRow) -> str:
    """Return what is said of something that a record does not have: “not stated”, or “not stated in the opening”.

    Whoever had only the opening of an article cannot tell what it states further down.
    """
    return "not stated" if row["coded_from"] == CodedFrom.WHOLE_TEXT else "not stated in the opening"


def when(event: EventRow) -> str:
    """Return the time of an event, only as precise as it is known: “Fri 7 Jan 2022”, “January 2022”, “Undated”."""
    start = event["start"]
    if start is None:
        latest = event["not_after"]
        return f"Undated; by {day(latest)} at the latest" if latest else "Undated"
    end = event["end"] or start
    if event["time_precision"] == "year":
        return start[:4] if start[:4] == end[:4] else f"{start[:4]} to {end[:4]}"
    if event["time_precision"] == "month":
        return f"{dt.date.fromisoformat(start):%B %Y}"
    about = "About " if event["time_precision"] == "approximate" and start == end else ""
    if event["ongoing_as_of"]:
        return f"From {day(start)}, not over on {day(event['ongoing_as_of'])}"
    return f"{about}{day(start)}" if start == end else f"Between {day(start)} and {day(end)}"


def first_day(event: EventRow) -> str:
    """Return the first day of an event, as ISO 8601. Raises ValueError if the event has no date."""
    if event["start"] is None:
        raise ValueError(f"the event {event['item_id']} has no date")
    return event["start"]


def last_day(event: EventRow) -> str:
    """Return the last known day of an event, as ISO 8601. Raises ValueError if the event has no date."""
    return event["ongoing_as_of"] or event["end"] or first_day(event)


def where(event: EventRow) -> str:
    """Return the places of an event, or the label of its precision, such as “No place stated”."""
    if not event["places"] and event["geo_precision"] == GeoPrecision.UNKNOWN:
        return f"No place {unstated(event).removeprefix('not ')}"
    return event["places"] or GeoPrecision(event["geo_precision"]).label


def number(value: float) -> str:
    """Return a number with thousands separators: “3,800”."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def figure_parts(claim: ClaimRow) -> tuple[str, str]:
    """Return the words before the number, and the number as written; without a number, the quoted words."""
    words = claim["value_text"]
    if claim["qualifier"] == Qualifier.VAGUE:
        return "", f"“{words}”"
    found = _NUMBER.match(words)
    return (found["before"].strip(), found["number"]) if found else ("", words)


def figure_phrase(claim: ClaimRow) -> str:
    """Return a figure with the words before its number: “at least 12”; without a number, the quoted words."""
    return " ".join(figure_parts(claim)).strip()


def count_noun(count: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun: “1 event”, “31 events”. The default plural is the singular and an s."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def share(part: int, whole: int, singular: str, plural: str | None = None) -> str:
    """Return a part of a whole in words: “all 31 events”, “9 of 31 events”, “1 event”, “no events”."""
    if whole == 0:
        return f"no {plural or singular + 's'}"
    of_whole = count_noun(whole, singular, plural)
    every = f"all {of_whole}" if whole > 1 else of_whole
    return every if part == whole else f"{part:,} of {of_whole}"


def join_words(words: Sequence[str]) -> str:
    """Return a list in words: “a”, “a and b”, “a, b and c”; empty for an empty list."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def speaker_group_label(speaker_group: str) -> str:
    """Return the label of a group of speakers; “Not recorded” for a value that is not a SpeakerGroup."""
    return SpeakerGroup(speaker_group).label if speaker_group in set(SpeakerGroup) else "Not recorded"
