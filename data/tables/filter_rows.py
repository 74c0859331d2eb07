"""Rows that a Selection filters by: an item's days and words, and its places, actors and topics."""

from collections.abc import Iterator, Mapping

from data.geo.cities import names_of_source
from data.records.items import Caveat, Claim, Event, Item, Quote
from data.records.schema import Actor, Place
from data.records.vocabulary import NOT_STATED
from data.tables.item_days import days_of
from data.tables.record_rows import RecordRows, iso_day
from data.tables.rows import ItemRow, LinkRow, TermRow
from data.text import search_text


def filter_row(known: RecordRows, item: Item) -> ItemRow:
    """Return an item's row of `items`: the columns that a Selection filters by."""
    days = days_of(item, known.record.article.date_published)
    return {
        "item_id": known.global_id(item.id), "table_name": known.tables[item.id],
        "article_id": known.record.article.id, "published_on": known.published_on,
        "earliest": iso_day(days.earliest), "latest": iso_day(days.latest),
        "sure_from": iso_day(days.sure_from), "sure_to": iso_day(days.sure_to), "firm": days.firm,
        "search": _search_words(known, item),
    }  # fmt: skip


def _search_words(known: RecordRows, item: Item) -> str:
    """The text in which a search looks: the item's words, and all names of its actors and places.

    A city has the names that the gazetteer has for it too, in other spellings and scripts.
    """
    row: Mapping[str, object] = known.item_row(item)
    actors = [known.actors[actor_id] for actor_id in item.actor_ids()]
    places = [known.places[place_id] for place_id in item.place_ids()]
    spoken = (
        "title", "summary", "value_text", "population", "contents", "paraphrase", "context", "cue", "text", "note",
        "said_in", "hedge", "via",
    )  # fmt: skip
    return search_text(
        *(piece for name in spoken if row.get(name) for piece in str(row[name]).split("\n")),
        *([item.metric.label] if isinstance(item, Claim) else []),
        *(word for actor in actors for word in _names_and_roles(actor)),
        *(word for place in places for word in _names(place)),
    )


def _names_and_roles(actor: Actor) -> list[str]:
    return [actor.name, *actor.aliases, *(each for each in (actor.role, actor.affiliation) if each)]


def _names(place: Place) -> list[str]:
    return [place.name, *place.other_names, *names_of_source(place.coordinates_source)]


def link_rows(known: RecordRows, item: Item) -> list[LinkRow]:
    """Return an item's places, actors and topics as rows of `links`."""
    item_id, table = known.global_id(item.id), known.tables[item.id]
    return [
        {
            "item_id": item_id, "table_name": table, "facet": facet, "term": term, "role": role,
            "city_id": known.city(term) if facet == "place" else None,
        }
        for facet, term, role in _links(known, item)
    ]  # fmt: skip


def _links(known: RecordRows, item: Item) -> Iterator[tuple[str, str, str]]:
    """The item's places, actors and topics as (facet, id, role)."""
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
            # A filter by actor also finds the figures of the actor's events.
            event = known.items.get(item.event or "")
            actors += [(part.actor, "about") for part in event.actors] if isinstance(event, Event) else []
        case Quote():
            places = [(p, "about") for p in item.about_places]
            places += [(item.spoken_from, "spoken_from")] if item.spoken_from else []
            roles = {"speaker": item.speaker, "told_to": item.told_to, "nested_source": item.nested_source}
            actors = [(actor, role) for role, actor in roles.items() if actor]
            actors += [(actor, "about") for actor in item.about_actors]
        case Caveat():
            # A caveat has the places, actors and topics of the items that it concerns.
            for concerned in item.concerns:
                yield from ((facet, term, "about") for facet, term, _ in _links(known, known.items[concerned]))
        case _:
            places = [(p, "mentioned") for p in item.place_ids()]
            actors = [(actor, "about") for actor in item.actor_ids()]
    yield from (("place", place, role) for place, role in places)
    yield from (("actor", actor, role) for actor, role in actors)
    yield from (("topic", topic, "about") for topic in item.topics)


def term_rows(known: RecordRows, item: Item) -> list[TermRow]:
    """Return an item's values of each facet as rows of `terms`; `not-stated` if it has no value of a facet."""
    values: dict[str, set[str]] = {
        "city": set(),
        "actor": set(),
        "topic": set(),
        "article": {known.record.article.id},
    }
    for facet, term, _ in _links(known, item):
        values["city" if facet == "place" else facet].add(known.city(term) if facet == "place" else term)
    if len(values["city"]) > 1:
        values["city"].discard(NOT_STATED)
    if isinstance(item, Event):
        values["kind"] = {item.kind}
    if isinstance(item, Quote):
        group = known.actors[item.speaker].speaker_group or NOT_STATED
        values |= {"quote_type": {item.quote_type}, "speaker": {item.speaker}, "speaker_group": {group}}
    return [
        {"item_id": known.global_id(item.id), "table_name": known.tables[item.id], "facet": facet, "term": str(term)}
        for facet, found in values.items()
        for term in sorted(found or {NOT_STATED})
    ]
