"""The running app, a real Chromium, and pages that report what went wrong behind the reader's back."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from tests.browser.steps import OPENING_SEEN, PATHS, ROOT, Opening, opening_of, visit

ELSEWHERE = "newsroom.test"
"""A name of this machine under which it counts as another one."""

CHROMIUM_FLAGS = (
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
    "--no-first-run", "--enable-unsafe-swiftshader", "--process-per-site",
    "--disable-features=LocalNetworkAccessChecks",
    f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1",
)  # fmt: skip
"""No traffic of the browser's own; WebGL without a graphics card; one process for all pages of a profile, which keeps
the scripts that it has compiled. A page that a test puts in place of the server's has no address: it may ask it all the
same."""

STARTS_WITHIN = 60
PATIENCE = 30_000
"""Milliseconds that anything on a page may take before a test fails."""

STREAMLITS_SEARCH = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
"""Opened at /map, Streamlit's script looks for its server below /map first, and logs two 404s when it is not there.
server.py tells it where the server is; what `streamlit run dashboard.py` serves is Streamlit's own page."""

SCREEN: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

HERE = Path(__file__).parent

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that `-m "not browser"` runs without a Chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str
    entry: str


@contextmanager
def running(entry: str, log: Path, *, port: int | None = None, **environment: str) -> Iterator[Server]:
    """The app on a port of this machine alone, started as its readme says; stopped at the end.

    It has no process that works out answers, which would be started for each, unless `environment` says so.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port), "--server.address"]
    kept = {name: value for name, value in os.environ.items() if name not in ("ARTICLES", "ARCHIVE", "ARTICLE_TEXTS")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "127.0.0.1"],
            cwd=ROOT,
            env=kept | {"ANSWERING": "0"} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = monotonic() + STARTS_WITHIN
        while not _answers(url):
            assert process.poll() is None, f"{entry} ended:\n{log.read_text()}"
            assert monotonic() < deadline, f"{entry} did not answer:\n{log.read_text()}"
            Event().wait(0.1)
        yield Server(url, entry)
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/_stcore/health", timeout=2).is_success
    except httpx2.HTTPError:
        return False


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app that most tests share, started once as `make run` starts it on two cores."""
    with running("server.py", tmp_path_factory.mktemp("server") / "log.txt", ANSWERING="1") as started:
        yield started


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Starts a server of the test's own, which nobody has asked for anything: `start_server("dashboard.py")`."""
    with ExitStack() as started:

        def start(entry: str = "server.py", *, port: int | None = None, **environment: str) -> Server:
            return started.enter_context(running(entry, tmp_path / f"{entry}.log", port=port, **environment))

        yield start


def chromium_executable() -> str | None:
    """The Chromium that CHROMIUM names or the system has; None for the one that Playwright brought."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in (named, "chromium", "chromium-browser", "google-chrome") if name)
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=flags)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What went wrong on a page without showing on it."""

    server: Server
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page, server: Server) -> "Watch":
        """Watch a page from now on."""
        watch = cls(server)
        page.on("console", watch.console)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("request", lambda request: watch.address(request.url))
        page.on("websocket", lambda socket: watch.address(socket.url))
        return watch

    def saw_nothing(self) -> None:
        """Assert that no console showed an error, and that no request left for another host."""
        assert self.errors == [], "errors in the browser's console"
        assert self.elsewhere == [], "requests that left for another host"

    def console(self, message: ConsoleMessage) -> None:
        """Keep an error that the console shows."""
        where = str(message.location.get("url"))
        if message.type == "error" and not (self.server.entry == "dashboard.py" and STREAMLITS_SEARCH.search(where)):
            self.errors.append(f"{message.text} ({where})")

    def address(self, url: str) -> None:
        """Keep an address that belongs to another host."""
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.server.url).netloc:
            self.elsewhere.append(url)


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def contexts(browser: Browser, server: Server) -> Iterator[Callable[[str], BrowserContext]]:
    """One browser profile for each colour scheme, so that only the first test of it waits for the files.

    A page that stays open keeps its process alive between two tests, and with it the compiled scripts: half of the
    work of opening a page.
    """
    known: dict[str, BrowserContext] = {}

    def profile(scheme: str) -> BrowserContext:
        if scheme not in known:
            known[scheme] = _profile(browser, server, scheme)
            known[scheme].new_page().goto("/_stcore/health")
        return known[scheme]

    yield profile
    for each in known.values():
        each.close()


def _profile(browser: Browser, server: Server, scheme: str) -> BrowserContext:
    profile = browser.new_context(
        base_url=server.url,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Asia/Almaty",
    )
    profile.set_default_timeout(PATIENCE)
    return profile


@pytest.fixture
def open_page(browser: Browser, server: Server, contexts: Callable[[str], BrowserContext]) -> Iterator[OpenPage]:
    """Opens a blank page: `open_page(width=390, scheme="dark")`.

    `fresh` gives it a profile of its own, as a colleague's browser has; `on` another server. At the end the test
    fails for every error in a console and every request that left for another host.
    """
    watches: list[Watch] = []
    with ExitStack() as closing:

        def open_it(
            *, width: int = 1280, height: int = 900, scheme: str = "light", fresh: bool = False, on: Server = server
        ) -> Page:
            if fresh or on is not server:
                profile = _profile(browser, on, scheme)
                closing.callback(profile.close)
            else:
                profile = contexts(scheme)
            page = profile.new_page()
            closing.callback(page.close)
            page.set_viewport_size({"width": width, "height": height})
            watches.append(Watch.of(page, on))
            return page

        yield open_it
    for watch in watches:
        watch.saw_nothing()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of 1280 × 900 in the light theme."""
    return open_page()


@dataclass(frozen=True)
class Opened:
    """A page that several tests look at, each of which leaves it as it was."""

    path: str
    page: Page
    opening: Opening


def _opened_once(size: ViewportSize) -> Callable[..., Iterator[Opened]]:
    """A fixture of each page in turn as it opens in a window of a size, loaded once."""

    @pytest.fixture(scope="session", params=PATHS, ids=lambda path: path or "overview")
    def opened(
        request: pytest.FixtureRequest, contexts: Callable[[str], BrowserContext], server: Server
    ) -> Iterator[Opened]:
        page = contexts("light").new_page()
        page.set_viewport_size(size)
        page.add_init_script(OPENING_SEEN)
        watch = Watch.of(page, server)
        visit(page, request.param)
        yield Opened(request.param, page, opening_of(page))
        page.close()
        watch.saw_nothing()

    return opened


_on_screen = _opened_once(SCREEN)
_on_phone = _opened_once(PHONE)


def _lent(opened: Opened, size: ViewportSize) -> Iterator[Opened]:
    """Lend a page to one test, and put it back as it opened."""
    yield opened
    opened.page.set_viewport_size(size)
    opened.page.emulate_media(color_scheme="light", reduced_motion="reduce")


@pytest.fixture
def on_screen(_on_screen: Opened) -> Iterator[Opened]:
    """Each page in turn as it opens at 1280 × 900, loaded once for all tests that only look at it."""
    yield from _lent(_on_screen, SCREEN)


@pytest.fixture
def on_phone(_on_phone: Opened) -> Iterator[Opened]:
    """Each page in turn as it opens at 390 × 844, loaded once for all tests that only look at it."""
    yield from _lent(_on_phone, PHONE)
