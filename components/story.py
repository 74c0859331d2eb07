"""Presenter mode: buttons for the steps of a story, list of steps, progress, presenter notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.markdown import plain_text
from components.url import replace_query


@dataclass(frozen=True)
class Turn:
    """The current step of a story, counted from 1; the titles of all steps; the page and the view of the step."""

    story: str
    step: int
    titles: Sequence[str]
    path: str
    view: Mapping[str, list[str]]
    notes: bool = False
    source_open: bool = False

    def address(self, step: int, *, notes: bool) -> dict[str, str]:
        """Query parameters of another step; `notes` is for the presenter's own window."""
        return {"story": self.story, "step": str(step)} | ({"notes": "true"} if notes else {})


def controls(turn: Turn) -> None:
    """The progress bar and one row of buttons, with the keys of a clicker as shortcuts."""
    last = len(turn.titles)
    with st.bottom:
        st.progress(turn.step / last)
        _row(turn, last)


def _row(turn: Turn, last: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="story-controls"):
        _button("First", "first_page", "Home", turn, 1, disabled=turn.step == 1)
        _button("Back", "chevron_left", "Left", turn, turn.step - 1, disabled=turn.step == 1)
        _button("Next", "chevron_right", "Right", turn, turn.step + 1, disabled=turn.step == last)
        _button("Last", "last_page", "End", turn, last, disabled=turn.step == last)
        with st.popover(f"{turn.step} of {last}", type="tertiary", key="story-steps", help="All steps"):
            for n, title in enumerate(turn.titles, start=1):
                st.button(
                    f"{n}. {plain_text(title)}", key=f"story-step-{n}", type="tertiary", disabled=n == turn.step,
                    on_click=replace_query, args=(turn.address(n, notes=turn.notes),),
                )  # fmt: skip
        if not turn.notes:
            st.link_button(
                "Notes", f"?story={turn.story}&step={turn.step}&notes=true", type="tertiary", key="story-notes",
                icon=":material/speaker_notes:", help="What the presenter says, for a second window",
            )  # fmt: skip
        # While a source is open, Esc closes it and nothing else.
        esc = None if turn.source_open else "Esc"
        if st.button("Leave", key="story-leave", icon=":material/close:", type="tertiary", shortcut=esc):
            st.switch_page(f"pages/{turn.path or 'overview'}.py", query_params=dict(turn.view))


def _button(label: str, icon: str, key: str, turn: Turn, to: int, *, disabled: bool) -> None:
    st.button(
        label, key=f"story-{label.lower()}", icon=f":material/{icon}:", type="tertiary", shortcut=key,
        disabled=disabled, on_click=replace_query, args=(turn.address(to, notes=turn.notes),),
    )  # fmt: skip


def passage(title: str | None, places: Sequence[tuple[str | None, int | None, str]], published: str) -> None:
    """The source of the opened item beside the visual, in place of the source drawer.

    `places` are (words, paragraph, link) of its passages. `title` and the words are None if the visual already shows
    them, as it does with a quotation.
    """
    with st.container(border=True, gap="xsmall", key="story-source"):
        if title:
            st.markdown(f"**{plain_text(title)}**")
        for words, paragraph, link in places:
            quotation = f"“{plain_text(words)}”  \n" if words else ""
            label = f"Open the article at paragraph {paragraph}" if paragraph else "Open the page"
            st.markdown(f"{quotation}[{label}]({link})")
        st.markdown(f":small[{plain_text(published)}]")


def presenter_notes(title: str, words: str, notes: str, following: str | None) -> None:
    """The presenter's own window: title and words of the step, notes, title of the next step (None for the last)."""
    st.title(plain_text(title), anchor=False)
    st.markdown(plain_text(words))
    st.subheader("Notes", anchor=False)
    for paragraph in filter(str.strip, (notes or "No notes for this step.").splitlines()):
        st.markdown(plain_text(paragraph))
    st.caption(f"Next: {plain_text(following)}" if following else "This is the last step.")
