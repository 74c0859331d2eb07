"""The rows of a snapshot: every item in words, with the place in the article that it stands on."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from data import queries
from data.export.files import with_sources
from data.figures.ledger import Ledger
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
from data.tables.archive import Archive
from data.views.figures import Against, relations
from data.views.table_columns import CORRECTION_COLUMNS, MISSING, PLACE_COLUMNS, cells
from data.wording.citation import in_quotation_marks, reference
from data.wording.descriptions import as_of_and_reported, counting, reported_by, role_of, said, saying
from data.wording.phrases import when, where
from publishing.snapshot.parts import Cell, Piece, Report, SnapshotTable, Source, TableRow, Utterance

Row = Any

MISSING_FROM = {
    CodedFrom.WHOLE_TEXT: "no place in the text is recorded",
    CodedFrom.EXCERPT: "coded from the opening of the page",
}

MOST_ROWS = 2_000
"""Rows of one table: a page of more than some ten megabytes opens on no phone."""


def sourced(archive: Archive, items: pd.DataFrame) -> list[tuple[Row, Source]]:
    """At most MOST_ROWS items, each with its source; one without an anchor has the address of its article."""
    reports = {row["article_id"]: row for row in queries.rows(queries.articles(archive))}
    return [
        (
            row,
            Source(
                report=reported_by(reports[row["article_id"]]),
                url=row["source_url"],
                paragraph=row["source_paragraph"],
                words=row["source_words"],
                missing=MISSING_FROM[CodedFrom(reports[row["article_id"]]["coded_from"])],
            ),
        )
        for row in queries.rows(with_sources(archive, items.head(MOST_ROWS)))
    ]


def _items(
    archive: Archive, caption: str, headings: Sequence[str], items: pd.DataFrame,
    write: Callable[[Row], Sequence[Cell]], *, names: int = 0, longest: int = 0, own: bool = True,
) -> SnapshotTable:  # fmt: skip
    """A table of items; `own` rows bear the item's id, which is there once on the page."""
    return SnapshotTable(
        caption=caption,
        headings=tuple(headings),
        rows=tuple(
            TableRow(row["item_id"] if own else None, tuple(write(row)), source)
            for row, source in sourced(archive, items)
        ),
        total=len(items),
        names=names,
        longest=longest,
    )


def events(archive: Archive, shown: pd.DataFrame) -> SnapshotTable:
    """Events in order of time, the undated last."""
    headings = ("When", "Event", "Where", "Who acts", "Acted upon", "According to")
    return _items(archive, "Every event, in order of time", headings, shown, _event, names=1, longest=1)


def _event(row: Row) -> list[Cell]:
    phase = Phase(row["phase"])
    hedge = f"The article hedges: “{row['hedge']}”." if row["hedge"] else None
    return [
        Cell(when(row), _some(EventKind(row["kind"]).label, phase.label if phase is not Phase.CRISIS else None)),
        Cell(row["title"], _some(row["summary"], hedge, row["note"]), warning=_corrected(row)),
        Cell(where(row)),
        Cell(row["actors"] or MISSING),
        Cell(row["targets"] or MISSING),
        Cell(row["attributed_to"] or "the article itself"),
    ]


def without_city(archive: Archive, unpinned: pd.DataFrame, *, told: SnapshotTable) -> SnapshotTable:
    """Events that no point on the map stands for; each leads to its row in `told`, the table of all events."""
    there = {row.id for row in told.rows}

    def write(row: Row) -> list[Cell]:
        placed = GeoPrecision(row["geo_precision"]).label
        title = Cell(row["title"], to=row["item_id"] if row["item_id"] in there else "")
        return [title, Cell(when(row)), Cell(where(row)), Cell(placed)]

    headings = ("Event", "When", "Where", "Precision of place")
    return _items(archive, "Events without a city", headings, unpinned, write, own=False)


def places(found: pd.DataFrame) -> SnapshotTable:
    """Places that something shown happened in or names."""
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


