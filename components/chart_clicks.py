"""Clicks on charts and on the map: each click changes the address, and no selection stays behind."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from components.callbacks import uninterrupted
from components.charts.map import MARKS
from components.theme import PLOTLY_CONFIG
from components.url import PAGE, open_item, write

Drawing = TypeVar("Drawing", go.Figure, pdk.Deck)


def click_count(key: str) -> int:
    """How often the chart of that key was clicked in this session.

    It goes into the figure's `meta`: the changed figure clears plotly's selection. Otherwise a second click on the same
    mark would only deselect it.
    """
    return int(st.session_state.get(f"{key}-clicks", 0))


@st.cache_resource(max_entries=128, show_spinner=False)
def cached_drawing(key: str, _draw: Callable[[], Drawing]) -> Drawing:
    """The figure or deck that `_draw` returns, cached by `key`, which covers all it shows; all sessions share it."""
    return _draw()


def clickable_chart(figure: go.Figure, *, key: str, alt: str) -> None:
    """Draw a figure. A click on a mark opens the item in its customdata, or filters by the day of its (lane, day)."""
    st.plotly_chart(
        figure, key=key, on_select=partial(_on_chart_click, key), selection_mode="points", config=PLOTLY_CONFIG, alt=alt
    )


@uninterrupted
def _on_chart_click(key: str) -> None:
    match st.session_state.get(key):  # a forged selection has any shape
        case {"selection": {"points": [Mapping() as point, *_]}}:
            st.session_state[f"{key}-clicks"] = click_count(key) + 1
        case _:
            return
    match point.get("customdata"):
        case str(item_id) | [str(item_id)]:
            open_item(item_id)
        case [_, str(day)]:
            write({"from": day, "to": day, PAGE: None})


def clickable_map(deck: pdk.Deck, *, key: str, chosen: Sequence[str], height: int, alt: str) -> None:
    """Draw a map. A click on a mark filters by its city; a click on the chosen city removes that filter.

    The widget key changes with each click: with the old key the map would keep its selection, fade the other marks, and
    treat the next click on the same mark as a deselection.
    """
    name = f"{key}-{click_count(key)}"
    st.pydeck_chart(deck, key=name, on_select=partial(_on_map_click, key, tuple(chosen)), height=height, alt=alt)


@uninterrupted
def _on_map_click(key: str, chosen: tuple[str, ...]) -> None:
    clicked = _clicked_cities(st.session_state.get(f"{key}-{click_count(key)}"))
    if clicked:
        st.session_state[f"{key}-clicks"] = click_count(key) + 1
        write({"city": None if tuple(clicked) == chosen else clicked, PAGE: None})


def _clicked_cities(selected: object) -> list[str]:
    match selected:
        case {"selection": {"objects": Mapping() as objects}}:
            marks = objects.get(MARKS)
            found = marks if isinstance(marks, list) else []
            cities = [mark.get("city_id") for mark in found if isinstance(mark, Mapping)]
            return [city for city in cities if isinstance(city, str)]
    return []
