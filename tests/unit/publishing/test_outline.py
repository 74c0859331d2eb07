"""What a page is to somebody who listens to it: landmarks, headings, tables, pictures and links, each with its name.

Read from first pages; the app has the same sections (`tests/app/test_same_sections.py`).
"""

from itertools import pairwise

import pytest

from data import queries
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.reading import read_address
from data.views.registry import VIEWS
from data.views.summary import summary
from data.wording.phrases import figure_parts
from publishing.first_page import prerendered
from tests import html_page
from tests.html_page import Node

Asked = dict[str, list[str]]

LAST_DAY = "2022-12-20"
QUERIES: dict[str, Asked] = {
    "the last day": {"known_on": [LAST_DAY]},
    "arrests in a city": {"known_on": [LAST_DAY], "city": ["almaty"], "metric": ["detained"]},
    "nothing": {"q": ["zeppelin"]},
}
each_query = pytest.mark.parametrize("asked", QUERIES.values(), ids=QUERIES.keys())
each_page = pytest.mark.parametrize("path", VIEWS)

LISTS = {"ol", "ul", "table", "dl"}
OF_FIGURES = {"figure", "rib-value", "sd-open"}
"""Classes of the links that are a figure."""


def page(archive: Archive, path: str, asked: Asked) -> Node:
    return html_page.parse(prerendered(summary(read_address(path, asked, archive))))


def of(root: Node, *tags: str) -> list[Node]:
    return [node for node in root.below() if node.tag in tags]


def heard(root: Node) -> list[Node]:
    """The elements that a screen reader meets."""
    if root.attributes.get("aria-hidden") == "true":
        return []
    below = [each for child in root.children if isinstance(child, Node) for each in heard(child)]
    return [root, *below]


def name(node: Node) -> str:
    titles = [child.text for child in node.children if isinstance(child, Node) and child.tag in ("title", "caption")]
    return node.attributes.get("aria-label") or " ".join(titles)


@each_query
@each_page
def test_headings_are_in_order_below_one_title_in_one_main_part(reports: Archive, path: str, asked: Asked) -> None:
    """Guards against a page on which nobody can jump from heading to heading, or straight to its matter."""
    root = page(reports, path, asked)
    (main,) = of(root, "main")
    headings = of(root, "h1", "h2", "h3", "h4", "h5", "h6")
    assert headings == of(main, "h1", "h2", "h3", "h4", "h5", "h6")
    assert all(heading.text for heading in headings)
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@each_query
@each_page
def test_every_landmark_list_of_links_table_and_picture_has_a_name(reports: Archive, path: str, asked: Asked) -> None:
    """Guards against “navigation, navigation, table, graphic”: a page that is heard and not understood."""
    met = heard(page(reports, path, asked))
    navigations = [name(node) for node in met if node.tag == "nav"]
    assert len(set(navigations)) == len(navigations), "two with one name"
    for node in met:
        if node.tag in ("nav", "table", "svg") and not (node.tag == "svg" and "x" in node.attributes):
            assert name(node), node
        if node.tag == "table":
            assert [head for head in of(node, "th") if head.attributes.get("scope") or head.attributes.get("role")]


@pytest.mark.parametrize("asked", [QUERIES["the last day"], QUERIES["arrests in a city"]])
@each_page
def test_every_chart_is_followed_by_its_figures_as_text(reports: Archive, path: str, asked: Asked) -> None:
    """Guards against a chart that says to the eye what is said to nobody else."""
    met = heard(page(reports, path, asked))
    for at, node in enumerate(met):
        if node.tag == "svg" and "mark" not in node.attributes.get("class", "").split() and "x" not in node.attributes:
            assert [each for each in met[at:] if each.tag in LISTS], node


@pytest.mark.parametrize("path", ["", "casualties", "sides"])
def test_the_name_of_a_figure_says_what_it_is_and_who_says_so(reports: Archive, path: str) -> None:
    """Guards against a list of links that reads “18, link; 26, link”: figures without those who give them."""
    archive = as_known_on(reports, LAST_DAY)
    claims = {claim["item_id"]: claim for claim in rows(queries.claims(archive, Selection()), ClaimRow)}
    links = [node for node in of(page(reports, path, QUERIES["the last day"]), "a") if is_figure(node, set(claims))]
    assert len(links) > 10
    for link in links:
        claim = claims[link.attributes["data-item"]]
        assert " ".join(figure_parts(claim)).strip() in name(link)
        assert claim["asserted_by_name"] in name(link)
        assert link.text in name(link), "who speaks to the browser says what stands there"


def is_figure(node: Node, claims: set[str]) -> bool:
    return node.attributes.get("data-item") in claims and node.attributes.get("class") in OF_FIGURES
