"""From the facts that the server sent to the app: one change within one frame, without a flash, a shift or a double."""

import re
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, Route, expect

from data.tables.archive import open_archive
from hosting.first_pages import held_routes
from tests.browser.conftest import Opened, OpenPage, Server
from tests.browser.steps import LEAD, NOTHING_PRERENDERED, OPENING_SEEN, opening_of, stood_still, visit

STREAMLIT_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


def test_the_heading_stands_from_the_first_frame_to_the_last_on_a_screen(on_screen: Opened) -> None:
    """A page that goes blank, jumps or stands there twice while the app starts loses the reader's place."""
    stood_still(on_screen.opening)


def test_the_heading_stands_from_the_first_frame_to_the_last_on_a_phone(on_phone: Opened) -> None:
    """On a phone the controls above the heading stand in other places, and a jump is a larger part of the screen."""
    stood_still(on_phone.opening)


@pytest.mark.parametrize(("path", "width"), [("", 1280), ("casualties", 390), ("timeline", 1280)])
def test_the_heading_stands_still_under_a_filter(open_page: OpenPage, path: str, width: int) -> None:
    """Under a filter a page has controls and a line more, for which room must have been kept."""
    page = open_page(width=width, fresh=not path)
    page.add_init_script(OPENING_SEEN)
    visit(page, path, city="almaty")
    stood_still(opening_of(page))


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


@pytest.mark.parametrize("missing", ["fragment.js", "page.css"])
def test_a_section_whose_script_or_style_is_blocked_leaves_the_facts_and_says_so(
    browser: Browser, server: Server, missing: str
) -> None:
    """A filter between reader and server that holds back one file would leave a page of error boxes, or of heaps."""
    page = browser.new_context(base_url=server.url).new_page()
    page.route(f"**/{missing}*", lambda route: route.abort())
    page.goto("/casualties?city=almaty")
    facts = page.locator("#prerendered")
    expect(facts.get_by_role("status")).to_contain_text("could not be loaded")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    expect(facts.get_by_role("cell", name="City officials in Almaty").first).to_be_visible()
    facts.get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline?city=almaty")
    expect(facts.get_by_role("heading", level=1)).to_contain_text("events")
    page.context.close()


def test_the_heading_stands_still_when_the_style_comes_last(open_page: OpenPage) -> None:
    """On a slow line the app’s sections are there before their style: without it they stand below each other."""
    page = open_page(fresh=True)
    page.add_init_script(OPENING_SEEN)

    def late(route: Route) -> None:
        answer = route.fetch()
        page.wait_for_selector("#root .page[data-drawn]", state="attached")
        route.fulfill(response=answer)

    page.route(re.compile(r"/page\b.*\.css"), late)
    visit(page, "corrections")
    stood_still(opening_of(page))


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
    page.add_init_script(OPENING_SEEN)
    page.goto(f"/?item={LEAD}.arrests-3800", wait_until="commit")
    source = page.locator("#prerendered").get_by_role("region", name="Source")
    expect(source.get_by_role("link", name="Open the article here")).to_be_attached()
    expect(page.get_by_role("dialog")).to_contain_text("more than 3,800")
    page.wait_for_function(NOTHING_PRERENDERED)


@pytest.mark.parametrize("width", [390, 1280])
def test_where_the_app_waits_a_page_is_read_and_the_app_opens_at_a_click(
    browser: Browser, server: Server, width: int
) -> None:
    """Guards against a crowd that reads nothing, and against a page that never becomes interactive again."""
    page = browser.new_context(base_url=server.url, viewport={"width": width, "height": 844}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    held = held_routes(STREAMLIT_PAGE.read_text("utf-8"), root="")["/casualties"](open_archive(), b"city=almaty", "")

    def sent_held(route: Route) -> None:
        headers = route.fetch().headers
        route.fulfill(body=held.plain.body, content_type="text/html", headers={**headers, "content-encoding": ""})

    page.route(re.compile(r"/casualties\?city=almaty$"), sent_held)
    page.goto("/casualties?city=almaty")
    expect(page.get_by_role("cell", name="City officials in Almaty").first).to_be_visible()
    start = page.get_by_role("button", name="Open it")
    expect(start).to_be_in_viewport(ratio=1)
    assert not [address for address in asked if "/static/js/" in address]
    start.click()
    page.wait_for_function(NOTHING_PRERENDERED)
    expect(page.get_by_role("heading", level=1)).to_contain_text("City officials in Almaty")
    expect(page.get_by_role("button", name="Take away")).to_be_visible()
    page.context.close()
