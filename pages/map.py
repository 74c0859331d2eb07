"""Page Map: where events happened, how precisely that is known, and the events without a city."""

from functools import partial

import streamlit as st

from app.frame import drawing, enter, show_section
from components.chart_clicks import clickable_map
from components.charts.map import SIZE, event_map, map_credit, on_phone
from components.choices import choice_of_many
from components.data_table import data_table
from data.geo.cities import ATTRIBUTION, ATTRIBUTION_URL
from data.views.map import MapView

view = enter(MapView)

show_section("map_head", view)
with st.container(key="map-and-list"):
    map_column, list_column = st.columns([2, 1], gap="medium")
with map_column:
    if len(view.extents) > 1:
        choice_of_many(view, "view", "View")
    # A narrow window shows the picture, which is drawn for its width, in place of the map (page.css).
    if not on_phone():
        with st.container(key="map-interactive"):
            draw = partial(event_map, view.cities, chosen=view.selection.city, box=view.extent.box)
            deck = drawing(view, "map", draw, view.extent.id)
            # Another key for another extent: with the same key Streamlit would keep the reader's own pan and zoom.
            key = "map" if view.extent.box is None else f"map-{view.extent.id}"
            clickable_map(deck, key=key, chosen=view.selection.city, height=SIZE[1] + 40, alt=view.title)
            st.caption(view.caption.interactive)
            map_credit(ATTRIBUTION, ATTRIBUTION_URL)
    with st.container(key="map-picture"):
        show_section("map_svg", view)
with list_column:
    show_section("map_list", view)
show_section("map_tray", view)
for table in view.data_tables:
    data_table(table)
