"""Layout and shared state of every page: navigation, the filter bar, the opened item, empty results."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import plotly.graph_objects as go
import streamlit as st

from app.toolbar import item_offer, toolbar
from components.chart_clicks import cached_figure, click_count
from components.filter_bar import empty_result, filter_bar
from components.known_on import later_reports
from components.markdown import plain_text
from components.notices import loading_problems, notice_ignored
from components.source_drawer import source_drawer
from components.theme import palette
from components.url import query
from data.tables.archive import open_archive
from data.views.base import EmptyResult, Reading, View
from data.views.frame import Frame
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import VIEWS, view_of

PageView = TypeVar("PageView", bound=View)

ENTERED = "entered_through_the_dashboard"
PAGE_SHOWN = "page_shown"


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
        st.Page(f"pages/{path or 'overview'}.py", title=view.name, url_path=path, default=not path, help=view.purpose)
        for path, view in VIEWS.items()
    ]


def enter(page: type[PageView]) -> PageView:
    """The first call of every page: return the page's view, of the class that the page draws.

    A server that has not yet run `st.navigation` serves `pages/*.py` by themselves, without the dashboard around
    them. A page that finds itself alone registers the navigation and starts again, so that a deep link works as the
    very first request.
    """
    if not st.session_state.pop(ENTERED, False):
        st.navigation(_pages(), position="hidden")
        st.rerun()
    return page(reading())


def reading() -> Reading:
    """What was known on the day that the address asks for, and the address in it."""
    return read_address(st.session_state.get(PAGE_SHOWN, ""), query(), open_archive())


def frame() -> None:
    """Everything above a page: title, links to all pages, notices, the filter bar, what later reports changed."""
    view = view_of(reading())
    around = Frame(view.reading)
    if view.archive.collection:
        st.markdown(f":small[{plain_text(around.collection)} · {plain_text(around.about)}]")
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key="above"
    ):
        with st.container(horizontal=True, gap="xsmall", width="content", key="page-links"):
            for page in _pages():
                st.page_link(page, query_params=view.selection.to_query() or None)
        toolbar(view)
    loading_problems(open_archive().problems)
    notice_ignored(view.notices)
    filter_bar(around)
    later_reports(around.later, around.days)
    st.session_state[ENTERED] = True


@st.fragment(run_every=timedelta(days=20))
def rerun_on_reconnection() -> None:
    """Empty fragment with `run_every`: makes the browser rerun the page after a reconnect.

    Streamlit's browser part leaves a page as it is when it connects again. A server that has not drawn the page, since
    it was started anew or is another replica, then takes the next filter that is chosen for the address's and drops it.
    With something on the page that is to run again by itself, however late, the page is drawn as soon as it connects.
    """


def source_panel(view: Reading) -> None:
    """The drawer with the source of the item that the address names; nothing where it names none."""
    item = opened_item(view)
    if item is not None:
        source_drawer(item, offer=lambda: item_offer(view, item))


def chart(view: View, key: str, draw: Callable[..., go.Figure], *also: object) -> go.Figure:
    """The figure that `draw(colours=…, click_count=…)` makes, made once for all readers who look at the same.

    That is: the same records, filters, colours, number of clicks on the chart of that key, and what `also` names.
    """
    how = {"colours": palette(), "click_count": click_count(key)}
    what = f"{view.archive.version} {view.archive.known_on} {view.selection.without_item_and_day}"
    return cached_figure(f"{key} {what} {how} {also}", lambda: draw(**how))


def nothing_shown(empty: EmptyResult) -> None:
    """In place of an empty visual: which filter to loosen."""
    if empty.in_no_city:
        st.caption(
            f"Of the {empty.what}, {empty.in_no_city:,} name no city at all, and a filter by city hides them: that "
            "none is shown here does not mean that there were none."
        )
    empty_result(empty)
