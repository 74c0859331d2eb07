"""How a count changed, as SVG: a row for each figure, on a scale from zero.

The figures are below each other in the order of their reports. So each has a label beside its mark, no legend is
needed, and figures of one day do not overlap.
"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from data.figures.panels import group_by_panel, panel_title
from data.figures.row_types import ComparedClaimRow
from data.records.vocabulary import ClaimStatus, Qualifier
from data.wording.phrases import day, join_words, number
from publishing.snapshot.charts.svg import BOLD, WIDE, break_lines, element, line, picture, text, text_lines, width_of

MOST_MARKS = 24
"""Most figures of one population, so that they fit on a sheet of paper: the last ones. The table has all of them."""

SIZE, LEADING, GAP, HEADING, DAYS, LABELS = 14, 17, 12, 34, 96, 460
OPEN = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
ARROW = 30
WHAT_BECAME_OF_IT = {
    ClaimStatus.SUPERSEDED: "replaced since", ClaimStatus.RETRACTED: "withdrawn", ClaimStatus.DENIED: "denied",
    ClaimStatus.CONTESTED: "contested",
}  # fmt: skip


def count_chart(
    rows: Sequence[ComparedClaimRow], updates: Sequence[tuple[str, str]], *, width: int, description: str
) -> list[Markup]:
    """A picture with its own scale for each population; a row for each figure.

    Reports of one day with the same words from one statement share a row.

    `rows` are those of `data.figures.agreement.compared_claims`, `updates` those of `data.figures.ledger.own_updates`:
    a line joins two figures only if one source replaced its own. An exact figure ends in a dot, “about” in a ring,
    “more than” and “at least” in an arrow; a figure in words has no bar.
    """
    drawn = [
        (panel_title(members[0]), _panel(members[-MOST_MARKS:], updates, width)) for members in group_by_panel(rows)
    ]
    return [
        picture(panel, width=width, height=height, title=title, description=description)
        for title, (panel, height) in drawn
    ]


def _panel(rows: Sequence[ComparedClaimRow], updates: Sequence[tuple[str, str]], width: int) -> tuple[list[str], float]:
    aside = width >= WIDE
    left = DAYS + LABELS + 24 if aside else 6
    largest = max((row["value"] or 0 for row in rows), default=0) or 1
    per_unit = (width - left - ARROW - 12) / largest
    heading = break_lines(panel_title(rows[0]), width, SIZE * BOLD)
    marks = [text_lines(heading, 0, 22, "lane")]
    top: float = HEADING + LEADING * (len(heading) - 1)
    begins = top
    ends: dict[str, tuple[float, float]] = {}
    for iso, of_day in groupby(_merge_statements(rows), key=lambda same: same[0]["reported_on"]):
        if aside:
            marks.append(text(day(iso, weekday=False), 0, top + 14, "tick"))
        else:
            marks.append(text(f"Reported {day(iso, weekday=False)}", 0, top + 14, "tick"))
            top += LEADING
        for same in of_day:
            lines, height = _label(same, DAYS if aside else 0, top, LABELS if aside else width)
            middle = top + LEADING / 2 + 1 if aside else top + height + 8
            x = left + (same[0]["value"] or 0) * per_unit
            marks += [*lines, *_mark(same[0], left, x, middle)]
            ends |= {row["item_id"]: (x, middle) for row in same if row["value"] is not None}
            top += height + GAP + (0 if aside else 12)
    joined = [_step(*ends[older], *ends[newer]) for older, newer in updates if older in ends and newer in ends]
    ruled = line(0, 4, width, 4, "rule")
    if not ends:
        return [ruled, *marks], top + 8
    # On a phone the labels are above the marks, and lines between rows would cross them.
    between = [line(left, begins, left, top, "axis"), *joined] if aside else []
    return [ruled, *between, *_scale_axis(left, largest, per_unit, top), *marks], top + 30


def _merge_statements(rows: Sequence[ComparedClaimRow]) -> list[list[ComparedClaimRow]]:
    """The rows of a panel grouped by day of report, statement and words."""
    found: dict[tuple[str, str, str], list[ComparedClaimRow]] = {}
    for row in rows:
        found.setdefault((row["reported_on"], row["statement_id"], row["value_text"].lower()), []).append(row)
    return list(found.values())


def _label(same: Sequence[ComparedClaimRow], x: float, top: float, width: float) -> tuple[list[str], float]:
    """The label of a row, as lines and their height: figure and population, who says so, reports, status."""
    first = same[0]
    words = first["value_text"] if first["value"] is not None else f"“{first['value_text']}”"
    status = ClaimStatus(first["status"])
    reports = list(dict.fromkeys(row["publisher"] for row in same))
    details = [
        first["asserted_by_name"],
        *([f"in {join_words(reports)}"] if reports != [first["asserted_by_name"]] else []),
    ]
    if len({row["as_of"] for row in same}) == 1:
        details.append(f"as of {day(first['as_of'], weekday=False)}" if first["as_of"] else "as of: not stated")
    details += [WHAT_BECAME_OF_IT[status]] if status in WHAT_BECAME_OF_IT else []
    details += ["another source’s figure contradicts it"] if first["agreement"] == "contradicts" else []
    bold = break_lines(f"{words} {first['population'] or ''}".strip(), width, SIZE * BOLD)
    plain = break_lines(" · ".join(details), width, SIZE - 1)
    css = "strong gone" if status is ClaimStatus.RETRACTED else "strong"
    drawn = [text_lines(bold, x, top + 14, css), text_lines(plain, x, top + 14 + LEADING * len(bold), "faint")]
    return drawn, LEADING * (len(bold) + len(plain))


def _mark(row: ComparedClaimRow, left: float, x: float, y: float) -> list[str]:
    """A line from zero to the figure, with the mark at its end; empty for a figure in words."""
    if row["value"] is None:
        return []
    pale = " pale" if ClaimStatus(row["status"]) in (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED) else ""
    about = row["qualifier"] == Qualifier.ABOUT
    drawn = [line(left, y, max(x - (6 if about else 0), left), y, f"stem{' dashed' if about else ''}{pale}")]
    if row["qualifier"] in OPEN:
        tip = x + ARROW
        drawn.append(line(x, y, tip - 9, y, f"stem dashed{pale}"))
        drawn.append(element("path", d=f"M{tip - 10:.1f} {y - 6:.1f}l10 6l-10 6z", class_=f"arrow{pale}"))
        drawn.append(line(x, y - 7, x, y + 7, f"stem{pale}"))
    else:
        drawn.append(element("circle", cx=x, cy=y, r=6, class_=f"{'ring' if about else 'dot'}{pale}"))
    return drawn


def _step(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line from a figure down and across to the one that replaced it."""
    return element("path", d=f"M{x1:.1f} {y1:.1f}V{y2:.1f}H{x2:.1f}", class_="step")


def _scale_axis(left: float, largest: float, per_unit: float, bottom: float) -> list[str]:
    most, right = number(largest), left + largest * per_unit
    apart = right - left > width_of(most, SIZE) + 12
    return [
        line(right, bottom - 6, right, bottom, "axis"),
        line(left, bottom, right, bottom, "axis"),
        *([text("0", left, bottom + 16, "tick", anchor="middle")] if apart else []),
        text(most, right, bottom + 16, "tick", anchor="middle"),
    ]
