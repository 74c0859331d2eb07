"""Boxes around points on the globe, which may cross the line where 180° east is 180° west.

All points are WGS 84 degrees, longitude before latitude, as in GeoJSON.
"""

from collections.abc import Iterable
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north. Its middle is between -180° and 180°; a box that crosses the line has a west below -180° or
an east above 180°."""

TURN = 360.0
"""Degrees of the globe."""


def narrowest_box(points: Iterable[Point]) -> Box:
    """Return the box around points that is least wide. Raises ValueError without any point."""
    found = list(points)
    lats = [lat for _, lat in found]
    lons = sorted({lon for lon, _ in found})
    gaps = [(after - before, -after) for before, after in pairwise(lons)]
    across, start = max(gaps, default=(0.0, 0.0))
    west, east = lons[0], lons[-1]
    if across > TURN - (east - west):  # the widest part without a point is not that around 180°
        west, east = -start, -start + TURN - across
    turn = TURN if (west + east) / 2 > TURN / 2 else 0
    return west - turn, min(lats), east - turn, max(lats)


def near(lon: float, centre: float) -> float:
    """Return a longitude, turned around the globe so that it is at most 180° from another one."""
    return lon - TURN * round((lon - centre) / TURN) if abs(lon - centre) > TURN / 2 else lon
