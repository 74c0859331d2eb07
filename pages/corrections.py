"""Page Corrections: all corrections to the records, the newest first."""

import streamlit as st

from app.frame import enter
from components.corrections import correction_card
from components.data_table import data_table
from components.markdown import plain_text
from components.paging import page_of
from data.views.captions import CORRECTIONS
from data.views.corrections import CorrectionsView
from data.views.rows import CorrectionRow, rows

view = enter(CorrectionsView)

st.title(plain_text(view.title))
st.caption(CORRECTIONS.text)
for correction in rows(page_of(view.corrections, key="corrections", size=20), CorrectionRow):
    correction_card(correction, view.corrected_item(correction))
for table in view.data_tables:
    data_table(table)
