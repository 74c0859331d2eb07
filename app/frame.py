"""Layout and shared state of every page: navigation, the filter bar, the opened item, empty results."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import plotly.graph_objects as go
import streamlit as st

from app.preview_band import show_preview_band
from app.records import archive, begin_run
from app.toolbar import item_exports, item_link, toolbar
from app.workbench_access import editor
from components.callbacks import uninterrupted
from components.chart_clicks import Drawing, cached_drawing, click_count
from components.filter_bar import filter_bar
from components.fragment import PAGE_REQUESTED, fragment
from components.known_on import day_control
from components.notices import show_notices, show_problems
from components.source_drawer import source_drawer
from components.theme import palette
from components.url import base_path, query
from data.tables.archive import Archive
from data.views.base import Reading, View
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import VIEWS
from data.views.report import report_link
from data.views.summary import summary
from data.workbench.settings import report_to, workbench_folder
from publishing.links import links_of
from publishing.sections import page_section, section

PageView = TypeVar("PageView", bound=View)

ENTERED = "entered_through_the_dashboard"
PAGE_SHOWN = "page_shown"

WORKBENCH = "workbench"
WORKBENCH_PAGE = f"pages/{WORKBENCH}.py"


def navigation() -> "st.Page":
    """The page of the address, and the records of this run. Streamlit's menu is hidden: our own links keep filters."""
    begin_run()
    page = st.navigation(_pages(), position="hidden")
    st.session_state[PAGE_SHOWN] = page.url_path
    return page


def window_title(page_title: str, of: Archive | None = None) -> str:
    """The title of the browser window: title of the page, then of the collection (`of`: not of the run's records)."""
    collection = (of or archive()).collection
    return f"{page_title} · {collection.title}" if collection else page_title


def _pages() -> list["st.Page"]:
    pages = [
        st.Page(f"pages/{path or 'overview'}.py", title=view.name, url_path=path, default=not path, help=view.purpose)
        for path, view in VIEWS.items()
    ]
    if workbench_folder():
        pages.append(st.Page(WORKBENCH_PAGE, title="Workbench", url_path=WORKBENCH))
    return pages


def enter(page: type[PageView]) -> PageView:
    """The first call of every page: return the view of the current address, of the class `page`.

    Before the first `st.navigation`, a server runs `pages/*.py` directly, without dashboard.py. In that case this
    function registers the navigation and reruns, so that a deep link works as the very first request.
    """
    enter_through_the_dashboard()
    view = summary(reading()).view
    assert isinstance(view, page)
    return view


def enter_through_the_dashboard() -> None:
    """Run the dashboard first, if a server without `st.navigation` runs a page's script alone."""
    if not st.session_state.pop(ENTERED, False):
        st.navigation(_pages(), position="hidden")
        st.rerun()


def run_workbench(page: "st.Page") -> None:
    """Run the workbench, which has no filters and no day."""
    st.session_state[ENTERED] = True
    page.run()


def reading() -> Reading:
    """The parsed address, and the archive as known on its day."""
    return read_address(st.session_state.get(PAGE_SHOWN, ""), query(), archive())


def show_frame() -> None:
    """Draw everything above a page: title, page links, toolbar, notices, days, filters, what later reports changed."""
    show_preview_band()
    shown = summary(reading())
    view, frame = shown.view, shown.frame
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="above"):
        with st.container(width="stretch", key="page-links"):
            show_section("masthead", view)
        toolbar(view)
        if editor():
            st.page_link(WORKBENCH_PAGE, label="Workbench", icon=":material/edit_note:")
    show_problems(archive().problems)
    show_notices(view.notices)
    if frame.pin:
        show_section("pinned", view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="control-line"):
        day_control(frame.days, lambda: show_section("day_strip", view))
        filter_bar(frame, lambda: show_section("shown", view))
    if view.path:  # Overview has it below its figures
        show_later_reports(view)
    st.session_state[ENTERED] = True


def show_later_reports(view: View) -> None:
    """Draw what later reports changed in the figures; nothing if they changed nothing."""
    frame = summary(view.reading).frame
    if frame.later:
        with st.container(key="later-reports"):
            show_section("later", view)


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
        html = section("drawer", item, links_of(view.address, root=base_path()))
        to = report_to()
        report = report_link(to, item, permalink=item_link(view, item)) if to else ""
        source_drawer(html, asked=query(), exports=lambda: item_exports(view, item), report=report)


def chart(view: View, key: str, draw: Callable[..., go.Figure], *also: object) -> go.Figure:
    """The figure that `draw(colours=…, click_count=…)` returns, as `drawing`."""
    clicks = click_count(key)
    return drawing(view, key, partial(draw, click_count=clicks), clicks, *also)


def drawing(view: View, key: str, draw: Callable[..., Drawing], *also: object) -> Drawing:
    """The figure or map that `draw(colours=…)` returns, from the cache that all sessions share.

    The cache key is: `key`, the records as known on the day, the filters, the colours, `also`.
    """
    colours = palette()
    data = f"{view.archive.version} {view.archive.known_on} {view.selection.without_item_and_day}"
    return cached_drawing(f"{key} {data} {colours} {also}", lambda: draw(colours=colours))


def show_section(name: str, view: View, **values: Hashable) -> None:
    """Draw a section of a page: the template `name` of `publishing.sections`, with further values that it reads."""
    fragment(page_section(name, view, root=base_path(), **values), key=f"section-{name}")


@uninterrupted
def go_to_requested_page() -> None:
    """Go to the page that a click in a section asked for, under the same filters; nothing if none was asked for."""
    path = st.session_state.pop(PAGE_REQUESTED, None)
    if path is not None:
        page = next(page for page in _pages() if page.url_path == path)
        shown = reading()
        there = shown.address.on_page(path, pinned=shown.pin is not None)
        st.switch_page(page, query_params=there.to_query())
