"""The phone of a presenter: opens a stage for the story that is presented, and draws the panel with its code."""

import re
from urllib.parse import urlsplit

import streamlit as st

from app.frame import PAGE_SHOWN
from app.toolbar import site_address
from components.callbacks import uninterrupted
from components.fragment import fragment
from components.phone import PhoneLink, phone_panel
from components.url import base_path
from data.stories.models import Story
from data.stories.stages import Stage, stages
from data.views.base import View
from publishing.links import links_of
from publishing.sections import section

STAGE = "stage_code"
"""Key of the session state that holds the code of the stage that was opened in it."""

REPLICA = "replica"
"""The cookie with which deploy/nginx/dashboard.conf keeps a reader on one replica. The phone's address has its value as
a parameter of that name: nginx then leads the phone to the replica that has the stage."""

NAME = re.compile("[0-9A-Za-z]{1,64}")
"""What nginx names a reader by."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def phone(story: Story, number: int, view: View) -> bool:
    """Draw the panel Phone for a step of a story, and return whether it is open.

    Draws nothing if the server does not answer phones.
    """
    return stages().served and phone_panel(
        lambda: link_of(_stage(story, number)),
        code=lambda: _show_code(_stage(story, number), view),
        end=_end,
    )


def link_of(stage: Stage) -> PhoneLink:
    """The address of a stage for a phone."""
    replica = str(st.context.cookies.get(REPLICA, ""))
    query = f"?{REPLICA}={replica}" if NAME.fullmatch(replica) else ""
    site = site_address(st.session_state.get(PAGE_SHOWN, ""))
    return PhoneLink(f"{site}/present/{stage.code}{query}", urlsplit(site).hostname not in LOOPBACK)


@uninterrupted
def _stage(story: Story, number: int) -> Stage:
    """The stage of this session; a new one if it has none that is still open, or one of another story."""
    known = stages().get(st.session_state.get(STAGE, ""))
    if known and known.story == story.id:
        return known
    _end()
    stage = stages().open(story.id, number)
    st.session_state[STAGE] = stage.code
    return stage


def _show_code(stage: Stage, view: View) -> None:
    links = links_of(view.address, root=base_path())
    place = f"{base_path()}/present/{stage.code}"
    fragment(section("story_phone", view, links, stage=stage, place=place), key="section-story_phone")  # never cached


def _end() -> None:
    """End the stage of this session; nothing if it has none."""
    stages().close(st.session_state.pop(STAGE, ""))
