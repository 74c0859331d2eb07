"""The timeline: one row for each event, in lanes, as precise as its date; years and days on two scales."""

import datetime as dt
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.records.vocabulary import EventKind
from data.views.rows import EventRow, LaneRow
from data.wording.phrases import first_day, last_day, when

DAY_MS = 86_400_000
LINE_HEIGHT = 15
ROW_GAP = 13
LANE_HEIGHT = 26
MOST_ROWS = 80
"""Most events in one timeline; for more, the page draws counts per lane and day (`timeline_counts`)."""
LABEL_WIDTH = 34
"""Characters in a line of a label, so that it fits a phone."""
SOFT = ("approximate", "month")
SYMBOLS = ("circle", "x", "square", "triangle-up", "cross", "star", "diamond", "hexagon")
"""A shape for each kind of event, in their order."""
YEARS_SHARE = 0.16
"""Share of the width for the scale of years."""


def timeline(
    rows: Sequence[LaneRow], *, lanes: Sequence[tuple[str, str]], colours: Palette, click_count: int = 0
) -> go.Figure:
    """Dated events, at most MOST_ROWS, as bars in lanes; each mark has its item_id as `customdata`.

    An event may be in several lanes. `lanes` are (value, label) from top to bottom. Events of the phase “background”
    have a separate scale of years at the left, so that they do not compress the days. A new `click_count` clears the
    selection.
    """
    top = 0.0
    marks: list[tuple[LaneRow, float]] = []
    drawing = Drawing(colours)
    for value, label in lanes:
        members = [row for row in rows if row["lane"] == value]
        if not members:
            continue
        drawing.lane_heading(label, top)
        top += LANE_HEIGHT
        for row in members:
            height = _height(row) + ROW_GAP
            marks.append((row, top + height / 2))
            top += height
        top += 6
    years = [(row, y) for row, y in marks if row["phase"] == "background"]
    days = [(row, y) for row, y in marks if row["phase"] != "background"]
    split = YEARS_SHARE if years and days else (1.0 if years else 0.0)
    layout: dict[str, Any] = {"xaxis": {"visible": False}}
    if years:
        drawing.events(years, axis="x2")
        layout["xaxis2"] = _year_axis([row for row, _ in years], split, colours)
    if days:
        drawing.events(days, axis="x")
        layout["xaxis"] = _day_axis([row for row, _ in days], split)
    if years and days:
        drawing.divider(split + 0.012)
    return go.Figure(
        data=drawing.traces,
        layout=layout
        | {
            "template": template(colours), "meta": click_count, "annotations": drawing.annotations,
            "shapes": drawing.shapes, "height": round(top) + 76, "yaxis": {"range": [top, -4]},
            "margin": {"t": 30, "b": 46}, "barmode": "overlay",
        },
    )  # fmt: skip


def timeline_strip(dated: Sequence[EventRow], *, colours: Palette, click_count: int = 0) -> go.Figure:
    """A compact timeline of dated events, at most MOST_ROWS: a mark above its day for each, stacked.

    Kinds of event differ in shape and colour, and the legend names them.
    """
    heights: dict[str, int] = {}
    by_kind: dict[str, list[tuple[EventRow, int]]] = {}
    for row in dated:
        level = heights.get(first_day(row), 0)
        heights[first_day(row)] = level + 1
        by_kind.setdefault(row["kind"], []).append((row, level))
    traces = [
        {
            "type": "scatter", "mode": "markers", "name": kind.label,
            "x": [f"{row['start']}T12:00" for row, _ in marks], "y": [level for _, level in marks],
            "customdata": [row["item_id"] for row, _ in marks],
            "marker": {
                "size": 13, "symbol": SYMBOLS[n % len(SYMBOLS)],
                "color": [css(colours.kind(kind), 0.15 if row["time_precision"] in SOFT else 0.95) for row, _ in marks],
                "line": {"width": 2, "color": colours.kind(kind)},
            },
            "hovertext": [_hover(row) for row, _ in marks], "hoverinfo": "text", **STEADY_WHEN_CLICKED,
        }
        for n, kind in enumerate(EventKind)
        if (marks := by_kind.get(kind))
    ]  # fmt: skip
    most = max(heights.values(), default=1)
    return go.Figure(
        data=traces,
        layout={
            "template": template(colours), "meta": click_count, "height": 140 + 20 * most, "showlegend": True,
            "xaxis": _day_axis(dated, 0.0) if dated else {"visible": False},
            "yaxis": {"range": [-0.8, most - 0.2]}, "margin": {"b": 46},
            "legend": {
                "orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False,
            },
        },
    )  # fmt: skip


