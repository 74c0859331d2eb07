"""Who is at the workbench: checked in each run, on the server, before anything of it is read or drawn."""

import streamlit as st

from data.workbench.access import is_editor, is_from_this_machine
from data.workbench.settings import workbench_folder

AT_THIS_MACHINE = "this machine"
"""Who took a step, where nobody has signed in."""


def editor() -> str | None:
    """Return the mail address of the editor who has signed in, or AT_THIS_MACHINE; None for everybody else."""
    if workbench_folder() is None:
        return None
    user = st.user.to_dict()
    if is_editor(user):
        return str(user["email"]).strip().lower()
    return AT_THIS_MACHINE if _is_at_this_machine() else None


def can_sign_in() -> bool:
    """Return whether Streamlit's secrets name a login service."""
    return "is_logged_in" in st.user.to_dict()


def _is_at_this_machine() -> bool:
    # Streamlit gives None for this machine, and for a connection without an address, whose Host and Origin then decide.
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return is_from_this_machine(st.context.ip_address or "127.0.0.1", headers)
