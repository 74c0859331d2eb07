"""Corrections to the records: what was wrong, what it says now, and why."""

import streamlit as st

from components.cards import source_button
from components.markdown import plain_text
from data.views.corrections import ONE_OF_A_TABLE
from data.views.rows import CorrectionRow
from data.wording.citation import correction_sentence


def correction_line(correction: CorrectionRow) -> str:
    """A correction in one line of Markdown: day, field, before, after, why."""
    return f":orange-badge[Corrected] {plain_text(correction_sentence(correction))}"


def correction_card(correction: CorrectionRow, title: str) -> None:
    """A correction under the title of what it corrects; for an item, with a button that opens its source."""
    with st.container(border=True, gap="small"):
        st.markdown(
            f":small[{ONE_OF_A_TABLE[correction['table_name']]} · {plain_text(correction['article_id'])}]\n\n"
            f"**{plain_text(title)}**\n\n{correction_line(correction)}"
        )
        if correction["item_id"]:
            source_button(correction["item_id"], f"correction-{correction['corrected_on']}-{correction['field']}")
