"""Values for the template of a snapshot: tables with their rows, quotations, reports."""

from dataclasses import dataclass

from data.views.sourced import Source


@dataclass(frozen=True)
class Cell:
    """A table cell: `text`, further lines in small type, a warning. `gone` strikes it through; `to` is a row's id."""

    text: str
    more: tuple[str, ...] = ()
    warning: str = ""
    gone: bool = False
    to: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row; `id` is the target of links to it, `source` is None for rows that are no items."""

    id: str | None
    cells: tuple[Cell, ...]
    source: Source | None = None


@dataclass(frozen=True)
class SnapshotTable:
    """At most MOST_ROWS of `total` rows. `names` is the index of the row header, `longest` of the widest column."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: int
    names: int = 0
    longest: int = 0
    sourced: bool = True


@dataclass(frozen=True)
class Piece:
    """A part of an utterance. `words` are the speaker's if `quoted`, else ours."""

    id: str
    words: str
    quoted: bool
    direct: bool
    kind: str
    notes: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Utterance:
    """The pieces that one speaker said together."""

    pieces: tuple[Piece, ...]
    speaker: str
    role: str
    saying: str


@dataclass(frozen=True)
class Report:
    """An article: its reference without the URL, the URL, how it was coded, where its date comes from."""

    id: str
    said: str
    url: str
    coded: str
    dated: str
