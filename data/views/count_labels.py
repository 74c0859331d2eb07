"""Where the labels of a chart stand: beside their mark where there is room, else lifted above all lines.

The rule. A label stands above or below its mark if there it meets no line, no mark and no other label; a narrower or
shorter form of it is tried there too. Else it is lifted over the plot, with a thin line down to its mark. Lifted labels
form steps: from right to left each goes into the lowest row in which it is over every label that begins under it. So no
thin line can pass through a label, and no label can be over another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.views.count_claims import CountClaim
from data.views.count_text import BEFORE, NOTE, WARNING, WHO, Box, Line, Style, wrap

MOST_DETAILS = 3

LIFT = 14
"""Distance of the lowest lifted label from the plot."""

ROW_GAP = 10
MARK_GAP = 10
LINE_GAP = 4
ASIDE = 12
"""Distances in pixels; a label that a step at its mark would cut stands ASIDE to the right."""


@dataclass(frozen=True)
class Segment:
    """A line of the drawing, level or upright; `kind` says what it means."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str

    @property
    def box(self) -> Box:
        """The rectangle that the line fills."""
        left, top = min(self.x1, self.x2), min(self.y1, self.y2)
        return Box(left, top, abs(self.x2 - self.x1), abs(self.y2 - self.y1))

    def moved(self, x: float, y: float) -> "Segment":
        """Return the line moved by x and y."""
        return Segment(self.x1 + x, self.y1 + y, self.x2 + x, self.y2 + y, self.kind)


@dataclass(frozen=True)
class Label:
    """The words at a figure, line by line, and the rectangle that they fill."""

    lines: tuple[Line, ...]
    box: Box

    @property
    def baselines(self) -> list[tuple[float, Line]]:
        """The lines with the height at which each stands."""
        found, y = [], self.box.y
        for line in self.lines:
            found.append((y + line.style.height * 0.78, line))
            y += line.style.height
        return found

    def at(self, x: float, y: float) -> "Label":
        """Return the label with its upper left corner at a place."""
        return Label(self.lines, Box(x, y, self.box.width, self.box.height))

    def moved(self, x: float, y: float) -> "Label":
        """Return the label moved by x and y."""
        return Label(self.lines, self.box.moved(x, y))


def label_of(claim: CountClaim, style: Style, width: float, details: int) -> Label:
    """Return the label of a figure, at no place yet.

    `width` is the most that it may take, `details` how much is said: 3 all, 2 the figure and who says so, 1 the same in
    at most two lines, 0 the figure.
    """
    struck = claim.state == "withdrawn"
    lines = [Line(claim.figure, style, claim.before, struck)]
    if lines[0].width > width:
        lines = [Line(text, BEFORE) for text in wrap(claim.before, BEFORE, width, 2)]
        lines += [Line(text, style, struck=struck) for text in wrap(claim.figure, style, width, 3)]
    if claim.corrected:
        lines.append(Line("corrected", NOTE))
    if details:
        lines += [Line(text, WHO) for text in wrap(claim.who, WHO, width, 3 if details > 1 else 2)]
    if details > MOST_DETAILS - 1:
        lines += [Line(text, NOTE) for note in claim.notes for text in wrap(note, NOTE, width, 5)]
        lines += [Line(text, WARNING) for text in wrap(claim.warning, WARNING, width, 3)]
    return words_label(lines)


def words_label(lines: Sequence[Line]) -> Label:
    """Return lines as a label, at no place yet."""
    width = max((line.width for line in lines), default=0)
    return Label(tuple(lines), Box(0, 0, width, sum(line.style.height for line in lines)))


def plain_label(text: str, style: Style, width: float, most: int = 4) -> Label:
    """Return a text as a label of a width, at no place yet."""
    return words_label([Line(line, style) for line in wrap(text, style, width, most)])


