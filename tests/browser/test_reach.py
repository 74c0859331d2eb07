"""Everything can be reached: on a phone and on a screen, with the keyboard alone, by whoever sees no colour."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, SCREEN, Opened, OpenPage
from tests.browser.steps import (
    LEAD,
    NAMES,
    address_says,
    bring,
    counts,
    drawer,
    keyed,
    open_filters,
    picture,
    query_of,
    section,
    settled,
    until,
    visit,
)

FILTERS = ("filter_city", "filter_actor", "filter_kind", "filter_from", "filter_to", "filter_q")
NARROWEST_WIDGET = 100
"""Pixels below which the value in a filter cannot be read."""

UNDER_ITS_MIDDLE = """element => {
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return element.contains(top) || top?.contains(element)
}"""


def test_a_page_fits_a_screen_with_heading_links_and_filters_in_reach(on_screen: Opened) -> None:
    """One element too wide makes the whole page slide sideways under the hand."""
    _fits(on_screen.page, SCREEN["width"])


def test_a_page_fits_a_phone_with_heading_links_and_filters_in_reach(on_phone: Opened) -> None:
    """One element too wide makes the whole page slide sideways under the thumb."""
    _fits(on_phone.page, PHONE["width"])


def _fits(page: Page, width: int) -> None:
    document, slides = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]')
            return [document.documentElement.scrollWidth, main.scrollWidth - main.clientWidth]
        }"""
    )
    assert document <= width, f"the document is {document} px wide"
    assert slides <= 0, f"the page slides {slides} px sideways"
    _inside(page.get_by_role("heading", level=1), width)
    open_filters(page)
    for key in FILTERS:
        widget = bring(keyed(page, key))
        _inside(widget, width)
        box = widget.bounding_box()
        assert box is not None
        assert box["width"] >= NARROWEST_WIDGET, f"{key} is {box['width']:.0f} px wide"
        assert widget.evaluate(UNDER_ITS_MIDDLE), f"{key} lies under something else"
    for name in NAMES.values():
        link = keyed(page, "page-links").get_by_role("link", name=name, exact=True)
        assert bring(link).evaluate(UNDER_ITS_MIDDLE), f"the link to {name} lies under something else"
    keyed(page, "filters").locator("summary").click()
    settled(page)


def test_on_a_phone_the_filters_work_with_a_thumb(open_page: OpenPage) -> None:
    """A list of choices that opens off the screen is no choice."""
    page = visit(open_page(width=390, height=844), "timeline")
    open_filters(page)
    bring(keyed(page, "filter_kind")).get_by_role("combobox").click()
    option = page.get_by_role("option", name="Diplomacy")
    _inside(option, 390)
    option.click()
    page.keyboard.press("Escape")
    address_says(page, kind="diplomacy")


def _inside(element: Locator, width: int) -> None:
    """Assert that an element lies within the window from left to right."""
    expect(element).to_be_visible()
    box = element.bounding_box()
    assert box is not None
    assert box["x"] >= -1
    assert box["x"] + box["width"] <= width + 1


def test_on_a_phone_the_drawer_fits_and_closes(open_page: OpenPage) -> None:
    """A drawer wider than the phone hides its own close button."""
    page = visit(open_page(width=390, height=844), "casualties", item=f"{LEAD}.killed-police-and-guard")
    close = drawer(page).get_by_role("button", name="Close")
    _inside(close, 390)
    slides = drawer(page).evaluate("element => element.scrollWidth - element.clientWidth")
    assert slides <= 0, f"the drawer slides {slides} px sideways"
    close.click()
    expect(drawer(page)).to_have_count(0)
    address_says(page)


FOCUSED = """() => {
    const at = document.activeElement
    const keyed = at?.closest('[class*="st-key-"]')?.className.match(/st-key-([^ ]+)/)?.[1] ?? ''
    const place = at?.dataset.item ? `item ${at.dataset.item}` : keyed
    return [place, at?.tagName ?? '', at?.textContent.trim().slice(0, 40) ?? '']
}"""
"""Where the focus is: the item that it opens or the key that it stands under, its element and its words."""

ITEM = "item "
"""How the place of a link to an item's source begins."""


def _start_over(page: Page) -> None:
    """Put the focus where a page begins, so that Tab meets everything in its order."""
    page.get_by_role("link", name="Skip to main content").focus()


