"""One visual for another site: alone in a frame (`embed=true`), or as HTML to paste."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from data.tables.archive import Archive, archive_from_records
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from data.views.summary import Summary, summary
from data.views.visual_tables import visual_table
from data.views.visual_words import visual_source, visual_title
from publishing.embed import embed_section
from publishing.figure import figure_html
from publishing.first_page import head_tags, prerendered
from publishing.frames import frame_sources, framing_sites
from publishing.links import links_of
from publishing.pictures.visuals import is_drawn
from tests import html_page
from tests.hostile import hostile
from tests.unit.publishing.snapshot.test_page import Seen

Json = dict[str, Any]
Query = dict[str, list[str]]

PERMALINK = "https://news.example/map?known_on=2022-12-20&dataset=abc"
EVERY = tuple((name, visual) for name, view in BY_NAME.items() for visual in view.visuals)
every_visual = pytest.mark.parametrize(("name", "visual"), EVERY, ids=map(":".join, EVERY))
CHROME = {"masthead", "strip", "shown", "tools", "pager"}
QUERIES: dict[str, Query] = {
    "a day": {"known_on": ["2022-12-20"]},
    "a city": {"city": ["almaty"], "known_on": ["2022-01-10"]},
    "nothing": {"q": ["zeppelin"]},
}


def shown(archive: Archive, name: str, query: Query) -> Summary:
    return summary(read_address(BY_NAME[name].path, query, archive))


def embedded(archive: Archive, name: str, query: Query) -> html_page.Node:
    of_page = shown(archive, name, query)
    links = links_of(of_page.address)
    return html_page.parse(str(embed_section(of_page.view, links, filters=of_page.filters)))


def classes(root: html_page.Node) -> set[str]:
    return {each for node in root.below() for each in node.attributes.get("class", "").split()}


# In a frame


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@every_visual
def test_a_frame_has_one_visual_with_its_day_filters_reports_and_link(
    reports: Archive, name: str, visual: str, query: Query
) -> None:
    """Guards against a visual on another site that nobody can tell the day, the filters or the source of."""
    asked = query | {"visual": [visual]}
    root, of_page = embedded(reports, name, asked), shown(reports, name, asked)
    assert [node.text for node in root.below() if node.tag == "h1"] == [visual_title(of_page.view, visual)]
    for part in (of_page.known_on_label, of_page.filters, visual_source(of_page.view)):
        assert part in root.text
    (link,) = [node for node in root.below() if node.tag == "a" and "all of it" in node.text]
    reached = read_address(BY_NAME[name].path, _query(link.attributes["href"]), reports)
    assert reached.selection == of_page.address.selection
    assert "visual" not in link.attributes["href"]
    assert not classes(root) & CHROME
    assert not [node for node in root.below() if node.tag in ("nav", "form", "button")]


def _query(href: str) -> Query:
    return parse_qs(urlsplit(href).query)


@pytest.mark.parametrize("name", BY_NAME)
def test_without_a_name_the_page_chooses_its_visual_and_a_wrong_name_is_told(reports: Archive, name: str) -> None:
    """Guards against a frame that is empty for a slip in its address, or shows another visual without a word."""
    view = BY_NAME[name]
    first = next(iter(view.visuals))
    of_page = shown(reports, name, {})
    assert of_page.view.visual == first
    root = embedded(reports, name, {"visual": ["no-such"]})
    assert f"visual “no-such” is not one of {', '.join(view.visuals)}" in root.text
    assert [node.text for node in root.below() if node.tag == "h1"] == [visual_title(of_page.view, first)]


@every_visual
def test_the_address_of_a_visual_names_it_unless_it_is_the_pages_main_one(
    reports: Archive, name: str, visual: str
) -> None:
    """Guards against the code of one visual that shows another."""
    view = shown(reports, name, {"city": ["almaty"], "visual": [next(reversed(BY_NAME[name].visuals))]}).view
    address = view.address_of_visual(visual)
    assert view_of(read_address(address.path, address.to_query(), reports)).visual == visual
    assert ("visual" in address.to_query()) == (visual != next(iter(view.visuals)))


@every_visual
def test_before_the_app_and_without_a_script_the_frame_has_the_visual_and_nothing_else(
    reports: Archive, name: str, visual: str
) -> None:
    """Guards against a frame that is blank, or has our menu in it, for a reader whose browser runs no script."""
    of_page = shown(reports, name, {"visual": [visual], "known_on": ["2022-12-20"]})
    page = html_page.parse(prerendered(of_page, embedded=True))
    sections = [node.attributes["data-section"] for node in page.below() if "data-section" in node.attributes]
    assert sections == ["embed"]
    assert not classes(page) & (CHROME | {"opened", "bar"})
    assert not [node for node in page.below() if node.tag in ("footer", "nav")]
    assert visual_title(of_page.view, visual) in page.text


def test_links_of_a_frame_open_outside_of_it(reports: Archive) -> None:
    """Guards against the whole dashboard in a box of another site's article."""
    of_page = shown(reports, "casualties", {})
    assert '<base target="_blank">' in head_tags(of_page, root="https://news.example", embedded=True)
    assert "<base" not in head_tags(of_page, root="https://news.example")
    assert "data-leaves" in prerendered(of_page, embedded=True)


