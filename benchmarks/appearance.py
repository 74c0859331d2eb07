"""What a reader of ours sees before touching anything: how long pages are, what the first screen holds, what moves."""

from dataclasses import dataclass

from playwright.sync_api import Page

from benchmarks.browser import DESK, Chromium, drawn, path
from benchmarks.servers import Server
from benchmarks.sessions import PAGES

PHONE = (390, 844)
AFTER_HANDOVER_MS = 1_000
"""Milliseconds after the app has taken over in which what still moves counts."""

LAST_DAY = "?known_on=2022-12-20"

HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"

FIGURES_ON_SCREEN = """() => {
  // Wholly visible: inside the window, and nothing lies above either end.
  const visible = element => {
    const box = element?.getBoundingClientRect();
    if (!box || !box.width || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth)
      return false;
    return [box.left + 1, box.right - 1].every(x => {
      const top = document.elementFromPoint(x, (box.top + box.bottom) / 2);
      return top && (element.contains(top) || top.contains(element));
    });
  };
  const rows = [...document.querySelectorAll("table.ledger tbody tr")];
  return rows.filter(row => visible(row.querySelector(".figure")) && visible(row.querySelector(".asserter"))).length;
}"""

WATCH_PAINTS = """
() => {
  window.shifted = window.largestPaint = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.shifted += entry.value;
  })).observe({type: "layout-shift", buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(entry => { window.largestPaint = entry.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
}
"""


@dataclass(frozen=True)
class Paints:
    """What moved while a page came, as a sum of layout shifts, and when its largest part was painted, in seconds."""

    shifted: float
    largest: float


def heights(chrome: Chromium, server: Server) -> dict[str, float]:
    """Heights in CSS pixels of the pages that have a target, by their place in the table."""
    with chrome.visitor(size=PHONE) as phone, chrome.visitor(size=DESK) as desk:
        on_phone, on_desk = phone.new_page(), desk.new_page()
        return {
            "overview at 390 px": _height(on_phone, server, "overview"),
            "overview at 1280 px": _height(on_desk, server, "overview"),
            "casualties at 390 px, latest day": _height(on_phone, server, "casualties", LAST_DAY),
            "timeline at 390 px": _height(on_phone, server, "timeline"),
        }


def figures_on_first_screen(chrome: Chromium, server: Server) -> float:
    """How many figures of Overview stand wholly on a phone's first screen together with who says so."""
    with chrome.visitor(size=PHONE) as visitor:
        page = visitor.new_page()
        page.goto(server.url)
        drawn(page, server, PAGES[0])
        return float(page.evaluate(FIGURES_ON_SCREEN))


def paints(chrome: Chromium, server: Server) -> dict[str, Paints]:
    """What moves, and when the largest part is painted, by page: the worse of a first visit at both sizes."""
    found: dict[str, Paints] = {}
    for page_name in PAGES:
        seen = [_paints(chrome, server, page_name, size) for size in (PHONE, DESK)]
        found[page_name] = Paints(max(each.shifted for each in seen), max(each.largest for each in seen))
    return found


def _height(page: Page, server: Server, page_name: str, query: str = "") -> float:
    page.goto(server.url + path(page_name) + query)
    drawn(page, server, page_name, visuals=False)
    return float(page.evaluate(HEIGHT))


def _paints(chrome: Chromium, server: Server, page_name: str, size: tuple[int, int]) -> Paints:
    with chrome.visitor(size=size) as visitor:
        page = visitor.new_page()
        page.add_init_script(f"({WATCH_PAINTS})()")
        page.goto(server.url + path(page_name))
        drawn(page, server, page_name, visuals=False)
        page.wait_for_timeout(AFTER_HANDOVER_MS)
        shifted, largest = page.evaluate("() => [window.shifted, window.largestPaint]")
        return Paints(float(shifted), float(largest) / 1000)
