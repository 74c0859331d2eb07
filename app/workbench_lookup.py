"""The button of a place's form that looks its name up, and the places that were found, to choose from."""

import streamlit as st

from components.callbacks import uninterrupted
from components.markdown import plain_text
from components.record_form import Kept, fill_in, written_in
from data.views.workbench_form import FormField
from data.workbench.drafts import Json
from data.workbench.place_lookup import PlaceMatch, PlaceMatches, matches_for

FOUND = "workbench_found"
"""Key of the session: the key of a form, and what was found for it."""


def show_lookup(fields: tuple[FormField, ...], record: Json, *, key: str, kept: Kept) -> None:
    """Draw the button, and what it found last for this form."""
    st.button(
        "Look up", icon=":material/search:", key=f"{key}-look-up", on_click=_look_up, args=(fields, record, key, kept)
    )
    of, found = st.session_state.get(FOUND, ("", PlaceMatches()))
    if of != key:
        return
    if found.reason:
        st.caption(plain_text(found.reason))
    with st.container(gap=None, key="workbench-matches"):
        for number, match in enumerate(found.matches):
            st.button(
                plain_text(f"Take: {match.words}"),
                type="tertiary",
                key=f"{key}-match-{number}",
                on_click=_fill,
                args=(fields, match, key, kept),
            )
    if found.credit:
        st.caption(plain_text(found.credit))


@uninterrupted
def _look_up(fields: tuple[FormField, ...], record: Json, key: str, kept: Kept) -> None:
    st.session_state[FOUND] = (key, matches_for(written_in(fields, key=key, kept=kept), record))


@uninterrupted
def _fill(fields: tuple[FormField, ...], match: PlaceMatch, key: str, kept: Kept) -> None:
    fill_in(fields, match.fields, key=key, kept=kept)
    st.session_state.pop(FOUND, None)
