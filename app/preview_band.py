"""What stands above every page while a session previews a draft."""

import streamlit as st

from app.records import PREVIEW
from components.markdown import plain_text
from data.workbench.drafts import StoredDraft


def show_preview_band() -> None:
    """Draw, above every page, that it is a preview, and the ways out of it; nothing if it is none."""
    draft: StoredDraft | None = st.session_state.get(PREVIEW)
    if draft is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="preview-band"):
        st.markdown(f"**Preview** of the draft “{plain_text(draft.draft_id)}”: this is not published")
        if st.button("Back to the draft", key="preview-back"):
            st.switch_page("pages/workbench.py", query_params={"draft": draft.draft_id})


def end_preview() -> None:
    """Show the published records again."""
    st.session_state.pop(PREVIEW, None)
