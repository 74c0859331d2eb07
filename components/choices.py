"""A page's own choice of one of a few views, kept in the address."""

from collections.abc import Mapping

import streamlit as st

from components.notices import ignored
from components.url import write
from data.text import short


def choice(key: str, label: str, options: Mapping[str, str]) -> str:
    """Draw a choice and return its value.

    `options` maps values, as they stand in the address under a view key, to what the reader sees. The first one is the
    default and is left out of the address.
    """
    default = next(iter(options))
    asked = st.query_params.get(key, default)
    if asked not in options:
        ignored([f"{key} “{short(asked)}” is not one of {', '.join(options)}"])
    value = asked if asked in options else default
    st.session_state[_widget_key(key)] = value
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=_widget_key(key), on_change=_chosen,
        args=(key, default), required=True,
    )  # fmt: skip
    return value


def _widget_key(key: str) -> str:
    return f"view_{key}"


def _chosen(key: str, default: str) -> None:
    value = str(st.session_state[_widget_key(key)] or default)
    write({key: None if value == default else value})
