"""Place names to coordinates: an offline table first, OpenStreetMap's Nominatim only when it is switched on.

The table is cut from GeoNames (see data/geo/README.md); show ATTRIBUTION wherever its coordinates show.
All coordinates are WGS 84 degrees, latitude before longitude.
"""

import csv
import os
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache, partial
from itertools import combinations
from pathlib import Path
from typing import ClassVar, Literal, TypedDict

import pandas as pd
from geopy.distance import geodesic, great_circle
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from data.text import normalize

ATTRIBUTION = "Place coordinates: GeoNames, CC BY 4.0"
ATTRIBUTION_URL = "https://www.geonames.org/"
USER_AGENT = "crisis-reporting-dashboard"
"""What Nominatim is told when NOMINATIM_USER_AGENT names no one else."""

Kind = Literal["city", "site"]
"""What is looked for: a city, town or village, or a place within one. The offline table holds cities only."""

TABLE = Path(__file__).parent / "gazetteer.csv"
FIELDS = ("geonameid", "name", "other_names", "country", "admin1", "lat", "lon", "population")

# Letters that Unicode takes for whole ones, not for a letter with an accent.
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})


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
    """What two spellings of one name share: no case, accents, spaces, hyphens or apostrophes."""
    letters = normalize(name).translate(_LETTERS)
    # Lm are the letter-like apostrophes of transliteration, as in "Qiziloʻrda".
    return "".join(char for char in letters if char.isalnum() and unicodedata.category(char) != "Lm")


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """Every city of the offline table, the most populous first; read once per process."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_city(row) for row in csv.DictReader(file))


def _city(row: dict[str, str]) -> City:
    return City(
        geonameid=int(row["geonameid"]),
        name=row["name"],
        other_names=tuple(row["other_names"].split("|")) if row["other_names"] else (),
        country=row["country"],
        admin1=row["admin1"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["population"]),
    )


@lru_cache(maxsize=1)
def _cities_by_key() -> dict[str, list[City]]:
    found: dict[str, list[City]] = defaultdict(list)
    for city in cities():
        for key in {name_key(name) for name in (city["name"], *city["other_names"])}:
            found[key].append(city)
    return dict(found)


def _location(city: City) -> Location:
    return Location(f"{city['name']}, {city['country']}", (city["lat"], city["lon"]), city)


class OfflineGazetteer(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """A geopy geocoder over the offline table. It asks no network, so it takes no timeout."""

    is_online: ClassVar[bool] = False

    def geocode(
        self, query: str, *, exactly_one: bool = True, country: str | None = None, kind: Kind = "city"
    ) -> Location | list[Location] | None:
        """Find cities by a whole name in any spelling the table knows, the most populous first.

        Case, accents, spaces, hyphens and apostrophes make no difference. `country` (ISO 3166-1 alpha-2)
        keeps to one country. Gives the first city, or with `exactly_one=False` a list of all; None where
        there is none, and for a site. Each location's `raw` is its City.
        """
        found = _cities_by_key().get(name_key(query), []) if kind == "city" else []
        if country is not None:
            found = [city for city in found if city["country"] == country.upper()]
        locations = [_location(city) for city in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Point | str | tuple[float, float], *, exactly_one: bool = True
    ) -> Location | list[Location] | None:
        """Find the city nearest to a point, however far; a list of that one with `exactly_one=False`.

        Raises ValueError where the point is none.
        """
        point = Point(query)
        nearest = min(cities(), key=lambda city: great_circle(point, (city["lat"], city["lon"])).km)
        return _location(nearest) if exactly_one else [_location(nearest)]


class OnlineGazetteer(OfflineGazetteer):
    """The offline table first; Nominatim for what it lacks, at most one request a second.

    Answers are kept for the life of the process. `geocode` raises geopy.exc.GeopyError where Nominatim
    fails, so that a failure is never cached as "no such place".
    """

    is_online: ClassVar[bool] = True

    def __init__(self, *, user_agent: str) -> None:
        super().__init__(user_agent=user_agent)
        nominatim = Nominatim(user_agent=user_agent, timeout=10)
        ask = RateLimiter(nominatim.geocode, min_delay_seconds=1, max_retries=0, swallow_exceptions=False)
        self._ask = lru_cache(maxsize=512)(partial(ask, language="en", addressdetails=True))

    def geocode(
        self, query: str, *, exactly_one: bool = True, country: str | None = None, kind: Kind = "city"
    ) -> Location | list[Location] | None:
        """As OfflineGazetteer.geocode; a location found online has Nominatim's answer as its `raw`."""
        found = super().geocode(query, exactly_one=exactly_one, country=country, kind=kind)
        # Without the type, a search for a city also gives shops and streets that are named after it.
        featuretype = "city" if kind == "city" else None
        return found or self._ask(
            query.strip(), exactly_one=exactly_one, country_codes=country, featuretype=featuretype
        )


def gazetteer(environ: Mapping[str, str] = os.environ) -> OfflineGazetteer:
    """The gazetteer that the environment asks for, one per process.

    Offline unless GEOCODER=nominatim; then NOMINATIM_USER_AGENT names who asks, as Nominatim's usage
    policy wants. Raises ValueError for any other GEOCODER, and for a name that no request can carry.
    """
    geocoder = environ.get("GEOCODER", "")
    if geocoder not in ("", "nominatim"):
        raise ValueError(f'GEOCODER is "{geocoder}": leave it unset (offline) or set it to "nominatim"')
    if not geocoder:
        return _offline()
    user_agent = environ.get("NOMINATIM_USER_AGENT") or USER_AGENT
    if not (user_agent.isascii() and user_agent.isprintable() and user_agent.strip()):
        example = "example-newsroom (desk@example.org)"
        raise ValueError(f'NOMINATIM_USER_AGENT is "{user_agent}": write it in plain ASCII, such as "{example}"')
    return _online(user_agent)


@lru_cache(maxsize=1)
def _offline() -> OfflineGazetteer:
    return OfflineGazetteer()


@lru_cache(maxsize=1)
def _online(user_agent: str) -> OnlineGazetteer:
    return OnlineGazetteer(user_agent=user_agent)


def distances_km(points: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Distances between points as the crow flies, on the WGS 84 ellipsoid.

    Takes id -> (latitude, longitude); gives a row per pair, in the order of the ids, with columns `from`,
    `to` and `km` (whole kilometres). Fewer than two points give no rows. Raises ValueError for a latitude
    outside ±90.
    """
    rows = [(a, b, round(geodesic(points[a], points[b]).km)) for a, b in combinations(points, 2)]
    return pd.DataFrame(rows, columns=["from", "to", "km"]).astype({"km": "int64"})
