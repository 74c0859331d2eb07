"""Map: where events happened, how precisely that is known, and events without a place."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.geo.gazetteer import distances_km
from data.queries.row_types import CityRow
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.rows import Format, Table, rows
from data.views.base import Choices, DataTable, EmptyResult, View, Visuals
from data.views.captions import DISTANCES, MAP, Caption
from data.views.headings import map_title
from data.views.map_views import MapExtent, map_views
from data.views.table_columns import EVENT_COLUMNS, PLACE_COLUMNS, format_events

MAX_CITIES = 12
"""Most cities between which distances are listed."""


def marked_cities(cities: Sequence[CityRow]) -> list[CityRow]:
    """Return the cities with an event or a mention."""
    return [city for city in cities if city["events"] or city["mentions"]]


def places_table(archive: Archive, selection: Selection) -> DataTable:
    """Return the table of all places with their numbers of events and mentions."""
    csv = partial(export, archive, Table.PLACES, Format.CSV, selection)
    found = queries.map_places(archive, selection)
    return DataTable("places", "Places, events and mentions", found, PLACE_COLUMNS, csv)


class MapView(View):
    """Where events happened, and which events have no place."""

    path = "map"
    name = "Map"
    purpose = "Where things happened, and where the article does not say."
    tables = (Table.PLACES, Table.EVENTS)
    choices: ClassVar[Choices] = {
        "view": {},
        "list": {"placed": "Events in a city", "unpinned": "Events without a city", "distances": "Distances"},
    }
    visuals: ClassVar[Visuals] = {"map": lambda view: marked_cities(view.cities)}

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; the values of `view` are the ids of `extents`."""
        return {view.id: view.label for view in self.extents.values()} if key == "view" else super().options(key)

    @cached_property
    def extents(self) -> Mapping[str, MapExtent]:
        """The parts of the world that the map can show, by id."""
        return map_views(self.archive)

    @property
    def extent(self) -> MapExtent:
        """The part of the world that is shown."""
        return self.extents[self.choice("view")]

    @cached_property
    def title(self) -> str:
        """The cities with most events, and the number of events without a city."""
        return map_title(self.cities, len(self.unpinned_events), len(self.events))

    @property
    def map_title(self) -> str:
        """The title of the map: that of the page."""
        return self.title

    @cached_property
    def cities(self) -> list[CityRow]:
        """All cities with coordinates, also those without events."""
        return rows(queries.map_cities(self.archive, self.selection), CityRow)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The selected events; columns of `EventRow`."""
        return queries.events(self.archive, self.selection)

    @cached_property
    def unpinned_events(self) -> pd.DataFrame:
        """Events without a point on the map; columns of `EventRow`."""
        return queries.events_without_pin(self.archive, self.selection)

    @cached_property
    def placed_events(self) -> pd.DataFrame:
        """Events with a point on the map; columns of `EventRow`."""
        return self.events[~self.events["item_id"].isin(self.unpinned_events["item_id"])]

    @property
    def unpinned_by_precision(self) -> list[tuple[str, int]]:
        """Events without a pin by precision of place: label and number."""
        found = queries.unpinned_by_precision(self.archive, self.selection)
        return list(found.itertuples(index=False, name=None))

    @property
    def caption(self) -> Caption:
        """The caption of the map."""
        return MAP

    @cached_property
    def distances(self) -> list[tuple[str, str, int]]:
        """Distances between the cities with most events: (name, name, kilometres)."""
        nearest = sorted(self.cities, key=lambda city: (-city["events"], city["name"]))[:MAX_CITIES]
        names = {city["city_id"]: city["name"] for city in nearest}
        between = distances_km({city["city_id"]: (city["lat"], city["lon"]) for city in nearest})
        return [(names[one], names[other], km) for one, other, km in between.itertuples(index=False, name=None)]

    @property
    def distances_caption(self) -> str:
        """How distances are measured, and which cities are included."""
        more = f" Between the {MAX_CITIES} cities with most events." if len(self.cities) > MAX_CITIES else ""
        return f"{DISTANCES.text}{more}"

    @property
    def no_events(self) -> EmptyResult:
        """The reason why no event is shown."""
        return self.empty_result(queries.events, "events")

    @property
    def places_table(self) -> DataTable:
        """All places with their numbers of events and mentions."""
        return places_table(self.archive, self.selection)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """Places, events with a city, and events without one."""
        return (
            self.places_table,
            self._events("placed", "Events in a city", self.placed_events),
            self._events("unpinned", "Events without a city", self.unpinned_events),
        )

    def _events(self, name: str, title: str, events: pd.DataFrame) -> DataTable:
        return DataTable(name, title, events, EVENT_COLUMNS, partial(self.items_csv, events), format_events)
