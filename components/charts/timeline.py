"""The timeline: one row for each event, one column for each day, as precise as its date."""

import datetime as dt
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from components.charts.gantt import gantt_chart
from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.records.vocabulary import EventKind
from data.views.gantt import gantt_of
from data.views.rows import EventRow, LaneRow
from data.wording.phrases import first_day, last_day, when

DAY_MS = 86_400_000
MOST_ROWS = 80
"""Most events in one timeline; for more, the page draws counts per lane and day (`timeline_counts`)."""
LABEL_WIDTH = 34
"""Characters in a line of a tooltip, so that it fits a phone."""
SOFT = ("approximate", "month")
SYMBOLS = ("circle", "x", "square", "triangle-up", "cross", "star", "diamond", "hexagon")
"""A shape for each kind of event, in their order."""


def timeline(
    rows: Sequence[LaneRow], *, lanes: Sequence[tuple[str, str]], colours: Palette, click_count: int = 0
) -> go.Figure:
    """Dated events, at most MOST_ROWS, as rows of `gantt_chart`; `lanes` are (value, label) from top to bottom.

    An event may be in several lanes. A lane without a label has no heading.
    """
    return gantt_chart(gantt_of(rows, lanes), colours=colours, click_count=click_count)


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


def _hover(row: EventRow) -> str:
    return f"<b>{_label(row['title'])}</b><br>{when(row)}<br><i>Click to see its source</i>"


def _label(text: str) -> str:
    return "<br>".join(wrap(escape_label(text), LABEL_WIDTH))
