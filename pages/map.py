"""Where things happened, how surely, and what no place is given for."""

import streamlit as st

from app.frame import enter, nothing_shown
from components.cards import event_cards
from components.chart_clicks import clickable_map
from components.charts.map import event_map, map_credit
from components.choices import choice, choice_of_many
from components.data_table import data_table
from components.markdown import plain_text
from components.paging import page_of
from components.theme import palette
from data import queries
from data.export.files import export
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL, distances_km
from data.views.address import CHOICES
from data.views.headings import map_title
from data.views.map_views import map_views
from data.views.table_columns import PLACE_COLUMNS
from data.wording.phrases import number

MOST_CITIES = 12
"""Cities between which distances are told: more would be a list that nobody reads."""

here = enter()
archive, selection = here.archive, here.selection
cities = queries.rows(queries.map_cities(archive, selection))
events = queries.events(archive, selection)
unpinned = queries.events_without_pin(archive, selection)
views = map_views(archive)

title = map_title(cities, len(unpinned), len(events))
st.title(plain_text(title))
map_column, tray_column = st.columns([3, 1], gap="medium")
with map_column:
    view = views[choice_of_many("view", "View", {each.id: each.label for each in views.values()})]
    deck = event_map(cities, chosen=selection.city, colours=palette(), box=view.box)
    # A map that moves is another map: Streamlit lets a reader's own pan and zoom stand while the key is the same.
    key = "map" if view.box is None else f"map-{view.id}"
    clickable_map(deck, key=key, chosen=selection.city, height=460, alt=title)
    st.caption(
        "A mark’s area is its number of events; the disc around it is how far from the point they may have been. A "
        "ring is a city that is only mentioned, or none of whose events is shown under these filters. Click a mark to "
        "filter by its city, and again to show all."
    )
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)
with tray_column, st.container(border=True):
    st.markdown(f"#### No city stated: {len(unpinned):,}")
    for row in queries.rows(queries.unpinned_by_precision(archive, selection)):
        st.markdown(f"{row['label']}: **{row['events']}**")
    if len(unpinned):
        st.caption("They have no pin, since the article gives them none. “Events without a city” lists them below.")

if events.empty:
    nothing_shown(here, queries.events, "events")
    st.stop()

match choice("list", "Below the map", CHOICES["map"]["list"]):
    case "placed":
        placed = events[~events["item_id"].isin(unpinned["item_id"])]
        event_cards(queries.rows(page_of(placed, key="placed", size=16)))
    case "unpinned":
        event_cards(queries.rows(page_of(unpinned, key="unpinned", size=16)))
    case _:
        nearest = sorted(cities, key=lambda city: (-city["events"], city["name"]))[:MOST_CITIES]
        names = {city["city_id"]: city["name"] for city in nearest}
        between = distances_km({city["city_id"]: (city["lat"], city["lon"]) for city in nearest})
        st.markdown(
            "\n".join(
                f"- {plain_text(names[row['from']])} to {plain_text(names[row['to']])}: **{number(row['km'])} km**"
                for row in between.to_dict("records")
            )
        )
        more = f" Between the {MOST_CITIES} cities with most events." if len(cities) > MOST_CITIES else ""
        st.caption(f"As the crow flies, on the WGS 84 ellipsoid.{more}")

data_table(
    "places",
    queries.map_places(archive, selection),
    PLACE_COLUMNS,
    title="places, events and mentions",
    csv=lambda: export(archive, "places", "csv", selection),
)
