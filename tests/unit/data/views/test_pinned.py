"""Links pinned to a dataset version: silent where the view did not change, else the view as it was, with one line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.tables.archive import Archive, archive_from_duckdb, build_duckdb
from data.tables.released import MOST_IN_MEMORY, _open, released_archive, releases_of
from data.tables.rows import ClaimRow, rows
from data.views.address import DATASET
from data.views.frame import Frame
from data.views.opened import opened_item
from data.views.reading import Reading, read_address
from data.views.registry import VIEWS, view_of
from publishing.links import links_of
from publishing.sections import section
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]
FIGURE = "northport-2023-03-01.detained-40"
DAY = "2023-03-01"


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json) -> Newsroom:
    """A newsroom that has released the small record."""
    return Newsroom.with_releases(tmp_path / "newsroom", small_record)


def pinned(newsroom: Newsroom, path: str = "casualties", archive: Archive | None = None, **asked: str) -> Reading:
    """What a link says that was pinned to the first release."""
    version = releases_of(newsroom.archive())[0].version
    query = {"known_on": [DAY], DATASET: [version]} | {key: [value] for key, value in asked.items()}
    return read_address(path, query, archive or newsroom.archive())


def figure_of(reading: Reading) -> str:
    (row,) = rows(queries.claims(reading.archive), ClaimRow)
    return row["value_text"]


@pytest.mark.parametrize("path", VIEWS)
def test_one_article_more_changes_nothing_in_a_view_of_an_earlier_day(
    newsroom: Newsroom, small_record: Json, path: str
) -> None:
    """Guards against every pinned link calling itself broken as soon as the next report is coded."""
    small_record["article"] |= {"id": "later", "date_published": "2023-03-09"}
    small_record["claims"][0]["reported_on"] = "2023-03-09"
    newsroom.write(small_record)
    reading = pinned(newsroom, path)
    assert (reading.notices, reading.pin) == ((), None)
    assert reading.archive.version == newsroom.archive().version


def test_a_figure_that_was_corrected_since_is_shown_as_it_was_with_one_line(
    newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against a reader of last month's story who finds another number behind its link."""
    newsroom.write(correct_a_figure(small_record))
    reading = pinned(newsroom)
    assert figure_of(reading) == "At least 40"
    assert reading.notices == ()
    assert reading.pin is not None
    assert reading.pin.words == (
        "This view is shown as the records were released on 1 April 2023 (version "
        f"{reading.archive.version}). Since then 1 figure was changed (“Detained: At least 40, dockers” reads "
        "“Detained: At least 41, dockers” now)."
    )
    assert figure_of(read_address("casualties", {"known_on": [DAY]}, newsroom.archive())) == "At least 41"


@pytest.mark.parametrize("path", ["timeline", "map", "quotes"])
def test_a_page_without_the_figure_says_nothing_of_it(newsroom: Newsroom, small_record: Json, path: str) -> None:
    """Guards against a warning on a map because of a figure that is not on it."""
    newsroom.write(correct_a_figure(small_record))
    assert pinned(newsroom, path).pin is None
    opened = pinned(newsroom, path, item=FIGURE)
    assert opened.pin is not None
    assert opened.archive.version == releases_of(newsroom.archive())[0].version


