"""Every page as it opens: its heading, its widgets, its charts, and what they say to those who cannot see them."""

import re

import pytest

from data.geo.cities import ATTRIBUTION
from tests.app.conftest import Opener
from tests.app.screen import COUNT_FAMILIES, FILTER_BAR, PAGES, TABLES, PageCase

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)


@each_page
def test_a_page_opens_with_its_heading_its_widgets_and_its_charts(shared_page: Opener, page: PageCase) -> None:
    """A page that lost a widget or a chart in a rewrite would still run."""
    screen = shared_page(page.file, **page.state)
    assert re.search(page.heading, screen.heading), screen.heading
    assert screen.keyed() >= FILTER_BAR | page.widgets
    assert screen.charts().keys() >= page.charts
    assert {link["data-filter"] for link in screen.links("data-filter")} >= set(page.choices)


@pytest.mark.parametrize("page", [page for page in PAGES if page.opened], ids=lambda page: page.file)
def test_a_chart_in_a_closed_expander_is_not_drawn(shared_page: Opener, page: PageCase) -> None:
    """A chart that nobody opened would be sent to every reader."""
    screen = shared_page(page.file)
    assert screen.keyed() >= page.opened
    assert not screen.charts().keys() & page.charts


@each_page
def test_a_page_shows_everything_and_says_so_when_nothing_is_filtered(shared_page: Opener, page: PageCase) -> None:
    """A filter that is on by default, or one kept from another reader's session, would hide items silently."""
    screen = shared_page(page.file)
    for what in ("events", "figures", "quotations"):
        shown, total = screen.counted(what)
        assert shown == total > 0
    assert screen.query == {}
    assert screen.links_to_clear() == []
    assert not screen.notices()


@each_page
def test_every_chart_and_map_has_an_alternative_text_that_says_what_it_shows(
    shared_page: Opener, page: PageCase
) -> None:
    """Canvas and SVG are silent to a screen reader; an empty `alt`, or one for all charts, says nothing of this one."""
    alts = shared_page(page.file, **page.state).alts()
    assert alts.keys() >= page.charts
    for key, alt in alts.items():
        assert len(alt.split()) >= 3, f"{key}: {alt!r}"
        assert "\\" not in alt, f"{key} carries Markdown's escapes into plain text: {alt!r}"
    assert len(set(alts.values())) == len(alts)


@each_page
def test_a_page_with_a_map_names_whose_coordinates_and_outlines_it_shows(shared_page: Opener, page: PageCase) -> None:
    """GeoNames' licence asks to be named wherever its coordinates show, and the small map shows them too."""
    screen = shared_page(page.file)
    has_map = page.file in ("pages/overview.py", "pages/map.py")
    assert (ATTRIBUTION in screen.text) == has_map
    assert ("Natural Earth" in screen.text) == has_map


@each_page
def test_every_page_links_to_all_pages_with_the_filters_in_each_link(open_page: Opener, page: PageCase) -> None:
    """Streamlit's own navigation links carry no query: a copied link would lose the reader's filters."""
    links = open_page(page.file, {"city": "aktau", "q": "Tokayev"}).links("data-page")
    pages = [link for link in links if link["href"].endswith("?city=aktau&q=Tokayev")]
    assert len(pages) >= len(PAGES)
    assert {link["href"].partition("?")[0] for link in pages} == {f"/{link['data-page']}" for link in pages}
    assert len({link["data-page"] for link in pages}) == len(PAGES)


@pytest.mark.parametrize(("file", "table"), [(file, table) for file, tables in TABLES.items() for table in tables])
def test_the_data_behind_a_visual_is_a_table_with_one_row_an_item_and_a_file(
    open_page: Opener, file: str, table: str
) -> None:
    """Whoever cannot see the chart reads this table; whoever checks a number takes the file."""
    closed = open_page(file)
    assert f"csv-{table.removeprefix('table-')}" not in closed.keyed(), "made before anybody asked for it"
    opened = open_page(file, **{table: True})
    (rows,) = (frame.value for frame in opened.app.table)
    button = next(each for each in opened.app.get("download_button"))
    assert button.key == f"csv-{table.removeprefix('table-')}"
    assert re.search(rf"\({len(rows)} rows?\)", button.label), (button.label, len(rows))
    assert not button.proto.deferred_file_id, "Streamlit sweeps a file made at the click away while others read"
    said = {"table-events": "events", "table-quotes": "quotations"}
    if table in said:
        assert len(rows) == opened.counted(said[table])[0]


def test_the_tables_of_the_count_families_hold_every_figure_once(open_page: Opener) -> None:
    """A figure of no family, or of two, would be missing from the page's files or counted twice."""
    families = [open_page("pages/casualties.py", {"metric": each}, **{"table-family": True}) for each in COUNT_FAMILIES]
    lengths = [len(frame.value) for screen in families for frame in screen.app.table]
    assert len(lengths) == len(COUNT_FAMILIES)
    assert sum(lengths) == families[0].counted("figures")[0]


@each_page
def test_a_second_run_of_a_page_keeps_the_frame_around_it(open_page: Opener, page: PageCase) -> None:
    """Streamlit runs files of pages/ by themselves until navigation is registered: the filter bar would be gone."""
    screen = open_page(page.file).run().run()
    assert screen.keyed() >= FILTER_BAR | page.widgets
    assert len(screen.headings) == 1


@pytest.mark.parametrize("lanes", ["kind", "actor"])
def test_lanes_by_kind_or_by_actor_hold_the_same_events_as_the_days(open_page: Opener, lanes: str) -> None:
    """Switching lanes must not drop the events in which the article names nobody as acting."""
    by_day = open_page("pages/timeline.py")
    drawn, listed = _drawn(by_day.charts()["timeline"]), by_day.items()
    (link,) = [each for each in by_day.links("data-filter") if each["data-filter"] == f"lanes={lanes}"]
    in_lanes = by_day.follow(link["href"])
    assert in_lanes.query == {"lanes": [lanes]}
    assert _drawn(in_lanes.charts()["timeline"]) == drawn
    assert in_lanes.items() == listed
    linked = open_page("pages/timeline.py", {"lanes": lanes}).charts()["timeline"]
    assert linked == in_lanes.charts()["timeline"], "the link draws something else than the click"


def _drawn(figure: dict) -> set[str]:
    """Ids of the items that a figure has marks for."""
    return {item for trace in figure["data"] for item in trace.get("customdata") or [] if isinstance(item, str)}


def test_a_phone_gets_the_picture_of_the_map_and_no_map(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """The map was made for 740 px: on a phone both ends of the country lay outside, and its libraries were loaded."""
    wide = open_page("pages/map.py")
    assert "map-0" in wide.charts()
    monkeypatch.setattr("components.charts.map.on_phone", lambda: True)
    phone = open_page("pages/map.py")
    assert not phone.charts()
    assert phone.section("map_svg").text == wide.section("map_svg").text
