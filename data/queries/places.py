"""Queries of places: where the selected events happened, and which places the selected items name."""

import narwhals as nw
import pandas as pd

from data.queries.filtering import bridge, cached_query, count_by, selected_items, selected_rows
from data.queries.selection import Selection
from data.records.vocabulary import GeoPrecision
from data.tables.archive import Archive
from data.tables.engines import to_pandas


@cached_query
def map_places(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return every place of the archive with its numbers of selected events and mentions; columns of `PlaceCountRow`.

    A place without any has 0 in both.
    """
    shown = selected_items(archive, selection).select("item_id")
    links = bridge(archive, "place").join(shown, on="item_id", how="semi")
    happened = (nw.col("role") == "happened") & (nw.col("table_name") == "events")
    happened_there = links.filter(happened).select("item_id", "place_id").unique()
    named = links.filter(~happened).select("item_id", "place_id").unique()
    return to_pandas(
        archive.table("places")
        .join(count_by(happened_there, "place_id", name="events"), on="place_id", how="left")
        .join(count_by(named, "place_id", name="mentions"), on="place_id", how="left")
        .with_columns(nw.col("events", "mentions").fill_null(0).cast(nw.Int64))
        .sort("place_id")
    )


@cached_query
def map_cities(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return every city with coordinates and its numbers of selected events and mentions; columns of `CityRow`.

    An event at a site counts for the site's city, and only once if it names several sites there. `mentions` are all
    other items that name the city. A city without any has 0 in both. `home` is whether any event of the archive
    happened there, whatever the filters.
    """
    shown = selected_items(archive, selection).select("item_id")
    links = bridge(archive, "place").join(shown, on="item_id", how="semi")
    happened = (nw.col("role") == "happened") & (nw.col("table_name") == "events")
    in_city = links.filter(happened).select("item_id", "city_id").unique()
    named = links.filter(~happened).select("item_id", "city_id").unique()
    cities = archive.table("places").filter(nw.col("kind") == "city", ~nw.col("lat").is_null())
    homes = bridge(archive, "place").filter(happened).select("city_id").collect()["city_id"].unique().to_list()
    return to_pandas(
        cities.select("city_id", "name", "lat", "lon")
        .with_columns(nw.col("city_id").is_in(homes).alias("home"))
        .join(count_by(in_city, "city_id", name="events"), on="city_id", how="left")
        .join(count_by(named, "city_id", name="mentions"), on="city_id", how="left")
        .with_columns(nw.col("events", "mentions").fill_null(0).cast(nw.Int64))
        .sort("city_id")
    )


@cached_query
def events_without_pin(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events without a point on the map (countrywide, in a region, or without a place).

    Columns of `EventRow`.
    """
    pinned = archive.table("places").filter(~nw.col("pin_lat").is_null()).select("place_id")
    placed = bridge(archive, "place").filter(nw.col("role") == "happened").join(pinned, on="place_id", how="semi")
    found = selected_rows(archive, "events", selection).join(placed.select("item_id"), on="item_id", how="anti")
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
    shown = selected_rows(archive, "events", selection).select("item_id")
    links = bridge(archive, "place").filter(nw.col("role") == "happened")
    places = archive.table("places").select("place_id", "name", "kind", "city_id", "pin_lat", "pin_lon")
    return to_pandas(
        links.select("item_id", "place_id")
        .join(shown, on="item_id", how="semi")
        .join(places, on="place_id", how="inner")
        .sort("item_id", "place_id")
    )
