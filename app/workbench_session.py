"""The draft that a session has open: each step is saved at once, and nothing of another's is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.callbacks import uninterrupted
from components.markdown import plain_text
from components.url import parameter, replace_query
from data.drafting.article import DraftError
from data.workbench.checks import Invalid
from data.workbench.drafts import StoredDraft
from data.workbench.settings import workbench_folder
from data.workbench.store import Conflict, DraftStore

DRAFT, STEP = "draft", "step"
"""Keys of the address."""

OPENED, CURRENT, EDITING, MARKED, KIND, REPLACED, ERRORS, CONFLICT, SAID = (
    f"workbench_{name}"
    for name in ("opened", "current", "editing", "marked", "kind", "replaced", "errors", "conflict", "said")
)
"""Keys of the session. KIND is the kind of item that was chosen for the words MARKED, REPLACED the item that it was."""

Act = Callable[[StoredDraft], StoredDraft]


@dataclass(frozen=True)
class Held:
    """A step that was not saved, because somebody else had saved the draft: asked about before anything is done."""

    conflict: Conflict
    act: Act


def store() -> DraftStore:
    """The drafts of this server's workbench."""
    folder = workbench_folder()
    assert folder is not None
    return DraftStore(folder)


def opened() -> StoredDraft | None:
    """The draft that the address names, as this session opened it; None, and a sentence on the page, without one."""
    draft_id = parameter(DRAFT)
    if not draft_id:
        return None
    held: StoredDraft | None = st.session_state.get(OPENED)
    if held is not None and held.draft_id == draft_id:
        return held
    try:
        found = store().open(draft_id)
    except DraftError as error:
        st.error(sentence(str(error)))
        return None
    take(found)
    return found


@uninterrupted
def take(draft: StoredDraft) -> None:
    """Hold a draft, as it is in the store, as the one that this session works on."""
    before: StoredDraft | None = st.session_state.get(OPENED)
    st.session_state[OPENED] = draft
    if before is None or before.draft_id != draft.draft_id:
        for key in (CURRENT, EDITING, MARKED, KIND, REPLACED, ERRORS, CONFLICT):
            st.session_state.pop(key, None)


def go(*, draft: str = "", step: str = "") -> None:
    """Callback: go to a draft, or to a step of it; without both to the list of drafts."""
    replace_query({DRAFT: draft, STEP: step})


@uninterrupted
def do(act: Act, who: str) -> bool:
    """Take a step in the opened draft and save it. Return whether it was; why not stands on the page then."""
    draft: StoredDraft | None = st.session_state.get(OPENED)
    st.session_state.pop(ERRORS, None)
    if draft is None:
        return False
    try:
        after = act(draft)
        if after is draft:
            return True
        take(store().save(after, by=who))
    except Conflict as conflict:
        st.session_state[CONFLICT] = Held(conflict, act)
        return False
    except Invalid as error:
        st.session_state[ERRORS] = error.fields
        return False
    except DraftError as error:
        say(str(error))
        return False
    return True


def say(message: str) -> None:
    """Show a sentence at the next run."""
    st.session_state.setdefault(SAID, []).append(sentence(message))


def show_said() -> None:
    """Draw the sentences that there are, once."""
    for message in st.session_state.pop(SAID, []):
        st.warning(message)


def show_conflict(who: str) -> None:
    """Draw what somebody else changed, and ask what to do with the own step; nothing if nobody did."""
    held: Held | None = st.session_state.get(CONFLICT)
    if held is None:
        return
    with st.container(border=True, key="workbench-conflict"):
        other = plain_text(held.conflict.theirs.saved_by or "Somebody")
        st.subheader(f"{other} has changed this draft since you opened it")
        st.markdown("\n".join(f"- {sentence(each)}" for each in held.conflict.changed[:20]) or "- Nothing that you see")
        st.write("Your last step is not saved.")
        with st.container(horizontal=True):
            st.button("Do my step in their draft", type="primary", on_click=_settle, args=(held, who, True))
            st.button("Leave my step out", on_click=_settle, args=(held, who, False))


@uninterrupted
def _settle(held: Held, who: str, again: bool) -> None:
    st.session_state.pop(CONFLICT, None)
    st.session_state[OPENED] = held.conflict.theirs
    if again:
        do(held.act, who)


def sentence(words: str) -> str:
    """A message as a sentence of plain text: nothing in it is Markdown."""
    text = plain_text(words)
    return text[:1].upper() + text[1:]
