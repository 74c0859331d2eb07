"""Every correction to the records, the newest first."""

import streamlit as st

from app.frame import enter
from components.corrections import correction_card
from components.data_table import data_table
from components.markdown import plain_text
from components.paging import page_of
from data import queries
from data.export.files import export
from data.views.headings import corrections_title
from data.views.table_columns import CORRECTION_COLUMNS
from data.wording.descriptions import headline

here = enter()
archive, selection = here.archive, here.selection
corrections = queries.corrections(archive)

st.title(plain_text(corrections_title(queries.rows(corrections))))
st.caption(
    "When a record that was already published turns out to be wrong, it is mended and the change stands here for good: "
    "what it said, what it says now, and why. The filters do not narrow this list."
)
for correction in queries.rows(page_of(corrections, key="corrections", size=20)):
    found = queries.item(archive, correction["item_id"]) if correction["item_id"] else None
    correction_card(correction, headline(*found) if found else correction["publisher"])
if not corrections.empty:
    data_table(
        "corrections",
        corrections,
        CORRECTION_COLUMNS,
        title="all corrections",
        csv=lambda: export(archive, "corrections", "csv", selection),
    )
