"""Who says what: a matrix of asserters and days of report; each cell has figures and whether others agree."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from components.charts.counts import LINE as TITLE_LINE
from components.charts.counts import panel_heading
from components.theme import STEADY_WHEN_CLICKED, Palette, css, escape_label, template
from data.figures.panels import group_by_panel
from data.figures.row_types import ComparedClaimRow
from data.records.vocabulary import ClaimStatus, Qualifier
from data.views.rows import ClaimRow
from data.wording.phrases import day, day_and_month, number

LANE, NAME, LINE = 30, 20, 22
"""Height in pixels of a population's heading, of an asserter's name, and of each line of figures."""

AGREEMENT_SIGNS = {
    "agrees": ("✓", "Another asserter's figure of that day can be true with it"),
    "contradicts": ("✕", "Another asserter's figure cannot be true with it"),
    "uncompared": ("", "Nobody else's figure can be held against it"),
    "superseded": ("", "Replaced or withdrawn"),
}
SIGNS = {Qualifier.MORE_THAN: "> ", Qualifier.AT_LEAST: "≥ ", Qualifier.ABOUT: "~ "}


class _CellRow(ComparedClaimRow):
    """A statement in a cell, with the number of reports of that day that contain it."""

    reports: int


def short_figure(row: ClaimRow) -> str:
    """A figure for a narrow cell: “> 3,800”, “≥ 12”, “~ 400”; exact figures and words as in the source."""
    if row["value"] is None:
        return f"“{row['value_text'].lower()}”"
    sign = SIGNS.get(Qualifier(row["qualifier"]))
    return f"{sign}{number(row['value'])}" if sign else row["value_text"]


def who_says_what(rows: Sequence[ComparedClaimRow], *, colours: Palette, click_count: int = 0) -> go.Figure:
    """A lane for each population, a row for each who asserts, a column for each day with reports.

    `rows` are those of `data.figures.agreement.compared_claims`; a statement that several reports of a day contain
    appears once, with their number. Every figure has its item_id as `customdata`; an empty cell has a dash. ✓ and ✕
    mark agreement and contradiction, so that colour is never the only sign.
    """
    days = {iso: n for n, iso in enumerate(sorted({row["reported_on"] for row in rows}))}
    top = 0.0
    cells: list[tuple[_CellRow, float]] = []
    silent: list[tuple[int, float]] = []
    annotations: list[dict[str, Any]] = []
    for panel in group_by_panel(rows):
        title = panel_heading(panel[0])
        lane = LANE + TITLE_LINE * title.count("<br>")
        annotations.append(_heading(f"<b>{title}</b>", top + lane / 2, 13, colours))
        top += lane
        for name, of_asserter in _by_asserter(panel):
            annotations.append(_heading(escape_label(name), top + NAME / 2, 12.5, colours))
            by_day = {
                iso: _statements(list(members))
                for iso, members in groupby(of_asserter, key=lambda row: row["reported_on"])
            }
            for iso, n in days.items():
                if iso not in by_day:
                    silent.append((n, top + NAME + LINE / 2))
                cells += [(row, top + NAME + LINE * (k + 0.5)) for k, row in enumerate(by_day.get(iso, []))]
            top += NAME + LINE * max(len(members) for members in by_day.values()) + 6
    shade = {
        "contradicts": colours.accent, "agrees": colours.text, "uncompared": colours.text, "superseded": colours.faint,
    }  # fmt: skip
    figures = {
        "type": "scatter", "mode": "markers+text", "x": [days[row["reported_on"]] for row, _ in cells],
        "y": [y for _, y in cells], "text": [_cell(row) for row, _ in cells], "textposition": "middle center",
        "textfont": {"size": 13, "color": [shade[row["agreement"]] for row, _ in cells]},
        "marker": {"symbol": "square", "size": 30, "color": css(colours.accent, 0.0)},
        "customdata": [row["item_id"] for row, _ in cells], "hovertext": [_hover(row) for row, _ in cells],
        "hoverinfo": "text", "cliponaxis": False, **STEADY_WHEN_CLICKED,
    }  # fmt: skip
    dashes = {
        "type": "scatter", "mode": "text", "x": [n for n, _ in silent], "y": [y for _, y in silent],
        "text": ["–"] * len(silent), "textfont": {"size": 13, "color": colours.faint}, "hoverinfo": "skip",
    }  # fmt: skip
    names = [day_and_month(iso) for iso in days]
    return go.Figure(
        data=[dashes, figures],
        layout={
            "template": template(colours), "meta": click_count, "annotations": annotations, "height": round(top) + 40,
            "xaxis": {
                "range": [-0.5, len(days) - 0.5], "tickvals": list(days.values()), "ticktext": names, "side": "top",
                "tickangle": 0,
            },
            "yaxis": {"range": [top, 0]}, "margin": {"t": 34, "b": 6},
        },
    )  # fmt: skip


def _by_asserter(rows: Sequence[ComparedClaimRow]) -> list[tuple[str, list[ComparedClaimRow]]]:
    """The rows of a panel grouped by the name of their asserter, in order of first appearance."""
    found: dict[str, list[ComparedClaimRow]] = {}
    for row in rows:
        found.setdefault(row["asserted_by_name"], []).append(row)
    return list(found.items())


def _statements(rows: Sequence[ComparedClaimRow]) -> list[_CellRow]:
    """Each statement of a day once, as in its first report, with the number of `reports` that contain it."""
    found: dict[str, list[ComparedClaimRow]] = {}
    for row in sorted(rows, key=lambda row: (row["item_id"] != row["statement_id"], row["item_id"])):
        found.setdefault(row["statement_id"], []).append(row)
    return [{**members[0], "reports": len(members)} for members in found.values()]


def _heading(text: str, y: float, size: float, colours: Palette) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "y", "yanchor": "middle", "showarrow": False,
        "text": text, "align": "left", "font": {"size": size, "color": colours.text}, "bgcolor": colours.background,
    }  # fmt: skip


def _cell(row: _CellRow) -> str:
    words = escape_label(short_figure(row))
    sign, _ = AGREEMENT_SIGNS[row["agreement"]]
    struck = f"<s>{words}</s>" if row["status"] == ClaimStatus.RETRACTED else words
    times = f" (×{row['reports']})" if row["reports"] > 1 else ""
    return f"{struck}{times} {sign}".strip()


def _hover(row: _CellRow) -> str:
    settled = row["agreement"] == "superseded"
    meaning = ClaimStatus(row["status"]).label if settled else AGREEMENT_SIGNS[row["agreement"]][1]
    claim = (
        f"<b>{escape_label(row['value_text'])}</b> {escape_label(row['population'] or '')}<br>"
        f"{escape_label(row['asserted_by_name'])}"
    )
    reported = f"reported {day(row['reported_on'])} by {escape_label(row['publisher'])}"
    more = f" and {row['reports'] - 1} more" if row["reports"] > 1 else ""
    return f"{claim}, {reported}{more}<br>{meaning}<br><i>Click to see its source</i>"
