"""Page Timeline: events in lanes by kind or actor, background years on a separate scale, undated events in a list."""

from functools import partial

import streamlit as st

from app.frame import chart, enter
from components.cards import event_cards, undated_line
from components.chart_clicks import clickable_chart
from components.charts.timeline import timeline
from components.charts.timeline_counts import timeline_counts
from components.choices import choice
from components.data_table import data_table
from components.filter_bar import empty_result
from components.markdown import plain_text
from components.paging import page_of
from data.views.captions import UNDATED
from data.views.rows import EventRow, LaneRow, rows
from data.views.timeline import TimelineView

view = enter(TimelineView)

st.title(plain_text(view.title))
choice(view, "lanes", "Lanes")

if view.events.empty:
    empty_result(view.no_events)
    st.stop()

if len(view.events_in_lanes):
    if view.drawn_as_counts:
        draw = partial(timeline_counts, view.events_in_lanes, lanes=view.lanes)
    else:
        draw = partial(timeline, rows(view.events_in_lanes, LaneRow), lanes=view.lanes)
    clickable_chart(chart(view, "timeline", draw, view.choice("lanes")), key="timeline", alt=view.title)
    st.caption(view.caption.interactive)

if not view.undated_events.empty:
    st.subheader(f"Undated ({len(view.undated_events):,})")
    st.caption(UNDATED.text)
    undated = rows(page_of(view.undated_events, key="undated", size=24), EventRow)
    with st.container(border=True), st.grid(2, min_column_width=320, gap="small"):
        for event in undated:
            undated_line(event)

st.subheader("In order")
event_cards(rows(page_of(view.dated_events, key="events", size=20), EventRow))

for table in view.data_tables:
    data_table(table)
