"""The records of a run: what one run of a page draws is all of one state of them."""

import streamlit as st

from data.tables.archive import Archive, open_archive

RECORDS = "records_of_the_run"


def begin_run() -> None:
    """Take the records as they are now, for all of this run and for the fragments that run by themselves after it."""
    st.session_state[RECORDS] = open_archive()


def archive() -> Archive:
    """Return the records of the run; those of now if none has begun."""
    held: Archive | None = st.session_state.get(RECORDS)
    return held or open_archive()