class Drawing:
    """Collects traces, annotations and shapes of a timeline, so that plotly gets them all at once.

    Each `add_…` call of plotly validates all earlier ones again, which took most of the time of a rerun.
    """

    def __init__(self, colours: Palette) -> None:
        self.colours = colours
        self.traces: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []

    def lane_heading(self, label: str, y: float) -> None:
        """Add the name of a lane, with a rule above it."""
        self.annotations.append({
            "x": 0, "xref": "paper", "xanchor": "left", "y": y + LANE_HEIGHT / 2, "yref": "y", "yanchor": "middle",
            "showarrow": False, "text": f"<b>{escape_label(label)}</b>", "font": {"size": 13, "color":
            self.colours.text}, "bgcolor": self.colours.background,  # on a phone the divider runs behind it
        })  # fmt: skip
        self.shapes.append({
            "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y + 1, "y1": y + 1,
            "line": {"color": css(self.colours.faint, 0.5), "width": 1},
        })  # fmt: skip

    def divider(self, x: float) -> None:
        """Add the line between the scale of years and the scale of days."""
        self.shapes.append({
            "type": "line", "xref": "paper", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1,
            "line": {"color": self.colours.faint, "width": 2, "dash": "dot"},
        })  # fmt: skip

    def events(self, marks: Sequence[tuple[EventRow, float]], *, axis: str) -> None:
        """Add events with their titles: hatched ends for approximate dates, an arrow for an event that was not over,
        an outline for an event that is only announced."""
        self._bars([mark for mark in marks if mark[0]["phase"] != "scheduled"], axis=axis, fill=0.30)
        self._bars([mark for mark in marks if mark[0]["phase"] == "scheduled"], axis=axis, fill=0.0)
        self._soft_ends([mark for mark in marks if mark[0]["time_precision"] in SOFT], axis=axis)
        self._arrows([mark for mark in marks if mark[0]["ongoing_as_of"]], axis=axis)
        first, last = min(_start(row) for row, _ in marks), max(_end(row) for row, _ in marks)
        for row, y in marks:
            x, side, shift = _label_place(row, first, last)
            self.annotations.append({
                "x": x, "y": y, "xref": axis, "yref": "y", "text": _label(row["title"]), "showarrow": False,
                "xanchor": side, "yanchor": "middle", "align": side, "xshift": shift, "captureevents": False,
                "font": {"size": 12.5, "color": self.colours.text},
                "bgcolor": self.colours.background if axis == "x2" else None,
            })  # fmt: skip

    def _bars(self, marks: Sequence[tuple[EventRow, float]], *, axis: str, fill: float) -> None:
        if not marks:
            return
        shades = [self.colours.kind(row["kind"]) for row, _ in marks]
        self.traces.append({
            "type": "bar", "orientation": "h", "xaxis": axis, "base": [_start(row) for row, _ in marks],
            "x": [_end(row) - _start(row) for row, _ in marks], "y": [y for _, y in marks],
            "width": [_height(row) + 6 for row, _ in marks], "customdata": [row["item_id"] for row, _ in marks],
            "marker": {"color": [css(shade, fill) for shade in shades], "line": {"width": 1.5, "color": shades}},
            "hovertext": [_hover(row) for row, _ in marks], "hoverinfo": "text", **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def _soft_ends(self, marks: Sequence[tuple[EventRow, float]], *, axis: str) -> None:
        if not marks:
            return
        ends = [(row, y, edge) for row, y in marks for edge in (_start(row) - DAY_MS / 2, _end(row))]
        shades = [css(self.colours.kind(row["kind"]), 0.8) for row, _, _ in ends]
        self.traces.append({
            "type": "bar", "orientation": "h", "xaxis": axis, "base": [edge for _, _, edge in ends],
            "x": [DAY_MS / 2] * len(ends), "y": [y for _, y, _ in ends],
            "width": [_height(row) + 6 for row, _, _ in ends],
            "marker": {"color": "rgba(0,0,0,0)", "pattern": {"shape": "/", "size": 5, "fgcolor": shades}},
            "hoverinfo": "skip", **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def _arrows(self, marks: Sequence[tuple[EventRow, float]], *, axis: str) -> None:
        if not marks:
            return
        shades = [self.colours.kind(row["kind"]) for row, _ in marks]
        self.traces.append({
            "type": "scatter", "mode": "markers", "xaxis": axis, "x": [_end(row) for row, _ in marks],
            "y": [y for _, y in marks], "customdata": [row["item_id"] for row, _ in marks],
            "marker": {"symbol": "triangle-right", "size": 16, "color": shades},
            "hovertext": ["Not over when the article appeared"] * len(marks), "hoverinfo": "text",
            **STEADY_WHEN_CLICKED,
        })  # fmt: skip


def _label_place(row: EventRow, first: float, last: float) -> tuple[float, str, int]:
    """The x of a label, its anchor and its shift: inside a long bar, else right of it, or left of it if it is late."""
    start, end, whole = _start(row), _end(row), last - first
    soft = DAY_MS / 2 if row["time_precision"] in SOFT else 0
    if end - start > 0.25 * whole:
        return start, "left", 6
    if row["phase"] != "background" and start - first > 0.5 * whole:
        return start - soft, "right", -6
    return end + soft, "left", 14 if row["ongoing_as_of"] else 6


def _height(row: EventRow) -> int:
    return LINE_HEIGHT * len(wrap(row["title"], LABEL_WIDTH))


def _start(row: EventRow) -> float:
    return _midnight(first_day(row))


def _end(row: EventRow) -> float:
    return _midnight(last_day(row)) + DAY_MS


def _midnight(iso: str) -> float:
    return dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC).timestamp() * 1000


def _day_axis(rows: Sequence[EventRow], split: float) -> dict[str, Any]:
    first, last = min(_start(row) for row in rows), max(_end(row) for row in rows)
    days = round((last - first) / DAY_MS)
    step = max(1, -(-days // 8))
    # The label of a day is at noon, below the middle of its bars; at midnight it would be between two days.
    noons = [first + (n + 0.5) * DAY_MS for n in range(0, days, step)]
    dates = [dt.datetime.fromtimestamp(noon / 1000, dt.UTC) for noon in noons]
    names = [
        f"{date.day}<br>{date:%b %Y}" if before is None or date.month != before.month else str(date.day)
        for before, date in zip([None, *dates], dates, strict=False)
    ]
    every_day = {"tickmode": "array", "tickvals": noons, "ticktext": names}
    return {
        "type": "date", "range": [first - DAY_MS * 0.55, last + DAY_MS * 0.55],
        "domain": [split + 0.025 if split else 0, 1], "anchor": "y", "tickangle": 0,
        **(every_day if days <= 366 else {}),
    }  # fmt: skip


def _year_axis(rows: Sequence[EventRow], split: float, colours: Palette) -> dict[str, Any]:
    years = [int(first_day(row)[:4]) for row in rows] + [int((row["end"] or first_day(row))[:4]) + 1 for row in rows]
    return {
        "type": "date", "range": [f"{min(years) - 2}-07-01", f"{max(years)}-07-01"], "domain": [0, split],
        "anchor": "y", "tickvals": [f"{year}-07-01" for year in sorted({int(first_day(row)[:4]) for row in rows})],
        "tickformat": "%Y", "fixedrange": True, "showgrid": False, "linecolor": colours.faint, "tickangle": 0,
        "tickfont": {"size": 11},
    }  # fmt: skip


def _hover(row: EventRow) -> str:
    return f"<b>{_label(row['title'])}</b><br>{when(row)}<br><i>Click to see its source</i>"


def _label(text: str) -> str:
    return "<br>".join(wrap(escape_label(text), LABEL_WIDTH))
