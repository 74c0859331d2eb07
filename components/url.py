"""The query string holds the state: widgets are set from it before they are drawn, and callbacks write changes to it.

Streamlit adds an entry to the browser's history for each change, and reruns the script with the old address when the
reader goes back. So back, forward, reload and pasted links all work in the same way. Widgets are not bound with
`bind="query-params"`: that writes the output of `format_func` into the address, and adds no entry to the history.
"""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.views.address import KEYS, STORY_KEYS, current_names
from data.views.registry import VIEW_KEYS

PAGE = "page"
"""Key of the page numbers of long lists, as LIST-NUMBER: `?page=events-2`. Removed when a filter changes, since the
number then belongs to other rows."""


def base_path() -> str:
    """The path that the app is served under, with a leading slash: `server.baseUrlPath`; empty without one."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def query() -> dict[str, list[str]]:
    """The query parameters of the address; old names of parameters are replaced by today's."""
    return current_names({key: st.query_params.get_all(key) for key in st.query_params})


def write(changes: Mapping[str, str | list[str] | None]) -> None:
    """Set keys in the address, or remove them with None; the other keys of a view stay as they are.

    Does nothing in a rerun caused by back or forward: the address is then right already. When two such steps follow
    each other quickly, the second rerun still has the widget values from before both, and Streamlit reports them as
    changes.
    """
    run = get_script_run_ctx()
    if run is not None and run.is_history_navigation:
        return
    kept = {key: values for key, values in query().items() if key in KEYS or key in VIEW_KEYS | STORY_KEYS}
    merged = kept | dict(changes)
    st.query_params.from_dict({key: value for key, value in merged.items() if value})


def replace_query(parameters: Mapping[str, str]) -> None:
    """Callback: replace all parameters of the address by these."""
    st.query_params.from_dict(dict(parameters))


def open_item(item_id: str) -> None:
    """Callback: open an item's source."""
    write({"item": item_id})


def close_item() -> None:
    """Callback: close the opened item."""
    write({"item": None})
