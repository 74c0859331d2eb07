"""Typed rows of exports: the rows of the tables and the columns that an export adds."""

from collections.abc import Mapping
from typing import Annotated, Any

from typing_extensions import TypedDict

from data.figures.series import MOST_RIVALS
from data.queries.row_types import PlaceCountRow
from data.records.vocabulary import InRange
from data.tables.row_fields import column, json_schema_of, term_column
from data.tables.rows import (
    ActorRow,
    ArticleRow,
    CaveatRow,
    ClaimRow,
    CorrectionRow,
    EventRow,
    FactRow,
    QuoteRow,
    Table,
)

CONTESTED_BY = (
    "Who contests the figure, separated by “; ”: “record” where a coder marks it and another one as contradicting each "
    "other, “rule” where the dashboard’s rule finds that it and another one cannot both be true."
)


class RelatedColumns(TypedDict):
    """The known claims in a relation to a figure."""

    same_statement_as: Annotated[str | None, column("Claims that are the same statement: ids, separated by “; ”.")]
    supersedes: Annotated[str | None, column("Claims that this one replaces: ids, separated by “; ”.")]
    contradicts: Annotated[
        str | None, column("Claims that its record marks it as contradicting: ids, separated by “; ”.")
    ]
    part_of: Annotated[str | None, column("The claim that this one is a part of.")]
    retracted_by: Annotated[str | None, column("The claim that reports this one as withdrawn.")]
    superseded_by: Annotated[str | None, column("Claims that replace this one: ids, separated by “; ”.")]
    contradicted_by: Annotated[
        str | None, column("Claims whose records mark them as contradicting it: ids, separated by “; ”.")
    ]
    contested_by: Annotated[str | None, column(CONTESTED_BY)]
    incompatible_with: Annotated[
        str | None,
        column(
            f"Claims that cannot be true together with it by the dashboard’s rule: ids, separated by “; ”; the first "
            f"{MOST_RIVALS}."
        ),
    ]


class SourceColumns(TypedDict):
    """The passage of an item in its article, and its corrections."""

    source_paragraph: Annotated[str | None, column("The paragraph of the article, from 1, that it stands in.")]
    source_words: Annotated[str | None, column("The words there that it stands on.")]
    source_url: Annotated[str, column("A link that opens the article at those words.")]
    corrections: Annotated[str | None, column("What was corrected in it, the newest first, separated by “; ”.")]


class RangeColumns(TypedDict):
    """Whether an item is certainly in the range of days that it was asked for by."""

    in_range: Annotated[
        str | None, term_column(InRange, "Whether it is certainly in the range of days; empty where none is asked for.")
    ]


class ExportedEventRow(EventRow, SourceColumns, RangeColumns):
    """An exported event."""


class ExportedClaimRow(ClaimRow, RelatedColumns, SourceColumns, RangeColumns):
    """An exported figure."""


class ExportedQuoteRow(QuoteRow, SourceColumns, RangeColumns):
    """An exported quotation."""


class ExportedFactRow(FactRow, SourceColumns, RangeColumns):
    """Exported background."""


class ExportedCaveatRow(CaveatRow, SourceColumns, RangeColumns):
    """An exported caveat."""


EXPORTED_ROW_TYPES: Mapping[Table, type[Any]] = {
    Table.ARTICLES: ArticleRow, Table.EVENTS: ExportedEventRow, Table.CLAIMS: ExportedClaimRow,
    Table.QUOTES: ExportedQuoteRow, Table.FACTS: ExportedFactRow, Table.CAVEATS: ExportedCaveatRow,
    Table.ACTORS: ActorRow, Table.PLACES: PlaceCountRow, Table.CORRECTIONS: CorrectionRow,
}  # fmt: skip
"""Table to the type of the rows that `data.export.files.rows_for_export` returns."""


def row_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one exported row of a table; all columns are required."""
    return json_schema_of(EXPORTED_ROW_TYPES[table]) | {"title": f"A row of {table}"}
