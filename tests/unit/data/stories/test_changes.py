"""Stories whose files change while the server runs: what is shown next, what stays, who is told of a mistake."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.stories import loader
from data.stories.loader import StoryFolder, open_stories
from data.tables.archive import Archive, archive_from_records

Json = dict[str, Any]

TITLE = "title: {}\nsummary: A test.\nsteps:\n"
STEP = "  - {title: One, words: Its words., page: map}\n"
BROKEN = TITLE.format("Broken") + "  - {title: One, words: Its words., wrods: x, page: map}\n"


def story(title: str, steps: int = 1) -> str:
    """The text of a sound story."""
    return TITLE.format(title) + STEP * steps


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the dashboard reads, with the story “ours”; its files have settled."""
    folder = tmp_path / "stories"
    folder.mkdir()
    monkeypatch.setenv("STORIES", str(folder))
    write(folder, story("As it was"))
    return folder


def write(folder: Path, text: str, name: str = "ours.yaml", *, age: float = 10) -> Path:
    """Write a file, and set its time of change so many seconds back, so that nobody waits for it to settle.

    Each write has another size or another time, as a file has that is edited by hand.
    """
    file = folder / name
    file.write_text(text, "utf-8")
    changed = file.stat().st_mtime - age
    os.utime(file, (changed, changed))
    return file


def titles(archive: Archive) -> list[str]:
    """The titles of the stories that are offered now."""
    return [each.title for each in open_stories(archive).stories]


def test_an_edited_story_is_shown_at_the_next_look(folder: Path, reports: Archive) -> None:
    """Guards against a correction that waits for somebody to start the server again."""
    assert titles(reports) == ["As it was"]
    write(folder, story("As it is now", steps=2))
    assert titles(reports) == ["As it is now"]
    found = open_stories(reports).get("ours")
    assert found is not None
    assert len(found.steps) == 2


def test_a_story_is_there_when_its_file_is_and_gone_when_that_is(folder: Path, reports: Archive) -> None:
    """Guards against a new story that nobody can open, and against one that was withdrawn and is still told."""
    write(folder, story("Another"), "another.yaml")
    assert titles(reports) == ["Another", "As it was"]
    (folder / "ours.yaml").unlink()
    assert titles(reports) == ["Another"]
    assert open_stories(reports).problems == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [(BROKEN, "steps[0].wrods"), ("title: [\n", "line 2"), ("", "file"), (TITLE.format("A"), "steps")],
    ids=["a slip", "no YAML", "nothing", "no steps"],
)
def test_a_broken_file_keeps_its_last_sound_version_and_is_told(
    folder: Path, reports: Archive, caplog: pytest.LogCaptureFixture, text: str, where: str
) -> None:
    """Guards against a presenter whose story is gone, or halved, because a colleague saves a slip during the talk."""
    before = open_stories(reports).get("ours")
    assert open_stories(reports).notice("ours") == ""
    with caplog.at_level(logging.WARNING):
        write(folder, text)
        for _ in range(3):
            assert open_stories(reports).get("ours") is before
    assert where in open_stories(reports).notice("ours")
    assert "ours.yaml" in open_stories(reports).notice("ours")
    assert "\n" not in open_stories(reports).notice("ours")
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == len(open_stories(reports).problems), "told at every look, or not at all"
    assert where in told[0]
    assert "last sound version" in told[0]
    write(folder, story("Mended"))
    assert titles(reports) == ["Mended"]
    assert open_stories(reports).notice("ours") == ""


