"""One page on paper, and one visual in another site's frame, as a browser prints and shows them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from data.tables.archive import open_archive
from data.tables.known_on import report_days
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from publishing.snapshot.one_page import one_page
from tests.browser.conftest import PATIENCE, Server
from tests.browser.test_axe import violations

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


def test_the_sheet_and_the_same_as_text_have_no_violation(paper: Page) -> None:
    """Guards against a sheet that a screen reader cannot read, or a table that a phone cannot show."""
    archive = open_archive()
    paper.set_content(one_page(view_of(read_address("casualties", {}, archive)), permalink=PERMALINK))
    for width in (1280, 320):
        paper.set_viewport_size({"width": width, "height": 800})
        assert violations(paper)[0] == [], width
    assert paper.evaluate("document.documentElement.scrollWidth") <= 320
    expect(paper.locator(".sheet")).to_be_hidden()


def test_a_second_sheet_is_found(paper: Page) -> None:
    """Shows that the count of sheets counts them."""
    html = '<style>@page{size:A4}</style><p>one</p><p style="break-before:page">two</p>'
    assert pages_of(paper, html) == 2


IN_THE_APP = ("casualties", "map", "sides")
"""A table, a drawing and a list: what is as wide as it likes until it is told otherwise."""


@pytest.mark.parametrize(
    ("name", "script"), [*((name, False) for name in BY_NAME), *((name, True) for name in IN_THE_APP)]
)
def test_a_visual_is_readable_in_a_frame_of_320_pixels(
    browser: Browser, server: Server, name: str, script: bool
) -> None:
    """Guards against a frame in an article on a phone that has to be scrolled sideways, or has our menu in it."""
    profile = browser.new_context(viewport={"width": 320, "height": 720}, java_script_enabled=script)
    profile.set_default_timeout(PATIENCE)
    page = profile.new_page()
    page.goto(f"{server.url}/{BY_NAME[name].path}?embed=true&known_on=2022-12-20")
    if script:
        expect(page.locator("#prerendered")).to_have_count(0)
    visual = page.locator(".embed")
    expect(visual.get_by_role("heading", level=1)).to_be_visible()
    link = visual.get_by_role("link", name="all of it")
    expect(link).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    edges = [box["x"] + box["width"] for box in (visual.bounding_box(), link.bounding_box()) if box]
    assert max(edges) <= 320
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert visual.evaluate("it => it.scrollWidth <= it.clientWidth + 1")
        assert violations(page)[0] == []
        with page.expect_popup() as opened:
            link.click()
        assert "embed" not in opened.value.url
        assert "known_on=2022-12-20" in opened.value.url
    profile.close()


@contextmanager
def article_on_another_port(html: str) -> Iterator[str]:
    """The address of an article on a site of its own: another port of this machine is another site."""

    class Article(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Article) as site:
        thread = Thread(target=site.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
        thread.join()


def test_a_frame_is_shown_by_our_own_site_and_refused_to_one_that_is_not_named(
    browser: Browser, server: Server
) -> None:
    """Guards against a frame that is refused without the header that Share tells about, or that anybody may show."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    html = FRAME.format(src=f"{server.url}/map?embed=true")
    visual = page.frame_locator("iframe").locator(".embed").first
    page.route(f"{server.url}/article", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{server.url}/article")
    expect(visual).to_be_visible()
    with article_on_another_port(html) as article:
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(article)
        expect(visual).to_have_count(0)
    page.close()
