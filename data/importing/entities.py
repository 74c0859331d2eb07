"""Places, actors and topics that the rows of a data set name: each is one, under an id that needs no other row.

An id is made of the name and of what the data set tells the entity by, so that it is the same in every version of the
data set, and two of one name stay two.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from data.drafting import reading
from data.records.vocabulary import NOT_STATED, ActorKind, PlaceKind
from data.tables.rows import ActorRow, PlaceRow, TopicRow

slug = lru_cache(maxsize=100_000)(reading.slug)
"""Names come again in row after row."""


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
        return self._place(slug(name), name, PlaceKind.COUNTRY, within=None, country=slug(name))

    def region(self, name: str, *, country: str) -> str:
        """Take note of a part of a country, which has no point on a map; returns its id."""
        return self._place(slug(name, country), name, PlaceKind.REGION, within=country, country=country)

    def town(self, name: str, at: tuple[float, float] | None, *, country: str) -> str:
        """Take note of a named place with its coordinates, latitude first; returns its id."""
        place = slug(name, country) + (_where(at) if at else "")
        return self._place(place, name, PlaceKind.CITY, within=country, country=country, at=at)

    def actor(self, name: str, number: str, kind: ActorKind) -> str:
        """Take note of an actor that the data set has under a number; returns its id."""
        actor = slug(name, number)
        self.actors.setdefault(actor, {
            "actor_id": actor, "name": name, "kind": kind, "speaker_group": None, "role": None, "affiliation": None,
            "side": None, "labelled_by": None, "aliases": None, "first_named_on": self.since,
        })  # fmt: skip
        return actor

    def topic(self, name: str, number: str = "") -> str:
        """Take note of a topic; returns its id."""
        topic = slug(name, number)
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


def _where(at: tuple[float, float]) -> str:
    """Coordinates as the end of an id, to some kilometre: “-4n45-20e99”."""
    lat, lon = (f"{abs(degrees):.2f}" for degrees in at)
    return f"-{lat.replace('.', 's' if at[0] < 0 else 'n')}-{lon.replace('.', 'w' if at[1] < 0 else 'e')}"