@dataclass(frozen=True)
class Anchor:
    """The mark of a figure in the plot; `below` is whether its label rather stands under it.

    `room` is how far to the right of the mark the label may reach; `forms` are narrower or shorter forms of the label.
    """

    x: float
    y: float
    label: Label
    room: float = 0
    below: bool = False
    arrow: bool = False
    forms: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A label at its place; `leader` is the thin line to its mark if it was lifted."""

    label: Label
    leader: Segment | None = None


def place(anchors: Sequence[Anchor], lines: Sequence[Segment], blocked: Sequence[Box], height: float) -> list[Placed]:
    """Return the label of each anchor at its place; the plot is from 0 (above) to `height`."""
    lifted: set[int] = set()
    while True:
        raised = _lift(anchors, lifted)
        obstacles = [
            *(line.box for line in lines),
            *(leader.box for _, leader in raised.values()),
        ]
        marks = [*blocked, *(mark_box(anchor) for anchor in anchors)]
        near: dict[int, Label] = {}
        failed: set[int] = set()
        for number, anchor in enumerate(anchors):
            if number in lifted:
                continue
            fits = _fits(obstacles, [*marks, *(label.box for label in near.values())], height)
            found = next((label for label in _candidates(anchor) if fits(label.box)), None)
            if found is None:
                failed.add(number)
            else:
                near[number] = found
        if not failed:
            return [
                Placed(near[number]) if number in near else Placed(*raised[number]) for number in range(len(anchors))
            ]
        lifted |= failed


def mark_box(anchor: Anchor) -> Box:
    """Return the rectangle that a mark fills."""
    return Box(anchor.x - 6, anchor.y - (10 if anchor.arrow else 6), 12, 16 if anchor.arrow else 12)


def _candidates(anchor: Anchor) -> list[Label]:
    return [place for label in (anchor.label, *anchor.forms) for place in _places_of(label, anchor)]


def _places_of(label: Label, anchor: Anchor) -> list[Label]:
    x = anchor.x - 4
    above = label.at(x, anchor.y - MARK_GAP - (4 if anchor.arrow else 0) - label.box.height)
    below = label.at(x, anchor.y + MARK_GAP)
    in_turn = [below, above] if anchor.below else [above, below]
    return [*in_turn, *(found.moved(ASIDE, 0) for found in in_turn if found.box.width + ASIDE <= anchor.room)]


def _fits(lines: Sequence[Box], boxes: Sequence[Box], height: float) -> Callable[[Box], bool]:
    def fits(box: Box) -> bool:
        inside = box.y >= 0 and box.bottom <= height - LINE_GAP
        return (
            inside
            and not any(box.meets(line, LINE_GAP) for line in lines)
            and not any(box.meets(other, 2) for other in boxes)
        )

    return fits


def free_place(label: Label, area: Box, lines: Sequence[Box], boxes: Sequence[Box]) -> Label | None:
    """Return a label at the first free place of an area, tried from the top left; None if there is none."""
    fits = _fits(lines, boxes, area.bottom)
    y = area.y
    while y + label.box.height <= area.bottom:
        x = area.x
        while x + label.box.width <= area.right:
            if fits(label.at(x, y).box):
                return label.at(x, y)
            x += 12
        y += 6
    return None


def _lift(anchors: Sequence[Anchor], lifted: set[int]) -> dict[int, tuple[Label, Segment]]:
    rows: dict[int, int] = {}
    order = sorted(lifted, key=lambda number: anchors[number].x)
    for place_in_order in range(len(order) - 1, -1, -1):
        number = order[place_in_order]
        right = anchors[number].x + anchors[number].label.box.width + 6
        under = [rows[other] for other in order[place_in_order + 1 :] if anchors[other].x - 4 < right]
        rows[number] = max(under, default=-1) + 1
    bottoms: list[float] = []
    y = -float(LIFT)
    for row in range(max(rows.values(), default=-1) + 1):
        bottoms.append(y)
        y -= max(anchors[number].label.box.height for number in rows if rows[number] == row) + ROW_GAP
    found = {}
    for number, row in rows.items():
        anchor, bottom = anchors[number], bottoms[row]
        label = anchor.label.at(anchor.x - 4, bottom - anchor.label.box.height)
        found[number] = label, Segment(anchor.x, bottom + 2, anchor.x, anchor.y - 8, "leader")
    return found


def shelf_height(placed: Sequence[Placed]) -> float:
    """Return how high lifted labels reach over the plot."""
    return max((-each.label.box.y for each in placed if each.leader), default=0)


def stack(labels: Sequence[tuple[float, Label]]) -> tuple[list[Label], float]:
    """Return labels of words in rows, each at its x, and the height of all rows; no two are over each other."""
    rows: list[list[Label]] = []
    of_label: list[tuple[int, Label]] = []
    for x, label in sorted(labels, key=lambda each: each[0]):
        placed = label.at(x, 0)
        row = next((n for n, row in enumerate(rows) if all(other.box.right + 18 <= x for other in row)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(placed)
        of_label.append((row, placed))
    tops = [0.0]
    for row_labels in rows:
        tops.append(tops[-1] + max(label.box.height for label in row_labels) + 6)
    order = sorted(range(len(labels)), key=lambda number: labels[number][0])
    found = {number: label.moved(0, tops[row]) for number, (row, label) in zip(order, of_label, strict=True)}
    return [found[number] for number in range(len(labels))], tops[-1]
