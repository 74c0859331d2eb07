"""The count over time: each claim a mark on the day of its report, a line only where an asserter replaced its own."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from components.theme import STEADY_WHEN_CLICKED, Palette, css, escaped, template
from components.words import day
from data.lives import SETTLED, WHOLE
from data.vocabulary import ClaimStatus, Count, PopulationGroup, Qualifier

Row = Mapping[str, Any]

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
HEADING, PANEL, LOW_PANEL, WORDS = 30, 150, 84, 34
"""Pixels of a panel's heading, of its scale, of a scale with a single figure, and of the strip for words."""

WIDTH_OF_A_DAY = 0.56
"""How far the marks of one day spread, in days of the axis."""


def panel_of(row: Row) -> tuple[str, str, str]:
    """What may share a scale: figures of one count, population and area."""
    apart = row["population"] or "" if row["population_group"] == PopulationGroup.SOME_PEOPLE else ""
    return row["count"], row["population_group"], row["area"] + apart


def panel_title(row: Row) -> str:
    """“Killed: security forces, in Almaty”."""
    group = PopulationGroup(row["population_group"])
    whom = row["population"] if group is PopulationGroup.SOME_PEOPLE and row["population"] else group.label.lower()
    return f"{Count(row['count']).label}: {whom}" + (f", in {row['place']}" if row["area"] != WHOLE else "")


