"""Page Map: where events happened, how precisely that is known, and events without a city."""

import streamlit as st

from app.frame import enter
from components.cards import event_cards
from components.chart_clicks import clickable_map
from components.charts.map import event_map, map_credit
from components.choices import choice, choice_of_many
from components.data_table import data_table
from components.filter_bar import empty_result
from components.markdown import plain_text
from components.paging import page_of
from components.theme import palette
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.views.captions import UNPINNED
from data.views.map import MapView
from data.views.rows import EventRow, rows
from data.wording.phrases import number

view = enter(MapView)

st.title(plain_text(view.title))
map_column, tray_column = st.columns([3, 1], gap="medium")
with map_column:
    choice_of_many(view, "view", "View")
    deck = event_map(view.cities, chosen=view.selection.city, colours=palette(), box=view.extent.box)
    # Another key for another extent: with the same key Streamlit would keep the reader's own pan and zoom.
    key = "map" if view.extent.box is None else f"map-{view.extent.id}"
    clickable_map(deck, key=key, chosen=view.selection.city, height=460, alt=view.title)
    st.caption(view.caption.interactive)
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)
with tray_column, st.container(border=True):
    st.markdown(f"#### No city stated: {len(view.unpinned_events):,}")
    for label, events in view.unpinned_by_precision:
        st.markdown(f"{label}: **{events}**")
    if len(view.unpinned_events):
        st.caption(UNPINNED.interactive)

if view.events.empty:
    empty_result(view.no_events)
    st.stop()

match choice(view, "list", "Below the map"):
    case "placed":
        event_cards(rows(page_of(view.placed_events, key="placed", size=16), EventRow))
    case "unpinned":
        event_cards(rows(page_of(view.unpinned_events, key="unpinned", size=16), EventRow))
    case _:
        distances = [
            f"- {plain_text(one)} to {plain_text(other)}: **{number(km)} km**" for one, other, km in view.distances
        ]
        st.markdown("\n".join(distances))
        st.caption(view.distances_caption)

data_table(view.places_table)
