"""Sentences in which single words open an item: pieces of plain text, each with how it is set and what it opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.records.vocabulary import ClaimStatus
from data.tables.rows import ClaimRow
from data.views.figure_rows import MOST_NAMED
from data.wording.phrases import day_and_month, figure_phrase


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: `item_id` is the item that it opens, if any; `warning` is for withdrawn and ≠."""

    text: str
    item_id: str = ""
    warning: bool = False
    struck: bool = False


def figure_piece(claim: ClaimRow) -> Piece:
    """Return a figure with the words before it, struck if it was withdrawn; it opens the figure."""
    return Piece(figure_phrase(claim), claim["item_id"], struck=claim["status"] == ClaimStatus.RETRACTED)


def dated_figures(claims: Sequence[ClaimRow], *, more: int = 0) -> list[Piece]:
    """Return figures with the day of their report as a list in words: “3,811 (7 Jan) and about 5,800 (9 Jan)”.

    `more` are further figures. At most MOST_NAMED are named, the others are a number: “and 12 more”.
    """
    pieces: list[Piece] = []
    named, left = claims[:MOST_NAMED], len(claims[MOST_NAMED:]) + more
    for number, claim in enumerate(named):
        if number:
            pieces.append(Piece(" and " if number == len(named) - 1 and not left else ", "))
        pieces += [figure_piece(claim), Piece(f" ({day_and_month(claim['reported_on'])})")]
    return [*pieces, Piece(f" and {left:,} more")] if left else pieces


def plain(pieces: Iterable[Piece]) -> str:
    """Return pieces as plain text."""
    return "".join(piece.text for piece in pieces)
