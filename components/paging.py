"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.notices import notice_ignored
from components.url import page_number, write_page_number

Items = TypeVar("Items", Sequence[Any], pd.DataFrame)


def page_of(items: Items, *, key: str, size: int) -> Items:
    """The items, or rows, of the page that the address names; the control shows only where there is a choice."""
    pages = max(1, -(-len(items) // size))
    asked = page_number(key)
    if asked > pages:
        notice_ignored([f"page {key}-{asked} is past the last one, {key}-{pages}"])
    if pages == 1:
        return items
    page = min(asked, pages)
    st.session_state[_widget_key(key)] = page
    st.pagination(pages, key=_widget_key(key), on_change=_turned, args=(key,))
    return items[(page - 1) * size : page * size]


def _widget_key(key: str) -> str:
    return f"page-{key}"


def _turned(key: str) -> None:
    write_page_number(key, st.session_state[_widget_key(key)])
