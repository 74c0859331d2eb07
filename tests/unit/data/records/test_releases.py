"""Nothing published changes silently: what differs from the last release is told unless a correction names it."""

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.records.loader import load_records
from data.records.problems import Problem
from data.records.releases import (
    INDEX,
    item_hashes,
    read_release,
    release_file,
    releases_in,
    write_release,
)
from data.tables.archive import archive_from_records
from tests.command_line import run
from tests.conftest import ROOT
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]
ARTICLE = "northport-2023-03-01"
OURS = ROOT / "data" / "releases"


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json) -> Newsroom:
    """A newsroom that has released the small record."""
    return Newsroom.with_releases(tmp_path / "newsroom", small_record)


def entry_of(problem: Problem) -> Json:
    """The entry that a problem says to add."""
    entry: Json = json.loads(problem.cure)
    return entry


def test_records_that_are_as_they_were_released_have_no_problem(newsroom: Newsroom) -> None:
    """Guards the tests below: what they find must come from the change that they make."""
    assert newsroom.problems() == []
    assert run("validate", newsroom.articles).returncode == 0


def test_a_changed_figure_is_told_field_by_field_with_what_would_be_right(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against a published figure that is another one the next day, while every record is “sound”."""
    newsroom.write(correct_a_figure(small_record, told=False))
    (problem,) = newsroom.problems()
    assert (problem.file, problem.where) == (f"{ARTICLE}.json", "claims[0] (detained-40)")
    assert "was released on 1 April 2023 (version " in problem.message
    for change in (
        "value_text was “At least 40”, is “At least 41”",
        "value was “40”, is “41”",
        "low was “40”, is “41”",
    ):
        assert change in problem.message
    assert entry_of(problem) == {
        "item": "detained-40", "corrected_on": "YYYY-MM-DD", "field": "value_text", "before": "At least 40",
        "after": "At least 41", "why": "…",
    }  # fmt: skip
    finished = run("validate", newsroom.articles)
    assert (finished.returncode, finished.stdout) == (1, f"{problem}\n")
    assert run("validate", newsroom.articles / f"{ARTICLE}.json").stdout == f"{problem}\n"


def test_a_correction_that_names_the_figure_makes_the_change_sound(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a check that nobody can satisfy: the number, the bounds and the words are one thing."""
    newsroom.write(correct_a_figure(small_record))
    assert newsroom.problems() == []
    assert run("validate", newsroom.articles).returncode == 0


@pytest.mark.parametrize(
    "other",
    [{"item": "detentions"}, {"item": None}, {"field": "note"}, {"field": "population"}],
    ids=["another item", "the article", "another field", "a third field"],
)
def test_a_correction_of_something_else_excuses_nothing(newsroom: Newsroom, small_record: Json, other: Json) -> None:
    """Guards against one entry that opens the whole record to silent changes."""
    changed = correct_a_figure(small_record)
    changed["corrections"][0] |= other
    newsroom.write(changed)
    (problem,) = newsroom.problems()
    assert problem.where == "claims[0] (detained-40)"


def test_a_correction_that_was_released_excuses_no_later_change(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a figure that was corrected once and may then be changed for good."""
    corrected = correct_a_figure(small_record)
    newsroom.write(corrected)
    newsroom.release()
    corrected["claims"][0] |= {"value_text": "At least 4", "value": 4, "low": 4}
    corrected["claims"][0]["anchors"][0] |= {
        "exact": "At least 4",
        "end": corrected["claims"][0]["anchors"][0]["start"] + 10,
    }
    newsroom.write(corrected)
    (problem,) = newsroom.problems()
    assert "value_text was “At least 41”, is “At least 4”" in problem.message


def set_field(family: str, field: str, value: Any) -> Callable[[Json], None]:
    """A change of one field of the first entry of a list."""

    def change(record: Json) -> None:
        record[family][0][field] = value

    return change


CHANGES: dict[str, tuple[Callable[[Json], None], str, str]] = {
    "an event": (set_field("events", "title", "Dockers go home"), "events[0] (detentions)", "title"),
    "a place of an event": (set_field("events", "places", ["northport"]), "events[0] (detentions)", "places"),
    "whom a figure counts": (set_field("claims", "population", "people"), "claims[0] (detained-40)", "population"),
    "who says so": (set_field("claims", "asserted_by", "ana-lima"), "claims[0] (detained-40)", "asserted_by"),
    "a status": (set_field("claims", "status", "denied"), "claims[0] (detained-40)", "status"),
    "a quotation": (set_field("quotes", "cue", "shouted"), "quotes[0] (lima-back-tomorrow)", "cue"),
    "background": (set_field("facts", "text", "She is not."), "facts[0] (lima-leads)", "text"),
    "a caveat": (set_field("caveats", "text", "Stated."), "caveats[0] (brandt-only-watched)", "text"),
    "the name of an actor": (set_field("actors", "name", "Crane men"), "actors.dockers.name", "actors.dockers.name"),
    "where a place lies": (set_field("places", "lat", 12.5), "places.northport.lat", "places.northport.lat"),
    "a topic": (set_field("topics", "label", "Labour"), "topics.work.label", "topics.work.label"),
    "the headline": (
        lambda record: record["article"].update(headline="Dockers work on"), "article.headline", "headline",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "where", "field"), CHANGES.values(), ids=CHANGES.keys())
def test_whatever_readers_see_is_told_and_excused_by_its_own_correction(
    newsroom: Newsroom, small_record: Json, change: Callable[[Json], None], where: str, field: str
) -> None:
    """Guards against a check that looks at numbers alone: a name or a place says as much."""
    change(small_record)
    newsroom.write(small_record)
    (problem,) = newsroom.problems()
    assert problem.where == where
    entry = entry_of(problem)
    assert entry["field"] == field
    small_record["corrections"] = [entry | {"corrected_on": "2023-04-02", "why": "A slip."}]
    newsroom.write(small_record)
    assert newsroom.problems() == []


def test_what_only_finds_the_passage_may_be_mended_in_silence(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a correction in public for a word of prefix that no reader sees."""
    small_record["actors"][0]["anchors"][0].pop("suffix")
    small_record["facts"][0]["anchors"][0] |= {"prefix": "Lima, ", "note": "Found again."}
    small_record["article"]["uncoded"][0]["reason"] = "Not of the article."
    newsroom.write(small_record)
    assert newsroom.problems() == []


def test_a_further_place_in_the_article_is_no_correction_and_one_that_is_gone_is_told(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against “corrected” beside a figure that says what it said, and against evidence that is taken away."""
    anchors = small_record["claims"][0]["anchors"]
    further = small_record["events"][0]["anchors"][0]
    assert further not in anchors
    anchors.append(further)
    newsroom.write(small_record)
    assert newsroom.problems() == []
    newsroom.release()
    anchors.pop()
    newsroom.write(small_record)
    (problem,) = newsroom.problems()
    assert problem.where == "claims[0] (detained-40)"
    assert entry_of(problem)["field"] == "anchors"


def test_an_item_that_is_gone_is_told_and_a_correction_may_take_it_out(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a figure that was wrong and is deleted as if it had never been published."""
    (gone,) = small_record["facts"]
    small_record["facts"] = []
    newsroom.write(small_record)
    (problem,) = newsroom.problems()
    assert problem.where == "corrections"
    assert "“lima-leads” of facts was released on 1 April 2023" in problem.message
    small_record["corrections"] = [
        {
            "item": "lima-leads",
            "corrected_on": "2023-04-02",
            "field": "facts",
            "before": gone["text"],
            "why": "She does not.",
        }
    ]
    newsroom.write(small_record)
    assert newsroom.problems() == []
    assert newsroom.archive().table("corrections").collect()["table_name"].to_list() == ["facts"]
    small_record["facts"] = [gone]
    newsroom.write(small_record)
    assert ["but it is there" in problem.message for problem in load_records([newsroom.articles]).problems] == [True]


def test_a_record_that_is_gone_is_told(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a whole report that is taken down without a word."""
    (newsroom.articles / f"{ARTICLE}.json").unlink()
    small_record["article"]["id"] = "another"
    newsroom.write(small_record)
    (problem,) = newsroom.problems()
    assert (problem.file, problem.where) == (f"{ARTICLE}.json", "file")
    assert "is not there any more" in problem.message


def test_a_correction_stays_for_good(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a list of corrections that is tidied."""
    corrected = correct_a_figure(small_record)
    newsroom.write(corrected)
    newsroom.release()
    corrected["corrections"] = []
    newsroom.write(corrected)
    (problem,) = newsroom.problems()
    assert "the entry of 2023-04-02 about value_text of “detained-40”" in problem.message
    assert "corrections stay for good" in problem.message


def test_what_a_later_report_does_to_a_figure_is_no_correction(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against every new report asking for corrections of figures that were never wrong."""
    later = json.loads(json.dumps(small_record))
    later["article"] |= {"id": "later", "date_published": "2023-03-02"}
    (claim,) = later["claims"]
    later["claims"] = [
        claim | {"id": "detained-50", "reported_on": "2023-03-02", "supersedes": [f"{ARTICLE}.detained-40"]}
    ]
    small_record["claims"][0]["status"] = "superseded"
    newsroom.write(small_record, later)
    assert newsroom.problems() == []
    small_record["claims"][0] |= {"status": "retracted", "retracted_by": "later.detained-50"}
    newsroom.write(small_record, later)
    assert newsroom.problems() == []
    assert run("validate", newsroom.articles / f"{ARTICLE}.json").stdout.count("released on") == 0


def test_the_same_records_are_released_once_and_are_the_same_bytes(
    newsroom: Newsroom, tmp_path: Path, small_record: Json
) -> None:
    """Guards against a release that differs with the machine, or a list that grows with each run."""
    again = newsroom.release()
    assert releases_in(newsroom.releases) == (again,)
    elsewhere = Newsroom(tmp_path / "elsewhere")
    elsewhere.write(small_record)
    made = elsewhere.release()
    assert made == again
    files = [release_file(place.releases, made.version).read_bytes() for place in (newsroom, elsewhere)]
    assert files[0] == files[1]


def test_a_release_is_read_as_the_records_were(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a kept release that lost a field, so that a view as it was is another one."""
    (release,) = releases_in(newsroom.releases)
    then = load_records([newsroom.articles]).records
    newsroom.write(correct_a_figure(small_record))
    kept = read_release(newsroom.releases, release.version, renamed={})
    assert (kept.version, kept.records) == (release.version, then)

    assert release.hashes == item_hashes(then)


def test_a_release_names_its_licence_and_source(newsroom: Newsroom) -> None:
    """Guards against a file of records that is passed on without whose it is."""
    (release,) = releases_in(newsroom.releases)
    packed = json.loads(gzip.decompress(release_file(newsroom.releases, release.version).read_bytes()))
    listed = json.loads((newsroom.releases / INDEX).read_text("utf-8"))
    for holder in (packed, listed):
        assert holder["license"] == "CC BY 4.0"
        assert holder["source"]


def test_a_kept_release_that_was_changed_is_told(newsroom: Newsroom) -> None:
    """Guards against a past that is mended so that nothing seems to have changed."""
    (release,) = releases_in(newsroom.releases)
    file = release_file(newsroom.releases, release.version)
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"40", b"41")))
    (problem,) = newsroom.problems()
    assert (problem.file, "is not what was released" in problem.message) == (file.name, True)


def test_without_the_file_of_a_release_its_hashes_still_tell_what_differs(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against room that is saved and with it the check."""
    (release,) = releases_in(newsroom.releases)
    release_file(newsroom.releases, release.version).unlink()
    assert newsroom.problems() == []
    newsroom.write(correct_a_figure(small_record, told=False))
    (problem,) = newsroom.problems()
    assert problem.message.endswith(f"how these differ from it cannot be told: {ARTICLE}.detained-40")


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"releases": [{"version": "x"}]}'])
def test_a_list_of_releases_that_cannot_be_read_is_told(newsroom: Newsroom, content: bytes) -> None:
    """Guards against a broken list that passes for no release at all."""
    (newsroom.releases / INDEX).write_bytes(content)
    (problem,) = newsroom.problems()
    assert problem.file == INDEX
    assert "cannot be read" in problem.message
    assert "\n" not in str(problem)


def test_the_command_keeps_a_release_and_says_what_is_in_it(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a step that coders skip because they cannot see what it did."""
    first = run("release", "--records", newsroom.articles)
    assert first.returncode == 0
    assert "were released on 1 April 2023" in first.stdout
    newsroom.write(correct_a_figure(small_record))
    second = run("release", "--records", newsroom.articles)
    assert second.returncode == 0
    _, latest = releases_in(newsroom.releases)
    assert latest.released_on == dt.date.today()
    assert f"dataset version {latest.version}, 1 record" in second.stdout
    assert "0 new, 2 changed, 0 taken out" in second.stdout


def test_the_command_refuses_records_that_are_not_sound(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a silent change that becomes the new past."""
    newsroom.write(correct_a_figure(small_record, told=False))
    finished = run("release", "--records", newsroom.articles)
    assert finished.returncode == 1
    assert "without a correction" in finished.stdout
    assert len(releases_in(newsroom.releases)) == 1


# The repository's own.


def test_the_records_of_this_repository_are_released() -> None:
    """Guards against links pinned to records that nobody kept: run `python -m data release` after a change."""
    version = archive_from_records().version
    assert releases_in(OURS)[-1].version == version


@pytest.mark.parametrize("release", releases_in(OURS), ids=lambda release: release.version)
def test_every_release_of_this_repository_can_be_shown(release: Any) -> None:
    """Guards against a change of the schema after which old links lead nowhere."""
    renamed = archive_from_records().collection
    assert renamed is not None
    kept = read_release(OURS, release.version, renamed=renamed.renamed_actors)
    assert len(kept.records) >= 12
    assert kept.collection is not None


def test_the_folder_of_releases_says_whose_they_are() -> None:
    """Guards against data that is shipped without source and licence."""
    readme = (OURS / "README.md").read_text("utf-8")
    assert "CC BY 4.0" in readme
    assert "data/articles/" in readme
    assert {file.suffix for file in OURS.iterdir()} == {".md", ".json", ".gz"}


def test_a_release_needs_no_more_room_than_a_picture(tmp_path: Path) -> None:
    """Guards against a folder that makes a clone slow: a release of twelve records stays below 60 kB."""
    made = write_release(tmp_path, load_records().records, collection=None, released_on=dt.date(2026, 11, 27))
    assert release_file(tmp_path, made.version).stat().st_size < 60_000
