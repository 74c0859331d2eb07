"""Fixtures of the page tests: pages opened through the dashboard, as a reader's link opens them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.app.screen import PAGES, ROOT, Query, Screen

Opener = Callable[..., Screen]
WriteStory = Callable[..., Path]

SETTINGS = (
    "ARTICLES", "ARCHIVE", "ARTICLE_TEXTS", "STORIES", "PUBLIC_URL", "FRAME_ANCESTORS", "WORKBENCH", "EDITORS",
    "REPORT_TO", "ALLOWED_HOSTS",
)  # fmt: skip
"""What the environment may say: nothing, unless a test says otherwise."""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, packages_searched_once: None) -> Iterator[None]:
    """Each test opens the repository's records unless it says otherwise."""
    for name in SETTINGS:
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


@pytest.fixture(scope="session")
def _shared_pages() -> dict[str, Screen]:
    return {}


@pytest.fixture
def shared_page(_shared_pages: dict[str, Screen]) -> Opener:
    """As `open_page`, but one session for all tests that ask for the same: it is drawn once.

    For tests that only read, and for those that set the one thing they look at, whatever it was set to before.
    """

    def open_or_share(file: str = PAGES[0].file, query: Query | None = None, **state: object) -> Screen:
        asked = repr((file, query, sorted(state.items()), [os.environ.get(name) for name in SETTINGS]))
        if asked not in _shared_pages:
            _shared_pages[asked] = open_in_new_session(file, query, **state)
        return _shared_pages[asked]

    return open_or_share


def open_in_new_session(file: str = PAGES[0].file, query: Query | None = None, **state: object) -> Screen:
    """What `open_page` opens with, for fixtures of a longer history."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, values in (query or {}).items():
        app.query_params[key] = values
    for key, value in ({"filters": True} | state).items():  # the filters are opened, as for whoever is about to choose
        app.session_state[key] = value
    if file != PAGES[0].file:
        app.switch_page(file)
    return Screen(app).run()


@pytest.fixture
def write_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteStory:
    """Writes a story to the folder that the dashboard reads: a mapping, or a file's text."""

    def write(content: dict[str, Any] | str, name: str = "ours.yaml") -> Path:
        folder = tmp_path / "stories"
        folder.mkdir(exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True) if isinstance(content, dict) else content
        (folder / name).write_text(text, "utf-8")
        monkeypatch.setenv("STORIES", str(folder))
        return folder / name

    return write


@pytest.fixture
def records_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Points the dashboard at another folder of records."""

    def point(folder: Path) -> None:
        monkeypatch.setenv("ARTICLES", str(folder))

    return point
