"""The review of a draft: its text at the left, its items at the right; one key for each decision."""

from functools import partial
from time import monotonic

import streamlit as st

from app.workbench_at_hand import MARK, edit_item, leave_form, make_another_kind, mark, open_item
from app.workbench_form import show_form
from app.workbench_marked import show_marked
from app.workbench_session import (
    CURRENT,
    DRAFT,
    EDITING,
    ERRORS,
    MARKED,
    OPENED,
    do,
    go,
    say,
    sentence,
    show_conflict,
    show_said,
)
from app.workbench_waiting import show_waiting
from components.callbacks import uninterrupted
from components.fragment import fragment
from components.url import base_path, parameter
from data.records.record_files import articles_folder
from data.text import shorten
from data.views.workbench_review import STATES, SURE, Review
from data.views.workbench_taken import is_unread, taken_along_words
from data.views.workbench_waiting import new_form
from data.wording.phrases import join_words
from data.workbench import review as steps
from data.workbench.beginning import published_figures
from data.workbench.drafts import Json, StoredDraft
from data.workbench.kinds import kinds_of
from data.workbench.marked_words import whole_words
from data.workbench.naming import PART_WORDS
from data.workbench.references import referring
from publishing.sections import workbench_section

DECIDED, SHOWN = "workbench_decided", "workbench_shown"
"""Keys of the session: an item was just decided; and the one that came after it, with since when it is shown."""

MOST_KEYS = 9
"""Readings of a proposal that have a key, from 1 on."""


def show_review(draft: StoredDraft, who: str) -> None:
    """Draw the review of a draft."""
    show_said()
    show_conflict(who)
    review = _filtered(draft)
    on_work = partial(work, who=who)
    text, items = st.columns([11, 9], gap="medium")
    with text:
        fragment(workbench_section("text", review, root=base_path()), key="workbench-text", on_work=on_work)
    with items:
        show_waiting(draft, on_work, shown=_shown_forms(review))
        _show_keys(review, who)
        if told := taken_along_words(draft):
            st.info(sentence(told), icon=":material/done_all:")
        if review.marked:
            show_marked(review, review.marked, who)
        elif review.item is not None:
            fragment(workbench_section("item", review, root=base_path()), key="workbench-item", on_work=on_work)
            _show_item(review, who)
        fragment(workbench_section("list", review, root=base_path()), key="workbench-list", on_work=on_work)


def _shown_forms(review: Review) -> list[str]:
    """The names of the forms that are shown; of a passage, that of each kind of item."""
    if review.marked:
        return [new_form(part, review.marked) for part in PART_WORDS]
    return [review.item.item_id] if review.item and st.session_state.get(EDITING) else []


def _filtered(draft: StoredDraft) -> Review:
    with st.container(horizontal=True, key="workbench-filters"):
        part = st.selectbox(
            "Kind", ["", *PART_WORDS], format_func=lambda each: PART_WORDS.get(each, "All kinds"), key="review-part"
        )
        state = st.selectbox("State", list(STATES), format_func=STATES.__getitem__, key="review-state")
        sure = st.selectbox("Confidence", list(SURE), format_func=SURE.__getitem__, key="review-sure")
    return Review(
        draft,
        st.session_state.get(CURRENT, ""),
        part=part,
        state=state,
        sure=sure,
        marked=st.session_state.get(MARKED),
        is_edited=bool(st.session_state.get(EDITING)),
        published=published_figures(articles_folder(), but_of=draft.draft_id),
    )


def _show_keys(review: Review, who: str) -> None:
    item_id = review.item.item_id if review.item else ""
    if st.session_state.pop(DECIDED, False):
        st.session_state[SHOWN] = (item_id, monotonic())
    with st.container(horizontal=True, gap="xsmall", key="workbench-keys"):
        keys = (
            ("Accept", "a", _accept, (review, who)),
            ("Reject", "x", _reject, (review, who)),
            ("Edit", "e", edit_item, (item_id,)),
            ("Next", "n", open_item, (review.after(item_id),)),
            ("Previous", "p", open_item, (review.after(item_id, -1),)),
        )
        for name, key, callback, arguments in keys:
            waits = bool(st.session_state.get(EDITING) or review.marked) and name in ("Accept", "Reject")
            st.button(
                name,
                shortcut=key,
                on_click=callback,
                args=arguments,
                key=f"review-{key}",
                disabled=review.item is None or waits,
                help="Save, add or close what is open first" if waits else None,
            )
        last = review.draft.history[-1].what if review.draft.history else ""
        st.button(
            "Undo",
            shortcut="u",
            on_click=_undo,
            args=(review, who),
            key="review-u",
            disabled=not last,
            help=sentence(f"Takes back: {last}") if last else None,
        )


