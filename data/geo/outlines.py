"""Outlines of countries from the base map (Natural Earth), and which country a point lies in.

All points are WGS 84 degrees, longitude before latitude, as in GeoJSON.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.geo.boxes import Box, Point, narrowest_box, near

BASE_MAP = Path(__file__).parents[2] / "static" / "basemap.geojson"

Ring = tuple[Point, ...]

NEAR = 1.5
"""Degrees within which a point off every coast belongs to the nearest country: outlines are simplified."""

WIDEST = 100
"""Degrees of longitude; a country with a wider box has parts far from each other, or fills half a map."""


@dataclass(frozen=True)
class Country:
    """A country of the base map. `rings` are its outlines and holes; `iso` is ISO 3166-1 alpha-2, None if it has none.

    `box` contains all of it. Rings are cut where they cross 180°, the box is not.
    """

    name: str
    iso: str | None
    rings: tuple[Ring, ...]
    box: Box

    @property
    def is_wide(self) -> bool:
        """Whether its box is no good view of it."""
        return self.box[2] - self.box[0] > WIDEST


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries of the base map. Raises OSError without its file."""
    found = []
    for feature in _features():
        if rings := tuple(_rings(feature["geometry"])):
            box = narrowest_box(point for ring in rings for point in ring)
            found.append(Country(feature["properties"]["name"], feature["properties"]["iso"], rings, box))
    return tuple(found)


@lru_cache(maxsize=4096)
def country_at(lon: float, lat: float) -> Country | None:
    """Return the country that a point lies in, or that it is nearest to within NEAR degrees; None on the open sea."""
    around = [country for country in countries() if _in_box(lon, lat, country.box)]
    for country in around:
        if contains(country.rings, lon, lat):
            return country
    distances = [
        (min(math.hypot(near(x, lon) - lon, y - lat) for ring in country.rings for x, y in ring), country.name, country)
        for country in around
    ]  # fmt: skip
    nearest = min(distances, key=lambda each: each[:2], default=None)
    return nearest[2] if nearest and nearest[0] <= NEAR else None


def country_with_most(points: Iterable[tuple[float, float, int]]) -> Country | None:
    """Return the country with the highest sum of weights of its points (longitude, latitude, weight)."""
    weights: dict[str, int] = {}
    found: dict[str, Country] = {}
    for lon, lat, weight in points:
        if country := country_at(lon, lat):
            found[country.name] = country
            weights[country.name] = weights.get(country.name, 0) + weight
    return found[max(sorted(weights), key=lambda name: weights[name])] if weights else None


def contains(rings: Sequence[Sequence[Point]], x: float, y: float) -> bool:
    """Whether a point lies within rings, of which the inner ones are holes (even-odd rule)."""
    inside = False
    for ring in rings:
        for n, (x1, y1) in enumerate(ring):
            x0, y0 = ring[n - 1]
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                inside = not inside
    return inside


def _in_box(lon: float, lat: float, box: Box) -> bool:
    west, south, east, north = box
    lon = near(lon, (west + east) / 2)
    return west - NEAR <= lon <= east + NEAR and south - NEAR <= lat <= north + NEAR


def _rings(shape: dict[str, list]) -> Iterable[Ring]:  # type: ignore[type-arg]
    match shape["type"]:
        case "MultiPolygon":
            yield from (tuple((lon, lat) for lon, lat in ring) for part in shape["coordinates"] for ring in part)
        case "Polygon":
            yield from (tuple((lon, lat) for lon, lat in ring) for ring in shape["coordinates"])


def _features() -> list[dict]:  # type: ignore[type-arg]
    features: list[dict] = json.loads(BASE_MAP.read_text("utf-8-sig"))["features"]  # type: ignore[type-arg]
    return features