def figures(archive: Archive, caption: str, shown: pd.DataFrame, *, book: Ledger, against: Against) -> SnapshotTable:
    """Figures with how each stands to the others of the ledger."""
    several = shown["metric"].nunique() > 1

    def write(row: Row) -> list[Cell]:
        status = ClaimStatus(row["status"])
        qualifier = Qualifier(row["qualifier"])
        what = Metric(row["metric"]).label if several else None
        exactly = None if qualifier is Qualifier.EXACT else f"How exact: {qualifier.label}"
        as_of, reported = as_of_and_reported(row).rsplit(" · ", 1)
        told = f"told to {row['told_to']}" if row["told_to"] else None
        hedge = f"The article hedges: “{row['hedge']}”." if row["hedge"] else None
        standing = _some(*relations(book, row["item_id"], against), hedge, row["note"])
        plain = status is ClaimStatus.CURRENT
        return [
            Cell(row["value_text"], _some(what, exactly), gone=status is ClaimStatus.RETRACTED),
            Cell(counting(row)),
            Cell(said(row), _some(told)),
            Cell(reported, (as_of,)),
            Cell(status.label if plain else "", standing, warning=_joined("" if plain else status.label, row)),
        ]

    headings = ("Figure", "Whom it counts", "Who says so", "Reported, and as of", "How it stands")
    return _items(archive, caption, headings, shown, write, longest=4)


def caveats(archive: Archive, shown: pd.DataFrame) -> SnapshotTable:
    """Why to hesitate, the gravest first."""
    return _items(
        archive,
        "Caveats",
        ("Caveat", "Kind"),
        shown,
        lambda row: [
            Cell(row["text"], _some(row["note"]), warning=_corrected(row)),
            Cell(CaveatKind(row["kind"]).label),
        ],
    )


def facts(archive: Archive, shown: pd.DataFrame) -> SnapshotTable:
    """Background that the articles give."""

    def write(row: Row) -> list[Cell]:
        hedge = f"The article hedges: “{row['hedge']}”." if row["hedge"] else None
        more = _some(hedge, row["note"])
        return [Cell(row["text"], more, warning=_corrected(row)), Cell(FactKind(row["kind"]).label)]

    return _items(archive, "Background", ("What the article gives", "Kind"), shown, write)


def utterances(archive: Archive, shown: pd.DataFrame) -> list[Utterance]:
    """Quotations in full, the pieces of one utterance together."""
    found = sourced(archive, shown)
    return [
        _utterance(list(pieces)) for _, pieces in groupby(found, key=lambda each: each[0]["utterance_id"])
    ]  # fmt: skip


def _utterance(found: Sequence[tuple[Row, Source]]) -> Utterance:
    first = found[0][0]
    return Utterance(
        pieces=tuple(
            Piece(
                id=row["item_id"],
                words=in_quotation_marks(row["contents"]) if row["contents"] else row["paraphrase"],
                quoted=bool(row["contents"]),
                direct=row["quote_type"] == QuoteType.DIRECT,
                kind=f"{QuoteType(row['quote_type']).label} · {row['context']}",
                notes=_some(row["evidence_note"], row["note"], _corrected(row)),
                source=source,
            )
            for row, source in found
        ),
        speaker=first["speaker_name"],
        role=role_of(first),
        saying=saying(first),
    )


def corrections(archive: Archive) -> SnapshotTable:
    """What was corrected in the records, the newest first."""
    found = queries.corrections(archive)
    rows = cells(found, CORRECTION_COLUMNS)
    return SnapshotTable(
        caption="Corrections",
        headings=tuple(CORRECTION_COLUMNS.values()),
        rows=tuple(TableRow(f"correction-{n}", tuple(map(Cell, row))) for n, row in enumerate(rows, start=1)),
        total=len(found),
        sourced=False,
    )


def reports(archive: Archive) -> list[Report]:
    """The articles behind everything, in the order of their publication."""
    return [
        Report(
            id=f"article-{row['article_id']}",
            said=reference(row).removesuffix(f"{row['url']}."),
            url=row["url"],
            coded=CodedFrom(row["coded_from"]).label,
            dated=row["date_published_basis"],
        )
        for row in queries.rows(queries.articles(archive))
    ]


def _some(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _corrected(row: Row) -> str:
    return f"Corrected: {row['corrections']}" if row["corrections"] else ""


def _joined(status: str, row: Row) -> str:
    return ". ".join(_some(status, _corrected(row)))
