"""The address is the state: widgets are set from it before they are drawn, and a change is written to it.

Streamlit adds a step to the browser's history for each change, and runs the script again with the old address when
the reader steps back, so that back, forward, reload and pasted links all take the same way. Widgets are not bound with
`bind="query-params"`: that puts what `format_func` prints into the address, and leaves no step to go back to.
"""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.views.address import KEYS, PAGE_OF_A_LIST, STORY_KEYS, Selection, current_names
from data.views.registry import VIEW_KEYS

PAGE = "page"
"""Key of the pages that the reader has turned to, as LIST-NUMBER: `?page=events-2`. Dropped when a filter changes,
since a page number means nothing once other rows are shown."""


def query() -> dict[str, list[str]]:
    """The address's parameters, under the names that they have today."""
    return current_names({key: st.query_params.get_all(key) for key in st.query_params})


def write(changes: Mapping[str, str | list[str] | None]) -> None:
    """Set keys in the address, or remove them with None; the others stay as they are.

    Does nothing when the reader has stepped back or forward: the address is then what they asked for. A second step
    that follows the first at once still comes with what the widgets held before either, and Streamlit calls that a
    change.
    """
    run = get_script_run_ctx()
    if run is not None and run.is_history_navigation:
        return
    kept = {key: values for key, values in query().items() if key in KEYS or key in VIEW_KEYS | STORY_KEYS}
    merged = kept | dict(changes)
    st.query_params.from_dict({key: value for key, value in merged.items() if value})


def replace_query(parameters: Mapping[str, str]) -> None:
    """Callback: put these parameters into the address, and nothing else."""
    st.query_params.from_dict(dict(parameters))


def write_selection(selection: Selection) -> None:
    """Put a whole Selection into the address."""
    wanted = selection.to_query()
    write({key: wanted.get(key) for key in KEYS} | {PAGE: None})


def open_item(item_id: str) -> None:
    """Callback: open an item's source."""
    write({"item": item_id})


def close_item() -> None:
    """Callback: close the opened item."""
    write({"item": None})


def page_number(name: str) -> int:
    """The page of a long list that the address asks for, from 1."""
    asked = [value for value in st.query_params.get_all(PAGE) if PAGE_OF_A_LIST.fullmatch(value)]
    return next((int(value.removeprefix(f"{name}-")) for value in asked if value.rpartition("-")[0] == name), 1)


def write_page_number(name: str, number: int) -> None:
    """Put the page of a long list into the address; the first needs no word."""
    others = [value for value in st.query_params.get_all(PAGE) if not value.startswith(f"{name}-")]
    write({PAGE: [*others, f"{name}-{number}"] if number > 1 else others})
