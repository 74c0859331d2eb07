"""Counts under a Selection: items per table, items per value of a facet, and rows without one filter."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from data.queries.facet_labels import facet_values
from data.queries.filtering import Query, cached_query, count_by, kept_in_memory, of_selected, selected_items
from data.queries.ranges import uncertain_items
from data.queries.selection import RANGE, Selection
from data.records.vocabulary import FACETS, NOT_STATED
from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas
from data.tables.names import COUNTED_TABLES, Table


@cached_query
def counts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return per table the number of selected, of all, and under a range of uncertain items; columns of `CountRow`."""
    parts = {"shown": selected_items(archive, selection)}
    if selection.has_range:
        uncertain = uncertain_items(archive, selection)
        parts |= {"possible": uncertain, "undated": uncertain.filter(nw.col("earliest").is_null())}
    counted = _totals(archive)
    for name, part in parts.items():
        counted = counted.join(count_by(part, "table_name", name=name), on="table_name", how="left")
    without_range = [nw.lit(0).alias(name) for name in ("possible", "undated") if name not in parts]
    return to_pandas(
        counted.with_columns(nw.col(*parts).fill_null(0), *without_range)
        .with_columns(nw.col("shown", "possible", "undated").cast(nw.Int64))
        .select("table_name", "shown", "total", "possible", "undated")
        .sort("table_name")
    )


@kept_in_memory
def _totals(archive: Archive) -> Lazy:
    return count_by(archive.table("items"), "table_name", name="total")


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
    under_others = to_pandas(nw.concat(parts, how="vertical"))
    table = facet_values(archive).merge(under_others, on=["facet", "term"], how="left").fillna({"count": 0})
    table["count"] = table["count"].astype("int64")
    table["stated"] = table["term"] != NOT_STATED
    order = ["facet", "stated", "count", "label"]
    return table.sort_values(order, ascending=[True, False, False, True], ignore_index=True).drop(columns="stated")


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
