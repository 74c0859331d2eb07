"""The record of one article: pydantic models of `data/articles/*.json`.

Terms follow the field's standards, cited where they are used: schema.org `NewsArticle` and `Quotation`
(https://schema.org), the ACLED codebook (event types, time and geo precision), UCDP GED (`where_prec`,
`date_prec`), the Standards for Casualty Recording (every figure with its source, its words and its date) and
the W3C Web Annotation Data Model (text position and text quote selectors).

Ids inside a record are local; the archive makes them global as `ARTICLE_ID.LOCAL_ID`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from data.records.items import Caveat, Claim, Event, Fact, Item, Quote
from data.records.model import Anchor, Drafted, Model, Name, Slug, Text
from data.records.vocabulary import ActorKind, CodedFrom, PlaceKind, SpeakerGroup

ITEM_LISTS = ("events", "claims", "quotes", "facts", "caveats")
"""Names of the lists of a record that hold items."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class Uncoded(Model):
    """A sentence that no item is coded from, and why (for example, page navigation). Sentences are counted from 0."""

    paragraph: int = Field(ge=0)
    sentence: int = Field(ge=0)
    reason: Text


class Article(Model):
    """The article a record was coded from (schema.org `NewsArticle`).

    `publisher` published the report. `republished_by` printed all of it again. `read_at` is the page on which it was
    read if that is not the publisher's own; it may have only an excerpt. Neither is a separate source. `coded_from`
    says how much of the text the coder had: a record of an excerpt has no anchors, and the headline may be unknown.
    """

    id: Slug
    headline: Text | None = None
    publisher: Text
    republished_by: Text | None = None
    read_at: Text | None = None
    authors: list[Name] = Field(default_factory=list, description="Empty where none is recorded.")
    date_published: dt.date
    date_published_basis: Text = Field(description="How the date is known: printed, or worked out and how.")
    url: WebAddress
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    coded_from: CodedFrom = CodedFrom.WHOLE_TEXT
    text_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    paragraph_count: int | None = Field(default=None, ge=1)
    uncoded: list[Uncoded] = Field(default_factory=list)

    @model_validator(mode="after")
    def _text_is_at_hand_or_not(self) -> Self:
        if self.coded_from is CodedFrom.EXCERPT and (self.text_sha256 or self.paragraph_count):
            raise ValueError("coded from an opening, so there is no text_sha256 and no paragraph_count to give")
        if self.coded_from is CodedFrom.DATA_SET:
            raise ValueError("“coded_from” is of a report that was read: “whole_text” or “excerpt”")
        if self.coded_from is CodedFrom.WHOLE_TEXT and self.headline is None:
            raise ValueError("headline is missing; only a record coded from an opening may do without")
        return self


class Correction(Model):
    """A change to a record that was already published: when, where, from what to what, and why.

    `item` is the corrected item’s id; none if the description of the article, or of somebody or somewhere that it
    names, was wrong: `field` is then a field of the article, or “actors.ACTOR_ID.FIELD”. `before` and `after` are
    values as a reader saw them; none if there was no value. Of an item that was taken out of the record, `field` is the
    name of its list (“claims”), and `after` is none. Corrections are never removed.
    """

    item: Slug | None = None
    corrected_on: dt.date
    field: Text
    before: Text | None = None
    after: Text | None = None
    why: Text

    @model_validator(mode="after")
    def _something_changed(self) -> Self:
        if self.before == self.after:
            raise ValueError("before and after are the same, so nothing was corrected")
        return self

    @property
    def removes_item(self) -> bool:
        """Whether its item was taken out of the record: it then names an item that is not there any more."""
        return self.item is not None and self.field in ITEM_LISTS and self.after is None


