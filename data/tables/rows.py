"""The typed rows of the archive's tables: the columns of each table, with types and descriptions.

There is one TypedDict per table. Its columns, dtypes, JSON Schema and OpenAPI schema are derived from it; exports and
pages use the same names. `rows(frame, ClaimRow)` reads a DataFrame as such rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, overload

import pandas as pd

from data.tables.coding_rows import CodingRow, EstimateRow
from data.tables.entity_rows import ActorRow, ArticleRow, CorrectionRow, PlaceRow, TopicRow
from data.tables.item_rows import BaseItemRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow
from data.tables.link_rows import (
    AnchorRow,
    ConcernRow,
    ItemRow,
    LinkRow,
    RelationRow,
    StanceRow,
    StatusRow,
    TermRow,
)
from data.tables.names import Format, Table
from data.tables.row_fields import columns_of, dtypes_of

__all__ = [
    "COLUMNS", "ROW_TYPES", "ActorRow", "AnchorRow", "ArticleRow", "BaseItemRow", "CaveatRow", "ClaimRow",
    "CodingRow", "ConcernRow", "CorrectionRow", "EstimateRow", "EventRow", "FactRow", "Format", "ItemRow", "LinkRow",
    "PlaceRow", "QuoteRow", "RelationRow", "StanceRow", "StatusRow", "Table", "TermRow", "TopicRow", "frame_of",
    "rows",
]  # fmt: skip

ROW_TYPES: Mapping[str, type[Any]] = {
    "articles": ArticleRow, "places": PlaceRow, "actors": ActorRow, "topics": TopicRow,
    "events": EventRow, "claims": ClaimRow, "quotes": QuoteRow, "facts": FactRow, "caveats": CaveatRow,
    "items": ItemRow, "links": LinkRow, "terms": TermRow, "anchors": AnchorRow, "concerns": ConcernRow,
    "relations": RelationRow, "statuses": StatusRow, "stances": StanceRow, "corrections": CorrectionRow,
    "codings": CodingRow, "estimates": EstimateRow,
}  # fmt: skip
"""Table name to the type of its rows. `links` joins items to places, actors and topics; `terms` has the same as facet
values, with `not-stated` filled in; a Selection filters the rows of `items`. `statuses` has the status of each claim
by period; `claims` has the status that a claim has when every report is known, until `known_on` cuts both to a day.
`codings` and `estimates` are of events that others coded (`data.importing`)."""

COLUMNS: Mapping[str, Sequence[str]] = {name: columns_of(row_type) for name, row_type in ROW_TYPES.items()}
"""Table name to its columns, in order."""

AnyRow = TypeVar("AnyRow")


def frame_of(found: Iterable[Mapping[str, Any]], of: type[Any]) -> pd.DataFrame:
    """Return rows of a row type as a DataFrame with the type's columns and dtypes: the reverse of `rows`."""
    return pd.DataFrame(list(found), columns=list(columns_of(of)), dtype="object").astype(dtypes_of(of))


@overload
def rows(frame: pd.DataFrame, of: type[AnyRow]) -> list[AnyRow]: ...
@overload
def rows(frame: pd.DataFrame) -> list[Any]: ...  # for interactive use; code of the app names a type
def rows(frame: pd.DataFrame, of: type[Any] | None = None) -> list[Any]:
    """Return a DataFrame's rows as dictionaries of a row type, with None for missing values.

    `of` is the row type, such as ClaimRow; the frame may have further columns.
    Raises TypeError if the frame lacks a column of the type.
    """
    if of is not None and (missing := [name for name in columns_of(of) if name not in frame.columns]):
        raise TypeError(f"the rows are no {of.__name__}: there is no {', '.join(missing)}")
    # A twentieth of the time that pandas' own to_dict takes for a few rows of many columns. Only NaN is not itself.
    columns = ([None if value != value else value for value in frame[name].tolist()] for name in frame.columns)
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]
