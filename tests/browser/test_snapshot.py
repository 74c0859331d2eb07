"""A snapshot as its reader opens it: from disk, with the network off, with and without JavaScript, and on paper."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from data.tables.archive import open_archive
from data.views.reading import read_address
from publishing.snapshot.page import snapshot
from tests.browser.conftest import PATIENCE
from tests.browser.steps import LEAD
from tests.browser.test_axe import LOOKS, RULES, violations

VIEWS: dict[str, dict[str, list[str]]] = {
    "everything": {"known_on": ["2022-12-20"]},
    "one figure": {"item": [f"{LEAD}.arrests-3800"], "city": ["almaty"]},
}
A4 = (595, 842)
"""Points."""

MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")

OpenFile = Callable[..., Page]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Snapshots of the views, on disk."""
    folder = tmp_path_factory.mktemp("snapshots")
    paths = {}
    for n, (name, query) in enumerate(VIEWS.items()):
        paths[name] = folder / f"view-{n}.html"
        html = snapshot(read_address("", query, open_archive()), permalink="https://news.example/?known_on=2022-12-20")
        paths[name].write_text(html, "utf-8")
    return paths


@pytest.fixture
def open_file(browser: Browser, files: dict[str, Path]) -> Iterator[OpenFile]:
    """Opens a snapshot with the network off: `open_file("everything", width=390, java_script_enabled=False)`.

    At the end the test fails for every error in a console, and for every request but that for the file itself.
    """
    requests: list[str] = []
    errors: list[str] = []
    with ExitStack() as closing:

        def open_it(view: str = "everything", *, width: int = 1280, **how: Any) -> Page:
            profile = browser.new_context(offline=True, viewport={"width": width, "height": 900}, **how)
            closing.callback(profile.close)
            profile.set_default_timeout(PATIENCE)
            page = profile.new_page()
            page.on("request", lambda request: requests.append(request.url))
            page.on("console", lambda message: errors.append(message.text))
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(files[view].as_uri())
            return page

        yield open_it
    assert errors == []
    own = {path.as_uri() for path in files.values()}
    assert [url for url in requests if url.partition("#")[0] not in own] == []


@pytest.mark.parametrize("view", VIEWS)
def test_it_opens_from_disk_with_the_network_and_javascript_off(open_file: OpenFile, view: str) -> None:
    """Guards against a file that is blank, or waits for a host, for the reader with the bad line it was made for."""
    page = open_file(view, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    for name in ("Timeline", "Map", "Quotes", "Sources"):
        link = page.get_by_role("navigation", name="Contents").get_by_role("link", name=name, exact=True)
        link.click()
        target = page.locator(link.get_attribute("href") or "")
        expect(target.get_by_role("heading", level=1)).to_be_in_viewport()
    page.locator("#timeline .tl-item a").first.click()
    record = page.locator(".sn-record:target")
    expect(record).to_be_in_viewport()
    expect(record.get_by_role("link")).to_have_attribute("href", re.compile("^https://.*#:~:text="))
    expect(page.locator("#map svg.map-wide")).to_be_visible()
    expect(page.locator("#map svg.map-narrow")).to_be_hidden()


def test_an_opened_item_is_what_is_seen_first(open_file: OpenFile) -> None:
    """Guards against a source that stands below everything else."""
    page = open_file("one figure", java_script_enabled=False)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Arrested: more than 3,800")
    expect(page.get_by_role("link", name="Open the article here").first).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_screen(open_file: OpenFile, width: int) -> None:
    """Guards against a page that has to be pushed sideways to be read; a wide table scrolls in its own box."""
    page = open_file(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wider = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(element =>
            !element.closest('.scrolls, svg, .skip, .hidden') && element.getBoundingClientRect().right > innerWidth + 1
        ).map(element => element.outerHTML.slice(0, 200))"""
    )
    assert wider == []
    expect(page.locator("#map svg.map-narrow")).to_be_visible(visible=width == 390)


@pytest.mark.parametrize("width", [1280, 390])
def test_words_in_a_chart_stay_in_it_and_apart(open_file: OpenFile, width: int) -> None:
    """Guards against titles that run over the next one or out of the picture, in letters wider than was reckoned."""
    page = open_file(width=width)
    found = page.evaluate(
        """() => [...document.querySelectorAll('svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
            const box = svg.getBoundingClientRect()
            const texts = [...svg.querySelectorAll('text')]
            const words = texts.map(each => [each.textContent, each.getBoundingClientRect()])
            const out = words.filter(([, at]) => at.left < box.left - 8 || at.right > box.right + 8)
            const over = words.filter(([, a], n) => words.slice(n + 1).some(([, b]) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5))
            return [...out.map(([text]) => `out: ${text}`), ...over.map(([text]) => `over: ${text}`)]
        })"""
    )
    assert found == []


def test_it_has_no_violation(open_file: OpenFile) -> None:
    """Guards against a page that some readers cannot read, at both widths and in both themes."""
    page = open_file("one figure")
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page, rules=RULES[scheme])[0] == [], f"{scheme}, at {width} px"


def test_it_prints_on_sheets_of_a4(open_file: OpenFile) -> None:
    """Guards against a print that is cut at the right edge, or set on another size of paper."""
    page = open_file("one figure", java_script_enabled=False, color_scheme="dark")
    sheets = [
        (round(float(width)), round(float(height)))
        for width, height in MEDIA_BOX.findall(page.pdf(prefer_css_page_size=True, print_background=True))
    ]
    assert 4 < len(sheets) < 45
    assert set(sheets) == {A4}


def test_on_paper_it_is_dark_on_white_and_nothing_is_cut(open_file: OpenFile) -> None:
    """Guards against a page of black ink from a reader's dark theme, and against tables that run off the sheet."""
    page = open_file(color_scheme="dark", width=680)  # the width of an A4 sheet within its margins
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(22, 24, 27)"]
    wide = page.evaluate(
        "() => [...document.querySelectorAll('table')].map(each => each.getBoundingClientRect().right)"
        ".filter(right => right > innerWidth + 1)"
    )
    assert wide == []
    folded = "() => [...document.querySelectorAll('details:not([open])')].filter(each => each.checkVisibility()).length"
    assert page.evaluate(folded) == 0, "nothing on paper stands behind a click"
