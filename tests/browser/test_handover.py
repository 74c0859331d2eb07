"""From the facts that the server sent to the app: one change within one frame, without a flash, a shift or a double."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, Server
from tests.browser.steps import LEAD, PATHS, visit

WATCH = """
window.headings = []
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value }))
    .observe({type: 'layout-shift', buffered: true})
const note = () => {
    const headings = [...document.querySelectorAll('h1')].filter(
        each => each.checkVisibility({visibilityProperty: true, opacityProperty: true}) && each.textContent.trim())
    const seen = headings.map(each => ({
        text: each.textContent.trim(), top: Math.round(each.getBoundingClientRect().top),
        prerendered: Boolean(each.closest('#prerendered')),
    }))
    const now = JSON.stringify(seen)
    if (window.headings.at(-1) !== now) window.headings.push(now)
}
const look = () => { note(); requestAnimationFrame(look) }
document.addEventListener('readystatechange', note)
requestAnimationFrame(look)
"""
"""Notes at every frame which headings a reader sees, and where; and once when the page is parsed, before its scripts
run, since a machine that is busy draws no frame between the two. Adds up the browser's own layout shifts."""

FRAMES = "() => window.headings.map(each => JSON.parse(each))"
FILTERS: tuple[dict[str, str], ...] = ({}, {"city": "almaty"})
NOTHING_PRERENDERED = (
    "() => !document.getElementById('prerendered') && !document.documentElement.classList.contains('prerendered-shown')"
)
MOST_SHIFT = 0.02
"""The most that layout shifts may add up to; from 0.1 on a page counts as one that jumps."""

CASES = [
    (path, width, query)
    for number, path in enumerate(PATHS)
    for width, query in ((1280, FILTERS[number % 2]), (390, FILTERS[1 - number % 2]))
]
"""Every page at both widths, one of them under a filter."""


def frames(page: Page) -> list[list[dict[str, Any]]]:
    """What was seen, frame by frame, from the first heading on."""
    seen: list[list[dict[str, Any]]] = page.evaluate(FRAMES)
    return [frame for n, frame in enumerate(seen) if n or frame]


@pytest.mark.parametrize(("path", "width", "query"), CASES)
def test_the_heading_stands_from_the_first_frame_to_the_last(
    open_page: OpenPage, path: str, width: int, query: dict[str, str]
) -> None:
    """A page that goes blank, jumps or stands there twice while the app starts loses the reader's place."""
    page = open_page(width=width, fresh=True)
    page.add_init_script(WATCH)
    visit(page, path, **query)
    page.wait_for_function(NOTHING_PRERENDERED)
    seen = frames(page)
    assert seen[0][0]["prerendered"], "the app came before the prerendered page"
    assert [len(frame) for frame in seen] == [1] * len(seen), "no heading, or two of them"
    assert len({frame[0]["text"] for frame in seen}) == 1
    tops = [frame[0]["top"] for frame in seen]
    assert max(tops) - min(tops) <= 1, tops
    assert page.evaluate("window.shifted") <= MOST_SHIFT


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


def test_a_section_whose_script_is_blocked_leaves_the_facts_and_says_so(browser: Browser, server: Server) -> None:
    """A filter between reader and server that holds back one script would leave a page of error boxes."""
    page = browser.new_context(base_url=server.url).new_page()
    page.route("**/fragment.js", lambda route: route.abort())
    page.goto("/casualties?city=almaty")
    facts = page.locator("#prerendered")
    expect(facts.get_by_role("status")).to_contain_text("could not be loaded")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    expect(facts.get_by_role("cell", name="City officials in Almaty").first).to_be_visible()
    facts.get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline?city=almaty")
    expect(facts.get_by_role("heading", level=1)).to_contain_text("events")
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
    page.add_init_script(WATCH)
    page.goto(f"/?item={LEAD}.arrests-3800", wait_until="commit")
    source = page.locator("#prerendered").get_by_role("region", name="Source")
    expect(source.get_by_role("link", name="Open the article here")).to_be_attached()
    expect(page.get_by_role("dialog")).to_contain_text("more than 3,800")
    page.wait_for_function(NOTHING_PRERENDERED)
