"""Events by day, for a list in columns: each with its mark, and whether its day is only roughly known."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.records.vocabulary import EventKind, TimePrecision
from data.tables.rows import EventRow, rows
from data.wording.phrases import day

MAX_DAYS = 3
MAX_IN_A_DAY = 6


@dataclass(frozen=True)
class EventEntry:
    """An event in a list: `rough` is whether its day is known only roughly.

    `says` is who says so; empty where the report does in its own voice.
    """

    item_id: str
    title: str
    kind: str
    kind_label: str
    rough: bool
    says: str = ""


@dataclass(frozen=True)
class EventDay:
    """A day with its events: at most MAX_IN_A_DAY entries, and the number of further ones."""

    day: str
    label: str
    entries: Sequence[EventEntry]
    more: int


def event_entry(event: EventRow) -> EventEntry:
    """Return an event as an entry."""
    rough = event["time_precision"] != TimePrecision.DAY
    return EventEntry(
        event["item_id"],
        event["title"],
        event["kind"],
        EventKind(event["kind"]).label,
        rough,
        event["attributed_to"] or "",
    )


def last_event_days(events: pd.DataFrame, known_on: str) -> list[EventDay]:
    """Return the last MAX_DAYS days up to `known_on` that have an event, in order of time.

    `events` are dated, in order of time, with the columns of `EventRow`. What is announced for a later day is left out.
    """
    starts = events["start"]
    last = sorted(starts[starts <= known_on].unique())[-MAX_DAYS:]
    by_day: dict[str, list[EventRow]] = {}
    for event in rows(events[starts.isin(last)], EventRow):
        by_day.setdefault(event["start"] or "", []).append(event)
    return [
        EventDay(
            start,
            day(start),
            [event_entry(event) for event in by_day[start][:MAX_IN_A_DAY]],
            max(0, len(by_day[start]) - MAX_IN_A_DAY),
        )
        for start in last
    ]
