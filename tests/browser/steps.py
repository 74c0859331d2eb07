"""What a reader does and sees in a browser, in the words of the tests."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
from PIL import Image
from playwright.sync_api import Download, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from data.queries.selection import FACETS, RANGE

ROOT = Path(__file__).parents[2]
LEAD = "aljazeera-2022-01-07"
RECORD: dict[str, Any] = json.loads((ROOT / "data" / "articles" / f"{LEAD}.json").read_text("utf-8"))

PATHS = ("", "timeline", "map", "casualties", "quotes", "sides", "sources", "corrections")
"""The pages by their place in the address; the first answers at `/` only."""

NAMES = {
    "": "Overview",
    "timeline": "Timeline",
    "map": "Map",
    "casualties": "Casualties and arrests",
    "quotes": "Quotes",
    "sides": "What each side says",
    "sources": "Sources",
    "corrections": "Corrections",
}
"""What the link to each page says."""

VISUALS = {"timeline": "timeline", "map": "map-0"}
"""The keys of the charts that plotly and deck.gl draw."""

TABLES = {
    "": "dated-events",
    "timeline": "events",
    "map": "places",
    "casualties": "family",
    "quotes": "quotes",
    "sides": "sides",
    "sources": "sources",
}

ACCENT = {"light": (0x12, 0x48, 0x8E), "dark": (0x9C, 0xC3, 0xF5)}
"""What marks of the map are filled with in each theme."""

IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]')
    const idle = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('.st-key-filter-bar') && document.querySelector('h1')
        && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
        && [...document.querySelectorAll('[data-testid^="stBidiComponent"]')].every(
            section => section.querySelector('.page[data-drawn]'))
    window.idleFrames = idle ? (window.idleFrames ?? 0) + 1 : 0
    return window.idleFrames > 4
}"""
"""The page stands still: asked once a frame, since a click takes a frame or two to show as running."""

OPENING_SEEN = """
window.headings = []
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value }))
    .observe({type: 'layout-shift', buffered: true})
const note = drawn => {
    const headings = [...document.querySelectorAll('h1')].filter(
        each => each.checkVisibility({visibilityProperty: true, opacityProperty: true}) && each.textContent.trim())
    const seen = headings.map(each => ({
        text: each.textContent.trim(), top: drawn ? Math.round(each.getBoundingClientRect().top) : null,
        prerendered: Boolean(each.closest('#prerendered')),
    }))
    const now = JSON.stringify(seen)
    if (window.headings.at(-1) !== now) window.headings.push(now)
}
const look = () => { note(true); if (!window.seenEnough) requestAnimationFrame(look) }
document.addEventListener('readystatechange', () => note(false))
requestAnimationFrame(look)
"""
"""Notes at every frame which headings a reader sees, and where; and which there are when the page is parsed, before its
scripts run, since a machine that is busy draws no frame between the two: nobody has seen where these stand. Adds up the
browser's own layout shifts."""

NOTHING_PRERENDERED = (
    "() => !document.getElementById('prerendered') && !document.documentElement.classList.contains('prerendered-shown')"
)
MOST_SHIFT = 0.02
"""The most that layout shifts may add up to; from 0.1 on a page counts as one that jumps."""

CLICK_SHOWS_WITHIN = 6_000
"""Milliseconds after which a click on a map that changed no address was none."""

DOWNLOAD_WITHIN = 10_000
"""Milliseconds after which a press that saved nothing was none."""

Answer = TypeVar("Answer")


