"""Words of the text that were marked: a new item from them, or why their sentence has none."""

import streamlit as st

from app.workbench_at_hand import choose_kind, edit_item, leave_form
from app.workbench_form import Form, Press, choices, show_fields
from app.workbench_session import CURRENT, KIND, OPENED, REPLACED, do, sentence
from app.workbench_unsaved import forget, waiting
from components.callbacks import uninterrupted
from data.records.record_files import articles_folder
from data.text import shorten
from data.views.workbench_form import form_fields
from data.views.workbench_review import Review
from data.views.workbench_waiting import new_form, waiting_part
from data.workbench import review as steps
from data.workbench.beginning import published_topics
from data.workbench.coverage import without_record
from data.workbench.drafts import Passage, StoredDraft, name_of
from data.workbench.from_words import values_of, words_at
from data.workbench.kinds import kinds_of
from data.workbench.marked_words import with_other_words, words_for
from data.workbench.naming import PART_WORDS
from data.workbench.topics import with_topics

NOT_ASKED = ("anchors", "id", "reported_on")
"""Fields of a new item that follow from the words and the list."""


def show_marked(review: Review, marked: Passage, who: str) -> None:
    """Draw the passage that was marked, and the form of a new item from it."""
    with st.container(border=True, key="workbench-marked"):
        heading = st.empty()
        part = _chosen_kind(review, marked)
        at = words_for(review.draft, part, marked)
        heading.write(sentence(_what_becomes(review, words_at(review.draft, at))))
        said = values_of(review.draft, part, at)
        asked = [each for each in form_fields(part, said, choices(review.draft)) if each.name not in NOT_ASKED]
        name = new_form(part, marked)
        form = Form(name, review.draft.record, part, {}, tuple(asked), f"form-{name}")
        show_fields(form, [Press("Add", "add", _add, (form, at, who), first=True)])
        _show_other_words(review, marked, who)
        _show_further_place(review, marked, who)
        _show_reason(review, marked, who)


def _what_becomes(review: Review, words: str) -> str:
    replaced = st.session_state.get(REPLACED)
    if not replaced:
        return f"New from “{words}”, as"
    return f"{review.named([replaced])[0]} is rejected when you add it from “{words}” as"


def _chosen_kind(review: Review, marked: Passage) -> str:
    """Draw the kinds of item, the likeliest first, with a key for each; return the one whose form is open."""
    kinds = kinds_of(review.draft, marked)
    chosen = str(st.session_state.get(KIND) or waiting_part(waiting(), marked) or kinds[0])
    with st.container(horizontal=True, gap="xxsmall", key="workbench-kinds"):
        for number, part in enumerate(kinds, start=1):
            st.button(
                PART_WORDS[part],
                shortcut=str(number),
                type="primary" if part == chosen else "secondary",
                key=f"kind-{part}",
                on_click=choose_kind,
                args=(part,),
            )
    return chosen


@uninterrupted
def _add(form: Form, marked: Passage, who: str) -> None:
    """Add the item: what a person makes by hand needs nobody to accept it."""
    values, replaced = form.values(), st.session_state.get(REPLACED)
    if values is None:
        return

    def act(draft: StoredDraft) -> StoredDraft:
        with_new, named = with_topics(draft, values, published_topics(articles_folder()))
        added = steps.add(with_new, form.part, named, at=marked)
        return steps.reject(added, replaced) if replaced else added

    if do(act, who):
        forget(form.name)
        leave_form()
        st.session_state[CURRENT] = _last_added(form.part)


def _show_other_words(review: Review, marked: Passage, who: str) -> None:
    """The passage in place of the words that the item at hand rests on: wider ones, or fewer."""
    item = review.item
    if item is None or item.paragraph is None or st.session_state.get(REPLACED):
        return
    words = sentence(f"Use these words instead of “{shorten(item.words)}”")
    st.button(words, key="marked-instead", on_click=_use_instead, args=(item.item_id, marked, who))


@uninterrupted
def _use_instead(item_id: str, marked: Passage, who: str) -> None:
    if do(lambda draft: with_other_words(draft, item_id, marked), who):
        edit_item(item_id)


def _show_further_place(review: Review, marked: Passage, who: str) -> None:
    """The passage as further words that the item at hand rests on."""
    item = review.item
    if item is None:
        return
    words = sentence(f"These words also support “{shorten(item.words)}”")
    st.button(words, key="marked-further", on_click=_support, args=(review, item.item_id, marked, who))


@uninterrupted
def _support(review: Review, item_id: str, marked: Passage, who: str) -> None:
    paragraph, start, end = marked
    places = [*(review.member.get("anchors") or []), {"paragraph": paragraph, "start": start, "end": end}]
    if do(lambda draft: steps.edit(draft, item_id, {"anchors": places}), who):
        leave_form()


def _show_reason(review: Review, marked: Passage, who: str) -> None:
    paragraph, start, end = marked
    here = [each for each in review.left if each.paragraph == paragraph and each.start < end and each.end > start]
    if not here:
        return
    reason = st.text_input("Or say why this sentence has no record", key="marked-reason")
    at = (here[0].paragraph, here[0].number)
    st.button(
        "Name it as without a record",
        disabled=not reason.strip(),
        key="marked-without",
        on_click=_name_without,
        args=(at, who),
    )


@uninterrupted
def _name_without(at: tuple[int, int], who: str) -> None:
    reason = str(st.session_state["marked-reason"])
    if do(lambda draft: without_record(draft, at, reason), who):
        leave_form()


def _last_added(part: str) -> str:
    return name_of(part, str(st.session_state[OPENED].record[part][-1]["id"]))
