"""Presenter mode: buttons for the steps of a story, and the list of steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.markdown import plain_text
from components.url import replace_query


@dataclass(frozen=True)
class Turn:
    """The current step of a story, counted from 1; the titles of all steps; the page and the view of the step.

    `notice` is a line for the presenter; it may be empty.
    """

    story: str
    step: int
    titles: Sequence[str]
    path: str
    view: Mapping[str, list[str]]
    notes: bool = False
    source_open: bool = False
    notice: str = ""

    def address(self, step: int, *, notes: bool) -> dict[str, str]:
        """Query parameters of another step; `notes` is for the presenter's own window."""
        return {"story": self.story, "step": str(step)} | ({"notes": "true"} if notes else {})


def controls(
    turn: Turn, *, ticks: Callable[[], None], shown_day: Callable[[], None], phone: Callable[[], bool]
) -> None:
    """One row of buttons, with the keys of a clicker as shortcuts.

    `ticks` and `shown_day` draw sections in it, `phone` the panel for a phone; it returns whether that is open.
    """
    last = len(turn.titles)
    if turn.notice:
        with st.bottom, st.container(key="story-notice"):
            st.caption(plain_text(turn.notice))
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="story-controls"):
        with st.container(key="story-ticks"):
            ticks()
        with st.popover(f"{turn.step} of {last}", type="tertiary", key="story-steps", help="All steps"):
            for n, title in enumerate(turn.titles, start=1):
                st.button(
                    f"{n}. {plain_text(title)}", key=f"story-step-{n}", type="tertiary", disabled=n == turn.step,
                    on_click=replace_query, args=(turn.address(n, notes=turn.notes),),
                )  # fmt: skip
        _button("Back", "Left", turn, turn.step - 1, disabled=turn.step == 1)
        _button("Next", "Right", turn, turn.step + 1, disabled=turn.step == last)
        _button("First", "Home", turn, 1, disabled=turn.step == 1)
        _button("Last", "End", turn, last, disabled=turn.step == last)
        phone_open = phone()
        with st.container(key="story-day"):
            shown_day()
        if not turn.notes:
            st.link_button(
                "Notes", f"?story={turn.story}&step={turn.step}&notes=true", type="tertiary", key="story-notes",
                help="What the presenter says, for a second window",
            )  # fmt: skip
        # While a source or the panel is open, Esc closes it and nothing else.
        esc = None if turn.source_open or phone_open else "Esc"
        if st.button("Leave", key="story-leave", type="tertiary", shortcut=esc):
            st.switch_page(f"pages/{turn.path or 'overview'}.py", query_params=dict(turn.view))


def _button(label: str, key: str, turn: Turn, to: int, *, disabled: bool) -> None:
    st.button(
        label, key=f"story-{label.lower()}", type="tertiary", shortcut=key, disabled=disabled,
        on_click=replace_query, args=(turn.address(to, notes=turn.notes),),
    )  # fmt: skip
