"""The timeline as SVG: one row for each event, on an axis of days, as precise as its date."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from data.records.vocabulary import EventKind, Phase
from data.views.rows import EventRow
from data.wording.phrases import count_noun, first_day, last_day, when
from publishing.snapshot.charts.svg import WIDE, break_lines, element, line, picture, text, text_lines

YEARS, DAYS = "The years before", "Day by day"
MOST_ROWS = 80
"""More events than this are drawn as counts."""

SOFT = ("approximate", "month")
SIZE, LEADING, BAR, GAP, HEADING, AXIS = 14, 17, 12, 12, 34, 42
LABELS = 400
"""Width of the column of titles in a wide chart; in a narrow one the title is above its bar."""
FOR_A_NAME = 48
"""Least distance between the labels of two days in pixels."""
LARGEST = 13
"""Radius of the largest circle in pixels, in a chart of counts."""
ON_A_SHEET = 26
"""Most rows of one picture, so that it fits on a sheet of paper."""


@dataclass(frozen=True)
class _Scale:
    """An axis of days (`date.toordinal`) from `first` to `last`, in pixels from `left` to `right`.

    `starts` are the first days of the events, `ends` is the day after the last event.
    """

    first: float
    last: float
    left: float
    right: float
    starts: tuple[int, ...]
    ends: int

    def __call__(self, at: float) -> float:
        """The x of a day's beginning."""
        return self.left + (at - self.first) / (self.last - self.first) * (self.right - self.left)


def timeline(dated: Sequence[EventRow], *, width: int, description: str) -> list[Markup]:
    """Pictures of dated events in lanes by kind: first background events on a scale of years, then the days.

    `dated` are in order of time. More than MOST_ROWS are drawn as circles, whose area is the number of events of one
    kind that begin on a day. Each picture fits on a sheet of paper; pictures of one part share a scale.
    """
    before = [row for row in dated if row["phase"] == Phase.BACKGROUND]
    since = [row for row in dated if row["phase"] != Phase.BACKGROUND]
    parts = [(heading, rows) for heading, rows in ((YEARS, before), (DAYS, since)) if rows]
    return [
        _picture(heading, drawn, width, description)
        for heading, rows in parts
        for drawn in _panels(rows, width, by_year=heading == YEARS, counts=len(dated) > MOST_ROWS)
    ]


