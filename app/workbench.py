"""The workbench: who may see it, and which of its steps the address asks for."""

from collections.abc import Mapping

import streamlit as st

from app.frame import enter_through_the_dashboard
from app.preview_band import end_preview
from app.workbench_access import AT_THIS_MACHINE, can_sign_in, editor
from app.workbench_new import show_drafts
from app.workbench_publish import show_preview, show_publish
from app.workbench_review import show_review
from app.workbench_session import STEP, go, opened, sentence
from components.markdown import plain_text
from components.url import parameter
from data.workbench.drafts import StoredDraft

STEPS: Mapping[str, str] = {"": "Review", "preview": "Preview", "publish": "Publish"}
"""Step in the address to its name."""


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


def show(who: str) -> None:
    """Draw the workbench: the list of drafts, or the step of a draft that the address asks for."""
    end_preview()
    with st.container(horizontal=True, vertical_alignment="center", key="workbench-above"):
        st.page_link("pages/overview.py", label="Dashboard", icon=":material/arrow_back:")
        st.button("All drafts", on_click=go, type="tertiary", key="all-drafts")
        if who != AT_THIS_MACHINE:
            st.caption(plain_text(who))
            st.button("Sign out", on_click=st.logout, type="tertiary")
    draft = opened()
    if draft is None:
        st.title("Workbench")
        show_drafts(who)
        return
    about = draft.record.get("article") or {}
    st.subheader(sentence(str(about.get("headline") or draft.draft_id)))
    _show_steps(draft)
    match parameter(STEP):
        case "preview":
            show_preview(draft)
        case "publish":
            show_publish(draft, who)
        case _:
            show_review(draft, who)


def _show_steps(draft: StoredDraft) -> None:
    here = parameter(STEP)
    with st.container(horizontal=True, key="workbench-steps"):
        for step, name in STEPS.items():
            st.button(
                name,
                on_click=go,
                kwargs={"draft": draft.draft_id, "step": step},
                type="primary" if step == here else "secondary",
                key=f"step-{step or 'review'}",
            )
