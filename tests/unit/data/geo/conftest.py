"""A stand-in for Nominatim on the network, and no settings of whoever runs the tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from geopy.exc import GeocoderServiceError, GeocoderTimedOut
from geopy.geocoders import Nominatim
from geopy.location import Location

from data.geo import gazetteer

BAYTEREK = Location(
    "Bayterek, Nurzhol Boulevard, Astana, Kazakhstan",
    (51.12826789, 71.43048901),
    {"osm_type": "way", "osm_id": 21, "name": "Bayterek", "address": {"country_code": "kz"}},
)
TWO_LAKES = [
    Location(f"Kolsay, {region}, Kazakhstan", point, {"osm_type": "node", "osm_id": number, "name": "Kolsay"})
    for number, (region, point) in enumerate({"Almaty Region": (42.99, 78.32), "Abai Region": (50.1, 80.2)}.items())
]
HAMBURG = Location("Michel, Hamburg", (53.55, 9.98), {"osm_id": 4, "name": "Michel", "address": {"country_code": "de"}})
KNOWN = {
    "Bayterek": [BAYTEREK],
    "Bayterek, Astana": [BAYTEREK],
    "The tower": [BAYTEREK],
    "Kolsay": TWO_LAKES,
    "Michel": [HAMBURG],
}
FAILURES = {"Broken": GeocoderServiceError("no answer"), "Slow": GeocoderTimedOut("timed out")}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARTICLES", "GEOCODER", "NOMINATIM_USER_AGENT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def nominatim(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Stands in for the service on the network: keeps what it is asked, knows KNOWN and nothing else."""
    asked: list[dict[str, Any]] = []

    def geocode(
        self: Nominatim, query: str, *, exactly_one: bool = True, **options: Any
    ) -> Location | list[Location] | None:
        asked.append({"query": query, "user_agent": self.headers["User-Agent"], **options})
        if query in FAILURES:
            raise FAILURES[query]
        found = KNOWN.get(query)
        return found[0] if found and exactly_one else found

    monkeypatch.setattr(Nominatim, "geocode", geocode)
    gazetteer._online.cache_clear()
    yield asked
    gazetteer._online.cache_clear()
