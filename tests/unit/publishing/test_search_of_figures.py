"""A search for the number of a figure finds it whatever became of it, and says where it is if it is not here."""

from urllib.parse import parse_qs, urlsplit

import pytest

from data import queries
from data.figures.ledger import history_of
from data.records.vocabulary import COUNT_FAMILIES
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.base import View
from data.views.frame import Frame
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.links import links_of
from publishing.sections import section
from tests import html_page

Query = dict[str, list[str]]

LAST = "2022-12-20"
SETTLED = ("retracted", "superseded")


def view(path: str, query: Query, archive: Archive) -> View:
    return view_of(read_address(path, query, archive))


def drawn(page: View, name: str) -> html_page.Node:
    return html_page.parse(section(name, page, links_of(page.address), frame=Frame(page.reading)))


def figures_of(archive: Archive, status: str) -> list[ClaimRow]:
    known = rows(queries.claims(as_known_on(archive, LAST)), ClaimRow)
    return [claim for claim in known if claim["status"] == status]


def family_of(claim: ClaimRow) -> str:
    return next(family for family, metrics in COUNT_FAMILIES.items() if claim["metric"] in metrics)


def struck(root: html_page.Node) -> set[str]:
    """The items whose words are struck."""
    return {
        node.attributes["data-item"]
        for node in root.below()
        if node.attributes.get("data-item") and any(each.tag == "s" for each in node.below())
    }


def opened(root: html_page.Node) -> set[str]:
    return set(html_page.items(root))


def statement_of(archive: Archive, claim: ClaimRow) -> set[str]:
    """The claims by one of which a page may show the figure: all that are the same statement."""
    return {report["item_id"] for report in history_of(as_known_on(archive, LAST), claim).reports}


@pytest.mark.parametrize("path", ["", "casualties"])
def test_a_withdrawn_figure_is_found_by_its_number_and_struck(reports: Archive, path: str) -> None:
    """Guards against a search for 164 that finds nothing, as if it had never been published."""
    withdrawn = figures_of(reports, "retracted")
    assert len(withdrawn) >= 3
    section_name = "casualties_ledger" if path else "overview_head"
    for claim in withdrawn:
        query = {"known_on": [LAST], "q": [claim["value_text"]], "metric": [family_of(claim)]}
        found = drawn(view(path, query, reports), section_name)
        assert struck(found) & statement_of(reports, claim), claim["item_id"]


@pytest.mark.parametrize("path", ["", "casualties"])
def test_a_replaced_figure_is_found_by_its_number(reports: Archive, path: str) -> None:
    """Guards against a number that is on no page because another one took its place."""
    replaced = figures_of(reports, "superseded")
    assert replaced
    section_name = "casualties_ledger" if path else "overview_head"
    for claim in replaced:
        query = {"known_on": [LAST], "q": [claim["value_text"]], "metric": [family_of(claim)]}
        found = drawn(view(path, query, reports), section_name)
        assert opened(found) & statement_of(reports, claim), claim["item_id"]


def test_a_search_for_a_figure_of_a_later_day_leads_to_it_as_it_stands_there(reports: Archive) -> None:
    """Guards against “no figure” for a number that was published two days later, and withdrawn."""
    page = view("casualties", {"q": ["164"]}, reports)
    root = drawn(page, "casualties_ledger")
    (link,) = [node for node in root.below() if node.attributes.get("data-filter", "").startswith("known_on=")]
    found = drawn(view("casualties", parse_qs(urlsplit(link.attributes["href"]).query), reports), "casualties_ledger")
    assert struck(found) == {"ap-2022-01-09.killed-164"}
    other_tab = drawn(view("casualties", {"q": ["164"], "metric": ["injured"]}, reports), "casualties_ledger")
    assert "known_on=" not in " ".join(node.attributes.get("data-filter", "") for node in other_tab.below())


def test_a_search_that_another_tab_would_find_names_it(reports: Archive) -> None:
    """Guards against a number that is looked for on the tab of the killed and stands on that of the arrested."""
    root = drawn(view("casualties", {"q": ["3,800"]}, reports), "casualties_ledger")
    assert "There are some under Arrested and detained (2)." in root.text
