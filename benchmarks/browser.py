"""What a reader waits for, in a real Chromium: bytes of a first visit, readable figures, a filter that has settled."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.bare.app import KEY_FIGURES
from benchmarks.line import Line
from benchmarks.servers import Server
from benchmarks.sessions import PAGES
from data import queries
from data.figures.latest import headline_figures
from data.figures.row_types import StatementRow
from data.tables.archive import archive_from_records

SLOW_LINE = 1_600_000
"""Bits per second: what browsers' developer tools call slow 4G."""

SLOW_ROUND_TRIP = 0.150
QUIET = 1.0
"""Seconds without a byte after which a visit has ended."""

STILL_MS = 150
"""Milliseconds without a change of the page after which it has settled; they are not counted."""

PATIENCE_MS = 120_000

CHART = "[data-testid=stPlotlyChart] .main-svg"
MAP = "[data-testid=stDeckGlJsonChart] canvas"
VISUALS = {
    "overview": (CHART, MAP), "timeline": (CHART,), "map": (MAP,), "casualties": (CHART,), "quotes": (CHART,),
}  # fmt: skip
"""What has to be drawn before a page counts as there."""

FILTERS = {"ours": (".st-key-filter_city", "Almaty"), "bare": (".st-key-city", "City 0")}
"""The first filter of every page, and the value of it that is chosen."""

WHEN_READABLE = """
words => {
  window.readableAt = null;
  const found = () => {
    const shown = document.body?.innerText ?? "";
    return words.every(word => shown.includes(word));
  };
  const look = () => {
    if (found()) requestAnimationFrame(() => { window.readableAt = performance.now(); });
    else setTimeout(look, 20);
  };
  look();
}
"""

HEAR_THE_SERVER = """
() => {
  // Counts what the server reports as finished: field 6 of ForwardMsg, script_finished, unless it is 2, "early".
  window.finished = 0;
  const read = bytes => {
    let at = 0;
    const varint = () => {
      let value = 0, scale = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = varint(), value = varint();
      if (tag === 6 << 3 && value !== 2) window.finished += 1;
      if ((tag & 7) === 2) at += value;
    }
  };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", event => event.data instanceof ArrayBuffer && read(new Uint8Array(event.data)));
    }
  };
}
"""

WATCH_CHANGES = """
() => {
  window.lastChange = window.chosenAt = window.finishedBefore = 0;
  new MutationObserver(() => { window.lastChange = performance.now(); })
    .observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const chosen = () => {
    window.chosenAt = window.lastChange = performance.now();
    window.finishedBefore = window.finished;
  };
  addEventListener("pointerdown", chosen, {capture: true});
  addEventListener("keydown", event => event.key.startsWith("Arrow") && chosen(), {capture: true});
}
"""

SETTLED = """
still => window.finished > window.finishedBefore
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
  && performance.now() - window.lastChange > still
  && window.lastChange - window.chosenAt
"""


