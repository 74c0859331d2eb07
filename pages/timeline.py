"""Page Timeline: one row an event in the columns of its days; a chart where it is wide, else a list."""

from functools import partial

import streamlit as st

from app.frame import chart, enter, show_section
from components.chart_clicks import clickable_chart
from components.charts.gantt import gantt_chart
from components.charts.timeline_counts import timeline_counts
from components.data_table import data_table
from data.views.timeline import TimelineView

view = enter(TimelineView)

show_section("timeline_head", view)
drawn = not view.dated_events.empty
if drawn:
    if view.drawn_as_counts:
        draw = partial(timeline_counts, view.events_in_lanes, lanes=view.lanes, span=view.span, far=view.far_off)
    else:
        draw = partial(gantt_chart, view.gantt)
    with st.container(key="timeline-chart"):
        clickable_chart(chart(view, "timeline", draw, view.choice("lanes")), key="timeline", alt=view.title)
        show_section("timeline_key", view)
        st.caption(view.chart_caption.interactive)
show_section("timeline_list", view, beside=drawn)
show_section("timeline_undated", view)
for table in view.data_tables:
    data_table(table)
