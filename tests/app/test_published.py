"""A page that is open while a record is published: its next run shows the new records, all of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.tables import archive as module
from tests.app.conftest import Opener
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json, records_from: Callable[[Path], None]) -> Newsroom:
    """The newsroom whose records the app shows."""
    made = Newsroom.with_releases(tmp_path / "newsroom", small_record)
    records_from(made.articles)
    return made


def test_the_next_run_of_an_open_page_shows_what_was_published(
    newsroom: Newsroom, small_record: Json, open_page: Opener
) -> None:
    """Guards against readers who see the old figure until they open the page anew, or the server is started again."""
    screen = open_page("pages/casualties.py")
    assert "41" not in screen.section("casualties_ledger").text
    newsroom.write(correct_a_figure(small_record))
    assert "41" in screen.run().section("casualties_ledger").text


def test_a_run_is_of_one_state_also_if_a_record_is_published_meanwhile(
    newsroom: Newsroom, small_record: Json, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a heading of the records of before above the figures of those of now."""
    screen = open_page("pages/casualties.py")
    looked = module.look_at

    def then_published(folder: Path) -> module.Look:
        found = looked(folder)
        newsroom.write(correct_a_figure(small_record))
        return found

    monkeypatch.setattr(module, "look_at", then_published)
    ledger = screen.run().section("casualties_ledger").text
    assert "40" in ledger
    assert "41" not in ledger
    monkeypatch.undo()
