"""A table of text drawn into a space: as many of its rows as fit, and how many others there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.views.text_table import TextColumn, TextRow, VisualTable
from publishing.pictures.area import Drawing
from publishing.pictures.drawing import Block, Stack, moved, stack
from publishing.pictures.fonts import Family
from publishing.pictures.shapes import Box, Line, Shape
from publishing.theme import FAINT, WARNING, token

GAP = 22
"""Space between columns."""

LEAST_ROW, HIGHEST_ROW = 40, 232
"""Heights that a row may always have, and may have at most: a longer text is cut, and a note says so."""

MOST_NOTES = 160
"""The most height of the notes below a drawing."""

ABOVE_NOTES = 8

SHORTENED = "“…” stands where a text was shortened: the link has all of it."

Place = tuple[int, float, float]
"""A column: its number, its left edge and its width."""


@dataclass(frozen=True)
class TableType:
    """How a table is set: sizes of its texts, of those in its large column, and the space above and below a row."""

    text: int = 22
    large: int = 26
    pad: int = 8


OF_A_PICTURE, OF_A_SHEET = TableType(), TableType(20, 24, 5)


def draw_table(table: VisualTable, *, width: float, height: float, how: TableType = OF_A_PICTURE) -> Drawing:
    """Return a table of a width that, with its notes below it (`noted`), fits a height.

    At least one row is drawn, however high.
    """
    if not table.rows:
        words = stack([Block(table.nothing, size=24, smallest=20)], x=0, y=0, width=width, height=height)
        return Drawing(words.shapes, words.height, (table.note,) if table.note else ())
    places = _places(table, width)
    heads = _heads(table, places)
    shapes, y = list(heads.shapes), float(heads.height)
    shown, shortened = 0, False
    for row in table.rows:
        above = table.rows[shown - 1].cells[table.used[0]] if shown else ""
        cells = _cells(table, row, places, above, (how, HIGHEST_ROW))
        cut = shortened or any(cell.cut for cell in cells)
        high = _height(cells)
        over = y + high + 2 * how.pad + 2 + _notes_height(table, shown + 1, width, how, cut) - height
        # The first row is drawn even if there is no room: a table without any would not say what it is about.
        if over > 0 and shown:
            break
        if over > 0:
            cells = _cells(table, row, places, above, (how, max(high - over, LEAST_ROW)))
            cut = any(cell.cut for cell in cells)
        below = y + _height(cells) + 2 * how.pad
        shapes += [shape for cell in cells for shape in moved(cell.shapes, y=y + how.pad)]
        shapes.append(Box(0, below, width, 1, token("rule")))
        y, shown, shortened = below, shown + 1, cut
    return Drawing(tuple(shapes), y + 2, table_notes(table, shown, shortened))


def _height(cells: Sequence[Stack]) -> float:
    return max(cell.height for cell in cells)


def _notes_height(table: VisualTable, shown: int, width: float, how: TableType, cut: bool) -> float:
    """The height of the notes below a table that ends after `shown` rows."""
    return noted(Drawing((), 0, table_notes(table, shown, cut)), width=width, size=how.text).height


def table_notes(table: VisualTable, shown: int, shortened: bool) -> tuple[str, ...]:
    """Return what is said below a table of which `shown` rows are drawn; `shortened` is whether a text in it is cut."""
    left = table.left_out(shown)
    notes = (f"{left}: see the link." if left else "", table.note, SHORTENED if shortened else "")
    return tuple(note for note in notes if note)


def noted(drawing: Drawing, *, width: float, size: int = 22) -> Stack:
    """Return a drawing with its notes below it; `cut` is whether the notes are shortened."""
    notes = stack(
        [Block(" ".join(drawing.notes), size=size, smallest=20, weight=600)],
        x=0, y=drawing.height + ABOVE_NOTES, width=width, height=MOST_NOTES,
    )  # fmt: skip
    height = drawing.height + (ABOVE_NOTES + notes.height if notes.height else 0)
    return Stack((*drawing.shapes, *notes.shapes), round(height), cut=notes.cut, broken=notes.broken)


def _places(table: VisualTable, width: float) -> list[Place]:
    """The columns that have a text."""
    shares = [table.columns[n].share for n in table.used]
    free = width - GAP * (len(shares) - 1)
    found, x = [], 0.0
    for n, share in zip(table.used, shares, strict=True):
        wide = free * share / sum(shares)
        found.append((n, x, wide))
        x += wide + GAP
    return found


def _heads(table: VisualTable, places: Sequence[Place]) -> Stack:
    """The headings of the columns, with the rule below them."""
    heads = [
        stack(
            [Block(table.columns[n].heading, size=20, smallest=20, weight=600, colour=FAINT, most=2)],
            x=x, y=0, width=wide, height=60,
        )
        for n, x, wide in places
    ]  # fmt: skip
    high = max(head.height for head in heads) + 4
    rule = Box(0, high, places[-1][1] + places[-1][2], 2, token("ink"))
    shapes: list[Shape] = [shape for head in heads for shape in head.shapes]
    return Stack((*shapes, rule), high + 2, cut=False, broken=False)


def _cells(
    table: VisualTable, row: TextRow, places: Sequence[Place], above: str, how: tuple[TableType, float]
) -> list[Stack]:
    """The texts of a row, side by side; the first is left out where the row above has the same."""
    kind, height = how
    found = []
    for n, x, wide in places:
        text = "" if n == table.used[0] and row.cells[n] == above and len(places) > 1 else row.cells[n]
        block = _block(table.columns[n], text, kind, struck=row.struck)
        found.append(stack([block], x=x, y=0, width=wide, height=height))
    return found


def _block(column: TextColumn, text: str, kind: TableType, *, struck: bool) -> Block:
    if not column.large:
        return Block(text, size=kind.text, smallest=20, leading=1.25)
    large = Block(text, size=kind.large, smallest=20, family=Family.SERIF, weight=600, leading=1.22)
    return replace(large, struck=WARNING) if struck else large


def ends_early(shapes: Sequence[Shape]) -> bool:
    """Return whether a label of a drawing was cut where it was placed: its last letter is then “…”."""
    return any(isinstance(shape, Line) and shape.text.endswith("…") for shape in shapes)
