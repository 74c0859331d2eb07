"""How long a reviewer waits at the workbench: from the key that accepts a proposal to the list that has counted it."""

from pathlib import Path
from statistics import median

from benchmarks.browser import PATIENCE_MS, Chromium
from benchmarks.drafting import PUBLISHED_ON, invented_article
from benchmarks.servers import ours
from data.drafting.draft import ArticleDetails
from data.tables.archive import archive_from_records
from data.workbench.beginning import begin
from data.workbench.store import DraftStore

ACCEPTED = 21

WATCH_DECISIONS = """
() => {
  const undecided = () => [...document.querySelectorAll(".wb-list a[data-work^='open:'] span")]
    .filter(state => state.textContent.endsWith("sure")).length;
  window.waits = [];
  let before = undecided(), pressedAt = null;
  addEventListener("keydown", event => { if (event.key === "a") pressedAt = performance.now(); }, {capture: true});
  new MutationObserver(() => {
    const now = undecided();
    if (pressedAt !== null && now === before - 1) {
      requestAnimationFrame(() => window.waits.push(performance.now() - pressedAt));
      before = now;
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
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
            page.locator("body").press("a")
            page.wait_for_function("number => window.waits.length >= number", arg=number, timeout=PATIENCE_MS)
            page.wait_for_function(READY)
        return float(median(page.evaluate("() => window.waits")[1:])) / 1000
