"""The reports that everything was coded from: whose, when, where each was read, and how much was coded from it."""

import streamlit as st

from app.frame import enter
from components.data_table import data_table
from components.markdown import plain_text
from components.paging import page_of
from components.reports import report_card
from data.views.sources import SourcesView

view = enter(SourcesView)

st.title(plain_text(view.title))
st.caption(view.caption)
for report in page_of(view.reports, key="sources", size=20):
    report_card(report)
for table in view.data_tables:
    data_table(table)
