"""The map's named views: the whole, each city, and each region or country that holds one."""

from dataclasses import dataclass
from functools import lru_cache

from data import queries
from data.tables.archive import Archive
from data.tables.rows import PlaceRow
from data.views.address import WHOLE_COUNTRY

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees (GeoJSON's bbox)."""


@dataclass(frozen=True)
class MapExtent:
    """A view by its value in the address, with its name and what it holds; the whole has no box of its own."""

    id: str
    label: str
    box: Box | None = None


@lru_cache(maxsize=32)
def map_views(archive: Archive) -> dict[str, MapExtent]:
    """The views that the places of an archive allow, by id: the whole first, then by name.

    A region or country is shown as far as the points within it reach; one that holds no point has no view.
    """
    places = {row["place_id"]: row for row in queries.rows(queries.entities(archive, "places"), PlaceRow)}
    within: dict[str, list[tuple[float, float]]] = {}
    for place in places.values():
        if place["lat"] is not None and place["lon"] is not None:
            for holder in _containing_ids(place, places):
                within.setdefault(holder, []).append((place["lon"], place["lat"]))
    views = {WHOLE_COUNTRY: MapExtent(WHOLE_COUNTRY, "Whole map")}
    for place_id in sorted(within, key=lambda place_id: places[place_id]["name"]):
        views[place_id] = MapExtent(place_id, places[place_id]["name"], _box(within[place_id]))
    return views


def _containing_ids(place: PlaceRow, places: dict[str, PlaceRow]) -> list[str]:
    """The place itself, then what it lies in, up to the country."""
    ids = [place["place_id"]]
    while (outer := places[ids[-1]]["within"]) in places and outer not in ids:
        ids.append(outer)
    return ids


def _box(points: list[tuple[float, float]]) -> Box:
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
