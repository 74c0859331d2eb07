"""A panel of a chart at its place in the drawing: everything in one system of coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.views.count_columns import AxisText, Column, axis_texts
from data.views.count_labels import Anchor, Label, Segment, mark_box
from data.views.count_plot import RING, DrawnClaim, Frame, Plot, Point
from data.views.count_scale import Scale
from data.views.count_text import TICK, Box, Style, text_width


@dataclass(frozen=True)
class Tick:
    """A number at the axis; `x` is its right edge, `y` its rule."""

    words: str
    x: float
    y: float
    box: Box


@dataclass(frozen=True)
class PlacedPanel:
    """A panel in the drawing. `top` and `bottom` are those of its plot, `washes` the shaded days.

    `words_line` is the height of the line under the band of words; None without words.
    """

    title: Label
    is_all_people: bool
    left: float
    right: float
    top: float
    bottom: float
    washes: Sequence[Box]
    breaks: Sequence[Point]
    ticks: Sequence[Tick]
    axis: Sequence[AxisText]
    numbers: Sequence[DrawnClaim]
    words: Sequence[DrawnClaim]
    words_line: float | None
    words_name: Tick | None
    lines: Sequence[Segment]
    crosses: Sequence[Point]
    rings: Sequence[Point]

    @property
    def height(self) -> float:
        """The height of the plot; 0 if no figure has a number."""
        return self.bottom - self.top

    @property
    def claims(self) -> list[DrawnClaim]:
        """All figures of the panel."""
        return [*self.words, *self.numbers]

    @property
    def all_lines(self) -> list[Segment]:
        """The lines of figures and the thin lines to their labels."""
        return [*self.lines, *(claim.leader for claim in self.numbers if claim.leader)]

    @property
    def all_boxes(self) -> list[Box]:
        """The rectangles of marks, rings and labels."""
        marks = [mark_box(Anchor(claim.x, claim.y, claim.label, arrow=claim.claim.mark.arrow)) for claim in self.claims]
        rings = [Box(ring.x - RING, ring.y - RING, 2 * RING, 2 * RING) for ring in self.rings]
        return [*marks, *rings, *(claim.label.box for claim in self.claims)]

    @property
    def texts(self) -> list[Box]:
        """The rectangles of all texts of the panel."""
        names = [self.words_name.box] if self.words_name else []
        labels = [claim.label.box for claim in self.claims]
        return [self.title.box, *labels, *(tick.box for tick in self.ticks), *(text.box for text in self.axis), *names]


def place_panel(
    plot: Plot,
    frame: Frame,
    scale: Scale,
    at: tuple[float, float],
    title: tuple[Label, bool],
    heights: tuple[float, float, float],
) -> PlacedPanel:
    """Return a panel at its place.

    `at` is its upper left corner, `title` its title and whether it is that of all people, `heights` are those of the
    titles, of the bands of words and of the lifted labels of its row.
    """
    left, y = at
    above, words, shelf = heights
    band = y + above
    words_line = band + words + 4 if words else None
    top = band + words + (10 if words else 0) + shelf
    bottom = top + frame.height
    return PlacedPanel(
        title=title[0].at(left, y),
        is_all_people=title[1],
        left=frame.left,
        right=frame.right,
        top=top,
        bottom=bottom,
        washes=_washes(plot.columns, band, bottom),
        breaks=[Point(column.left - column.gap / 2, bottom) for column in plot.columns if column.gap],
        ticks=_ticks(scale, frame, top) if frame.height else [],
        axis=axis_texts(plot.columns, bottom),
        numbers=[_moved(claim, top) for claim in plot.numbers],
        words=[_moved(claim, band) for claim in plot.words],
        words_line=words_line,
        words_name=_name("Words", frame.left - 8, band + 20) if plot.words else None,
        lines=[line.moved(0, top) for line in plot.lines],
        crosses=[replace(point, y=point.y + top) for point in plot.crosses],
        rings=[replace(point, y=point.y + top) for point in plot.rings],
    )


def _washes(columns: Sequence[Column], top: float, bottom: float) -> list[Box]:
    return [Box(column.left, top, column.width, bottom - top) for column in columns[::2]]


def _ticks(scale: Scale, frame: Frame, top: float) -> list[Tick]:
    ticks = [_name(scale.words(value), frame.left - 8, top + frame.y(value)) for value in scale.ticks]
    return [*ticks, _name("people", frame.left - 8, top - 18)]


def _name(words: str, x: float, y: float, style: Style = TICK) -> Tick:
    width = text_width(words, style)
    return Tick(words, x, y, Box(x - width, y - 8, width, 16))


def _moved(claim: DrawnClaim, y: float) -> DrawnClaim:
    leader = claim.leader.moved(0, y) if claim.leader else None
    return replace(claim, y=claim.y + y, label=claim.label.moved(0, y), leader=leader)
