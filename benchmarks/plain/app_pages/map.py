"""Map: cities with events, and the events with and without a city."""

import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from benchmarks.plain.parts import city_map, event_table

selection = chosen_selection()
events, elsewhere, cities = rows.events(selection), rows.events_without_city(selection), rows.cities(selection)

left, right = st.columns([2, 1])
with left:
    city_map(cities, height=460)
with right:
    st.subheader("Cities")
    st.dataframe(
        cities, column_order=["name", "events", "mentions"], hide_index=True, key="cities",
        column_config={"name": "City", "events": "Events", "mentions": "Mentions"}, alt="Cities and their events",
    )  # fmt: skip
st.subheader("Events in a city")
event_table(events[~events["item_id"].isin(elsewhere["item_id"])], key="placed", alt="Events in a city")
st.subheader(f"Not on the map: {len(elsewhere)} events without a city")
event_table(elsewhere, key="elsewhere", alt="Events without a city")
