"""What is coded from an article: events, claims, quotations, facts and caveats, each anchored in its text.

Part of the schema in `data/records/schema.py`, which says whose terms these are.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from typing import Literal, Self

from pydantic import Field, model_validator

from data.records.model import Anchor, ClaimRef, Drafted, Model, Slug, Text
from data.records.vocabulary import (
    BasisKind,
    CaveatKind,
    ClaimStatus,
    EventKind,
    EventRole,
    FactKind,
    GeoPrecision,
    Metric,
    Phase,
    PopulationGroup,
    Qualifier,
    QuoteType,
    Relation,
    Stance,
    TimePrecision,
)
from data.text import difference, normalize, seen


class DateBasis(Model):
    """How a date is known: printed in the article, or worked out from its words, and how."""

    kind: BasisKind
    how: Text


class EventActor(Model):
    """An actor's part in an event."""

    actor: Slug
    role: EventRole


class Acled(Model):
    """The ACLED event type, given only where one fits."""

    event_type: Literal[
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments",
    ]  # fmt: skip
    sub_event_type: Text | None = None


class Item(Model):
    """The fields of every coded item: an id that is unique in its record, topics, and anchors in the text.

    `drafted` is given only while the item is a proposal that nobody has accepted; published records have none.
    """

    id: Slug
    topics: list[Slug] = Field(default_factory=list)
    note: Text | None = None
    anchors: list[Anchor] = Field(default_factory=list)
    drafted: Drafted | None = None

    def actor_ids(self) -> Iterator[str]:
        """Yield the ids of the actors that the item refers to; an id may come more than once."""
        yield from ()

    def place_ids(self) -> Iterator[str]:
        """Yield the ids of the places that the item refers to; an id may come more than once."""
        yield from ()


class Event(Item):
    """Something that happened, is going on, or is announced (ACLED and UCDP GED event).

    `start` and `end` are what the article supports and no more; `not_after` bounds an event without a date;
    `ongoing_as_of` marks one that had not ended on that day. `places` are where it happened, `mentioned_places`
    are only named in it.
    """

    title: Text
    summary: Text
    kind: EventKind
    phase: Phase
    start: dt.date | None = None
    end: dt.date | None = None
    ongoing_as_of: dt.date | None = None
    not_after: dt.date | None = None
    time_precision: TimePrecision
    date_basis: DateBasis | None = None
    acled: Acled | None = None
    places: list[Slug] = Field(default_factory=list)
    mentioned_places: list[Slug] = Field(default_factory=list)
    geo_precision: GeoPrecision
    actors: list[EventActor] = Field(default_factory=list)
    attributed_to: list[Slug] = Field(default_factory=list)
    hedge: Text | None = Field(default=None, description="The article's own hedging words.")

    def actor_ids(self) -> Iterator[str]:
        yield from (part.actor for part in self.actors)
        yield from self.attributed_to

    def place_ids(self) -> Iterator[str]:
        yield from chain(self.places, self.mentioned_places)

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"end {self.end} is before start {self.start}")
        if (self.start is None) != (self.time_precision is TimePrecision.UNKNOWN):
            raise ValueError("an event without a start has time_precision “unknown”, and only such an event")
        if self.start is None and (self.end or self.ongoing_as_of):
            raise ValueError("an event without a start has neither end nor ongoing_as_of; not_after bounds it")
        if self.ongoing_as_of and self.end:
            raise ValueError("an event that was not over (ongoing_as_of) has no end")
        if self.start and self.ongoing_as_of and self.ongoing_as_of < self.start:
            raise ValueError(f"ongoing_as_of {self.ongoing_as_of} is before start {self.start}")
        if self.start and self.date_basis is None:
            raise ValueError("a dated event says in date_basis how its date is known")
        if self.places and self.geo_precision is GeoPrecision.UNKNOWN:
            raise ValueError("geo_precision “unknown” contradicts the places given")
        if not self.places and self.geo_precision is not GeoPrecision.UNKNOWN:
            raise ValueError("an event without places has geo_precision “unknown”")
        return self


