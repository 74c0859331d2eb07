"""The timeline as a chart: one row for each event, one column for each day, as precise as its date."""

from collections.abc import Sequence
from textwrap import shorten, wrap
from typing import Any

import plotly.graph_objects as go

from components.charts.event_marks import event_mark
from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.views.gantt import Gantt, GanttRow

CHART_WIDTH, TITLES = 1184, 420
"""Width of a page's content in pixels, and the part of it that titles take."""
ROW, BAR, INSET, HEADING, TOP, BOTTOM = 29, 17, 8, 34, 30, 6
"""Heights of a row, of its bar; distance of a bar from its column's edges; heights of a group's name, of the names of
columns, and below the last row; all in pixels."""
LONGEST_TITLE, SHORT_TITLE = 56, 46
"""Characters of a title, if the column beside it is empty or if there is a bar in it; its tooltip has all of it."""
LETTER = 7.1
"""Pixels of a letter in a bar, on a chart 1,184 pixels wide."""
FOR_A_DAY = 78
"""Pixels that the name of a day needs."""
WIDEST = 2.0
"""How much wider than drafted a column may be, if there are few."""
TOOLTIP_WIDTH = 34
"""Characters in a line of a tooltip, so that it fits a phone."""


def gantt_chart(gantt: Gantt, *, colours: Palette, click_count: int = 0) -> go.Figure:
    """A row for each event, with its title at the left and its bar in the columns of its days.

    Each mark has its item_id as `customdata`. The time before the crisis has an axis of its own. A new `click_count`
    clears the selection.
    """
    drawing = _Drawing(gantt, colours)
    drawing.columns()
    top = 0.0
    marks: list[tuple[GanttRow, float]] = []
    for group in gantt.groups:
        if group.label:
            drawing.heading(group.label, top)
            top += HEADING
        for row, following in zip(group.rows, [*group.rows[1:], None], strict=True):
            marks.append((row, top + ROW / 2))
            top += ROW
            if following:
                drawing.rule(top, strong=following.time != row.time)
    drawing.events([mark for mark in marks if not mark[0].before], axis="x")
    drawing.events([mark for mark in marks if mark[0].before], axis="x2")
    return go.Figure(
        data=drawing.traces,
        layout=drawing.axes()
        | {
            "template": template(colours), "meta": click_count, "annotations": drawing.annotations,
            "shapes": drawing.shapes, "height": round(top) + TOP + BOTTOM, "yaxis": {"range": [top, 0]},
            "margin": {"t": TOP, "b": BOTTOM, "l": 0, "r": 0}, "barmode": "overlay",
        },
    )  # fmt: skip


