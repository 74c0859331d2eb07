"""Building blocks of queries: filter by a Selection, count rows, cache results.

All of them are Narwhals expressions, so that they run unchanged on every engine.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, Protocol, cast

import narwhals as nw
import pandas as pd

from data.queries.selection import NO_FILTERS, Selection
from data.records.vocabulary import COUNT_FAMILIES, FACETS
from data.tables.archive import Archive
from data.tables.engines import DuckDBEngine, Lazy, PandasEngine, among
from data.tables.known_on import as_known_on
from data.text import search_words

CACHE_SIZE = 256
"""Cached results per query; the least recently used is dropped. At 10,000 events a result has a few megabytes."""


Asked = ParamSpec("Asked")
AskedOfArchive = Callable[Concatenate[Archive, Asked], Lazy]


class Query(Protocol):
    """A query: the rows that a Selection selects, by default without filters."""

    def __call__(self, archive: Archive, selection: Selection = NO_FILTERS) -> pd.DataFrame:
        """Return the rows as a DataFrame that the caller may change."""
        ...


def cached_query(run: Callable[[Archive, Selection], pd.DataFrame]) -> Query:
    """Cache a query by (archive as known on the Selection's day, filters); shared by all sessions.

    `run` gets the cut archive and the Selection without the opened item and the day.
    """
    cached = lru_cache(maxsize=CACHE_SIZE)(run)

    @wraps(run)
    def query(archive: Archive, selection: Selection = NO_FILTERS) -> pd.DataFrame:
        known = as_known_on(archive, selection.known_on)
        return cached(known, selection.without_item_and_day).copy(deep=False)

    return query


def in_memory(archive: Archive) -> bool:
    """Whether the tables of an archive are in memory: a filter keeps the order of their rows."""
    return isinstance(archive.engine, PandasEngine)


def kept_in_memory(make: AskedOfArchive[Asked]) -> AskedOfArchive[Asked]:
    """Cache the rows that a function of an archive and further arguments makes, if its tables are in memory.

    There a LazyFrame holds its rows; that of another engine is a question, and belongs to the thread that made it.
    """
    cached = cast("AskedOfArchive[Asked]", lru_cache(maxsize=CACHE_SIZE)(make))

    @wraps(make)
    def kept(archive: Archive, /, *asked: Asked.args, **named: Asked.kwargs) -> Lazy:
        return (cached if in_memory(archive) else make)(archive, *asked, **named)

    return kept


def selected_rows(archive: Archive, table: str, selection: Selection) -> Lazy:
    """Return the rows of a table that a Selection selects."""
    return of_selected(archive, archive.table(table), selection)


def of_selected(archive: Archive, frame: Lazy, selection: Selection) -> Lazy:
    """Return the rows of a table whose item a Selection selects; its ids are worked out once for all tables."""
    if not selection.is_filtered:
        return frame
    engine = (archive.full or archive).engine
    if isinstance(engine, DuckDBEngine):
        found = engine.kept((archive.known_on, selection), lambda: _filtered(archive, selection).select("item_id"))
        return among(frame, found, on="item_id")
    return frame.filter(nw.col("item_id").is_in(_selected_ids(archive, selection)))


@lru_cache(maxsize=CACHE_SIZE)
def _selected_ids(archive: Archive, selection: Selection) -> list[str]:
    return list(_filtered(archive, selection).select("item_id").collect()["item_id"].to_list())


@kept_in_memory
def selected_items(archive: Archive, selection: Selection) -> Lazy:
    """Return the rows of `items` that a Selection selects."""
    return of_selected(archive, archive.table("items"), selection)


def _filtered(archive: Archive, selection: Selection) -> Lazy:
    """The rows of `items` that pass each filter."""
    items = archive.table("items")
    for facet in FACETS:
        if wanted := getattr(selection, facet):
            terms = archive.table("terms").filter(nw.col("facet") == facet, nw.col("term").is_in(wanted))
            items = among(items, _hits(archive, terms, of=_ONE_TABLE_ONLY.get(facet)), on="item_id")
    if selection.metric:
        metrics = [str(metric) for metric in COUNT_FAMILIES[selection.metric]]
        figures = archive.table("claims").filter(nw.col("metric").is_in(metrics))
        items = among(items, _hits(archive, figures, of="claims"), on="item_id")
    for word in search_words(selection.q):
        items = items.filter(nw.col("search").str.contains(word, literal=True))
    if selection.date_from:
        items = items.filter(nw.col("latest").is_null() | (nw.col("latest") >= selection.date_from))
    if selection.date_to:
        items = items.filter(nw.col("earliest").is_null() | (nw.col("earliest") <= selection.date_to))
    return items


def _hits(archive: Archive, found: Lazy, *, of: str | None) -> Lazy:
    """The ids of what a filter found; if it filters one table alone, also those of all items of the others."""
    ids = found.select("item_id")
    if not of:
        return ids
    others = archive.table("items").filter(nw.col("table_name") != of)
    return nw.concat([ids, others.select("item_id")], how="vertical")


_ONE_TABLE_ONLY = {"kind": "events", "quote_type": "quotes", "speaker": "quotes", "speaker_group": "quotes"}
"""Facets that only one table has: they filter that table and no other."""


@kept_in_memory
def bridge(archive: Archive, facet: str) -> Lazy:
    """Return the rows of `links` for `facet` (place, actor or topic), with `term` renamed to `place_id` and so on."""
    return archive.table("links").filter(nw.col("facet") == facet).rename({"term": f"{facet}_id"})


def count_by(frame: Lazy, *by: str, name: str = "count") -> Lazy:
    """Return the number of rows for each combination of values of the columns `by`, in a column `name`."""
    return frame.group_by(*by).agg(nw.len().alias(name)).with_columns(nw.col(name).cast(nw.Int64))
