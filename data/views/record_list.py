"""All items of a view as records, report by report: in words, each with its place in the article. For files."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import cast

import pandas as pd

from data import queries
from data.figures.series import ClaimHistory
from data.queries.selection import Selection
from data.records.vocabulary import ClaimStatus, CodedFrom
from data.tables.archive import Archive
from data.tables.rows import BaseItemRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow, Table
from data.views.base import View
from data.views.contradictions import standing_words
from data.views.figures import relation_lines
from data.views.sourced import Source, SourcedRow
from data.wording.citation import reference
from data.wording.descriptions import ALWAYS_LISTED, details, headline, population_of
from data.wording.phrases import unstated

ItemQuery = Callable[[Archive, Selection], pd.DataFrame]

TABLES: dict[Table, tuple[str, ItemQuery, type[BaseItemRow]]] = {
    Table.EVENTS: ("Event", queries.events, EventRow),
    Table.CLAIMS: ("Figure", queries.claims, ClaimRow),
    Table.QUOTES: ("Quotation", queries.quotes_by_utterance, QuoteRow),
    Table.FACTS: ("Background", queries.facts, FactRow),
    Table.CAVEATS: ("Caveat", queries.caveats, CaveatRow),
}
"""Tables of items, each with the word for one of its rows, its query and the type of its rows."""

MOST_RECORDS = 750
"""Most records of a table in a file."""

IN_THE_HEADING = {"Words"}
"""Details that the heading of a record says already."""


@dataclass(frozen=True)
class Record:
    """An item as recorded: heading, summary of an event, details as (label, words), and where it stands.

    `withdrawn` is for figures; `relations` are sentences about other figures; `corrections` may be empty.
    """

    item_id: str
    kind: str
    title: str
    summary: str
    withdrawn: bool
    details: tuple[tuple[str, str], ...]
    relations: tuple[str, ...]
    corrections: str
    source: Source


@dataclass(frozen=True)
class ReportRecords:
    """The records of a report: its reference without the address, the address, how it was coded and dated."""

    article_id: str
    reference: str
    url: str
    coded_from: str
    dated: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class RecordList:
    """All reports with their records; `left_out` says of which tables only the first rows are in it."""

    reports: tuple[ReportRecords, ...]
    left_out: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the records."""
        return frozenset(record.item_id for report in self.reports for record in report.records)


def record_list(view: View, tables: Collection[Table] | None = None) -> RecordList:
    """Return the items that the filters show, those of one report together; at most MOST_RECORDS of a table.

    `tables` are those that are wanted, by default all.
    """
    by_article: dict[str, list[Record]] = {}
    left_out = []
    for table, (kind, query, row_type) in TABLES.items():
        if tables is not None and table not in tables:
            continue
        found = query(view.archive, view.selection)
        shown = found.head(MOST_RECORDS)
        if len(found) > len(shown):
            left_out.append(f"{table.label}: the first {len(shown):,} of {len(found):,}.")
        histories = _histories(view, shown) if table is Table.CLAIMS else {}
        for item in view.rows_with_sources(shown, row_type):
            record = _record(table, kind, item, histories.get(item.row["item_id"]))
            by_article.setdefault(item.row["article_id"], []).append(record)
    reports = tuple(
        ReportRecords(
            article_id=article["article_id"],
            reference=reference(article).removesuffix(f"{article['url']}."),
            url=article["url"],
            coded_from=CodedFrom(article["coded_from"]).label,
            dated=article["date_published_basis"],
            records=tuple(by_article.get(article["article_id"], ())),
        )
        for article in view.articles
    )
    return RecordList(reports, tuple(left_out))


def _histories(view: View, claims: pd.DataFrame) -> dict[str, ClaimHistory]:
    return dict(zip(claims["item_id"].tolist(), view.histories(claims), strict=True))


def _record(table: Table, kind: str, item: SourcedRow[BaseItemRow], history: ClaimHistory | None) -> Record:
    row = item.row
    recorded = details(table, row) | ({"Note": row["note"]} if row["note"] else {})
    if table is Table.CLAIMS:
        recorded["Whom it counts"] = population_of(cast("ClaimRow", row))
    if history:
        recorded["Status"] = standing_words(history)
    return Record(
        item_id=row["item_id"],
        kind=kind,
        title=headline(table, row),
        summary=str(row.get("summary") or ""),
        withdrawn=row.get("status") == ClaimStatus.RETRACTED,
        details=tuple(
            (label, value or unstated(row))
            for label, value in recorded.items()
            if label not in IN_THE_HEADING and (value or label in ALWAYS_LISTED)
        ),
        relations=tuple(line.text for line in relation_lines(history)) if history else (),
        corrections=item.corrections,
        source=item.source,
    )
