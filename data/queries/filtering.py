"""How a question is put to the tables: what a Selection leaves of them, what is counted, and how answers are kept.

Everything is written in Narwhals expressions, so that it runs unchanged on every engine.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Protocol

import narwhals as nw
import pandas as pd

from data.queries.selection import NO_FILTERS, Selection
from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.tables.engines import Lazy
from data.tables.known_on import as_known_on
from data.text import search_words

CACHED_ANSWERS = 256
"""Answers kept per question. At 10,000 events an answer is a few megabytes; older ones make room."""


class Query(Protocol):
    """A question about what a Selection shows, by default of everything."""

    def __call__(self, archive: Archive, selection: Selection = NO_FILTERS) -> pd.DataFrame:
        """The answer."""
        ...


def cached_query(ask: Callable[[Archive, Selection], pd.DataFrame]) -> Query:
    """Keep a question's answers, shared by all readers, each of what was known on the Selection's day.

    The opened item filters nothing, so it is left out.
    """
    answers = lru_cache(maxsize=CACHED_ANSWERS)(ask)

    @wraps(ask)
    def answer(archive: Archive, selection: Selection = NO_FILTERS) -> pd.DataFrame:
        known = as_known_on(archive, selection.known_on)
        return answers(known, selection.without_item_and_day).copy(deep=False)

    return answer


def selected_rows(archive: Archive, table: str, selection: Selection) -> Lazy:
    """A table's rows that the Selection shows."""
    if not selection.is_filtered:
        return archive.table(table)
    ids = selected_items(archive, selection, table=table).select("item_id")
    return archive.table(table).join(ids, on="item_id", how="semi")


def selected_items(archive: Archive, selection: Selection, *, table: str | None = None) -> Lazy:
    """The rows of `items` that the Selection shows, of one table or of all."""
    items = archive.table("items")
    if table:
        items = items.filter(nw.col("table_name") == table)
    for facet in FACETS:
        if wanted := getattr(selection, facet):
            terms = archive.table("terms").filter(nw.col("facet") == facet)
            hits = terms.filter(nw.col("term").is_in(wanted)).select("item_id")
            if facet in _ONE_TABLE_ONLY:
                others = archive.table("items").filter(nw.col("table_name") != _ONE_TABLE_ONLY[facet])
                hits = nw.concat([hits, others.select("item_id")], how="vertical")
            items = items.join(hits, on="item_id", how="semi")
    for word in search_words(selection.q):
        items = items.filter(nw.col("search").str.contains(word, literal=True))
    if selection.date_from:
        items = items.filter(nw.col("latest").is_null() | (nw.col("latest") >= selection.date_from))
    if selection.date_to:
        items = items.filter(nw.col("earliest").is_null() | (nw.col("earliest") <= selection.date_to))
    return items


_ONE_TABLE_ONLY = {"kind": "events", "quote_type": "quotes", "speaker": "quotes", "speaker_group": "quotes"}
"""Facets that only one table has: they narrow that table and leave the others alone."""


def bridge(archive: Archive, facet: str) -> Lazy:
    """The bridge from items to their places, actors or topics, with the other end named `place_id` and so on."""
    return archive.table("links").filter(nw.col("facet") == facet).rename({"term": f"{facet}_id"})


def count_by(frame: Lazy, *by: str, name: str = "count") -> Lazy:
    """How many rows there are for each value of some columns."""
    return frame.group_by(*by).agg(nw.len().alias(name)).with_columns(nw.col(name).cast(nw.Int64))
