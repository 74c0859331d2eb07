"""The workbench: who may see it, and which of its steps the address asks for."""

import streamlit as st

from app.frame import enter_through_the_dashboard
from app.workbench_access import can_sign_in, editor


def enter() -> str:
    """The first call of the workbench's page: return who is at it; for everybody else say why not, and stop."""
    enter_through_the_dashboard()
    who = editor()
    if who is None:
        _refuse()
        st.stop()
    return who


def _refuse() -> None:
    st.title("The workbench is for editors")
    if not can_sign_in():
        st.write(
            "This server has no login for them. Whoever runs it can use the workbench on the server’s own machine."
        )
    elif not st.user.is_logged_in:
        st.write("Sign in with the mail address that this server knows you by.")
        st.button("Sign in", type="primary", on_click=st.login)
    else:
        st.write("You are signed in, with an address that may not use it. Ask whoever runs this server to add it.")
        st.button("Sign out", on_click=st.logout)
