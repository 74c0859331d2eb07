"""The frame of a map: which part of the world it shows, its projection to pixels, and the outlines within it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from data.geo.boxes import TURN, Box, Point, narrowest_box, near
from data.geo.outlines import Country, Ring, countries, country_at, country_with_most
from data.queries.row_types import CityRow

MARGIN = 0.06
"""Share of a frame's width and height that stays free around the box that it shows."""
NARROWEST = 4.0
"""Least width of a frame in degrees: a single point is shown with its surroundings."""
HIGHEST_LATITUDE = 85.0
"""Degrees, north and south; the Mercator projection has no place for what lies beyond."""
WORLD: Box = (-150, -45, 160, 68)
"""The frame of a map without any place."""
EDGE = 4.0
"""Pixels beyond the edges of a map in which outlines are still drawn, so that no cut is visible."""
LEAST_STEP = 3
"""Least distance of two corners of an outline in pixels."""
EARTH_KM = 6371.0
SCALES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Lengths of scale bars in km."""


@dataclass(frozen=True)
class Projection:
    """A part of the world in the Mercator projection: `per_radian` pixels a radian, centred on lon and lat."""

    lon: float
    lat: float
    per_radian: float
    width: int
    height: int

    def place(self, lon: float, lat: float) -> Point:
        """Return a point in pixels from the upper left corner, on the nearer side of the globe."""
        return self.unturned(near(lon, self.lon), lat)

    def unturned(self, lon: float, lat: float) -> Point:
        """Return a point in pixels as `place` does, for a longitude as it is: 181° lies east of 180°."""
        x = math.radians(lon - self.lon) * self.per_radian + self.width / 2
        return x, (mercator(self.lat) - mercator(lat)) * self.per_radian + self.height / 2

    def point_at(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point in pixels; the longitude may be beyond 180°."""
        lat = latitude_of(mercator(self.lat) - (y - self.height / 2) / self.per_radian)
        return self.lon + math.degrees((x - self.width / 2) / self.per_radian), lat

    def shows(self, lon: float, lat: float, edge: float = 8) -> bool:
        """Whether a place is on the map, at least `edge` pixels from its edges."""
        x, y = self.place(lon, lat)
        inside = edge <= x <= self.width - edge and edge <= y <= self.height - edge
        return inside and abs(lat) <= HIGHEST_LATITUDE

    def direction(self, lon: float, lat: float) -> Point:
        """Return how far a place lies from the middle of the map, to the right and down, in pixels."""
        x, y = self.place(lon, lat)
        beyond = math.copysign(abs(lat) - HIGHEST_LATITUDE, lat) if abs(lat) > HIGHEST_LATITUDE else 0
        return x - self.width / 2, y - self.height / 2 - beyond * self.per_radian

    @property
    def sides(self) -> tuple[float, float]:
        """The left and right edge in pixels of what is drawn: the map, or the whole globe if it is narrower."""
        half = math.pi * self.per_radian
        return max(-EDGE, self.width / 2 - half), min(self.width + EDGE, self.width / 2 + half)

    def pixels_of(self, km: float) -> float:
        """Return the length of a distance at the map's centre, in pixels."""
        return km / (EARTH_KM * math.cos(math.radians(self.lat))) * self.per_radian


@dataclass(frozen=True)
class ScaleBar:
    """A scale bar: its length in pixels, and its label."""

    pixels: float
    label: str


@dataclass(frozen=True)
class Outlines:
    """SVG paths of a map: the country in focus, and all other countries."""

    focus: str
    others: str


def mercator(latitude: float) -> float:
    """Return the Mercator y of a latitude, in radians, limited to HIGHEST_LATITUDE: the poles have none."""
    limited = max(-HIGHEST_LATITUDE, min(HIGHEST_LATITUDE, latitude))
    return math.log(math.tan(math.pi / 4 + math.radians(limited) / 2))


def latitude_of(y: float) -> float:
    """Return the latitude of a Mercator y in radians."""
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def focus_country(cities: Sequence[CityRow]) -> Country | None:
    """Return the country with most cities in which an event happened, under any filters.

    Without any such city it is the country with most cities that are mentioned; None without any city.
    """
    shown = [row for row in cities if row["home"]] or list(cities)
    return country_with_most((row["lon"], row["lat"], 1) for row in shown)


