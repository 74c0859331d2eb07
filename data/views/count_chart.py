"""The chart “How the count changed”: panels of populations, placed in a drawing, with every line, mark and text.

All geometry is here and in the modules that it imports; a renderer only writes it down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.views.count_claims import CountPanel
from data.views.count_labels import MOST_DETAILS, Label, Segment, free_place, plain_label
from data.views.count_place import PlacedPanel, place_panel
from data.views.count_plot import Frame, Plot, plot
from data.views.count_scale import Scale, scale_of
from data.views.count_text import MINOR_VALUE, NOTE, TITLE, VALUE, WHO, Box, Style

MAX_CLAIMS = 40
"""Most figures of a chart; of more, only the list is shown."""

SMALL_PART = 5
LEAST_PANEL = 300.0
PAD = 14.0
ROW_GAP = 26.0
"""Paddings and the least width of a panel in pixels; a population is small below a SMALL_PARTth of the top."""


@dataclass(frozen=True)
class Proportions:
    """Heights of plots in pixels: of a panel alone in its row (`large`), and of panels side by side (`small`).

    `details` is the most that a label says, as in `label_of`; `clearance` is the least height above a plot. `titled` is
    whether a panel bears its title, `wide_words` whether labels of words may be wider than others. `value` and `minor`
    are the type of figures in a panel alone in its row, and in panels side by side; `word` is that of figures without a
    number, if it is another.
    """

    large: float = 280.0
    small: float = 210.0
    details: int = MOST_DETAILS
    clearance: float = 34.0
    titled: bool = True
    wide_words: bool = False
    value: Style = VALUE
    minor: Style = MINOR_VALUE
    word: Style | None = None


OF_A_PAGE = Proportions()


@dataclass(frozen=True)
class ChartRow:
    """Panels side by side on one scale."""

    panels: Sequence[PlacedPanel]
    y: float
    height: float


@dataclass(frozen=True)
class CountChart:
    """A drawing. `enlarged` is the box around the small populations, with `enlarged_title` in it, if there are any.

    `band` is the range of that box in the panel above, `band_label` the words in it if they fit.
    """

    width: float
    height: float
    rows: Sequence[ChartRow]
    enlarged: Box | None
    enlarged_title: Label | None
    band: Box | None
    band_label: Label | None
    gap_label: Label | None

    @property
    def panels(self) -> list[PlacedPanel]:
        """All panels, from above."""
        return [panel for row in self.rows for panel in row.panels]

    @property
    def texts(self) -> list[Box]:
        """The rectangles of all texts."""
        labels = [label.box for label in (self.enlarged_title, self.band_label, self.gap_label) if label]
        return [*labels, *(box for panel in self.panels for box in panel.texts)]

    @property
    def lines(self) -> list[Segment]:
        """All lines of figures, and the thin lines to their labels."""
        return [line for panel in self.panels for line in panel.all_lines]


def count_chart(
    panels: Sequence[CountPanel],
    days: Sequence[str],
    width: float,
    gap: str = "",
    proportions: Proportions = OF_A_PAGE,
) -> CountChart | None:
    """Return the chart of a width; None if there is no figure, or more than fit.

    `days` are all days with reports in order; `gap` is a sentence about days without a number, placed if it fits.
    """
    if not days or not 0 < sum(len(panel.claims) for panel in panels) <= MAX_CLAIMS:
        return None
    large, small = split_panels(panels)
    scale = scale_of(max((panel.highest for panel in large), default=0))
    rows: list[ChartRow] = []
    y = 0.0
    for line in _large_lines(large, small, days, width):
        row = _row(line, days, Box(0, y, width, 0), scale, proportions, large=len(line) == 1)
        if row is None:
            return None
        rows.append(row)
        y += row.height + ROW_GAP
    band = _band(rows, scale, small)
    box, title = None, None
    if small:
        small_scale = scale_of(max(panel.highest for panel in small))
        top = y
        title = plain_label(enlarged_words(small_scale, len(small)), WHO, width - 2 * PAD).at(PAD, y + 10)
        y = title.box.bottom + 8
        for line in _lines_of(small, width - 2 * PAD):
            row = _row(line, days, Box(PAD, y, width - 2 * PAD, 0), small_scale, proportions, large=False)
            if row is None:
                return None
            rows.append(row)
            y += row.height + ROW_GAP
        box = Box(0.5, top, width - 1, y - ROW_GAP + PAD - top)
        y = box.bottom + ROW_GAP
    gap_label = _gap_label(rows, gap, band)
    label = _band_label(rows, band, scale_of(max((panel.highest for panel in small), default=0)), gap_label)
    return CountChart(width, y - ROW_GAP + 4, rows, box, title, band, label, gap_label)


def split_panels(panels: Sequence[CountPanel]) -> tuple[list[CountPanel], list[CountPanel]]:
    """Return large panels, and small ones: those whose highest number is below a fifth of the top of the largest.

    A panel of words only stands beside the small ones if there are any, unless it is that of all people.
    """
    top = scale_of(max((panel.highest for panel in panels), default=0)).top
    small = [panel for panel in panels if 0 < panel.highest < top / SMALL_PART]
    if not small or len(small) == len(panels):
        return list(panels), []
    small = [panel for panel in panels if panel in small or (not panel.highest and not panel.is_all_people)]
    return [panel for panel in panels if panel not in small], small


def rows_of_panels(panels: Sequence[CountPanel], days: Sequence[str], width: float) -> list[list[CountPanel]]:
    """Return the panels as they stand in the rows of a chart, without drawing it; parameters as for the chart."""
    large, small = split_panels(panels)
    return [*_large_lines(large, small, days, width), *_lines_of(small, width - 2 * PAD)]


def _large_lines(
    large: Sequence[CountPanel], small: Sequence[CountPanel], days: Sequence[str], width: float
) -> list[list[CountPanel]]:
    """The first panel alone, the others below it; all side by side if the days are few and none is small."""
    first = [] if len(days) <= 3 and not small else large[:1]
    return [[panel] for panel in first] + _lines_of(large[len(first) :], width)


def enlarged_words(scale: Scale, panels: int) -> str:
    """Return “Enlarged: 0 to 30 people, one scale for all 3”."""
    shared = f", one scale for all {panels}" if panels > 2 else ", one scale for both" if panels == 2 else ""
    return f"Enlarged: 0 to {scale.words(scale.top)} people{shared}"


def _lines_of(panels: Sequence[CountPanel], width: float) -> list[list[CountPanel]]:
    """Panels in rows: as many side by side as are at least LEAST_PANEL wide, by the number of their figures."""
    lines: list[list[CountPanel]] = []
    for panel in panels:
        if lines and _least_width([*lines[-1], panel]) <= width:
            lines[-1].append(panel)
        else:
            lines.append([panel])
    return lines


def _least_width(panels: Sequence[CountPanel]) -> float:
    return sum(LEAST_PANEL + 40 * max(0, len(panel.claims) - 2) for panel in panels)


def _row(
    panels: Sequence[CountPanel], days: Sequence[str], area: Box, scale: Scale, proportions: Proportions, *, large: bool
) -> ChartRow | None:
    """Panels side by side on one scale, aligned at the top of their plots; None if one does not fit."""
    least = [_least_width([panel]) for panel in panels]
    rest = area.width - sum(least)
    total = sum(len(panel.claims) for panel in panels)
    height = (proportions.large if large else proportions.small) if any(panel.highest for panel in panels) else 0
    plots: list[tuple[CountPanel, Plot, Frame, float]] = []
    x = area.x
    for number, panel in enumerate(panels):
        share = area.width if len(panels) == 1 else least[number] + rest * len(panel.claims) / total
        gutter = max(64.0, scale.width + 14)
        right = x + share - (2 if number == len(panels) - 1 else 20)
        for room in (190.0, 160.0, 130.0, 104.0):
            value = proportions.value if large else proportions.minor
            frame = Frame(
                x + gutter, right, height, scale.top, value, room,
                details=proportions.details, wide_words=proportions.wide_words, word=proportions.word or value,
            )  # fmt: skip
            found = plot(panel, days, frame) if room < (right - x) * 0.62 else None
            if found:
                plots.append((panel, found, frame, x))
                break
        else:
            return None
        x += share
    titles = [
        plain_label(panel.title if proportions.titled else "", TITLE, frame.right - left - 4, 2)
        for panel, _, frame, left in plots
    ]
    above = max(label.box.height for label in titles) + 6
    words = max(found.words_height for _, found, _, _ in plots)
    shelf = max(max(found.shelf for _, found, _, _ in plots), proportions.clearance if height else 0)
    placed = [
        place_panel(found, frame, scale, (left, area.y), (title, panel.is_all_people), (above, words, shelf))
        for (panel, found, frame, left), title in zip(plots, titles, strict=True)
    ]
    return ChartRow(placed, area.y, above + words + (10 if words else 0) + shelf + height + 40)


def _band(rows: Sequence[ChartRow], scale: Scale, small: Sequence[CountPanel]) -> Box | None:
    """The range of the enlarged box, in the lowest large panel that has numbers."""
    shown = [panel for row in rows for panel in row.panels if panel.height]
    if not small or not shown:
        return None
    panel = shown[-1]
    top = scale_of(max(each.highest for each in small)).top
    height = panel.height * top / scale.top
    return Box(panel.left, panel.bottom - height, panel.right - panel.left, height)


def _band_label(rows: Sequence[ChartRow], band: Box | None, scale: Scale, gap: Label | None) -> Label | None:
    if band is None:
        return None
    words = f"0 to {scale.words(scale.top)}: the counts of single groups, enlarged below"
    label = plain_label(words, WHO, band.width, 1)
    lines, boxes = _taken(rows)
    area = Box(band.x + 8, band.bottom - label.box.height - 6, band.width - 12, label.box.height + 6)
    return free_place(label, area, lines, [*boxes, *([gap.box] if gap else [])]) if band.height >= 16 else None


def _gap_label(rows: Sequence[ChartRow], gap: str, band: Box | None) -> Label | None:
    """The sentence about days without a number, in the panel of all people if it fits there."""
    panel = next((panel for row in rows for panel in row.panels if panel.is_all_people and panel.height), None)
    if not gap or panel is None:
        return None
    ends = [cross.x for cross in panel.crosses]
    if not ends:
        return None
    label = plain_label(gap, NOTE, 200)
    lines, boxes = _taken(rows)
    left = max(ends) + 12
    area = Box(left, panel.top + 4, min(panel.right - left, 320), panel.bottom - panel.top - 8)
    return free_place(label, area, lines, [*boxes, *([band] if band else [])])


def _taken(rows: Sequence[ChartRow]) -> tuple[list[Box], list[Box]]:
    """The rectangles of all lines, and those of all marks, rings and labels."""
    panels = [panel for row in rows for panel in row.panels]
    lines = [line.box for panel in panels for line in panel.all_lines]
    boxes = [box for panel in panels for box in panel.all_boxes]
    return lines, boxes
