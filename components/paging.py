"""Pagination of long lists."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.notices import show_notices
from components.url import page_number, write_page_number

Items = TypeVar("Items", Sequence[Any], pd.DataFrame)


def page_of(items: Items, *, key: str, size: int) -> Items:
    """The items or rows of the page number in the address, `size` a page; draws the control if there are two pages.

    A number past the last page gives the last page and a notice.
    """
    pages = max(1, -(-len(items) // size))
    asked = page_number(key)
    if asked > pages:
        show_notices([f"page {key}-{asked} is past the last one, {key}-{pages}"])
    if pages == 1:
        return items
    page = min(asked, pages)
    st.session_state[_widget_key(key)] = page
    st.pagination(pages, key=_widget_key(key), on_change=_on_page_change, args=(key,))
    return items[(page - 1) * size : page * size]


def _widget_key(key: str) -> str:
    return f"page-{key}"


def _on_page_change(key: str) -> None:
    write_page_number(key, st.session_state[_widget_key(key)])
