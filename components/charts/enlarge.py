"""Enlarge a chart for a projector."""

from typing import Any

import plotly.graph_objects as go

ENLARGED = 1.3
"""Factor by which charts are enlarged in presenter mode."""


def enlarge(figure: go.Figure, by: float = ENLARGED) -> go.Figure:
    """A copy of a figure with type, marks, distances and height in pixels multiplied by `by`."""
    larger = go.Figure(_scale(figure.to_dict(), by), skip_invalid=False)
    type_size = {"size": 12 * by}  # Streamlit's own theme sets these where a figure does not
    return larger.update_xaxes(tickfont=type_size).update_layout(legend={"font": type_size})


_PIXELS = frozenset({"size", "xshift", "yshift", "height"})


def _scale(part: Any, by: float) -> Any:
    if isinstance(part, list | tuple):
        return [_scale(inner, by) for inner in part]
    if not isinstance(part, dict):
        return part
    fixed = "sizemode" in part  # sizes that are counts, not pixels
    return {
        key: _multiply(value, by) if key in _PIXELS and not fixed else _scale(value, by) for key, value in part.items()
    }


def _multiply(value: Any, by: float) -> Any:
    if isinstance(value, int | float):
        return value * by
    return [_multiply(inner, by) for inner in value] if isinstance(value, list | tuple) else _scale(value, by)


DATES = 36
"""Height of two lines of dates in pixels."""


def move_dates_to_top(figure: go.Figure) -> go.Figure:
    """Move the dates of a figure above it, since only the top of a tall chart fits on the screen. Changes `figure`."""
    figure.update_xaxes(side="top", anchor="free", position=1)
    layout = figure.layout
    return figure.update_layout(margin={"t": (layout.margin.t or 0) + DATES}, height=layout.height + DATES)
