"""The timeline as rows and columns: one row for each dated event, one column for each day that has any."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.queries.row_types import LaneRow
from data.records.vocabulary import EventKind, Phase, TimePrecision
from data.tables.rows import EventRow
from data.views.event_words import days_between, is_rough, on_days, short_place, short_when
from data.views.time_span import TimeSpan, span_of, years_between
from data.wording.phrases import day, day_and_month, first_day, last_day, when

BEFORE_WIDTH, DAY_WIDTH, RANGE_WIDTH, BREAK_WIDTH = 80, 156, 168, 24
"""Widths of columns and of the gap where days are left out, in pixels of a chart 1,184 pixels wide."""

FORMS = {
    "full": "the day is stated or follows from the report", "dashed": "only roughly then, or announced",
    "outline": "before the crisis", "arrow": "not over when the article appeared",
}  # fmt: skip
"""Form of a bar to what it means."""


@dataclass(frozen=True)
class Column:
    """A column of the timeline: the time before the crisis, a day, a range of days, or what is too far off.

    `first` and `last` are ISO 8601 days; `left` and `width` are in pixels from the left edge of the first column.
    `edge` is whether it stands at an edge for events that are too far off.
    `after_break` is whether days are left out before it.
    """

    label: str
    first: str
    last: str
    left: int
    width: int
    before: bool = False
    is_day: bool = False
    edge: bool = False
    after_break: bool = False

    @property
    def right(self) -> int:
        """The right edge in pixels."""
        return self.left + self.width


@dataclass(frozen=True)
class GanttRow:
    """A dated event. `left` and `right` are the edges of its columns; `before` is whether they are before the crisis.

    `text` stands in its bar; `time` and `place` are words for a list; `doubt` says that the day is known only roughly,
    or that the event was not over. `background` is whether the event is not part of the crisis itself, `uncertain`
    whether it only may be of the chosen days.
    """

    item_id: str
    title: str
    kind: str
    kind_label: str
    when: str
    time: str
    place: str
    text: str
    doubt: str
    left: int
    right: int
    before: bool
    rough: bool
    ongoing: bool
    background: bool
    day: str
    uncertain: bool = False


@dataclass(frozen=True)
class GanttGroup:
    """Rows under a heading; the label is empty if the rows are not grouped."""

    label: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True)
class Gantt:
    """Columns from left to right, and rows in groups from top to bottom. An event may be in several groups."""

    columns: tuple[Column, ...] = ()
    groups: tuple[GanttGroup, ...] = ()

    @property
    def rows(self) -> tuple[GanttRow, ...]:
        """All rows, without the groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of event that occur, for a key: (value, label)."""
        present = {row.kind for row in self.rows}
        return tuple((str(kind), kind.label) for kind in EventKind if kind in present)

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The forms of bars that occur, for a key: (name of the form, what it means)."""
        rows = self.rows
        found = {
            "full": any(not row.rough and not row.before for row in rows),
            "dashed": any(row.rough for row in rows),
            "outline": any(row.before and not row.rough for row in rows),
            "arrow": any(row.ongoing for row in rows),
        }
        return tuple((form, meaning) for form, meaning in FORMS.items() if found[form])

    @property
    def is_uncertain(self) -> bool:
        """Whether any row only may be of the chosen days."""
        return any(row.uncertain for row in self.rows)

    @property
    def width(self) -> int:
        """The right edge of the last column."""
        return max((column.right for column in self.columns), default=0)


def gantt_of(rows: Sequence[LaneRow], lanes: Sequence[tuple[str, str]], *, uncertain: Collection[str] = ()) -> Gantt:
    """Return dated events as rows and columns. `lanes` are (value, label) from top to bottom.

    `uncertain` are the ids of events that only may be of the chosen days.
    Raises ValueError for an event without a day.
    """
    columns = _columns(rows)
    years = len({column.first[:4] for column in columns if not column.before and not column.edge}) > 1
    groups = [
        GanttGroup(label, tuple(_row(row, columns, uncertain, years=years) for row in rows if row["lane"] == value))
        for value, label in lanes
    ]
    return Gantt(columns, tuple(group for group in groups if group.rows))


def _columns(rows: Sequence[EventRow]) -> tuple[Column, ...]:
    before = [row for row in rows if _is_before(row)]
    others = [row for row in rows if not _is_before(row)]
    span = span_of(others)
    near = [row for row in others if span and not span.is_far(first_day(row))]
    days = sorted({iso for row in near if on_days(row) for iso in _ends(row) if span and not span.is_far(iso)})
    ranges = {_ends(row): row for row in near if not on_days(row) and not _within(row, days)}
    years = len({iso[:4] for iso in days} | {start[:4] for start, _ in ranges}) > 1
    spans = [(iso, iso, day(iso) if years else _weekday(iso)) for iso in days]
    spans += [(*ends, _range_label(row, year=years)) for ends, row in ranges.items()]
    spans.sort(key=lambda ends: (ends[1], ends[0]))
    columns: list[Column] = []
    if before:
        first, last = min(first_day(row) for row in before), max(last_day(row) for row in before)
        year = min((start for start, _, _ in spans), default="")[:4]
        label = f"before {year}" if last[:4] < year else "background"
        columns.append(Column(label, first, last, 0, BEFORE_WIDTH, before=True))
    earlier, later = _edges(others, span)
    for first, last, label in [*earlier, *spans, *later]:
        edge = (first, last, label) in (*earlier, *later)
        is_day = not edge and first == last and first in days
        previous = columns[-1] if columns else None
        gap = previous is not None and (
            previous.before or previous.edge or edge or first != last or _days(previous.last, first) > 1
        )
        left = previous.right + (BREAK_WIDTH if gap else 0) if previous else 0
        width = DAY_WIDTH if is_day else RANGE_WIDTH
        columns.append(Column(label, first, last, left, width, is_day=is_day, edge=edge, after_break=gap))
    return tuple(columns)


