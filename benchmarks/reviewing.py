"""How long a reviewer waits at the workbench: from the key that accepts a proposal to the list that has counted it."""

from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.browser import PATIENCE_MS, Chromium
from benchmarks.drafting import PUBLISHED_ON, invented_article
from benchmarks.servers import ours
from data.drafting.draft import ArticleDetails
from data.tables.archive import archive_from_records
from data.workbench.beginning import begin
from data.workbench.store import DraftStore

ACCEPTED = 10

WATCH_DECISIONS = """
() => {
  const accepted = () => [...document.querySelectorAll(".wb-list a[data-work^='open:'] span")]
    .filter(state => state.textContent === "accepted").length;
  window.waits = [];
  let before = accepted(), pressedAt = null;
  addEventListener("keydown", event => { if (event.key === "a") pressedAt = performance.now(); }, {capture: true});
  new MutationObserver(() => {
    const now = accepted();
    if (now > before) {
      requestAnimationFrame(() => window.waits.push(performance.now() - pressedAt));
      before = now;
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
AT_HAND = "document.querySelector('.wb-list [aria-current=true]')"
READY = """
() => document.querySelector(".wb-list a[data-work^='open:']")
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
"""


def seconds_to_accept(chrome: Chromium, folder: Path) -> float:
    """Median seconds, of ACCEPTED proposals of an invented article of 800 words but the first, in an empty `folder`."""
    details = ArticleDetails("invented-1", PUBLISHED_ON, publisher="An invented paper")
    draft, _ = begin(DraftStore(folder), invented_article(1), details, archive=archive_from_records(), by="benchmark")
    with ours(workbench=folder) as server, chrome.visitor() as visitor:
        page = visitor.new_page()
        page.goto(f"{server.url}/workbench?draft={draft.draft_id}")
        page.wait_for_function(READY)
        page.evaluate(WATCH_DECISIONS)
        for number in range(1, ACCEPTED + 1):
            _pass_what_is_to_mend(page)
            page.locator("body").press("a")
            page.wait_for_function("number => window.waits.length >= number", arg=number, timeout=PATIENCE_MS)
            page.wait_for_function(READY)
        return float(median(page.evaluate("() => window.waits")[1:])) / 1000


def _pass_what_is_to_mend(page: Page) -> None:
    """Go on to the next proposal that can be accepted as it stands: accepting another opens its form."""
    while page.evaluate(f"{AT_HAND}.querySelector('.wb-problem') !== null"):
        before = page.evaluate(f"{AT_HAND}.dataset.work")
        page.locator("body").press("n")
        page.wait_for_function(f"before => {AT_HAND}.dataset.work !== before", arg=before)
        page.wait_for_function(READY)
