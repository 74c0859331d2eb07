"""A callback does all of its work although the request for the reader's next action has come meanwhile."""

import pytest
from streamlit.testing.v1 import AppTest

ACTIONS = ("a filter", "a new address", "a source closed", "a choice", "session state")


def _page() -> None:
    """A button whose action begins when the request for another one, with the address from before, is waiting."""
    from functools import partial

    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    from components.callbacks import uninterrupted
    from components.choices import _widget_key, _write_choice
    from components.fragment import follow
    from components.url import close_item, query, replace_query

    @uninterrupted
    def work_in_steps() -> None:
        st.session_state["first"] = True
        close_item()
        st.session_state["second"] = True

    action = {
        "a filter": partial(follow, {"filter": "item="}),
        "a new address": partial(replace_query, {"city": "almaty"}),
        "a source closed": close_item,
        "a choice": partial(_write_choice, "item", "all"),
        "session state": work_in_steps,
    }[st.session_state["action"]]

    def act() -> None:
        run = get_script_run_ctx()
        assert run is not None
        assert run.script_requests is not None
        run.script_requests.request_rerun(
            RerunData(query_string=run.query_string, page_script_hash=run.page_script_hash)
        )
        action()

    st.session_state[_widget_key("item")] = "all"
    st.button("Act", on_click=act)
    st.text(str(sorted(query().items())))
    st.text("second" if "second" in st.session_state else "not the second")


@pytest.mark.parametrize("action", ACTIONS)
def test_a_request_that_waits_does_not_end_a_callback(action: str) -> None:
    """Streamlit ends a run at its next access to the session's state or message to the browser, in callbacks, too."""
    app = AppTest.from_function(_page)
    app.session_state["action"] = action
    app.query_params["city"], app.query_params["item"] = "almaty", "some-item"
    app.run()
    app.button[0].click().run()
    assert not app.exception
    assert app.text[0].value == "[('city', ['almaty'])]"
    assert app.text[1].value == ("second" if action == "session state" else "not the second")
