"""Records that change while a server runs: what is shown next, what stays, and who reads the files."""

import json
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from data import queries
from data.files import write_atomically
from data.tables import archive as module
from data.tables.archive import Archive, archive_at_hand, open_archive
from data.tables.released import is_released
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """The newsroom whose records the process shows, with the small record."""
    made = Newsroom(tmp_path / "newsroom")
    made.write(small_record)
    monkeypatch.setenv("ARTICLES", str(made.articles))
    monkeypatch.delenv("ARCHIVE", raising=False)
    return made


def figures() -> list[str]:
    """The words of the figures that are shown now."""
    return queries.claims(open_archive())["value_text"].to_list()


def test_a_published_record_is_shown_at_the_next_look(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a record that waits for somebody to start the server again."""
    assert figures() == ["At least 40"]
    newsroom.write(correct_a_figure(small_record))
    assert archive_at_hand() is None
    assert figures() == ["At least 41"]
    assert archive_at_hand() is open_archive()


def test_a_description_of_the_collection_is_read_again_too(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against the old title above the new records, from a cache that knows the records' version alone."""
    before = open_archive()
    about = {"title": "Northport", "description": "A test.", "lead_article": small_record["article"]["id"]}
    about |= {"license": "CC BY 4.0", "source": "A test."}
    (newsroom.root / "collection.json").write_text(json.dumps(about), "utf-8")
    after = open_archive()
    assert (before.collection, after.collection and after.collection.title) == (None, "Northport")
    assert after != before
    assert after.edition != before.edition


@pytest.mark.parametrize("name", ["northport-2023-03-01.json", "new.json"])
@pytest.mark.parametrize("left", [0, 1, 500, 2_000], ids=lambda left: f"{left} bytes")
def test_a_half_written_file_changes_nothing_and_is_told_once(
    newsroom: Newsroom, small_record: Json, caplog: pytest.LogCaptureFixture, name: str, left: int
) -> None:
    """Guards against a report that vanishes from every page while a colleague copies its file."""
    before = open_archive()
    whole = json.dumps(correct_a_figure(small_record)).encode()
    with caplog.at_level(logging.WARNING):
        (newsroom.articles / name).write_bytes(whole[:left])
        assert all(open_archive() is before for _ in range(5))
    assert [name in record.getMessage() for record in caplog.records] == [True]
    if name != "new.json":
        (newsroom.articles / name).write_bytes(whole)
        assert figures() == ["At least 41"]


def test_a_folder_that_is_away_or_empty_leaves_the_records_as_they_were(newsroom: Newsroom) -> None:
    """Guards against an empty dashboard because a network drive is away for a minute."""
    before = open_archive()
    away = newsroom.articles.rename(newsroom.root / "elsewhere")
    assert open_archive() is before
    newsroom.articles.mkdir()
    assert open_archive() is before
    newsroom.articles.rmdir()
    away.rename(newsroom.articles)
    assert open_archive().version == before.version


def test_a_record_with_a_problem_from_the_start_does_not_keep_others_out(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against one old broken file that stops every later publication."""
    (newsroom.articles / "broken.json").write_text("{", "utf-8")
    assert len(open_archive().problems) == 1
    newsroom.write(correct_a_figure(small_record))
    assert figures() == ["At least 41"]
    (newsroom.articles / "broken.json").unlink()
    assert open_archive().problems == ()


def test_a_record_that_is_taken_away_is_gone(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a withdrawn report that stays until the server is started again."""
    other = correct_a_figure(small_record)
    other["article"]["id"] = "other"
    newsroom.write(other)
    assert len(figures()) == 2
    (newsroom.articles / "other.json").unlink()
    assert len(figures()) == 1


def test_files_that_change_while_they_are_read_are_no_state(
    newsroom: Newsroom, small_record: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against half of one publication with half of the next."""
    before = open_archive()
    newsroom.write(correct_a_figure(small_record))
    read = module.archive_from_records

    def changed_meanwhile(folder: Path) -> Archive:
        found = read(folder)
        newsroom.write(small_record)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(module, "archive_from_records", changed_meanwhile)
        assert open_archive() is before
    newsroom.write(correct_a_figure(small_record))
    assert figures() == ["At least 41"]


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read since, in their order."""
    read, started = module.archive_from_records, list[Path]()

    def counted(folder: Path) -> Archive:
        started.append(folder)
        return read(folder)

    monkeypatch.setattr(module, "archive_from_records", counted)
    return started


def test_many_who_ask_at_once_get_one_reading_of_the_files(
    newsroom: Newsroom, small_record: Json, readings: list[Path]
) -> None:
    """Guards against fifty readers of whom each reads and checks all records, at the start and at a publication."""
    with ThreadPoolExecutor(50) as pool:
        first = set(pool.map(lambda _: id(open_archive()), range(200)))
        assert (len(first), len(readings)) == (1, 1)
        newsroom.write(correct_a_figure(small_record))
        open_archive()
        assert len(set(pool.map(lambda _: id(open_archive()), range(200)))) == 1
    assert len(readings) == 2


def test_whoever_asks_during_a_publication_sees_the_old_records_or_the_new_ones(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against a figure of one state beside the correction of another."""
    file = newsroom.articles / "northport-2023-03-01.json"
    old, new = (json.dumps(each).encode() for each in (small_record, correct_a_figure(small_record)))
    states = {("At least 40", 0), ("At least 41", 1)}
    published = Event()

    def ask(_: int) -> set[tuple[str, int]]:
        found = set()
        while not published.is_set():
            opened = open_archive()
            words = opened.table("claims").select("value_text").collect()["value_text"][0]
            found.add((words, len(opened.table("corrections").collect())))
        return found

    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(ask, n) for n in range(50)]
        for n in range(7):
            write_atomically(file, old if n % 2 else new)
        published.set()
        seen = set().union(*(each.result() for each in asked))
    assert seen <= states
    assert figures() == ["At least 41"]


def test_a_release_of_another_process_is_known_at_once(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against every link being told that it cannot be pinned, until the server is started again."""
    assert not is_released(open_archive())
    newsroom.release()
    assert is_released(open_archive())
    newsroom.write(correct_a_figure(small_record))
    assert not is_released(open_archive())
    newsroom.release()
    assert is_released(open_archive())


def test_a_look_at_unchanged_files_opens_none(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against every run of every page reading files to know that they are the same."""
    before = open_archive()

    def refused(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(Path, "read_bytes", refused)
    monkeypatch.setattr(os, "open", refused)
    assert open_archive() is before
