"""Sides: what each side says, matter by matter."""

import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from data.records.vocabulary import NOT_STATED

selection = chosen_selection()
said = rows.said_by_topic(selection)
for topic, statements in said[said["topic"] != NOT_STATED].groupby("topic_label", sort=False):
    with st.container(border=True):
        st.subheader(str(topic))
        for side, words in statements.groupby("speaker_group", sort=False):
            lines = [f"- {row.words} ({row.who})" for row in words.itertuples()]
            st.markdown("\n".join([f"**{str(side).replace('_', ' ').capitalize()}**", "", *lines]))
st.subheader("Events and figures, with the number of sides that speak of each")
st.dataframe(
    rows.items_with_sides(selection), column_order=["title", "sides"], hide_index=True, key="items",
    column_config={"title": "Event or figure", "sides": "Sides"}, alt="Events and figures by number of sides",
)  # fmt: skip
