"""The extents of the map: the whole, each place with coordinates, and each region or country with such a place."""

from dataclasses import dataclass
from functools import lru_cache

from data import queries
from data.geo.boxes import Box, narrowest_box
from data.records.vocabulary import WHOLE_COUNTRY
from data.tables.archive import Archive
from data.tables.rows import PlaceRow


@dataclass(frozen=True)
class MapExtent:
    """A part of the world that the map can show: its value in the address, its label and its box.

    The whole map has no box.
    """

    id: str
    label: str
    box: Box | None = None


@lru_cache(maxsize=32)
def map_views(archive: Archive) -> dict[str, MapExtent]:
    """Return the extents for the places of an archive by id: the whole map first, then sorted by name.

    The box of a region or country covers the points within it; without any point it has no extent.
    """
    places = {row["place_id"]: row for row in queries.rows(queries.entities(archive, "places"), PlaceRow)}
    within: dict[str, list[tuple[float, float]]] = {}
    for place in places.values():
        if place["lat"] is not None and place["lon"] is not None:
            for holder in _containing_ids(place, places):
                within.setdefault(holder, []).append((place["lon"], place["lat"]))
    views = {WHOLE_COUNTRY: MapExtent(WHOLE_COUNTRY, "Whole map")}
    for place_id in sorted(within, key=lambda place_id: places[place_id]["name"]):
        views[place_id] = MapExtent(place_id, places[place_id]["name"], narrowest_box(within[place_id]))
    return views


def _containing_ids(place: PlaceRow, places: dict[str, PlaceRow]) -> list[str]:
    """The ids of a place and of the places that it lies within, up to the country."""
    ids = [place["place_id"]]
    while (outer := places[ids[-1]]["within"]) in places and outer not in ids:
        ids.append(outer)
    return ids
