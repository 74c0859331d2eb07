"""What every page stands in: the archive, the reader's Selection, navigation, the filter bar, the opened item."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import plotly.graph_objects as go
import streamlit as st

from components.filter_bar import FACET_LABELS, empty_result, filter_bar
from components.notices import ignored, loading_problems
from components.picking import drawn, revision
from components.source import source_drawer
from components.theme import palette
from components.url import read_url
from components.words import plain_text
from data import queries
from data.archive import Archive, open_archive
from data.labels import facet_names
from data.narrowing import Question
from data.selection import NOT_STATED, Selection
from data.texts import article_paragraphs

ENTERED = "entered_through_the_dashboard"

PAGES = (
    ("pages/overview.py", "Overview", "", "What happened, who says how many, and what is not known, on one screen."),
    ("pages/timeline.py", "Timeline", "timeline", "Every event in time, drawn as precisely as it is dated."),
    ("pages/map.py", "Map", "map", "Where things happened, and where the article does not say."),
    ("pages/casualties.py", "Casualties and arrests", "casualties", "Every figure with its words and who asserts it."),
    ("pages/quotes.py", "Quotes", "quotes", "Who said what, to whom, searchable, ready to cite."),
)


@dataclass(frozen=True)
class View:
    """What a page draws from: the shared archive and what the reader has chosen."""

    archive: Archive
    selection: Selection

    def figure(self, key: str, draw: Callable[..., go.Figure], *also: object) -> go.Figure:
        """The figure that `draw(colours=…, revision=…)` makes, made once for all readers who look at the same.

        That is: the same records, filters, colours, number of clicks on the chart of that key, and what `also` names.
        """
        how = {"colours": palette(), "revision": revision(key)}
        return drawn(f"{key} {self.archive.version} {self.selection.filters} {how} {also}", lambda: draw(**how))


def navigation() -> "st.Page":
    """The page that the address asks for. Our own links replace Streamlit's menu: they carry the filters."""
    return st.navigation(_pages(), position="hidden")


def window_title(page_title: str) -> str:
    """The title of the browser's window: the page's, then the collection's."""
    collection = open_archive().collection
    return f"{page_title} · {collection.title}" if collection else page_title


def _pages() -> list["st.Page"]:
    return [
        st.Page(path, title=title, url_path=url, default=not url, help=help_text)
        for path, title, url, help_text in PAGES
    ]


def enter() -> View:
    """The first call of every page: what it draws from.

    A server that has not yet run `st.navigation` serves `pages/*.py` by themselves, without the dashboard around
    them. A page that finds itself alone registers the navigation and starts again, so that a deep link works as the
    very first request.
    """
    if not st.session_state.pop(ENTERED, False):
        st.navigation(_pages(), position="hidden")
        st.rerun()
    return view()


def view() -> View:
    """The shared archive and the Selection in the address."""
    archive = open_archive()
    return View(archive, read_url(archive.known_values).selection)


def frame() -> None:
    """Everything above a page: title, links to all pages, notices, the filter bar."""
    archive = open_archive()
    reading = read_url(archive.known_values)
    selection = reading.selection
    if archive.collection:
        st.markdown(f":small[{plain_text(archive.collection.title)} · {plain_text(archive.collection.description)}]")
    with st.container(horizontal=True, gap="xsmall", key="page-links"):
        for page in _pages():
            st.page_link(page, query_params=selection.to_query() or None)
    loading_problems(archive.problems)
    ignored(reading.notices)
    filter_bar(
        facets=queries.rows(queries.facets(archive, selection)),
        counts=queries.rows(queries.counts(archive, selection)),
        names=facet_names(archive),
        selection=selection,
        days=queries.days(archive),
    )
    st.session_state[ENTERED] = True


def opened_item() -> None:
    """The drawer with the source of the item that the address names."""
    here = view()
    item_id = here.selection.item
    found = queries.item(here.archive, item_id) if item_id else None
    if found is None or item_id is None:
        return
    table, row = found
    article = next(
        each for each in queries.rows(queries.articles(here.archive)) if each["article_id"] == row["article_id"]
    )
    paragraphs = article_paragraphs(row["article_id"])
    marks = queries.rows(queries.anchors_in_article(here.archive, row["article_id"])) if paragraphs else []
    source_drawer(
        table,
        row,
        anchors=queries.rows(queries.anchors(here.archive, item_id)),
        caveats=queries.rows(queries.caveats_of(here.archive, item_id)),
        article=article,
        paragraphs=paragraphs,
        marks=marks,
    )


def nothing_shown(here: View, ask: Question, what: str) -> None:
    """In place of an empty visual: which filter to loosen. `ask` is the question that has no answer."""
    names = {**FACET_LABELS, "from": "From", "to": "To", "known_on": "Published by", "q": "the search"}
    without = queries.counts_without(here.archive, ask, here.selection)
    if here.selection.city:
        unnamed = len(ask(here.archive, replace(here.selection, city=(NOT_STATED,))))
        if unnamed:
            st.caption(
                f"Of the {what}, {unnamed:,} name no city at all, and a filter by city hides them: that none is shown "
                "here does not mean that there were none."
            )
    empty_result(what, here.selection, {names[key]: count for key, count in without.items()})