@uninterrupted
def work(value: str, *, who: str) -> None:
    """Do what a click in a section of the workbench asks for: open, take back, mark, or go to another step."""
    if value.startswith("open:"):
        open_item(value.removeprefix("open:"))
    elif value.startswith("edit:"):
        edit_item(value.removeprefix("edit:"))
    elif value.startswith("restore:"):
        item_id = value.removeprefix("restore:")
        if do(lambda draft: steps.restore(draft, item_id), who):
            open_item(item_id)
    elif value == "step:publish":
        go(draft=str(parameter(DRAFT)), step="publish")
    elif (found := MARK.fullmatch(value)) and who:
        paragraph, start, end = map(int, found.groups())
        draft: StoredDraft | None = st.session_state.get(OPENED)
        mark(whole_words(draft, (paragraph, start, end)) if draft else (paragraph, start, end))


@uninterrupted
def _accept(review: Review, who: str) -> None:
    assert review.item is not None
    item_id = review.item.item_id
    if is_unread(st.session_state.get(SHOWN), item_id, monotonic()):
        return
    if do(lambda draft: steps.accept(draft, item_id), who):
        st.session_state[DECIDED] = True
        open_item(review.undecided_after(item_id, st.session_state[OPENED]))
    elif st.session_state.get(ERRORS):
        st.session_state[CURRENT], st.session_state[EDITING] = item_id, True  # its form shows what is wrong


@uninterrupted
def _reject(review: Review, who: str) -> None:
    assert review.item is not None
    item_id = review.item.item_id
    if is_unread(st.session_state.get(SHOWN), item_id, monotonic()):
        return
    words, named_by = shorten(review.item.words), review.named(referring(review.draft, item_id))
    if do(lambda draft: steps.reject(draft, item_id), who):
        if named_by:
            say(f"“{words}” is rejected, and {join_words(named_by)} still name it: choose another there, or none")
        st.session_state[DECIDED] = True
        open_item(review.undecided_after(item_id, st.session_state[OPENED]))


def _choose(item_id: str, fields: Json, who: str) -> None:
    do(lambda draft: steps.edit(draft, item_id, fields), who)


@uninterrupted
def _undo(review: Review, who: str) -> None:
    item_id = steps.item_of_last_step(review.draft)
    if do(steps.undo, who) and item_id:
        open_item(item_id)
    leave_form()


def _show_item(review: Review, who: str) -> None:
    assert review.item is not None
    item_id, member = review.item.item_id, review.member
    choices = (member.get("drafted") or {}).get("choices") or []
    with st.container(horizontal=True, gap="xxsmall", key="workbench-choices"):
        for number, choice in enumerate(choices, start=1):
            st.button(
                sentence(f"Take: {choice.get('label')}"),
                shortcut=str(number) if number <= MOST_KEYS else None,
                key=f"choice-{item_id}-{number}",
                on_click=_choose,
                args=(item_id, dict(choice.get("fields") or {}), who),
            )
    if st.session_state.get(EDITING):
        _show_kinds(review)
        following = partial(review.undecided_after, item_id)
        show_form(review.item.table, member, review.draft, item_id=item_id, who=who, following=following)


def _show_kinds(review: Review) -> None:
    """The other kinds of item that the words at hand may be: the item of the chosen one takes the place of this one."""
    item = review.item
    if item is None or item.paragraph is None or item.start is None or item.end is None:
        return
    passage = (item.paragraph, item.start, item.end)
    others = [part for part in kinds_of(review.draft, passage) if part != item.table]
    with st.popover("It is no " + PART_WORDS[item.table].lower(), key="workbench-other-kinds"):
        for part in others:
            st.button(
                PART_WORDS[part],
                type="tertiary",
                key=f"make-{part}",
                on_click=make_another_kind,
                args=(item.item_id, passage, part),
            )
