"""From the facts that the server sent to the app: one change within one frame, without a flash, a shift or a double."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Opened, OpenPage, Server
from tests.browser.steps import HEADINGS_SEEN, LEAD, NOTHING_PRERENDERED, stood_still, visit


def test_the_heading_stands_from_the_first_frame_to_the_last_on_a_screen(on_screen: Opened) -> None:
    """A page that goes blank, jumps or stands there twice while the app starts loses the reader's place."""
    stood_still(on_screen.headings)


def test_the_heading_stands_from_the_first_frame_to_the_last_on_a_phone(on_phone: Opened) -> None:
    """On a phone the controls above the heading stand in other places, and a jump is a larger part of the screen."""
    stood_still(on_phone.headings)


def test_without_javascript_the_facts_are_the_page(browser: Browser, server: Server) -> None:
    """A reader whose phone or newsroom blocks scripts would see nothing at all."""
    page = browser.new_context(base_url=server.url, java_script_enabled=False).new_page()
    page.goto("/casualties?city=almaty")
    facts = page.locator("#prerendered")
    expect(facts).to_be_visible()
    expect(facts.get_by_role("heading", level=1)).to_contain_text("City officials in Almaty")
    expect(facts.get_by_role("cell", name="City officials in Almaty").first).to_be_visible()
    facts.get_by_role("link", name="Timeline").click()
    expect(facts.get_by_role("heading", level=1)).to_contain_text("events")
    assert "city=almaty" in page.url
    page.context.close()


def test_the_app_opens_where_the_reader_had_scrolled_to(open_page: OpenPage) -> None:
    """Somebody who has read half of the rows would be thrown back to the top."""
    page = open_page(fresh=True)
    page.add_init_script(
        "new MutationObserver((_, watch) => { const facts = document.querySelector('.prerendered-shown #prerendered');"
        "if (facts?.scrollHeight > 900) { facts.scrollTop = 240; if (facts.scrollTop) watch.disconnect() } })"
        ".observe(document, {subtree: true, childList: true, attributes: true})"
    )
    visit(page, "timeline")
    page.wait_for_function(NOTHING_PRERENDERED)
    assert page.locator('[data-testid="stMain"]').evaluate("element => element.scrollTop") == 240


def test_an_opened_item_is_told_before_the_app_and_opens_in_it(open_page: OpenPage) -> None:
    """Whoever follows a link to one figure would first see everything but that figure."""
    page = open_page(fresh=True)
    page.add_init_script(HEADINGS_SEEN)
    page.goto(f"/?item={LEAD}.arrests-3800", wait_until="commit")
    source = page.locator("#prerendered").get_by_role("region", name="Source")
    expect(source.get_by_role("link", name="Open the article here")).to_be_attached()
    expect(page.get_by_role("dialog")).to_contain_text("more than 3,800")
    page.wait_for_function(NOTHING_PRERENDERED)
