"""Signing in at the workbench from another machine, at a real login service."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import oidc_provider_mock
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from components.markdown import WORD_JOINER
from data.workbench.store import DraftStore
from tests.browser.conftest import ELSEWHERE, Server, StartServer, free_port
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom

Json = dict[str, Any]

EDITOR = {"email": "Ana@News.example", "email_verified": True}
STRANGER = {"email": "eve@elsewhere.example", "email_verified": True}
UNVERIFIED = {"email": "ana@news.example", "email_verified": False}

ARTICLE: FilePayload = {"name": "article.txt", "mimeType": "text/plain", "buffer": SMALL_TEXT.encode()}

SECRETS = """
[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "a secret of the tests, longer than sixty-four characters, so that it is long enough"
client_id = "dashboard"
client_secret = "a secret of the tests"
server_metadata_url = "{login_service}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def login_service() -> Iterator[str]:
    """The address of a login service."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def draft_id(tmp_path: Path, small_record: Json) -> str:
    """A draft of the workbench."""
    return DraftStore(tmp_path / "workbench").create(text=SMALL_TEXT, record=small_record, by="ben").draft_id


@pytest.fixture
def site(start_server: StartServer, login_service: str, draft_id: str, tmp_path: Path, small_record: Json) -> Server:
    """A newsroom's server with a workbench and a login, as browsers of other machines name it."""
    port = free_port()
    site = f"http://{ELSEWHERE}:{port}"
    secrets = tmp_path / "home" / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir(parents=True)
    secrets.write_text(SECRETS.format(site=site, login_service=login_service), "utf-8")
    newsroom = Newsroom.with_releases(tmp_path / "newsroom", small_record)
    start_server(
        "server.py",
        port=port,
        HOME=str(tmp_path / "home"),
        ARTICLES=str(newsroom.articles),
        WORKBENCH=str(tmp_path / "workbench"),
        EDITORS="ana@news.example, ben@news.example",
    )
    return Server(site, "server.py")


class Visitor:
    """Somebody at another machine, and what the server has sent to them over the WebSocket."""

    def __init__(self, page: Page) -> None:
        """Listen to a page that is still blank."""
        self.page = page
        self.received = b""
        page.on("websocket", lambda socket: socket.on("framereceived", self._on_frame))

    def _on_frame(self, frame: str | bytes) -> None:
        self.received += frame.encode() if isinstance(frame, str) else frame

    def sign_in(self, login_service: str, claims: Json) -> None:
        """Press “Sign in” and let the login service say who this is."""
        who = str(claims["email"])
        httpx2.put(f"{login_service}/users/{quote(who)}", json=claims).raise_for_status()
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("textbox").first.fill(who)
        self.page.get_by_role("button", name=re.compile("authorize", re.IGNORECASE)).click()


@pytest.fixture
def visitor(browser: Browser, site: Server) -> Iterator[Visitor]:
    """Somebody with a browser of their own."""
    with browser.new_context(base_url=site.url) as profile:
        yield Visitor(profile.new_page())


def test_an_editor_signs_in_works_and_signs_out(visitor: Visitor, login_service: str, draft_id: str) -> None:
    """Guards against a workbench that only the server's own machine can reach, and one that stays open to the next."""
    page = visitor.page
    page.goto("/workbench")
    visitor.sign_in(login_service, EDITOR)
    expect(page.get_by_text(f"ana@{WORD_JOINER}news.example")).to_be_visible()
    expect(page).to_have_url(re.compile("/workbench$"))
    page.locator("input[type=file]").set_input_files(ARTICLE)
    expect(page.get_by_label("Publisher")).to_be_visible()
    page.goto(f"/workbench?draft={draft_id}")
    expect(page.get_by_text("All items are decided")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Workbench").click()
    expect(page.get_by_label("Or paste the article’s text")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("claims", [STRANGER, UNVERIFIED], ids=["not in the list", "not verified"])
def test_whoever_is_no_editor_gets_nothing_of_the_workbench(
    visitor: Visitor, login_service: str, draft_id: str, claims: Json
) -> None:
    """Guards against a page that hides the drafts in the browser and has sent them all the same."""
    page = visitor.page
    page.goto(f"/workbench?draft={draft_id}")
    visitor.sign_in(login_service, claims)
    expect(page.get_by_text("with an address that may not use it")).to_be_visible()
    page.goto(f"/workbench?draft={draft_id}&step=publish")
    expect(page.get_by_text("with an address that may not use it")).to_be_visible()
    assert b"may not use it" in visitor.received
    assert not [
        words for words in ("Dockers", "watched from the quay", "Publish") if words.encode() in visitor.received
    ]
    page.goto("/sources")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Workbench")).to_have_count(0)
