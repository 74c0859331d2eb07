"""The days that a timeline spans, and the events that are too far off for it: they are named at its edge.

An event announced for a distant year would leave no room for the days of all others.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.queries.row_types import LaneRow
from data.tables.rows import EventRow
from data.views.event_words import short_when
from data.wording.phrases import count_noun, first_day

FAR = 366
"""Days; events at most so far from the others are never far off."""
TIMES = 3
"""How many times the length of the rest an event may lie from it without being far off."""


@dataclass(frozen=True)
class TimeSpan:
    """The time in which most events are: `first` and `last` are their outermost days.

    An event that starts before `lowest` or after `highest` is far off. All four are ISO 8601 days.
    """

    first: str
    last: str
    lowest: str
    highest: str

    def is_far(self, iso: str) -> bool:
        """Whether a day is too far off."""
        return not self.lowest <= iso <= self.highest


def time_span(days: Sequence[str]) -> TimeSpan:
    """Return the time in which most events are, from the day on which each starts.

    Days no more than FAR apart are a group. If one group has at least half of the days, it is the time that matters: a
    group that lies further from it than FAR days, and than TIMES its own length, is far off. If there is no such group,
    nothing is far off. Raises ValueError without any day.
    """
    if not days:
        raise ValueError("there is no day to span")
    ordinals = sorted(dt.date.fromisoformat(iso).toordinal() for iso in days)
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(ordinals), 1) if other - one > FAR), len(ordinals)]
    groups = [ordinals[start:end] for start, end in pairwise(starts)]
    most = max(groups, key=len)
    lowest, highest = dt.date.min.toordinal(), dt.date.max.toordinal()
    if 2 * len(most) >= len(ordinals):
        reach = max(FAR, TIMES * (most[-1] - most[0]))
        groups = [group for group in groups if group[-1] >= most[0] - reach and group[0] <= most[-1] + reach]
        lowest = max(lowest, min(most[0] - reach, groups[0][0]))
        highest = min(highest, max(most[-1] + reach, groups[-1][-1]))
    ends = (groups[0][0], groups[-1][-1], lowest, highest)
    return TimeSpan(*(dt.date.fromordinal(day).isoformat() for day in ends))


def span_of(rows: Sequence[EventRow]) -> TimeSpan | None:
    """Return the time in which most of these dated events start; None without any."""
    return time_span([first_day(row) for row in rows]) if rows else None


@dataclass(frozen=True)
class FarOff:
    """The events of a lane that are too far off on one side.

    `label` names their time, as precisely as it is known; `day` is that nearest to the timeline; `later` is the side.
    """

    lane: str
    day: str
    label: str
    count: int
    later: bool


def far_off(rows: Sequence[LaneRow], span: TimeSpan) -> tuple[FarOff, ...]:
    """Return the events that are too far off for a timeline, by lane and side."""
    sides: dict[tuple[str, bool], list[LaneRow]] = {}
    for row in rows:
        if span.is_far(first_day(row)):
            sides.setdefault((row["lane"], first_day(row) > span.highest), []).append(row)
    found: list[FarOff] = []
    for (lane, later), events in sides.items():
        days = sorted(first_day(row) for row in events)
        found.append(FarOff(lane, days[0] if later else days[-1], _label(events, days), len(events), later))
    return tuple(found)


def _label(events: Sequence[EventRow], days: Sequence[str]) -> str:
    """“1 Jan 2300”, “2300, 3 events”, “2150 to 2300, 4 events”."""
    if len(events) == 1:
        return short_when(events[0], year=True)
    return f"{years_between(days[0], days[-1])}, {count_noun(len(events), 'event')}"


def years_between(first: str, last: str) -> str:
    """Return the years of two days: “2300”, or “2150 to 2300”."""
    one, other = (str(int(iso[:4])) for iso in (first, last))
    return one if one == other else f"{one} to {other}"
