"""Gazetteers: place names to coordinates, from the offline table of cities, and from Nominatim if enabled.

They are geocoders of geopy, whose import takes a fifth of a second: whoever only reads names asks `data.geo.cities`.
All coordinates are WGS 84 degrees, latitude before longitude.
"""

import os
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import ClassVar, Literal

from geopy.distance import great_circle
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from data.geo.cities import City, cities, cities_by_key, name_key

USER_AGENT = "crisis-reporting-dashboard"
"""The user agent in requests to Nominatim if NOMINATIM_USER_AGENT is not set."""

Kind = Literal["city", "site"]
"""What to search for: a city, town or village, or a site in one. The offline table has cities only."""


def _location(city: City) -> Location:
    return Location(f"{city['name']}, {city['country']}", (city["lat"], city["lon"]), city)


class OfflineGazetteer(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """A geopy geocoder over the offline table. It makes no requests, so it has no timeout."""

    is_online: ClassVar[bool] = False

    def geocode(
        self, query: str, *, exactly_one: bool = True, country: str | None = None, kind: Kind = "city"
    ) -> Location | list[Location] | None:
        """Find cities by a whole name in any spelling in the table, the most populous first.

        Case, accents, spaces, hyphens and apostrophes are ignored. `country` (ISO 3166-1 alpha-2) limits the search
        to one country. Returns the first city, or with `exactly_one=False` a list of all; None if there is none, and
        for a site. Each location's `raw` is its City.
        """
        found = cities_by_key().get(name_key(query), []) if kind == "city" else []
        if country is not None:
            found = [city for city in found if city["country"] == country.upper()]
        locations = [_location(city) for city in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Point | str | tuple[float, float], *, exactly_one: bool = True
    ) -> Location | list[Location] | None:
        """Find the city nearest to a point, at any distance; with `exactly_one=False` a list of that city.

        Raises ValueError if `query` is not a point.
        """
        point = Point(query)
        nearest = min(cities(), key=lambda city: great_circle(point, (city["lat"], city["lon"])).km)
        return _location(nearest) if exactly_one else [_location(nearest)]


class OnlineGazetteer(OfflineGazetteer):
    """A geocoder over the offline table that asks Nominatim for missing places, at most one request per second.

    Answers are cached in the process. `geocode` raises geopy.exc.GeopyError if Nominatim fails, so that a failure is
    never cached as "no such place".
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
        """As OfflineGazetteer.geocode; `raw` of a location found online is Nominatim's answer."""
        found = super().geocode(query, exactly_one=exactly_one, country=country, kind=kind)
        # Without the type, a search for a city also finds shops and streets with its name.
        featuretype = "city" if kind == "city" else None
        return found or self._ask(
            query.strip(), exactly_one=exactly_one, country_codes=country, featuretype=featuretype
        )


def gazetteer(environ: Mapping[str, str] = os.environ) -> OfflineGazetteer:
    """Return the gazetteer that the environment sets, one per process.

    It is offline unless GEOCODER=nominatim; then NOMINATIM_USER_AGENT identifies the user, as Nominatim's usage policy
    requires. Raises ValueError for any other GEOCODER, and for a user agent that is not printable ASCII.
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
