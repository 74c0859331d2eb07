"""The source drawer: the section of an opened item in a panel at the right, with its exports below."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from components.fragment import fragment
from components.take_away import ItemExports, item_panel
from components.url import close_item, query


@st.dialog("Source", position="right", width="medium", icon=":material/format_quote:", on_dismiss=close_item)
def source_drawer(html: Markup, *, item_id: str, exports: Callable[[], ItemExports]) -> None:
    """Show the section `html` of the item `item_id`; `exports` is called when the panel of its exports is open.

    A click inside the panel reruns the panel alone: if it changed the item of the address, the whole page must follow.
    """
    if query().get("item", [""])[-1:] != [item_id]:
        st.rerun()
    with st.container(key="drawer"):
        fragment(html, key="section-drawer")
        item_panel(exports)
