"""Cards and lines for a quotation, an event, a figure, a caveat: who says it, and a button that opens its source.

Neighbouring paragraphs are one Streamlit element: each element is a message to the browser at every rerun.
"""

from collections.abc import Sequence

import streamlit as st

from components.markdown import plain_text
from components.url import open_item
from data.records.vocabulary import CaveatKind, QuoteType
from data.views.rows import CaveatRow, QuoteRow
from data.wording.citation import in_quotation_marks
from data.wording.descriptions import role_of, utterance_details


def source_button(item_id: str, place: str, label: str = "Source") -> None:
    """A button that opens the source of an item. `place` makes the widget key unique among buttons of one item."""
    st.button(
        label, key=f"source-{place}-{item_id}", icon=":material/format_quote:", type="tertiary",
        help="Where in the article this stands", on_click=open_item, args=(item_id,),
    )  # fmt: skip


def quote_card(pieces: Sequence[QuoteRow]) -> None:
    """One utterance: its quotations and reported parts in order, the speaker, the day and our context."""
    first = pieces[0]
    with st.container(border=True, gap="small", key=f"quote-{first['item_id'].replace('.', '-')}"):
        for piece in pieces:
            kind = QuoteType(piece["quote_type"]).label
            if piece["contents"]:
                words = plain_text(in_quotation_marks(piece["contents"]))
                st.markdown(f"#### {words}" if piece["quote_type"] == "direct" else f"**{words}**")
            else:
                st.markdown(plain_text(piece["paraphrase"]))
            notes = [f":material/info: {plain_text(piece[key])}" for key in ("evidence_note", "note") if piece[key]]
            st.caption("\n\n".join([f"{kind} · {plain_text(piece['context'])}", *notes]))
        st.markdown(
            f"**{plain_text(first['speaker_name'])}**{plain_text(role_of(first))}  \n"
            f"{plain_text(utterance_details(first))}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            for n, piece in enumerate(pieces, start=1):
                source_button(piece["item_id"], "quote", f"Source {n}" if len(pieces) > 1 else "Source")


def caveat_line(caveat: CaveatRow) -> None:
    """A caveat in one line."""
    line_with_source(
        caveat["item_id"], f":orange-badge[{CaveatKind(caveat['kind']).label}] {plain_text(caveat['text'])}"
    )


def line_with_source(item_id: str, text: str) -> None:
    """A line of Markdown with a button that opens the item's source."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.markdown(text, width="stretch")
        source_button(item_id, "line")
