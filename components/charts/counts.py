"""Chart of the count over time: a mark for each claim, a line only from a figure to its asserter's own update."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.figures.panels import group_by_panel, panel_title
from data.figures.row_types import ComparedClaimRow, CountedClaimRow
from data.figures.series import SETTLED
from data.records.vocabulary import ClaimStatus, Qualifier
from data.wording.phrases import day, day_and_month, unstated

SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "star",
    "hexagon",
    "pentagon",
    "cross",
    "bowtie",
)
HEADING, LINE, PANEL, LOW_PANEL, WORDS = 30, 16, 150, 84, 34
"""Pixels: heading of a panel, each further line of it, its scale, a scale with one figure, the strip for words."""
TITLE_WIDTH = 46
"""Characters in a line of a panel's heading."""

OPEN_END = "arrow-up"
WIDTH_OF_A_DAY = 0.56
"""Width that the marks of one day share, in days of the axis."""


def panel_heading(row: CountedClaimRow) -> str:
    """A panel's title, escaped and wrapped for a phone."""
    return "<br>".join(escape_label(line) for line in wrap(panel_title(row), TITLE_WIDTH))


def count_chart(
    rows: Sequence[ComparedClaimRow], updates: Sequence[tuple[str, str]], *, colours: Palette, click_count: int = 0
) -> go.Figure:
    """A panel with its own scale for each population; the axis has only the days with a report or an “as of”.

    `rows` are those of `data.figures.agreement.compared_claims`; `updates` are pairs of item_id, the older figure and
    the newer one by which the same asserter replaced it. A whisker leads from the day of the report to the day that the
    figure is “as of”. “More than” has an arrow, “about” a hollow mark; figures in words are in a strip of their own;
    withdrawn ones are struck through. Every mark has its item_id as `customdata`.
    """
    drawing = _Drawing(rows, updates, colours)
    for panel in group_by_panel(rows):
        drawing.panel(panel)
    return drawing.figure(click_count)


