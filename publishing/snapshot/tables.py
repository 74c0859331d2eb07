"""The tables of a snapshot: every item in words, with its place in the article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import pandas as pd

from data.records.vocabulary import (
    CaveatKind,
    ClaimStatus,
    CodedFrom,
    EventKind,
    FactKind,
    GeoPrecision,
    Metric,
    Phase,
    PlaceKind,
    Qualifier,
    QuoteType,
)  # fmt: skip
from data.views.casualties import CasualtiesView
from data.views.figures import relation_lines
from data.views.rows import ArticleRow, BaseItemRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow
from data.views.sourced import SourcedRow
from data.views.table_columns import CORRECTION_COLUMNS, MISSING, PLACE_COLUMNS, cells
from data.wording.attribution import asserter_of, hedge, recipient_of
from data.wording.citation import reference
from data.wording.descriptions import claim_dates, headline, population_of, role_of, utterance_details
from data.wording.phrases import when, where
from publishing.snapshot.parts import Cell, Piece, Report, SnapshotTable, TableRow, Utterance

R = TypeVar("R", bound=BaseItemRow)

MOST_ROWS = 2_000
"""Most rows of one table: phones do not open a page of more than about ten megabytes."""


@dataclass(frozen=True)
class _Layout:
    """Layout of a table of items; `names` and `longest` as in SnapshotTable.

    `own`: the rows have the ids of their items, which may appear only once on the page.
    """

    caption: str
    headings: tuple[str, ...]
    names: int = 0
    longest: int = 0
    own: bool = True


def _items(
    layout: _Layout, items: Sequence[SourcedRow[R]], write: Callable[[SourcedRow[R]], Sequence[Cell]], *, total: int
) -> SnapshotTable:
    return SnapshotTable(
        caption=layout.caption,
        headings=layout.headings,
        rows=tuple(
            TableRow(item.row["item_id"] if layout.own else None, tuple(write(item)), item.source) for item in items
        ),
        total=total,
        names=layout.names,
        longest=layout.longest,
    )


def events(shown: Sequence[SourcedRow[EventRow]], total: int) -> SnapshotTable:
    """Events in order of time, undated ones last; `total` counts those that were cut off too."""
    headings = ("When", "Event", "Where", "Who acts", "Acted upon", "According to")
    layout = _Layout("Every event, in order of time", headings, names=1, longest=1)
    return _items(layout, shown, _event, total=total)


def _event(item: SourcedRow[EventRow]) -> list[Cell]:
    row, phase = item.row, Phase(item.row["phase"])
    return [
        Cell(when(row), _non_empty(EventKind(row["kind"]).label, phase.label if phase is not Phase.CRISIS else None)),
        Cell(row["title"], _non_empty(row["summary"], hedge(row), row["note"]), warning=_correction_text(item)),
        Cell(where(row)),
        Cell(row["actors"] or MISSING),
        Cell(row["targets"] or MISSING),
        Cell(row["attributed_to"] or "the article itself"),
    ]


def events_without_city(
    unpinned: Sequence[SourcedRow[EventRow]], total: int, *, listed: SnapshotTable
) -> SnapshotTable:
    """Events that are not on the map; each links to its row in `listed`, the table of all events."""
    ids = {row.id for row in listed.rows}

    def write(item: SourcedRow[EventRow]) -> list[Cell]:
        row = item.row
        placed = GeoPrecision(row["geo_precision"]).label
        title = Cell(row["title"], to=row["item_id"] if row["item_id"] in ids else "")
        return [title, Cell(when(row)), Cell(where(row)), Cell(placed)]

    headings = ("Event", "When", "Where", "Precision of place")
    return _items(_Layout("Events without a city", headings, own=False), unpinned, write, total=total)


def places(found: pd.DataFrame) -> SnapshotTable:
    """Places with events or mentions; `found` has the columns of `queries.map_places`."""
    named = found[(found["events"] > 0) | (found["mentions"] > 0)]
    names = dict(zip(found["place_id"], found["name"], strict=True))
    shown = (
        named.sort_values(["events", "mentions", "name"], ascending=[False, False, True])
        .head(MOST_ROWS)
        .assign(kind=lambda rows: rows["kind"].map(lambda kind: PlaceKind(kind).label))
        .assign(within=lambda rows: rows["within"].map(names))
    )
    rows = zip(shown["place_id"], cells(shown, PLACE_COLUMNS), strict=True)
    return SnapshotTable(
        caption="Places, events and mentions",
        headings=tuple(PLACE_COLUMNS.values()),
        rows=tuple(TableRow(f"place-{place_id}", tuple(map(Cell, row))) for place_id, row in rows),
        total=len(named),
        sourced=False,
    )


def figures(view: CasualtiesView, *, caption: str) -> SnapshotTable:
    """The figures of a count family, each with its status and its relations to other figures."""
    shown = view.claims.head(MOST_ROWS)
    several = view.claims["metric"].nunique() > 1
    histories = {history.claim["item_id"]: history for history in view.histories(shown)}

    def write(item: SourcedRow[ClaimRow]) -> list[Cell]:
        row, status, qualifier = item.row, ClaimStatus(item.row["status"]), Qualifier(item.row["qualifier"])
        what = Metric(row["metric"]).label if several else None
        exactly = None if qualifier is Qualifier.EXACT else f"How exact: {qualifier.label}"
        as_of, reported = claim_dates(row).rsplit(" · ", 1)
        relations = [relation.text for relation in relation_lines(histories[row["item_id"]])]
        plain = status is ClaimStatus.CURRENT
        warning = ". ".join(_non_empty("" if plain else status.label, _correction_text(item)))
        return [
            Cell(row["value_text"], _non_empty(what, exactly), gone=status is ClaimStatus.RETRACTED),
            Cell(population_of(row)),
            Cell(asserter_of(row), _non_empty(recipient_of(row))),
            Cell(reported, (as_of,)),
            Cell(status.label if plain else "", _non_empty(*relations, hedge(row), row["note"]), warning=warning),
        ]

    headings = ("Figure", "Whom it counts", "Who says so", "Reported, and as of", "How it stands")
    layout = _Layout(caption, headings, longest=4)
    return _items(layout, view.rows_with_sources(shown, ClaimRow), write, total=len(view.claims))


def caveats(shown: Sequence[SourcedRow[CaveatRow]], total: int) -> SnapshotTable:
    """Caveats, the gravest first."""

    def write(item: SourcedRow[CaveatRow]) -> list[Cell]:
        text = Cell(item.row["text"], _non_empty(item.row["note"]), warning=_correction_text(item))
        return [text, Cell(CaveatKind(item.row["kind"]).label)]

    return _items(_Layout("Caveats", ("Caveat", "Kind")), shown, write, total=total)


def facts(shown: Sequence[SourcedRow[FactRow]], total: int) -> SnapshotTable:
    """Background facts of the articles."""

    def write(item: SourcedRow[FactRow]) -> list[Cell]:
        more = _non_empty(hedge(item.row), item.row["note"])
        return [Cell(item.row["text"], more, warning=_correction_text(item)), Cell(FactKind(item.row["kind"]).label)]

    return _items(_Layout("Background", ("What the article gives", "Kind")), shown, write, total=total)


def utterances(shown: Sequence[SourcedRow[QuoteRow]]) -> list[Utterance]:
    """Quotations in full, grouped by utterance."""
    return [
        _utterance(list(pieces)) for _, pieces in groupby(shown, key=lambda piece: piece.row["utterance_id"])
    ]  # fmt: skip


def _utterance(pieces: Sequence[SourcedRow[QuoteRow]]) -> Utterance:
    first = pieces[0].row
    return Utterance(
        pieces=tuple(
            Piece(
                id=piece.row["item_id"],
                words=headline("quotes", piece.row),
                quoted=bool(piece.row["contents"]),
                direct=piece.row["quote_type"] == QuoteType.DIRECT,
                kind=f"{QuoteType(piece.row['quote_type']).label} · {piece.row['context']}",
                notes=_non_empty(piece.row["evidence_note"], piece.row["note"], _correction_text(piece)),
                source=piece.source,
            )
            for piece in pieces
        ),
        speaker=first["speaker_name"],
        role=role_of(first),
        saying=utterance_details(first),
    )


def corrections(found: pd.DataFrame) -> SnapshotTable:
    """Corrections of the records, in the given order; `found` has the columns of `queries.corrections`."""
    rows = cells(found, CORRECTION_COLUMNS)
    return SnapshotTable(
        caption="Corrections",
        headings=tuple(CORRECTION_COLUMNS.values()),
        rows=tuple(TableRow(f"correction-{n}", tuple(map(Cell, row))) for n, row in enumerate(rows, start=1)),
        total=len(found),
        sourced=False,
    )


def reports(articles: Sequence[ArticleRow]) -> list[Report]:
    """The articles of the view, in the given order."""
    return [
        Report(
            id=f"article-{article['article_id']}",
            said=reference(article).removesuffix(f"{article['url']}."),
            url=article["url"],
            coded=CodedFrom(article["coded_from"]).label,
            dated=article["date_published_basis"],
        )
        for article in articles
    ]


def _non_empty(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _correction_text(item: SourcedRow[R]) -> str:
    return f"Corrected: {item.corrections}" if item.corrections else ""
