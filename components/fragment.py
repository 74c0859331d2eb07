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

from components.url import PAGE, write
from data.views.address import KEYS, STORY_KEYS
from data.views.registry import VIEW_KEYS, VIEWS

PAGE_REQUESTED = "page_requested"
"""Key of the session state that holds the path of the page that a click asked for; `dashboard.py` goes there."""

MAX_QUERY = 2_000
"""Characters of a query string that a click may report."""


@lru_cache(maxsize=1)
def _component() -> Callable[..., object]:
    """The component, registered when a page first needs it: Streamlit finds its package only while it runs."""
    return st.components.v2.component(
        COMPONENT, html="<div class='page'></div>", js="fragment.js", css="page.css", isolate_styles=False
    )


def fragment(html: Markup, *, key: str) -> None:
    """Show a section. `key` names it; the browser keeps focus and scroll position when its HTML changes."""
    theme = "dark" if st.context.theme.type == "dark" else "light"

    def on_press() -> None:
        pressed = st.session_state[key].get("pressed")
        if isinstance(pressed, Mapping):
            follow(pressed)

    _component()(data={"html": str(html), "theme": theme}, key=key, on_pressed_change=on_press)


def follow(pressed: Mapping[str, object]) -> None:
    """Do what a click asks for: open an item, change keys of the address, or go to another page.

    `pressed` has at most one of `item` (an id, or empty to close), `filter` (a query string; an empty value removes its
    key) and `page` (the path of a page). What is unknown is ignored.
    """
    item, query, path = (pressed.get(name) for name in ("item", "filter", "page"))
    if isinstance(item, str):
        write({"item": item[:MAX_QUERY] or None})
    elif isinstance(query, str):
        changes = parse_qs(query[:MAX_QUERY], keep_blank_values=True, max_num_fields=20)
        known = {key for key in changes if key in KEYS or key in VIEW_KEYS | STORY_KEYS}
        write({PAGE: None} | {key: [value for value in changes[key] if value] for key in known})
    elif isinstance(path, str) and path in VIEWS:
        st.session_state[PAGE_REQUESTED] = path
