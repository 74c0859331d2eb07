"""How a count changed, drawn for a room: fewer counts and days than on the page, so that the rest can be large."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from data.views.casualties import CasualtiesView
from data.views.count_chart import CountChart, Proportions, count_chart, rows_of_panels
from data.views.count_claims import CountClaim, CountPanel, gap_sentence
from data.views.count_labels import MOST_DETAILS
from data.views.count_list import ListEntry, ListGroup, list_groups
from data.views.count_place import PlacedPanel
from data.views.count_text import NOTE, VALUE, WHO, Style
from data.views.room_size import LINE, MORE_LINE, SCREEN_WIDTH, fitting, text_height, text_width

WIDTH = 904
"""Width of the drawing in its own units; it fills SCREEN_WIDTH, so that text of 13 units is 17 pixels high."""

LARGE, MIDDLE = Style("cc-value cc-room-large", 42, 46, serif=True), Style("cc-value cc-room", 34, 38, serif=True)
WORD = Style("cc-value cc-room-word", 24, 28, serif=True)
SIZES = ((LARGE, MIDDLE), (VALUE,))
"""Types of a figure: of 55, 45 and 37 pixels; those of a later group only if none of an earlier one can be drawn."""

LEAST_PLOT = 120.0
ROUND_PLOT = 60.0
"""The least height of a plot, and the least height of what is above and below it, in the units of the drawing."""

CLEARANCE = 10
MOST_TRIES = 3

MOST_LISTED = 40
"""Most figures of the list if nothing can be drawn; fewer have room."""

LISTED_WIDTH, LISTED_VALUE, LISTED_WHO = 495, 1.68, 1.08
"""Width of a column of the list in pixels, and sizes of the type of a figure and of who gives it."""

LISTED_HEAD, LISTED_BAR = 66, 28
"""Height of the head of the list, and of the bar of a figure with the space around it, in pixels."""


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
    cut: bool = False


@lru_cache(maxsize=64)
def room_count(view: CasualtiesView, room: float) -> RoomCount:
    """Return the counts that fit a room: first that of the opened figure, then all people, then the largest."""
    panels = view.count_panels
    gap = gap_sentence([claim for panel in panels for claim in panel.claims])
    ranked = sorted(panels, key=lambda panel: _rank(panel, view.selection.item))
    for kept in range(len(panels), 0, -1):
        shown = [panel for panel in panels if panel in ranked[:kept]]
        has_line_below = gap or kept < len(panels) or kept == 1
        pixels = room if has_line_below else room + MORE_LINE
        chart = _drawn(shown, _days_needed(shown, view.report_days), pixels * WIDTH / SCREEN_WIDTH)
        if chart:
            return RoomCount(chart, list_groups(shown, gap), gap, len(panels) - kept)
    return _listed(ranked[:1], gap, room, len(panels) - len(ranked[:1]))


def _rank(panel: CountPanel, opened: str | None) -> tuple[bool, bool, float]:
    has_opened = any(claim.item_id == opened for claim in panel.claims)
    return not has_opened, not panel.is_all_people, -panel.highest


def _drawn(panels: Sequence[CountPanel], days: Sequence[str], room: float) -> CountChart | None:
    """The drawing whose labels say most, of these the one with the largest figures; None if none fits `room`."""
    rows = rows_of_panels(panels, days, WIDTH)
    if sum(ROUND_PLOT + LEAST_PLOT * any(panel.highest for panel in row) for row in rows) > room:
        return None
    for sizes, details in product(SIZES, range(MOST_DETAILS, 0, -1)):
        drawings = [_as_high_as_fits(panels, days, room, (details, size)) for size in sizes]
        if found := [drawing for drawing in drawings if drawing]:
            return max(found, key=_lines_of_notes)  # of equal ones max returns the first, which is the largest
    return None


def _lines_of_notes(chart: CountChart) -> int:
    return sum(line.style == NOTE for panel in chart.panels for drawn in panel.claims for line in drawn.label.lines)


def _as_high_as_fits(
    panels: Sequence[CountPanel], days: Sequence[str], room: float, labels: tuple[int, Style]
) -> CountChart | None:
    """The drawing whose plots fill `room`: what a try is too high is taken from its plots. `labels`: details, type."""
    details, size = labels
    plot = room - ROUND_PLOT
    for _ in range(MOST_TRIES):
        proportions = Proportions(
            plot, plot, details, CLEARANCE, titled=len(panels) > 1, wide_words=True, value=size, minor=size, word=WORD
        )
        chart = count_chart(panels, days, WIDTH, proportions=proportions)
        if chart is None or not all(_is_whole(panel, size) for panel in chart.panels):
            return None
        if chart.height <= room:
            return chart
        plot -= chart.height - room
        if plot < LEAST_PLOT:
            return None
    return None


def _is_whole(panel: PlacedPanel, size: Style) -> bool:
    """Whether each label says who gives the figure, and none breaks a figure: half of “7,939” reads as another number.

    Where there is little room, the chart of a page leaves out who says so.
    """
    return all(
        any(line.style == WHO for line in drawn.label.lines)
        and " ".join(line.text for line in drawn.label.lines if line.style in (size, WORD)).split()
        == drawn.claim.figure.split()
        for drawn in panel.claims
    )


def _days_needed(panels: Sequence[CountPanel], report_days: Sequence[str]) -> list[str]:
    """The days with reports on which a figure appeared or ended, or of which it speaks."""
    claims: list[CountClaim] = [claim for panel in panels for claim in panel.claims]
    needed = {iso for claim in claims for iso in (claim.day, claim.ended_on, claim.as_of)}
    return [iso for iso in report_days if iso in needed]


def _listed(panels: Sequence[CountPanel], gap: str, room: float, left_out: int) -> RoomCount:
    """The first figures of a count as a list in two columns, as many as fit: none of its entries is broken in two."""
    listed = [CountPanel(panel.title, panel.is_all_people, panel.claims[:MOST_LISTED]) for panel in panels]
    groups = list_groups(listed, gap)
    entries = [entry for group in groups for entry in group.entries]
    heights = [_entry_height(entry) for entry in entries]
    free = room - LISTED_HEAD
    shown = fitting(entries, heights, 2 * free - max(heights, default=0))
    kept = [replace(group, entries=group.entries[: len(shown.first)]) for group in groups]
    figures_left_out = sum(len(panel.claims) for panel in panels) - len(shown.first)
    highest = max(heights[: len(shown.first)], default=0)
    return RoomCount(None, kept, gap, left_out, figures_left_out, cut=highest > free)


def _entry_height(entry: ListEntry) -> float:
    claim = entry.claim
    said = text_width(claim.words, scale=LISTED_VALUE) + text_width(claim.who, scale=LISTED_WHO)
    notes = text_height("; ".join((claim.warning, *entry.notes)), LISTED_WIDTH)
    return LINE * 1.31 * -(-said // LISTED_WIDTH) + LISTED_BAR + notes + text_height(entry.gap_before, LISTED_WIDTH)
