"""What a snapshot is made of, in words: tables with their rows, quotations, reports; what its template is given."""

from dataclasses import dataclass

from data.views.sourced import Source


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and in smaller letters what else belongs to it; `gone` is struck through."""

    text: str
    more: tuple[str, ...] = ()
    warning: str = ""
    gone: bool = False
    to: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row that can be linked to by its `id`; items have a source."""

    id: str | None
    cells: tuple[Cell, ...]
    source: Source | None = None


@dataclass(frozen=True)
class SnapshotTable:
    """At most MOST_ROWS of `total` rows. The cell at `names` says what its row is about, `longest` has most to say."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: int
    names: int = 0
    longest: int = 0
    sourced: bool = True


@dataclass(frozen=True)
class Piece:
    """A part of an utterance. `quoted` are the speaker's words, else ours."""

    id: str
    words: str
    quoted: bool
    direct: bool
    kind: str
    notes: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Utterance:
    """What somebody said at once, in pieces."""

    pieces: tuple[Piece, ...]
    speaker: str
    role: str
    saying: str


@dataclass(frozen=True)
class Report:
    """An article: its reference up to its address, the address, and how it was coded."""

    id: str
    said: str
    url: str
    coded: str
    dated: str
