"""What an editor has at hand: an item, its form, or words that were marked; and how one goes from one to the next."""

import re

import streamlit as st

from app.workbench_session import CURRENT, EDITING, ERRORS, MARKED
from app.workbench_unsaved import waiting
from components.callbacks import uninterrupted

MARK = re.compile(r"mark:(\d{1,6}):(\d{1,7}):(\d{1,7})")

Passage = tuple[int, int, int]


@uninterrupted
def open_item(item_id: str) -> None:
    """Have an item at hand, with its form open if something is written there that is not saved."""
    st.session_state[CURRENT] = item_id
    leave_form()
    if item_id in waiting():
        st.session_state[EDITING] = True


@uninterrupted
def edit_item(item_id: str) -> None:
    """Have an item at hand with its form open."""
    open_item(item_id)
    st.session_state[EDITING] = True


@uninterrupted
def leave_form() -> None:
    """Show no form; what is written in it stays (`app.workbench_unsaved`)."""
    for key in (EDITING, MARKED, ERRORS):
        st.session_state.pop(key, None)


@uninterrupted
def mark(passage: Passage) -> None:
    """Have words of the text at hand, for a new item."""
    leave_form()
    st.session_state[MARKED] = passage
