"""Typed rows of the tables between items and what they refer to."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import ClaimStatus
from data.tables.row_fields import Day, column, term_column


class ItemRow(TypedDict):
    """A row of `items`: an event, claim, quote, fact or caveat, as a Selection filters it."""

    item_id: Annotated[str, column("The item.")]
    table_name: Annotated[str, column("The table that it has its row in.")]
    article_id: Annotated[str, column("The article that it stands in.")]
    published_on: Annotated[Day, column("The day of the report that it stands in.")]
    earliest: Annotated[Day | None, column("The first day that it may be of; empty where it has no day of its own.")]
    latest: Annotated[Day | None, column("The last day that it may be of; empty where nothing bounds it.")]
    sure_from: Annotated[Day | None, column("The first of the days that it certainly is of; empty where none is.")]
    sure_to: Annotated[Day | None, column("The last of those days.")]
    firm: Annotated[bool, column("Whether its days hold: they are neither rough nor hedged.")]
    search: Annotated[str, column("Everything that it may be searched by.")]


class LinkRow(TypedDict):
    """A row of `links`: the bridge from an item to a place, an actor or a topic."""

    item_id: Annotated[str, column("The item.")]
    table_name: Annotated[str, column("The item’s table.")]
    facet: Annotated[str, column("What is at the other end: place, actor or topic.")]
    term: Annotated[str, column("The id of the place, the actor or the topic.")]
    role: Annotated[str, column("What it has to do with the item, such as “happened” or “speaker”.")]
    city_id: Annotated[str | None, column("Of a place: its city, or not-stated.")]


class TermRow(TypedDict):
    """A row of `terms`: a value that an item has under a facet, with `not-stated` filled in."""

    item_id: Annotated[str, column("The item.")]
    table_name: Annotated[str, column("The item’s table.")]
    facet: Annotated[str, column("The facet.")]
    term: Annotated[str, column("The value.")]


class AnchorRow(TypedDict):
    """A row of `anchors`: a passage of the article that an item is based on."""

    item_id: Annotated[str, column("The item.")]
    n: Annotated[int, column("Which of the item’s anchors it is, from 0.")]
    paragraph: Annotated[int, column("The paragraph, from 0.")]
    start_offset: Annotated[int, column("The words’ first character in the paragraph, from 0.")]
    end_offset: Annotated[int, column("The character behind their last.")]
    exact: Annotated[str, column("The words.")]
    prefix: Annotated[str | None, column("A few words before them.")]
    suffix: Annotated[str | None, column("A few words behind them.")]
    anchor_note: Annotated[str | None, column("What the coder has to say of the anchor.")]


class ConcernRow(TypedDict):
    """A row of `concerns`: an item that a caveat concerns."""

    caveat_id: Annotated[str, column("The caveat.")]
    item_id: Annotated[str, column("The item.")]


class RelationRow(TypedDict):
    """A row of `relations`: a relation between two claims."""

    item_id: Annotated[str, column("The claim that says so.")]
    relation: Annotated[str, column("The relation, one of `data.records.vocabulary.Relation`.")]
    other_id: Annotated[str, column("The other claim.")]
    published_on: Annotated[Day, column("The day from which both are known.")]


class StatusRow(TypedDict):
    """A row of `statuses`: a status of a claim and the days on which it had it."""

    item_id: Annotated[str, column("The claim.")]
    status: Annotated[str, term_column(ClaimStatus, "Its status in that time.")]
    since: Annotated[Day, column("The first day.")]
    until: Annotated[Day | None, column("The day behind the last; none if it is not over.")]


class StanceRow(TypedDict):
    """A row of `stances`: an event or claim that a quotation asserts or denies."""

    quote_id: Annotated[str, column("The quotation.")]
    item_id: Annotated[str, column("The event or the claim.")]
    stance: Annotated[str, column("Whether it asserts or denies it.")]
