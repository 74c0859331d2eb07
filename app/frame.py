"""Layout and shared state of every page: navigation, the filter bar, the opened item, empty results."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import plotly.graph_objects as go
import streamlit as st

from app.toolbar import item_exports, toolbar
from components.chart_clicks import cached_figure, click_count
from components.filter_bar import empty_result, filter_bar
from components.known_on import later_reports
from components.markdown import plain_text
from components.notices import show_notices, show_problems
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
    """The page of the address. Streamlit's menu is hidden: our own links keep the filters."""
    page = st.navigation(_pages(), position="hidden")
    st.session_state[PAGE_SHOWN] = page.url_path
    return page


def window_title(page_title: str) -> str:
    """The title of the browser window: title of the page, then of the collection."""
    collection = open_archive().collection
    return f"{page_title} · {collection.title}" if collection else page_title


def _pages() -> list["st.Page"]:
    return [
        st.Page(f"pages/{path or 'overview'}.py", title=view.name, url_path=path, default=not path, help=view.purpose)
        for path, view in VIEWS.items()
    ]


def enter(page: type[PageView]) -> PageView:
    """The first call of every page: return the view of the current address, of the class `page`.

    Before the first `st.navigation`, a server runs `pages/*.py` directly, without dashboard.py. In that case this
    function registers the navigation and reruns, so that a deep link works as the very first request.
    """
    if not st.session_state.pop(ENTERED, False):
        st.navigation(_pages(), position="hidden")
        st.rerun()
    return page(reading())


def reading() -> Reading:
    """The parsed address, and the archive as known on its day."""
    return read_address(st.session_state.get(PAGE_SHOWN, ""), query(), open_archive())


def show_frame() -> None:
    """Draw everything above a page: title, page links, toolbar, notices, filter bar, what later reports changed."""
    view = view_of(reading())
    frame = Frame(view.reading)
    if view.archive.collection:
        st.markdown(f":small[{plain_text(frame.collection)} · {plain_text(frame.about)}]")
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key="above"
    ):
        with st.container(horizontal=True, gap="xsmall", width="content", key="page-links"):
            for page in _pages():
                st.page_link(page, query_params=view.selection.to_query() or None)
        toolbar(view)
    show_problems(open_archive().problems)
    show_notices(view.notices)
    filter_bar(frame)
    later_reports(frame.later, frame.days)
    st.session_state[ENTERED] = True


@st.fragment(run_every=timedelta(days=20))
def rerun_on_reconnection() -> None:
    """Empty fragment with `run_every`: makes the browser rerun the page after a reconnect.

    By itself Streamlit's frontend does not rerun a page after a reconnect. If the server has no session for the page
    (it was restarted, or is another replica), it would take the next chosen filter for the one in the address and drop
    it. With a fragment that has `run_every`, however long, the page reruns as soon as it connects.
    """


def source_panel(view: Reading) -> None:
    """Open the source drawer of the item in the address; nothing if there is none."""
    item = opened_item(view)
    if item is not None:
        source_drawer(item, exports=lambda: item_exports(view, item))


def chart(view: View, key: str, draw: Callable[..., go.Figure], *also: object) -> go.Figure:
    """The figure that `draw(colours=…, click_count=…)` returns, from the cache that all sessions share.

    The cache key is: `key`, the records as known on the day, the filters, the colours, the clicks on the chart, `also`.
    """
    arguments = {"colours": palette(), "click_count": click_count(key)}
    data = f"{view.archive.version} {view.archive.known_on} {view.selection.without_item_and_day}"
    return cached_figure(f"{key} {data} {arguments} {also}", lambda: draw(**arguments))


def show_empty_result(empty: EmptyResult) -> None:
    """Say, in place of a visual without data, which filter to loosen."""
    if empty.in_no_city:
        st.caption(
            f"Of the {empty.what}, {empty.in_no_city:,} name no city at all, and a filter by city hides them: that "
            "none is shown here does not mean that there were none."
        )
    empty_result(empty)
