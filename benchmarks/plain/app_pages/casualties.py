"""Casualties: the latest figures, how the count changed, who says what, all figures."""

import plotly.express as px
import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from benchmarks.plain.parts import figure_cards, figure_table

selection = chosen_selection()
families = rows.count_families(selection.known_on or rows.default_day())
family = st.segmented_control("What is counted", families, default=families[0], format_func=str.title) or families[0]
figures = rows.figures(selection, family)

st.header("Latest figures")
figure_cards(rows.latest(selection, family))
left, right = st.columns(2)
with left, st.container(border=True):
    st.subheader("The count by day of report")
    st.plotly_chart(
        px.scatter(figures, x="reported_on", y="value", color="asserted_by_name", hover_name="value_text"), key="count"
    )
with right, st.container(border=True):
    st.subheader("Who says what")
    st.plotly_chart(
        px.bar(figures, x="value", y="asserted_by_name", color="reported_on", barmode="group", text="value_text"),
        key="who",
    )
st.subheader("All figures of this kind")
figure_table(figures, key="figures", alt="All figures of this kind")
