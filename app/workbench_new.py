"""The first step of the workbench: a new draft from a text, a draft that is there, or a published record."""

import datetime as dt

import streamlit as st

from app.workbench_session import go, say, sentence, show_said, store, take
from components.markdown import plain_text
from data.drafting.article import ArticleDetails, DraftError, proposed_authors, proposed_day, proposed_headline
from data.drafting.article_files import MOST_BYTES, ReadFile, article_in
from data.records.anchors import article_text
from data.records.article_texts import whole_text
from data.records.record_files import articles_folder
from data.tables.archive import open_archive
from data.views.workbench_names import in_plain_names
from data.wording.phrases import day as day_words
from data.workbench.beginning import (
    begin,
    begin_from_published,
    copies_of,
    proposed_id,
    published_figures,
    published_reports,
)
from data.workbench.written_days import read_day

EARLIEST = dt.date(1800, 1, 1)

TEXT, FILE = "workbench_text", "workbench_file"


def show_drafts(who: str) -> None:
    """Draw the list of drafts, and the ways to begin one."""
    show_said()
    articles = articles_folder()
    if not articles.is_dir():
        st.info(
            sentence(
                f"the folder of the published reports, “{articles}”, is not there: the first report that you publish "
                "makes it. If your reports are in another folder, start the server with ARTICLES set to it."
            )
        )
    new, published = st.tabs(["New draft", "Change a published report"])
    with new:
        _show_new(who)
    with published:
        _show_published(who)
    st.header("Drafts")
    try:
        drafts = store().list()
    except DraftError as error:
        st.error(sentence(str(error)))
        return
    if not drafts:
        st.write("There is no draft yet.")
    for draft in drafts:
        with st.container(horizontal=True, vertical_alignment="center", key=f"draft-{draft.draft_id}"):
            if draft.problem:
                st.error(sentence(draft.problem))
                continue
            st.button(
                plain_text(draft.headline or draft.draft_id),
                key=f"open-{draft.draft_id}",
                type="tertiary",
                on_click=go,
                kwargs={"draft": draft.draft_id},
            )
            left = f"{draft.proposals} of {draft.items} items to decide" if draft.proposals else "all items decided"
            saved = f"saved by {draft.saved_by}, {draft.saved_at[:16].replace('T', ' ')} UTC"
            st.caption(plain_text(f"{draft.publisher} · {left} · {saved}"))


def _show_new(who: str) -> None:
    dropped = st.file_uploader(
        "Drop a file: .txt in UTF-8, or a saved web page",
        type=["txt", "html", "htm"],
        max_upload_size=MOST_BYTES // 1_000_000,
        key=FILE,
    )
    read = ReadFile("")
    if dropped is not None:
        try:
            read = article_in(dropped.name, dropped.getvalue())
        except DraftError as error:
            st.error(sentence(f"“{dropped.name}” {error}"))
    pasted = st.text_area("Or paste the article’s text", key=TEXT, height=180) if not read.text else ""
    text = read.text or pasted
    if not text.strip():
        st.button("Read the text", key="read-text")  # a press is what takes the focus, and the text, from the field
        return
    copies = copies_of(text, store(), articles=articles_folder())
    for copy in copies:
        st.warning(sentence(f"{copy.words}."), icon=":material/content_copy:")
    from_file = dropped.file_id if dropped is not None else "pasted"
    parsed = article_text(text.encode("utf-8", "replace"))
    dateline = None if read.published_on else proposed_day(parsed)
    first, second = st.columns(2)
    with first:
        publisher = st.text_input("Publisher *", read.publisher, key=f"new-publisher-{from_file}")
        known = dateline[0] if dateline and dateline[0] <= _latest() else read.published_on
        written = st.text_input(
            "Day of publication *",
            known.isoformat() if known else "",
            placeholder="2023-10-12, 12 October 2023, Thursday",
            key=f"new-day-{from_file}-{dateline[0]}" if dateline else f"new-day-{from_file}",
            help=f"Read from the line “{dateline[1]}” of the text: check it." if dateline else None,
        )
        day = _day_of_publication(written)
        proposed = proposed_id(publisher, day)
        article_id = st.text_input(
            "Id of the article *", proposed, key=f"new-id-{from_file}-{proposed}", help="such as reuters-2022-01-08"
        )
    with second:
        headline = st.text_input(
            "Headline",
            read.headline or proposed_headline(parsed),
            key=f"new-headline-{from_file}",
        )
        url = st.text_input("Web address *", read.url, key=f"new-url-{from_file}")
        by = "; ".join(read.authors or proposed_authors(parsed))
        authors = st.text_input("Authors, with semicolons between", by, key=f"new-by-{from_file}-{by}")
    if st.button("Make the draft", type="primary", key="make-draft"):
        if day is None:
            st.error("Give the day on which the article was published: its days are read from it.")
            return
        details = ArticleDetails(
            article_id.strip(), day, publisher=publisher, headline=headline, url=url, authors=tuple(authors.split(";"))
        )
        with st.spinner("Reading the text…"):
            try:
                made, notices = begin(store(), text, details, archive=open_archive(), by=who)
            except DraftError as error:
                st.error(sentence(str(error)))
                return
        take(made)
        published = published_figures(articles_folder(), but_of=made.draft_id)
        for notice in notices:
            say(in_plain_names(notice, made.record, published))
        go(draft=made.draft_id)
        st.rerun()


def _latest() -> dt.date:
    return dt.date.today() + dt.timedelta(days=1)  # where it was published it may be tomorrow


def _day_of_publication(written: str) -> dt.date | None:
    """The day that somebody wrote, as seen from today, told as it is read; None, and why, if it cannot be it."""
    found = read_day(written, dt.date.today())
    if not written.strip():
        return None
    if found is None:
        st.caption(sentence(f"“{written}” cannot be read as a day: write 2023-10-12, 12.10.2023 or 12 October 2023"))
    elif not EARLIEST <= found <= _latest():
        st.caption(sentence(f"{day_words(found.isoformat())} cannot be the day of publication"))
        return None
    else:
        st.caption(sentence(day_words(found.isoformat())))
    return found


def _show_published(who: str) -> None:
    reports = published_reports(articles_folder())
    chosen = st.selectbox("Report", ["", *reports], format_func=lambda each: reports.get(each, "choose one"))
    if not chosen:
        return
    text = whole_text(chosen)
    if text is None:
        text = st.text_area("Its text, to the letter", height=140, key=f"text-of-{chosen}")
    if st.button("Open it as a draft", disabled=not text.strip()):
        try:
            take(begin_from_published(store(), chosen, text, articles=articles_folder(), by=who))
        except DraftError as error:
            st.error(sentence(str(error)))
            return
        go(draft=chosen)
        st.rerun()
