"""A click on a mark, a bar or a button does what it says, and the address says so too."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    ACCENT,
    LEAD,
    RECORD,
    TABLES,
    address_says,
    bars,
    bring,
    choose,
    click_map,
    click_on,
    counts,
    drawer,
    find_mark,
    keyed,
    query_of,
    section,
    settled,
    visit,
)

TITLES = {f"{LEAD}.{event['id']}": event["title"] for event in RECORD["events"]}


def test_a_click_on_a_city_filters_by_it_and_a_second_click_clears(page: Page) -> None:
    """The map is a filter that one can see: what it does must stand in the address, and be undone where it was done."""
    visit(page, "map")
    _click_almaty(page, "map-0")
    address_says(page, city="almaty")
    expect(counts(page)).to_contain_text("City: Almaty")
    expect(counts(page)).to_contain_text("Almaty")
    _click_almaty(page, "map-1")
    address_says(page)
    expect(counts(page)).to_contain_text("all 36 events")


def test_a_click_on_another_city_changes_the_filter_to_it(page: Page) -> None:
    """Two clicks on two cities must not leave the first in the address."""
    visit(page, "map")
    almaty, aktau = (find_mark(page, "map-0", n, ACCENT["light"]) for n in (0, 1))
    click_map(page, "map-0", almaty)
    address_says(page, city="almaty")
    # The click made a map of a new key, which shows the same view.
    find_mark(page, "map-1", 0, ACCENT["light"])
    click_map(page, "map-1", aktau)
    address_says(page, city="aktau")
    expect(counts(page)).to_contain_text("City: Aktau")


def test_a_city_clicked_after_the_filter_was_cleared_elsewhere_filters_again(page: Page) -> None:
    """The map remembers its own click: cleared by the link, the next click on the same city must not be lost."""
    visit(page, "map")
    _click_almaty(page, "map-0")
    address_says(page, city="almaty")
    counts(page).get_by_role("link", name="Clear all filters").click()
    address_says(page)
    _click_almaty(page, _map_key(page))
    address_says(page, city="almaty")


def _click_almaty(page: Page, key: str) -> None:
    """Click the largest mark, Almaty's."""
    click_map(page, key, find_mark(page, key, 0, ACCENT["light"]))


def _map_key(page: Page) -> str:
    """The key that the map has now; it changes when the map has to forget a click."""
    classes = str(page.locator("[class*='st-key-map-']").get_attribute("class"))
    key = re.search(r"st-key-(map-\d+)", classes)
    assert key is not None
    return key[1]


def test_a_click_on_a_bar_of_the_timeline_opens_its_source_and_closing_it_cleans_the_address(page: Page) -> None:
    """Every bar opens the place it stands on; a closed drawer must not come back with the next reload."""
    visit(page, "timeline")
    click_on(page, bars(page, "timeline").nth(3))
    expect(drawer(page)).to_be_visible()
    (item,) = query_of(page)["item"]
    expect(drawer(page)).to_contain_text(TITLES[item])
    drawer(page).get_by_role("button", name="Close").click()
    expect(drawer(page)).to_have_count(0)
    address_says(page)


