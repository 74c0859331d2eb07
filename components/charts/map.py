"""The map: our own base map, filled marks for cities with events, hollow ones for cities that are only mentioned."""

import math
from collections.abc import Sequence

import pydeck as pdk
import streamlit as st

from components.theme import Palette, rgba
from data.views.rows import CityRow
from data.wording.phrases import count_noun

BASE_MAP = "./app/static/basemap.geojson"
"""URL of the base map: the browser fetches it once and caches it, so that no rerun sends it. It is relative, so that it
works below any `server.baseUrlPath`."""

MARKS = "marks"
"""Id of the clickable layer; its objects have `city_id`."""

CITY_DOUBT_METRES = 25_000
"""Radius of uncertainty around the point of a city (UCDP GED's where_prec 2: within 25 km)."""

WORLD = 512
"""Pixels of the whole world at zoom 0."""
PHONE, LOWEST = 350, 260
"""Least width and height of a map in pixels; the server does not know the reader's screen."""


class _Mark(CityRow):
    """A city with the values for deck.gl: radius in pixels, colours, label, tooltip."""

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
    """A deck with the base map, discs of uncertainty, marks and names; it requests nothing from other hosts.

    The area of a mark grows with its number of events; a city without events is a ring. `chosen` are the cities of the
    filter. The viewport contains `box` (west, south, east, north), or all cities with events under any filters, so that
    it does not move when a filter changes.
    """
    view = _view_of(box) if box else _view(cities)
    drawn = [_mark(row, row["city_id"] in chosen, view=view, colours=colours) for row in cities]
    happened = [row for row in drawn if row["events"]]
    mentioned = [row for row in drawn if not row["events"]]
    layers = [
        pdk.Layer(
            "GeoJsonLayer", id="base", data=BASE_MAP, filled=True, stroked=False, pickable=False,
            get_fill_color=list(rgba(colours.land)), get_line_color=list(rgba(colours.land_line)),
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
    """The credit line of a map; `coordinates` names the source of the coordinates and `url` leads to its licence."""
    # Not st.caption: its opacity reduces the contrast of a link to 3.2, and WCAG requires 4.5.
    st.markdown(f":small[[{coordinates}]({url}). Outlines: Natural Earth, public domain.]")


def _mark(row: CityRow, chosen: bool, *, view: pdk.ViewState, colours: Palette) -> _Mark:
    events, mentions = row["events"], row["mentions"]
    if events:
        short, text = str(events), count_noun(events, "event")
    elif row["home"]:
        short, text = "none shown", "none of its events is shown under these filters"
    else:
        short, text = "only mentioned", "only mentioned; nothing is said to happen here"
    colour = colours.accent
    radius = 6 + 4 * math.sqrt(events)
    # A name is on the side of its mark that faces the middle, so that the edge of a narrow map does not cut it. A city
    # outside a phone's map has its name alone: the end of a longer label would reach into that map.
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
        "hover": f"{row['name']}: {text}" + (f", {count_noun(mentions, 'mention')}" if mentions else ""),
    }


def _view(cities: Sequence[CityRow]) -> pdk.ViewState:
    """The closest viewport that contains, on a phone too, every city with events under any filters."""
    shown = [row for row in cities if row["home"]] or list(cities)
    if not shown:
        return pdk.ViewState(latitude=20, longitude=10, zoom=0.6)
    lats, lons = [row["lat"] for row in shown], [row["lon"] for row in shown]
    return _view_of((min(lons), min(lats), max(lons), max(lats)))


def _view_of(box: Sequence[float]) -> pdk.ViewState:
    """The closest viewport that contains a box; for a single point its wider surroundings."""
    west, south, east, north = box
    across = max(east - west, 4) / 360 * WORLD
    down = max(_mercator(north) - _mercator(south), 0.02) / (2 * math.pi) * WORLD
    zoom = min(math.log2(PHONE * 0.75 / across), math.log2(LOWEST * 0.6 / down), 7)
    return pdk.ViewState(latitude=(north + south) / 2, longitude=(east + west) / 2, zoom=round(zoom, 2))


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
