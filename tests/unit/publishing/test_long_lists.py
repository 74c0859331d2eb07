"""Long lists: with thousands of items each section stays small, and what is not on a page is on another one."""

import re
from pathlib import Path

import pytest

from data import queries
from data.tables.archive import Archive, archive_from_records
from data.views.frame import Frame
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from publishing.snapshot.page import snapshot
from tests.many import write_many

ITEMS = 2_000
MOST_BYTES, MOST_ELEMENTS = 600_000, 12_000
"""Most that a section may have."""

MOST_BYTES_OF_A_FILE = 12_000_000
"""Most that a file to keep may have: more than that few phones open."""

FAMILIES = ("killed", "injured", "detained", "other")
SECTIONS = [
    (path, query, name)
    for path, parts in PAGE_PARTS.items()
    for query in ([{"metric": [family]} for family in FAMILIES] if path == "casualties" else [{}])
    for name in parts.sections
]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two thousand items: 400 figures of one series, a side with hundreds of statements on one matter."""
    folder: Path = write_many(tmp_path_factory.mktemp("many") / "articles", ITEMS, reports=60)
    found = archive_from_records(folder)
    assert found.problems == ()
    return found


def made(many: Archive, path: str, query: dict[str, list[str]], name: str) -> str:
    reading = read_address(path, query, many)
    view = view_of(reading)
    return section(name, view, links_of(view.address), frame=Frame(reading))


def assert_small(html: str, where: object) -> None:
    assert len(html.encode()) < MOST_BYTES, where
    assert len(re.findall(r"<[a-z]", html)) < MOST_ELEMENTS, where


@pytest.mark.parametrize(("path", "query", "name"), SECTIONS)
def test_a_section_stays_small_whatever_the_records_hold(
    many: Archive, path: str, query: dict[str, list[str]], name: str
) -> None:
    """Guards against a list, a table or a drawing that grows with the records until a tab freezes."""
    assert_small(made(many, path, query, name), (path, query, name))


@pytest.mark.parametrize(("path", "query"), list(dict.fromkeys((path, str(query)) for path, query, _ in SECTIONS)))
def test_a_list_of_more_rows_than_a_page_has_leads_to_its_other_pages(many: Archive, path: str, query: str) -> None:
    """Guards against rows that are cut without a word, and against a second page that nothing leads to."""
    asked: dict[str, list[str]] = next(each for of, each, _ in SECTIONS if (of, str(each)) == (path, query))
    view = view_of(read_address(path, asked, many))
    html = "".join(section(name, view, links_of(view.address)) for name in PAGE_PARTS[path].sections if name != "later")
    for page in view.lists:
        assert (f"<p>{page.range}</p>" in html) == (page.last > 1), page
        if page.last > 1:
            assert f'data-filter="page={page.name}-2"' in html
            second = view_of(read_address(path, asked | {"page": [f"{page.name}-2"]}, many))
            (same,) = [each for each in second.lists if each.name == page.name]
            assert same.number == 2
            assert second.notices == ()


def test_the_pages_of_a_list_hold_each_of_its_rows_once(many: Archive) -> None:
    """Guards against a figure or an event that is lost, or comes twice, where a page ends."""
    for path, query, name, section_name in (
        ("casualties", {"metric": ["killed"]}, "count", "casualties_count"),
        ("timeline", {}, "events", "timeline_list"),
        ("map", {}, "unplaced", "map_tray"),
    ):
        (page,) = [each for each in view_of(read_address(path, query, many)).lists if each.name == name]
        found: list[str] = []
        for number in range(1, page.last + 1):
            html = made(many, path, query | {"page": [f"{name}-{number}"]}, section_name)
            found += re.findall(r'data-item="([^"]+)"', html)
        assert len(found) == len(set(found)) == page.total


def test_the_source_panel_of_an_item_of_a_thousand_statements_stays_small(many: Archive) -> None:
    """Guards against a panel that lists every figure that differs from the opened one."""
    claims = queries.rows(queries.claims(many))
    event = next(claim["event_id"] for claim in claims if claim["event_id"])
    figure = next(claim["item_id"] for claim in claims if claim["area"] == "whole" and claim["status"] == "current")
    for item_id in (event, figure):
        reading = read_address("casualties", {"item": [item_id]}, many)
        opened = opened_item(reading)
        assert opened is not None
        assert_small(section("drawer", opened, links_of(reading.address)), item_id)
    for query in ({"about": [event]}, {"about": [figure]}, {"topic": ["topic-0"]}):
        assert_small(made(many, "sides", query, "sides_body"), query)


def test_a_file_of_thousands_of_items_can_be_opened_and_says_what_is_not_in_it(many: Archive) -> None:
    """Guards against a file to keep that no phone opens, and against rows that are not in it without a word."""
    html = snapshot(read_address("", {}, many))
    assert len(html.encode()) < MOST_BYTES_OF_A_FILE
    assert "Figures: the first 750 of 800." in html
    assert "The first 300 of 400." in html
