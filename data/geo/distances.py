"""Distances between places on the WGS 84 ellipsoid."""

from collections.abc import Mapping
from itertools import combinations

import pandas as pd
from geographiclib.geodesic import Geodesic


def distances_km(points: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Return geodesic distances between points on the WGS 84 ellipsoid.

    `points` maps an id to (latitude, longitude). The result has one row per pair, in the order of the ids, with the
    columns `from`, `to` and `km` (whole kilometres). Raises ValueError for a latitude outside ±90.
    """
    rows = [(a, b, _km(points[a], points[b])) for a, b in combinations(points, 2)]
    return pd.DataFrame(rows, columns=["from", "to", "km"]).astype({"km": "int64"})


def _km(one: tuple[float, float], other: tuple[float, float]) -> int:
    if beyond := [latitude for latitude, _ in (one, other) if abs(latitude) > 90]:
        raise ValueError(f"Latitude {beyond[0]} is outside ±90: are longitude and latitude exchanged?")
    return round(float(Geodesic.WGS84.Inverse(*one, *other)["s12"]) / 1000)
