"""The figures that a visual of a story shows to a room: the first rows of a page's ledgers, as many as fit a screen.

Each function returns the rows and, as `left_out`, how many others there are.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from data.views.casualties import CasualtiesView
from data.views.casualties_disputes import Dispute
from data.views.casualties_ledger import AreaGroup, CasualtyRow
from data.views.casualties_matrix import MAX_ROWS as MAX_ASSERTERS
from data.views.casualties_matrix import Matrix, MatrixRow, matrix
from data.views.figure_rows import FigureRow
from data.views.linked_words import plain
from data.views.overview import OverviewView
from data.views.overview_doubts import Doubt
from data.views.overview_ledger import LedgerGroup
from data.views.pager import ListPage
from data.views.room_size import LINE, Fitting, RoomGroups, fitting, text_height
from data.wording.emphasis import Sentence, plain_text

G = TypeVar("G", bound=Any)
"""A group: a dataclass with a sequence `rows`."""

FIGURE_ROW, ABOVE = 62, 38
"""Least height of a row with a large figure, and what the figure and the rule add to the text beside it, in pixels."""

SCALE = 1.15
"""Size of the type beside a figure, as a part of the text's."""

HEAD = 34
"""Height of the heads of a table's columns, or of a heading of a group."""

MOST_SORTED = 1_000
"""Reasons for doubt among which that of the opened item is looked for."""

WHO, SAYS, SURE = 220, 250, 280
"""Widths of the columns of a ledger in pixels: who is counted, who says so, how sure it is."""


@dataclass(frozen=True)
class RoomMatrix:
    """The table of asserters by day with the asserters that fit a room; `left_out` is the number of the others."""

    matrix: Matrix
    left_out: int
    cut: bool


@dataclass(frozen=True)
class RoomDisputes:
    """Figures that do not agree, and sentences that compare figures of one day; `left_out` counts the others."""

    disputes: Sequence[Dispute]
    sentences: Sequence[Sentence]
    left_out: int
    cut: bool


def room_ledger(view: OverviewView, room: float) -> RoomGroups[LedgerGroup]:
    """Return the first figures of the ledger of Overview."""
    found = _cut(view.ledger, _figure_height, room)
    more = sum(group.more for group in view.ledger)
    return RoomGroups([replace(group, more=0) for group in found.groups], found.left_out + more, found.cut)


def room_casualties(view: CasualtiesView, room: float) -> RoomGroups[AreaGroup]:
    """Return the first figures of the ledger of Casualties."""
    ledger = view.area_ledger
    found = _cut(ledger.first, _casualty_height, room - LINE)
    return RoomGroups(found.groups, found.left_out + ledger.others, found.cut)


def room_matrix(view: CasualtiesView, room: float) -> RoomMatrix:
    """Return who says what on which day, without the days that have no figure."""
    statements = view.statement_histories
    whole = matrix(statements, [], lambda total: ListPage("asserters", total, MAX_ASSERTERS, alone=True))
    found = _cut(whole.groups, _asserter_height(whole), room - HEAD - LINE * bool(whole.left_out), HEAD)
    others = found.left_out + max(whole.page.total - MAX_ASSERTERS, 0)
    return RoomMatrix(replace(whole, groups=found.groups), others, found.cut)


def room_disputes(view: CasualtiesView, room: float) -> RoomDisputes:
    """Return the first figures that do not agree, then sentences about figures of one day."""
    first = view.paged_disputes.first
    heights = [LINE * 2 + text_height(plain(dispute.words), 430) for dispute in first]
    found = fitting(first, heights, 2 * room)  # two side by side
    cut = max(heights[: len(found.first)], default=0) > room
    room -= sum(heights[: len(found.first)]) / 2 + HEAD
    sentences = view.compared_sentences.first
    heights = [text_height(plain_text(words), 1100) + 8 for words in sentences]
    compared = fitting(sentences, heights, room) if not found.first or room > 3 * LINE else Fitting((), len(sentences))
    left_out = len(view.disputes) - len(found.first) + len(view.comparisons) - len(compared.first)
    return RoomDisputes(found.first, compared.first, left_out, cut or compared.cut)


def room_doubts(view: OverviewView, room: float) -> Fitting[Doubt]:
    """Return the first reasons for doubt; that of the opened item is the first of all."""
    doubts = sorted(view.doubts[:MOST_SORTED], key=lambda doubt: view.selection.item not in doubt.item_ids)
    heights = [text_height(plain_text(doubt.words), 960, scale=1.15) + 14 for doubt in doubts]
    found = fitting(doubts, heights, room)
    return replace(found, left_out=len(view.doubts) - len(found.first))


def _cut(groups: Sequence[G], height: Callable[[Any], float], room: float, head: float = 0) -> RoomGroups[G]:
    """The groups with the rows that fit a room, `head` pixels for the heading of each."""
    groups_of_rows = [number for number, group in enumerate(groups) for _ in group.rows]
    heights = [height(row) + (0 if index else head) for group in groups for index, row in enumerate(group.rows)]
    shown = fitting(groups_of_rows, heights, room - HEAD)
    kept = Counter(shown.first)
    return RoomGroups(
        [replace(group, rows=group.rows[: kept[number]]) for number, group in enumerate(groups) if kept[number]],
        shown.left_out,
        shown.cut,
    )


def _figure_height(row: FigureRow) -> float:
    notes = " ".join(f"{note.warning} {note.text}" for note in row.notes)
    return _row_height(row.who, f"{row.asserter} {row.read}", notes)


def _casualty_height(row: CasualtyRow) -> float:
    notes = " ".join(plain(note) for note in row.notes)
    said = f"{row.figure.asserter} {row.recipient} {row.reported}"
    return _row_height(row.figure.who, said, notes)


def _row_height(who: str, says: str, sure: str) -> float:
    columns = ((who, WHO), (says, SAYS), (sure, SURE))
    return max(FIGURE_ROW, ABOVE + max(text_height(words, width, scale=SCALE) for words, width in columns))


def _asserter_height(whole: Matrix) -> Callable[[MatrixRow], float]:
    width = 900 / max(len(whole.days), 1)

    def height(row: MatrixRow) -> float:
        cells = [
            sum(
                LINE * 1.4
                + text_height(", ".join(figure.details), width)
                + text_height(", ".join(piece.text for piece in figure.clashes), width)
                for figure in cell
            )
            for cell in row.cells
        ]
        return max(text_height(row.asserter, 220), *cells) + 12

    return height
