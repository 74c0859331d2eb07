"""What a source panel shows of the article: where in its paragraphs the item stands, and those around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from data.queries.row_types import AnchoredRow, ArticleAnchorRow
from data.tables.rows import ArticleRow, Table
from data.text import shorten
from data.wording.attribution import republication_notes, worked_out_note
from data.wording.citation import long_date
from data.wording.phrases import join_words

STRIP_WIDTH = 464
"""Units of the strip's width: the panel's inner width in pixels."""

MOST_STRIP_CELLS = 400
"""Paragraphs of the longest strip; more would be thinner than a pixel, and the sentence alone says where it is."""

CELL_PITCH = 14
CELL_GAP = 0.3
TALL, LOW, STRIP_HEIGHT = 18, 8, 18

ITEM_WORDS: dict[str, str] = {
    Table.EVENTS: "Event", Table.CLAIMS: "Figure", Table.QUOTES: "Quotation", Table.FACTS: "Background",
    Table.CAVEATS: "Caveat",
}  # fmt: skip
"""Table of an item to the word for one of its rows."""

Span = tuple[int, int, int]
"""An anchor's place: paragraph from 0, first character, character behind the last."""


@dataclass(frozen=True)
class StripCell:
    """A paragraph of the strip as a rectangle; `kind` is here, other or none."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class ParagraphStrip:
    """The paragraphs up to the last recorded one, and the same in words. No cells if there are too many to draw."""

    cells: tuple[StripCell, ...]
    words: str


@dataclass(frozen=True)
class Piece:
    """A piece of a paragraph; `kind` is own for the item's words, other for another item's, empty for neither."""

    text: str
    kind: str


@dataclass(frozen=True)
class ContextParagraph:
    """A paragraph of the article, counted from 1. `after_gap` is whether paragraphs before it are left out."""

    number: int
    pieces: tuple[Piece, ...]
    has_item: bool
    after_gap: bool


@dataclass(frozen=True)
class AlsoRecorded:
    """Another item that is recorded from the same paragraphs."""

    item_id: str
    kind: str
    words: str


def article_words(article: ArticleRow) -> str:
    """Return headline if known, publisher, day and whether it was worked out, who republished it, where it was read."""
    title = [f"“{article['headline']}”"] if article["headline"] else []
    published = [article["publisher"], f"{long_date(article['date_published'])}{worked_out_note(article)}"]
    return ", ".join([*title, *published, *republication_notes(article)])


def paragraph_strip(anchors: Sequence[AnchoredRow], marks: Sequence[ArticleAnchorRow]) -> ParagraphStrip | None:
    """Return the strip of an item; None without an anchor.

    `anchors` are the item's own, `marks` all anchors of its article that are known on the day.
    """
    own = {anchor["paragraph"] for anchor in anchors}
    if not own:
        return None
    ids = {anchor["item_id"] for anchor in anchors}
    others = {mark["paragraph"] for mark in marks if mark["item_id"] not in ids}
    count = max(own | others) + 1
    pitch = min(CELL_PITCH, STRIP_WIDTH / count)
    cells = tuple(_cell(n, pitch, "here" if n in own else "other" if n in others else "none") for n in range(count))
    numbers = join_words([str(n + 1) for n in sorted(own)])
    here = f"Paragraph {numbers} of" if len(own) == 1 else f"Paragraphs {numbers} of"
    words = f"{here} {count}, counted up to the last one that a record stands in."
    if count > MOST_STRIP_CELLS:
        return ParagraphStrip((), words)
    return ParagraphStrip(cells, f"{words} Tall: here.{_key_of_others(cells)}")


def _cell(number: int, pitch: float, kind: str) -> StripCell:
    height = TALL if kind == "here" else LOW
    y = (STRIP_HEIGHT - height) / 2
    return StripCell(round(number * pitch, 2), y, round(pitch * (1 - CELL_GAP), 2), height, kind)


def _key_of_others(cells: Sequence[StripCell]) -> str:
    kinds = {cell.kind for cell in cells}
    other = " Dark: other records." if "other" in kinds else ""
    return f"{other} Pale: none." if "none" in kinds else other


def context_of(
    anchors: Sequence[AnchoredRow], paragraphs: Sequence[str], marks: Sequence[ArticleAnchorRow]
) -> tuple[ContextParagraph, ...]:
    """Return the paragraphs of the item, with one before and one after each; all anchors in the item's are marked."""
    wanted = {anchor["paragraph"] for anchor in anchors}
    around = sorted({n for p in wanted for n in (p - 1, p, p + 1) if 0 <= n < len(paragraphs)})
    own = {_span(anchor) for anchor in anchors}
    found = []
    for before, number in pairwise([None, *around]):
        if number is None:
            continue
        in_it = [mark for mark in marks if mark["paragraph"] == number] if number in wanted else []
        found.append(
            ContextParagraph(
                number=number + 1,
                pieces=tuple(marked_pieces(paragraphs[number], in_it, own)),
                has_item=number in wanted,
                after_gap=before is not None and number > before + 1,
            )
        )
    return tuple(found)


def marked_pieces(paragraph: str, marks: Sequence[ArticleAnchorRow], own: set[Span]) -> Iterator[Piece]:
    """Split a paragraph at every start and end of an anchor, since anchors may overlap; equal neighbours are joined."""
    edges = sorted({0, len(paragraph), *(m["start_offset"] for m in marks), *(m["end_offset"] for m in marks)})

    def kind(stretch: tuple[int, int]) -> str:
        start, end = stretch
        covering = [mark for mark in marks if mark["start_offset"] <= start and end <= mark["end_offset"]]
        if any(_span(mark) in own for mark in covering):
            return "own"
        return "other" if covering else ""

    for of_kind, stretches in groupby(pairwise(edges), key=kind):
        parts = list(stretches)
        if text := paragraph[parts[0][0] : parts[-1][1]]:
            yield Piece(text, of_kind)


def also_recorded(anchors: Sequence[AnchoredRow], marks: Sequence[ArticleAnchorRow]) -> tuple[AlsoRecorded, ...]:
    """Return the other items that have an anchor in the item's paragraphs, each once."""
    wanted, ids = {anchor["paragraph"] for anchor in anchors}, {anchor["item_id"] for anchor in anchors}
    first: dict[str, ArticleAnchorRow] = {}
    for mark in marks:
        if mark["paragraph"] in wanted and mark["item_id"] not in ids:
            first.setdefault(mark["item_id"], mark)
    return tuple(
        AlsoRecorded(item_id, ITEM_WORDS[mark["table_name"]], shorten(mark["exact"])) for item_id, mark in first.items()
    )


def _span(anchor: AnchoredRow | ArticleAnchorRow) -> Span:
    return anchor["paragraph"], anchor["start_offset"], anchor["end_offset"]
