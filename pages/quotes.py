"""Who said what: search, filters, one card an utterance, and whose words fill the report."""

from functools import partial
from itertools import groupby

import streamlit as st

from app.frame import enter, nothing_shown
from components.cards import quote_card
from components.charts.voices import voices_chart
from components.data_table import data_table
from components.filter_bar import facet_filter
from components.markdown import plain_text
from components.paging import page_of
from components.theme import PLOTLY_CONFIG
from data import queries
from data.export.files import export, to_csv
from data.queries.facet_labels import facet_names
from data.views.headings import quotes_title, voices_title
from data.views.table_columns import QUOTE_COLUMNS, SPEAKER_GROUP_COLUMNS, written_quotes, written_voices
from data.wording.citation import quotation_reference

here = enter()
archive, selection = here.archive, here.selection
facets = queries.rows(queries.facets(archive, selection))
quotes = queries.quotes_by_utterance(archive, selection)
voices = queries.rows(queries.words_by_speaker_group(archive, selection))
articles = {article["article_id"]: article for article in queries.rows(queries.articles(archive))}

st.title(plain_text(quotes_title(quotes)))
columns = st.columns(4, gap="small", wrap=False)
for column, facet in zip(columns, ("speaker", "speaker_group", "topic", "quote_type"), strict=True):
    with column:
        facet_filter(facet, facets, facet_names(archive), selection)

if quotes.empty:
    nothing_shown(here, queries.quotes, "quotations")
    st.stop()

cards_column, voices_column = st.columns([3, 2], gap="large")
with cards_column:
    turned_to = page_of(quotes["utterance_id"].unique().tolist(), key="quotes", size=12)
    shown = queries.rows(quotes[quotes["utterance_id"].isin(turned_to)])
    for _, utterance in groupby(shown, key=lambda quote: quote["utterance_id"]):
        pieces = list(utterance)
        article = articles[pieces[0]["article_id"]]
        quote_card(pieces, citation="\n\n".join(quotation_reference(piece, article) for piece in pieces))
with voices_column:
    if voices:
        title = voices_title(voices)
        st.subheader(plain_text(title))
        figure = here.figure("voices", partial(voices_chart, voices))
        st.plotly_chart(figure, key="voices", config=PLOTLY_CONFIG, alt=title)
        st.caption("Words inside quotation marks only. Statements reported in other words are not counted.")
        data_table(
            "voices",
            queries.words_by_speaker_group(archive, selection),
            SPEAKER_GROUP_COLUMNS,
            title="quoted words by kind of speaker",
            written=written_voices,
            csv=lambda: to_csv(queries.words_by_speaker_group(archive, selection)),
        )

data_table(
    "quotes",
    queries.quotes(archive, selection),
    QUOTE_COLUMNS,
    title="quotations shown",
    written=written_quotes,
    csv=lambda: export(archive, "quotes", "csv", selection),
)
