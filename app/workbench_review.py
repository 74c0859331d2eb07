"""The review of a draft: its text at the left, its items at the right; one key for each decision."""

import re
from functools import partial

import streamlit as st

from app.workbench_session import (
    CURRENT,
    EDITING,
    ERRORS,
    MARKED,
    OPENED,
    do,
    say,
    sentence,
    show_conflict,
    show_said,
)
from components.callbacks import uninterrupted
from components.fragment import fragment
from components.record_form import record_form
from components.url import base_path
from data.records.record_files import articles_folder
from data.text import shorten
from data.views.workbench_form import Choices, form_changes, form_fields
from data.views.workbench_review import PART_WORDS, STATES, SURE, Review
from data.wording.phrases import join_words
from data.workbench import review as steps
from data.workbench.beginning import published_figures
from data.workbench.checks import Invalid
from data.workbench.drafts import Json, StoredDraft, name_of
from data.workbench.from_words import kind_of, values_of
from data.workbench.references import referring
from publishing.sections import workbench_section

MARK = re.compile(r"mark:(\d{1,6}):(\d{1,7}):(\d{1,7})")

Passage = tuple[int, int, int]


def show_review(draft: StoredDraft, who: str) -> None:
    """Draw the review of a draft."""
    show_said()
    show_conflict(who)
    review = _filtered(draft)
    on_work = partial(_work, who=who)
    text, items = st.columns([11, 9], gap="medium")
    with text:
        fragment(workbench_section("text", review, root=base_path()), key="workbench-text", on_work=on_work)
    with items:
        _show_keys(review, who)
        if marked := st.session_state.get(MARKED):
            _show_marked(review, marked, who)
        elif review.item is not None:
            fragment(workbench_section("item", review, root=base_path()), key="workbench-item")
            _show_item(review, who)
        fragment(workbench_section("list", review, root=base_path()), key="workbench-list", on_work=on_work)


def _filtered(draft: StoredDraft) -> Review:
    with st.container(horizontal=True, key="workbench-filters"):
        part = st.selectbox(
            "Kind", ["", *PART_WORDS], format_func=lambda each: PART_WORDS.get(each, "All kinds"), key="review-part"
        )
        state = st.selectbox("State", list(STATES), format_func=STATES.__getitem__, key="review-state")
        sure = st.selectbox("Confidence", list(SURE), format_func=SURE.__getitem__, key="review-sure")
    return Review(draft, st.session_state.get(CURRENT, ""), part=part, state=state, sure=sure)


def _show_keys(review: Review, who: str) -> None:
    item_id = review.item.item_id if review.item else ""
    with st.container(horizontal=True, gap="xsmall", key="workbench-keys"):
        keys = (
            ("Accept", "a", _accept, (review, who)),
            ("Reject", "x", _reject, (review, who)),
            ("Edit", "e", _edit, (item_id,)),
            ("Next", "n", _open, (review.after(item_id),)),
            ("Previous", "p", _open, (review.after(item_id, -1),)),
        )
        for name, key, callback, arguments in keys:
            waits = bool(st.session_state.get(EDITING)) and name in ("Accept", "Reject")
            st.button(
                name,
                shortcut=key,
                on_click=callback,
                args=arguments,
                key=f"review-{key}",
                disabled=review.item is None or waits,
                help="Save or close the form first" if waits else None,
            )
        last = review.draft.history[-1].what if review.draft.history else ""
        st.button(
            "Undo", shortcut="u", on_click=_undo, args=(who,), key="review-u", disabled=not last, help=last or None
        )


@uninterrupted
def _work(value: str, *, who: str) -> None:
    if value.startswith("open:"):
        _open(value.removeprefix("open:"))
    elif value.startswith("restore:"):
        item_id = value.removeprefix("restore:")
        if do(lambda draft: steps.restore(draft, item_id), who):
            _open(item_id)
    elif (found := MARK.fullmatch(value)) and who:
        st.session_state[MARKED] = tuple(map(int, found.groups()))
        st.session_state.pop(ERRORS, None)


def _open(item_id: str) -> None:
    st.session_state[CURRENT] = item_id
    _close()


@uninterrupted
def _close() -> None:
    for key in (EDITING, MARKED, ERRORS):
        st.session_state.pop(key, None)


@uninterrupted
def _accept(review: Review, who: str) -> None:
    assert review.item is not None
    item_id = review.item.item_id
    if do(lambda draft: steps.accept(draft, item_id), who):
        _open(review.undecided_after(item_id))
    elif st.session_state.get(ERRORS):
        st.session_state[CURRENT], st.session_state[EDITING] = item_id, True


@uninterrupted
def _reject(review: Review, who: str) -> None:
    assert review.item is not None
    item_id = review.item.item_id
    words, named_by = shorten(review.item.words), review.named(referring(review.draft, item_id))
    if do(lambda draft: steps.reject(draft, item_id), who):
        if named_by:
            say(f"“{words}” is rejected, and {join_words(named_by)} still name it: choose another there, or none")
        _open(review.undecided_after(item_id))


