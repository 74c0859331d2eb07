"""Widgets for a page's own options, with their values in the address."""

import streamlit as st

from components.callbacks import uninterrupted
from components.url import write
from data.views.base import View


def choice(view: View, key: str, label: str) -> str:
    """Draw a segmented control for one of the page's own keys and return the chosen value.

    The default value is left out of the address.
    """
    options = view.options(key)
    st.session_state[_widget_key(key)] = view.choice(key)
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_write_choice,
        args=(key, next(iter(options))), required=True,
    )  # fmt: skip
    return view.choice(key)


def choice_of_many(view: View, key: str, label: str) -> str:
    """The same as `choice`, as a select box with search, for many options."""
    options = view.options(key)
    st.session_state[_widget_key(key)] = view.choice(key)
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_write_choice,
        args=(key, next(iter(options))),
    )  # fmt: skip
    return view.choice(key)


def _widget_key(key: str) -> str:
    return f"view_{key}"


@uninterrupted
def _write_choice(key: str, default: str) -> None:
    value = str(st.session_state[_widget_key(key)] or default)
    write({key: None if value == default else value})
