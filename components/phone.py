"""Presenter mode: the panel with the code that lets a phone show the notes and turn the steps."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.callbacks import uninterrupted
from components.share import qr_code

PANEL = "story-phone"
"""Key of the panel: whether it is open."""


@dataclass(frozen=True)
class PhoneLink:
    """The address that a phone opens. `within_reach` is whether it is more than this computer's name for itself."""

    address: str
    within_reach: bool


def phone_panel(begin: Callable[[], PhoneLink], *, code: Callable[[], None], end: Callable[[], None]) -> bool:
    """A button that opens the panel; returns whether it is open.

    `begin` is called when it is open, and `end` when the code is to end; `code` draws the section that tells the
    stage's script its code.
    """
    with st.popover(
        "Phone", type="tertiary", key=PANEL, on_change="rerun", help="Turn the steps from a phone"
    ) as panel:
        if not panel.open:
            return False
        link = begin()
        st.image(qr_code(link.address), width=220, alt=f"QR code of the address for a phone: {link.address}")
        code()
        st.code(link.address, language=None, wrap_lines=True)
        if not link.within_reach:
            st.caption(
                "A phone cannot open this address: it is this computer’s name for itself. Open the dashboard by the "
                "computer’s name or number in the network, or set PUBLIC_URL on the server."
            )
        st.button("End", key="story-phone-end", help="The code is of no use from then on", on_click=_end, args=(end,))
        return True


@uninterrupted
def _end(end: Callable[[], None]) -> None:
    end()
    st.session_state[PANEL] = False
