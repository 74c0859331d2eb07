"""Flatten records into tables: one row per item, per entity, and per link between the two."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data.records.items import Caveat, Quote
from data.records.relations import Link, status_periods, valid_relations
from data.records.schema import Record
from data.tables.filter_rows import filter_row, link_rows, term_rows
from data.tables.record_rows import RecordRows
from data.tables.rows import (
    ROW_TYPES,
    ActorRow,
    ConcernRow,
    PlaceRow,
    RelationRow,
    StanceRow,
    StatusRow,
    TopicRow,
    frame_of,
)


def tables_from_records(records: Sequence[Record]) -> dict[str, pd.DataFrame]:
    """Return every table of the archive by its name. `records` are in the order of their publication.

    An empty table still has its columns. Invalid relations are left out.
    """
    collected: dict[str, list[Mapping[str, object]]] = {name: [] for name in ROW_TYPES}
    places: dict[str, PlaceRow] = {}
    actors: dict[str, ActorRow] = {}
    topics: dict[str, TopicRow] = {}
    relations, statuses = _relations(records)
    collected["relations"] += relations
    collected["statuses"] += statuses
    for record in records:
        known = RecordRows.of(record)
        collected["articles"].append(known.article_row())
        collected["corrections"] += known.correction_rows()
        # The first record that names an entity describes it.
        for place in record.places:
            places.setdefault(place.id, known.place_row(place))
        for actor in record.actors:
            actors.setdefault(actor.id, known.actor_row(actor))
        for topic in record.topics:
            topics.setdefault(topic.id, known.topic_row(topic))
        for table, _, item in record.items():
            collected[table].append(known.item_row(item))
            collected["items"].append(filter_row(known, item))
            collected["links"] += link_rows(known, item)
            collected["terms"] += term_rows(known, item)
            collected["anchors"] += known.anchor_rows(item)
            if isinstance(item, Caveat):
                collected["concerns"] += _concerns(known, item)
            if isinstance(item, Quote):
                collected["stances"] += _stances(known, item)
    collected["places"] += places.values()
    collected["actors"] += actors.values()
    collected["topics"] += topics.values()
    return {name: frame_of(rows, ROW_TYPES[name]) for name, rows in collected.items()}


def _relations(records: Sequence[Record]) -> tuple[list[RelationRow], list[StatusRow]]:
    """Rows of `relations` and of `statuses`. A relation is known from the day on which both claims are."""
    sound, _ = valid_relations(records)
    published = {record.article.id: record.article.date_published.isoformat() for record in records}

    def known_from(link: Link) -> str:
        return max(published[claim.partition(".")[0]] for claim in (link.claim, link.other))

    relations: list[RelationRow] = [
        {"item_id": link.claim, "relation": link.kind, "other_id": link.other, "published_on": known_from(link)}
        for link in sound
    ]
    statuses: list[StatusRow] = [
        {"item_id": claim, "status": period.status, "since": period.since, "until": period.until}
        for claim, periods in status_periods(records, sound).items()
        for period in periods
    ]
    return relations, statuses


def _concerns(known: RecordRows, caveat: Caveat) -> list[ConcernRow]:
    caveat_id = known.global_id(caveat.id)
    return [{"caveat_id": caveat_id, "item_id": known.global_id(item_id)} for item_id in caveat.concerns]


def _stances(known: RecordRows, quote: Quote) -> list[StanceRow]:
    quote_id = known.global_id(quote.id)
    return [
        {"quote_id": quote_id, "item_id": known.global_id(stance.item), "stance": stance.stance}
        for stance in quote.stances
    ]
