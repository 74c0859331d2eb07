"""The frame of a map: which part of the world it shows, its projection to pixels, and the outlines within it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from data.geo.outlines import Box, Country, Point, countries, country_with_most
from data.queries.row_types import CityRow

MARGIN = 0.06
"""Share of a frame's width and height that stays free around the box that it shows."""
NARROWEST = 4.0
"""Least width of a frame in degrees: a single point is shown with its surroundings."""
WORLD: Box = (-150, -45, 160, 68)
"""The frame of a map without any place."""
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
        """Return a point in pixels from the upper left corner."""
        x = math.radians(lon - self.lon) * self.per_radian + self.width / 2
        return x, (mercator(self.lat) - mercator(lat)) * self.per_radian + self.height / 2

    def point_at(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point in pixels."""
        lat = latitude_of(mercator(self.lat) - (y - self.height / 2) / self.per_radian)
        return self.lon + math.degrees((x - self.width / 2) / self.per_radian), lat

    def holds(self, x: float, y: float, edge: float = 8) -> bool:
        """Whether a point in pixels is on the map, at least `edge` pixels from its edges."""
        return edge <= x <= self.width - edge and edge <= y <= self.height - edge

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
    """Return the Mercator y of a latitude, in radians; latitudes are limited to 85°, since the poles have none."""
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, latitude))) / 2))


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

    A filter does not change it. A country whose box is no good view of it is not used.
    """
    if box:
        return box
    country = focus_country(cities)
    if country and not country.is_wide:
        return country.box
    shown = [row for row in cities if row["home"]] or list(cities)
    if not shown:
        return WORLD
    lons, lats = [row["lon"] for row in shown], [row["lat"] for row in shown]
    return min(lons), min(lats), max(lons), max(lats)


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
    west, south, east, north = country.box
    left, bottom = view.place(west, south)
    right, top = view.place(east, north)
    if right < 0 or left > view.width or bottom < 0 or top > view.height:
        return []
    found = (_clip([view.place(*point) for point in ring], view.width, view.height) for ring in country.rings)
    return [thin for ring in found if len(thin := _thinned(ring)) > 2]


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


def _clip(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """Clip a polygon to a view (Sutherland–Hodgman), a few pixels beyond its edges so that no cut is visible."""
    edges = ((0, -4.0, 1), (0, width + 4, -1), (1, -4.0, 1), (1, height + 4, -1))
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
