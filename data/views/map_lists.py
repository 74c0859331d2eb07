"""The lists beside the map: events by place, what is known of the place of all events, events without a city."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.queries.row_types import CityRow, EventPlaceRow, PlaceCountRow
from data.records.vocabulary import GeoPrecision, PlaceKind
from data.tables.rows import EventRow
from data.views.event_lists import Folded, ListedEvent, folded, listed_event
from data.views.event_words import number_word, sentence
from data.wording.phrases import count_noun, join_words, where

PLACE_SHOWN, PLACES_SIZE = 25, 400
"""Events of one place that are shown at once, and events of all places on one page."""

TRAY_SHOWN, TRAY_SIZE = 25, 400
"""Events without a city that are shown at once, and on one page."""

NAMED_SIZE = 400
"""Places without an event shown on one page."""

NO_PLACE = "No place stated"
"""How the labels of events without a place begin."""

MOST_NAMED = 20
"""Most places without coordinates that a sentence names."""

LONGEST_HEADLINE = 75


@dataclass(frozen=True)
class SiteGroup:
    """Events at one site of a city; `name` is empty for those that name the city alone."""

    name: str
    events: Folded[ListedEvent]


@dataclass(frozen=True)
class PlaceGroup:
    """A city with its events, those of its sites after the others. `count` counts an event once."""

    city_id: str
    name: str
    count: int
    sites: tuple[SiteGroup, ...]


@dataclass(frozen=True)
class NamedPlace:
    """A city without an event shown: what follows its name, and whether its events are hidden by a filter."""

    city_id: str
    name: str
    words: str
    hidden: bool


@dataclass(frozen=True)
class PlaceShare:
    """How many of all events are placed in one way. `css` is “city”, “wider” or “none”.

    `start` and `share` are its edges in a bar, in percent.
    """

    css: str
    label: str
    count: int
    start: float
    share: float


@dataclass(frozen=True)
class TrayGroup:
    """Events without a city that share what is known of their place. `count` is the number of all of them."""

    label: str
    count: int
    events: tuple[ListedEvent, ...]


@dataclass(frozen=True)
class PlacedEvent:
    """An event at a place: a city with the number of its events, and a site of it, or empty."""

    city: CityRow
    count: int
    site: str
    item_id: str


def placed_in_order(
    cities: Sequence[CityRow], placed: Sequence[EventRow], places: Sequence[EventPlaceRow]
) -> list[PlacedEvent]:
    """Return the events in cities, those of the city with most events first, in it those of its sites last.

    `places` say where each of the events happened; an event at several sites of a city stands there at each of them.
    """
    order = {row["item_id"]: n for n, row in enumerate(placed)}
    by_city: dict[str, list[EventPlaceRow]] = {}
    for row in places:
        if row["item_id"] in order:
            by_city.setdefault(row["city_id"], []).append(row)
    found = []
    for city in sorted(cities, key=lambda row: (-row["events"], row["name"])):
        mine = by_city.get(city["city_id"], [])
        count = len({row["item_id"] for row in mine})
        at = [(row["name"] if row["kind"] == PlaceKind.SITE else "", row["name"], row) for row in mine]
        for site, _, row in sorted(at, key=lambda each: (each[0], each[1], order[each[2]["item_id"]])):
            found.append(PlacedEvent(city, count, site, row["item_id"]))
    return found


def place_groups(
    found: Sequence[PlacedEvent], placed: Sequence[EventRow], *, shown: int = PLACE_SHOWN
) -> tuple[PlaceGroup, ...]:
    """Return events in cities as groups by city and site. Of each site the first `shown` events are apart."""
    by_id = {row["item_id"]: row for row in placed}
    groups = []
    for _, of_city in groupby(found, key=lambda each: each.city["city_id"]):
        members = list(of_city)
        sites = tuple(
            SiteGroup(name, folded([listed_event(by_id[each.item_id]) for each in of_site], shown))
            for name, of_site in groupby(members, key=lambda each: each.site)
        )
        city = members[0].city
        groups.append(PlaceGroup(city["city_id"], city["name"], members[0].count, sites))
    return tuple(groups)


def named_places(cities: Sequence[CityRow], off_frame: Collection[str]) -> tuple[NamedPlace, ...]:
    """Return the cities on the map's list without an event; `off_frame` are the ids of those outside the map."""
    found = []
    for row in sorted(cities, key=lambda row: row["name"]):
        if row["events"] or not (row["mentions"] or row["home"]):
            continue
        words = "" if row["home"] else f", in {count_noun(row['mentions'], 'record')}"
        outside = " (outside the map)" if row["city_id"] in off_frame else ""
        found.append(NamedPlace(row["city_id"], row["name"], f"{words}{outside}", row["home"]))
    return tuple(found)


