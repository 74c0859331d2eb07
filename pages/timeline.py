"""Every event in time: lanes by kind or actor, background years on a scale of their own, the undated in a tray."""

from functools import partial

import streamlit as st

from app.frame import enter, nothing_shown
from components.cards import event_cards, undated_line
from components.chart_clicks import clickable_chart
from components.charts.timeline import MOST_ROWS, timeline
from components.charts.timeline_counts import timeline_counts
from components.choices import choice
from components.data_table import data_table
from components.markdown import plain_text
from components.paging import page_of
from data import queries
from data.export.files import export
from data.views.address import CHOICES
from data.views.headings import timeline_title
from data.views.table_columns import EVENT_COLUMNS, written_events

here = enter()
archive, selection = here.archive, here.selection
events = queries.events(archive, selection)

title = timeline_title(events)
st.title(plain_text(title))
lanes_by = choice("lanes", "Lanes", CHOICES["timeline"]["lanes"])

if events.empty:
    nothing_shown(here, queries.events, "events")
    st.stop()

by_lane = queries.events_by_actor if lanes_by == "actor" else queries.events_by_kind
dated = by_lane(archive, selection).dropna(subset="start")
lanes = list(dated[["lane", "lane_label"]].drop_duplicates().itertuples(index=False, name=None))
if len(dated) > MOST_ROWS:
    figure = here.figure("timeline", partial(timeline_counts, dated, lanes=lanes), lanes_by)
    clickable_chart(figure, key="timeline", alt=title)
    st.caption("A circle’s area is its number of events. Click one to see its day alone, with every event drawn.")
elif len(dated):
    figure = here.figure("timeline", lambda **how: timeline(queries.rows(dated), lanes=lanes, **how), lanes_by)
    clickable_chart(figure, key="timeline", alt=title)
    st.caption(
        "A bar is a day that the article names or lets be worked out. Hatched ends: roughly then. Arrow: not over when "
        "the article appeared. Outline: announced for later. Years before the crisis have a scale of their own at the "
        "left. Click a bar to see its source."
    )

undated = events[events["start"].isna()]
if not undated.empty:
    st.subheader(f"Undated ({len(undated):,})")
    st.caption("The article gives these no day. They are not left out and not guessed.")
    shown = queries.rows(page_of(undated, key="undated", size=24))
    with st.container(border=True), st.grid(2, min_column_width=320, gap="small"):
        for event in shown:
            undated_line(event)

st.subheader("In order")
event_cards(queries.rows(page_of(events.dropna(subset="start"), key="events", size=20)))

data_table(
    "events",
    queries.events(archive, selection),
    EVENT_COLUMNS,
    title="events shown",
    written=written_events,
    csv=lambda: export(archive, "events", "csv", selection),
)
