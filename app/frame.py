"""What every page stands in: the archive, the reader's Selection, navigation, the filter bar, the opened item."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import plotly.graph_objects as go
import streamlit as st

from app.toolbar import item_offer, toolbar
from components.chart_clicks import click_count, drawn
from components.filter_bar import empty_result, filter_bar
from components.known_on import Days, later_reports
from components.markdown import plain_text
from components.notices import loading_problems, notice_ignored
from components.source_drawer import source_drawer
from components.theme import palette
from components.url import query
from data import queries
from data.figures.attributions import versions
from data.figures.latest import later_figures
from data.figures.ledger import history_of
from data.queries.facet_labels import facet_names
from data.queries.filtering import Query
from data.records.article_texts import article_paragraphs
from data.records.vocabulary import NOT_STATED
from data.tables.archive import open_archive
from data.tables.known_on import default_day, report_days
from data.views.address import PAGES
from data.views.reading import Reading, read_address
from data.wording.descriptions import FACET_LABELS

ENTERED = "entered_through_the_dashboard"
PAGE_SHOWN = "page_shown"


class View(Reading):
    """What a page draws from: the shared archive and what the reader has chosen."""

    def figure(self, key: str, draw: Callable[..., go.Figure], *also: object) -> go.Figure:
        """The figure that `draw(colours=…, click_count=…)` makes, made once for all readers who look at the same.

        That is: the same records, filters, colours, number of clicks on the chart of that key, and what `also` names.
        """
        how = {"colours": palette(), "click_count": click_count(key)}
        what = f"{self.archive.version} {self.archive.known_on} {self.selection.without_item_and_day}"
        return drawn(f"{key} {what} {how} {also}", lambda: draw(**how))


def navigation() -> "st.Page":
    """The page that the address asks for. Our own links replace Streamlit's menu: they carry the filters."""
    page = st.navigation(_pages(), position="hidden")
    st.session_state[PAGE_SHOWN] = page.url_path
    return page


def window_title(page_title: str) -> str:
    """The title of the browser's window: the page's, then the collection's."""
    collection = open_archive().collection
    return f"{page_title} · {collection.title}" if collection else page_title


def _pages() -> list["st.Page"]:
    return [
        st.Page(
            f"pages/{page.path or 'overview'}.py",
            title=page.title,
            url_path=page.path,
            default=not page.path,
            help=page.about,
        )
        for page in PAGES
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
    """What was known on the day that the address asks for, and the address in it."""
    read = read_address(st.session_state.get(PAGE_SHOWN, ""), query(), open_archive())
    return View(read.archive, read.address, read.notices)


def frame() -> None:
    """Everything above a page: title, links to all pages, notices, the filter bar, what later reports changed."""
    here = view()
    archive, selection = here.archive, here.selection
    if archive.collection:
        st.markdown(f":small[{plain_text(archive.collection.title)} · {plain_text(archive.collection.description)}]")
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key="above"
    ):
        with st.container(horizontal=True, gap="xsmall", width="content", key="page-links"):
            for page in _pages():
                st.page_link(page, query_params=selection.to_query() or None)
        toolbar(here)
    loading_problems(open_archive().problems)
    notice_ignored(here.notices)
    days = Days(shown=here.day, reports=report_days(archive), default=default_day(archive))
    filter_bar(
        facets=queries.rows(queries.facets(archive, selection)),
        counts=queries.rows(queries.counts(archive, selection)),
        names=facet_names(archive),
        selection=selection,
        range_of_days=queries.days(archive),
        known=days,
    )
    if days.later:
        later_reports(later_figures(archive, selection), days)
    st.session_state[ENTERED] = True


@st.fragment(run_every=timedelta(days=20))
def drawn_again_on_reconnection() -> None:
    """Draws nothing, and makes the page ask for its address's view again when it finds a server again.

    Streamlit's browser part leaves a page as it is when it connects again. A server that has not drawn the page, since
    it was started anew or is another replica, then takes the next filter that is chosen for the address's and drops it.
    With something on the page that is to run again by itself, however late, the page is drawn as soon as it connects.
    """


def opened_item(here: View) -> None:
    """The drawer with the source of the item that the address names."""
    item_id = here.selection.item
    found = queries.item(here.archive, item_id) if item_id else None
    if found is None or item_id is None:
        return
    table, row = found
    paragraphs = article_paragraphs(row["article_id"])
    marks = queries.rows(queries.anchors_in_article(here.archive, row["article_id"])) if paragraphs else []
    corrections = queries.corrections(here.archive)
    article = queries.article(here.archive, row["article_id"])
    source_drawer(
        table,
        row,
        anchors=queries.rows(queries.anchors(here.archive, item_id)),
        caveats=queries.rows(queries.caveats_of(here.archive, item_id)),
        corrections=queries.rows(corrections[corrections["item_id"] == item_id]),
        article=article,
        paragraphs=paragraphs,
        marks=marks,
        history=history_of(here.archive, found[1]) if found[0] == "claims" else None,
        versions=queries.rows(versions(here.archive, item_id)),
        offer=lambda: item_offer(here, table, row, article),
    )


def nothing_shown(here: View, ask: Query, what: str) -> None:
    """In place of an empty visual: which filter to loosen. `ask` is the question that has no answer."""
    names = {**FACET_LABELS, "from": "From", "to": "To", "q": "the search"}
    without = queries.counts_without(here.archive, ask, here.selection)
    if here.selection.city:
        unnamed = len(ask(here.archive, replace(here.selection, city=(NOT_STATED,))))
        if unnamed:
            st.caption(
                f"Of the {what}, {unnamed:,} name no city at all, and a filter by city hides them: that none is shown "
                "here does not mean that there were none."
            )
    day_of_reports = here.day if report_days(here.archive) else None
    empty_result(what, here.selection, {names[key]: count for key, count in without.items()}, known_on=day_of_reports)
