"""Events that others coded, in the form that every codebook is read into before tables are made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import DeathsOf, GeoPrecision, TimePrecision
from data.tables.row_fields import Day, column, term_column


class CodedEvent(TypedDict):
    """An event of a data set: a row of it in our terms."""

    coder_id: Annotated[str, column("Its id in the data set.")]
    source_row: Annotated[int, column("The row of the file.")]
    title: Annotated[str, column("What it is, in one line.")]
    summary: Annotated[str, column("The same in a sentence, in our words.")]
    kind_topic: Annotated[str, column("The id of the coder’s kind of event, as a topic.")]
    conflict_topic: Annotated[str | None, column("The id of the coder’s conflict, as a topic.")]
    conflict: Annotated[str | None, column("Its name.")]
    start: Annotated[Day | None, column("The first day; empty where the printed one is no day.")]
    end: Annotated[Day | None, column("The last day.")]
    time_precision: Annotated[str, term_column(TimePrecision, "How precisely it is dated.")]
    dating: Annotated[str | None, column("The same in the coder’s terms.")]
    place: Annotated[str | None, column("The id of the place.")]
    place_name: Annotated[str | None, column("Its name.")]
    city: Annotated[str | None, column("The place again, if it is a city; empty for what is wider.")]
    place_words: Annotated[str | None, column("Where it happened, in the coder’s words.")]
    geo_precision: Annotated[str, term_column(GeoPrecision, "How precisely it is placed.")]
    placing: Annotated[str | None, column("The same in the coder’s terms.")]
    side_a: Annotated[str | None, column("The id of the first side.")]
    side_a_name: Annotated[str | None, column("Its name.")]
    side_b: Annotated[str | None, column("The id of the second side.")]
    side_b_name: Annotated[str | None, column("Its name.")]
    one_sided: Annotated[bool, column("Whether the second side is acted upon and takes no part.")]
    sources: Annotated[str | None, column("The reports that it rests on, as printed.")]
    relied_on: Annotated[str | None, column("Whom those rely on, as printed.")]
    source_count: Annotated[float | None, column("How many sources are counted.")]
    clarity: Annotated[str | None, column("How clearly it is reported, in the coder’s terms.")]
    best: Annotated[float | None, column("The best estimate of all deaths.")]
    low: Annotated[float | None, column("The low one.")]
    high: Annotated[float | None, column("The high one.")]
    deaths_side_a: Annotated[float | None, column("The best estimate of deaths of the first side.")]
    deaths_side_b: Annotated[float | None, column("That of the second side.")]
    deaths_civilians: Annotated[float | None, column("That of civilians.")]
    deaths_unknown: Annotated[float | None, column("That of those whose side is not known.")]
    search: Annotated[str, column("Everything that it may be searched by.")]


DEATHS: dict[str, tuple[str, str | None, str | None]] = {
    DeathsOf.ALL: ("best", "low", "high"),
    DeathsOf.SIDE_A: ("deaths_side_a", None, None),
    DeathsOf.SIDE_B: ("deaths_side_b", None, None),
    DeathsOf.CIVILIANS: ("deaths_civilians", None, None),
    DeathsOf.UNKNOWN: ("deaths_unknown", None, None),
}
"""Whose deaths to the columns of the best, low and high estimate of them."""


@dataclass(frozen=True)
class Oddity:
    """What is odd about a row: its number, the column, what is wrong, and what may be done. The row is kept."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.column} {self.message}"


Report = Callable[[str, str], None]
"""Takes note of an oddity of the row at hand: the column, and what is odd about it."""
