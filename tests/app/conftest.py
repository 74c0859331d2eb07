"""Fixtures of the page tests: pages opened through the dashboard, as a reader's link opens them."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.app.screen import PAGES, ROOT, Query, Screen

Opener = Callable[..., Screen]


@pytest.fixture(scope="session", autouse=True)
def _packages_searched_once() -> Iterator[None]:
    """AppTest reads what every installed package says of itself for each session: half of its time, for one answer."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test opens the repository's records unless it says otherwise."""
    for name in ("ARTICLES", "ARCHIVE", "ARTICLE_TEXTS", "STORIES", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    hidden = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")  # the setting for readers hides what a failed test has to say
    yield
    config.set_option("client.showErrorDetails", hidden)


@pytest.fixture
def open_page() -> Opener:
    """Opens a page by its file under URL parameters: `open_page("pages/map.py", {"city": "aktau"})`.

    The page is the first that the session asks for, as behind a pasted link. Further keyword arguments go into the
    session before the page runs, such as an opened expander.
    """
    return open_in_new_session


def open_in_new_session(file: str = PAGES[0].file, query: Query | None = None, **state: object) -> Screen:
    """What `open_page` opens with, for fixtures of a longer history."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, values in (query or {}).items():
        app.query_params[key] = values
    for key, value in state.items():
        app.session_state[key] = value
    if file != PAGES[0].file:
        app.switch_page(file)
    return Screen(app).run()


@pytest.fixture
def records_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Points the dashboard at another folder of records."""

    def point(folder: Path) -> None:
        monkeypatch.setenv("ARTICLES", str(folder))

    return point