def shares_of_places(events: Sequence[EventRow], placed: int, unpinned: Sequence[EventRow]) -> tuple[PlaceShare, ...]:
    """Return all events by what is known of their place; each event counts once, empty parts are left out."""
    wider = sum(row["geo_precision"] in (GeoPrecision.REGION, GeoPrecision.COUNTRY) for row in unpinned)
    off_map = off_map_count(unpinned)
    unknown = len(unpinned) - wider - off_map
    parts = (
        ("city", "in a city", placed), ("offmap", "in a city without recorded coordinates", off_map),
        ("wider", "in a region or a country", wider), ("none", "no place recorded", unknown),
    )  # fmt: skip
    found: list[PlaceShare] = []
    start = 0.0
    for css, label, count in parts:
        if count:
            share = 100 * count / len(events)
            found.append(PlaceShare(css, label, count, round(start, 2), round(share, 2)))
            start += share
    return tuple(found)


def tray_in_order(unpinned: Sequence[EventRow]) -> list[tuple[str, EventRow]]:
    """Return events without a point on the map, each after what is known of its place; those without any are last."""
    labels: dict[str, list[EventRow]] = {}
    for row in unpinned:
        labels.setdefault(_place_label(row), []).append(row)
    order = sorted(labels, key=lambda label: (label.startswith(NO_PLACE), -len(labels[label]), label))
    return [(label, row) for label in order for row in labels[label]]


def tray_groups(found: Sequence[tuple[str, EventRow]], counts: Mapping[str, int]) -> tuple[TrayGroup, ...]:
    """Return some rows of `tray_in_order` as groups; `counts` are the numbers of all events by what is known."""
    groups: dict[str, list[ListedEvent]] = {}
    for label, row in found:
        groups.setdefault(label, []).append(listed_event(row))
    return tuple(TrayGroup(label, counts[label], tuple(events)) for label, events in groups.items())


def _place_label(row: EventRow) -> str:
    places = row["places"]
    match row["geo_precision"]:
        case GeoPrecision.UNKNOWN:
            return where(row)
        case GeoPrecision.COUNTRY:
            return f"{places} as a whole" if places else "A whole country"
        case GeoPrecision.REGION:
            return f"A region: {places}" if places else "A region"
        case _:
            return f"{places}: no coordinates recorded" if places else "A city without coordinates"


def off_map_count(unpinned: Sequence[EventRow]) -> int:
    """Return how many events without a point on the map are in a city or a site: no coordinates of it are recorded."""
    wider = (GeoPrecision.UNKNOWN, GeoPrecision.COUNTRY, GeoPrecision.REGION)
    return sum(row["geo_precision"] not in wider for row in unpinned)


def tray_note(unpinned: int, off_map: int) -> str:
    """Return why events have no pin: no city is recorded for them, or no coordinates of their place (`off_map`)."""
    have, them, their = ("They have", "them", "their") if unpinned > 1 else ("It has", "it", "its")
    if not off_map:
        return f"{have} no pin, since no city is recorded for {them}."
    if off_map == unpinned:
        return f"{have} no pin, since no coordinates of {their} place are recorded."
    return f"{have} no pin, since no city is recorded for {them}, or no coordinates of {their} place."


def without_coordinates(places: Sequence[PlaceCountRow]) -> str:
    """Return the names of places of which no coordinates are recorded, in a sentence; empty for none."""
    names = [place["name"] for place in places[:MOST_NAMED]]
    left = [f"{len(places) - len(names):,} more"] if len(places) > len(names) else []
    return f"Named, but no coordinates are recorded: {join_words([*names, *left])}." if names else ""


def map_headline(cities: Sequence[CityRow], unpinned: int, total: int, *, off_map: int = 0) -> str:
    """Return the one or two cities with most events, and the number of events without a pin; `total` is not 0.

    `off_map` is how many of the latter are in a place of which no coordinates are recorded: they do have a city.
    """
    ranked = sorted((row for row in cities if row["events"]), key=lambda row: (-row["events"], row["name"]))
    if not ranked and off_map:
        return f"None of {count_noun(total, 'event')} is on the map" if total > 1 else "One event, not on the map"
    if not ranked:
        return f"None of {count_noun(total, 'event')} is placed in a city" if total > 1 else "One event, without a city"
    are, have = ("is", "has") if unpinned == 1 else ("are", "have")
    missing = f"{are} not on the map" if off_map else f"{have} no city"
    rest = f"; {number_word(unpinned)} {missing}" if unpinned else ""
    first = ranked[0]
    verb = "event is" if first["events"] == 1 else "events are"
    start = sentence(f"{number_word(first['events'])} {verb} placed in {first['name']}")
    second = f" and {number_word(ranked[1]['events'])} in {ranked[1]['name']}" if len(ranked) > 1 else ""
    both = f"{start}{second}{rest}"
    return both if len(both) <= LONGEST_HEADLINE else f"{start}{rest}"
