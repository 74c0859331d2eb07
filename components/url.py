"""The query string holds the state: widgets are set from it before they are drawn, and callbacks write changes to it.

Streamlit adds an entry to the browser's history for each change, and reruns the script with the old address when the
reader goes back. So back, forward, reload and pasted links all work in the same way. Widgets are not bound with
`bind="query-params"`: that writes the output of `format_func` into the address, and adds no entry to the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.callbacks import uninterrupted
from data.views.address import KEYS, STORY_KEYS, current_names
from data.views.registry import VIEW_KEYS

PAGE = "page"
"""Key of the page numbers of long lists, as LIST-NUMBER: `?page=events-2`. Removed when a filter changes, since the
number then belongs to other rows."""


def base_path() -> str:
    """The path that the app is served under, with a leading slash: `server.baseUrlPath`; empty without one."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


_Request = tuple[str, str]
"""The page of a run, and the query string that its request came with or that has been written in it since."""


@dataclass(frozen=True)
class _Written:
    """The address that this session wrote last, and those from before it that a request may still come with."""

    request: _Request
    parameters: dict[str, list[str]]
    outdated: tuple[_Request, ...]


_WRITTEN = "address_written"
_MAX_OUTDATED = 8
"""More changes than a reader makes before the first of them has reached the browser."""


def query() -> dict[str, list[str]]:
    """The query parameters of the address; old names of parameters are replaced by today's.

    A request that the browser sent before it received the last change comes with the address from before it, as when a
    reader closes a source and opens the filters at once. The parameters are then those of the change. A reader who
    steps back, or comes again from another page, means the old address.
    """
    written: _Written | None = st.session_state.get(_WRITTEN)
    if written is not None:
        request = _request()
        if _is_history_step() or request[0] != written.request[0]:
            del st.session_state[_WRITTEN]
        elif request in written.outdated:
            return written.parameters
    return current_names(_streamlits_parameters())


def parameter(key: str) -> str:
    """The last value of a query parameter; empty without one."""
    return query().get(key, [""])[-1]


def _streamlits_parameters() -> dict[str, list[str]]:
    """The parameters that this run's request came with or that have been written in it since."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _request() -> _Request:
    run = get_script_run_ctx()
    return (run.page_script_hash, run.query_string) if run else ("", "")


def _is_history_step() -> bool:
    """Whether this run was caused by back or forward."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


@uninterrupted
def write(changes: Mapping[str, str | list[str] | None]) -> None:
    """Set keys in the address, or remove them with None; the other keys of a view stay as they are.

    Does nothing in a rerun caused by back or forward: the address is then right already. When two such steps follow
    each other quickly, the second rerun still has the widget values from before both, and Streamlit reports them as
    changes.
    """
    if _is_history_step():
        return
    kept = {key: values for key, values in query().items() if key in KEYS or key in VIEW_KEYS | STORY_KEYS}
    replace_query(kept | dict(changes))


@uninterrupted
def replace_query(parameters: Mapping[str, str | list[str] | None]) -> None:
    """Callback: replace all parameters of the address by these; those without a value are left out."""
    before: _Written | None = st.session_state.get(_WRITTEN)
    request = _request()
    earlier = before.outdated if before and request in (*before.outdated, before.request) else ()
    st.query_params.from_dict({key: value for key, value in parameters.items() if value})
    st.session_state[_WRITTEN] = _Written(
        request=_request(),
        parameters=_streamlits_parameters(),
        outdated=tuple(each for each in (*earlier, request) if each != _request())[-_MAX_OUTDATED:],
    )


def open_item(item_id: str) -> None:
    """Callback: open an item's source."""
    write({"item": item_id})


def close_item() -> None:
    """Callback: close the opened item."""
    write({"item": None})
