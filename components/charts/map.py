"""The map: our own base map, discs for cities with events, hollow rings for cities that are only mentioned."""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypedDict

import pydeck as pdk
import streamlit as st

from components.theme import Palette, rgba
from data.geo.boxes import Box
from data.views.map_frame import HIGHEST_LATITUDE, focus_country, frame_box
from data.views.map_picture import PER_ROOT, RING, RING_GAP, CityMark, MapLabel, MapPicture, city_note, map_picture
from data.views.rows import CityRow
from data.wording.phrases import count_noun

BASE_MAP = "./app/static/basemap.geojson"
"""URL of the base map: the browser fetches it once and caches it, so that no rerun sends it. It is relative, so that it
works below any `server.baseUrlPath`."""

MARKS = "marks"
"""Id of the clickable layer; its objects have `city_id`."""

WORLD = 512
"""Pixels of the whole world at zoom 0."""
SIZE = (740, 460)
"""Least width and height in pixels that the map is shown at; the country fits in it."""
CLOSEST = 7
"""Highest zoom at first: a single point is shown with its wider surroundings."""
DASH = 7
"""Pixels from one dash of a ring to the next."""
SEA = [{"ring": [[-180, -85], [180, -85], [180, 85], [-180, 85]]}]
ARROWS = "→↘↓↙←↖↑↗"
"""Arrows every 45 degrees, clockwise from the right."""
FONT = "Source Sans, system-ui, sans-serif"


class _Mark(CityRow):
    """A city with the values for deck.gl: radius in pixels, colours, texts and their places, tooltip."""

    pixels: float
    fill: list[int]
    line: list[int]
    stroke: int
    number: str
    label: str
    note: str
    name_offset: list[float]
    note_offset: list[float]
    anchor: str
    hover: str


class _Text(TypedDict):
    """A text at a point: a number, a name, or a dash of a ring. `offset` is in pixels, `angle` in degrees."""

    city_id: str
    lon: float
    lat: float
    name: str
    size: int
    colour: list[int]
    anchor: str
    offset: list[float]
    angle: float


class _Deck(pdk.Deck):  # type: ignore[misc]
    """A deck that writes its JSON once, for all runs of all readers: that takes longer than the rest of the page."""

    @cached_property
    def _json(self) -> str:
        return str(super().to_json())

    def to_json(self) -> str:
        """Return what the browser draws."""
        return self._json


def on_phone() -> bool:
    """Whether the reader's browser says that it is on a phone, whose window has no room for the map."""
    headers = st.context.headers
    return headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in headers.get("User-Agent", "")


def event_map(
    cities: Sequence[CityRow],
    *,
    chosen: Sequence[str],
    colours: Palette,
    box: Sequence[float] | None = None,
) -> pdk.Deck:
    """A deck with the base map, discs, dashed rings and names; it requests nothing from other hosts.

    The area of a disc grows with its number of events; a dashed ring says that they were somewhere in that city. A city
    without events is a hollow ring. `chosen` are the cities of the filter. The viewport contains `box` (west, south,
    east, north), or the country in focus, so that it does not move when a filter changes.
    """
    picture = map_picture(cities, size=SIZE, box=_with_surroundings(box) if box else frame_box(cities), chosen=chosen)
    zoom = max(min(math.log2(picture.view.per_radian * 2 * math.pi / WORLD), CLOSEST), 0)
    view = pdk.ViewState(latitude=picture.view.lat, longitude=picture.view.lon, zoom=round(zoom, 2))
    marks = {mark.city_id: mark for mark in picture.marks}
    labels = {label.city_id: label for label in picture.labels}
    drawn = [
        _mark(row, marks.get(row["city_id"]), labels.get(row["city_id"]), (row["city_id"] in chosen, colours))
        for row in cities
        if abs(row["lat"]) <= HIGHEST_LATITUDE
    ]
    happened = [row for row in drawn if row["events"]]
    texts = [*_country_names(picture, colours), *_off_frame(picture, colours), *_numbers(happened, colours)]
    texts += [dash for row in happened for dash in _dashes(row, colours.disc)]
    layers = [
        pdk.Layer(
            "PolygonLayer", id="sea", data=SEA, get_polygon="ring", get_fill_color=_colour(colours.sea), stroked=False,
            pickable=False,
        ),
        *_base_layers(cities, colours),
        pdk.Layer(
            "ScatterplotLayer", id=MARKS, data=drawn, get_position="[lon, lat]", get_radius="pixels",
            radius_units=pdk.types.String("pixels"), get_fill_color="fill", get_line_color="line", stroked=True,
            filled=True, line_width_units=pdk.types.String("pixels"), get_line_width="stroke",
            pickable=True, auto_highlight=True,
        ),
        _text_layer(texts),
        _label_layer("name", drawn, colours, size=15, weight=700),
        _label_layer("note", drawn, colours, size=14, weight=400),
    ]  # fmt: skip
    # Repeated, the world has no edge at 180°: towns on both sides of it stand beside each other.
    views = [pdk.View(type="MapView", controller=True, repeat=True)]
    return _Deck(map_provider=None, views=views, layers=layers, initial_view_state=view, tooltip={"text": "{hover}"})


