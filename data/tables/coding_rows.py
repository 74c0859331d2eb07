"""Typed rows of events that others coded: how they were coded, and the coder's estimates of deaths."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import DeathsOf
from data.tables.row_fields import column, term_column


class CodingRow(TypedDict):
    """A row of `codings`: how the coder of a data set came to an event, in the data set's own terms."""

    item_id: Annotated[str, column("The event.")]
    source_row: Annotated[int, column("The row of the file that it stands in; the row of names is the first.")]
    coder_id: Annotated[str, column("The event’s id in the data set.")]
    conflict: Annotated[str | None, column("The conflict that the coder counts it to.")]
    sources: Annotated[str | None, column("The reports that it rests on, as the data set prints them.")]
    relied_on: Annotated[str | None, column("Whom those reports rely on, as the data set prints it.")]
    source_count: Annotated[float | None, column("How many sources the coder counts; empty where that is not coded.")]
    dating: Annotated[str | None, column("How closely the coder dates it, in words.")]
    placing: Annotated[str | None, column("How closely the coder places it, in words.")]
    clarity: Annotated[str | None, column("How clearly the coder finds it reported, in words.")]
    place_words: Annotated[str | None, column("Where it happened, in the coder’s words.")]
    oddity: Annotated[str | None, column("What is odd about its row, which is shown as it is printed.")]


class EstimateRow(TypedDict):
    """A row of `estimates`: how many deaths the coder of a data set estimates for an event."""

    item_id: Annotated[str, column("The event.")]
    deaths_of: Annotated[str, term_column(DeathsOf, "Whose deaths are counted.")]
    best: Annotated[float | None, column("The coder’s best estimate.")]
    low: Annotated[float | None, column("The coder’s low estimate; empty where none is coded.")]
    high: Annotated[float | None, column("The coder’s high estimate; empty where none is coded.")]
