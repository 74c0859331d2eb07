"""How a count changed, drawn for a room: fewer counts and days than on the page, so that the rest can be large."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from data.views.casualties import CasualtiesView
from data.views.count_chart import CountChart, Proportions, count_chart
from data.views.count_claims import CountClaim, CountPanel, gap_sentence
from data.views.count_labels import MOST_DETAILS
from data.views.count_list import ListGroup, list_groups
from data.views.count_text import WHO
from data.views.room_size import SCREEN_WIDTH, room_height

WIDTHS = (752, 820, 904)
"""Widths of the drawing in its own units; it fills SCREEN_WIDTH, so that text of 13 units is 20 to 17 pixels high."""

HEIGHTS = (260, 230, 200, 190, 180, 160, 140, 120)
"""Heights of a plot that are tried, in the units of the drawing."""

CLEARANCE = 10

MOST_ROWS = 2
"""Rows of panels that may fit; more never do."""

MOST_LISTED = 8
"""Most figures of the list if nothing can be drawn."""


@dataclass(frozen=True)
class RoomCount:
    """How a count changed: `chart` is None if not even one count can be drawn; `groups` are the same as a list.

    `gap` is the sentence about days without a number, or empty. `left_out` is the number of counts of other people,
    `figures_left_out` that of figures of the counts that are shown.
    """

    chart: CountChart | None
    groups: Sequence[ListGroup]
    gap: str
    left_out: int
    figures_left_out: int = 0


@lru_cache(maxsize=64)
def room_count(view: CasualtiesView) -> RoomCount:
    """Return the counts that fit a room: first that of the opened figure, then all people, then the largest."""
    panels = view.count_panels
    gap = gap_sentence([claim for panel in panels for claim in panel.claims])
    ranked = sorted(panels, key=lambda panel: _rank(panel, view.selection.item))
    for kept in range(len(panels), 0, -1):
        shown = [panel for panel in panels if panel in ranked[:kept]]
        chart = _drawn(shown, _days_needed(shown, view.report_days), room_height(view))
        if chart:
            return RoomCount(chart, list_groups(shown, gap), gap, len(panels) - kept)
    listed = [_cut(panel, MOST_LISTED) for panel in ranked[:1]]
    left_out = sum(len(panel.claims) for panel in ranked[:1]) - sum(len(panel.claims) for panel in listed)
    return RoomCount(None, list_groups(listed, gap), gap, len(panels) - len(listed), left_out)


def _rank(panel: CountPanel, opened: str | None) -> tuple[bool, bool, float]:
    has_opened = any(claim.item_id == opened for claim in panel.claims)
    return not has_opened, not panel.is_all_people, -panel.highest


def _drawn(panels: Sequence[CountPanel], days: Sequence[str], pixels: float) -> CountChart | None:
    """The drawing whose labels say most, of these the one with the largest type, of these the highest."""
    for details, width, height in product(range(MOST_DETAILS, 0, -1), WIDTHS, HEIGHTS):
        proportions = Proportions(height, height, details, CLEARANCE, titled=len(panels) > 1, wide_words=True)
        chart = count_chart(panels, days, width, proportions=proportions)
        if chart and len(chart.rows) > MOST_ROWS:
            return None
        if chart and chart.height <= pixels * width / SCREEN_WIDTH and _names_everybody(chart):
            return chart
    return None


def _names_everybody(chart: CountChart) -> bool:
    """Whether each label says who gives the figure; where there is little room the chart of a page leaves that out."""
    labels = [drawn.label for panel in chart.panels for drawn in panel.claims]
    return all(any(line.style == WHO for line in label.lines) for label in labels)


def _days_needed(panels: Sequence[CountPanel], report_days: Sequence[str]) -> list[str]:
    """The days with reports on which a figure appeared or ended, or of which it speaks."""
    claims: list[CountClaim] = [claim for panel in panels for claim in panel.claims]
    needed = {iso for claim in claims for iso in (claim.day, claim.ended_on, claim.as_of)}
    return [iso for iso in report_days if iso in needed]


def _cut(panel: CountPanel, most: int) -> CountPanel:
    return CountPanel(panel.title, panel.is_all_people, panel.claims[:most])
