"""Lists of events beside a chart: rows with a mark and a time, in groups, folded where they are long."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.records.vocabulary import EventKind, Phase
from data.tables.rows import EventRow
from data.views.event_words import is_rough, number_word, short_when
from data.wording.phrases import day_and_month

T = TypeVar("T")


@dataclass(frozen=True)
class Folded(Generic[T]):
    """The start of a list, and the rest that a reader unfolds. `left_out` rows are in neither."""

    first: tuple[T, ...] = ()
    more: tuple[T, ...] = ()
    left_out: int = 0


def folded(items: Sequence[T], shown: int) -> Folded[T]:
    """Return a list with its first `shown` items apart."""
    return Folded(tuple(items[:shown]), tuple(items[shown:]))


@dataclass(frozen=True)
class ListedEvent:
    """An event in a list: `time` is short, such as “5 Jan” or “no day”; `note` may be empty.

    `hollow` is whether its day is only roughly known or not stated.
    """

    item_id: str
    title: str
    kind: str
    kind_label: str
    time: str
    hollow: bool
    note: str = ""


def listed_event(event: EventRow, note: str = "", *, year: bool = False) -> ListedEvent:
    """Return an event for a list. `year` is whether its time is written with the year."""
    return ListedEvent(
        item_id=event["item_id"],
        title=event["title"],
        kind=event["kind"],
        kind_label=EventKind(event["kind"]).label,
        time=short_when(event, year=year),
        hollow=event["start"] is None or is_rough(event) or event["phase"] == Phase.SCHEDULED,
        note=note,
    )


@dataclass(frozen=True)
class KindGroup:
    """Events of one kind."""

    kind: str
    label: str
    count: int
    events: Folded[ListedEvent]


KIND_SHOWN = 25
"""Undated events of one kind that are shown at once; the others of the page can be unfolded."""

ALL_ROWS = slice(0, None)


def kind_columns(
    events: Sequence[EventRow], page: slice = ALL_ROWS, *, columns: int = 3, shown: int = KIND_SHOWN
) -> tuple[tuple[KindGroup, ...], ...]:
    """Return undated events by kind in columns of about the same length, the largest kinds first.

    `page` are the rows that are shown, counted over the kinds; `count` of a kind is that of all. Of each kind the first
    `shown` events are apart.
    """
    latest = max((row["not_after"] or "" for row in events), default="")
    counts = Counter(row["kind"] for row in events)
    kinds = sorted(EventKind, key=lambda kind: -counts[kind])
    order = {str(kind): n for n, kind in enumerate(kinds)}
    by_kind: dict[str, list[ListedEvent]] = {}
    for row in sorted(events, key=lambda row: order[row["kind"]])[page]:
        by_kind.setdefault(row["kind"], []).append(listed_event(row, _by(row, latest)))
    filled: list[list[KindGroup]] = [[] for _ in range(columns)]
    for kind, listed in by_kind.items():
        group = KindGroup(kind, EventKind(kind).label, counts[kind], folded(listed, shown))
        min(filled, key=lambda column: sum(len(each.events.first) + 2 for each in column)).append(group)
    return tuple(tuple(column) for column in filled if column)


def _by(row: EventRow, latest: str) -> str:
    return f"by {day_and_month(row['not_after'])}" if row["not_after"] and row["not_after"] < latest else ""


def undated_summary(events: Sequence[EventRow]) -> str:
    """Return what is known of the time of undated events, in one sentence; empty for none."""
    bounds = [row["not_after"] for row in events if row["not_after"]]
    if not events or not bounds:
        return "No latest day is recorded for them." if events else ""
    latest = max(bounds)
    earlier = sorted(bound for bound in bounds if bound < latest)
    part = f", {number_word(len(earlier))} of them by {day_and_month(earlier[-1])}" if earlier else ""
    if len(bounds) < len(events) or any(row["phase"] == Phase.SCHEDULED for row in events):
        return f"For {number_word(len(bounds))} of them a latest day is recorded; more is not."
    return f"{'All' if len(events) > 1 else 'It'} happened by {day_and_month(latest)}{part}; more is not recorded."