def visit(page: Page, path: str = "", **query: str | list[str]) -> Page:
    """Open a page under filters and wait until it stands."""
    page.goto(f"/{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""))
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the script has run and nothing on the page is of an earlier run."""
    page.evaluate("() => { window.idleFrames = 0 }")
    page.wait_for_function(IDLE)
    return page


@dataclass(frozen=True)
class Opening:
    """What was seen while a page opened: the headings of each frame, and the sum of the browser's layout shifts."""

    headings: list[list[dict[str, Any]]]
    shifted: float


def opening_of(page: Page) -> Opening:
    """What OPENING_SEEN has noted until the app has taken over; it stops then."""
    page.wait_for_function(NOTHING_PRERENDERED)
    headings, shifted = page.evaluate(
        "() => { window.seenEnough = true; return [window.headings.map(each => JSON.parse(each)), window.shifted] }"
    )
    return Opening([frame for n, frame in enumerate(headings) if n or frame], shifted)


def stood_still(opening: Opening, text: str | None = None) -> None:
    """Assert that one heading, prerendered at first, with the same words, stood at one place in every frame."""
    seen = opening.headings
    assert seen[0][0]["prerendered"], "the app came before the prerendered page"
    assert [len(frame) for frame in seen] == [1] * len(seen), "no heading, or two of them"
    assert {frame[0]["text"] for frame in seen} == {text or seen[0][0]["text"]}
    tops = [frame[0]["top"] for frame in seen if frame[0]["top"] is not None]
    assert max(tops) - min(tops) <= 1, tops
    assert opening.shifted <= MOST_SHIFT


def keyed(page: Page, key: str) -> Locator:
    """The element that was given this key."""
    return page.locator(f".st-key-{key}")


def section(page: Page, name: str) -> Locator:
    """A section of HTML by the name of its template."""
    return keyed(page, f"section-{name}")


def counts(page: Page) -> Locator:
    """The line that says how much is shown."""
    return keyed(page, "filter-bar").locator("p", has_text="Showing")


def query_of(page: Page) -> dict[str, list[str]]:
    """The parameters in the address."""
    return parse_qs(urlsplit(page.url).query)


FOLLOWED = """keys => {
    const link = document.querySelector('.st-key-page-links a[aria-current]')
    if (!link) return true  // presented stories have no links between pages
    const [shown, asked] = [link.href, location.href].map(each => new URL(each).searchParams)
    return keys.every(key => shown.getAll(key).toSorted().join() === asked.getAll(key).toSorted().join())
}"""
"""The page shows what its address asks for: its links to pages have the filters of what was drawn last."""


def address_says(page: Page, **query: str | list[str]) -> None:
    """Wait until the address has exactly these parameters, and the page has followed it."""
    wanted = {key: [value] if isinstance(value, str) else value for key, value in query.items()}
    try:
        page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == wanted)
    except PlaywrightTimeout as error:
        raise AssertionError(f"the address is {page.url}, not {wanted}") from error
    page.wait_for_function(FOLLOWED, arg=[*FACETS, *RANGE, "q"])
    settled(page)


STILL = """element => new Promise(resolve => {
    let before = ''
    const look = () => {
        const {x, y} = element.getBoundingClientRect()
        const now = `${x},${y}`
        now === before ? resolve() : requestAnimationFrame(look)
        before = now
    }
    look()
})"""


def bring(element: Locator) -> Locator:
    """Scroll an element into view and wait until it stands still: a list that opens while it moves closes again."""
    element.scroll_into_view_if_needed()
    element.evaluate(STILL)
    return element


def open_filters(page: Page) -> None:
    """Open the filters, if they are closed."""
    details = keyed(page, "filters").locator("details")
    if details.get_attribute("open") is None:
        bring(details.locator("summary")).click()
    expect(keyed(page, "filter_q").get_by_role("searchbox")).to_be_visible()
    settled(page)


@contextmanager
def opened_table(page: Page, name: str) -> Iterator[Locator]:
    """The table behind a visual, opened in its expander and closed again."""
    expander = keyed(page, f"table-{name}")
    bring(expander.locator("summary")).click()
    expect(expander.locator("tbody tr").first).to_be_visible()
    settled(page)
    yield expander
    bring(expander.locator("summary")).click()
    expect(expander.locator("tbody")).to_be_hidden()
    settled(page)


def choose(page: Page, key: str, label: str) -> None:
    """Choose a value in one of the filters that take several."""
    open_filters(page)
    bring(keyed(page, f"filter_{key}")).get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile(rf"^{re.escape(label)} \(")).click()
    page.keyboard.press("Escape")


def type_day(page: Page, key: str, day: str) -> None:
    """Type a day into a date filter and leave it."""
    open_filters(page)
    parts = keyed(page, f"filter_{key}").get_by_role("spinbutton")
    parts.first.click()
    page.keyboard.type(day.replace("-", ""))
    page.get_by_role("heading", level=1).click()


