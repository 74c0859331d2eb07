"""Bar chart of the figures of one metric: exact ones end in a stop, “more than” in an arrow, “about” in a hatch."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.views.rows import ClaimRow
from data.wording.phrases import day

ROW_HEIGHT = 92

BY_GROUP = {
    "security_forces": 0,
    "labelled_by_authorities": 1,
    "protesters": 2,
    "all_people": 5,
    "foreign_forces": 3,
    "objects": 4,
}
"""Population group to the index of its colour in the theme's categories; each bar has a label too."""


def claims_chart(rows: Sequence[ClaimRow], *, colours: Palette, click_count: int = 0) -> go.Figure:
    """One bar for each figure, never a sum.

    The bar of an exact figure ends in a stop; “more than” and “at least” end in an arrow; “about” ends in a hatched
    part, whose width has no meaning. Raises ValueError for a figure without a number.
    """
    longest = max((row["high"] or _number(row) for row in rows), default=1)
    shades = [colours.categories[BY_GROUP[row["population_group"]]] for row in rows]
    about = [
        (level, row, shade)
        for level, (row, shade) in enumerate(zip(rows, shades, strict=True))
        if row["qualifier"] == "about"
    ]
    bars = {
        "type": "bar", "orientation": "h", "x": [_number(row) for row in rows], "y": list(range(len(rows))),
        "width": 0.26,
        "customdata": [row["item_id"] for row in rows], "marker": {"color": [css(shade, 0.55) for shade in shades]},
        "hovertext": [_hover(row) for row in rows], "hoverinfo": "text", **STEADY_WHEN_CLICKED,
    }  # fmt: skip
    soft_ends = {
        "type": "bar", "orientation": "h", "base": [_number(row) * 0.97 for _, row, _ in about],
        "x": [_number(row) * 0.06 for _, row, _ in about], "y": [level for level, _, _ in about], "width": 0.26,
        "marker": {
            "color": "rgba(0,0,0,0)", "pattern": {"shape": "/", "size": 5, "fgcolor": [shade for _, _, shade in about]},
        },
        "hoverinfo": "skip", **STEADY_WHEN_CLICKED,
    }  # fmt: skip
    labels = [
        {
            "x": 0, "y": level, "xref": "paper", "yref": "y", "xanchor": "left", "yanchor": "bottom", "yshift": 11,
            "align": "left", "showarrow": False, "text": _label(row), "font": {"size": 13, "color": colours.text},
        }
        for level, row in enumerate(rows)
    ]  # fmt: skip
    arrows = [
        {
            "x": _number(row) + longest * 0.08, "ax": _number(row), "y": level, "ay": level, "xref": "x", "axref": "x",
            "yref": "y", "ayref": "y", "text": "", "showarrow": True, "arrowhead": 2, "arrowwidth": 3,
            "arrowcolor": shade,
        }
        for level, (row, shade) in enumerate(zip(rows, shades, strict=True))
        if row["qualifier"] in ("more_than", "at_least")
    ]  # fmt: skip
    stops = [
        {
            "type": "line", "x0": _number(row), "x1": _number(row), "y0": level - 0.16, "y1": level + 0.16,
            "line": {"color": shade, "width": 3},
        }
        for level, (row, shade) in enumerate(zip(rows, shades, strict=True))
        if row["qualifier"] == "exact"
    ]  # fmt: skip
    return go.Figure(
        data=[bars, soft_ends] if about else [bars],
        layout={
            "template": template(colours), "meta": click_count, "annotations": labels + arrows, "shapes": stops,
            "height": ROW_HEIGHT * len(rows) + 34, "barmode": "overlay", "margin": {"b": 28, "r": 8},
            "xaxis": {"range": [0, longest * 1.15], "tickformat": ",", "nticks": 6, "rangemode": "tozero"},
            "yaxis": {"range": [len(rows) - 0.55, -0.75]},
        },
    )  # fmt: skip


def _number(row: ClaimRow) -> float:
    if row["value"] is None:
        raise ValueError(f"the figure {row['item_id']} has no number, so it has no bar")
    return row["value"]


def _label(row: ClaimRow) -> str:
    words = f"<span style='font-size:18px'><b>{escape_label(row['value_text'])}</b></span>"
    hedge = f" (“{escape_label(row['hedge'])}”)" if row["hedge"] else ""
    apparently = "apparently " if row["as_of_hedge"] else ""
    as_of = f"{apparently}as of {day(row['as_of'], weekday=False)}" if row["as_of"] else "as of: not stated"
    return f"{words} {escape_label(row['population'] or '')}{hedge}<br>{escape_label(row['asserted_by_name'])}, {as_of}"


def _hover(row: ClaimRow) -> str:
    return f"{_label(row)}<br>reported {day(row['reported_on'])}<br><i>Click to see its source</i>"
