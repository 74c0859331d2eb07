"""Page Casualties: the latest figures and who says so, how the count changed, who disagrees. Never a sum."""

from functools import partial

import streamlit as st

from app.frame import chart, enter
from components.cards import claim_line
from components.chart_clicks import clickable_chart
from components.charts.claims import claims_chart
from components.charts.counts import count_chart
from components.charts.who_says_what import who_says_what
from components.choices import choice
from components.data_table import data_table
from components.filter_bar import empty_result
from components.ledger_cards import comparison_line, disagreement_card, history_card, latest_card
from components.markdown import plain_text
from components.paging import page_of
from data.views.captions import COUNT_OVER_TIME, DISAGREEMENTS, WHO_SAYS_WHAT
from data.views.casualties import CasualtiesView
from data.views.figures import comparison_sentence, key_figure

view = enter(CasualtiesView)
choice(view, "metric", "Figures of")

st.title(plain_text(view.title))
st.caption(view.subtitle)
if view.claims.empty:
    empty_result(view.no_figures)
    st.stop()

if view.figures:
    with st.grid(4, min_column_width=220):
        for history in view.figures:
            latest_card(key_figure(history))

if view.compared_claims:
    st.subheader(plain_text(view.count_title))
    figure = chart(view, "count", partial(count_chart, view.compared_claims, view.own_updates), view.count_family)
    clickable_chart(figure, key="count", alt=view.count_title)
    st.caption(COUNT_OVER_TIME.interactive)

    st.subheader(plain_text(view.who_title))
    figure = chart(view, "who", partial(who_says_what, view.compared_claims), view.count_family)
    clickable_chart(figure, key="who", alt=view.who_title)
    st.caption(WHO_SAYS_WHAT.interactive)
    data_table(view.compared_table)

    st.subheader(plain_text(view.disagreement_title))
    for clash in view.clashes:
        disagreement_card(clash)
    for verdict, claims in view.comparisons:
        comparison_line(comparison_sentence(verdict, claims))
    st.caption(DISAGREEMENTS.text)

    st.subheader("Each statement, and what became of it")
    for history in view.histories(page_of(view.statements, key=f"statements-{view.count_family}", size=8)):
        history_card(history, citation=view.references(history))

for others in view.others:
    st.subheader(plain_text(others.title))
    if others.numbers:
        shown = page_of(others.numbers, key=f"numbers-{others.metric}", size=12)
        key = f"claims-{others.metric}"
        figure = chart(view, key, partial(claims_chart, shown), [claim["item_id"] for claim in shown])
        clickable_chart(figure, key=key, alt=others.title)
        for claim in shown:  # bars cannot be reached from the keyboard
            claim_line(claim, view.report_count_phrase(claim))
    for claim in page_of(others.words, key=f"words-{others.metric}", size=12):
        claim_line(claim, view.report_count_phrase(claim))

data_table(view.every_figure_table)
