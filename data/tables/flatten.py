"""Records to flat tables: one row an item, an entity or a link between the two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.records.items import Caveat, Claim, Event, Fact, Item, Quote
from data.records.model import Anchor
from data.records.relations import Link, sound_relations, status_periods
from data.records.schema import Actor, Place, Record
from data.records.vocabulary import ACTING, NOT_STATED, WHOLE, EventRole, PlaceKind
from data.tables.row_fields import columns_of, dtypes_of
from data.tables.rows import COLUMNS, ROW_TYPES
from data.text import search_text

Row = dict[str, Any]


def tables_from_records(records: Sequence[Record]) -> dict[str, pd.DataFrame]:
    """Every table of the archive by its name, of records in the order of their publication.

    An empty table still has its columns. Relations that do not hold are left out.
    """
    collected: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    entities: dict[str, dict[str, Row]] = {"places": {}, "actors": {}, "topics": {}}
    collected["relations"], collected["statuses"] = _relations(records)
    for record in records:
        names = _Names.of(record)
        first = {"first_named_on": record.article.date_published.isoformat()}
        collected["articles"].append(_article_row(record))
        for name, found in {
            "places": {place.id: names.place_row(place) for place in record.places},
            "actors": {actor.id: _actor_row(actor, names) for actor in record.actors},
            "topics": {topic.id: {"topic_id": topic.id, "label": topic.label} for topic in record.topics},
        }.items():
            for entity_id, row in found.items():
                entities[name].setdefault(entity_id, row | first)
        collected["corrections"] += _corrections(record, names)
        for table, _, item in record.items():
            row = names.item_row(item)
            collected[table].append(row)
            links = list(names.links(item))
            collected["items"].append(_items_row(table, row, names.search_words(item)))
            collected["links"] += [{"item_id": row["item_id"], "table_name": table, **link} for link in links]
            collected["terms"] += _terms(table, row, links)
            collected["anchors"] += [
                {"item_id": row["item_id"], "n": n, **_anchor_row(anchor)} for n, anchor in enumerate(item.anchors)
            ]
            if isinstance(item, Caveat):
                collected["concerns"] += [
                    {"caveat_id": row["item_id"], "item_id": names.globally(each)} for each in item.concerns
                ]
            if isinstance(item, Quote):
                collected["stances"] += [
                    {"quote_id": row["item_id"], "item_id": names.globally(each.item), "stance": each.stance}
                    for each in item.stances
                ]
    for name, rows in entities.items():
        collected[name] = list(rows.values())
    return {name: _frame(rows, ROW_TYPES[name]) for name, rows in collected.items()}


def _relations(records: Sequence[Record]) -> tuple[list[Row], list[Row]]:
    """Rows of `relations` and of `statuses`. A relation is known once both of its claims are."""
    sound, _ = sound_relations(records)
    published = {record.article.id: record.article.date_published.isoformat() for record in records}

    def known_from(link: Link) -> str:
        return max(published[claim.partition(".")[0]] for claim in (link.claim, link.other))

    relations = [
        {"item_id": link.claim, "relation": link.kind, "other_id": link.other, "published_on": known_from(link)}
        for link in sound
    ]
    statuses = [
        {"item_id": claim, "status": period.status, "since": period.since, "until": period.until}
        for claim, periods in status_periods(records, sound).items()
        for period in periods
    ]
    return relations, statuses


def _corrections(record: Record, names: "_Names") -> list[Row]:
    tables = {item.id: table for table, _, item in record.items()}
    return [
        {
            "article_id": record.article.id, "publisher": record.article.publisher,
            "item_id": names.globally(correction.item),
            "table_name": tables[correction.item] if correction.item else "articles",
            "corrected_on": _day(correction.corrected_on), "field": correction.field, "before": correction.before,
            "after": correction.after, "why": correction.why, "published_on": _day(record.article.date_published),
        }
        for correction in record.corrections
    ]  # fmt: skip


def _frame(rows: list[Row], row_type: type[Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns_of(row_type))).astype(dtypes_of(row_type))


@dataclass(frozen=True)
class _Names:
    """One record's entities by id, to give its items readable names, cities and global ids."""

    record: Record
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    items: Mapping[str, Item]

    @classmethod
    def of(cls, record: Record) -> "_Names":
        return cls(
            record,
            {place.id: place for place in record.places},
            {actor.id: actor for actor in record.actors},
            {item.id: item for _, _, item in record.items()},
        )

    def globally(self, item_id: str | None) -> str | None:
        """An item's id that is unique over all records."""
        return f"{self.record.article.id}.{item_id}" if item_id else None

    def _upwards(self, place_id: str | None) -> Iterator[Place]:
        while place_id:
            yield self.places[place_id]
            place_id = self.places[place_id].within

    def city(self, place_id: str) -> str:
        """The city that a place is or lies in; `not-stated` for what is wider than a city."""
        return next((p.id for p in self._upwards(place_id) if p.kind is PlaceKind.CITY), NOT_STATED)

    def area(self, place_id: str | None) -> str:
        """What a figure covers: a city's id, a region's, or `whole` for a country and where no place is given."""
        narrow = (PlaceKind.CITY, PlaceKind.REGION)
        return next((p.id for p in self._upwards(place_id) if p.kind in narrow), WHOLE)

    def place_row(self, place: Place) -> Row:
        """A place with its city and the coordinates of its pin: its own, or for a site its city's."""
        ladder = list(self._upwards(place.id)) if place.kind is PlaceKind.SITE else [place]
        pinned = next((p for p in ladder if p.lat is not None), None)
        country = next((p.id for p in self._upwards(place.id) if p.kind is PlaceKind.COUNTRY), None)
        return {
            "place_id": place.id, "name": place.name, "other_names": _joined(place.other_names),
            "kind": place.kind, "within": place.within, "city_id": self.city(place.id), "country_id": country,
            "lat": place.lat, "lon": place.lon, "coordinates_source": place.coordinates_source,
            "pin_lat": pinned.lat if pinned else None, "pin_lon": pinned.lon if pinned else None,
        }  # fmt: skip

    def actor_name(self, actor_id: str | None) -> str | None:
        return self.actors[actor_id].name if actor_id else None

    def actor_names(self, ids: Iterable[str]) -> str | None:
        return _joined(dict.fromkeys(self.actors[each].name for each in ids))

    def place_names(self, ids: Iterable[str]) -> str | None:
        return _joined(dict.fromkeys(self.places[each].name for each in ids))

    def item_row(self, item: Item) -> Row:
        """An item as a row of its own table."""
        common = {
            "item_id": self.globally(item.id), "article_id": self.record.article.id,
            "published_on": self.record.article.date_published.isoformat(), "note": item.note,
        }  # fmt: skip
        match item:
            case Event():
                return common | self._event(item)
            case Claim():
                return common | self._claim(item)
            case Quote():
                return common | self._quote(item)
            case Fact():
                return common | {
                    "kind": item.kind, "text": item.text, "hedge": item.hedge,
                    "attributed_to": self.actor_names(item.attributed_to),
                    "actors": self.actor_names(item.actors), "places": self.place_names(item.places),
                }  # fmt: skip
            case Caveat():
                return common | {"kind": item.kind, "text": item.text}
            case _:
                raise TypeError(f"no table for {type(item).__name__}")

    def _event(self, event: Event) -> Row:
        basis, acled = event.date_basis, event.acled
        return {
            "title": event.title, "summary": event.summary, "kind": event.kind, "phase": event.phase,
            "start": _day(event.start), "end": _day(event.end), "ongoing_as_of": _day(event.ongoing_as_of),
            "not_after": _day(event.not_after), "time_precision": event.time_precision,
            "date_basis": basis.kind if basis else None, "date_basis_how": basis.how if basis else None,
            "acled_event_type": acled.event_type if acled else None,
            "acled_sub_event_type": acled.sub_event_type if acled else None,
            "places": self.place_names(event.places), "mentioned_places": self.place_names(event.mentioned_places),
            "geo_precision": event.geo_precision,
            "actors": self.actor_names(part.actor for part in event.actors if part.role in ACTING),
            "targets": self.actor_names(part.actor for part in event.actors if part.role is EventRole.TARGET),
            "witnesses": self.actor_names(part.actor for part in event.actors if part.role is EventRole.WITNESS),
            "attributed_to": self.actor_names(event.attributed_to), "hedge": event.hedge,
            "earliest": _day(event.start),
            "latest": _day(None if event.ongoing_as_of else event.end or event.not_after),
        }  # fmt: skip

    def _claim(self, claim: Claim) -> Row:
        return {
            "metric": claim.metric, "value_text": claim.value_text, "value": claim.value, "low": claim.low,
            "high": claim.high, "qualifier": claim.qualifier, "population": claim.population,
            "population_group": claim.population_group, "asserted_by": claim.asserted_by,
            "asserted_by_name": self.actor_name(claim.asserted_by),
            "asserted_by_group": self.actors[claim.asserted_by].speaker_group or NOT_STATED,
            "spoken_by": self.actor_name(claim.spoken_by), "told_to": self.actor_name(claim.told_to), "via": claim.via,
            "reported_on": _day(claim.reported_on), "as_of": _day(claim.as_of), "as_of_basis": claim.as_of_basis,
            "as_of_hedge": claim.as_of_hedge,
            "place": self.places[claim.place].name if claim.place else None, "place_id": claim.place,
            "area": self.area(claim.place), "status": claim.status,
            "event_id": self.globally(claim.event), "hedge": claim.hedge,
            "publisher": self.record.article.publisher, "read_at": self.record.article.read_at,
            "earliest": _day(claim.as_of or claim.reported_on), "latest": _day(claim.reported_on),
        }  # fmt: skip

    def _quote(self, quote: Quote) -> Row:
        speaker = self.actors[quote.speaker]
        utterance: Item = quote
        while isinstance(utterance, Quote) and utterance.part_of:
            utterance = self.items[utterance.part_of]
        return {
            "quote_type": quote.quote_type, "contents": "\n".join(quote.contents) or None, "paraphrase":
            quote.paraphrase, "context": quote.context, "speaker": quote.speaker, "speaker_name": speaker.name,
            "speaker_role": speaker.role, "speaker_affiliation": speaker.affiliation, "speaker_group":
            speaker.speaker_group or NOT_STATED, "cue": quote.cue, "told_to": self.actor_name(quote.told_to),
            "spoken_on": _day(quote.spoken_on), "spoken_precision": quote.spoken_precision, "said_in": quote.said_in,
            "spoken_from": self.places[quote.spoken_from].name if quote.spoken_from else None, "about_places":
            self.place_names(quote.about_places), "utterance_id": self.globally(utterance.id), "nested_source":
            self.actor_name(quote.nested_source), "evidence_note": quote.evidence_note, "words": sum(len(piece.split())
            for piece in quote.contents), "earliest": _day(quote.spoken_on), "latest": _day(quote.spoken_on or
            self.record.article.date_published),
        }  # fmt: skip

    def links(self, item: Item) -> Iterator[Row]:
        """The item's places, actors and topics as (facet, entity, role, city)."""
        places: list[tuple[str, str]] = []
        actors: list[tuple[str, str]] = []
        match item:
            case Event():
                places = [(p, "happened") for p in item.places] + [(p, "mentioned") for p in item.mentioned_places]
                actors = [(part.actor, part.role) for part in item.actors]
                actors += [(actor, "attributed_to") for actor in item.attributed_to]
            case Claim():
                places = [(item.place, "counted")] if item.place else []
                behind = {"asserted_by": item.asserted_by, "spoken_by": item.spoken_by, "told_to": item.told_to}
                actors = [(actor, role) for role, actor in behind.items() if actor]
                # A figure is found under those it is about, who stand in its event.
                event = self.items.get(item.event or "")
                actors += [(part.actor, "about") for part in event.actors] if isinstance(event, Event) else []
            case Quote():
                places = [(p, "about") for p in item.about_places]
                places += [(item.spoken_from, "spoken_from")] if item.spoken_from else []
                roles = {"speaker": item.speaker, "told_to": item.told_to, "nested_source": item.nested_source}
                actors = [(actor, role) for role, actor in roles.items() if actor]
                actors += [(actor, "about") for actor in item.about_actors]
            case Caveat():
                # A caveat is found wherever one of the items that it concerns is found.
                for concerned in item.concerns:
                    yield from ({**link, "role": "about"} for link in self.links(self.items[concerned]))
            case _:
                places = [(p, "mentioned") for p in item.place_ids()]
                actors = [(actor, "about") for actor in item.actor_ids()]
        for place, role in places:
            yield {"facet": "place", "term": place, "role": role, "city_id": self.city(place)}
        for actor, role in actors:
            yield {"facet": "actor", "term": actor, "role": role}
        for topic in item.topics:
            yield {"facet": "topic", "term": topic, "role": "about"}

    def search_words(self, item: Item) -> str:
        """Everything a reader may search an item by: its words, its people and places and their other names."""
        row = self.item_row(item)
        actors = [self.actors[each] for each in item.actor_ids()]
        places = [self.places[each] for each in item.place_ids()]
        spoken = (
            "title", "summary", "value_text", "population", "contents", "paraphrase", "context", "cue", "text", "note",
            "said_in", "hedge", "via",
        )  # fmt: skip
        return search_text(
            *(piece for name in spoken if row.get(name) for piece in str(row[name]).split("\n")),
            *([item.metric.label] if isinstance(item, Claim) else []),
            *(word for actor in actors for word in (actor.name, *actor.aliases)),
            *(word for place in places for word in (place.name, *place.other_names)),
        )