def in_panels(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Figures panel by panel: all people first, the whole before its parts; within one in the order of their report."""
    counts, groups = list(map(str, Count)), list(map(str, PopulationGroup))

    def order(row: Row) -> tuple[Any, ...]:
        return counts.index(row["count"]), row["area"] != WHOLE, groups.index(row["population_group"]), panel_of(row)

    for _, members in groupby(sorted(rows, key=order), key=order):
        yield sorted(members, key=lambda row: (row["reported_on"], row["value"] or 0, row["item_id"]))


def count_chart(
    rows: Sequence[Row], updates: Sequence[tuple[str, str]], *, colours: Palette, revision: int = 0
) -> go.Figure:
    """A panel for each population, its own scale in each, and days with something in them side by side.

    `rows` are the rows of `data.ledger.said_by_day`; `updates` are pairs of item_id, the older figure and the newer one
    by which the same asserter replaced it. Whiskers lead from the day of the report to the day that a figure speaks of;
    open ends have an arrow, approximate ones a hollow mark; words stand in a strip of their own; what was withdrawn is
    struck through. Every mark carries its item_id as `customdata`.
    """
    drawing = _Drawing(rows, updates, colours)
    for panel in in_panels(rows):
        drawing.panel(panel)
    return drawing.figure(revision)


class _Drawing:
    """Traces, axes, annotations and shapes of the panels, gathered to be given to plotly at once."""

    def __init__(self, rows: Sequence[Row], updates: Sequence[tuple[str, str]], colours: Palette) -> None:
        self.colours, self.updates = colours, updates
        days = sorted({row["reported_on"] for row in rows} | {row["as_of"] for row in rows if row["as_of"]})
        self.days = {iso: n for n, iso in enumerate(days)}
        asserters = dict.fromkeys(row["asserted_by"] for row in sorted(rows, key=lambda row: row["reported_on"]))
        self.style = {
            asserter: (SYMBOLS[n % len(SYMBOLS)], colours.categories[n % len(colours.categories)])
            for n, asserter in enumerate(asserters)
        }
        self.traces: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.panels: list[tuple[float, float]] = []  # where each begins and how high it is, in pixels
        self.scales: list[tuple[list[float], list[float]]] = []  # its range and its ticks
        self.height = 0.0
        self.named: set[str] = set()

    def panel(self, rows: Sequence[Row]) -> None:
        """A heading, the figures with a number on a scale that starts at nought, those in words below."""
        numbers = [row for row in rows if row["value"] is not None]
        words = [row for row in rows if row["value"] is None]
        places = self._places(rows)
        name = "" if not self.panels else str(len(self.panels) + 1)
        top = max((row["value"] for row in numbers), default=0) or 1
        scale = 0 if not numbers else LOW_PANEL if len({row["value"] for row in numbers}) == 1 else PANEL
        strip = WORDS if words else 0
        low = -top * strip / scale if scale else -1.0
        self.annotations.append({
            "x": 0, "xref": "paper", "xanchor": "left", "y": self.height + HEADING / 2, "yref": "paper",
            "yanchor": "middle", "showarrow": False, "text": f"<b>{escaped(panel_title(rows[0]))}</b>",
            "font": {"size": 13, "color": self.colours.text},
        })  # fmt: skip
        self.panels.append((self.height + HEADING, scale + strip))
        self.scales.append(([low * 1.08, top * 1.32 if numbers else 0], [0, top] if numbers else []))
        self.height += HEADING + scale + strip + 14
        self._lines(numbers, places, name)
        for alike in _together(rows):
            for row in alike:
                self._mark(row, places[row["item_id"]], name, top=top, low=low, scale=scale)
        for _, of_day in groupby(_together(rows), key=lambda alike: alike[0]["reported_on"]):
            above_and_below = Counter[bool]()
            for alike in of_day:  # three reports of one figure need its words once
                row = alike[len(alike) // 2]
                y = row["value"] if row["value"] is not None else low / 2
                self._label(row, places[row["item_id"]], y, name, level=above_and_below[_open(row)])
                above_and_below[_open(row)] += 1

    def _places(self, rows: Sequence[Row]) -> dict[str, float]:
        """Where each mark stands on the axis of days: those of one day side by side."""
        places: dict[str, float] = {}
        for iso, members in groupby(rows, key=lambda row: row["reported_on"]):
            of_day = list(members)
            for n, row in enumerate(of_day):
                beside = (n - (len(of_day) - 1) / 2) / max(len(of_day), 2) * WIDTH_OF_A_DAY
                places[row["item_id"]] = self.days[iso] + beside
        return places

    def _lines(self, numbers: Sequence[Row], places: Mapping[str, float], name: str) -> None:
        values = {row["item_id"]: row for row in numbers}
        for older, newer in self.updates:
            if older in values and newer in values:
                _, shade = self.style[values[newer]["asserted_by"]]
                self.traces.append({
                    "type": "scatter", "mode": "lines", "yaxis": f"y{name}", "x": [places[older], places[newer]],
                    "y": [values[older]["value"], values[newer]["value"]], "hoverinfo": "skip", "showlegend": False,
                    "line": {"shape": "hv", "width": 2, "color": css(shade, 0.7)},
                })  # fmt: skip

    def _label(self, row: Row, x: float, y: float, name: str, *, level: int) -> None:
        """A figure's words beside its mark: under an open end, to the right of words, and each a line from the next."""
        words = escaped(row["value_text"])
        if row["status"] == ClaimStatus.RETRACTED:
            words = f"<s>{words}</s>"
        number, shift = row["value"] is not None, 11 + 14 * (level % 4)
        side = "left" if not number else "center"
        self.annotations.append({
            "x": x, "y": y, "xref": "x", "yref": f"y{name}", "xanchor": side, "showarrow": False,
            "captureevents": False,
            "text": words if number else f"“{words}”", "yanchor": "middle" if not number else "bottom",
            "xshift": 0 if number else 9, "yshift": 0 if not number else -shift - 14 if _open(row) else shift - 4,
            "font": {"size": 12, "color": css(self.colours.text, 0.7 if row["status"] in SETTLED else 1.0)},
        })  # fmt: skip

    def _mark(self, row: Row, x: float, name: str, *, top: float, low: float, scale: float) -> None:
        symbol, shade = self.style[row["asserted_by"]]
        y = row["value"] if row["value"] is not None else low / 2
        faint = 0.4 if row["status"] in SETTLED else 1.0
        hollow = row["qualifier"] == Qualifier.ABOUT
        first = row["asserted_by"] not in self.named
        self.named.add(row["asserted_by"])
        if row["as_of"] and row["as_of"] != row["reported_on"]:
            self.shapes.append({
                "type": "line", "xref": "x", "yref": f"y{name}", "x0": self.days[row["as_of"]], "x1": x,
                "y0": y, "y1": y,
                "line": {"color": css(shade, 0.8 * faint), "width": 2, "dash": "dot"},
            })  # fmt: skip
        if _open(row):
            self.annotations.append({
                "x": x, "ax": x, "y": y + top * 26 / scale, "ay": y, "xref": "x", "axref": "x", "yref": f"y{name}",
                "ayref": f"y{name}", "text": "", "showarrow": True, "arrowhead": 2, "arrowwidth": 2.5,
                "arrowcolor": css(shade, faint),
            })  # fmt: skip
        self.traces.append({
            "type": "scatter", "mode": "markers", "yaxis": f"y{name}", "x": [x], "y": [y],
            "name": escaped(row["asserted_by_name"]), "legendgroup": row["asserted_by"], "showlegend": first,
            "customdata": [row["item_id"]], "hovertext": [_hover(row)], "hoverinfo": "text", "cliponaxis": False,
            "marker": {
                "symbol": symbol, "size": 12, "color": css(shade, 0.15 if hollow else faint),
                "line": {"width": 2, "color": css(shade, faint)},
            },
            **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def figure(self, revision: int) -> go.Figure:
        """Everything at its place, from the top down."""
        legend = 22 * len(self.named) + 20
        axis, whole = 46, max(self.height, 1)
        axes: dict[str, Any] = {}
        for n, ((start, height), (range_, ticks)) in enumerate(zip(self.panels, self.scales, strict=True), start=1):
            axes[f"yaxis{n if n > 1 else ''}"] = {
                "domain": [1 - (start + height) / whole, 1 - start / whole], "range": range_, "tickvals": ticks,
                "showticklabels": False, "showgrid": True, "anchor": "x",
            }  # fmt: skip
        for note in self.annotations:
            if note["yref"] == "paper":
                note["y"] = 1 - note["y"] / whole
        names = [f"{day(iso, weekday=False).rsplit(' ', 1)[0]}" for iso in self.days]
        return go.Figure(
            data=self.traces,
            layout={
                "template": template(self.colours), "meta": revision, "height": round(whole) + axis + legend,
                "annotations": self.annotations, "shapes": self.shapes, "showlegend": True,
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


def _open(row: Row) -> bool:
    """Whether a figure runs on upwards: “more than”, “at least”."""
    return row["qualifier"] in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)


def _together(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Neighbours that say the same on the same day."""
    for _, members in groupby(
        rows, key=lambda row: (row["reported_on"], row["value_text"].lower(), row["asserted_by"])
    ):
        yield list(members)


def _hover(row: Row) -> str:
    words = f"<b>{escaped(row['value_text'])}</b> {escaped(row['population'] or '')}"
    as_of = f"as of {day(row['as_of'])}" if row["as_of"] else "as of: not stated"
    status = "" if row["status"] == ClaimStatus.STANDING else f"<br>{ClaimStatus(row['status']).label}"
    return (
        f"{words}<br>{escaped(row['asserted_by_name'])}<br>{as_of}, reported {day(row['reported_on'])} by "
        f"{escaped(row['publisher'])}{status}<br><i>Click to see its source</i>"
    )
