"""What an editor has at hand: an item, its form, or words that were marked; and how one goes from one to the next."""

import re
from collections.abc import Hashable

import streamlit as st

from app.workbench_session import CONFLICT, CURRENT, DRAFT, EDITING, ERRORS, KIND, MARKED, OPENED, REPLACED, STEP
from app.workbench_unsaved import waiting
from components.callbacks import uninterrupted
from components.url import parameter
from data.workbench.drafts import Passage

MARK = re.compile(r"mark:(\d{1,6}):(\d{1,7}):(\d{1,7})")


def at_hand() -> Hashable:
    """Return what the page is drawn from: where it is another value, all of the page has to be drawn anew."""
    draft = st.session_state.get(OPENED)
    errors = st.session_state.get(ERRORS, {})
    held = (st.session_state.get(key) for key in (CURRENT, EDITING, MARKED, KIND, CONFLICT))
    return (draft and draft.edition, *held, tuple(errors.items()), parameter(DRAFT), parameter(STEP))


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
    for key in (EDITING, MARKED, KIND, REPLACED, ERRORS):
        st.session_state.pop(key, None)


@uninterrupted
def mark(passage: Passage) -> None:
    """Have words of the text at hand, for a new item."""
    leave_form()
    st.session_state[MARKED] = passage


@uninterrupted
def choose_kind(part: str) -> None:
    """Have the form of another kind of item for the marked words."""
    st.session_state[KIND] = part
    st.session_state.pop(ERRORS, None)


@uninterrupted
def make_another_kind(item_id: str, passage: Passage, part: str) -> None:
    """Have the words of an item at hand for one of another kind, which is to take its place."""
    mark(passage)
    st.session_state[KIND], st.session_state[REPLACED] = part, item_id
