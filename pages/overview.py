"""Page Overview: key figures and who says so, a timeline, a map, a quotation, what is disputed."""

from functools import partial

import streamlit as st

from app.frame import chart, enter, show_empty_result
from components.cards import caveat_line, fact_line, quote_card
from components.chart_clicks import clickable_chart, clickable_map
from components.charts.map import event_map, map_credit
from components.charts.timeline import timeline_strip
from components.charts.timeline_counts import timeline_counts
from components.data_table import data_table
from components.ledger_cards import dispute_line, latest_card, withdrawn_card
from components.markdown import plain_text
from components.paging import page_of
from components.theme import palette
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.views.captions import KEY_FIGURES, SMALL_MAP
from data.views.figures import key_figure
from data.views.overview import MAX_CAVEATS, OverviewView
from data.views.rows import CaveatRow, EventRow, FactRow, rows

view = enter(OverviewView)

st.title(plain_text(view.title))
if view.subtitle:
    st.caption(plain_text(view.subtitle))

st.subheader("How many, and who says so")
if view.figures:
    with st.grid(4, min_column_width=150):
        for history in view.figures:
            latest_card(key_figure(history))
    more = f" {view.more_figures:,} more stand under Casualties and arrests." if view.more_figures else ""
    st.caption(f"{KEY_FIGURES.text}{more}")
else:
    show_empty_result(view.no_figures)

time_column, place_column = st.columns(2, gap="medium")
with time_column:
    st.subheader(plain_text(view.strip_title))
    if len(view.dated_events):
        if view.strip_as_counts:
            one_lane = view.dated_events.assign(lane="every")
            draw = partial(timeline_counts, one_lane, lanes=[("every", "Events")])
        else:
            draw = partial(timeline_strip, rows(view.dated_events, EventRow))
        clickable_chart(chart(view, "strip", draw), key="strip", alt=view.strip_title)
        st.caption(view.strip_caption.interactive)
        data_table(view.dated_table)
    elif view.events.empty:
        show_empty_result(view.no_events)
with place_column:
    st.subheader(plain_text(view.map_title))
    deck = event_map(view.cities, chosen=view.selection.city, colours=palette())
    clickable_map(deck, key="small-map", chosen=view.selection.city, height=260, alt=view.map_title)
    st.caption(SMALL_MAP.interactive)
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)
    data_table(view.places_table)

voice_column, doubt_column = st.columns(2, gap="medium")
with voice_column:
    st.subheader("In their words")
    for quote in view.sample_quotes:
        quote_card([quote], citation=view.quotation_reference(quote))
    if not view.sample_quotes:
        show_empty_result(view.no_quotation)
with doubt_column:
    st.subheader("What is disputed, hedged or unsupported")
    for clash in view.clashes:
        dispute_line(clash)
    for history in view.withdrawn_statements:
        withdrawn_card(history)
    for caveat in rows(view.caveats.head(MAX_CAVEATS), CaveatRow):
        caveat_line(caveat)
    if len(view.caveats) > MAX_CAVEATS:
        more = f"What else is open or not stated ({len(view.caveats) - MAX_CAVEATS:,})"
        with st.expander(more, key="more-caveats", on_change="rerun") as others:
            if others.open:
                for caveat in rows(page_of(view.caveats[MAX_CAVEATS:], key="caveats", size=24), CaveatRow):
                    caveat_line(caveat)
    if view.caveats.empty:
        show_empty_result(view.no_caveats)

if len(view.background):
    title = f"Background that the article gives ({len(view.background):,})"
    with st.expander(title, key="facts", on_change="rerun") as background:
        if background.open:
            for fact in rows(page_of(view.background, key="facts", size=24), FactRow):
                fact_line(fact)
