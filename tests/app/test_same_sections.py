"""App, first page and snapshot draw the same sections: compared element by element, over pages, days and filters.

What may differ, and nothing else:

- Streamlit's own elements in the app (controls, charts, tables under their line), which are no sections; before the app
  their places are held by `CONTROLS`.
- `ONLY_IN_APP`: the key of the timeline's chart.
- `BESIDE_CHART`: a class by which the list of the timeline gives way to the chart where there is room for it.
- In the snapshot: links, which lead within the file or to the site; folds, since its lists are whole (`unfolded`);
  where the rest is to be found (`ELSEWHERE`); the frame and what later reports changed, which its head says in words.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from streamlit import config

from data.tables.archive import open_archive
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME
from data.views.summary import summary
from publishing.first_page import prerendered
from publishing.sections import PAGE_PARTS
from publishing.snapshot.links import PART_OF_PAGE
from publishing.snapshot.page import snapshot
from tests import html_page
from tests.app.conftest import Opener
from tests.app.screen import LEAD
from tests.html_page import Node

Asked = dict[str, list[str]]

QUERIES: dict[str, Asked] = {
    "the first days": {"known_on": ["2022-01-07"]},
    "the last day": {"known_on": ["2022-12-20"]},
    "a city": {"city": ["almaty"], "known_on": ["2022-01-10"]},
    "nothing": {"q": ["zeppelin"]},
}
each_page = pytest.mark.parametrize("name", BY_NAME)

FRAME = ("masthead", "day_strip", "shown")
ELSEWHERE = {"the records at the end have them": "the table below has them"}
LINKS = frozenset({"href"})
ONLY_IN_APP = {"timeline_key"}
BESIDE_CHART = "beside-chart"
CONTROLS = "ShareTake awayPresent Earlier Later Filter and search One page to print, the whole file"


class Element(NamedTuple):
    """One element as it stands in a page: how deep, its tag, attributes and own words."""

    depth: int
    tag: str
    attributes: tuple[tuple[str, str], ...]
    words: str


def elements(root: Node, *, without: frozenset[str] = frozenset()) -> list[Element]:
    """All elements of a section in order, without some of their attributes."""

    def walk(node: Node, depth: int) -> Iterator[Element]:
        attributes = {
            key: value.replace(f" {BESIDE_CHART}", "") for key, value in node.attributes.items() if key not in without
        }
        words = " ".join("".join(child for child in node.children if isinstance(child, str)).split())
        for there, here in ELSEWHERE.items():
            words = words.replace(there, here)
        yield Element(depth, node.tag, tuple(sorted(attributes.items())), words)
        for child in inner(node):
            yield from walk(child, depth + 1)

    return [element for child in inner(root) for element in walk(child, 0)]


def inner(node: Node) -> list[Node]:
    """The elements right in an element."""
    return [child for child in node.children if isinstance(child, Node)]


def reading_of(name: str, asked: Asked) -> Reading:
    return read_address(BY_NAME[name].path, asked, open_archive())


def first_page(reading: Reading, *, root: str = "") -> tuple[dict[str, Node], str]:
    """The sections of a first page by name in their order, and all words that stand outside of them."""
    page = html_page.parse(prerendered(summary(reading), root=root))
    found: dict[str, Node] = {}

    def cut(node: Node) -> None:
        for child in inner(node):
            if name := child.attributes.get("data-section"):
                found[name] = child
            if name or child.tag in ("style", "noscript") or "hidden" in child.attributes:
                node.children.remove(child)
            else:
                cut(child)

    cut(page)
    return found, page.text


@cache
def parts_of_snapshot(query: str) -> dict[str, list[Node]]:
    """The sections of each part of a snapshot in their order."""
    root = html_page.parse(snapshot(reading_of("overview", QUERIES[query])))
    parts = [node for node in root.below() if node.attributes.get("class") == "sn-part"]
    return {
        part.attributes["id"]: [node for node in part.below() if node.attributes.get("class") == "sn-section"]
        for part in parts
    }


def unfolded(root: Node) -> Node:
    """A section as it is with whole lists: a fold that goes on with the entries or the list before it is none.

    Other folds may stand open. Single events and figures of What each side says are opened in the app.
    """
    children: list[Node | str] = []
    for child in root.children:
        if isinstance(child, str):
            children.append(child)
        elif child.tag != "details":
            children.append(unfolded(child))
        elif child.attributes.get("class") != "sd-items":
            _, *rest = inner(unfolded(child))
            before = next((each for each in reversed(children) if isinstance(each, Node)), None)
            if child.attributes.get("class") == "sd-more":
                children += rest
            elif before and [(each.tag, each.attributes) for each in rest] == [(before.tag, before.attributes)]:
                before.children += rest[0].children
            else:
                kept = {key: value for key, value in child.attributes.items() if key != "open"}
                children.append(Node(child.tag, kept, unfolded(child).children))
    return Node(root.tag, root.attributes, children)


@pytest.mark.parametrize("query", QUERIES)
@each_page
def test_a_page_before_the_app_and_in_it_has_the_same_sections(shared_page: Opener, name: str, query: str) -> None:
    """Guards against a reader whose page changes under their eyes when the app has started."""
    asked = QUERIES[query]
    before, outside = first_page(reading_of(name, asked))
    now = {
        key.removeprefix("section-"): root for key, root in shared_page(f"pages/{name}.py", asked).fragments().items()
    }
    assert [each for each in now if each not in ONLY_IN_APP] == list(before)
    for each in now.keys() & before.keys():
        assert elements(now[each]) == elements(before[each]), each
    assert outside.startswith(CONTROLS), "something stands outside of all sections"


@pytest.mark.parametrize("query", [query for query in QUERIES if query != "the first days"])
@each_page
def test_a_page_and_its_part_of_the_snapshot_have_the_same_sections(name: str, query: str) -> None:
    """Guards against a file that says other things than the page which it was kept from."""
    before, _ = first_page(reading_of(name, QUERIES[query]))
    names = [each for each in PAGE_PARTS[BY_NAME[name].path].sections if each != "later"]
    kept = dict(zip(names, parts_of_snapshot(query)[PART_OF_PAGE[BY_NAME[name].path]], strict=True))
    assert kept.keys() == before.keys() - {*FRAME, "later"}
    for each, section in kept.items():
        here, there = (elements(unfolded(root), without=LINKS) for root in (before[each], section))
        assert here == there, each


@pytest.mark.parametrize("item", ["arrests-3800", "airport-recaptured", "blinken-warning"])
def test_an_opened_item_has_the_same_section_before_the_app_and_in_it(shared_page: Opener, item: str) -> None:
    """Guards against a source that is told in other words once the app has opened its panel."""
    asked: Asked = {"item": [f"{LEAD}.{item}"]}
    before, _ = first_page(reading_of("overview", asked))
    assert elements(shared_page("pages/overview.py", asked).section("drawer")) == elements(before["drawer"])


def test_under_a_base_path_the_links_are_those_of_the_first_page(open_page: Opener) -> None:
    """Guards against a link that, opened in a new tab, leads out of the app to whatever stands at the host's root."""
    base = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "kazakhstan")
    try:
        now = open_page("pages/sources.py").fragments()
    finally:
        config.set_option("server.baseUrlPath", base)
    before, _ = first_page(reading_of("sources", {}), root="/kazakhstan")
    for name, root in before.items():
        assert elements(now[f"section-{name}"]) == elements(root), name


def test_a_difference_is_found() -> None:
    """Shows that the comparison sees a class, an address, a word and an element of its own."""
    whole = elements(html_page.parse('<p class="a"><a href="/x">one</a> two</p>'))
    for other in (
        '<p class="b"><a href="/x">one</a> two</p>',
        '<p class="a"><a href="/y">one</a> two</p>',
        '<p class="a"><a href="/x">one</a> three</p>',
        '<p class="a"><a href="/x">one</a></p><p>two</p>',
    ):
        assert elements(html_page.parse(other)) != whole
