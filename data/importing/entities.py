"""Places, actors and topics that the rows of a data set name: each is one, under an id that needs no other row.

An id is made of the name and of what the data set tells the entity by, so that it is the same in every version of the
data set, and two of one name stay two.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from data.records.slugs import slug
from data.records.vocabulary import NOT_STATED, ActorKind, PlaceKind
from data.tables.rows import ActorRow, PlaceRow, TopicRow

LONGEST_NAME = 56
"""Characters of a name in an id: the number or the coordinates behind it are never cut off."""


@dataclass
class Entities:
    """The entities met so far, as rows of their tables by id. `since` is the day from which they are known."""

    since: str
    coordinates_source: str
    places: dict[str, PlaceRow] = field(default_factory=dict)
    actors: dict[str, ActorRow] = field(default_factory=dict)
    topics: dict[str, TopicRow] = field(default_factory=dict)

    def country(self, name: str) -> str:
        """Take note of a country; returns its id."""
        country = _id(name)
        return self._place(country, name, PlaceKind.COUNTRY, within=None, country=country)

    def region(self, name: str, *, country: str) -> str:
        """Take note of a part of a country, which has no point on a map; returns its id."""
        return self._place(_id(name, country), name, PlaceKind.REGION, within=country, country=country)

    def town(self, name: str, at: tuple[float, float] | None, *, country: str) -> str:
        """Take note of a named place with its coordinates, latitude first; returns its id."""
        place = _id(name, country, *([_where(at)] if at else []))
        return self._place(place, name, PlaceKind.CITY, within=country, country=country, at=at)

    def actor(self, name: str, number: str, kind: ActorKind) -> str:
        """Take note of an actor that the data set has under a number; returns its id."""
        actor = _id(name, number)
        self.actors.setdefault(actor, {
            "actor_id": actor, "name": name, "kind": kind, "speaker_group": None, "role": None, "affiliation": None,
            "side": None, "labelled_by": None, "aliases": None, "first_named_on": self.since,
        })  # fmt: skip
        return actor

    def topic(self, name: str, number: str = "") -> str:
        """Take note of a topic; returns its id."""
        topic = _id(name, number)
        self.topics.setdefault(topic, {"topic_id": topic, "label": name, "first_named_on": self.since})
        return topic

    def _place(
        self, place: str, name: str, kind: PlaceKind, *,
        within: str | None, country: str, at: tuple[float, float] | None = None,
    ) -> str:  # fmt: skip
        lat, lon = at or (None, None)
        self.places.setdefault(place, {
            "place_id": place, "name": name, "other_names": None, "kind": kind, "within": within,
            "city_id": place if kind is PlaceKind.CITY else NOT_STATED, "country_id": country, "lat": lat, "lon": lon,
            "coordinates_source": self.coordinates_source if at else None, "pin_lat": lat, "pin_lon": lon,
            "first_named_on": self.since,
        })  # fmt: skip
        return place


@lru_cache(maxsize=100_000)
def _id(name: str, *tells_apart: str) -> str:
    """An id of a name and of what tells it from others of that name; names come again in row after row."""
    return "-".join([slug(name)[:LONGEST_NAME].rstrip("-"), *(slug(each) for each in tells_apart if each)])


def _where(at: tuple[float, float]) -> str:
    """Coordinates as a part of an id, to some kilometre: “4n45-20e99”."""
    lat, lon = (f"{abs(degrees):.2f}" for degrees in at)
    return f"{lat.replace('.', 's' if at[0] < 0 else 'n')}-{lon.replace('.', 'w' if at[1] < 0 else 'e')}"
