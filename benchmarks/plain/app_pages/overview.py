"""Overview: key figures, events by day and on the map, a quotation, what is contested."""

import plotly.express as px
import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from benchmarks.plain.parts import bullets, city_map, event_table, figure_cards

selection = chosen_selection()
events, quotations = rows.events(selection), rows.quotations(selection)

st.header("Figures")
figure_cards(rows.key_figures(selection))
if changed := rows.changed_later(selection):
    st.info(f"Later reports give other figures: {', '.join(changed)}")

left, right = st.columns(2)
with left, st.container(border=True):
    st.subheader("Events by day")
    dated = events[events["start"].notna() & (events["phase"] != "background")]
    st.plotly_chart(px.histogram(dated, x="start", color="kind", height=300), key="by-day")
with right, st.container(border=True):
    st.subheader("Events by city")
    city_map(rows.cities(selection), height=300)

left, right = st.columns(2)
with left, st.container(border=True):
    st.subheader("In their words")
    for quotation in quotations[quotations["quote_type"] == "direct"].head(1).itertuples():
        st.markdown(f"> {quotation.contents}")
        st.caption(quotation.speaker_name)
with right, st.container(border=True):
    st.subheader("What is contested, hedged or unsupported")
    bullets([*rows.disputed(selection), *rows.caveats(selection)["text"]])

st.subheader("Events")
event_table(events, key="events", alt="The events shown")
facts = rows.facts(selection)["text"]
with st.expander(f"Background that the reports give ({len(facts)})"):
    bullets(facts)