def test_the_same_bar_opens_again_after_its_drawer_was_closed(page: Page) -> None:
    """plotly keeps a selection: without care the second click only deselects and nothing opens."""
    visit(page, "timeline")
    for _ in range(2):
        click_on(page, bars(page, "timeline").nth(3))
        expect(drawer(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(drawer(page)).to_have_count(0)
        address_says(page)


def test_the_marks_of_the_chart_to_true_scale_open_their_source_too(page: Page) -> None:
    """A chart that says “click one to see its source” and does nothing teaches the reader not to try."""
    visit(page, "casualties")
    bring(keyed(page, "true-scale").locator("summary")).click()
    click_on(page, keyed(page, "count").locator(".scatterlayer .point").first)
    expect(drawer(page)).to_be_visible()
    (item,) = query_of(page)["item"]
    assert "2022-01-0" in item


def test_back_closes_the_drawer(page: Page) -> None:
    """On a phone the back button is how one closes what covers the page."""
    visit(page, "casualties")
    section(page, "casualties_ledger").get_by_role("link", name="18, ").first.click()
    expect(drawer(page)).to_be_visible()
    page.go_back()
    expect(drawer(page)).to_have_count(0)
    assert query_of(page) == {}


def test_a_link_in_the_drawer_opens_another_item_and_another_day_in_it(page: Page) -> None:
    """The panel runs apart from the page: a link in it could change the address and leave the panel as it was."""
    visit(page, "casualties", item=f"{LEAD}.killed-police-and-guard")
    drawer(page).get_by_role("link", name="CBC, 7 Jan 2022").click()
    address_says(page, item="cbc-2022-01-07.killed-police-and-guard")
    expect(drawer(page).locator("[aria-current]").first).to_contain_text("CBC")
    drawer(page).get_by_role("link", name="See the latest day").click()
    address_says(page, item="cbc-2022-01-07.killed-police-and-guard", known_on="2022-12-20")
    expect(drawer(page)).to_contain_text("as known on 20 December 2022")


def test_the_source_link_leads_to_the_words_and_gives_nothing_away(page: Page) -> None:
    """The link has to open the article at its place, in a tab of its own, without a handle on this page."""
    visit(page, "casualties", item=f"{LEAD}.killed-police-and-guard")
    link = drawer(page).get_by_role("link", name="Open the article here", exact=True)
    expect(link).to_have_attribute("href", re.compile(r"^https://[^#]+#:~:text=18%20police%20and%20national%20guard$"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile(r"\bnoopener\b"))
    assert str(link.get_attribute("href")).startswith(RECORD["article"]["url"])


def test_every_link_that_leaves_the_dashboard_opens_a_tab_without_a_handle_on_it(page: Page) -> None:
    """One link without `noopener` is enough for the page behind it to change this one."""
    for path in ("map", "quotes"):
        visit(page, path)
        for link in page.locator("a[href^='http']").all():
            assert "noopener" in str(link.get_attribute("rel")), link.get_attribute("href")
            assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize(
    ("path", "city"), [*((path, None) for path in TABLES), ("timeline", "almaty"), ("quotes", "almaty")]
)
def test_the_file_holds_what_the_table_shows(page: Page, path: str, city: str | None) -> None:
    """A journalist takes the file for the screen: other rows in it would be printed as what the page said."""
    visit(page, path, **({"city": city} if city else {}))
    name = TABLES[path]
    expander = keyed(page, f"table-{name}")
    expander.locator("summary").click()
    button = keyed(page, f"csv-{name}").get_by_role("button")
    expect(button).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == f"{name}.csv"
    rows = list(csv.DictReader(download.value.path().read_text("utf-8").splitlines(keepends=True)))
    said = re.search(r"\(([\d,]+) rows?\)", button.inner_text())
    assert said is not None
    assert len(rows) == int(said[1].replace(",", "")) == expander.locator("tbody tr").count()
    told = {
        "events": "title",
        "dated-events": "title",
        "places": "name",
        "family": "value_text",
        "quotes": "context",
        "sides": "words",
        "sources": "publisher",
    }[name]
    table = " ".join(expander.locator("tbody").inner_text().split())
    for row in rows:
        assert all(" ".join(line.split()) in table for line in row[told].splitlines())
        if name not in ("places", "family", "sides", "sources"):
            assert row["source_url"].startswith(RECORD["article"]["url"])
    if city and name != "places":
        shown = {"events": "events", "quotes": "quotations"}[name]
        expect(counts(page)).to_contain_text(re.compile(rf"\b{len(rows)} of \d+ {shown}"))


def test_a_citation_can_be_copied_from_a_quotation(page: Page) -> None:
    """The citation has to name speaker, article, publisher, date and address, or it is none."""
    visit(page, "quotes", speaker="kuralai")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.get_by_role("link", name="Cite: ")
    link.click()
    expect(link).to_have_attribute("data-copied", "yes")
    copied = str(page.evaluate("() => navigator.clipboard.readText()"))
    for words in ("Kuralai", RECORD["article"]["headline"], "Al Jazeera", "7 January 2022", RECORD["article"]["url"]):
        assert words in copied


def test_lanes_by_actor_are_a_click_away_and_stand_in_the_address(page: Page) -> None:
    """A switch that is not in the address shows the colleague another chart."""
    visit(page, "timeline")
    section(page, "timeline_head").get_by_role("link", name="By who acts").click()
    address_says(page, lanes="actor")
    expect(keyed(page, "timeline").locator(".annotation-text", has_text="Police").first).to_be_attached()
    page.reload()
    settled(page)
    expect(keyed(page, "timeline").locator(".annotation-text", has_text="Police").first).to_be_attached()


def test_choosing_a_filter_keeps_the_map_where_it_was(page: Page) -> None:
    """A map that jumps with every filter cannot be compared with itself."""
    visit(page, "map")
    before = _almaty(page)
    choose(page, "kind", "Protest")
    address_says(page, kind="protest")
    after = _almaty(page)
    assert abs(before[0] - after[0]) < 3
    assert abs(before[1] - after[1]) < 3


def _almaty(page: Page) -> tuple[float, float]:
    return find_mark(page, _map_key(page), 0, ACCENT["light"])
