"""Callbacks that run to their end although the reader has done the next thing meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_ASKED = "on_scriptrunner_yield"
"""The method of a session's requests by which a run asks whether another request waits, for which it is to end."""


def uninterrupted(callback: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Decorator: the function is not ended where another request of the session waits; that comes after it.

    Streamlit ends a run for the next request at any access to `st.session_state` and at any message to the browser, in
    callbacks, too, and takes a callback that it ended for one that was run: the first of two quick presses is lost, or
    does half of its work.
    """

    @wraps(callback)
    def run_to_its_end(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        run = get_script_run_ctx()
        requests = run.script_requests if run else None
        if requests is None or _ASKED in vars(requests):
            return callback(*args, **kwargs)
        setattr(requests, _ASKED, lambda: None)
        try:
            return callback(*args, **kwargs)
        finally:
            delattr(requests, _ASKED)

    return run_to_its_end
