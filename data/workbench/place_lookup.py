"""Coordinates of a place that is being written: what the gazetteer has under its name, for a person to choose from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from data.geo.cities import ATTRIBUTION
from data.geo.countries import country_code, country_name
from data.records.schema import Place
from data.records.vocabulary import PlaceKind
from data.workbench.drafts import Json, members

if TYPE_CHECKING:
    from data.geo.matches import Match

NOMINATIM = "Found by Nominatim: OpenStreetMap, ODbL"

MOST = 8
"""Matches to choose from: the most populous ones. Whoever misses theirs says in which country it lies."""

_BEING_WRITTEN = "place-being-written"


@dataclass(frozen=True)
class PlaceMatch:
    """A place of the gazetteer, in words, and the fields of a record's place that it fills."""

    words: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class PlaceMatches:
    """What the gazetteer has: matches to choose from, what there is to say about them, and whose they are."""

    matches: tuple[PlaceMatch, ...] = ()
    reason: str = ""
    credit: str = ""


def matches_for(place: Mapping[str, object], record: Json, environ: Mapping[str, str] = os.environ) -> PlaceMatches:
    """Return what the gazetteer of the environment has for a place: its `name`, `kind` and `within`, as written.

    A place that says no kind is looked up as a city. Those of the record that are not valid yet are left out.
    """
    from data.geo.gazetteer import gazetteer  # geopy takes a fifth of a second, for who presses alone
    from data.geo.places import Outcome, look_up

    name = str(place.get("name") or "").strip()
    if not name:
        return PlaceMatches(reason="Give the name first: it is what is looked up.")
    kind = str(place.get("kind") or PlaceKind.CITY)
    own = _valid({"id": _BEING_WRITTEN, "name": name, "kind": kind, "within": place.get("within") or None})
    if own is None:
        return PlaceMatches(reason="Mend name and kind first: they are what is looked up.")
    others = [other for each in members(record, "places") if (other := _valid(each))]
    try:
        found = look_up(own, others, gazetteer(environ))
    except ValueError as error:
        return PlaceMatches(reason=f"{error}.")
    reason = f"{found.reason[:1].upper()}{found.reason[1:]}" if found.reason else ""
    reason = reason if reason.endswith("?") or not reason else f"{reason}."
    if found.outcome is Outcome.NOT_FOUND:
        reason += (
            " If it is nowhere else, leave latitude, longitude and source empty: the place is in the lists then, and "
            "not on the map. Or take them from a gazetteer, and name it as their source."
        )
    matches = [
        PlaceMatch(_words(match), _fields(match) | _within(match.country, place, record) | {"kind": kind})
        for match in found.matches[:MOST]
    ]
    credits = [ATTRIBUTION if match.is_from_table else NOMINATIM for match in found.matches[:MOST]]
    return PlaceMatches(tuple(matches), reason, ". ".join(dict.fromkeys(credits)))


def without_coordinates(record: Json) -> tuple[int, ...]:
    """Return the positions of the cities of a record that no map shows; sites are seldom in a gazetteer."""
    return tuple(
        position
        for position, place in enumerate(members(record, "places"))
        if place.get("kind") == PlaceKind.CITY and place.get("lat") is None
    )


def _words(match: "Match") -> str:
    people = f"population {match.population:,}" if match.population else None
    country = country_name(match.country or "") or match.country
    degrees = f"{match.lat:g}, {match.lon:g}"
    return ", ".join(filter(None, (match.name, country, match.area, people, degrees)))


def _fields(match: "Match") -> dict[str, str]:
    return {"lat": str(match.lat), "lon": str(match.lon), "coordinates_source": match.source}


def _within(code: str | None, place: Mapping[str, object], record: Json) -> dict[str, str]:
    """The country of the record that a match lies in, for a place that does not say what it lies within."""
    if place.get("within") or not code:
        return {}
    countries = [each for each in members(record, "places") if each.get("kind") == PlaceKind.COUNTRY]
    found = [str(each["id"]) for each in countries if country_code([str(each.get("name"))]) == code]
    return {"within": found[0]} if found else {}


def _valid(raw: Mapping[str, object]) -> Place | None:
    fields = ("id", "name", "other_names", "kind", "within")
    try:
        return Place.model_validate({name: raw[name] for name in fields if raw.get(name) is not None})
    except ValidationError:
        return None
