"""A page's own choice of one of a few views, or of one of many things, kept in the address."""

import streamlit as st

from components.url import write
from data.views.base import View


def choice(view: View, key: str, label: str) -> str:
    """Draw one of a page's own keys as a choice of one of a few and return its value.

    The default is left out of the address.
    """
    options = view.options(key)
    st.session_state[_widget_key(key)] = view.chosen(key)
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_write_choice,
        args=(key, next(iter(options))), required=True,
    )  # fmt: skip
    return view.chosen(key)


def choice_of_many(view: View, key: str, label: str) -> str:
    """The same as a list to search in."""
    options = view.options(key)
    st.session_state[_widget_key(key)] = view.chosen(key)
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_write_choice,
        args=(key, next(iter(options))),
    )  # fmt: skip
    return view.chosen(key)


def _widget_key(key: str) -> str:
    return f"view_{key}"


def _write_choice(key: str, default: str) -> None:
    value = str(st.session_state[_widget_key(key)] or default)
    write({key: None if value == default else value})
