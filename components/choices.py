"""A page's own choice of one of a few views, or of one of many things, kept in the address."""

from collections.abc import Mapping

import streamlit as st

from components.notices import notice_ignored
from components.url import write
from data.text import short


def choice(key: str, label: str, options: Mapping[str, str]) -> str:
    """Draw a choice of one of a few and return its value.

    `options` maps values, as they stand in the address under a view key, to what the reader sees. The first one is the
    default and is left out of the address.
    """
    value = _asked(key, options, f"is not one of {', '.join(options)}")
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_chosen,
        args=(key, next(iter(options))), required=True,
    )  # fmt: skip
    return value


def choice_of_many(key: str, label: str, options: Mapping[str, str]) -> str:
    """The same as a list to search in."""
    value = _asked(key, options, "is not among what is shown here")
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_chosen,
        args=(key, next(iter(options))),
    )  # fmt: skip
    return value


def _asked(key: str, options: Mapping[str, str], otherwise: str) -> str:
    """The value in the address, or the default, given to the widget; what cannot be had is told."""
    default = next(iter(options))
    asked = st.query_params.get(key, default)
    if asked not in options:
        notice_ignored([f"{key} “{short(asked)}” {otherwise}"])
    value = asked if asked in options else default
    st.session_state[_widget_key(key)] = value
    return value


def _widget_key(key: str) -> str:
    return f"view_{key}"


def _chosen(key: str, default: str) -> None:
    value = str(st.session_state[_widget_key(key)] or default)
    write({key: None if value == default else value})
