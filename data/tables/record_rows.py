"""Typed rows of one record's items and entities, with names, cities and ids that are unique over all records."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.records.items import Caveat, Claim, Event, Fact, Item, Quote
from data.records.model import Anchor
from data.records.parts import area_of
from data.records.schema import Actor, Place, Record, Topic
from data.records.vocabulary import ACTING_ROLES, NOT_STATED, EventRole, PlaceKind
from data.tables.row_fields import in_one_column
from data.tables.rows import (
    ActorRow,
    AnchorRow,
    ArticleRow,
    BaseItemRow,
    CaveatRow,
    ClaimRow,
    CorrectionRow,
    EventRow,
    FactRow,
    PlaceRow,
    QuoteRow,
    TopicRow,
)


@dataclass(frozen=True)
class RecordRows:
    """Makes the rows of one record.

    `tables` maps an item's id to the name of its table, `corrected` a corrected one's to the day of the last time.
    """

    record: Record
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    items: Mapping[str, Item]
    tables: Mapping[str, str]
    corrected: Mapping[str, str]

    @classmethod
    def of(cls, record: Record) -> "RecordRows":
        """Return the rows of a record, with its entities and items indexed by id."""
        in_order = sorted(record.corrections, key=lambda correction: correction.corrected_on)
        return cls(
            record,
            {place.id: place for place in record.places},
            {actor.id: actor for actor in record.actors},
            {item.id: item for _, _, item in record.items()},
            {item.id: table for table, _, item in record.items()},
            {each.item: each.corrected_on.isoformat() for each in in_order if each.item},
        )

    @property
    def published_on(self) -> str:
        """The day of the report, as ISO 8601."""
        return self.record.article.date_published.isoformat()

    def global_id(self, item_id: str) -> str:
        """Return an item's id that is unique over all records: ARTICLE_ID.ITEM_ID."""
        return f"{self.record.article.id}.{item_id}"

    def _place_and_containers(self, place_id: str | None) -> Iterator[Place]:
        while place_id:
            yield self.places[place_id]
            place_id = self.places[place_id].within

    def city(self, place_id: str) -> str:
        """Return the id of the city that a place is or lies in; `not-stated` for a region or country."""
        return next((p.id for p in self._place_and_containers(place_id) if p.kind is PlaceKind.CITY), NOT_STATED)

    def area(self, place_id: str | None) -> str:
        """Return the area of a figure: the id of a city or region; `whole` for a country or without a place."""
        return area_of(place_id, self.places)

    def actor_name(self, actor_id: str | None) -> str | None:
        """Return an actor's name; None without an actor."""
        return self.actors[actor_id].name if actor_id else None

    def actor_names(self, ids: Iterable[str]) -> str | None:
        """Return actors' distinct names, separated by “; ”; None if there are none."""
        return in_one_column(dict.fromkeys(self.actors[actor_id].name for actor_id in ids))

    def place_names(self, ids: Iterable[str]) -> str | None:
        """Return places' distinct names, separated by “; ”; None if there are none."""
        return in_one_column(dict.fromkeys(self.places[place_id].name for place_id in ids))

    def article_row(self) -> ArticleRow:
        """Return the article's row of `articles`."""
        article = self.record.article
        return {
            "article_id": article.id, "headline": article.headline, "publisher": article.publisher,
            "republished_by": article.republished_by, "read_at": article.read_at,
            "authors": in_one_column(article.authors), "date_published": self.published_on,
            "date_published_basis": article.date_published_basis, "url": article.url, "language": article.language,
            "coded_from": article.coded_from,
        }  # fmt: skip

    def place_row(self, place: Place) -> PlaceRow:
        """Return a place's row of `places`. A site without coordinates has the pin of the nearest place around it."""
        ladder = list(self._place_and_containers(place.id)) if place.kind is PlaceKind.SITE else [place]
        pinned = next((p for p in ladder if p.lat is not None), None)
        country = next((p.id for p in self._place_and_containers(place.id) if p.kind is PlaceKind.COUNTRY), None)
        return {
            "place_id": place.id, "name": place.name, "other_names": in_one_column(place.other_names),
            "kind": place.kind, "within": place.within, "city_id": self.city(place.id), "country_id": country,
            "lat": place.lat, "lon": place.lon, "coordinates_source": place.coordinates_source,
            "pin_lat": pinned.lat if pinned else None, "pin_lon": pinned.lon if pinned else None,
            "first_named_on": self.published_on,
        }  # fmt: skip

    def actor_row(self, actor: Actor) -> ActorRow:
        """Return an actor's row of `actors`."""
        return {
            "actor_id": actor.id, "name": actor.name, "kind": actor.kind, "speaker_group": actor.speaker_group,
            "role": actor.role, "affiliation": actor.affiliation, "side": actor.side,
            "labelled_by": self.actor_name(actor.labelled_by), "aliases": in_one_column(actor.aliases),
            "first_named_on": self.published_on,
        }  # fmt: skip

    def topic_row(self, topic: Topic) -> TopicRow:
        """Return a topic's row of `topics`."""
        return {"topic_id": topic.id, "label": topic.label, "first_named_on": self.published_on}

    def correction_rows(self) -> list[CorrectionRow]:
        """Return the record's rows of `corrections`."""
        return [
            {
                "article_id": self.record.article.id, "publisher": self.record.article.publisher,
                "item_id": self.global_id(correction.item) if correction.item else None,
                "table_name": {**self.record.removed_items, **self.tables}.get(correction.item or "", "articles"),
                "corrected_on": correction.corrected_on.isoformat(), "field": correction.field,
                "before": correction.before, "after": correction.after, "why": correction.why,
                "published_on": self.published_on,
            }
            for correction in self.record.corrections
        ]  # fmt: skip

    def item_row(self, item: Item) -> EventRow | ClaimRow | QuoteRow | FactRow | CaveatRow:
        """Return an item's row of its own table. Raises TypeError if there is no table for its type."""
        match item:
            case Event():
                return self._event(item)
            case Claim():
                return self._claim(item)
            case Quote():
                return self._quote(item)
            case Fact():
                return {
                    **self._base(item), "kind": item.kind, "text": item.text, "hedge": item.hedge,
                    "attributed_to": self.actor_names(item.attributed_to),
                    "actors": self.actor_names(item.actors), "places": self.place_names(item.places),
                }  # fmt: skip
            case Caveat():
                return {**self._base(item), "kind": item.kind, "text": item.text}
            case _:
                raise TypeError(f"no table for {type(item).__name__}")

    def _base(self, item: Item) -> BaseItemRow:
        return {
            "item_id": self.global_id(item.id), "article_id": self.record.article.id,
            "published_on": self.published_on, "coded_from": self.record.article.coded_from, "note": item.note,
            "corrected_on": self.corrected.get(item.id),
        }  # fmt: skip

    def _event(self, event: Event) -> EventRow:
        basis, acled = event.date_basis, event.acled
        return {
            **self._base(event),
            "title": event.title, "summary": event.summary, "kind": event.kind, "phase": event.phase,
            "start": iso_day(event.start), "end": iso_day(event.end), "ongoing_as_of": iso_day(event.ongoing_as_of),
            "not_after": iso_day(event.not_after), "time_precision": event.time_precision,
            "date_basis": basis.kind if basis else None, "date_basis_how": basis.how if basis else None,
            "acled_event_type": acled.event_type if acled else None,
            "acled_sub_event_type": acled.sub_event_type if acled else None,
            "places": self.place_names(event.places), "mentioned_places": self.place_names(event.mentioned_places),
            "geo_precision": event.geo_precision,
            "actors": self.actor_names(part.actor for part in event.actors if part.role in ACTING_ROLES),
            "targets": self.actor_names(part.actor for part in event.actors if part.role is EventRole.TARGET),
            "witnesses": self.actor_names(part.actor for part in event.actors if part.role is EventRole.WITNESS),
            "attributed_to": self.actor_names(event.attributed_to), "hedge": event.hedge,
        }  # fmt: skip

    def _claim(self, claim: Claim) -> ClaimRow:
        asserter = self.actors[claim.asserted_by]
        return {
            **self._base(claim),
            "metric": claim.metric, "value_text": claim.value_text, "value": claim.value, "low": claim.low,
            "high": claim.high, "qualifier": claim.qualifier, "population": claim.population,
            "population_group": claim.population_group, "asserted_by": claim.asserted_by,
            "asserted_by_name": asserter.name, "asserted_by_group": asserter.speaker_group or NOT_STATED,
            "spoken_by": self.actor_name(claim.spoken_by), "told_to": self.actor_name(claim.told_to), "via": claim.via,
            "reported_on": claim.reported_on.isoformat(), "as_of": iso_day(claim.as_of),
            "as_of_basis": claim.as_of_basis, "as_of_hedge": claim.as_of_hedge,
            "place": self.places[claim.place].name if claim.place else None, "place_id": claim.place,
            "area": self.area(claim.place), "status": claim.status,
            "event_id": self.global_id(claim.event) if claim.event else None, "hedge": claim.hedge,
            "publisher": self.record.article.publisher, "read_at": self.record.article.read_at,
        }  # fmt: skip

    def _quote(self, quote: Quote) -> QuoteRow:
        speaker = self.actors[quote.speaker]
        utterance: Item = quote
        while isinstance(utterance, Quote) and utterance.part_of:
            utterance = self.items[utterance.part_of]
        return {
            **self._base(quote),
            "quote_type": quote.quote_type, "contents": "\n".join(quote.contents) or None,
            "paraphrase": quote.paraphrase, "context": quote.context, "speaker": quote.speaker,
            "speaker_name": speaker.name, "speaker_role": speaker.role, "speaker_affiliation": speaker.affiliation,
            "speaker_group": speaker.speaker_group or NOT_STATED, "cue": quote.cue,
            "told_to": self.actor_name(quote.told_to), "spoken_on": iso_day(quote.spoken_on),
            "spoken_precision": quote.spoken_precision, "said_in": quote.said_in,
            "spoken_from": self.places[quote.spoken_from].name if quote.spoken_from else None,
            "about_places": self.place_names(quote.about_places), "utterance_id": self.global_id(utterance.id),
            "nested_source": self.actor_name(quote.nested_source), "evidence_note": quote.evidence_note,
            "words": sum(len(piece.split()) for piece in quote.contents),
        }  # fmt: skip

    def anchor_rows(self, item: Item) -> list[AnchorRow]:
        """Return an item's rows of `anchors`."""
        return [_anchor_row(self.global_id(item.id), n, anchor) for n, anchor in enumerate(item.anchors)]


def _anchor_row(item_id: str, n: int, anchor: Anchor) -> AnchorRow:
    return {
        "item_id": item_id, "n": n, "paragraph": anchor.paragraph, "start_offset": anchor.start,
        "end_offset": anchor.end, "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix,
        "anchor_note": anchor.note,
    }  # fmt: skip


def iso_day(day: dt.date | None) -> str | None:
    """Return a date as ISO 8601 text; None for None."""
    return day.isoformat() if day else None
