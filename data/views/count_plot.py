"""One panel of a chart of a count: its columns, lines, marks and labels, measured from the top of its plot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.views.count_claims import REPLACED, STANDS, WITHDRAWN, CountClaim, CountPanel
from data.views.count_columns import Column, columns
from data.views.count_labels import (
    MOST_DETAILS,
    Anchor,
    Label,
    Placed,
    Segment,
    label_of,
    mark_box,
    place,
    shelf_height,
    stack,
)
from data.views.count_text import Box, Style

MAX_SHELF = 330
"""Most height of lifted labels that say all; if they need more, they say less."""

INSET = 14
RING = 10
WIDE_ROOM = 300
NARROW = 0.72
"""Part of its room that the narrow form of a label takes."""


@dataclass(frozen=True)
class DrawnClaim:
    """A figure in the drawing: its mark at x and y, its label, and the thin line between them if it was lifted."""

    claim: CountClaim
    x: float
    y: float
    label: Label
    leader: Segment | None


@dataclass(frozen=True)
class Point:
    """A place in the drawing; `item_id` is what it opens."""

    x: float
    y: float
    item_id: str = ""


@dataclass(frozen=True)
class Plot:
    """A panel before it has its place: 0 is the top of the plot and the left edge of the drawing.

    `words` are figures without a number, from the top of their band; `crosses` are ends of withdrawn figures, `rings`
    stand between figures that do not agree.
    """

    columns: Sequence[Column]
    numbers: Sequence[DrawnClaim]
    words: Sequence[DrawnClaim]
    words_height: float
    shelf: float
    lines: Sequence[Segment]
    crosses: Sequence[Point]
    rings: Sequence[Point]


@dataclass(frozen=True)
class Frame:
    """Where and how a panel is drawn: the edges of its plot, its height, the number at its top, the type of values.

    `room` is the width for a label, `details` the most that it says, as in `label_of`. `wide_words` is whether labels
    of words may be wider, `word` is their type.
    """

    left: float
    right: float
    height: float
    top: float
    value: Style
    room: float
    details: int
    wide_words: bool
    word: Style

    def y(self, value: float) -> float:
        """Return the height of a number, from the top of the plot."""
        return self.height - self.height * min(max(value / self.top, 0), 1) if self.top else self.height


def plot(panel: CountPanel, days: Sequence[str], frame: Frame) -> Plot | None:
    """Return a panel in a frame; None if its figures do not fit side by side. `days` are all days with reports."""
    counts = {iso: sum(claim.day == iso for claim in panel.claims) for iso in days}
    found = columns(days, counts, frame.left, frame.right, frame.room)
    if not found:
        return None
    at = _places(panel.claims, found)
    numbers = [claim for claim in panel.claims if claim.value is not None and claim.item_id in at]
    heights = {claim.item_id: frame.y(claim.value or 0) for claim in numbers}
    marks = {claim.item_id: (at[claim.item_id], heights[claim.item_id]) for claim in numbers}
    lines, crosses = _lines(numbers, marks, found, frame.right)
    rings = _rings(numbers, marks, frame)
    placed = _labels(numbers, marks, lines, rings, frame)
    words = [claim for claim in panel.claims if claim.value is None and claim.item_id in at]
    labels, height = stack(
        [(at[c.item_id] + 10, label_of(c, frame.word, _words_room(at[c.item_id], frame), frame.details)) for c in words]
    )
    return Plot(
        columns=found,
        numbers=[
            DrawnClaim(claim, *marks[claim.item_id], each.label, each.leader)
            for claim, each in zip(numbers, placed, strict=True)
        ],
        words=[
            DrawnClaim(claim, at[claim.item_id], label.box.y + label.lines[0].style.height / 2, label, None)
            for claim, label in zip(words, labels, strict=True)
        ],
        words_height=height if words else 0,
        shelf=shelf_height(placed),
        lines=lines,
        crosses=crosses,
        rings=rings,
    )


def _words_room(x: float, frame: Frame) -> float:
    """The width for the label of a word whose mark is at x."""
    return min(WIDE_ROOM, frame.right - x - 14) if frame.wide_words else frame.room - 14


def _places(claims: Sequence[CountClaim], found: Sequence[Column]) -> dict[str, float]:
    at: dict[str, float] = {}
    for column in found:
        of_day = [claim for claim in claims if claim.day == column.day]
        at |= {claim.item_id: x for claim, x in zip(of_day, column.slots, strict=False)}
    return at


def _labels(
    numbers: Sequence[CountClaim],
    marks: Mapping[str, tuple[float, float]],
    lines: Sequence[Segment],
    rings: Sequence[Point],
    frame: Frame,
) -> list[Placed]:
    """The labels, saying as much as fits: all, or the figure and who says so, or the figure alone.

    Wide and narrow labels are tried; the drawing with fewer lifted rows is taken.
    """
    blocked = [Box(ring.x - RING, ring.y - RING, 2 * RING, 2 * RING) for ring in rings]
    placed: list[Placed] = []
    for details in range(frame.details, -1, -1):
        anchors = [
            Anchor(
                *marks[c.item_id],
                label_of(c, frame.value, frame.room, details),
                frame.room,
                _rises(c, marks),
                c.mark.arrow,
                _forms(c, frame, details),
            )
            for c in numbers
        ]
        narrow = [
            replace(anchor, label=anchor.forms[0], forms=anchor.forms[::-1]) for anchor in anchors if anchor.forms
        ]
        tries = [place(each, lines, blocked, frame.height) for each in (anchors, narrow) if len(each) == len(anchors)]
        placed = min(tries, key=shelf_height)
        if shelf_height(placed) <= MAX_SHELF:
            break
    return placed


def _forms(claim: CountClaim, frame: Frame, details: int) -> tuple[Label, ...]:
    """Narrower forms of a label, then those that say only the figure and who says so."""
    narrow = frame.room * NARROW
    less = min(details, MOST_DETAILS - 1)
    widths = ((details, narrow), (less, frame.room), (less, narrow))
    return tuple(label_of(claim, frame.value, width, said) for said, width in widths) if details else ()


def _rises(claim: CountClaim, marks: Mapping[str, tuple[float, float]]) -> bool:
    return any(newer in marks and marks[newer][1] < marks[claim.item_id][1] for newer in claim.replaced_by)


def _lines(
    numbers: Sequence[CountClaim], marks: Mapping[str, tuple[float, float]], found: Sequence[Column], right: float
) -> tuple[list[Segment], list[Point]]:
    """The lines of figures: as long as they stood, steps to what replaced them, tails and brackets; and crosses."""
    lines: list[Segment] = []
    crosses: list[Point] = []
    lefts = {column.day: column.left for column in found}
    for claim in numbers:
        x, y = marks[claim.item_id]
        if claim.state == WITHDRAWN:
            end = min(max(lefts.get(claim.ended_on, 0) + INSET, x + 24), right - 6)
            lines.append(Segment(x, y, end, y, WITHDRAWN))
            crosses.append(Point(end, y, claim.item_id))
        elif claim.state == REPLACED:
            lines += _replaced(claim, marks, lefts.get(claim.ended_on, 0) + INSET)
        else:
            lines.append(Segment(x, y, right, y, "open" if claim.mark.arrow else STANDS))
        lines += _tail(claim, x, y, found)
        wholes = [marks[whole][1] for whole in claim.part_of if whole in marks]
        lines += [Segment(x, y, x, whole, "part") for whole in wholes if abs(whole - y) > 1]
    return lines, crosses


def _replaced(claim: CountClaim, marks: Mapping[str, tuple[float, float]], end: float) -> list[Segment]:
    x, y = marks[claim.item_id]
    newer = min((marks[newer] for newer in claim.replaced_by if newer in marks and marks[newer][0] > x), default=None)
    if newer is None:
        return [Segment(x, y, max(end, x + 18), y, REPLACED)]
    step = [Segment(newer[0], y, newer[0], newer[1], "step")] if abs(newer[1] - y) > 1 else []
    return [Segment(x, y, newer[0], y, REPLACED), *step]


def _tail(claim: CountClaim, x: float, y: float, found: Sequence[Column]) -> list[Segment]:
    """A dotted line back to the day that a figure speaks of, if that day has a column; its end is a tick."""
    if not claim.as_of:
        return []
    start = next((column.left + column.width / 2 for column in found if column.day == claim.as_of), None)
    if start is None or start >= x - 8:
        return []
    return [Segment(start, y, x, y, "tail"), Segment(start, y - 3, start, y + 3, "tick")]


def _rings(numbers: Sequence[CountClaim], marks: Mapping[str, tuple[float, float]], frame: Frame) -> list[Point]:
    """One ring per pair of figures that do not agree, right of the later mark, where there is room for it."""
    rings: list[Point] = []
    pairs = {
        tuple(sorted((c.item_id, other), key=lambda i: marks[i]))
        for c in numbers
        for other in c.disagrees
        if other in marks
    }
    boxes = [mark_box(Anchor(x, y, label_of(c, _PLAIN, 1, 0))) for c in numbers for x, y in [marks[c.item_id]]]
    for one, other in sorted(pairs, key=lambda pair: marks[pair[1]]):
        y = min(max((marks[one][1] + marks[other][1]) / 2, RING + 2), frame.height - RING)  # in the plot, below words
        x = marks[other][0] + 20
        taken = [*boxes, *(Box(ring.x - RING, ring.y - RING, 2 * RING, 2 * RING) for ring in rings)]
        if (
            y >= RING
            and x + RING <= frame.right
            and not any(Box(x - RING, y - RING, 2 * RING, 2 * RING).meets(box, 1) for box in taken)
        ):
            rings.append(Point(x, y, other))
    return rings


_PLAIN = Style("", 1, 1)
