"""Counts under a Selection: items per table, items per value of a facet, and rows without one filter."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from data.queries.facet_labels import facet_values
from data.queries.filtering import Query, cached_query, count_by, kept_in_memory, of_selected, selected_items
from data.queries.ranges import uncertain_items
from data.queries.row_types import CountRow
from data.queries.selection import RANGE, Selection
from data.records.vocabulary import FACETS, NOT_STATED
from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas
from data.tables.names import COUNTED_TABLES, Table
from data.tables.rows import frame_of


@cached_query
def counts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return per table the number of selected, of all, and under a range of uncertain items; columns of `CountRow`."""
    parts = {"shown": selected_items(archive, selection)}
    if selection.has_range:
        uncertain = uncertain_items(archive, selection)
        parts |= {"possible": uncertain, "undated": uncertain.filter(nw.col("earliest").is_null())}
    counted = {name: _by_table(part) for name, part in parts.items()}
    found = [
        {"table_name": table, "total": total}
        | {name: counted.get(name, {}).get(table, 0) for name in ("shown", "possible", "undated")}
        for table, total in sorted(_totals(archive).items())
    ]
    return frame_of(found, CountRow)


@lru_cache(maxsize=32)
def _totals(archive: Archive) -> Mapping[str, int]:
    return MappingProxyType(_by_table(archive.table("items")))


def _by_table(items: Lazy) -> dict[str, int]:
    found = count_by(items, "table_name").collect().to_dict(as_series=False)
    return dict(zip(found["table_name"], found["count"], strict=True))


@cached_query
def facets(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return every value of every facet with its count under the filters of the other facets; columns of `FacetRow`.

    This is how Datasette counts facets. Counted are the items of COUNTED_TABLES: events, figures and quotations.
    Values that no item has are included with 0. Within a facet the most frequent come first, then by label;
    `not-stated` is last.
    """
    terms = _counted_terms(archive)
    filtered = [facet for facet in FACETS if getattr(selection, facet)]
    unfiltered = terms.filter(~nw.col("facet").is_in(filtered)) if filtered else terms
    parts = [count_by(of_selected(archive, unfiltered, selection), "facet", "term")]
    for facet in filtered:
        of_facet = terms.filter(nw.col("facet") == facet)
        parts.append(count_by(of_selected(archive, of_facet, selection.without(facet)), "facet", "term"))
    counted: dict[tuple[str, str], int] = {}
    for part in parts:
        found = part.collect().to_dict(as_series=False)
        counted |= dict(zip(zip(found["facet"], found["term"], strict=True), found["count"], strict=True))
    table = _facet_values_in_order(archive)
    count = np.array([counted.get(key, 0) for key in zip(table["facet"], table["term"], strict=True)], dtype="int64")
    # A sort by numbers: that of pandas by four columns of words takes ten times as long.
    by_count = np.lexsort((-count, table["term"] == NOT_STATED, table["facet"].factorize(sort=True)[0]))
    return table.assign(count=count).iloc[by_count].reset_index(drop=True)


@lru_cache(maxsize=32)
def _facet_values_in_order(archive: Archive) -> pd.DataFrame:
    """Every value of every facet by facet and label; columns of `FacetRow` without `count`."""
    return facet_values(archive).sort_values(["facet", "label"], ignore_index=True)


@kept_in_memory
def _counted_terms(archive: Archive) -> Lazy:
    return archive.table("terms").filter(nw.col("table_name").is_in([str(table) for table in COUNTED_TABLES]))


@cached_query
def quotes_by_topic(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the number of quotations per topic under the other filters, most first; columns of `TopicCountRow`.

    Topics of no quotation are left out.
    """
    terms = archive.table("terms").filter(nw.col("facet") == "topic", nw.col("table_name") == str(Table.QUOTES))
    counted = to_pandas(count_by(of_selected(archive, terms, selection.without("topic")), "term"))
    labels = facet_values(archive).query("facet == 'topic'")[["term", "label"]]
    return counted.merge(labels, on="term").sort_values(["count", "label"], ascending=[False, True], ignore_index=True)


def counts_without(archive: Archive, query: Query, selection: Selection) -> dict[str, int]:
    """Return the key of each active filter to the number of rows that `query` has without that filter."""
    cleared: dict[str, dict[str, Any]] = {facet: {facet: ()} for facet in FACETS if getattr(selection, facet)}
    cleared |= {key: {name: None} for key, name in RANGE.items() if getattr(selection, name)}
    cleared |= {"q": {"q": ""}} if selection.q else {}
    return {key: len(query(archive, replace(selection, **change))) for key, change in cleared.items()}


@lru_cache(maxsize=32)
def date_range(archive: Archive) -> tuple[str, str] | None:
    """Return the first and last day of all dated items, as ISO 8601; None if no item has a date."""
    dated = archive.table("items").select(nw.col("earliest").min(), nw.col("latest").max()).collect()
    first, last = dated["earliest"][0], dated["latest"][0]
    return (str(first), str(last)) if isinstance(first, str) and isinstance(last, str) else None