def _article_row(record: Record) -> Row:
    article = record.article
    return {
        "article_id": article.id, "headline": article.headline, "publisher": article.publisher,
        "republished_by": article.republished_by, "read_at": article.read_at,
        "authors": _joined(article.authors), "date_published": _day(article.date_published),
        "date_published_basis": article.date_published_basis, "url": article.url, "language": article.language,
        "coded_from": article.coded_from,
    }  # fmt: skip


def _actor_row(actor: Actor, names: _Names) -> Row:
    return {
        "actor_id": actor.id, "name": actor.name, "kind": actor.kind, "speaker_group": actor.speaker_group, "role":
        actor.role, "affiliation": actor.affiliation, "side": actor.side, "labelled_by":
        names.actor_name(actor.labelled_by), "aliases": _joined(actor.aliases),
    }  # fmt: skip


def _items_row(table: str, row: Row, search: str) -> Row:
    kept = ("item_id", "article_id", "published_on", "earliest", "latest")
    return {name: row.get(name) for name in kept} | {"table_name": table, "search": search}


def _anchor_row(anchor: Anchor) -> Row:
    return {
        "paragraph": anchor.paragraph, "start_offset": anchor.start, "end_offset": anchor.end, "exact": anchor.exact,
        "prefix": anchor.prefix, "suffix": anchor.suffix, "anchor_note": anchor.note,
    }  # fmt: skip


def _terms(table: str, row: Row, links: Iterable[Row]) -> list[Row]:
    """An item's value under each facet, once each; `not-stated` where it has none but could have."""
    values: dict[str, set[str]] = {"city": set(), "actor": set(), "topic": set(), "article": {row["article_id"]}}
    for link in links:
        if link["facet"] == "place":
            values["city"].add(link["city_id"])
        else:
            values[link["facet"]].add(link["term"])
    if len(values["city"]) > 1:
        values["city"].discard(NOT_STATED)
    if table == "events":
        values["kind"] = {row["kind"]}
    if table == "quotes":
        values |= {facet: {row[facet]} for facet in ("quote_type", "speaker", "speaker_group")}
    return [
        {"item_id": row["item_id"], "table_name": table, "facet": facet, "term": str(value)}
        for facet, found in values.items()
        for value in sorted(found or {NOT_STATED})
    ]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None
