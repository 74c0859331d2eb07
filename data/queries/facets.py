"""What a Selection counts: items per table, values per facet, and what each filter hides."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from data.queries.facet_labels import facet_values
from data.queries.filtering import Query, cached_query, count_by, selected_items
from data.queries.selection import RANGE, Selection
from data.records.vocabulary import FACETS, NOT_STATED
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.names import COUNTED_TABLES


@cached_query
def counts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """How many items of each table are shown: the columns of `CountRow`."""
    totals = count_by(archive.table("items"), "table_name", name="total")
    shown = count_by(selected_items(archive, selection), "table_name", name="shown")
    return to_pandas(
        totals.join(shown, on="table_name", how="left")
        .with_columns(nw.col("shown").fill_null(0).cast(nw.Int64))
        .select("table_name", "shown", "total")
        .sort("table_name")
    )


@cached_query
def facets(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Every value of every facet with its count under the other filters (as Datasette counts facets).

    Counted are the items that `counts` shows the reader: events, figures and quotations. The columns of
    `FacetRow`; values that none of them has under the other filters are there with 0.
    Within a facet: the most frequent first, then by label, `not-stated` last.
    """
    terms = archive.table("terms").filter(nw.col("table_name").is_in([str(table) for table in COUNTED_TABLES]))
    filtered = [facet for facet in FACETS if getattr(selection, facet)]
    everything = selected_items(archive, selection).select("item_id")
    parts = [
        count_by(
            terms.filter(~nw.col("facet").is_in(filtered)).join(everything, on="item_id", how="semi"), "facet", "term"
        )
    ]
    for facet in filtered:
        others = selected_items(archive, selection.without(facet)).select("item_id")
        parts.append(
            count_by(terms.filter(nw.col("facet") == facet).join(others, on="item_id", how="semi"), "facet", "term")
        )
    under_others = to_pandas(nw.concat(parts, how="vertical"))
    table = facet_values(archive).merge(under_others, on=["facet", "term"], how="left").fillna({"count": 0})
    table["count"] = table["count"].astype("int64")
    table["stated"] = table["term"] != NOT_STATED
    order = ["facet", "stated", "count", "label"]
    return table.sort_values(order, ascending=[True, False, False, True], ignore_index=True).drop(columns="stated")


def counts_without(archive: Archive, ask: Query, selection: Selection) -> dict[str, int]:
    """How many rows a question would have if one filter alone were cleared, by the filter's key."""
    cleared: dict[str, dict[str, Any]] = {facet: {facet: ()} for facet in FACETS if getattr(selection, facet)}
    cleared |= {key: {name: None} for key, name in RANGE.items() if getattr(selection, name)}
    cleared |= {"q": {"q": ""}} if selection.q else {}
    return {key: len(ask(archive, replace(selection, **change))) for key, change in cleared.items()}


@lru_cache(maxsize=32)
def date_range(archive: Archive) -> tuple[str, str] | None:
    """The first and the last day that anything in the archive is dated to; None where nothing is."""
    dated = archive.table("items").select(nw.col("earliest").min(), nw.col("latest").max()).collect()
    first, last = dated["earliest"][0], dated["latest"][0]
    return (str(first), str(last)) if isinstance(first, str) and isinstance(last, str) else None
