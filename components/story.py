"""The controls of presenter mode: on and back, the jump list, how far the story is, and what the presenter sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.markdown import plain_text
from components.url import replace_query


@dataclass(frozen=True)
class Turn:
    """Where in a story the room is: the step shown, from 1, all titles, and the page and view behind the step."""

    story: str
    step: int
    titles: Sequence[str]
    path: str
    view: Mapping[str, list[str]]
    notes: bool = False
    source_open: bool = False

    def address(self, step: int, *, notes: bool) -> dict[str, str]:
        """The parameters of another step, in the room's window or in the presenter's."""
        return {"story": self.story, "step": str(step)} | ({"notes": "true"} if notes else {})


def controls(turn: Turn) -> None:
    """Buttons with the keys of a clicker, the jump list and the progress, in one quiet row."""
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
    """The opened item in place of its drawer: the article's words, each with a link that opens it there.

    `places` are words, paragraph and link. `title` and the words are left out where the visual shows them already, as
    it does a quotation.
    """
    with st.container(border=True, gap="xsmall", key="story-source"):
        if title:
            st.markdown(f"**{plain_text(title)}**")
        for words, paragraph, link in places:
            said = f"“{plain_text(words)}”  \n" if words else ""
            opens = f"Open the article at paragraph {paragraph}" if paragraph else "Open the page"
            st.markdown(f"{said}[{opens}]({link})")
        st.markdown(f":small[{plain_text(published)}]")


def presenter_notes(title: str, words: str, notes: str, following: str | None) -> None:
    """The presenter's own window: what is on the screen, what to say, what comes next."""
    st.title(plain_text(title), anchor=False)
    st.markdown(plain_text(words))
    st.subheader("Notes", anchor=False)
    for paragraph in filter(str.strip, (notes or "No notes for this step.").splitlines()):
        st.markdown(plain_text(paragraph))
    st.caption(f"Next: {plain_text(following)}" if following else "This is the last step.")