class _Drawing:
    """Collects the panels from the top down, with a trace for each asserter in each panel.

    Plotly gets everything at once. Text, whiskers and arrows are parts of the traces: annotations and shapes took most
    of the drawing time.
    """

    def __init__(self, rows: Sequence[ComparedClaimRow], updates: Sequence[tuple[str, str]], colours: Palette) -> None:
        self.colours, self.updates = colours, updates
        days = sorted({row["reported_on"] for row in rows} | {row["as_of"] for row in rows if row["as_of"]})
        self.days = {iso: n for n, iso in enumerate(days)}
        asserters = dict.fromkeys(row["asserted_by"] for row in sorted(rows, key=lambda row: row["reported_on"]))
        self.style = {
            asserter: (
                SYMBOLS[n % len(SYMBOLS)],
                colours.categories[(n + n // len(SYMBOLS)) % len(colours.categories)],
            )
            for n, asserter in enumerate(asserters)
        }
        self.traces: list[dict[str, Any]] = []
        self.headings: list[tuple[str, float]] = []  # text, pixels from the top to its middle
        self.panels: list[tuple[float, float]] = []  # top and height of a panel in pixels
        self.scales: list[tuple[list[float], list[float]]] = []  # range and ticks of a panel
        self.height = 0.0
        self.named: set[str] = set()

    def panel(self, rows: Sequence[ComparedClaimRow]) -> None:
        """Add a panel: heading, figures with a number on a scale from zero, figures in words below."""
        numbers = [row["value"] for row in rows if row["value"] is not None]
        top = max(numbers, default=0) or 1
        scale = 0 if not numbers else LOW_PANEL if len(set(numbers)) == 1 else PANEL
        strip = WORDS if len(numbers) < len(rows) else 0
        low = -top * strip / scale if scale else -1.0
        title = panel_heading(rows[0])
        heading = HEADING + LINE * title.count("<br>")
        self.headings.append((title, self.height + heading / 2))
        self.panels.append((self.height + heading, scale + strip))
        self.scales.append(([low * 1.08, top * 1.32 if numbers else 0], [0, top] if numbers else []))
        self.height += heading + scale + strip + 14
        axis = f"y{len(self.panels) if len(self.panels) > 1 else ''}"
        places, words = self._places(rows), _words(rows)
        heights = {row["item_id"]: low / 2 if row["value"] is None else row["value"] for row in rows}
        self._lines(rows, places, axis)
        for asserter in dict.fromkeys(row["asserted_by"] for row in rows):
            own = [row for row in rows if row["asserted_by"] == asserter]
            self._marks(own, places, heights, words, axis)
            self._open_ends([row for row in own if _open(row)], places, axis, length=top * 24 / max(scale, 1))

    def _places(self, rows: Sequence[ComparedClaimRow]) -> dict[str, float]:
        """The x of each mark: marks of one day are side by side."""
        places: dict[str, float] = {}
        for iso, members in groupby(rows, key=lambda row: row["reported_on"]):
            of_day = list(members)
            for n, row in enumerate(of_day):
                beside = (n - (len(of_day) - 1) / 2) / max(len(of_day), 2) * WIDTH_OF_A_DAY
                places[row["item_id"]] = self.days[iso] + beside
        return places

    def _lines(self, rows: Sequence[ComparedClaimRow], places: Mapping[str, float], axis: str) -> None:
        """Add a step line from each figure to the newer one by which the same asserter replaced it."""
        numbered = {row["item_id"]: row for row in rows if row["value"] is not None}
        for older, newer in self.updates:
            if older in numbered and newer in numbered:
                _, shade = self.style[numbered[newer]["asserted_by"]]
                self.traces.append({
                    "type": "scatter", "mode": "lines", "yaxis": axis, "x": [places[older], places[newer]],
                    "y": [numbered[older]["value"], numbered[newer]["value"]], "hoverinfo": "skip", "showlegend": False,
                    "line": {"shape": "hv", "width": 2, "color": css(shade, 0.7)},
                })  # fmt: skip

    def _marks(
        self, rows: Sequence[ComparedClaimRow], places: Mapping[str, float], heights: Mapping[str, float],
        words: Mapping[str, str], axis: str,
    ) -> None:  # fmt: skip
        """Add the figures of one asserter in a panel, each with its label and a whisker to its “as of” day."""
        asserter, name = rows[0]["asserted_by"], rows[0]["asserted_by_name"]
        symbol, shade = self.style[asserter]
        xs = [places[row["item_id"]] for row in rows]
        alphas = [0.4 if row["status"] in SETTLED else 1.0 for row in rows]
        back = [
            x - self.days[row["as_of"]] if row["as_of"] and row["as_of"] != row["reported_on"] else 0
            for row, x in zip(rows, xs, strict=True)
        ]
        hollow = [row["qualifier"] == Qualifier.ABOUT for row in rows]
        self.traces.append({
            "type": "scatter", "mode": "markers+text", "yaxis": axis, "x": xs,
            "y": [heights[row["item_id"]] for row in rows], "text": [words[row["item_id"]] for row in rows],
            "textposition": [
                "middle right" if row["value"] is None else "bottom center" if _open(row) else "top center"
                for row in rows
            ],
            "textfont": {"size": 12, "color": [css(self.colours.text, 0.7 if alpha < 1 else 1.0) for alpha in alphas]},
            "showlegend": False,
            "customdata": [row["item_id"] for row in rows], "hovertext": [_hover(row) for row in rows],
            "hoverinfo": "text", "cliponaxis": False,
            "error_x": {
                "visible": any(back), "type": "data", "symmetric": False, "arrayminus": back, "array": [0] * len(rows),
                "width": 0, "thickness": 2, "color": css(shade, 0.5),
            },
            "marker": {
                "symbol": symbol, "size": 12,
                "color": [css(shade, 0.15 if empty else alpha) for empty, alpha in zip(hollow, alphas, strict=True)],
                "line": {"width": 2, "color": [css(shade, alpha) for alpha in alphas]},
            },
            **STEADY_WHEN_CLICKED,
        })  # fmt: skip
        if asserter not in self.named:
            # A trace of its own for the legend, which would otherwise be as pale as a replaced figure.
            self.named.add(asserter)
            self.traces.append({
                "type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": escape_label(name),
                "marker": {"symbol": symbol, "size": 12, "color": shade}, "yaxis": axis,
            })  # fmt: skip

    def _open_ends(
        self, rows: Sequence[ComparedClaimRow], places: Mapping[str, float], axis: str, *, length: float
    ) -> None:
        """Add arrows upwards from “more than” and “at least”."""
        if not rows:
            return
        _, shade = self.style[rows[0]["asserted_by"]]
        self.traces.append({
            "type": "scatter", "mode": "markers", "yaxis": axis, "x": [places[row["item_id"]] for row in rows],
            "y": [(row["value"] or 0) + length for row in rows],
            "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
            "marker": {"symbol": OPEN_END, "size": 11, "color": shade},
            "error_y": {
                "type": "data", "symmetric": False, "arrayminus": [length] * len(rows), "array": [0] * len(rows),
                "width": 0, "thickness": 2.5, "color": shade,
            },
            **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def figure(self, click_count: int) -> go.Figure:
        """The figure with all panels, in the order in which they were added."""
        legend = 22 * len(self.named) + 20
        axis, whole = 46, max(self.height, 1)
        axes: dict[str, Any] = {}
        for n, ((start, height), (range_, ticks)) in enumerate(zip(self.panels, self.scales, strict=True), start=1):
            axes[f"yaxis{n if n > 1 else ''}"] = {
                "domain": [1 - (start + height) / whole, 1 - start / whole], "range": range_, "tickvals": ticks,
                "showticklabels": False, "showgrid": True, "anchor": "x",
            }  # fmt: skip
        headings = [
            {
                "x": 0, "xref": "paper", "xanchor": "left", "y": 1 - y / whole, "yref": "paper", "yanchor": "middle",
                "showarrow": False, "text": f"<b>{title}</b>", "align": "left",
                "font": {"size": 13, "color": self.colours.text},
            }
            for title, y in self.headings
        ]  # fmt: skip
        names = [day_and_month(iso) for iso in self.days]
        return go.Figure(
            data=self.traces,
            layout={
                "template": template(self.colours), "meta": click_count, "height": round(whole) + axis + legend,
                "annotations": headings, "showlegend": True,
                "margin": {"t": 4, "b": axis + legend, "l": 4, "r": 8},
                "xaxis": {
                    "range": [-0.5, len(self.days) - 0.5], "tickvals": list(self.days.values()), "ticktext": names,
                    "anchor": "free", "position": 0, "tickangle": 0,
                },
                "legend": {
                    "orientation": "v", "x": 0, "xanchor": "left", "y": -axis / whole, "yanchor": "top",
                    "itemclick": False, "itemdoubleclick": False,
                },
                **axes,
            },
        )  # fmt: skip


def _open(row: ComparedClaimRow) -> bool:
    """Whether a figure is a lower bound: “more than”, “at least”."""
    return row["qualifier"] in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)


def _words(rows: Sequence[ComparedClaimRow]) -> dict[str, str]:
    """The label of each mark of a panel by item_id; neighbours with the same label share one, on the middle mark.

    Labels of one day are shifted by whole lines so that they do not overlap: those below their marks downwards from the
    highest mark, those above upwards from the lowest.
    """
    words = {row["item_id"]: "" for row in rows}
    levels = Counter[tuple[str, bool]]()
    alike = groupby(rows, key=lambda row: (row["reported_on"], row["value_text"].lower(), row["asserted_by"]))
    labelled = [same[len(same) // 2] for _, members in alike if (same := list(members))]
    for row in sorted(labelled, key=lambda row: (row["value"] or 0) * (-1 if _open(row) else 1)):
        label = escape_label(row["value_text"]) if row["value"] is not None else f"“{escape_label(row['value_text'])}”"
        if row["status"] == ClaimStatus.RETRACTED:
            label = f"<s>{label}</s>"
        label += " (corrected)" if row["corrected_on"] else ""
        lines = "<br>" * (levels[row["reported_on"], _open(row)] % 4) if row["value"] is not None else ""
        words[row["item_id"]] = f"{lines}{label}" if _open(row) else f"{label}{lines}"
        levels[row["reported_on"], _open(row)] += 1
    return words


def _hover(row: ComparedClaimRow) -> str:
    words = f"<b>{escape_label(row['value_text'])}</b> {escape_label(row['population'] or '')}"
    as_of = f"as of {day(row['as_of'])}" if row["as_of"] else f"as of: {unstated(row)}"
    status = "" if row["standing"] == ClaimStatus.CURRENT.label else f"<br>{escape_label(row['standing'])}"
    corrected = f"<br>Corrected {day(row['corrected_on'])}" if row["corrected_on"] else ""
    return (
        f"{words}<br>{escape_label(row['asserted_by_name'])}<br>{as_of}, reported {day(row['reported_on'])} by "
        f"{escape_label(row['publisher'])}{status}{corrected}<br><i>Click to see its source</i>"
    )