@dataclass(frozen=True)
class Chromium:
    """The browser that everything here is measured in."""

    browser: Browser

    @contextmanager
    def visitor(self) -> Iterator[BrowserContext]:
        """Somebody with an empty cache."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context
        finally:
            context.close()


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The Chromium that CHROMIUM names, else the system's, else Playwright's own."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named or None, args=["--no-sandbox"])
        try:
            yield Chromium(browser)
        finally:
            browser.close()


def key_figures(name: str) -> list[str]:
    """The words that are to be readable on Overview: every key figure and whom it counts."""
    if name == "bare":
        return list(KEY_FIGURES)
    claims = queries.rows(headline_figures(archive_from_records()), StatementRow)
    return [words for claim in claims for words in (claim["value_text"], claim["population"]) if words]


def first_visit_bytes(chrome: Chromium, server: Server) -> dict[str, float]:
    """Bytes that come from the server until a page and its visuals are there, each page with an empty cache."""
    sizes: dict[str, float] = {}
    for page_name in PAGES:
        with Line(server.port) as line, chrome.visitor() as visitor:
            page = visitor.new_page()
            page.goto(line.url + path(page_name))
            _drawn(page, page_name)
            while time.monotonic() - line.last_byte < QUIET:
                page.wait_for_timeout(100)
            sizes[page_name] = float(line.down)
    return sizes


def until_readable(chrome: Chromium, server: Server, words: Sequence[str], *, slow: bool) -> tuple[float, float]:
    """Seconds from the start of a first visit of Overview until all of `words` are readable, and the bytes by then.

    The bytes count on the slow line alone; they are read at most 10 ms, 2 kB on that line, after the moment.
    """
    speed = SLOW_LINE if slow else None
    round_trip = SLOW_ROUND_TRIP if slow else 0.0
    with Line(server.port, bits_per_second=speed, round_trip=round_trip) as line, chrome.visitor() as visitor:
        page = visitor.new_page()
        page.add_init_script(f"({WHEN_READABLE})({json.dumps(words)})")
        page.goto((line.url if slow else server.url) + path(PAGES[0]), wait_until="commit")
        page.wait_for_function("() => window.readableAt", polling=10)
        down = line.down
        return float(page.evaluate("() => window.readableAt")) / 1000, float(down)


def filter_times(chrome: Chromium, server: Server, *, repeats: int) -> dict[str, float]:
    """Median seconds from choosing a value in a page's first filter, or dropping it, until the page has settled."""
    return _times(chrome, server, lambda page, _: _changed(page, server.name), repeats=repeats)


def step_times(chrome: Chromium, server: Server, *, repeats: int) -> dict[str, float]:
    """Median seconds from → or ← until a page of ours has settled on the day before or after; from 9 January on."""
    return _times(chrome, server, _stepped, repeats=repeats, query="?known_on=2022-01-09")


def _times(
    chrome: Chromium, server: Server, change: Callable[[Page, int], float], *, repeats: int, query: str = ""
) -> dict[str, float]:
    """Median seconds that a change takes on each page; `change` makes the nth of them and returns its seconds."""
    times: dict[str, float] = {}
    with chrome.visitor() as visitor:
        page = visitor.new_page()
        page.add_init_script(f"({HEAR_THE_SERVER})()")
        for page_name in PAGES:
            page.goto(server.url + path(page_name) + query)
            _drawn(page, page_name)
            page.wait_for_timeout(500)
            page.evaluate(WATCH_CHANGES)
            seconds = [change(page, n) for n in range(2 * repeats + 2)]
            times[page_name] = median(seconds[2:])  # the first choice fetches the menu's code
    return times


def _changed(page: Page, name: str) -> float:
    """Choose the value, or clear the filter where it is chosen, and wait until the page has settled."""
    selector, value = FILTERS[name]
    clear = page.locator(f"{selector} button[aria-label^=Clear]")
    if clear.count():
        clear.click()
    else:
        page.locator(f"{selector} button[aria-haspopup=listbox]").click()
        page.locator("[role=option]").filter(has_text=value).first.click()
    settled = page.wait_for_function(SETTLED, arg=STILL_MS)
    seconds = float(settled.json_value()) / 1000
    page.wait_for_timeout(300)
    while page.locator("[role=listbox]").count():  # the menu stays open for a second choice
        page.mouse.click(3, 3)
        page.wait_for_timeout(300)
    return seconds


def _stepped(page: Page, n: int) -> float:
    """Press → and ← in turn and wait until the page has settled."""
    page.keyboard.press("ArrowLeft" if n % 2 else "ArrowRight")
    settled = page.wait_for_function(SETTLED, arg=STILL_MS)
    page.wait_for_timeout(300)
    return float(settled.json_value()) / 1000


def _drawn(page: Page, page_name: str) -> None:
    """Wait until a page's script has ended and its visuals are drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    for visual in VISUALS[page_name]:
        page.locator(visual).first.wait_for(state="visible")


def path(page_name: str) -> str:
    """Where a page answers."""
    return "/" if page_name == PAGES[0] else f"/{page_name}"