class _Drawing:
    """Collects traces, annotations and shapes of a timeline, so that plotly gets them all at once.

    Each `add_…` call of plotly validates all earlier ones again, which took most of the time of a rerun.
    """

    def __init__(self, gantt: Gantt, colours: Palette) -> None:
        self.gantt = gantt
        self.colours = colours
        self.traces: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.scale = min((CHART_WIDTH - TITLES) / max(gantt.width, 1), WIDEST) / CHART_WIDTH

    def at(self, pixels: float) -> float:
        """A place among the columns, as a share of the chart's width."""
        return TITLES / CHART_WIDTH + pixels * self.scale

    def axes(self) -> dict[str, Any]:
        """The axis of days, and that of the time before the crisis if there is any."""
        bare = {"showgrid": False, "showticklabels": False, "fixedrange": True, "zeroline": False}
        days = [column for column in self.gantt.columns if not column.before]
        layout: dict[str, Any] = {"xaxis": {"visible": False}}
        for name, columns in (("xaxis", days), ("xaxis2", [each for each in self.gantt.columns if each.before])):
            if columns:
                left, right = columns[0].left, columns[-1].right
                domain = [self.at(left), min(self.at(right), 1.0)]
                layout[name] = bare | {"range": [left, right], "domain": domain, "anchor": "y"}
        return layout

    def columns(self) -> None:
        """Add the names of columns, a tint behind every other day, and a dotted line where days are left out."""
        wide = min((column.width for column in self.gantt.columns if column.is_day), default=FOR_A_DAY)
        step = -(-FOR_A_DAY // max(int(wide * self.scale * CHART_WIDTH), 1))
        days = 0
        for column in self.gantt.columns:
            if column.after_break:
                middle = self.at(column.left - 12)
                self._line(0, 1, middle, middle, colour=self.colours.faint, width=1, dash="dot", yref="paper")
            if column.is_day and days % 2 == 0:
                self.shapes.append({
                    "type": "rect", "xref": "paper", "yref": "paper", "x0": self.at(column.left),
                    "x1": self.at(column.right), "y0": 0, "y1": 1, "fillcolor": self.colours.surface,
                    "line": {"width": 0}, "layer": "below",
                })  # fmt: skip
            named = not column.is_day or days % step == 0
            days += column.is_day
            if named:
                shown = escape_label(column.label)
                self.annotations.append({
                    "x": self.at(column.left), "xref": "paper", "xanchor": "left", "xshift": 0 if column.before else 8,
                    "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 3, "showarrow": False,
                    "text": f"<b>{shown}</b>" if column.is_day else shown,
                    "font": {"size": 14, "color": self.colours.text if column.is_day else self.colours.faint},
                })  # fmt: skip
        self._line(0, 0, 0.0, 1.0, colour=self.colours.text, width=2)

    def heading(self, label: str, y: float) -> None:
        """Add the name of a group."""
        self.annotations.append({
            "x": 0, "xref": "paper", "xanchor": "left", "y": y + HEADING - 4, "yref": "y", "yanchor": "bottom",
            "showarrow": False, "text": f"<b>{escape_label(label)}</b>",
            "font": {"size": 14, "color": self.colours.faint},
        })  # fmt: skip
        self.rule(y + HEADING, strong=True)

    def rule(self, y: float, *, strong: bool) -> None:
        """Add a line between rows; a strong one is between days."""
        self._line(y, y, 0.0, 1.0, colour=css(self.colours.faint, 0.75 if strong else 0.25), width=1)

    def events(self, marks: Sequence[tuple[GanttRow, float]], *, axis: str) -> None:
        """Add rows: mark, title (slanted if uncertain), bar and the text in it; all of a row can be clicked."""
        if not marks:
            return
        longest = LONGEST_TITLE if any(column.before for column in self.gantt.columns) else SHORT_TITLE
        for row, y in marks:
            title = escape_label(shorten(row.title, SHORT_TITLE if row.before else longest, placeholder="…"))
            self.shapes += event_mark(row.kind, y, colour=self.colours.kind(row.kind), hollow=row.rough)
            self.annotations.append({
                "x": 0, "y": y, "xref": "paper", "yref": "y", "showarrow": False, "xanchor": "left",
                "yanchor": "middle", "xshift": 21, "captureevents": False,
                "text": f"<i>{title}</i>" if row.uncertain else title,
                "font": {"size": 15, "color": self.colours.text, "weight": 400 if row.background else 600},
            })  # fmt: skip
            if row.rough or row.before:
                left, right = self._ends(row)
                self.shapes.append({
                    "type": "rect", "xref": "paper", "yref": "y", "x0": self.at(left), "x1": self.at(right),
                    "y0": y - BAR / 2, "y1": y + BAR / 2,
                    "line": {
                        "color": self.colours.kind(row.kind), "width": 1.5, "dash": "4px,3px" if row.rough else "solid",
                    },
                })  # fmt: skip
        self._whole_rows(marks, axis=axis)
        self._bars(marks, axis=axis)
        self._arrows([mark for mark in marks if mark[0].ongoing], axis=axis)

    def _whole_rows(self, marks: Sequence[tuple[GanttRow, float]], *, axis: str) -> None:
        columns = [column for column in self.gantt.columns if column.before == (axis == "x2")]
        left, right = columns[0].left, columns[-1].right
        self.traces.append({
            "type": "bar", "orientation": "h", "xaxis": axis, "base": left, "x": [right - left] * len(marks),
            "y": [y for _, y in marks], "width": ROW, "customdata": [row.item_id for row, _ in marks],
            "marker": {"color": "rgba(0,0,0,0)"}, "hovertext": [_row_hover(row) for row, _ in marks],
            "hoverinfo": "text", **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def _bars(self, marks: Sequence[tuple[GanttRow, float]], *, axis: str) -> None:
        paper, ink = self.colours.background, self.colours.text
        pale = [row.rough or row.before for row, _ in marks]
        ends = [self._ends(row) for row, _ in marks]
        self.traces.append({
            "type": "bar", "orientation": "h", "xaxis": axis, "base": [left for left, _ in ends],
            "x": [right - left for left, right in ends], "y": [y for _, y in marks], "width": BAR,
            "customdata": [row.item_id for row, _ in marks],
            "marker": {
                "color": [paper if light else self.colours.kind(row.kind)
                          for (row, _), light in zip(marks, pale, strict=True)],
                "line": {"width": 0},
            },
            "text": [self._words(row, bold=not light) for (row, _), light in zip(marks, pale, strict=True)],
            "textposition": "inside", "insidetextanchor": "start", "textangle": 0, "constraintext": "none",
            "insidetextfont": {"size": 12.5, "color": [ink if light else paper for light in pale]},
            "hovertext": [_row_hover(row) for row, _ in marks], "hoverinfo": "text", **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def _words(self, row: GanttRow, *, bold: bool) -> str:
        """The text in a bar, cut to its length; none in a bar too short for a word."""
        left, right = self._ends(row)
        letters = int((right - left) * self.scale * CHART_WIDTH / LETTER)
        shown = row.text if len(row.text) <= letters else f"{row.text[: letters - 1]}…" if letters > 4 else ""
        return (
            f"\N{NO-BREAK SPACE}{'<b>' if bold else ''}{escape_label(shown)}{'</b>' if bold else ''}" if shown else ""
        )

    def _arrows(self, marks: Sequence[tuple[GanttRow, float]], *, axis: str) -> None:
        if not marks:
            return
        self.traces.append({
            "type": "scatter", "mode": "markers", "xaxis": axis, "x": [self._ends(row)[1] + 3 for row, _ in marks],
            "y": [y for _, y in marks], "customdata": [row.item_id for row, _ in marks],
            "marker": {
                "symbol": "triangle-right", "size": 17, "color": [self.colours.kind(row.kind) for row, _ in marks],
                "opacity": 1,
            },
            "hovertext": ["Not over when the article appeared"] * len(marks), "hoverinfo": "text",
            "cliponaxis": False, **STEADY_WHEN_CLICKED,
        })  # fmt: skip

    def _ends(self, row: GanttRow) -> tuple[float, float]:
        """The ends of a bar, inside its columns; that of an event that was not over leaves room for the arrow."""
        inset = 0 if row.before else min(INSET, (row.right - row.left) * 0.1)
        return row.left + inset, row.right - inset - (12 if row.ongoing else 0)

    def _line(
        self, y0: float, y1: float, x0: float, x1: float, *, colour: str, width: int, **how: str
    ) -> None:  # fmt: skip
        self.shapes.append({
            "type": "line", "xref": "paper", "yref": how.get("yref", "y"), "x0": x0, "x1": x1, "y0": y0, "y1": y1,
            "line": {"color": colour, "width": width, "dash": how.get("dash", "solid")}, "layer": "below",
        })  # fmt: skip


def _row_hover(row: GanttRow) -> str:
    title = "<br>".join(wrap(escape_label(row.title), TOOLTIP_WIDTH))
    return f"<b>{title}</b><br>{row.when}<br><i>Click to see its source</i>"
