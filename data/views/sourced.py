"""Items with their sources: the report, the passage, and a link that opens the article at it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import pandas as pd

from data import queries
from data.export.files import with_sources
from data.export.row_types import SourceColumns
from data.records.vocabulary import CodedFrom
from data.tables.archive import Archive
from data.tables.rows import ArticleRow, rows
from data.wording.attribution import publisher_of

R = TypeVar("R")

MISSING_FROM = {
    CodedFrom.WHOLE_TEXT: "no place in the text is recorded",
    CodedFrom.EXCERPT: "coded from the opening of the page",
}
"""How much of an article its coder had, to the reason why an item has no passage."""


@dataclass(frozen=True)
class Source:
    """The source of an item. `paragraph` is counted from 1; `missing` is the reason if there are no words."""

    report: str
    url: str
    paragraph: str | None
    words: str | None
    missing: str


@dataclass(frozen=True)
class SourcedRow(Generic[R]):
    """An item's row, its source, and its corrections in one text (empty if there are none)."""

    row: R
    source: Source
    corrections: str


def rows_with_sources(archive: Archive, items: pd.DataFrame, of: type[R]) -> list[SourcedRow[R]]:
    """Return items with their sources, in the order of the frame. Without an anchor the link opens the article.

    `items` are rows of one of the item tables, `of` is the type of the rows.
    """
    articles = {article["article_id"]: article for article in rows(queries.articles(archive), ArticleRow)}
    found = with_sources(archive, items)
    return [
        SourcedRow(row, _source(articles[article_id], place), place["corrections"] or "")
        for row, place, article_id in zip(rows(items, of), rows(found, SourceColumns), found["article_id"], strict=True)
    ]


def _source(article: ArticleRow, place: SourceColumns) -> Source:
    return Source(
        report=publisher_of(article),
        url=place["source_url"],
        paragraph=place["source_paragraph"],
        words=place["source_words"],
        missing=MISSING_FROM[CodedFrom(article["coded_from"])],
    )