def frame_box(cities: Sequence[CityRow], box: Box | None = None) -> Box:
    """Return what a map shows: `box`, else the country in focus, else the cities with events (or all cities).

    A filter does not change it. A country is shown if most of these cities lie in it and its box is a good view of it.
    Cities on both sides of 180° are shown beside each other; one beyond HIGHEST_LATITUDE has no place on a map.
    """
    if box:
        return box
    shown = [row for row in cities if row["home"]] or list(cities)
    country = focus_country(cities)
    inside = sum(country_at(row["lon"], row["lat"]) is country for row in shown)
    if country and not country.is_wide and 2 * inside > len(shown):
        return country.box
    points = [(row["lon"], row["lat"]) for row in shown if abs(row["lat"]) <= HIGHEST_LATITUDE]
    return narrowest_box(points) if points else WORLD


def projection_of(box: Box, width: int, height: int) -> Projection:
    """Return the closest view of a box in a picture of that size, with a margin around it."""
    west, south, east, north = box
    across = math.radians(max(east - west, NARROWEST))
    low, high = mercator(south), mercator(north)
    down = max(high - low, math.radians(NARROWEST) / 2)
    scale = min(width / across, height / down) / (1 + 2 * MARGIN)
    return Projection((west + east) / 2, latitude_of((low + high) / 2), scale, width, height)


def scale_bar(view: Projection) -> ScaleBar:
    """Return the longest scale bar of at most a fifth of the width."""
    fitting = [km for km in SCALES if view.pixels_of(km) <= view.width / 5] or [SCALES[0]]
    return ScaleBar(round(view.pixels_of(fitting[-1]), 1), f"{fitting[-1]:,} km")


def outlines(view: Projection, focus: Country | None) -> Outlines:
    """Return the countries in a view as SVG paths, clipped to it."""
    inside = focus.name if focus else ""
    paths = _paths(view)
    others = "".join(path for name, path in paths.items() if name != inside)
    return Outlines(focus=paths.get(inside, ""), others=others)


@lru_cache(maxsize=32)
def _paths(view: Projection) -> dict[str, str]:
    """The SVG path of each country in a view, by its name."""
    return {country.name: "".join(f"{_path(ring)}z" for ring in rings) for country, rings in countries_in(view)}


@lru_cache(maxsize=32)
def countries_in(view: Projection) -> tuple[tuple[Country, list[list[Point]]], ...]:
    """Return the countries in a view, each with its rings in pixels, clipped to the view."""
    found = ((country, _clipped_rings(country, view)) for country in countries())
    return tuple((country, rings) for country, rings in found if rings)


def _clipped_rings(country: Country, view: Projection) -> list[list[Point]]:
    """The rings of a country within a view, also those that a turn around the globe brings into it."""
    found = (
        _clip([view.unturned(lon + turn, lat) for lon, lat in ring], view)
        for ring in country.rings
        for turn in _turns(ring, view)
    )
    return [thin for ring in found if len(thin := _thinned(ring)) > 2]


def _turns(ring: Ring, view: Projection) -> Iterator[float]:
    """The turns around the globe, in degrees, that bring a part of a ring into a view."""
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    left, right = view.sides
    west, top = view.unturned(min(lons), max(lats))
    east, bottom = view.unturned(max(lons), min(lats))
    if bottom < 0 or top > view.height:
        return
    for turn in (-TURN, 0.0, TURN):
        moved = math.radians(turn) * view.per_radian
        if west + moved <= right and east + moved >= left:
            yield turn


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Points in whole pixels, without those less than LEAST_STEP from the one before: paths are most of a page."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= LEAST_STEP:
            kept.append((round(x), round(y)))
    return kept


def _path(corners: Sequence[Point]) -> str:
    """An SVG path with relative coordinates in whole pixels, which are short."""
    steps = " ".join(f"{other[0] - one[0]:.0f} {other[1] - one[1]:.0f}" for one, other in pairwise(corners))
    return f"M{corners[0][0]:.0f} {corners[0][1]:.0f}l{steps}".replace(" -", "-")


def _clip(points: Sequence[Point], view: Projection) -> list[Point]:
    """Clip a polygon to what is drawn of a view (Sutherland–Hodgman)."""
    left, right = view.sides
    edges = ((0, left, 1), (0, right, -1), (1, -EDGE, 1), (1, view.height + EDGE, -1))
    found = list(points)
    for axis, bound, sign in edges:
        clipped: list[Point] = []
        for n, end in enumerate(found):
            start = found[n - 1]
            inside, was_inside = ((point[axis] - bound) * sign >= 0 for point in (end, start))
            if inside != was_inside:
                along = (bound - start[axis]) / (end[axis] - start[axis])
                clipped.append((start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))
            if inside:
                clipped.append(end)
        found = clipped
    return found
