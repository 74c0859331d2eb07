"""The last steps of the workbench: what the dashboard will show of a draft, and its publication."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from app.preview_band import end_preview
from app.records import PREVIEW
from app.workbench_form import ARTICLE_OPEN, show_form
from app.workbench_review import work
from app.workbench_session import DRAFT, go, say, sentence, show_conflict, show_said, store, take
from app.workbench_unsaved import ARTICLE
from app.workbench_waiting import show_waiting
from components.callbacks import uninterrupted
from components.fragment import fragment
from components.url import base_path, parameter
from data.drafting.article import DraftError
from data.records.problems import Problem
from data.records.record_files import articles_folder
from data.views.workbench_publish import notes
from data.views.workbench_published import ALONE, address_of, pages_with, published_words
from data.workbench.beginning import published_figures
from data.workbench.checks import record_of
from data.workbench.drafts import StoredDraft
from data.workbench.publish import NotPublished, Published, check, continue_published, publish
from data.workbench.publish_checks import stops
from publishing.sections import workbench_section


def show_preview(draft: StoredDraft) -> None:
    """Draw the way to the dashboard's own pages with this draft in them."""
    st.write("The dashboard’s own pages with this report in them, as readers will see them. Only you see them so.")
    if record_of(draft.record) is None:
        st.warning("The draft is not valid yet: see what stands in the way under Publish.")
        return
    if st.button("Look at the pages", type="primary", key="begin-preview"):
        st.session_state[PREVIEW] = draft
        st.switch_page("pages/overview.py")


def show_publish(draft: StoredDraft, who: str) -> None:
    """Draw what stands in the way of publishing a draft, what to note, and the button; once it is done, that alone."""
    page = st.empty()
    with page.container():
        done = _show_steps(draft, who)
    if done:  # in place of the page, so that it is where somebody looks, however far down the button was
        with page.container():
            _show_published(done)


def _show_steps(draft: StoredDraft, who: str) -> Published | None:
    """Draw the page before the publication; return this if the button was pressed and nothing stands in the way."""
    show_said()
    show_conflict(who)
    show_waiting(draft, partial(_work, who=who), shown=(ARTICLE,))
    articles = articles_folder()
    with st.spinner("Checking the record…"):
        problems = check(draft, articles=articles)
    in_the_way = [problem for problem in problems if stops(problem)]
    to_note = [problem for problem in problems if not stops(problem)]
    on_work = partial(_work, who=who)
    if in_the_way:
        st.subheader("In the way")
        _show_notes(draft, in_the_way, on_work, key="workbench-in-the-way")
        if any(problem.where == "article.id" for problem in in_the_way) and draft.published:
            st.button("Put this draft in its place all the same", on_click=_continue, args=(draft, who))
    if to_note:
        with st.expander(f"To note ({len(to_note)})"):
            _show_notes(draft, to_note, on_work, key="workbench-to-note")
    is_wrong = any("article" in each.where for each in in_the_way)
    with st.expander("What describes the article", expanded=is_wrong, key=ARTICLE_OPEN, on_change="rerun"):
        show_form("article", dict(draft.record.get("article") or {}), draft, item_id="article", who=who)
    why = ""
    if draft.published:
        why = st.text_input("Why is the published record another one now? Readers see the reason.", key="publish-why")
    if not st.button("Publish", type="primary", disabled=bool(in_the_way), key="publish"):
        return None
    try:
        done = publish(draft, articles=articles, by=who, why=why, today=dt.date.today())
    except NotPublished as error:
        _show_notes(draft, error.problems, on_work, key="workbench-not-published")
        return None
    try:
        take(store().save(done.draft, by=who))
    except DraftError as error:
        say(str(error))
    end_preview()
    return done


def _show_published(done: Published) -> None:
    """Draw what readers see now, and the pages where they see it."""
    record = done.draft.record
    st.success(sentence(published_words(record, corrections=len(done.corrections))))
    with st.container(horizontal=True, key="workbench-published"):
        for path, name in pages_with(record):
            page = f"pages/{path or 'overview'}.py"
            st.page_link(page, label=name, query_params=address_of(record))
    st.caption(f"{ALONE} Version {done.release.version}.")


def _show_notes(draft: StoredDraft, problems: Sequence[Problem], on_work: Callable[[str], None], *, key: str) -> None:
    published = published_figures(articles_folder(), but_of=draft.draft_id)
    found = notes(draft, problems, published)
    fragment(workbench_section("notes", found, root=base_path()), key=key, on_work=on_work)


@uninterrupted
def _work(value: str, *, who: str) -> None:
    """Do what a click asks for where it can be done: in the review."""
    work(value, who=who)
    go(draft=str(parameter(DRAFT)))


@uninterrupted
def _continue(draft: StoredDraft, who: str) -> None:
    try:
        take(store().save(continue_published(draft, articles=articles_folder()), by=who))
    except DraftError as error:
        say(str(error))
    go(draft=draft.draft_id, step="publish")
