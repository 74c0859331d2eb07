"""GeoJSON features of events and places (RFC 7946)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import queries
from data.export.row_types import EXPORTED_ROW_TYPES
from data.queries.row_types import EventPlaceRow, PlaceCountRow
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.rows import Table

Feature = dict[str, Any]
Pin = tuple[float, float]
"""Longitude and latitude."""


def features(archive: Archive, table: Table, frame: pd.DataFrame, selection: Selection) -> list[Feature]:
    """Return the features of a table's rows, in their order.

    All geometries are points, since many programs take one kind of geometry a file, or no MultiPoint. An event in
    several places has a feature for each of them, with the same properties and the id EVENT@PLACE. A row without
    coordinates has one feature with a null geometry.
    Raises ValueError for a table without places.
    """
    if not table.has_places:
        raise ValueError(f"{table} have no places; GeoJSON is for events and places")
    of_events = table == Table.EVENTS
    key, pins = ("item_id", _pins_of_events(archive, selection)) if of_events else ("place_id", _pins(frame))
    found: list[Feature] = []
    for row in queries.rows(frame, EXPORTED_ROW_TYPES[table]):
        places: list[tuple[Pin | None, str]] = [*pins.get(row[key], {}).items()] or [(None, "")]
        several = len(places) > 1
        found += [_feature(f"{row[key]}@{place_id}" if several else row[key], pin, row) for pin, place_id in places]
    return found


def _feature(feature_id: str, pin: Pin | None, row: Mapping[str, object]) -> Feature:
    geometry = {"type": "Point", "coordinates": list(pin)} if pin else None
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": row}


def _pins_of_events(archive: Archive, selection: Selection) -> Mapping[str, dict[Pin, str]]:
    """Event to its points, each with the first place that has it: a site may have the point of its city."""
    pins: dict[str, dict[Pin, str]] = {}
    for place in queries.rows(queries.event_places(archive, selection), EventPlaceRow):
        if place["pin_lat"] is not None and place["pin_lon"] is not None:
            pins.setdefault(place["item_id"], {}).setdefault((place["pin_lon"], place["pin_lat"]), place["place_id"])
    return pins


def _pins(frame: pd.DataFrame) -> Mapping[str, dict[Pin, str]]:
    """Place to its point, if it has one."""
    return {
        place["place_id"]: {(place["pin_lon"], place["pin_lat"]): place["place_id"]}
        for place in queries.rows(frame, PlaceCountRow)
        if place["pin_lat"] is not None and place["pin_lon"] is not None
    }
