"""The lists beside the map: events by place, what is known of the place of all events, events without a city."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.queries.row_types import CityRow, EventPlaceRow
from data.records.vocabulary import GeoPrecision, PlaceKind
from data.tables.rows import EventRow
from data.views.event_lists import Folded, ListedEvent, folded, listed_event
from data.views.event_words import number_word, sentence
from data.wording.phrases import count_noun

PLACE_SHOWN, PLACE_MOST = 25, 200
"""Events of one place that are shown at once, and that can be unfolded."""

TRAY_SHOWN, TRAY_MOST = 25, 400
"""The same of events without a city, over all groups."""

NO_PLACE = "No place stated"

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


def place_groups(
    cities: Sequence[CityRow],
    events: Sequence[EventRow],
    places: Sequence[EventPlaceRow],
    *,
    shown: int = PLACE_SHOWN,
    most: int = PLACE_MOST,
) -> tuple[PlaceGroup, ...]:
    """Return the cities with events, those with most first; `places` say where each of the events happened.

    An event at several sites of a city stands under each of them. Of each site the first `shown` events are apart, and
    those after `most` are left out.
    """
    by_id = {row["item_id"]: row for row in events}
    order = {item_id: n for n, item_id in enumerate(by_id)}
    groups = []
    for city in sorted(cities, key=lambda row: (-row["events"], row["name"])):
        mine = [row for row in places if row["city_id"] == city["city_id"] and row["item_id"] in by_id]
        if not mine:
            continue
        names: dict[str, list[str]] = {"": []}
        for row in sorted(mine, key=lambda row: (row["name"], order[row["item_id"]])):
            names.setdefault(row["name"] if row["kind"] == PlaceKind.SITE else "", []).append(row["item_id"])
        sites = tuple(
            SiteGroup(name, folded([listed_event(by_id[each]) for each in ids], shown, most))
            for name, ids in names.items()
            if ids
        )
        count = len({row["item_id"] for row in mine})
        groups.append(PlaceGroup(city["city_id"], city["name"], count, sites))
    return tuple(groups)


def named_places(cities: Sequence[CityRow], off_frame: Sequence[str]) -> tuple[NamedPlace, ...]:
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
    unknown = sum(row["geo_precision"] == GeoPrecision.UNKNOWN for row in unpinned)
    off_map = len(unpinned) - wider - unknown
    parts = (
        ("city", "in a city", placed), ("offmap", "in a city without coordinates", off_map),
        ("wider", "in a region or a country", wider), ("none", "no place stated", unknown),
    )  # fmt: skip
    found: list[PlaceShare] = []
    start = 0.0
    for css, label, count in parts:
        if count:
            share = 100 * count / len(events)
            found.append(PlaceShare(css, label, count, round(start, 2), round(share, 2)))
            start += share
    return tuple(found)


def tray_groups(unpinned: Sequence[EventRow], *, shown: int = TRAY_SHOWN, most: int = TRAY_MOST) -> Folded[TrayGroup]:
    """Return events without a point on the map by what is known of their place, “No place stated” last.

    The first `shown` events are apart from the others, and those after `most` are left out; `count` of a group is the
    same in both parts.
    """
    labels: dict[str, list[EventRow]] = {}
    for row in unpinned:
        labels.setdefault(_place_label(row), []).append(row)
    order = sorted(labels, key=lambda label: (label == NO_PLACE, -len(labels[label]), label))
    pairs = [(label, row) for label in order for row in labels[label]]
    first, more = pairs[:shown], pairs[shown:most]
    counts = {label: len(members) for label, members in labels.items()}
    return Folded(_tray(first, counts), _tray(more, counts), max(len(pairs) - most, 0))


def _tray(pairs: Sequence[tuple[str, EventRow]], counts: dict[str, int]) -> tuple[TrayGroup, ...]:
    found: dict[str, list[ListedEvent]] = {}
    for label, row in pairs:
        found.setdefault(label, []).append(listed_event(row))
    return tuple(TrayGroup(label, counts[label], tuple(events)) for label, events in found.items())


def _place_label(row: EventRow) -> str:
    places = row["places"]
    match row["geo_precision"]:
        case GeoPrecision.UNKNOWN:
            return NO_PLACE
        case GeoPrecision.COUNTRY:
            return f"{places} as a whole" if places else "A whole country"
        case GeoPrecision.REGION:
            return f"A region: {places}" if places else "A region"
        case _:
            return f"{places}: no coordinates" if places else "A city without coordinates"


def map_headline(cities: Sequence[CityRow], unpinned: int, total: int) -> str:
    """Return the one or two cities with most events, and the number of events without a city; `total` is not 0."""
    ranked = sorted((row for row in cities if row["events"]), key=lambda row: (-row["events"], row["name"]))
    if not ranked:
        return f"None of {count_noun(total, 'event')} is placed in a city" if total > 1 else "One event, without a city"
    rest = f"; {number_word(unpinned)} {'has' if unpinned == 1 else 'have'} no city" if unpinned else ""
    first = ranked[0]
    verb = "event is" if first["events"] == 1 else "events are"
    start = sentence(f"{number_word(first['events'])} {verb} placed in {first['name']}")
    second = f" and {number_word(ranked[1]['events'])} in {ranked[1]['name']}" if len(ranked) > 1 else ""
    both = f"{start}{second}{rest}"
    return both if len(both) <= LONGEST_HEADLINE else f"{start}{rest}"