def _panels(rows: Sequence[EventRow], width: int, *, by_year: bool, counts: bool) -> list[tuple[list[str], float]]:
    scale = _scale(rows, width)
    if counts:
        return [_counts(rows, width, scale, by_year=by_year)]
    in_lanes = [row for members in _lanes(rows).values() for row in members]
    pictures = -(-len(in_lanes) // ON_A_SHEET)
    size = -(-len(in_lanes) // pictures)
    return [
        _rows(in_lanes[n : n + size], width, scale, by_year=by_year) for n in range(0, len(in_lanes), size)
    ]  # fmt: skip


def _picture(heading: str, drawn: tuple[list[str], float], width: int, description: str) -> Markup:
    shapes, height = drawn
    panel = element("g", *shapes, transform="translate(0 26)")
    title = f"Timeline: {heading[0].lower()}{heading[1:]}"
    whole = [text(heading, 0, 16, "part"), panel]
    return picture(whole, width=width, height=height + 30, title=title, description=description)


def _lanes(rows: Sequence[EventRow]) -> dict[str, list[EventRow]]:
    lanes: dict[str, list[EventRow]] = {}
    for row in rows:
        lanes.setdefault(row["kind"], []).append(row)
    return lanes


def _scale(rows: Sequence[EventRow], width: int) -> _Scale:
    starts, ends = tuple(_start(row) for row in rows), max(_end(row) for row in rows)
    around = max(0.6, (ends - min(starts)) * 0.03)
    left = LABELS + 20 if width >= WIDE else 0
    return _Scale(min(starts) - around, ends + around, left, width - 1, starts, ends)


def _rows(rows: Sequence[EventRow], width: int, scale: _Scale, *, by_year: bool) -> tuple[list[str], float]:
    """A row for each event below the name of its kind, and the axis at the bottom: shapes and their height."""
    aside = scale.left > 0
    marks: list[str] = []
    top = 0.0
    for kind, members in _lanes(rows).items():
        marks += [line(0, top + 6, width, top + 6, "rule"), text(EventKind(kind).label, 0, top + 25, "lane")]
        top += HEADING
        for row in members:
            title = break_lines(row["title"], LABELS if aside else width, SIZE)
            dated = break_lines(when(row), LABELS if aside else width, SIZE - 1) if _needs_words(row) else []
            height = LEADING * (len(title) + len(dated))
            middle = top + LEADING / 2 if aside else top + height + BAR / 2 + 1
            marks += [text_lines(title, 0, top + 13), text_lines(dated, 0, top + 13 + LEADING * len(title), "faint")]
            marks += _bar(row, middle, scale)
            top += height + GAP + (0 if aside else BAR)
    return [*_axis(scale, top, by_year=by_year), *marks], top + AXIS


def _needs_words(row: EventRow) -> bool:
    """Whether the date needs words, because it is not simply one day."""
    return bool(row["ongoing_as_of"]) or row["time_precision"] != "day" or row["phase"] == Phase.SCHEDULED


def _bar(row: EventRow, y: float, scale: _Scale) -> list[str]:
    """The bar of an event: light with dashed ends if approximate, outline if announced, arrow if not over."""
    start, end = scale(_start(row)), scale(_end(row))
    soft = row["time_precision"] in SOFT
    css = "open" if row["phase"] == Phase.SCHEDULED else "light" if soft else "bar"
    drawn = [element("rect", x=start, y=y - BAR / 2, width=max(end - start, 4), height=BAR, class_=css)]
    if soft:
        reach = max(scale(_start(row)) - scale(_start(row) - 0.5), 6)
        drawn += [
            element("rect", x=x, y=y - BAR / 2, width=reach, height=BAR, class_="soft") for x in (start - reach, end)
        ]
    if row["ongoing_as_of"]:
        drawn.append(element("path", d=f"M{end:.1f} {y - 9:.1f}l11 9l-11 9z", class_="arrow"))
    return drawn


def _counts(rows: Sequence[EventRow], width: int, scale: _Scale, *, by_year: bool) -> tuple[list[str], float]:
    """A circle for each kind and day, and the axis at the bottom: shapes and their height."""
    lanes = _lanes(rows)
    per_day = Counter((row["kind"], first_day(row)) for row in rows)
    most = max(per_day.values())
    height = 2 * LARGEST + 8 + (0 if scale.left else 22)
    marks: list[str] = []
    for n, kind in enumerate(lanes):
        name = f"{EventKind(kind).label}: {count_noun(len(lanes[kind]), 'event')}"
        marks += [line(0, n * height, width, n * height, "rule"), text(name, 0, n * height + 21, "lane")]
    for (kind, start), events in sorted(per_day.items()):
        y = list(lanes).index(kind) * height + height - LARGEST - 4
        x = scale(dt.date.fromisoformat(start).toordinal() + 0.5)
        marks.append(element("circle", cx=x, cy=y, r=max(LARGEST * (events / most) ** 0.5, 1.5), class_="many"))
    bottom = len(lanes) * height
    return [*_axis(scale, bottom, by_year=by_year), *marks], bottom + AXIS


def _axis(scale: _Scale, bottom: float, *, by_year: bool) -> list[str]:
    """The axis with labels at the middle of days or years, as many as there is room for."""
    drawn = [line(scale.left, bottom, scale.right, bottom, "axis")]
    room = max(1, int((scale.right - scale.left) / FOR_A_NAME))
    if by_year:
        years = sorted({dt.date.fromordinal(day).year for day in scale.starts})
        middles = [(float(dt.date(year, 7, 1).toordinal()), str(year), "") for year in years[:: -(-len(years) // room)]]
    else:
        days = [
            dt.date.fromordinal(n)
            for n in range(min(scale.starts), scale.ends, -(-(scale.ends - min(scale.starts)) // room))
        ]
        new = [True, *(one.year != other.year for one, other in pairwise(days))]
        middles = [
            (day.toordinal() + 0.5, f"{day.day} {day:%b}", str(day.year) if year else "")
            for day, year in zip(days, new, strict=True)
        ]
    for at, name, under in middles:
        x = scale(at)
        drawn += [line(x, 0, x, bottom + 5, "grid"), text(name, x, bottom + 19, "tick", anchor="middle")]
        drawn += [text(under, x, bottom + 34, "tick", anchor="middle")] if under else []
    return drawn


def _start(row: EventRow) -> int:
    return dt.date.fromisoformat(first_day(row)).toordinal()


def _end(row: EventRow) -> int:
    return dt.date.fromisoformat(last_day(row)).toordinal() + 1
