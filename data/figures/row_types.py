"""Typed rows of the results of `data.figures`."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import Count, SpeakerGroup
from data.tables.row_fields import column, term_column
from data.tables.rows import ClaimRow


class CountedClaimRow(ClaimRow):
    """A figure of people, with the count that it belongs to."""

    count: Annotated[str, term_column(Count, "What it is compared within.")]


class StatementRow(CountedClaimRow):
    """A statement, as the first of its claims that is shown: a row of `statements` and `latest_figures`."""

    report_count: Annotated[
        int,
        column("How many known reports carry the statement, without those that withdraw it: they are one source."),
    ]


class ComparedClaimRow(CountedClaimRow):
    """A figure and its agreement with those of other asserters: a row of `compared_claims`."""

    statement_id: Annotated[str, column("The claim that its statement was first met as.")]
    agreement: Annotated[str, column("“agrees”, “contradicts”, “uncompared” or “superseded”.")]
    standing: Annotated[str, column("How the figure stands and by whose word, in words.")]


class UpdateRow(TypedDict):
    """A figure that its asserter replaced: a row of `own_updates`."""

    item_id: Annotated[str, column("The older figure.")]
    newer_id: Annotated[str, column("The newer one.")]


class AttributionRow(TypedDict):
    """A statement about an event or a figure: a row of `attributions_of`."""

    speaker_group: Annotated[str, term_column(SpeakerGroup, "The side.")]
    who: Annotated[str, column("Who says so.")]
    says: Annotated[str, column("What they do, in words: asserts, denies, gives another figure, withdraws it.")]
    words: Annotated[str | None, column("The words.")]
    words_are_quoted: Annotated[bool, column("Whether they are the source’s own.")]
    item_id: Annotated[str, column("The item that shows where it stands.")]
    table_name: Annotated[str, column("That item’s table.")]


class AttributedItemRow(TypedDict):
    """An event or a figure and how many sides speak of it: a row of `items_with_attributions`."""

    item_id: Annotated[str, column("The item.")]
    table_name: Annotated[str, column("Its table: events or claims.")]
    title: Annotated[str, column("What it is called.")]
    sides: Annotated[int, column("How many sides speak of it.")]


class SaidRow(TypedDict):
    """Something that is said on a topic: a row of `said_by_topic`."""

    topic: Annotated[str, column("The topic; not-stated for what has none.")]
    topic_label: Annotated[str, column("What the topic is called.")]
    speaker_group: Annotated[str, term_column(SpeakerGroup, "The side; not-stated if none is recorded.")]
    who: Annotated[str, column("Who says so: names, separated by “; ”.")]
    words: Annotated[str, column("The figure, the quotation, or the title of the event.")]
    words_are_quoted: Annotated[bool, column("Whether they are the source’s own.")]
    settled: Annotated[bool, column("Whether it is a figure that was replaced or withdrawn.")]
    item_id: Annotated[str, column("The item that shows where it stands.")]
    table_name: Annotated[str, column("That item’s table.")]


class MatterRow(TypedDict):
    """A topic on which somebody is heard: a row of `matters`."""

    topic: Annotated[str, column("The topic.")]
    topic_label: Annotated[str, column("What it is called.")]
    sides: Annotated[int, column("How many sides speak of it.")]
    statements: Annotated[int, column("How many statements there are.")]


class LaterFigures(TypedDict):
    """What later reports changed in the figures of one count, population and area.

    `figures` are later figures, `withdrawn` are figures that were withdrawn, both as (value_text, day); `place` is None
    for the whole area.
    """

    count: str
    population_group: str
    place: str | None
    figures: list[tuple[str, str]]
    withdrawn: list[tuple[str, str]]
