"""Clicks on charts and on the map, taken as events: they change the address, and the next click starts afresh."""

from collections.abc import Callable, Sequence
from functools import partial

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from components.charts.map import MARKS
from components.theme import PLOTLY_CONFIG
from components.url import PAGE, open_item, write


def click_count(key: str) -> int:
    """How often a chart was clicked. In the figure's `meta` it makes the next figure another one, which is what
    clears plotly's selection: without it a second click on the same mark would only deselect it."""
    return int(st.session_state.get(f"{key}-clicks", 0))


@st.cache_resource(max_entries=128, show_spinner=False)
def cached_figure(key: str, _draw: Callable[[], go.Figure]) -> go.Figure:
    """The figure that `_draw` makes, made once for all readers who look at the same; `key` names all that it shows."""
    return _draw()


def clickable_chart(figure: go.Figure, *, key: str, alt: str) -> None:
    """Draw a figure whose marks open the item in their customdata, or filter by their (lane, day)."""
    st.plotly_chart(
        figure, key=key, on_select=partial(_chart_clicked, key), selection_mode="points", config=PLOTLY_CONFIG, alt=alt
    )


def _chart_clicked(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    st.session_state[f"{key}-clicks"] = click_count(key) + 1
    match points[0].get("customdata"):
        case str(item_id) | [str(item_id)]:
            open_item(item_id)
        case [_, str(day)]:
            write({"from": day, "to": day, PAGE: None})


def clickable_map(deck: pdk.Deck, *, key: str, chosen: Sequence[str], height: int, alt: str) -> None:
    """Draw a map whose marks filter by their city; a click on the city that is chosen shows all cities again.

    Each click makes a map of a new key: the old one would remember the click, fade the other marks, and take the next
    click on the same mark for its end.
    """
    name = f"{key}-{click_count(key)}"
    st.pydeck_chart(deck, key=name, on_select=partial(_map_clicked, key, tuple(chosen)), height=height, alt=alt)


def _map_clicked(key: str, chosen: tuple[str, ...]) -> None:
    objects = st.session_state[f"{key}-{click_count(key)}"]["selection"]["objects"]
    clicked = [mark["city_id"] for mark in objects.get(MARKS, [])]
    if clicked:
        st.session_state[f"{key}-clicks"] = click_count(key) + 1
        write({"city": None if tuple(clicked) == chosen else clicked, PAGE: None})
