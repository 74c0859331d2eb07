"""A click on a mark, a bar or a button does what it says, and the address says so too."""

import csv
import re
from codecs import BOM_UTF8

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, OpenPage
from tests.browser.steps import (
    ACCENT,
    LEAD,
    RECORD,
    TABLES,
    address_says,
    bars,
    bring,
    click_map,
    click_on,
    counts,
    drawer,
    find_mark,
    keyed,
    opened_table,
    query_of,
    saved_by,
    section,
    settled,
    visit,
)

TITLES = {f"{LEAD}.{event['id']}": event["title"] for event in RECORD["events"]}


def test_clicks_on_cities_filter_change_and_clear_and_the_map_stays_where_it_was(open_page: OpenPage) -> None:
    """The map is a filter that one can see: what it does must stand in the address, and be undone where it was done.

    The map remembers its own click: cleared by the link, the next click on the same city must not be lost. And a
    map that jumps with a filter cannot be compared with itself. Each click makes a map of a new key.
    """
    page = visit(open_page(width=920, height=640), "map")  # the smallest with a map: no graphics card draws it
    almaty, aktau = (find_mark(page, "map-0", n, ACCENT["light"]) for n in (0, 1))
    click_map(page, "map-0", aktau)
    address_says(page, city="aktau")
    expect(counts(page)).to_contain_text("City: Aktau")
    counts(page).get_by_role("link", name="Clear all filters").click()
    address_says(page)
    find_mark(page, _map_key(page), 1, ACCENT["light"])
    click_map(page, _map_key(page), aktau)
    address_says(page, city="aktau")
    assert find_mark(page, _map_key(page), 0, ACCENT["light"]) == pytest.approx(aktau, abs=3)
    click_map(page, _map_key(page), almaty)
    address_says(page, city="almaty")
    expect(counts(page)).to_contain_text("City: Almaty")
    click_map(page, _map_key(page), almaty)
    address_says(page)
    expect(counts(page)).to_contain_text("all 36 events")


def _map_key(page: Page) -> str:
    """The key that the map has now; it changes when the map has to forget a click."""
    classes = str(page.locator("[data-testid=stElementContainer][class*='st-key-map-']").get_attribute("class"))
    key = re.search(r"st-key-(map-\d+)", classes)
    assert key is not None
    return key[1]


def test_a_bar_of_the_timeline_opens_its_source_and_closing_it_cleans_the_address(page: Page) -> None:
    """Every bar opens the place it stands on; a closed drawer must not come back with the next reload.

    And plotly keeps a selection: without care the second click only deselects and nothing opens.
    """
    visit(page, "timeline")
    for close in (
        lambda: drawer(page).get_by_role("button", name="Close").click(),
        lambda: page.keyboard.press("Escape"),
    ):
        click_on(page, bars(page, "timeline").nth(3))
        expect(drawer(page)).to_be_visible()
        (item,) = query_of(page)["item"]
        expect(drawer(page)).to_contain_text(TITLES[item])
        close()
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


def test_every_link_that_leaves_the_dashboard_opens_a_tab_without_a_handle_on_it(on_screen: Opened) -> None:
    """One link without `noopener` is enough for the page behind it to change this one."""
    for link in on_screen.page.locator("a[href^='http']").all():
        assert "noopener" in str(link.get_attribute("rel")), link.get_attribute("href")
        assert link.get_attribute("target") == "_blank"


def test_the_file_holds_what_the_table_shows(on_screen: Opened) -> None:
    """A journalist takes the file for the screen: other rows in it would be printed as what the page said."""
    if on_screen.path not in TABLES:
        pytest.skip("no visual with a table on this page")
    name = TABLES[on_screen.path]
    with opened_table(on_screen.page, name) as expander:
        button = keyed(on_screen.page, f"csv-{name}").get_by_role("button")
        download = saved_by(on_screen.page, button)
        shown, said = expander.locator("tbody tr").count(), re.search(r"\(([\d,]+) rows?\)", button.inner_text())
        table = " ".join(expander.locator("tbody").inner_text().split())
    assert download.suggested_filename == f"{name}.csv"
    assert download.path().read_bytes().startswith(BOM_UTF8), "a spreadsheet reads it in another encoding"
    rows = list(csv.DictReader(download.path().read_text("utf-8-sig").splitlines(keepends=True)))
    assert said is not None
    assert len(rows) == int(said[1].replace(",", "")) == shown
    told = {
        "events": "title",
        "dated-events": "title",
        "places": "name",
        "family": "value_text",
        "quotes": "context",
        "sides": "words",
        "sources": "publisher",
    }[name]
    for row in rows:
        assert all(" ".join(line.split()) in table for line in row[told].splitlines())
        if name not in ("places", "family", "sides", "sources"):
            assert row["source_url"].startswith(RECORD["article"]["url"])


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
