"""Take the README's screenshots from the running dashboard: python docs/take_screenshots.py http://localhost:8501

Uses the Chromium named by the environment's CHROMIUM, else Playwright's own.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent / "screenshots"
PAGES = {"overview": "", "timeline": "timeline", "map": "map", "casualties": "casualties", "quotes": "quotes"}
SETTLED = """() => !document.getElementById('prerendered')
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""
WITHOUT_A_GRAPHICS_CARD = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def main(address: str) -> None:
    """Write one PNG a page, one each of what each side says, of an opened source, a story's step, and Share."""
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=WITHOUT_A_GRAPHICS_CARD
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, path in PAGES.items():
            take(page, f"{address}/{path}", HERE / f"{name}.png")
        take(page, f"{address}/sides?known_on=2022-01-09", HERE / "sides.png")
        take(page, f"{address}/casualties?item=aljazeera-2022-01-07.killed-armed-criminals", HERE / "source.png")
        take(page, f"{address}/?story=kazakhstan-january-2022&step=11&embed=true", HERE / "story.png")
        take(page, f"{address}/timeline?city=almaty", HERE / "share.png", open_first=".st-key-share button")
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
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8501")