def search_for(page: Page, words: str) -> None:
    """Type into the text search and press Enter."""
    open_filters(page)
    box = keyed(page, "filter_q").get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")


def drawer(page: Page) -> Locator:
    """The drawer with an item's source."""
    return page.get_by_role("dialog")


def picture(element: Locator) -> np.ndarray:
    """An element's pixels as height × width × (red, green, blue)."""
    return np.asarray(Image.open(io.BytesIO(element.screenshot())).convert("RGB")).astype(int)


def until(what: str, ask: Callable[[], Answer], seconds: float = 15) -> Answer:
    """Ask again and again until the answer is something, as `expect` does for what is no element."""
    deadline = monotonic() + seconds
    while not (answer := ask()):
        assert monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
    return answer


def marks(element: Locator, colour: tuple[int, int, int], at_least: int = 60) -> list[tuple[float, float, int]]:
    """Marks of a colour in a picture: the middle of each and its number of pixels, the largest first.

    Marks that stand above one another count as one: good enough to find a city on a map.
    """
    near = np.abs(picture(element) - np.array(colour)).sum(axis=2) < 70
    columns = near.sum(axis=0)
    found = []
    for start, end in _runs(columns > 0):
        pixels = int(columns[start:end].sum())
        if pixels >= at_least:
            rows = np.flatnonzero(near[:, start:end].any(axis=1))
            found.append(((start + end) / 2, float(rows.mean()), pixels))
    return sorted(found, key=lambda mark: -mark[2])


def _runs(flags: np.ndarray) -> Iterator[tuple[int, int]]:
    """Stretches of True as (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def find_mark(page: Page, key: str, n: int, colour: tuple[int, int, int]) -> tuple[float, float]:
    """The middle of the nth largest mark on a map, once it is drawn."""
    canvas = keyed(page, key).locator("canvas").first
    canvas.scroll_into_view_if_needed()
    x, y, _ = until(f"mark {n + 1} on {key}", lambda: marks(canvas, colour)[n : n + 1])[0]
    return x, y


def click_map(page: Page, key: str, at: tuple[float, float]) -> None:
    """Point at a mark until the map names it, then click until the address follows.

    Without a graphics card the first time that a map looks up what is under the pointer takes a second, and on a busy
    machine so may any later time. In the middle of a click that makes it a long press, which is no click to deck.gl: a
    reader whose click did nothing clicks again. A click that did something is never repeated, since the second one on
    the same mark takes the filter back.
    """
    canvas = keyed(page, key).locator("canvas").first
    position = {"x": at[0], "y": at[1]}
    tooltip = keyed(page, key).locator(".deck-tooltip")
    before = page.url

    def named() -> bool:
        canvas.hover(position={"x": at[0] + 1, "y": at[1]})
        canvas.hover(position=position)
        return tooltip.is_visible()

    def followed() -> bool:
        until("the map to name what is pointed at", named)
        canvas.click(position=position)
        try:
            page.wait_for_url(lambda url: url != before, timeout=CLICK_SHOWS_WITHIN)
        except PlaywrightTimeout:
            settled(page)
        return page.url != before

    until("the address to follow a click on the map", followed, seconds=40)


def saved_by(page: Page, button: Locator) -> Download:
    """Press a button that saves a file, and return the file.

    On a busy machine about one press in a hundred saves nothing and says nothing; whoever reads presses again.
    """
    try:
        with page.expect_download(timeout=DOWNLOAD_WITHIN) as download:
            bring(button).click()
    except PlaywrightTimeout:
        with page.expect_download() as download:
            button.click()
    return download.value


def bars(page: Page, key: str) -> Locator:
    """The bars of a plotly figure, without those that are decoration."""
    return keyed(page, key).locator(".barlayer .point path")


def click_on(page: Page, mark: Locator) -> None:
    """Click the middle of a mark in a figure: plotly lays a surface over its marks, which takes the click."""
    expect(mark).to_be_attached()
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def expect_bars(page: Page, key: str) -> None:
    """Wait for a figure's bars, and refuse one without any that has a size."""
    expect(bars(page, key).first).to_be_attached()
    sizes = [box for bar in bars(page, key).all() if (box := bar.bounding_box())]
    assert any(box["width"] > 4 and box["height"] > 4 for box in sizes), f"{key} has no bar that one can see"
