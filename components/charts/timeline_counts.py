"""The timeline of many events: their number for each lane and day."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.wording.phrases import count_noun, day

LANE_HEIGHT = 62
LARGEST = 34
"""Diameter of the largest circle in pixels."""


def timeline_counts(
    dated: pd.DataFrame, *, lanes: Sequence[tuple[str, str]], colours: Palette, click_count: int = 0
) -> go.Figure:
    """A circle for each lane and day, its area in proportion to the number of events; `customdata` is (lane, day).

    `dated` has the columns lane, start and kind. `lanes` are (value, label) from top to bottom. An event of several
    days counts on its first day.
    """
    per_day = dated.groupby(["lane", "start"], sort=True, as_index=False).agg(
        events=("kind", "size"), kind=("kind", "first")
    )
    present = [(value, label) for value, label in lanes if value in set(per_day["lane"])]
    heights = {value: level for level, (value, _) in enumerate(present)}
    circles = {
        "type": "scatter", "mode": "markers", "x": [f"{start}T12:00" for start in per_day["start"]],
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
    return go.Figure(
        data=[circles],
        layout={
            "template": template(colours), "meta": click_count, "annotations": headings, "xaxis": {"type": "date"},
            "height": 90 + LANE_HEIGHT * len(present), "yaxis": {"range": [len(present) - 0.4, -0.9]},
            "margin": {"t": 30, "b": 42},
        },
    )  # fmt: skip
