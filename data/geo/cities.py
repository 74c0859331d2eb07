"""The offline table of cities: an extract of GeoNames with names, coordinates and population.

See data/geo/README.md; show ATTRIBUTION wherever its coordinates are shown.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TypedDict

from data.text import normalize

ATTRIBUTION = "Place coordinates: GeoNames, CC BY 4.0"
ATTRIBUTION_URL = "https://www.geonames.org/"

TABLE = Path(__file__).parent / "gazetteer.csv"
FIELDS = ("geonameid", "name", "other_names", "country", "admin1", "lat", "lon", "population")


class City(TypedDict):
    """A row of the table; `country` is ISO 3166-1 alpha-2, `admin1` the code GeoNames gives its region."""

    geonameid: int
    name: str
    other_names: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


def name_key(name: str) -> str:
    """Return a key that is the same for all spellings of a name: no case, accents, spaces, hyphens, apostrophes."""
    if name.isascii():  # most are, and need no folding letter by letter
        return name.lower() if name.isalpha() else "".join(filter(str.isalnum, name.lower()))
    return "".join(filter(str.isalnum, normalize(name)))


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """Return all cities of the offline table, the most populous first; read once per process."""
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        table = csv.reader(file)
        next(table)  # FIELDS
        return tuple(_city(row) for row in table)


def _city(row: Sequence[str]) -> City:
    geonameid, name, other_names, country, admin1, lat, lon, population = row
    return City(
        geonameid=int(geonameid),
        name=name,
        other_names=tuple(other_names.split("|")) if other_names else (),
        country=intern(country),
        admin1=intern(admin1),
        lat=float(lat),
        lon=float(lon),
        population=int(population),
    )


@lru_cache(maxsize=1)
def cities_by_key() -> dict[str, list[City]]:
    """Return `name_key` of each name to the cities that have it, the most populous first."""
    found: dict[str, list[City]] = defaultdict(list)
    for city in cities():
        for key in dict.fromkeys(map(name_key, (city["name"], *city["other_names"]))):
            found[key].append(city)
    return dict(found)


@lru_cache(maxsize=1)
def _cities_by_id() -> dict[int, City]:
    return {city["geonameid"]: city for city in cities()}


def names_of_source(coordinates_source: str | None) -> tuple[str, ...]:
    """Return all names that the table has for the city that coordinates are from, such as “GeoNames 1526273”.

    They are in several spellings and scripts; none for a place without coordinates or from another source.
    """
    found = re.fullmatch(r"GeoNames (\d+)", coordinates_source or "")
    city = _cities_by_id().get(int(found[1])) if found else None
    return (city["name"], *city["other_names"]) if city else ()
