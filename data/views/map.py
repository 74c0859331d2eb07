"""Map: where events happened, how precisely that is known, and events without a place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.geo.cities import ATTRIBUTION, ATTRIBUTION_URL
from data.geo.distances import distances_km
from data.queries.row_types import CityRow, EventPlaceRow, PlaceCountRow
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.rows import EventRow, Format, Table, rows
from data.views.base import Choices, View, Visuals
from data.views.captions import DISTANCES, MAP, Caption
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.event_words import number_word
from data.views.long_list import slices
from data.views.map_lists import (
    NAMED_SIZE,
    PLACE_SHOWN,
    PLACES_SIZE,
    TRAY_SHOWN,
    TRAY_SIZE,
    NamedPlace,
    PlaceGroup,
    PlaceShare,
    TrayGroup,
    map_headline,
    named_places,
    off_map_count,
    place_groups,
    placed_in_order,
    shares_of_places,
    tray_groups,
    tray_in_order,
    tray_note,
    without_coordinates,
)
from data.views.map_picture import MapPicture, map_picture
from data.views.map_views import MapExtent, map_views
from data.views.pager import ListPage, Paged
from data.views.table_columns import EVENT_COLUMNS, PLACE_COLUMNS, format_events
from data.wording.phrases import count_noun, day_and_month

MAX_CITIES = 12
"""Most cities between which distances are listed."""


WIDE, NARROW = (600, 330), (320, 260)
"""Sizes of the map as a picture: beside other things and in print, and on a phone."""


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
    purpose = "Where things happened, and which events are recorded without a city."
    tables = (Table.PLACES, Table.EVENTS)
    choices: ClassVar[Choices] = {"view": {}}
    named_by: ClassVar[Mapping[str, str]] = {"view": "place"}
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

    @property
    def part(self) -> str:
        """The part of the world that is shown; the lists beside the map have all."""
        return f"Map: {self.extent.label}" if self.extent.box else ""

    @cached_property
    def title(self) -> str:
        """The cities with most events, and the number of events without a city, in words."""
        if len(self.events):
            return map_headline(self.cities, len(self.unpinned_events), len(self.events), off_map=self._off_map)
        if not self.has_reports:
            return "No event yet"
        shown = (
            "is shown under these filters"
            if self.selection.is_filtered
            else f"is recorded from the reports by {day_and_month(self.day)}"
        )
        return f"No event {shown}"

    @property
    def subtitle(self) -> str:
        """What an empty map means."""
        return "Where the map is empty nothing is recorded; that does not mean that nothing happened."

    @cached_property
    def pictures(self) -> tuple[MapPicture, ...]:
        """The map as a picture, in the sizes WIDE and NARROW."""
        chosen, box = self.selection.city, self.extent.box
        return tuple(map_picture(self.cities, size=size, box=box, chosen=chosen) for size in (WIDE, NARROW))

    @property
    def ring_words(self) -> str:
        """What a hollow ring stands for, for the key; empty if it stands beside each ring."""
        return ", or ".join(sorted(set().union(*(picture.unexplained_rings for picture in self.pictures))))

    @property
    def credit(self) -> tuple[str, str, str]:
        """Whose coordinates they are, the address of their licence, and whose outlines."""
        return ATTRIBUTION, ATTRIBUTION_URL, "outlines Natural Earth"

    @cached_property
    def groups_by_place(self) -> Paged[PlaceGroup]:
        """The events in cities by place."""
        places = rows(queries.event_places(self.archive, self.selection), EventPlaceRow)
        placed, shown = rows(self.placed_events, EventRow), self.at_most(PLACE_SHOWN)
        found = placed_in_order(self.cities, placed, places)
        return self.paged(
            "places",
            total=len(found),
            rows=lambda start, stop: place_groups(found[start:stop], placed, shown=shown),
            shown=PLACES_SIZE,
            size=PLACES_SIZE,
        )

    @cached_property
    def named_places(self) -> Paged[NamedPlace]:
        """The cities without an event shown."""
        off_frame = {row["city_id"] for row in self.cities} - {mark.city_id for mark in self.pictures[0].marks}
        found = named_places(self.cities, off_frame)
        return self.paged("named", total=len(found), rows=slices(found), shown=NAMED_SIZE, size=NAMED_SIZE)

    @property
    def lists(self) -> Sequence[ListPage]:
        """The events by place, the places without one, and the events without a city."""
        return self.groups_by_place.page, self.named_places.page, self.tray.page

    @cached_property
    def place_shares(self) -> tuple[PlaceShare, ...]:
        """All events by what is known of their place."""
        unpinned = rows(self.unpinned_events, EventRow)
        return shares_of_places(rows(self.events, EventRow), len(self.placed_events), unpinned)

    @property
    def place_shares_heading(self) -> str:
        """The heading of all events by what is known of their place."""
        total = len(self.events)
        return f"{'All ' if total > 1 else ''}{count_noun(total, 'event')}, by what is known of the place"

    @cached_property
    def tray(self) -> Paged[TrayGroup]:
        """The events without a city."""
        found = tray_in_order(rows(self.unpinned_events, EventRow))
        counts = Counter(label for label, _ in found)
        return self.paged(
            "unplaced",
            total=len(found),
            rows=lambda start, stop: tray_groups(found[start:stop], counts),
            shown=TRAY_SHOWN,
            size=TRAY_SIZE,
        )

    @property
    def tray_heading(self) -> str:
        """The heading of the events without a pin."""
        events = count_noun(len(self.unpinned_events), "event")
        if not self._off_map:
            return f"Not on the map: {events} without a city"
        return f"Not on the map: {events}, {number_word(self._off_map)} of them in a place without coordinates"

    @property
    def tray_note(self) -> str:
        """Why these events have no pin."""
        return tray_note(len(self.unpinned_events), self._off_map)

    @cached_property
    def _off_map(self) -> int:
        """The number of events in a city, or a site, of which no coordinates are recorded."""
        return off_map_count(rows(self.unpinned_events, EventRow))

    @property
    def without_coordinates(self) -> str:
        """The names of the cities and sites of which no coordinates are recorded, in a sentence; empty for none."""
        return without_coordinates(rows(queries.places_without_pin(self.archive, self.selection), PlaceCountRow))

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
        """Places, events with a pin, and events without one."""
        return (
            self.places_table,
            self._events("placed", "Events on the map", self.placed_events),
            self._events("unpinned", "Events not on the map", self.unpinned_events),
        )

    def _events(self, name: str, title: str, events: pd.DataFrame) -> DataTable:
        return DataTable(name, title, events, EVENT_COLUMNS, partial(self.items_csv, events), format_events)
