"""One page on paper, and one visual in another site's frame, as a browser prints and shows them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from data.tables.archive import open_archive
from data.tables.known_on import report_days
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from publishing.snapshot.one_page import one_page
from tests.browser.conftest import PATIENCE, Server

PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")
PERMALINK = "https://news.example/kazakhstan/?known_on=2022-12-20&dataset=abc"
FRAME = """<!doctype html><title>Article</title><h1>Article</h1>
<iframe src="{src}" title="Visual" width="320" height="720" style="border:0"></iframe>"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page that is printed, with the network off."""
    profile = browser.new_context(offline=True)
    yield profile.new_page()
    profile.close()


def pages_of(page: Page, html: str) -> int:
    """How many sheets a browser prints of a file, at the size that the file asks for."""
    page.set_content(html)
    return len(PAGE_OF_PDF.findall(page.pdf(prefer_css_page_size=True, print_background=True)))


@pytest.mark.parametrize("name", BY_NAME)
def test_every_page_of_every_day_prints_on_one_sheet(paper: Page, name: str) -> None:
    """Guards against a second sheet with one line on it, or one figure that is cut in two."""
    archive = open_archive()
    for day in report_days(archive):
        view = view_of(read_address(BY_NAME[name].path, {"known_on": [day]}, archive))
        assert pages_of(paper, one_page(view, permalink=PERMALINK)) == 1, day


def test_a_second_sheet_is_found(paper: Page) -> None:
    """Shows that the count of sheets counts them."""
    html = '<style>@page{size:A4}</style><p>one</p><p style="break-before:page">two</p>'
    assert pages_of(paper, html) == 2


@pytest.mark.parametrize("script", [False, True], ids=["without a script", "with the app"])
@pytest.mark.parametrize("name", BY_NAME)
def test_a_visual_is_readable_in_a_frame_of_320_pixels(
    browser: Browser, server: Server, name: str, script: bool
) -> None:
    """Guards against a frame in an article on a phone that has to be scrolled sideways, or has our menu in it."""
    profile = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=script)
    profile.set_default_timeout(PATIENCE)
    page = profile.new_page()
    page.goto(f"{server.url}/{BY_NAME[name].path}?embed=true&known_on=2022-12-20")
    page.set_viewport_size({"width": 320, "height": 720})
    if script:
        expect(page.locator("#prerendered")).to_have_count(0)
    visual = page.locator(".embed")
    expect(visual.get_by_role("heading", level=1)).to_be_visible()
    expect(visual.get_by_role("link", name="all of it")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator(".embed").evaluate("it => it.scrollWidth <= it.clientWidth + 1")
    profile.close()


def test_a_site_that_is_not_named_sees_no_dashboard_in_its_frame(browser: Browser, server: Server) -> None:
    """Guards against a frame that is refused without the header that Share tells about."""
    page = browser.new_page()
    page.route("https://other.example/", lambda route: route.fulfill(
        body=FRAME.format(src=f"{server.url}/map?embed=true"), content_type="text/html"))  # fmt: skip
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto("https://other.example/")
    expect(page.locator("iframe")).to_be_visible()
    page.wait_for_function("() => true")
    assert page.frame_locator("iframe").locator(".embed").count() == 0
    page.close()
