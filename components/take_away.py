"""The Take away panel: downloads of a view (rows as files, a zip, one HTML page) and its citation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.downloads import File, download_button
from components.fragment import fragment
from components.markdown import plain_text
from components.share import copyable_link, link_note
from data.wording.phrases import count_noun, share

SHOWN, ALL = "shown", "all"


@dataclass(frozen=True)
class TableRows:
    """Rows of a table: how many of all are taken, and their address in the data API, empty if it has no such table.

    `statements` is how many statements rows of figures are, of which a page shows one line each; 0 for other tables.
    """

    count: int
    total: int
    api: str
    statements: int = 0


@dataclass(frozen=True)
class ViewExports:
    """Exports of a view: tables with their labels; `files(table, all_rows)` and `rows(table, all_rows)`.

    `figures` returns the figures as a section of text to copy, None without any; `pages(all_pages)` the files to print
    or keep; `citations` its citation by form; `articles` has the articles behind its rows by id, with their labels, and
    `article` returns the citation of one by form.
    """

    tables: Mapping[str, str]
    files: Callable[[str, bool], Sequence[File]]
    rows: Callable[[str, bool], TableRows]
    figures: Callable[[], Markup | None]
    pages: Callable[[bool], Sequence[File]]
    citations: Callable[[], Mapping[str, str]]
    articles: Callable[[], Mapping[str, str]]
    article: Callable[[str], Mapping[str, str]]


def take_away_panel(make: Callable[[], ViewExports]) -> None:
    """A button that opens the panel; `make` is called only when it is open."""
    with st.popover(
        "Take away", icon=":material/download:", type="tertiary", key="take-away", on_change="rerun"
    ) as panel:
        if not panel.open:
            return
        exports = make()
        figures_to_copy(exports.figures())
        tables = exports.tables
        table = st.selectbox("Table", list(tables), format_func=tables.__getitem__, key="take-away-table")
        rows = st.segmented_control(
            "Rows", [SHOWN, ALL], format_func={SHOWN: "Rows shown", ALL: "All rows"}.__getitem__,
            default=SHOWN, required=True, key="take-away-rows",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            for n, file in enumerate(exports.files(table, rows == ALL)):
                download_button(file, key=f"take-{n}")
        rows_caption(exports.rows(table, rows == ALL))
        st.caption(
            "Rows shown are those under the filters, the tab and the day, of all pages of a list. "
            "Zip holds the page’s tables in every format, their schema, a readme and citations."
        )
        on_paper(exports.pages)
        st.markdown("**Cite this view**")
        citation_picker("view", exports.citations())
        cite_article(exports.articles(), exports.article)


def cite_article(articles: Mapping[str, str], citations: Callable[[str], Mapping[str, str]]) -> None:
    """The citation of an article behind the view: what stands in it is the article's, not the dashboard's."""
    if not articles:
        return
    st.markdown("**Cite an article** that the view rests on")
    chosen = st.selectbox(
        "Article", list(articles), format_func=articles.__getitem__,
        key="cite-article", label_visibility="collapsed",
    )  # fmt: skip
    citation_picker("article", citations(chosen))


def on_paper(make: Callable[[bool], Sequence[File]]) -> None:
    """The view as one sheet, and as a whole file of this page or of all; `make(all_pages)` returns the files."""
    st.markdown("**To print, keep or send**")
    pages = st.segmented_control(
        "Whole file of", [SHOWN, ALL], format_func={SHOWN: "This page", ALL: "All pages"}.__getitem__,
        default=SHOWN, required=True, key="take-away-pages",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for n, file in enumerate(make(pages == ALL)):
            download_button(file, key=f"take-page-{n}")
    st.caption(
        "One page is one sheet of A4: headline, figures, a visual, what is contested, the link and its code; what does "
        "not fit is counted. Whole file has whole lists and each record with its source. Both need no network."
    )


def rows_caption(taken: TableRows) -> None:
    """How many of all rows the files have; with a link to the same rows in the data API, if it has them."""
    counted = share(taken.count, taken.total, "row")
    api = f" [The same rows from the data API]({taken.api})" if taken.api else ""
    told = (
        " A row is what one report has of a figure: the report states it, or we read it as withdrawing it. "
        f"These rows are of {count_noun(taken.statements, 'statement')}; the page shows each once."
        if taken.statements
        else ""
    )
    st.caption(f"{counted[:1].upper()}{counted[1:]}.{told}{api}")


def figures_to_copy(html: Markup | None) -> None:
    """The figures of the page as text, with a button that copies it; nothing if there are none."""
    if html:
        st.markdown("**Figures as text**, in order of time, each with its source, to write from")
        fragment(html, key="section-figure_lines")


@dataclass(frozen=True)
class ItemExports:
    """Exports of one item: its permalink with a note about it, its citation by form, and its card as files.

    `card_note` says why one of these is missing.
    """

    link: str
    citations: Mapping[str, str]
    cards: Sequence[File]
    card_note: str = ""
    note: str = ""


def item_panel(make: Callable[[], ItemExports]) -> None:
    """A closed expander with the exports of one item; `make` is called only when it is open."""
    with st.expander("Link, citation, card", key="item-panel", icon=":material/share:", on_change="rerun") as panel:
        if not panel.open:
            return
        exports = make()
        st.markdown("**Link to this item**, with its day and the version of the records")
        copyable_link("item", exports.link)
        link_note(exports.note)
        st.markdown("**Cite**")
        citation_picker("item", exports.citations)
        if exports.cards:
            st.markdown("**As a card**, with its source in the picture")
            with st.container(horizontal=True, gap="small"):
                for n, card in enumerate(exports.cards):
                    download_button(card, key=f"card-{n}")
            if exports.card_note:
                st.caption(plain_text(exports.card_note))


def citation_picker(name: str, forms: Mapping[str, str]) -> None:
    """A citation to copy, with a choice of its form. `name` makes the widget keys unique on the page."""
    form = st.segmented_control(
        "Form", list(forms), default=next(iter(forms)), required=True, key=f"cite-form-{name}",
        label_visibility="collapsed",
    )  # fmt: skip
    st.code(forms[form or next(iter(forms))], language=None, wrap_lines=True)
