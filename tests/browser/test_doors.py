"""What browsers make of closed doors: the app still starts, and other sites still show what is for them."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ELSEWHERE, PATIENCE, Server
from tests.browser.steps import visit

STRICT = {"Cross-Origin-Embedder-Policy": "require-corp", "Content-Type": "text/html"}
"""A site that takes nothing of others but what they give to all."""


def test_the_app_starts_with_the_least_that_it_can_be_told(page: Page) -> None:
    """Guards against an app that waits for ever for what its script asks the server about."""
    with page.expect_response("**/_stcore/host-config") as told:
        visit(page, "map")
    assert told.value.json() == {"allowedOrigins": []}
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["preview/map.png", "media/nothing.png"])
def test_a_strict_site_shows_our_previews_and_nothing_else(browser: Browser, server: Server, path: str) -> None:
    """Guards against an article whose picture of ours stays empty, and against a header that does nothing."""
    html = f'<img src="{server.url}/{path}" onload="document.title = this.naturalWidth">'
    with browser.new_context() as profile:
        failed: list[str] = []
        article = profile.new_page()
        article.on("requestfailed", lambda request: failed.append(request.failure or ""))
        article.route(f"http://{ELSEWHERE}/", lambda route: route.fulfill(body=html, headers=STRICT))
        article.goto(f"http://{ELSEWHERE}/")
        if path.startswith("preview"):
            expect(article).to_have_title("1200", timeout=PATIENCE)
        else:
            assert ["BLOCKED_BY_RESPONSE" in each for each in failed] == [True]


def test_a_page_of_another_site_reads_the_data(browser: Browser, server: Server) -> None:
    """Guards against a chart of ours at another site that finds no rows any more."""

    def page_of_theirs(route: Route) -> None:
        route.fulfill(body="<title>An article</title>", headers=STRICT)

    with browser.new_context() as profile:
        article = profile.new_page()
        article.route(f"http://{ELSEWHERE}/", page_of_theirs)
        article.goto(f"http://{ELSEWHERE}/")
        rows = article.evaluate(f"fetch('{server.url}/api/v1/claims.json').then(answer => answer.json())")
    assert rows["total"] > 0
