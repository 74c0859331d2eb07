"""Take the README's screenshots from the running dashboard: python docs/take_screenshots.py http://localhost:8501

With names after the address, such as `story`, only those pictures are taken. Uses the Chromium named by the
environment's CHROMIUM, else Playwright's own.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent / "screenshots"
PICTURES = {
    "overview": "", "timeline": "timeline", "map": "map", "casualties": "casualties", "quotes": "quotes",
    "sides": "sides?known_on=2022-01-09",
    "source": "casualties?item=aljazeera-2022-01-07.killed-armed-criminals",
    "story": "?story=kazakhstan-january-2022&step=12&embed=true",
    "share": "timeline?city=almaty",
}  # fmt: skip
"""Name of a picture to what it shows."""

OPEN_FIRST = {"share": ".st-key-share button"}
HEIGHTS = {"story": 720}
SETTLED = """() => !document.getElementById('prerendered')
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""
WITHOUT_A_GRAPHICS_CARD = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def main(address: str, names: list[str]) -> None:
    """Write the pictures of `names`, or all of them without names."""
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=WITHOUT_A_GRAPHICS_CARD
        )
        for name in names or PICTURES:
            page = browser.new_page(viewport={"width": 1280, "height": HEIGHTS.get(name, 900)})
            take(page, f"{address}/{PICTURES[name]}", HERE / f"{name}.png", open_first=OPEN_FIRST.get(name))
            page.close()
        browser.close()


def take(page: Page, address: str, file: Path, *, open_first: str | None = None) -> None:
    """One screenshot, once the page's visuals are drawn and what it names is open."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)
    if open_first:
        page.locator(open_first).click()
    page.wait_for_timeout(1500)  # the map fades in and says nothing when it has
    page.screenshot(path=file)


if __name__ == "__main__":
    address, *names = sys.argv[1:] or ["http://localhost:8501"]
    main(address.rstrip("/"), names)
