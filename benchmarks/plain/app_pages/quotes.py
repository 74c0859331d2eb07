"""Quotes: every quotation and reported statement as a card, and whose words they are."""

import plotly.express as px
import streamlit as st

from benchmarks.plain import rows
from benchmarks.plain.filters import chosen_selection
from data.tables.rows import QuoteRow
from data.tables.rows import rows as typed_rows

selection = chosen_selection()
left, right = st.columns([3, 2])
with left:
    for quotation in typed_rows(rows.quotations(selection), QuoteRow):
        with st.container(border=True):
            st.markdown(f"> {quotation['contents']}" if quotation["contents"] else str(quotation["paraphrase"]))
            st.markdown(f"**{quotation['speaker_name']}** · {quotation['speaker_role'] or quotation['speaker_group']}")
            said = [quotation["context"], quotation["cue"], quotation["spoken_on"], quotation["evidence_note"]]
            st.caption(" · ".join(part for part in said if part))
with right:
    st.subheader("Quoted words by kind of speaker")
    st.plotly_chart(px.bar(rows.words_by_speaker_group(selection), x="words", y="speaker_group"), key="voices")