def _is_before(row: EventRow) -> bool:
    return row["phase"] == Phase.BACKGROUND


def _ends(row: EventRow) -> tuple[str, str]:
    return first_day(row), last_day(row)


Ends = tuple[str, str, str]
"""First day, last day and label of a column."""


def _edges(rows: Sequence[EventRow], span: TimeSpan | None) -> tuple[list[Ends], list[Ends]]:
    """The columns at both edges, for days that are too far off: none or one on each side."""
    if span is None:
        return [], []
    far = sorted({iso for row in rows if on_days(row) or span.is_far(first_day(row)) for iso in _ends(row)})
    sides = [iso for iso in far if iso < span.lowest], [iso for iso in far if iso > span.highest]
    earlier, later = ([(side[0], side[-1], years_between(side[0], side[-1]))] if side else [] for side in sides)
    return earlier, later


def _within(row: EventRow, days: Sequence[str]) -> bool:
    """Whether a range lies between the first day and the last one, with a day of its own among them."""
    first, last = _ends(row)
    return bool(days) and days[0] <= first and last <= days[-1] and any(first <= iso <= last for iso in days)


def _columns_of(row: EventRow, columns: Sequence[Column]) -> list[Column]:
    """The columns that the bar of an event is in."""
    first, last = _ends(row)
    if _is_before(row):
        return [column for column in columns if column.before]
    if at_edge := [column for column in columns if column.edge and column.first <= first <= column.last]:
        return at_edge
    own = [column for column in columns if (column.first, column.last) == (first, last) and not column.before]
    between = [column for column in columns if (column.is_day or column.edge) and first <= column.first <= last]
    return between if on_days(row) else own or between


def _row(row: EventRow, columns: Sequence[Column], uncertain: Collection[str], *, years: bool) -> GanttRow:
    before = _is_before(row)
    mine = _columns_of(row, columns)
    far = any(column.edge for column in mine)
    return GanttRow(
        item_id=row["item_id"],
        title=row["title"],
        kind=row["kind"],
        kind_label=EventKind(row["kind"]).label,
        when=when(row),
        time=short_when(row, year=True) if mine[0].edge else _time(row, mine[0]),
        place=row["places"] or "",
        text=short_when(row, year=True) if far else _bar_text(row),
        doubt=_doubt(row, years=years),
        left=mine[0].left,
        right=mine[-1].right,
        before=before,
        rough=is_rough(row) or row["phase"] == Phase.SCHEDULED,
        ongoing=bool(row["ongoing_as_of"]),
        background=row["phase"] != Phase.CRISIS,
        day=first_day(row),
        uncertain=row["item_id"] in uncertain,
    )


def _time(row: EventRow, column: Column) -> str:
    """The heading of a row's day in a list; rows before the crisis share one."""
    return column.label if column.before or on_days(row) else _range_label(row, year=False)


def _bar_text(row: EventRow) -> str:
    if _is_before(row):
        return short_when(row)
    if row["ongoing_as_of"]:
        return f"since {_weekday(first_day(row))}, not over on {day_and_month(row['ongoing_as_of'])}"
    if is_rough(row):
        if row["hedge"]:
            return f"“{row['hedge']}”"
        return "roughly" if on_days(row) else "some time then"
    return short_place(row)


def _doubt(row: EventRow, *, years: bool) -> str:
    if row["ongoing_as_of"]:
        return f"not over on {days_between(row['ongoing_as_of'], row['ongoing_as_of'], year=years)}"
    if _is_before(row):
        return f"{'about ' if is_rough(row) else ''}{short_when(row)}"
    if row["phase"] == Phase.SCHEDULED:
        return "announced, day only roughly known" if is_rough(row) else "announced"
    return "day only roughly known" if is_rough(row) else ""


def _range_label(row: EventRow, *, year: bool) -> str:
    if row["time_precision"] in (TimePrecision.MONTH, TimePrecision.YEAR):
        return when(row)
    return days_between(first_day(row), last_day(row), year=year)


def _weekday(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%a} {day_and_month(iso)}"


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


@dataclass(frozen=True)
class DayInList:
    """Rows of one group and one day in a list; `time` is the heading of the day."""

    time: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True)
class GroupInList:
    """A group of the list: its label, empty if rows are not grouped, and its days."""

    label: str
    days: tuple[DayInList, ...]


def list_of(groups: Sequence[GanttGroup]) -> tuple[GroupInList, ...]:
    """Return groups as a list: the rows of a group that follow each other and share a day stand under it once."""
    return tuple(GroupInList(group.label, _by_day(group.rows)) for group in groups)


def _by_day(rows: Sequence[GanttRow]) -> tuple[DayInList, ...]:
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(rows), 1) if one.time != other.time), len(rows)]
    return tuple(DayInList(rows[start].time, tuple(rows[start:end])) for start, end in pairwise(starts))


def cut_groups(groups: Sequence[GanttGroup], start: int, end: int | None = None) -> tuple[GanttGroup, ...]:
    """Return the groups with only the rows from number `start` up to `end`, counted over all groups."""
    found: list[GanttGroup] = []
    passed = 0
    for group in groups:
        low, high = max(start - passed, 0), None if end is None else max(end - passed, 0)
        if kept := group.rows[low:high]:
            found.append(GanttGroup(group.label, kept))
        passed += len(group.rows)
    return tuple(found)