def map_credit(coordinates: str, url: str) -> None:
    """The credit line of a map; `coordinates` names the source of the coordinates and `url` leads to its licence."""
    # Not st.caption: its opacity reduces the contrast of a link to 3.2, and WCAG requires 4.5.
    st.markdown(f":small[[{coordinates}]({url}). Outlines: Natural Earth, public domain.]")


def _base_layers(cities: Sequence[CityRow], colours: Palette) -> list[pdk.Layer]:
    """The countries with the lines between them; the line around the one in focus is thick and dark."""
    focus = focus_country(cities)
    key, value = ("iso", focus.iso) if focus and focus.iso else ("name", focus.name if focus else "")
    in_focus = f"properties.{key} == '{value}'"
    return [
        pdk.Layer(
            "GeoJsonLayer", id="base", data=BASE_MAP, filled=True, stroked=True, pickable=False,
            get_fill_color=f"{in_focus} ? {_colour(colours.land)} : {_colour(colours.land_around)}",
            line_width_units=pdk.types.String("pixels"), get_line_width=f"{in_focus} ? 2 : 0.6",
            get_line_color=f"{in_focus} ? {_colour(colours.outline)} : {_colour(colours.land_line)}",
        ),
    ]  # fmt: skip


def _text(lon: float, lat: float, name: str, *, size: int, colour: str, **place: Any) -> _Text:
    """A text; `place` may give `anchor` and `offset`, by default it stands in the middle of its point."""
    return {
        "city_id": "", "lon": lon, "lat": lat, "name": name, "size": size, "colour": _colour(colour), "angle": 0,
        "anchor": place.get("anchor", "middle"), "offset": place.get("offset", [0, 0]),
    }  # fmt: skip


def _country_names(picture: MapPicture, colours: Palette) -> Iterator[_Text]:
    """The names of countries where there is room for them."""
    for each in picture.countries:
        spaced = "\N{THIN SPACE}".join(each.name.upper())
        size = 15 if each.focus else 13
        yield _text(*picture.view.point_at(each.x, each.y), spaced, size=size, colour=colours.faint)


def _off_frame(picture: MapPicture, colours: Palette) -> Iterator[_Text]:
    """Names of places outside the frame, with an arrow to them, in the corners of the first view."""
    for each in picture.off:
        arrow = ARROWS[round(each.angle / 45) % 8]
        text = f"{arrow} {each.text}" if each.anchor == "start" else f"{each.text} {arrow}"
        at = picture.view.point_at(each.arrow_x, each.y - 5)
        yield _text(*at, text, size=14, colour=colours.text, anchor=each.anchor)


