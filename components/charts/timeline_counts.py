"""The timeline of many events: their number for each lane and day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.views.time_span import FarOff, TimeSpan
from data.wording.phrases import count_noun, day

LANE_HEIGHT = 62
LARGEST = 34
"""Diameter of the largest circle in pixels."""
MARGIN, EDGE = 30, 6
"""Parts of the time that is shown: a MARGINth is free at both ends, an EDGEth where something too far off is named."""


def timeline_counts(
    dated: pd.DataFrame,
    *,
    lanes: Sequence[tuple[str, str]],
    span: TimeSpan,
    far: Sequence[FarOff],
    colours: Palette,
    click_count: int = 0,
) -> go.Figure:
    """A circle for each lane and day, its area in proportion to the number of events; `customdata` is (lane, day).

    `dated` has the columns lane, start and kind. `lanes` are (value, label) from top to bottom. An event of several
    days counts on its first day. `far` are the events outside of `span`: they stand at the edge, with their time.
    """
    near = dated[[not span.is_far(start) for start in dated["start"]]]
    per_day = near.groupby(["lane", "start"], sort=True, as_index=False).agg(
        events=("kind", "size"), kind=("kind", "first")
    )
    present = [(value, label) for value, label in lanes if value in set(dated["lane"])]
    heights = {value: level for level, (value, _) in enumerate(present)}
    circles = {
        "type": "scatter", "mode": "markers", "x": [_noon(start) for start in per_day["start"]],
        "y": per_day["lane"].map(heights).tolist(), "customdata": per_day[["lane", "start"]].to_numpy().tolist(),
        "marker": {
            "size": per_day["events"].tolist(), "sizemode": "area", "sizemin": 4,
            "sizeref": 2 * max(per_day["events"], default=1) / LARGEST**2,
            "color": [css(colours.kind(kind), 0.75) for kind in per_day["kind"]],
        },
        "hovertext": [
            f"{count_noun(events, 'event')}, {day(start)}<br><i>Click to see that day alone</i>"
            for events, start in zip(per_day["events"], per_day["start"], strict=True)
        ],
        "hoverinfo": "text", **STEADY_WHEN_CLICKED,
    }  # fmt: skip
    headings = [
        {
            "x": 0, "xref": "paper", "xanchor": "left", "y": heights[value], "yshift": 24, "showarrow": False,
            "text": f"<b>{escape_label(label)}</b>",
        }
        for value, label in present
    ]  # fmt: skip
    ends, edges = _axis(span, far)
    return go.Figure(
        data=[circles, _far_marks(far, edges, heights, colours)] if far else [circles],
        layout={
            "template": template(colours), "meta": click_count, "annotations": headings,
            "xaxis": {"type": "date", "range": ends},
            "height": 90 + LANE_HEIGHT * len(present), "yaxis": {"range": [len(present) - 0.4, -0.9]},
            "margin": {"t": 30, "b": 42},
        },
    )  # fmt: skip


def _noon(iso: str) -> str:
    return f"{iso}T12:00"


def _axis(span: TimeSpan, far: Sequence[FarOff]) -> tuple[list[str], dict[bool, str]]:
    """Both ends of the axis of time, and the places at its edges, by whether they are for later events."""
    first, last = (dt.date.fromisoformat(iso).toordinal() for iso in (span.first, span.last))
    margin, edge = max(1, (last - first) // MARGIN), max(2, (last - first) // EDGE)
    early, late = (edge if any(each.later == later for each in far) else 0 for later in (False, True))
    left, at_left, at_right, right = (
        _noon(dt.date.fromordinal(min(max(at, dt.date.min.toordinal()), dt.date.max.toordinal())).isoformat())
        for at in (first - early - margin, first - early, last + late, last + late + margin)
    )
    return [left, right], {False: at_left, True: at_right}


def _far_marks(
    far: Sequence[FarOff], edges: dict[bool, str], heights: dict[str, int], colours: Palette
) -> dict[str, Any]:
    """An arrow at the edge for what is too far off in each lane, with its time beside it."""
    return {
        "type": "scatter", "mode": "markers+text", "x": [edges[each.later] for each in far],
        "y": [heights[each.lane] for each in far], "customdata": [[each.lane, each.day] for each in far],
        "text": [escape_label(each.label) for each in far],
        "textposition": ["middle left" if each.later else "middle right" for each in far],
        "textfont": {"color": colours.text, "size": 13}, "cliponaxis": False,
        "marker": {
            "symbol": ["triangle-right" if each.later else "triangle-left" for each in far], "size": 14,
            "color": colours.faint,
        },
        "hovertext": [
            f"{count_noun(each.count, 'event')}, {escape_label(each.label)}<br><i>Click to see {day(each.day)}</i>"
            for each in far
        ],
        "hoverinfo": "text", **STEADY_WHEN_CLICKED,
    }  # fmt: skip
