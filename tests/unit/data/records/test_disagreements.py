"""Of records that disagree the right ones stay: what was released, else what most say, else the older."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.records.loader import ARTICLES, load_records, read_record
from data.records.releases import FOLDER, write_release

Json = dict[str, Any]
Write = Callable[[str, Json], None]
Change = Callable[[Json], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of records, which may have releases beside it."""
    articles = tmp_path / "articles"
    articles.mkdir()
    return articles


@pytest.fixture
def write(folder: Path, small_record: Json) -> Write:
    """Write the small record under an id and with what differs in its first place; its file is named after it."""

    def written(article_id: str, changed: Json) -> None:
        record = json.loads(json.dumps(small_record))
        day = changed.get("date_published", record["article"]["date_published"])
        record["article"] |= {"id": article_id, "date_published": day}
        for claim in record["claims"]:
            claim["reported_on"] = day
        record["places"][0] |= {name: value for name, value in changed.items() if name != "date_published"}
        file = folder / f"{article_id}.json"
        file.write_text(json.dumps(record), "utf-8")
        assert read_record(file)[1] == []

    return written


def loaded_ids(folder: Path) -> set[str]:
    """The ids of the articles that are shown."""
    return {record.article.id for record in load_records([folder]).records}


def release(folder: Path) -> None:
    """Release what the folder shows."""
    records = load_records([folder]).records
    write_release(folder.parent / FOLDER, records, collection=None, released_on=dt.date(2023, 4, 1))


@pytest.mark.parametrize("wrong", ["a-first", "m-middle", "z-last"])
@pytest.mark.parametrize("changed", [{"name": "Nortport"}, {"lat": 12.5}, {"other_names": ["North Port"]}], ids=str)
def test_one_wrong_record_takes_no_other_down(folder: Path, write: Write, wrong: str, changed: Json) -> None:
    """Guards against one wrong letter that hides all records whose files come later."""
    names = ["a-first", "b-second", "m-middle", "z-last"]
    for name in names:
        write(name, changed if name == wrong else {})
    assert loaded_ids(folder) == set(names) - {wrong}
    (problem,) = load_records([folder]).problems
    assert problem.file == f"{wrong}.json"
    assert "here and" in problem.message
    assert "and 2 more" in problem.message


def test_what_was_released_stays_although_most_records_say_otherwise(folder: Path, write: Write) -> None:
    """Guards against new files that outvote what readers were shown, and have cited."""
    write("released", {"date_published": "2023-03-09"})
    release(folder)
    new = {"a-new", "b-new", "c-new"}
    for name in new:
        write(name, {"name": "Elsewhere"})
    assert loaded_ids(folder) == {"released"}
    shutil.rmtree(folder.parent / FOLDER)
    assert loaded_ids(folder) == new


def test_a_released_record_that_was_changed_is_like_a_new_one(folder: Path, write: Write) -> None:
    """Guards against a change that counts as released because the article's id is in the list."""
    for name in ("a-report", "b-report"):
        write(name, {})
    release(folder)
    write("a-report", {"name": "Elsewhere"})
    assert loaded_ids(folder) == {"b-report"}


def test_of_two_records_the_older_one_stays(folder: Path, write: Write) -> None:
    """Guards against the alphabet as judge."""
    write("a-later", {"name": "Elsewhere", "date_published": "2023-03-09"})
    write("z-earlier", {"date_published": "2023-03-01"})
    assert loaded_ids(folder) == {"z-earlier"}


def test_a_record_stays_whose_rivals_are_all_left_out(folder: Path, small_record: Json) -> None:
    """Guards against a record that is left out because of others which are left out themselves.

    The hub disagrees with three, and each of these with two more: the hub, last in the alphabet, is blamed first.
    """
    pairs = [("z-hub", f"m{one}") for one in range(3)] + [
        (f"m{one}", f"leaf{one}{two}") for one in range(3) for two in (0, 1)
    ]
    names = {name for pair in pairs for name in pair}
    for name in names:
        record = json.loads(json.dumps(small_record))
        record["article"]["id"] = name
        shared = [f"topic-{number}" for number, pair in enumerate(pairs) if name in pair]
        record["topics"] += [{"id": topic, "label": f"As {name} has it"} for topic in shared]
        (folder / f"{name}.json").write_text(json.dumps(record), "utf-8")
    assert loaded_ids(folder) == names - {"m0", "m1", "m2"}


def test_a_copy_of_a_released_article_does_not_take_its_place(folder: Path, write: Write) -> None:
    """Guards against a file that sorts first and has the id of an article that is known."""
    write("northport", {})
    release(folder)
    copy = json.loads((folder / "northport.json").read_text("utf-8"))
    copy["article"]["headline"] = "Another headline"
    (folder / "a-copy.json").write_text(json.dumps(copy), "utf-8")
    loaded = load_records([folder])
    assert [record.article.headline for record in loaded.records] != ["Another headline"]
    assert [problem.file for problem in loaded.problems] == ["a-copy.json"]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["places"].append({"id": "kazakhstan", "name": "Kazakstan", "kind": "country"}),
        lambda raw: raw["topics"].append({"id": raw["topics"][0]["id"], "label": "Something else"}),
    ],
    ids=["a country", "a topic twice"],
)
def test_a_new_file_hides_none_of_the_reports(tmp_path: Path, small_record: Json, change: Change) -> None:
    """Guards against a file that sorts first, calls Kazakhstan something else and hides all twelve reports."""
    articles = tmp_path / "articles"
    shutil.copytree(ARTICLES, articles)
    shutil.copytree(ARTICLES.parent / FOLDER, tmp_path / FOLDER)
    before = loaded_ids(articles)
    small_record["article"]["id"] = "aaa"
    change(small_record)
    (articles / "aaa.json").write_text(json.dumps(small_record), "utf-8")
    assert loaded_ids(articles) >= before
