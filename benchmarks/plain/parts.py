"""What several pages draw in the same way: figures, tables of events and figures, a map."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from benchmarks.plain.rows import counted
from data.tables.rows import ClaimRow, rows

EVENT_COLUMNS: Mapping[str, Any] = {
    "start": "From", "end": "To", "title": "Event", "kind": "Kind", "places": "Where", "actors": "Who acts",
    "targets": "On whom", "report": "Report", "url": st.column_config.LinkColumn("Source", display_text="Open"),
}  # fmt: skip
FIGURE_COLUMNS: Mapping[str, Any] = {
    "value_text": "Figure", "metric": "Metric", "population": "Who is counted", "place": "Where",
    "asserted_by_name": "Who says so", "reported_on": "Reported on", "as_of": "As of", "status": "Status",
    "report": "Report", "url": st.column_config.LinkColumn("Source", display_text="Open"),
}  # fmt: skip


def figure_cards(figures: pd.DataFrame) -> None:
    """A card a figure: the words of its source, whom it counts, who says so."""
    with st.grid(4, min_column_width=200):
        for claim in rows(figures, ClaimRow):
            with st.container(border=True, height="stretch"):
                st.metric(counted(claim), claim["value_text"])
                st.caption(f"{claim['asserted_by_name']}, {claim['reported_on']}")


def event_table(events: pd.DataFrame, *, key: str, alt: str) -> None:
    """A table of events."""
    _table(events, EVENT_COLUMNS, key=key, alt=alt)


def figure_table(figures: pd.DataFrame, *, key: str, alt: str) -> None:
    """A table of figures."""
    _table(figures, FIGURE_COLUMNS, key=key, alt=alt)


def city_map(cities: pd.DataFrame, *, height: int) -> None:
    """A map of the cities with events, larger for more; without tiles, since no benchmark calls another host."""
    layer = pdk.Layer(
        "ScatterplotLayer", data=cities, id="cities", get_position="[lon, lat]", get_radius="20000 + 9000 * events",
        get_fill_color=[255, 75, 75, 160], pickable=True,
    )  # fmt: skip
    view = pdk.ViewState(latitude=47, longitude=66, zoom=3)
    tooltip = {"text": "{name}: {events} events, {mentions} mentions"}
    deck = pdk.Deck(map_provider=None, layers=[layer], initial_view_state=view, tooltip=tooltip)
    st.pydeck_chart(deck, height=height, key="map")


def bullets(lines: Iterable[str]) -> None:
    """A list in one element."""
    st.markdown("\n".join(f"- {line}" for line in lines))


def _table(frame: pd.DataFrame, columns: Mapping[str, Any], *, key: str, alt: str) -> None:
    st.dataframe(
        frame, column_order=list(columns), column_config=dict(columns), hide_index=True, key=key, alt=alt,
    )  # fmt: skip