def _numbers(happened: Sequence[_Mark], colours: Palette) -> Iterator[_Text]:
    """The numbers in the discs."""
    for row in happened:
        if row["number"]:
            yield _text(row["lon"], row["lat"], row["number"], size=15, colour=colours.background)


def _text_layer(texts: Sequence[_Text]) -> pdk.Layer:
    """All texts without an outline, in one layer: each layer compiles its own program, which takes a second or two on
    a machine without a graphics card."""
    return pdk.Layer(
        "TextLayer", id="texts", data=texts, get_position="[lon, lat]", get_text="name", get_size="size",
        get_color="colour", get_angle="angle", get_pixel_offset="offset", get_text_anchor="anchor", pickable=False,
        get_alignment_baseline=pdk.types.String("center"), font_family=pdk.types.String(FONT), font_weight=600,
        character_set=pdk.types.String("auto"),
    )  # fmt: skip


def _label_layer(field: str, drawn: Sequence[_Mark], colours: Palette, *, size: int, weight: int) -> pdk.Layer:
    """The names of cities or the notes below them, with an outline in the colour of the land."""
    return pdk.Layer(
        "TextLayer", id=f"{field}s", data=drawn, get_position="[lon, lat]", get_text=field, get_size=size,
        get_color=_colour(colours.text), get_text_anchor="anchor", get_pixel_offset=f"{field}_offset", pickable=False,
        get_alignment_baseline=pdk.types.String("center"), font_family=pdk.types.String(FONT), font_weight=weight,
        character_set=pdk.types.String("auto"), font_settings={"sdf": True, "fontSize": 48, "buffer": 12},
        outline_width=6, outline_color=_colour(colours.land),
    )  # fmt: skip


def _mark(row: CityRow, mark: CityMark | None, label: MapLabel | None, look: tuple[bool, Palette]) -> _Mark:
    """A city with its values for deck.gl. `mark` is None outside the frame, `label` where there is no room for one."""
    chosen, colours = look
    events, mentions = row["events"], row["mentions"]
    if events:
        text = count_noun(events, "event")
    elif row["home"]:
        text = "none of its events is shown under these filters"
    else:
        text = "only mentioned; nothing is said to happen here"
    radius = mark.radius if mark else max(math.sqrt(events) * PER_ROOT, RING)
    x, y = (label.x - mark.x, label.y - mark.y) if mark and label else (0, 0)
    return {
        **row,
        "pixels": radius,
        "fill": _colour(colours.disc if events else colours.land),
        "line": _colour(colours.text if chosen or not events else colours.disc),
        "stroke": 4 if chosen else 2,
        "number": mark.number if mark else "",
        "label": f"{row['name']}: {city_note(row)}",
        "name": label.name if label else "",
        "note": label.note if label else "",
        "name_offset": [x, y - 5],
        "note_offset": [x, y + 11],
        "anchor": label.anchor if label else "middle",
        "hover": f"{row['name']}: {text}" + (f", {count_noun(mentions, 'mention')}" if mentions else ""),
    }


def _dashes(row: _Mark, colour: str) -> Iterator[_Text]:
    """The dashes of the ring around a disc, as letters: deck.gl draws no dashed circle of a size in pixels."""
    reach = row["pixels"] + RING_GAP
    count = max(round(2 * math.pi * reach / DASH), 8)
    for n in range(count):
        angle = 2 * math.pi * n / count
        offset = [round(reach * math.cos(angle), 1), round(reach * math.sin(angle), 1)]
        dash = _text(row["lon"], row["lat"], "-", size=14, colour=colour, offset=offset)
        yield dash | {"city_id": row["city_id"], "angle": round(-math.degrees(angle) - 90, 1)}


def _with_surroundings(box: Sequence[float]) -> Box:
    """A box of places with room around them, since it has none of its own."""
    west, south, east, north = box
    across, down = (east - west) / 10, (north - south) / 4
    return west - across, south - down, east + across, north + down


def _colour(colour: str) -> list[int]:
    return list(rgba(colour))
