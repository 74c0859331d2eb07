"""The records of a run: what one run of a page draws is all of one state of them."""

import streamlit as st

from app.workbench_access import editor
from data.records.record_files import articles_folder
from data.tables.archive import Archive, open_archive
from data.workbench.drafts import StoredDraft
from data.workbench.preview import preview

RECORDS = "records_of_the_run"
PREVIEW = "draft_in_preview"


def begin_run() -> None:
    """Take the records as they are now, for all of this run and for the fragments that run by themselves after it.

    In a session that looks at the preview of a draft these are the records with that draft.
    """
    st.session_state[RECORDS] = previewed() or open_archive()


def previewed() -> Archive | None:
    """Return the records with the draft that this session previews; None if it previews none."""
    draft: StoredDraft | None = st.session_state.get(PREVIEW)
    return preview(draft, articles=articles_folder()) if draft is not None and editor() else None


def archive() -> Archive:
    """Return the records of the run; those of now if none has begun."""
    held: Archive | None = st.session_state.get(RECORDS)
    return held or open_archive()
