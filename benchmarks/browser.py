"""What a reader waits for, in a real Chromium: bytes of a first visit, readable words, a filter that has settled."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.line import Line
from benchmarks.servers import Server
from benchmarks.sessions import PAGES

SLOW_LINE = 1_600_000
"""Bits per second: what browsers' developer tools call slow 4G."""

SLOW_ROUND_TRIP = 0.150
QUIET = 1.0
"""Seconds without a byte after which a visit has ended."""

STILL_MS = 150
"""Milliseconds without a change of the page after which it has settled; they are not counted."""

PATIENCE_MS = 120_000
DESK = (1280, 900)
"""Width and height of a window on a desk."""

CHART = "[data-testid=stPlotlyChart] .main-svg"
MAP = "[data-testid=stDeckGlJsonChart] canvas"
TABLE = "[data-testid=stDataFrame] canvas"
VISUALS: dict[str, dict[str, tuple[str, ...]]] = {
    "ours": {"timeline": (CHART,), "map": (MAP,)},
    "plain": {
        "overview": (CHART, MAP), "timeline": (CHART, TABLE), "map": (MAP, TABLE), "casualties": (CHART, TABLE),
        "quotes": (CHART,), "sides": (TABLE,),
    },
}  # fmt: skip
"""What has to be drawn before a page counts as there, beside its sections and texts."""

THERE = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning" && !document.getElementById("prerendered")
    && !document.querySelector("[data-testid=stSkeleton]") && document.querySelector("h1");
}"""
"""The script has ended, and the app has taken over from the first page."""

FILTERS = {"ours": ".st-key-filter_city", "plain": ".st-key-city"}
"""The first filter of every page; in ours it is drawn while FILTER_PANEL is open."""

FILTER_PANEL = ".st-key-filters summary"
CITY = "Almaty"
DAY_CHOICE = ".st-key-known_on"
DAYS = ("09 January 2022", "10 January 2022")
"""Days with reports, which the steps go back and forth between, as the plain dashboard's choice writes them."""

FROM_FIRST_DAY = "?known_on=2022-01-09"

WHEN_READABLE = """
words => {
  window.readableAt = null;
  const found = () => {
    const shown = (document.body?.innerText ?? "").replace(/\\s+/g, " ").toLowerCase();
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
class Readable:
    """When the words that somebody looks for could be read: seconds from the start, and bytes that had come by then."""

    seconds: float
    bytes: float


@dataclass(frozen=True)
class Chromium:
    """The browser that everything here is measured in."""

    browser: Browser

    @contextmanager
    def visitor(self, *, size: tuple[int, int] = DESK) -> Iterator[BrowserContext]:
        """Somebody with an empty cache; `size` is that of the window."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
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


def first_visit_bytes(chrome: Chromium, server: Server) -> dict[str, float]:
    """Bytes that come from the server until a page and its visuals are there, each page with an empty cache."""
    sizes: dict[str, float] = {}
    for page_name in PAGES:
        with Line(server.port) as line, chrome.visitor() as visitor:
            page = visitor.new_page()
            page.goto(line.url + path(page_name))
            drawn(page, server, page_name)
            while time.monotonic() - line.last_byte < QUIET:
                page.wait_for_timeout(100)
            sizes[page_name] = float(line.down)
    return sizes


def until_readable(chrome: Chromium, server: Server, address: str, words: Sequence[str], *, slow: bool) -> Readable:
    """How long a first visit of an address takes until all of `words` can be read; capitals do not count.

    The bytes count on the slow line alone; they are read at most 10 ms, 2 kB on that line, after the moment.
    """
    speed = SLOW_LINE if slow else None
    round_trip = SLOW_ROUND_TRIP if slow else 0.0
    wanted = [" ".join(each.lower().split()) for each in words]
    with Line(server.port, bits_per_second=speed, round_trip=round_trip) as line, chrome.visitor() as visitor:
        page = visitor.new_page()
        page.add_init_script(f"({WHEN_READABLE})({json.dumps(wanted)})")
        page.goto((line.url if slow else server.url) + address, wait_until="commit")
        page.wait_for_function("() => window.readableAt", polling=10)
        down = line.down
        return Readable(float(page.evaluate("() => window.readableAt")) / 1000, float(down))


