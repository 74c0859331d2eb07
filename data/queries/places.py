"""Queries of places: where the selected events happened, and which places the selected items name."""

from functools import lru_cache

import narwhals as nw
import numpy as np
import pandas as pd

from data.queries.filtering import bridge, cached_query, count_by, kept_in_memory, of_selected, selected_rows
from data.queries.selection import Selection
from data.records.vocabulary import GeoPrecision, PlaceKind
from data.tables.archive import Archive
from data.tables.engines import Lazy, among, not_among, to_pandas

HAPPENED = (nw.col("role") == "happened") & (nw.col("table_name") == "events")
"""Whether a link to a place says that an event happened there."""


@cached_query
def map_places(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return every place of the archive with its numbers of selected events and mentions; columns of `PlaceCountRow`.

    A place without any has 0 in both.
    """
    return _with_counts(_all_places(archive), archive, selection, by="place_id")


@cached_query
def places_without_pin(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the cities and sites without a point on the map that selected items name; columns of `PlaceCountRow`.

    No coordinates of them are recorded, nor of the city that a site lies in.
    """
    found = map_places(archive, selection)
    named = (found["events"] + found["mentions"]) > 0
    narrow = found["kind"].isin([str(PlaceKind.CITY), str(PlaceKind.SITE)])
    return found[named & narrow & found["pin_lat"].isna()].reset_index(drop=True)


@cached_query
def map_cities(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return every city with coordinates and its numbers of selected events and mentions; columns of `CityRow`.

    An event at a site counts for the site's city, and only once if it names several sites there. `mentions` are all
    other items that name the city. A city without any has 0 in both. `home` is whether any event of the archive
    happened there, whatever the filters.
    """
    return _with_counts(_all_cities(archive), archive, selection, by="city_id")


@lru_cache(maxsize=32)
def _all_places(archive: Archive) -> pd.DataFrame:
    return to_pandas(archive.table("places").sort("place_id"))


@lru_cache(maxsize=32)
def _all_cities(archive: Archive) -> pd.DataFrame:
    cities = archive.table("places").filter(nw.col("kind") == "city", ~nw.col("lat").is_null())
    homes = bridge(archive, "place").filter(HAPPENED).select("city_id").collect()["city_id"].unique().to_list()
    named = cities.select("city_id", "name", "lat", "lon")
    return to_pandas(named.with_columns(nw.col("city_id").is_in(homes).alias("home")).sort("city_id"))


@kept_in_memory
def _named(archive: Archive, by: str) -> Lazy:
    """Which item names which place or city, and whether it is an event that happened there."""
    return bridge(archive, "place").select("item_id", by, HAPPENED.alias("happened")).unique()


def _with_counts(places: pd.DataFrame, archive: Archive, selection: Selection, *, by: str) -> pd.DataFrame:
    """Places with the numbers of selected events and mentions in two more columns; `by` is the column of their ids."""
    named = of_selected(archive, _named(archive, by), selection)
    found = count_by(named, by, "happened").collect().to_dict(as_series=False)
    counted = dict(zip(zip(found[by], found["happened"], strict=True), found["count"], strict=True))
    return places.assign(
        events=np.array([counted.get((place, True), 0) for place in places[by]], dtype="int64"),
        mentions=np.array([counted.get((place, False), 0) for place in places[by]], dtype="int64"),
    )


@cached_query
def events_without_pin(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events without a point on the map (countrywide, in a region, or without a place).

    Columns of `EventRow`.
    """
    pinned = archive.table("places").filter(~nw.col("pin_lat").is_null()).select("place_id")
    placed = among(bridge(archive, "place").filter(nw.col("role") == "happened"), pinned, on="place_id")
    found = not_among(selected_rows(archive, "events", selection), placed, on="item_id")
    return to_pandas(found.sort("geo_precision", "start", "item_id", nulls_last=True))


@cached_query
def unpinned_by_precision(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the number of events without a pin per precision of place; columns of `PrecisionRow`."""
    found = events_without_pin(archive, selection)["geo_precision"].value_counts()
    present = [precision for precision in GeoPrecision if precision in found.index]
    labels = [precision.label for precision in present]
    return pd.DataFrame({"label": labels, "events": [int(found[precision]) for precision in present]})


@cached_query
def event_places(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the places where the selected events happened; columns of `EventPlaceRow`."""
    links = bridge(archive, "place").filter(HAPPENED)
    places = archive.table("places").select("place_id", "name", "kind", "city_id", "pin_lat", "pin_lon")
    return to_pandas(
        of_selected(archive, links.select("item_id", "place_id"), selection)
        .join(places, on="place_id", how="inner")
        .sort("item_id", "place_id")
    )