def test_an_item_in_the_address_of_a_frame_opens_no_panel(reports: Archive) -> None:
    """Guards against a panel over the visual, which a frame of 320 pixels has no room for."""
    of_page = shown(reports, "casualties", {"item": ["aljazeera-2022-01-07.arrests-3800"]})
    page = html_page.parse(prerendered(of_page, embedded=True))
    assert "opened" not in classes(page)


# To paste


@every_visual
def test_html_to_paste_has_who_says_so_and_needs_nothing_of_the_other_site(
    reports: Archive, name: str, visual: str
) -> None:
    """Guards against a figure that another site's policy breaks, or that says less of its source than the page."""
    of_page = shown(reports, name, {"known_on": ["2022-12-20"]})
    html = figure_html(of_page, visual, permalink=PERMALINK)
    seen = Seen(html)
    tags = [tag for tag, _ in seen.tags]
    assert tags[0] == "figure"
    table = visual_table(of_page.view, visual)
    assert tags.count("figure") == tags.count("figcaption") == 1
    assert tags.count("table") == bool(table.rows)
    assert tags.count("svg") == is_drawn(of_page.view, visual)
    assert not set(tags) & {"script", "style", "img", "iframe", "link"}
    assert not [given for _, given in seen.tags if "style" in given or any(key.startswith("on") for key in given)]
    assert seen.links == [PERMALINK]
    for part in (of_page.known_on_label, visual_source(of_page.view), visual_title(of_page.view, visual)):
        assert part in seen.text
    for row in table.rows:
        for cell in row.cells:
            assert " ".join(cell.split()) in seen.text
    assert table.left_out(len(table.rows)) in seen.text
    assert "\n\n" not in html, "an empty line ends a block of HTML in Markdown"


def test_html_in_every_field_of_a_record_is_pasted_as_text(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a record that runs in the page of whoever pastes or frames a visual of it."""
    record, _ = hostile(small_record)
    archive = archive_from_records(write_record(record).parent)
    for name, visual in EVERY:
        of_page = shown(archive, name, {"visual": [visual]})
        pasted = Seen(figure_html(of_page, visual, permalink='https://news.example/?q="><script>'))
        assert not {tag for tag, _ in pasted.tags} & {"script", "img", "b"}
        framed = {node.tag for node in embedded(archive, name, {"visual": [visual]}).below()}
        assert not framed & {"script", "img", "b"}


# Who may show it in a frame


@pytest.mark.parametrize(
    ("setting", "sources", "wrong"),
    [
        ("", ("'self'",), ()),
        ("'self' https://news.example", ("'self'", "https://news.example"), ()),
        ("https://a.example, https://*.b.example:8443/", ("https://a.example", "https://*.b.example:8443/"), ()),
        ("*", ("*",), ()),
        ("'none'", ("'none'",), ()),
        ("https://a.example; script-src", ("script-src",), ("https://a.example;",)),
        (
            "https://a.example\r\nSet-Cookie:a=b 'unsafe-inline'",
            ("https://a.example",),
            ("Set-Cookie:a=b", "'unsafe-inline'"),
        ),
    ],
)
def test_of_the_setting_only_sites_reach_the_header(
    setting: str, sources: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    """Guards against a semicolon in a setting that ends the rule for frames and begins another."""
    assert frame_sources(setting) == (sources, wrong)
    assert not re.search(r"[;,\s]", "".join(frame_sources(setting)[0]))


def test_the_sites_that_may_show_it_are_those_beside_its_own() -> None:
    """Guards against a panel that offers a frame which every browser refuses."""
    assert framing_sites("") == framing_sites("'self'") == framing_sites("'none'") == ()
    assert framing_sites("'self' https://news.example") == ("https://news.example",)
