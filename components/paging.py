"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

Items = TypeVar("Items", Sequence[str], pd.DataFrame)


def page_of(items: Items, *, key: str, size: int) -> Items:
    """The items, or rows, of the page that the reader has turned to; the control shows only where there is a choice."""
    pages = -(-len(items) // size)
    if pages <= 1:
        return items
    name = f"page-{key}"
    if st.session_state.get(name, 1) > pages:  # other filters may leave fewer pages than the reader had turned to
        st.session_state[name] = pages
    page = st.pagination(pages, key=name)
    return items[(page - 1) * size : page * size]