def test_a_view_that_a_filter_keeps_clear_of_the_change_says_nothing(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against comparing the collections where only the view counts."""
    newsroom.write(correct_a_figure(small_record))
    assert pinned(newsroom, "", topic="work").pin is None
    assert pinned(newsroom, "", actor="dockers").pin is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda record: record["events"].append(record["events"][0] | {"id": "more"}), "1 event was added"),
        (lambda record: record["quotes"].clear(), "1 quotation was taken out"),
        (lambda record: record["caveats"].clear(), "1 reason for doubt was taken out"),
        (
            lambda record: record["actors"][1].update(name="Harbour police"),
            "1 event was changed and 1 figure was changed",
        ),
    ],
    ids=["an event more", "a quotation less", "a doubt less", "an actor's name"],
)
def test_what_differs_is_said_by_kind_and_number(
    newsroom: Newsroom, small_record: Json, change: Any, words: str
) -> None:
    """Guards against a line that says only that something is different."""
    change(small_record)
    newsroom.write(small_record)
    reading = pinned(newsroom, "")
    assert reading.pin is not None
    assert words == reading.pin.differs


def test_a_matter_under_another_name_is_told_where_matters_stand(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a heading of What each side says that is another one than in the story that links to it."""
    small_record["topics"][0]["label"] = "Labour"
    newsroom.write(small_record)
    reading = pinned(newsroom, "sides")
    assert reading.pin is not None
    assert "what stands beside 1 quotation was changed" in reading.pin.differs
    assert pinned(newsroom, "map").pin is None


def test_the_page_of_corrections_tells_of_a_new_one(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a pinned list of corrections that grows in silence."""
    newsroom.write(correct_a_figure(small_record))
    reading = pinned(newsroom, "corrections")
    assert reading.pin is not None
    assert reading.pin.differs == "1 correction was added"


def test_a_file_of_all_pages_is_compared_with_all_pages(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a snapshot of the map that holds the corrected figure without a word."""
    newsroom.write(correct_a_figure(small_record))
    version = releases_of(newsroom.archive())[0].version
    query = {"known_on": [DAY], DATASET: [version]}
    assert read_address("map", query, newsroom.archive()).pin is None
    assert read_address("map", query, newsroom.archive(), whole=True).pin is not None


def test_a_version_that_was_never_released_is_told_as_such(newsroom: Newsroom) -> None:
    """Guards against today's records passing for those of a link that cannot be followed."""
    reading = read_address("casualties", {DATASET: ["0123456789ab"]}, newsroom.archive())
    (notice,) = reading.notices
    assert "“0123456789ab”" in notice
    assert "was never released here" in notice
    assert newsroom.archive().version in notice
    assert (reading.pin, figure_of(reading)) == (None, "At least 40")


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_a_release_that_is_not_kept_is_told_as_such(newsroom: Newsroom, small_record: Json, damage: str) -> None:
    """Guards against a traceback, or a version that is called unknown although it is in the list."""
    (release,) = releases_of(newsroom.archive())
    file = newsroom.releases / f"{release.version}.json.gz"
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:100])
    newsroom.write(correct_a_figure(small_record))
    (notice,) = pinned(newsroom).notices
    assert "was released on 1 April 2023" in notice
    assert "is not kept" in notice


def test_an_archive_in_duckdb_is_compared_alike(newsroom: Newsroom, small_record: Json, tmp_path: Path) -> None:
    """Guards against pinned links that work on one engine only."""
    newsroom.write(correct_a_figure(small_record))
    build_duckdb(newsroom.archive(), tmp_path / "now.duckdb")
    now = replace(archive_from_duckdb(tmp_path / "now.duckdb"), releases=newsroom.releases)
    assert pinned(newsroom, archive=now).pin == pinned(newsroom).pin
    assert pinned(newsroom, "quotes", archive=now).pin is None


def test_releases_are_read_when_asked_for_and_few_stay_in_memory(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a server that holds every version of its records."""
    for number in range(MOST_IN_MEMORY + 3):
        small_record["facts"].append(small_record["facts"][0] | {"id": f"fact-{number}"})
        newsroom.write(small_record)
        newsroom.release()
    _open.cache_clear()
    archive = newsroom.archive()
    read_address("", {DATASET: [archive.version]}, archive)
    assert _open.cache_info().currsize == 0
    found = [released_archive(archive, release) for release in releases_of(archive)]
    assert None not in found
    assert _open.cache_info().currsize == MOST_IN_MEMORY


@pytest.mark.parametrize("path", VIEWS)
def test_links_pinned_to_the_first_release_of_this_repository_still_show_the_same(reports: Archive, path: str) -> None:
    """Guards against a migration of ids after which an old link says that figures changed."""
    for release in releases_of(reports):
        reading = read_address(path, {"known_on": ["2022-12-20"], DATASET: [release.version]}, reports)
        assert (reading.notices, reading.pin) == ((), None)


def test_links_from_a_view_as_it_was_stay_in_its_release(newsroom: Newsroom, small_record: Json) -> None:
    """Guards against a reader who goes from the figure of then to the list of today without a word."""
    newsroom.write(correct_a_figure(small_record))
    for path, leaves in (("", False), ("map", True)):
        reading = pinned(newsroom, path, item=FIGURE if not path else "northport-2023-03-01.lima-leads")
        links, frame = links_of(reading.address), Frame(reading)
        html = section("masthead", view_of(reading), links, frame=frame, pages=VIEWS)
        assert (f"/casualties?{DATASET}=" in html) is not leaves
        opened = opened_item(reading)
        assert opened is not None
        assert opened.pinned is not leaves
