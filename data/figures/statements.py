"""The figures of people as statements: one row for all reports that carry the same one."""

from functools import lru_cache

import pandas as pd

from data import queries
from data.figures.ledger import ledger
from data.figures.row_types import StatementRow
from data.figures.series import series_of
from data.queries.filtering import cached_query
from data.queries.selection import Selection
from data.records.vocabulary import COUNT_OF, WHOLE, ClaimStatus, Count, PopulationGroup
from data.tables.archive import Archive
from data.tables.row_fields import TEXT, columns_of
from data.tables.rows import ClaimRow


@cached_query
def statements(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected figures of people, one row per statement; columns of `StatementRow`.

    The row of a statement is its first claim if that is selected, else the first selected one. `count` is a Count;
    `report_count` is the number of known reports that carry the statement: together they are one source. Rows are
    sorted by count, the whole area before its parts, then by population; within those the newest comes first.
    """
    found = _claims_as_statements(archive)
    if selection.is_filtered:
        found = found[found["item_id"].isin(queries.claims(archive, selection)["item_id"])]
    by_choice = found.sort_values("choice", kind="stable")
    chosen = by_choice.drop_duplicates("statement").index
    return found.loc[found.index.isin(chosen), list(columns_of(StatementRow))].reset_index(drop=True)


@lru_cache(maxsize=32)
def _claims_as_statements(archive: Archive) -> pd.DataFrame:
    """Every figure of people as the row of its statement, in the order of `statements`.

    `statement` is the statement's id, `choice` is lower the sooner a claim is its row.
    """
    book = ledger(archive)
    claims = queries.claims(archive)
    ids = claims["item_id"].tolist()
    first = [book.statement[item_id] for item_id in ids]
    frame = claims.assign(
        count=claims["metric"].map({str(metric): str(COUNT_OF[metric]) for metric in COUNT_OF}),
        report_count=[len(book.withdrawal(statement).carriers) for statement in first],
        statement=first,
        choice=[
            -1 if item_id == statement else n for n, (item_id, statement) in enumerate(zip(ids, first, strict=True))
        ],
    )
    in_series = pd.Series([series_of(row) is not None for row in queries.rows(claims, ClaimRow)], dtype=bool)
    frame = frame[in_series].astype({"count": TEXT, "report_count": "int64"})
    counts, groups = list(map(str, Count)), list(map(str, PopulationGroup))
    newest_first = frame.sort_values(["reported_on", "value", "item_id"], ascending=[False, False, True])
    order = pd.DataFrame({
        "count": newest_first["count"].map(counts.index), "part": newest_first["area"] != WHOLE,
        "group": newest_first["population_group"].map(groups.index),
    })  # fmt: skip
    return newest_first.loc[order.sort_values(list(order.columns), kind="stable").index].reset_index(drop=True)


@cached_query
def withdrawn_statements(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected statements that were withdrawn; columns of `StatementRow`."""
    found = statements(archive, selection)
    return found[found["status"] == ClaimStatus.RETRACTED].reset_index(drop=True)
