"""Matches: places found in a gazetteer, in one form for all gazetteers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from geopy.location import Location

from data.geo.cities import City, cities
from data.geo.gazetteer import gazetteer
from data.geo.record_places import Coordinates

DECIMALS = 5
"""Decimals of a degree in records: about 1 m. The offline table has four."""


class NominatimAnswer(TypedDict, total=False):
    """The fields of Nominatim's answer that are used."""

    osm_type: str
    osm_id: int
    name: str
    address: dict[str, str]


@dataclass(frozen=True)
class Match:
    """A place found in a gazetteer. `lat` and `lon` are WGS 84 degrees.

    `id` is the number in GeoNames, or type and number in OpenStreetMap, such as way/42. `area` is its location in the
    country: the region by its most populous city, or Nominatim's address. `source` is the text for a record's
    coordinates_source. `is_from_table` is whether it is from the offline table.
    """

    id: str
    name: str
    country: str | None
    area: str | None
    population: int | None
    lat: float
    lon: float
    source: str
    is_from_table: bool

    @property
    def credit(self) -> str:
        """Source and licence, for readers."""
        return f"{self.source}, CC BY 4.0" if self.is_from_table else self.source

    @property
    def coordinates(self) -> Coordinates:
        """The fields of a place in a record."""
        return Coordinates(self.lat, self.lon, self.source)


def matches_in_table(names: Iterable[str], *, country: str | None) -> tuple[Match, ...]:
    """Return the cities of the offline table that have one of these names, optionally only those of one country."""
    found = (gazetteer({}).geocode(name, exactly_one=False, country=country) or [] for name in names)
    return distinct_matches([location for locations in found for location in locations])


def distinct_matches(locations: list[Location] | None) -> tuple[Match, ...]:
    """Return locations as matches without duplicates, in order; empty for None."""
    return tuple({match.id: match for match in map(match_of, locations or [])}.values())


def match_of(location: Location) -> Match:
    """Return a location from either gazetteer as a match."""
    return _city_match(location.raw) if "geonameid" in location.raw else _nominatim_match(location)


def _city_match(city: City) -> Match:
    return Match(
        id=str(city["geonameid"]),
        name=city["name"],
        country=city["country"],
        area=_region_of(city),
        population=city["population"],
        lat=round(city["lat"], DECIMALS),
        lon=round(city["lon"], DECIMALS),
        source=f"GeoNames {city['geonameid']}",
        is_from_table=True,
    )


def _region_of(city: City) -> str | None:
    """A city's region by its most populous city: the table has codes of regions, which say nothing to a person."""
    largest = _largest_by_region().get((city["country"], city["admin1"])) if city["admin1"] else None
    return f"in the region of {largest['name']}" if largest and largest["geonameid"] != city["geonameid"] else None


@lru_cache(maxsize=1)
def _largest_by_region() -> dict[tuple[str, str], City]:
    return {(city["country"], city["admin1"]): city for city in reversed(cities())}  # the most populous come first


def table_match(geonameid: str) -> Match | None:
    """Return the city of the offline table with a GeoNames id; None if there is none."""
    return next((_city_match(city) for city in cities() if str(city["geonameid"]) == geonameid), None)


def _nominatim_match(location: Location) -> Match:
    answer: NominatimAnswer = location.raw
    number = f"{answer.get('osm_type', 'osm')}/{answer['osm_id']}" if "osm_id" in answer else location.address
    source = "OpenStreetMap Nominatim, ODbL"
    return Match(
        id=number,
        name=answer.get("name") or location.address.split(",")[0],
        country=answer.get("address", {}).get("country_code", "").upper() or None,
        area=location.address,
        population=None,
        lat=round(location.latitude, DECIMALS),
        lon=round(location.longitude, DECIMALS),
        source=f"{source}, {number}" if "osm_id" in answer else source,
        is_from_table=False,
    )
