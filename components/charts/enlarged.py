"""A chart for a screen that a room looks at: the same figure, larger."""

from typing import Any

import plotly.graph_objects as go

ENLARGED = 1.3
"""How much larger a chart stands on a screen that a room looks at."""


def enlarged(figure: go.Figure, by: float = ENLARGED) -> go.Figure:
    """The same figure with its type, marks and distances scaled; those in data units scale with its height."""
    larger = go.Figure(_scaled(figure.to_dict(), by), skip_invalid=False)
    type_size = {"size": 12 * by}  # Streamlit's own theme sets these where a figure does not
    return larger.update_xaxes(tickfont=type_size).update_layout(legend={"font": type_size})


_PIXELS = frozenset({"size", "xshift", "yshift", "height"})


def _scaled(part: Any, by: float) -> Any:
    if isinstance(part, list | tuple):
        return [_scaled(each, by) for each in part]
    if not isinstance(part, dict):
        return part
    fixed = "sizemode" in part  # sizes that are counts, not pixels
    return {
        key: _times(value, by) if key in _PIXELS and not fixed else _scaled(value, by) for key, value in part.items()
    }


def _times(value: Any, by: float) -> Any:
    if isinstance(value, int | float):
        return value * by
    return [_times(each, by) for each in value] if isinstance(value, list | tuple) else _scaled(value, by)


DATES = 36
"""Pixels of two lines of dates."""


def dates_above(figure: go.Figure) -> go.Figure:
    """The same figure with its dates over it: a room sees the top of a chart that is higher than its screen."""
    figure.update_xaxes(side="top", anchor="free", position=1)
    layout = figure.layout
    return figure.update_layout(margin={"t": (layout.margin.t or 0) + DATES}, height=layout.height + DATES)