class Place(Model):
    """A place that the record names. It has coordinates only if a gazetteer gives them; a country has none.

    `same_as` are ids of articles whose records have the same place under the same id.
    """

    id: Slug
    same_as: list[Slug] = Field(default_factory=list)
    name: Name
    other_names: list[Name] = Field(default_factory=list)
    kind: PlaceKind
    within: Slug | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    coordinates_source: Text | None = None
    anchors: list[Anchor] = Field(default_factory=list)
    drafted: Drafted | None = None

    @model_validator(mode="after")
    def _coordinates_are_whole(self) -> Self:
        given = [field is not None for field in (self.lat, self.lon, self.coordinates_source)]
        if any(given) and not all(given):
            raise ValueError("lat, lon and coordinates_source stand together: give all three or none")
        return self


class Actor(Model):
    """A person, body or group that acts, speaks or is mentioned (ACLED `actor`), as this article presents it.

    `labelled_by` is given if the name is a label and not a known group: “terrorists” is the word of its speaker and is
    never merged with another actor. `same_as` are ids of articles whose records speak of the same body or person under
    the same id: without it, two records that use one id are not taken for speaking of one (schema.org `sameAs`).
    """

    id: Slug
    same_as: list[Slug] = Field(default_factory=list)
    name: Name
    kind: ActorKind
    speaker_group: SpeakerGroup | None = None
    role: Text | None = None
    affiliation: Text | None = None
    side: Text | None = None
    labelled_by: Slug | None = None
    aliases: list[Name] = Field(default_factory=list)
    anchors: list[Anchor] = Field(default_factory=list)
    drafted: Drafted | None = None


class Topic(Model):
    """A subject that items are about (schema.org `about`)."""

    id: Slug
    label: Text


class Record(Model):
    """One article, coded by hand: self-contained, portable, one JSON file."""

    schema_version: Literal[1]
    license: Literal["CC BY 4.0"]
    article: Article
    places: list[Place] = Field(default_factory=list)
    actors: list[Actor] = Field(default_factory=list)
    topics: list[Topic] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
    quotes: list[Quote] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    caveats: list[Caveat] = Field(default_factory=list)
    corrections: list[Correction] = Field(default_factory=list)

    @model_validator(mode="after")
    def _figures_were_reported_when_the_article_was(self) -> Self:
        published = self.article.date_published
        for n, claim in enumerate(self.claims):
            if claim.reported_on != published:
                raise ValueError(
                    f"claims[{n}] ({claim.id}).reported_on is {claim.reported_on}, but the article was published on "
                    f"{published}: what a report takes over from an earlier one, it reports on its own day"
                )
        return self

    @property
    def removed_items(self) -> dict[str, str]:
        """The items that corrections took out of the record, each with the name of the list that it was in."""
        return {each.item: each.field for each in self.corrections if each.item and each.removes_item}

    def items(self) -> Iterator[tuple[str, int, Item]]:
        """Yield every coded item as (name of its list, index in the list, item)."""
        for name in ITEM_LISTS:
            members: Sequence[Item] = getattr(self, name)
            yield from ((name, n, member) for n, member in enumerate(members))

    def proposals(self) -> list[str]:
        """Return the ids of the places, actors and items that a program proposed and nobody has accepted."""
        items = [item for _, _, item in self.items()]
        members: list[Place | Actor | Item] = [*self.places, *self.actors, *items]
        return [member.id for member in members if member.drafted]

    def anchor_lists(self) -> Iterator[tuple[str, Sequence[Anchor]]]:
        """Yield (place in the file, anchors) of every place, actor and item."""
        for n, place in enumerate(self.places):
            yield f"places[{n}]", place.anchors
        for n, actor in enumerate(self.actors):
            yield f"actors[{n}]", actor.anchors
        for name, n, item in self.items():
            yield f"{name}[{n}]", item.anchors


class Collection(Model):
    """The subject of the whole dashboard: its title, its lead article, the licence of the records.

    `renamed_actors` maps ids of actors that were published to those that took their place, so that old links and kept
    releases are read as meant. Entries are only added.
    """

    title: Text
    description: Text
    lead_article: Slug
    license: Literal["CC BY 4.0"]
    source: Text
    renamed_actors: dict[Slug, Slug] = Field(default_factory=dict)
