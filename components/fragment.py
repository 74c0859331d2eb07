"""A section of HTML in the app: shown by one component, patched in place when it changes; clicks become addresses.

The HTML comes from `publishing.sections`, escaped by Jinja. A click on an element with `data-item`, `data-filter` or
`data-page` reports that value; it is read as an address is, so a forged one can do no more than a link. Without the
component the links work as links.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import parse_qs

import streamlit as st
from crisis_fragment import COMPONENT
from markupsafe import Markup

from components.callbacks import uninterrupted
from components.url import PAGE, write
from data.views.address import FRAMEWORK_KEYS
from data.views.registry import VIEWS

PAGE_REQUESTED = "page_requested"
"""Key of the session state that holds the path of the page that a click asked for; `dashboard.py` goes there."""

MAX_QUERY = 2_000
"""Characters of a query string that a click may report."""

MAX_CHANGES = 20
"""Parameters of it that are read."""


@lru_cache(maxsize=1)
def _component() -> Callable[..., object]:
    """The component, registered when a page first needs it: Streamlit finds its package only while it runs."""
    return st.components.v2.component(
        COMPONENT, html="<div class='page'></div>", js="fragment.js", css="page.css", isolate_styles=False
    )


def fragment(html: Markup, *, key: str, on_work: Callable[[str], None] | None = None) -> None:
    """Show a section. `key` names it; the browser keeps focus and scroll position when its HTML changes.

    `on_work` is called with the value of a clicked `data-work`, or with “mark:PARAGRAPH:START:END” for words that were
    selected in an element with `data-paragraph`, in characters; both are as forgeable as an address.
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"

    @uninterrupted
    def on_press() -> None:
        pressed = st.session_state.get(key, {}).get("pressed")  # a forged report has no section that it is of
        if isinstance(pressed, Mapping):
            work = pressed.get("work")
            if on_work and isinstance(work, str):
                on_work(work[:MAX_QUERY])
            else:
                follow(pressed)

    _component()(data={"html": str(html), "theme": theme}, key=key, on_pressed_change=on_press)


def follow(pressed: Mapping[str, object]) -> None:
    """Do what a click asks for: open an item, change keys of the address, or go to another page.

    `pressed` has at most one of `item` (an id, or empty to close), `filter` (a query string; an empty value removes its
    key) and `page` (the path of a page). What is unknown goes into the address all the same, where it is told in a
    notice as one that was typed is; a page that there is not, and what belongs to Streamlit, is ignored.
    """
    item, query, path = (pressed.get(name) for name in ("item", "filter", "page"))
    if isinstance(item, str):
        write({"item": item[:MAX_QUERY] or None})
    elif isinstance(query, str):
        changes = parse_qs("&".join(query[:MAX_QUERY].split("&")[:MAX_CHANGES]), keep_blank_values=True)
        wanted: dict[str, list[str] | str | None] = {PAGE: None}
        for key, values in changes.items():
            if key.casefold() not in FRAMEWORK_KEYS:
                wanted[key] = [value for value in values if value]
        write(wanted)
    elif isinstance(path, str) and path in VIEWS:
        st.session_state[PAGE_REQUESTED] = path
