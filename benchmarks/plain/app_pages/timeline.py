"""Timeline: dated events as bars, then all events as tables."""

import pandas as pd
import plotly.express as px
import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from benchmarks.plain.parts import event_table

events = rows.events(chosen_selection())
dated, undated = events[events["start"].notna()], events[events["start"].isna()]

lanes = st.segmented_control("Rows", ["Kind of event", "Who acts"], default="Kind of event")
crisis = dated[dated["phase"] != "background"]
ends = pd.to_datetime(crisis["end"].fillna(crisis["start"])) + pd.Timedelta(days=1)
st.plotly_chart(
    px.timeline(
        crisis.assign(end=ends, actors=crisis["actors"].fillna("Nobody named")),
        x_start="start", x_end="end", y="actors" if lanes == "Who acts" else "kind", color="kind", text="title",
        hover_name="title", height=500,
    ),
    key="timeline",
)  # fmt: skip
st.subheader("Events with a day")
event_table(dated, key="dated", alt="Events with a day, in order")
st.subheader(f"No day stated: {len(undated)} events")
event_table(undated, key="undated", alt="Events without a day")