class Claim(Item):
    """A figure and who asserts it (Standards for Casualty Recording; ACLED's fatality notes).

    `value_text` has the source's words and is always given; `value`, `low` and `high` are given only if the words
    contain a number. `as_of` is the day that the figure describes, `reported_on` the day on which it was published.

    `asserted_by` is the body or person whose figure it is, `spoken_by` the person who spoke for them, `via` the
    channel: a ministry's figure is asserted by the ministry, also when somebody else reads it out on television.

    The five relations name claims of any record (`data.records.relations` checks them). A claim names the earlier
    claims that it repeats, replaces, contradicts or is a part of, and the later one that withdraws it.
    """

    metric: Metric
    value_text: Text
    value: float | None = Field(default=None, ge=0)
    low: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    qualifier: Qualifier
    population: Text | None = Field(default=None, description="Whom it counts, in the source's words.")
    population_group: PopulationGroup
    asserted_by: Slug
    spoken_by: Slug | None = None
    told_to: Slug | None = None
    via: Text | None = Field(default=None, description="The channel it came through, in the source's words.")
    reported_on: dt.date
    as_of: dt.date | None = None
    as_of_basis: Text | None = None
    as_of_hedge: Text | None = Field(default=None, description="The article's own hedging of the as_of date.")
    place: Slug | None = None
    event: Slug | None = None
    status: ClaimStatus = ClaimStatus.CURRENT
    same_statement_as: list[ClaimRef] = Field(default_factory=list)
    supersedes: list[ClaimRef] = Field(default_factory=list)
    contradicts: list[ClaimRef] = Field(default_factory=list)
    part_of: ClaimRef | None = None
    retracted_by: ClaimRef | None = None
    hedge: Text | None = None

    def related(self) -> Iterator[tuple[Relation, str]]:
        """Yield (relation, claim) for each claim that this one names; the claim is written as in the record."""
        yield from ((Relation.SAME_STATEMENT_AS, other) for other in self.same_statement_as)
        yield from ((Relation.SUPERSEDES, other) for other in self.supersedes)
        yield from ((Relation.CONTRADICTS, other) for other in self.contradicts)
        if self.part_of:
            yield Relation.PART_OF, self.part_of
        if self.retracted_by:
            yield Relation.RETRACTED_BY, self.retracted_by

    def actor_ids(self) -> Iterator[str]:
        yield self.asserted_by
        yield from (actor for actor in (self.spoken_by, self.told_to) if actor)

    def place_ids(self) -> Iterator[str]:
        if self.place:
            yield self.place

    @model_validator(mode="after")
    def _numbers_fit_the_qualifier(self) -> Self:
        numbers = (self.value, self.low, self.high)
        if self.qualifier is Qualifier.VAGUE and any(n is not None for n in numbers):
            raise ValueError("a vague figure keeps its words and has no value, low or high")
        if self.qualifier is not Qualifier.VAGUE and self.value is None:
            raise ValueError(f"a figure qualified “{self.qualifier}” needs its value")
        if self.qualifier is Qualifier.EXACT and not self.value == self.low == self.high:
            raise ValueError("an exact figure has value, low and high all the same")
        if self.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) and (
            self.low != self.value or self.high is not None
        ):
            raise ValueError(f"“{self.qualifier}” means low is the value and high stays open (null)")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"high {self.high:g} is below low {self.low:g}")
        if self.as_of and self.as_of > self.reported_on:
            raise ValueError(f"as_of {self.as_of} is after reported_on {self.reported_on}")
        return self

    @model_validator(mode="after")
    def _words_are_anchored(self) -> Self:
        words = seen(self.value_text)
        if self.anchors and not any(words in seen(anchor.exact) for anchor in self.anchors):
            raise ValueError(f"no anchor holds the figure's words “{self.value_text}”")
        return self


class ItemStance(Model):
    """An event or claim of the same record that a quotation asserts or denies."""

    item: Slug
    stance: Stance


class Quote(Item):
    """Words somebody said (schema.org `Quotation`), one entry per utterance.

    `contents` are the pieces inside quotation marks, in order; an indirect statement has none, and `paraphrase` has it
    in our words. `context` describes in our words what it was about. `part_of` names the quote that begins the
    utterance. `nested_source` is the actor that the speaker relies on. `stances` are the events and claims that the
    words assert or deny, not those that they only comment on.
    """

    quote_type: QuoteType
    contents: list[Text] = Field(default_factory=list)
    paraphrase: Text | None = None
    context: Text
    speaker: Slug
    cue: Text
    told_to: Slug | None = None
    spoken_on: dt.date | None = None
    spoken_precision: TimePrecision = TimePrecision.UNKNOWN
    said_in: Text | None = None
    spoken_from: Slug | None = None
    about_places: list[Slug] = Field(default_factory=list)
    about_actors: list[Slug] = Field(default_factory=list)
    part_of: Slug | None = None
    nested_source: Slug | None = None
    evidence_note: Text | None = None
    stances: list[ItemStance] = Field(default_factory=list)

    def actor_ids(self) -> Iterator[str]:
        yield self.speaker
        yield from (actor for actor in (self.told_to, self.nested_source) if actor)
        yield from self.about_actors

    def place_ids(self) -> Iterator[str]:
        yield from self.about_places
        if self.spoken_from:
            yield self.spoken_from

    @model_validator(mode="after")
    def _words_stand_where_they_belong(self) -> Self:
        indirect = self.quote_type is QuoteType.INDIRECT
        if indirect and (self.contents or not self.paraphrase):
            raise ValueError("an indirect statement has a paraphrase in our words and no contents")
        if not indirect and not self.contents:
            raise ValueError(f"a quotation of type “{self.quote_type}” needs its contents")
        if (self.spoken_on is None) != (self.spoken_precision is TimePrecision.UNKNOWN):
            raise ValueError("a quotation without spoken_on has spoken_precision “unknown”, and only such a one")
        words = {seen(anchor.exact): anchor.exact for anchor in self.anchors}
        if self.anchors and (missing := [piece for piece in self.contents if seen(piece) not in words]):
            near = next((exact for exact in words.values() if normalize(exact) == normalize(missing[0])), None)
            hint = f"; one differs: {difference(missing[0], near)}" if near else ""
            raise ValueError(f"no anchor holds exactly the words “{missing[0]}”{hint}")
        return self


class Fact(Item):
    """Background that the article gives, in our words."""

    kind: FactKind
    text: Text
    hedge: Text | None = None
    attributed_to: list[Slug] = Field(default_factory=list)
    places: list[Slug] = Field(default_factory=list)
    actors: list[Slug] = Field(default_factory=list)

    def actor_ids(self) -> Iterator[str]:
        yield from chain(self.actors, self.attributed_to)

    def place_ids(self) -> Iterator[str]:
        yield from self.places


class Caveat(Item):
    """Something contested, hedged or given without evidence. `concerns` are the ids of the items that it concerns."""

    kind: CaveatKind
    text: Text
    concerns: list[Slug] = Field(default_factory=list)