def _choose(item_id: str, fields: Json, who: str) -> None:
    do(lambda draft: steps.edit(draft, item_id, fields), who)


@uninterrupted
def _edit(item_id: str) -> None:
    _open(item_id)
    st.session_state[EDITING] = True


@uninterrupted
def _undo(who: str) -> None:
    do(steps.undo, who)
    _close()


def _show_item(review: Review, who: str) -> None:
    assert review.item is not None
    item_id, member = review.item.item_id, review.member
    choices = (member.get("drafted") or {}).get("choices") or []
    with st.container(horizontal=True, gap="xxsmall", key="workbench-choices"):
        for number, choice in enumerate(choices):
            st.button(
                sentence(f"Take: {choice.get('label')}"),
                key=f"choice-{item_id}-{number}",
                on_click=_choose,
                args=(item_id, dict(choice.get("fields") or {}), who),
            )
    if st.session_state.get(EDITING):
        show_form(review.item.table, member, review.draft, item_id=item_id, who=who)


def show_form(part: str, member: Json, draft: StoredDraft, *, item_id: str, who: str) -> None:
    """Draw the form of an item, or of “article”, and save what was written; the own fields' problems stand beside."""
    fields = form_fields(part, member, _choices(draft))
    given = record_form(fields, st.session_state.get(ERRORS, {}), key=f"form-{item_id}-{draft.edition}")
    st.button("Close", on_click=_close, key=f"close-{item_id}")
    if given is None:
        return
    try:
        changes = form_changes(part, fields, given, member, draft.record)
    except Invalid as error:
        st.session_state[ERRORS] = error.fields
        st.rerun()
    if do(lambda draft: steps.edit(draft, item_id, changes), who):
        _close()
        if item_id != "article":
            st.session_state[CURRENT] = _renamed(part, item_id, changes)
    st.rerun()


def _renamed(part: str, item_id: str, changes: Json) -> str:
    return name_of(part, str(changes["id"])) if changes.get("id") else item_id


def _show_marked(review: Review, marked: Passage, who: str) -> None:
    """The passage that was selected: a new item from it, or the reason why its sentence has none."""
    paragraph, start, end = marked
    lines = review.draft.article_text.paragraphs
    words = lines[paragraph][start:end] if paragraph < len(lines) else ""
    with st.container(border=True, key="workbench-marked"):
        st.write(sentence(f"New from “{words}”"))
        passage = "-".join(map(str, marked))
        fitting = list(PART_WORDS).index(kind_of(review.draft, marked))
        part = st.selectbox(
            "Kind of item",
            list(PART_WORDS),
            fitting,
            format_func=PART_WORDS.__getitem__,
            key=f"marked-part-{passage}",
        )
        said = values_of(review.draft, part, marked)
        fields = [
            field
            for field in form_fields(part, said, _choices(review.draft))
            if field.name not in ("anchors", "id", "reported_on")
        ]
        given = record_form(fields, st.session_state.get(ERRORS, {}), key=f"form-new-{part}-{passage}")
        _show_further_place(review, marked, who)
        _show_reason(review, marked, who)
        st.button("Close", on_click=_close, key="close-marked")
    if given is None:
        return
    try:
        values = form_changes(part, fields, given, {}, review.draft.record)
    except Invalid as error:
        st.session_state[ERRORS] = error.fields
        st.rerun()
    if do(lambda draft: steps.add(draft, part, values, at=marked), who):
        _close()
        st.session_state[CURRENT] = _last_added(part)
    st.rerun()


def _choices(draft: StoredDraft) -> Choices:
    own = str((draft.record.get("article") or {}).get("id"))
    return Choices(draft.record, published_figures(articles_folder(), but_of=own))


def _show_further_place(review: Review, marked: Passage, who: str) -> None:
    """The passage as further words that the item at hand rests on."""
    item = review.item
    if item is None:
        return
    if st.button(sentence(f"These words also support “{shorten(item.words)}”"), key="marked-further"):
        paragraph, start, end = marked
        further = {"paragraph": paragraph, "start": start, "end": end}
        places = [*(review.member.get("anchors") or []), further]
        if do(lambda draft: steps.edit(draft, item.item_id, {"anchors": places}), who):
            _close()
        st.rerun()


def _show_reason(review: Review, marked: Passage, who: str) -> None:
    paragraph, start, end = marked
    here = [each for each in review.left if each.paragraph == paragraph and each.start < end and each.end > start]
    if not here:
        return
    reason = st.text_input("Or say why this sentence has no record", key="marked-reason")
    if st.button("Name it as without a record", disabled=not reason.strip(), key="marked-without"):
        at = (here[0].paragraph, here[0].number)
        if do(lambda draft: steps.without_record(draft, at, reason), who):
            _close()
        st.rerun()


def _last_added(part: str) -> str:
    return name_of(part, str(st.session_state[OPENED].record[part][-1]["id"]))
