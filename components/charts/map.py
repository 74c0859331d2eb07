"""The map: our own outlines, a mark for each city that something happened in, a hollow one where it is only named."""

import math
from collections.abc import Sequence

import pydeck as pdk
import streamlit as st

from components.theme import Palette, rgba
from data.views.rows import CityRow
from data.wording.phrases import counted

BASE_MAP = "./app/static/basemap.geojson"
"""Fetched once by the browser from where the page came from, and kept: it does not travel with each rerun. Relative,
so that it is found below any `server.baseUrlPath`."""

MARKS = "marks"
"""Id of the layer that can be clicked; its objects have `city_id`."""

CITY_DOUBT_METRES = 25_000
"""A place known as “in the city” is somewhere within some 25 km of its point (UCDP GED's where_prec 2)."""

WORLD = 512
"""Pixels of the whole world at zoom 0."""
PHONE, LOWEST = 350, 260
"""Pixels of the narrowest and the lowest map that a page draws; the server does not know the reader's screen."""


class _Mark(CityRow):
    """A city with what deck.gl draws of it: its mark in pixels, its colours, its label and what hovering says."""

    pixels: float
    fill: list[int]
    line: list[int]
    stroke: int
    offset: list[float]
    anchor: str
    label: str
    hover: str


def event_map(
    cities: Sequence[CityRow], *, chosen: Sequence[str], colours: Palette, box: Sequence[float] | None = None
) -> pdk.Deck:
    """A deck with the base map, discs of doubt, marks and names; no request leaves the reader's own host.

    A mark's area follows its events; a city without any is a hollow ring. `chosen` are the cities that the Selection
    filters by. The view holds `box` (west, south, east, north), or else all cities that something happened in, whatever
    the filters, so that it stays put.
    """
    view = _view_of(box) if box else _view(cities)
    drawn = [_mark(row, row["city_id"] in chosen, view=view, colours=colours) for row in cities]
    happened = [row for row in drawn if row["events"]]
    mentioned = [row for row in drawn if not row["events"]]
    layers = [
        pdk.Layer(
            "GeoJsonLayer", id="base", data=BASE_MAP, filled=True, stroked=False, pickable=False,
            get_fill_color=list(rgba("#DCE3E8" if colours.mode == "light" else "#27303A")),
            get_line_color=list(rgba("#FFFFFF" if colours.mode == "light" else "#5A6672")),
            line_width_min_pixels=1,
        ),
        pdk.Layer(
            "ScatterplotLayer", id="doubt", data=happened, get_position="[lon, lat]", get_radius=CITY_DOUBT_METRES,
            radius_min_pixels=16, get_fill_color=list(rgba(colours.accent, 0.20)), stroked=False, pickable=False,
        ),
        pdk.Layer(
            "ScatterplotLayer", id=MARKS, data=happened + mentioned, get_position="[lon, lat]", get_radius="pixels",
            radius_units=pdk.types.String("pixels"), get_fill_color="fill", get_line_color="line", stroked=True,
            filled=True, line_width_units=pdk.types.String("pixels"), get_line_width="stroke",
            pickable=True, auto_highlight=True,
        ),
        pdk.Layer(
            "TextLayer", id="names", data=drawn, get_position="[lon, lat]", get_text="label", get_size=14,
            get_color=list(rgba(colours.text)), get_text_anchor="anchor",
            get_alignment_baseline=pdk.types.String("center"), get_pixel_offset="offset", pickable=False,
            font_family=pdk.types.String("Source Sans, system-ui, sans-serif"), font_weight=600,
            character_set=pdk.types.String("auto"), background=True,
            get_background_color=list(rgba(colours.background, 0.75)), background_padding=[4, 1],
        ),
    ]  # fmt: skip
    return pdk.Deck(
        map_provider=None, layers=layers, initial_view_state=view,
        tooltip={"text": "{hover}"},
    )  # fmt: skip


def map_credit(coordinates: str, url: str) -> None:
    """Whose coordinates and outlines a map shows; `coordinates` names the source and `url` leads to its licence."""
    # No caption: its paleness leaves a link with a contrast of 3.2 where 4.5 is needed.
    st.markdown(f":small[[{coordinates}]({url}). Outlines: Natural Earth, public domain.]")


def _mark(row: CityRow, chosen: bool, *, view: pdk.ViewState, colours: Palette) -> _Mark:
    events, mentions = row["events"], row["mentions"]
    if events:
        short, said = str(events), counted(events, "event")
    elif row["home"]:
        short, said = "none shown", "none of its events is shown under these filters"
    else:
        short, said = "only mentioned", "only mentioned; nothing is said to happen here"
    colour = colours.accent
    radius = 6 + 4 * math.sqrt(events)
    # Names stand on the side of the middle, so that the edge of a narrow map does not cut them. Of a city that a phone
    # does not show the name stands alone: the end of a longer label would reach into its map.
    east = (row["lon"] - view.longitude) / 360 * WORLD * 2**view.zoom
    label = f"{row['name']}: {short}" if abs(east) < PHONE / 2 else row["name"]
    return {
        **row,
        "pixels": radius,
        "fill": list(rgba(colour, 0.9)) if events else list(rgba(colours.background, 0.6)),
        "line": list(rgba(colours.text if chosen else colour)),
        "stroke": 4 if chosen else 2,
        "offset": [-radius - 6 if east > 0 else radius + 6, 0],
        "anchor": "end" if east > 0 else "start",
        "label": label,
        "hover": f"{row['name']}: {said}" + (f", {counted(mentions, 'mention')}" if mentions else ""),
    }


def _view(cities: Sequence[CityRow]) -> pdk.ViewState:
    """The closest Mercator view that holds, on a phone too, every city that something is ever said to happen in."""
    shown = [row for row in cities if row["home"]] or list(cities)
    if not shown:
        return pdk.ViewState(latitude=20, longitude=10, zoom=0.6)
    lats, lons = [row["lat"] for row in shown], [row["lon"] for row in shown]
    return _view_of((min(lons), min(lats), max(lons), max(lats)))


def _view_of(box: Sequence[float]) -> pdk.ViewState:
    """The closest Mercator view that holds a box; of a single point its wider surroundings."""
    west, south, east, north = box
    across = max(east - west, 4) / 360 * WORLD
    down = max(_mercator(north) - _mercator(south), 0.02) / (2 * math.pi) * WORLD
    zoom = min(math.log2(PHONE * 0.75 / across), math.log2(LOWEST * 0.6 / down), 7)
    return pdk.ViewState(latitude=(north + south) / 2, longitude=(east + west) / 2, zoom=round(zoom, 2))


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
