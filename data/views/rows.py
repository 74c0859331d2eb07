"""The rows that views hand to renderers, by their types: renderers know no tables."""

from data.figures.row_types import AttributionRow, ComparedClaimRow, StatementRow
from data.queries.row_types import (
    AnchoredRow,
    ArticleAnchorRow,
    CityRow,
    CountRow,
    FacetRow,
    LaneRow,
    SpeakerGroupRow,
)
from data.tables.names import Format, Table
from data.tables.rows import (
    ArticleRow,
    BaseItemRow,
    CaveatRow,
    ClaimRow,
    CorrectionRow,
    EventRow,
    FactRow,
    QuoteRow,
    rows,
)

__all__ = [
    "AnchoredRow", "ArticleAnchorRow", "ArticleRow", "AttributionRow", "BaseItemRow", "CaveatRow", "CityRow",
    "ClaimRow", "ComparedClaimRow", "CorrectionRow", "CountRow", "EventRow", "FacetRow", "FactRow", "Format", "LaneRow",
    "QuoteRow", "SpeakerGroupRow", "StatementRow", "Table", "rows",
]  # fmt: skip
