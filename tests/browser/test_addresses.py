"""The address is the state: it follows the reader, and whoever pastes it stands where the reader stood."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, StartServer
from tests.browser.steps import (
    LEAD,
    NAMES,
    address_says,
    choose,
    counts,
    drawer,
    keyed,
    open_filters,
    query_of,
    search_for,
    settled,
    type_day,
    visit,
)


def test_filters_chosen_in_the_widgets_come_back_from_a_pasted_address(open_page: OpenPage) -> None:
    """What a colleague sees behind the link must be what the reader saw when copying it."""
    page = visit(open_page(), "timeline")
    choose(page, "city", "Almaty")
    address_says(page, city="almaty")
    choose(page, "kind", "Security operation")
    address_says(page, city="almaty", kind="security_operation")
    type_day(page, "from", "2022-01-06")
    address_says(page, city="almaty", kind="security_operation", **{"from": "2022-01-06"})
    search_for(page, "almaty")
    address_says(page, city="almaty", kind="security_operation", **{"from": "2022-01-06"}, q="almaty")
    said = counts(page).inner_text()
    assert "all 36 events" not in said

    colleague = open_page(fresh=True)
    colleague.goto(page.url)
    settled(colleague)
    expect(counts(colleague)).to_have_text(said)
    assert query_of(colleague) == query_of(page)
    open_filters(colleague)
    expect(keyed(colleague, "filter_city")).to_contain_text("Almaty")
    expect(keyed(colleague, "filter_kind")).to_contain_text("Security operation")
    expect(keyed(colleague, "filter_q").get_by_role("searchbox")).to_have_value("almaty")
    expect(keyed(colleague, "filter_from").get_by_role("spinbutton").first).to_have_text("2022")
    assert colleague.locator("h1").inner_text() == page.locator("h1").inner_text()


def test_filters_of_the_quotes_page_come_back_from_a_pasted_address(open_page: OpenPage) -> None:
    """Widgets that live on one page are the first to be forgotten."""
    page = visit(open_page(), "quotes")
    choose(page, "speaker", "Maxim Suchkov")
    address_says(page, speaker="maxim-suchkov")
    choose(page, "quote_type", "Direct quotation")
    address_says(page, speaker="maxim-suchkov", quote_type="direct")
    said = counts(page).inner_text()
    colleague = open_page()
    colleague.goto(page.url)
    settled(colleague)
    expect(counts(colleague)).to_have_text(said)
    open_filters(colleague)
    expect(keyed(colleague, "filter_speaker")).to_contain_text("Maxim Suchkov")


def test_filters_survive_every_change_of_page_and_a_reload(page: Page) -> None:
    """A reader who turns from the sources to the quotes is still asking about Aktau."""
    visit(page, "sources")
    choose(page, "city", "Aktau")
    address_says(page, city="aktau")
    said = counts(page).inner_text()
    for path in ("timeline", "quotes", ""):
        keyed(page, "page-links").get_by_role("link", name=NAMES[path], exact=True).click()
        page.wait_for_url(f"**/{path}?city=aktau")
        settled(page)
        expect(counts(page)).to_have_text(said)
        expect(counts(page)).to_contain_text("Aktau")
    page.reload()
    settled(page)
    assert query_of(page) == {"city": ["aktau"]}
    expect(counts(page)).to_have_text(said)


def test_back_and_forward_step_through_the_filters(page: Page) -> None:
    """The back button is how readers undo; one that leaves the dashboard instead loses everything."""
    visit(page, "timeline")
    unfiltered = counts(page).inner_text()
    choose(page, "city", "Aktau")
    address_says(page, city="aktau")
    one = counts(page).inner_text()
    search_for(page, "resign")
    address_says(page, city="aktau", q="resign")
    both = counts(page).inner_text()
    assert len({unfiltered, one, both}) == 3

    page.go_back()
    expect(counts(page)).to_have_text(one)
    assert query_of(page) == {"city": ["aktau"]}
    expect(keyed(page, "filter_q").get_by_role("searchbox")).to_have_value("")
    page.go_back()
    expect(counts(page)).to_have_text(unfiltered)
    assert query_of(page) == {}
    page.go_forward()
    expect(counts(page)).to_have_text(one)
    page.go_forward()
    expect(counts(page)).to_have_text(both)
    assert query_of(page) == {"city": ["aktau"], "q": ["resign"]}
    expect(keyed(page, "filter_q").get_by_role("searchbox")).to_have_value("resign")


STEP_TWICE = """async ([way, pause]) => {
    history.go(way)
    await new Promise(resolve => setTimeout(resolve, pause))
    history.go(way)
}"""


def test_two_steps_back_or_forward_at_once_arrive_where_they_lead(page: Page) -> None:
    """The second step comes with what the widgets held before the first: written to the address, it undoes both."""
    visit(page, "sources")
    unfiltered = counts(page).inner_text()
    choose(page, "city", "Aktau")
    address_says(page, city="aktau")
    search_for(page, "resign")
    address_says(page, city="aktau", q="resign")
    both = counts(page).inner_text()
    for pause in (0, 40, 0):
        page.evaluate(STEP_TWICE, [-1, pause])
        expect(counts(page)).to_have_text(unfiltered)
        address_says(page)
        page.evaluate(STEP_TWICE, [1, pause])
        expect(counts(page)).to_have_text(both)
        address_says(page, city="aktau", q="resign")


def test_two_filters_set_in_quick_succession_are_both_kept(page: Page) -> None:
    """The second click arrives while the first is still being answered: an older address must not win."""
    visit(page, "timeline")
    open_filters(page)
    keyed(page, "filter_city").get_by_role("combobox").click()
    page.get_by_role("option", name="Almaty").click()
    page.get_by_role("option", name="Aktau").click()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "city=aktau" in url and "city=almaty" in url)
    settled(page)
    expect(counts(page)).to_contain_text("Aktau")
    expect(counts(page)).to_contain_text("Almaty")


def test_clear_all_filters_empties_the_address(page: Page) -> None:
    """One click out of every corner."""
    visit(page, "timeline", city="aktau", q="resign")
    counts(page).get_by_role("link", name="Clear all filters").click()
    address_says(page)
    expect(counts(page)).to_contain_text("all 36 events")
    open_filters(page)
    expect(keyed(page, "filter_q").get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize(("entry", "path"), [("dashboard.py", "quotes"), ("server.py", "")])
def test_a_deep_link_as_the_first_request_to_a_fresh_server_shows_page_filters_and_drawer(
    start_server: StartServer, open_page: OpenPage, entry: str, path: str
) -> None:
    """Until a session has run `st.navigation`, Streamlit runs the files of pages/ by themselves.

    The first visitor of a new server would get a page without its frame, and so would the next. Two pages stand for
    all, whose scripts begin in the same way (tests/unit/test_house.py).
    """
    page = open_page(on=start_server(entry))
    visit(page, path, city="aktau", item=f"{LEAD}.aktau-gathering")
    expect(keyed(page, "filter-bar")).to_be_attached()
    expect(counts(page)).to_contain_text("City: Aktau")
    expect(counts(page)).to_contain_text("1 of 36 events")
    expect(keyed(page, "page-links").get_by_text(NAMES[path], exact=True).first).to_be_attached()
    expect(drawer(page)).to_contain_text("Aktau")
    assert query_of(page) == {"city": ["aktau"], "item": [f"{LEAD}.aktau-gathering"]}
