"""How dates, numbers and lists are written for readers, wherever they read them."""

import datetime as dt
from collections.abc import Sequence

from data.records.vocabulary import GeoPrecision, SpeakerGroup
from data.tables.rows import EventRow


def day(iso: str, *, weekday: bool = True) -> str:
    """“Fri 7 Jan 2022” for 2022-01-07."""
    date = dt.date.fromisoformat(iso)
    return f"{date:%a} {date.day} {date:%b} {date.year}" if weekday else f"{date.day} {date:%b} {date.year}"


def day_and_month(iso: str) -> str:
    """“7 Jan” for 2022-01-07, where the year is known."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {date:%b}"


def when(event: EventRow) -> str:
    """When an event was, no more precisely than it is known."""
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
    """The day on which a dated event begins, as ISO 8601. Raises ValueError where the event has no date."""
    if event["start"] is None:
        raise ValueError(f"the event {event['item_id']} has no date")
    return event["start"]


def last_day(event: EventRow) -> str:
    """The last day that is known of a dated event, as ISO 8601. Raises ValueError where the event has no date."""
    return event["ongoing_as_of"] or event["end"] or first_day(event)


def where(event: EventRow) -> str:
    """Where an event happened, or that the article does not say."""
    return event["places"] or GeoPrecision(event["geo_precision"]).label


def number(value: float) -> str:
    """“3,800” for 3800."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def count_noun(count: int, singular: str, plural: str | None = None) -> str:
    """“1 event”, “31 events”."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def share(part: int, whole: int, what: str) -> str:
    """“all 31 events”, “9 of 31 events”, “no events”."""
    if whole == 0:
        return f"no {what}"
    return f"all {whole:,} {what}" if part == whole else f"{part:,} of {whole:,} {what}"


def join_words(words: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def speaker_group_label(speaker_group: str) -> str:
    """The label of a kind of speaker; those whom a record gives none are “not stated”."""
    return SpeakerGroup(speaker_group).label if speaker_group in set(SpeakerGroup) else "Not stated"