def test_a_file_that_is_broken_from_the_start_is_not_offered_and_is_told_in_the_log(
    folder: Path, reports: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    """Guards against half a story, and against a server whose log says nothing of the file that it leaves out."""
    write(folder, BROKEN, "new.yaml")
    with caplog.at_level(logging.WARNING):
        assert titles(reports) == ["As it was"]
    assert "the story is not offered" in caplog.text
    assert open_stories(reports).notice("new") == ""


@pytest.mark.parametrize("name", ["new.yml", "NEW.YAML", "new.YML", "new\n.yaml", "n\x1bew.yaml", "n\udcffew.yaml"])
def test_a_file_with_a_name_that_is_not_read_is_told_and_passed_over(
    folder: Path, reports: Archive, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """Guards against a story that is missing on stage for its file's name, of which nobody was told."""
    write(folder, story("Never read"), name)
    with caplog.at_level(logging.WARNING):
        assert titles(reports) == ["As it was"]
    assert len(open_stories(reports).problems) == 1
    assert len(caplog.records) == 1
    assert "file name: " in caplog.text
    told = caplog.records[0].getMessage()
    assert told.isprintable(), "it would be two lines of the log, or steer a terminal"
    (folder / name).rename(folder / "new.yaml")
    assert titles(reports) == ["Never read", "As it was"]


def test_a_story_that_changed_records_break_stays_as_it_was(
    folder: Path, reports: Archive, small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a talk that ends because a colleague publishes a record, and against a cache of before."""
    write(folder, story("Of Almaty").replace("page: map", "page: map, selection: {city: [almaty]}"))
    before = open_stories(reports)
    assert [each.title for each in before.stories] == ["Of Almaty"]
    without = archive_from_records(write_record(small_record).parent)
    after = open_stories(without)
    assert [each.title for each in after.stories] == ["Of Almaty"]
    assert "almaty" in after.notice("ours")
    assert after.edition != before.edition


def test_files_that_did_not_change_are_not_read_again(
    folder: Path, reports: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a server that reads and checks every story at each run of each page."""
    write(folder, story("Another"), "another.yaml")
    read: list[str] = []

    def counted(file: Path, archive: Archive) -> Any:
        read.append(file.name)
        return read_story(file, archive)

    read_story = loader.read_story
    monkeypatch.setattr(loader, "read_story", counted)
    first = open_stories(reports)
    assert sorted(read) == ["another.yaml", "ours.yaml"]
    assert all(open_stories(reports) is first for _ in range(5))
    write(folder, story("Changed since"), "another.yaml")
    second = open_stories(reports)
    assert read[2:] == ["another.yaml"]
    assert second.get("ours") is first.get("ours")
    assert second.edition != first.edition


@pytest.fixture
def during_the_wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[float]]:
    """Does something while a reader waits for a file to settle, instead of waiting."""

    def instead(act: Callable[[], object]) -> list[float]:
        waited: list[float] = []

        def wait(seconds: float) -> None:
            waited.append(seconds)
            act()

        monkeypatch.setattr(loader.time, "sleep", wait)
        return waited

    return instead


@pytest.mark.parametrize("name", ["ours.yaml", "new.yaml"])
def test_a_file_that_is_still_being_written_is_not_shown_in_half(
    folder: Path, reports: Archive, name: str, during_the_wait: Callable[[Callable[[], object]], list[float]]
) -> None:
    """Guards against the first steps of a story that is copied to the server, passed off as the whole."""
    assert titles(reports) == ["As it was"]
    whole = story("Whole", steps=5)
    write(folder, story("Whole"), name, age=0)
    waited = during_the_wait(lambda: write(folder, whole, name, age=0))
    assert titles(reports) == ["As it was"]
    assert len(waited) == 1
    assert waited[0] <= loader.SETTLED
    write(folder, whole, name)
    found = open_stories(reports).get(Path(name).stem)
    assert found is not None
    assert len(found.steps) == 5


def test_a_file_that_was_just_saved_is_read_after_a_moment(
    folder: Path, reports: Archive, during_the_wait: Callable[[Callable[[], object]], list[float]]
) -> None:
    """Guards against an author who saves, reloads, and sees the story of before."""
    open_stories(reports)
    write(folder, story("Just saved"), age=0)
    waited = during_the_wait(lambda: None)
    assert titles(reports) == ["Just saved"]
    assert len(waited) == 1


@pytest.mark.parametrize("name", [".ours.yaml.swp", ".#ours.yaml", "._ours.yaml", "ours.yaml~", "notes.txt"])
def test_what_an_editor_puts_beside_a_story_is_none(folder: Path, reports: Archive, name: str) -> None:
    """Guards against a line about a problem as long as somebody has the file open."""
    first = open_stories(reports)
    write(folder, "\x00", name)
    assert open_stories(reports) is first


def test_stories_outlast_a_folder_that_cannot_be_reached(
    folder: Path, reports: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    """Guards against a talk that ends because a network drive is away for a minute."""
    before = open_stories(reports).stories
    moved = folder.rename(folder.with_name("elsewhere"))
    with caplog.at_level(logging.WARNING):
        assert open_stories(reports).stories == before
        assert open_stories(reports).stories == before
    assert len(caplog.records) == 1
    assert "cannot be read" in str(open_stories(reports).problems[0])
    moved.rename(folder)
    assert open_stories(reports).stories == before
    assert open_stories(reports).problems == ()


def test_one_file_is_watched_as_a_folder_is(folder: Path, reports: Archive) -> None:
    """Guards against `STORIES=a/file.yaml`, which was read once."""
    watched = StoryFolder(folder / "ours.yaml", reports)
    assert [each.title for each in watched.current().stories] == ["As it was"]
    write(folder, story("Edited"))
    assert [each.title for each in watched.current().stories] == ["Edited"]