def filter_times(chrome: Chromium, server: Server, *, repeats: int, pages: Sequence[str] = PAGES) -> dict[str, float]:
    """Median seconds from choosing a value in a page's first filter, or dropping it, until the page has settled."""

    def prepare(page: Page, page_name: str) -> None:
        _open(page, server, page_name)
        if server.name == "ours":
            page.locator(FILTER_PANEL).click()
        page.locator(FILTERS[server.name]).wait_for()

    return _times(chrome, prepare, lambda page, _: _changed(page, server.name), repeats=repeats, pages=pages)


def step_times(chrome: Chromium, server: Server, *, repeats: int) -> dict[str, float]:
    """Median seconds from a step to the day after or before until a page has settled; from 9 January on.

    In ours the steps are → and ←; in the plain dashboard a day is chosen from its list.
    """

    def prepare(page: Page, page_name: str) -> None:
        _open(page, server, page_name, FROM_FIRST_DAY if server.name == "ours" else "")
        if server.name == "plain":
            _choose_day(page, DAYS[0])
            page.wait_for_function(THERE)

    change = _stepped if server.name == "ours" else _day_chosen
    return _times(chrome, prepare, change, repeats=repeats)


def _times(
    chrome: Chromium, prepare: Callable[[Page, str], None], change: Callable[[Page, int], float], *,
    repeats: int, pages: Sequence[str] = PAGES,
) -> dict[str, float]:  # fmt: skip
    """Median seconds that a change takes on each page; `change` makes the nth of them and returns its seconds."""
    times: dict[str, float] = {}
    with chrome.visitor() as visitor:
        page = visitor.new_page()
        page.add_init_script(f"({HEAR_THE_SERVER})()")
        for page_name in pages:
            prepare(page, page_name)
            page.wait_for_timeout(500)
            page.evaluate(WATCH_CHANGES)
            seconds = [change(page, n) for n in range(2 * repeats + 2)]
            times[page_name] = median(seconds[2:])  # the first choice fetches the menu's code
    return times


def _open(page: Page, server: Server, page_name: str, query: str = "") -> None:
    page.goto(server.url + path(page_name) + query)
    drawn(page, server, page_name)


def _changed(page: Page, name: str) -> float:
    """Choose the value, or clear the filter where it is chosen, and wait until the page has settled."""
    clear = page.locator(f"{FILTERS[name]} button[aria-label^=Clear]")
    if clear.count():
        clear.click()
    else:
        page.locator(f"{FILTERS[name]} button[aria-haspopup=listbox]").click()
        page.locator("[role=option]").filter(has_text=CITY).first.click()
    seconds = _settled(page)
    while page.locator("[role=listbox]").count():  # the menu stays open for a second choice
        page.mouse.click(3, 3)
        page.wait_for_timeout(300)
    return seconds


def _stepped(page: Page, n: int) -> float:
    """Press → and ← in turn and wait until the page has settled."""
    page.keyboard.press("ArrowLeft" if n % 2 else "ArrowRight")
    return _settled(page)


def _day_chosen(page: Page, n: int) -> float:
    """Choose the later and the earlier day in turn and wait until the page has settled."""
    _choose_day(page, DAYS[(n + 1) % 2])
    return _settled(page)


def _choose_day(page: Page, day: str) -> None:
    page.locator(DAY_CHOICE).get_by_role("combobox").click()
    page.get_by_role("option", name=day).click()


def _settled(page: Page) -> float:
    """Seconds that the page took to settle after the last click or key."""
    settled = page.wait_for_function(SETTLED, arg=STILL_MS)
    page.wait_for_timeout(300)
    return float(settled.json_value()) / 1000


def drawn(page: Page, server: Server, page_name: str, *, visuals: bool = True) -> None:
    """Wait until a page's script has ended and its sections are drawn, and its charts and maps unless left out.

    They are left out on a phone, where the timeline is a list.
    """
    page.wait_for_function(THERE)
    for visual in VISUALS[server.name].get(page_name, ()) if visuals else ():
        page.locator(visual).first.wait_for(state="visible")


def path(page_name: str) -> str:
    """Where a page answers."""
    return "/" if page_name == PAGES[0] else f"/{page_name}"
