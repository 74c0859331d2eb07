"""The source drawer: the section of an opened item in a panel at the right, with its exports below."""

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from components.fragment import fragment
from components.take_away import ItemExports, item_panel
from components.url import close_item, query


@st.dialog("Source", position="right", width="medium", icon=":material/format_quote:", on_dismiss=close_item)
def source_drawer(
    html: Markup, *, asked: Mapping[str, list[str]], exports: Callable[[], ItemExports], report: str = ""
) -> None:
    """Show the section `html`; `exports` is called when the panel of its exports is open.

    `report` is the address to which a reader reports a mistake in the item; empty if there is none.

    A click in the panel reruns the panel alone. If the address is then no longer `asked`, the parameters that the
    section was made for, the whole page is run.
    """
    if query() != asked:
        st.rerun()
    with st.container(key="drawer"):
        fragment(html, key="section-drawer")
        item_panel(exports)
        if report:
            st.link_button("Report a mistake", report, icon=":material/flag:", type="tertiary")
