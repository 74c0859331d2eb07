"""Page Quotes: filters, one card for each utterance, and the share of words by kind of speaker."""

from functools import partial

import streamlit as st

from app.frame import chart, enter
from components.cards import quote_card
from components.charts.voices import voices_chart
from components.data_table import data_table
from components.filter_bar import empty_result, facet_filter
from components.markdown import plain_text
from components.paging import page_of
from components.theme import PLOTLY_CONFIG
from data.views.captions import SPEAKER_GROUPS
from data.views.frame import Frame
from data.views.quotes import QuotesView

view = enter(QuotesView)

st.title(plain_text(view.title))
columns = st.columns(4, gap="small", wrap=False)
for column, facet in zip(columns, ("speaker", "speaker_group", "topic", "quote_type"), strict=True):
    with column:
        facet_filter(facet, Frame(view.reading))

if view.quotes.empty:
    empty_result(view.no_quotations)
    st.stop()

cards_column, voices_column = st.columns([3, 2], gap="large")
with cards_column:
    for pieces in view.utterances(page_of(view.utterance_ids, key="quotes", size=12)):
        quote_card(pieces, citation=view.references(pieces))
with voices_column:
    if view.speaker_groups:
        st.subheader(plain_text(view.speaker_groups_title))
        figure = chart(view, "voices", partial(voices_chart, view.speaker_groups))
        st.plotly_chart(figure, key="voices", config=PLOTLY_CONFIG, alt=view.speaker_groups_title)
        st.caption(SPEAKER_GROUPS.text)
        data_table(view.speaker_groups_table)

for table in view.data_tables:
    data_table(table)
