"""What happened, on one screen: key figures and who says so, time, place, one voice, what is disputed."""

from functools import partial

import streamlit as st

from app.frame import enter, nothing_shown
from components.cards import caveat_line, fact_line, quote_card
from components.chart_clicks import clickable_chart, clickable_map
from components.charts.map import event_map, map_credit
from components.charts.timeline import MOST_ROWS, timeline_strip
from components.charts.timeline_counts import timeline_counts
from components.data_table import data_table
from components.ledger_cards import dispute_line, latest_card, withdrawn_line
from components.markdown import plain_text
from components.paging import page_of
from components.theme import palette
from data import queries
from data.export.files import export, to_csv, with_sources
from data.figures import agreement, latest, ledger
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.views.headings import map_title, timeline_title
from data.views.table_columns import EVENT_COLUMNS, PLACE_COLUMNS, written_events
from data.wording.citation import quotation_reference
from data.wording.phrases import day

MOST_FIGURES = 12
GRAVEST = 6
"""Caveats shown at once; the others are one click away."""

here = enter()
archive, selection, colours = here.archive, here.selection, palette()
articles = {article["article_id"]: article for article in queries.rows(queries.articles(archive))}
lead = queries.lead_article(archive)

st.title(plain_text(lead["headline"]) if lead else f"As known on {day(here.day)}")
if lead:
    st.caption(f"The lead article’s headline: {plain_text(lead['publisher'])}, {day(lead['date_published'])}")

figures = latest.headline_figures(archive, selection)
st.subheader("How many, and who says so")
if not figures.empty:
    with st.grid(4, min_column_width=150):
        for history in ledger.histories(archive, figures.head(MOST_FIGURES), selection):
            latest_card(history)
    more = (
        f" {len(figures) - MOST_FIGURES:,} more stand under Casualties and arrests."
        if figures[MOST_FIGURES:].size
        else ""
    )
    st.caption(f"Each figure stands alone. Nothing is added up that its source does not add up.{more}")
else:
    nothing_shown(here, latest.headline_figures, "figures of people killed, injured or arrested")

events = queries.events(archive, selection)
dated = queries.crisis_events(archive, selection)
cities = queries.rows(queries.map_cities(archive, selection))
unpinned = len(queries.events_without_pin(archive, selection))
time_column, place_column = st.columns(2, gap="medium")
with time_column:
    title = timeline_title(events)
    st.subheader(plain_text(title))
    if len(dated) > MOST_ROWS:
        every = dated.assign(lane="every")
        figure = here.figure("strip", partial(timeline_counts, every, lanes=[("every", "Events")]))
        clickable_chart(figure, key="strip", alt=title)
        st.caption("A circle’s area is its day’s number of events. Click one to see that day alone.")
    elif len(dated):
        figure = here.figure("strip", lambda **how: timeline_strip(queries.rows(dated), **how))
        clickable_chart(figure, key="strip", alt=title)
        st.caption("A mark is an event; a hollow one is dated only roughly. Click one to see its source.")
    elif events.empty:
        nothing_shown(here, queries.events, "events")
    if len(dated):
        data_table(
            "dated-events",
            dated,
            EVENT_COLUMNS,
            title="dated events of the crisis",
            written=written_events,
            csv=lambda: to_csv(with_sources(archive, dated)),
        )
with place_column:
    title = map_title(cities, unpinned, len(events))
    st.subheader(plain_text(title))
    deck = event_map(cities, chosen=selection.city, colours=colours)
    clickable_map(deck, key="small-map", chosen=selection.city, height=260, alt=title)
    st.caption("A mark’s area is its number of events; a ring is a city with none shown. Click one to filter.")
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)
    data_table(
        "places",
        queries.map_places(archive, selection),
        PLACE_COLUMNS,
        title="places, events and mentions",
        csv=lambda: export(archive, "places", "csv", selection),
    )

caveats = queries.caveats(archive, selection)
spoken = queries.rows(queries.direct_quotes(archive, selection).head(1))
voice_column, doubt_column = st.columns(2, gap="medium")
with voice_column:
    st.subheader("In their words")
    for first in spoken:
        quote_card([first], citation=quotation_reference(first, articles[first["article_id"]]))
    if not spoken:
        nothing_shown(here, queries.direct_quotes, "direct quotations")
with doubt_column:
    st.subheader("What is disputed, hedged or unsupported")
    for one, other in agreement.all_clashes(archive, selection):
        dispute_line(one, other)
    for history in ledger.histories(archive, ledger.withdrawn(archive, selection), selection):
        withdrawn_line(history)
    for caveat in queries.rows(caveats.head(GRAVEST)):
        caveat_line(caveat)
    if len(caveats) > GRAVEST:
        more = f"What else is open or not stated ({len(caveats) - GRAVEST:,})"
        with st.expander(more, key="more-caveats", on_change="rerun") as others:
            if others.open:
                for caveat in queries.rows(page_of(caveats[GRAVEST:], key="caveats", size=24)):
                    caveat_line(caveat)
    if caveats.empty:
        nothing_shown(here, queries.caveats, "caveats")

facts = queries.facts(archive, selection)
if len(facts):
    with st.expander(f"Background that the article gives ({len(facts):,})", key="facts", on_change="rerun") as behind:
        if behind.open:
            for fact in queries.rows(page_of(facts, key="facts", size=24)):
                fact_line(fact)