def _tab_until(page: Page, key: str, *, most: int = 90) -> list[str]:
    """Press Tab until an element of that key has the focus; the keys met on the way."""
    met: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at, tag, text = page.evaluate(FOCUSED)
        met.append(text if tag == "A" and not at.startswith(ITEM) else at)
        if at.startswith(key):
            return met
    pytest.fail(f"{key} is not reached by Tab; met: {met}")


def test_tab_reaches_links_then_filters_then_sources(page: Page) -> None:
    """Who has no mouse walks the page in its order: what Tab does not reach is not there."""
    visit(page, "casualties")
    open_filters(page)
    _start_over(page)
    met = _tab_until(page, ITEM)
    order = [met.index(name) for name in (*NAMES.values(), *FILTERS)]
    assert order == sorted(order), met


def test_tab_leads_into_an_open_panel_and_out_to_what_follows_its_button(page: Page) -> None:
    """Streamlit draws a panel at the end of the document: Tab would come to it after the whole page."""
    visit(page, "sources")
    in_panel = "() => !!document.activeElement.closest('[data-testid=stPopoverBody]')"
    for panel, following in (("share", "take-away"), ("take-away", "present")):
        button = keyed(page, panel).get_by_role("button").first
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first).to_be_visible()
        settled(page)
        page.keyboard.press("Tab")
        assert page.evaluate(in_panel), "Tab does not lead into the panel"
        page.keyboard.press("Shift+Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Tab")
        for _ in range(30):
            page.keyboard.press("Tab")
            if not page.evaluate(in_panel):
                break
        expect(keyed(page, following).get_by_role("button").first).to_be_focused()
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(in_panel), "Shift+Tab does not lead back into the panel"
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        expect(button).to_be_focused()


def test_a_source_opens_with_enter_holds_the_focus_and_closes_with_escape(page: Page) -> None:
    """A drawer that leaves the focus behind reads the page underneath to whoever cannot see that it is covered."""
    visit(page, "casualties")
    _tab_until(page, ITEM)
    (before, _, _) = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    expect(drawer(page)).to_be_visible()
    expect(drawer(page)).to_contain_text("The words it rests on")
    settled(page)
    assert list(query_of(page)) == ["item"]
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("() => !!document.activeElement.closest('[role=dialog]')"), "Tab leaves the open drawer"
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    address_says(page)
    page.wait_for_function("() => document.activeElement !== document.body")
    assert page.evaluate(FOCUSED)[0] == before, "the focus is not where it was before the drawer opened"


def test_a_filter_is_chosen_and_cleared_with_the_keyboard(page: Page) -> None:
    """Typing part of a name and Enter must be enough to filter, and Backspace to take it back."""
    visit(page, "timeline")
    open_filters(page)
    _tab_until(page, "filter_city")
    page.keyboard.type("Akt")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    address_says(page, city="aktau")
    page.keyboard.press("Escape")
    expect(counts(page)).to_contain_text("City: Aktau")
    keyed(page, "filter_city").get_by_role("combobox").focus()
    page.keyboard.press("Backspace")
    address_says(page)
    expect(counts(page)).to_contain_text("all 36 events")


def test_a_day_is_typed_with_the_keyboard(page: Page) -> None:
    """Eight digits and Tab: no calendar has to be opened."""
    visit(page, "timeline")
    open_filters(page)
    _tab_until(page, "filter_from")
    page.keyboard.type("20220107")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    address_says(page, **{"from": "2022-01-07"})
    expect(counts(page)).to_contain_text("From Fri 7 Jan 2022")


def test_the_table_opens_with_the_keyboard(page: Page) -> None:
    """The table stands in for the chart, so it must open without a mouse."""
    visit(page, "casualties")
    summary = keyed(page, "table-family").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(keyed(page, "table-family").locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_can_be_seen(open_page: OpenPage, scheme: str) -> None:
    """Without a visible focus the keyboard is a walk in the dark."""
    page = visit(open_page(scheme=scheme), "casualties")
    open_filters(page)
    _start_over(page)
    item = section(page, "casualties_ledger").locator("td:has([data-item])").first
    for key, holder in (
        ("section-masthead", keyed(page, "page-links")),
        ("filter_q", keyed(page, "filter_q")),
        (ITEM, item),
    ):
        bring(holder)
        before = picture(holder)
        _tab_until(page, key)
        bring(holder)
        until(f"the focus on {key} to show", lambda at=holder, was=before: _differs(picture(at), was), 5)


def _differs(now: np.ndarray, before: np.ndarray) -> bool:
    """Whether more has changed than a caret that blinks."""
    return now.shape != before.shape or (np.abs(now - before).sum(axis=2) > 30).sum() > 100
