"""Records to tables on an engine: versions, the DuckDB file, the environment, empty folders, many readers at once."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data import queries
from data.queries.selection import Selection
from data.records.vocabulary import FACETS, NOT_STATED
from data.tables.archive import Archive, archive_from_duckdb, archive_from_records, build_duckdb, open_archive
from data.tables.engines import PandasEngine
from data.tables.known_on import as_known_on
from data.tables.rows import COLUMNS

Json = dict[str, Any]
Write = Callable[..., Path]

QUESTIONS: list[Callable[[Archive, Selection], pd.DataFrame]] = [
    each
    for name, each in vars(queries).items()
    if getattr(each, "__module__", "").startswith(f"{queries.__name__}.")
    and hasattr(each, "__wrapped__")
    and not name.startswith("_")
    and each.__annotations__.get("return") is pd.DataFrame
]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which nothing is set."""
    monkeypatch.delenv("ARCHIVE", raising=False)
    monkeypatch.delenv("ARTICLES", raising=False)
    return monkeypatch


def test_the_questions_were_found() -> None:
    """Guards the tests below against asking nothing."""
    assert {queries.events, queries.facets, queries.map_places, queries.words_by_speaker_group} <= set(QUESTIONS)


# Versions.


def version_of(record: Json, write_record: Write) -> str:
    return archive_from_records(write_record(record).parent).version


def test_the_same_records_have_the_same_version(small_record: Json, write_record: Write) -> None:
    """Guards against every start of the app being a new version, which no cache and no citation could use."""
    first = version_of(small_record, write_record)
    assert version_of(dict(reversed(small_record.items())), write_record) == first
    assert len(first) == 12


def change_a_number(record: Json) -> None:
    record["claims"][0] |= {"value": 41, "low": 41}


def change_a_word(record: Json) -> None:
    record["facts"][0]["text"] += " So it says."


def change_an_anchor(record: Json) -> None:
    record["facts"][0]["anchors"][0]["note"] = "Seen again."


def drop_a_caveat(record: Json) -> None:
    record["caveats"] = []


@pytest.mark.parametrize("change", [change_a_number, change_a_word, change_an_anchor, drop_a_caveat])
def test_any_change_of_a_record_is_a_new_version(
    small_record: Json, write_record: Write, change: Callable[[Json], None]
) -> None:
    """Guards against old answers being kept, and cited, for changed records."""
    before = version_of(small_record, write_record)
    change(small_record)
    assert version_of(small_record, write_record) != before


def test_a_record_more_is_a_new_version(archive: Archive, two_articles: Archive) -> None:
    """Guards against a version that looks at one record only."""
    assert archive.version != two_articles.version


def test_archives_are_told_apart_by_version_and_engine(archive: Archive, duckdb_archive: Archive) -> None:
    """Guards against two engines sharing a cache, in which a test of one would read the other's answers."""
    assert archive.version == duckdb_archive.version
    assert archive != duckdb_archive
    assert hash(archive) != hash(duckdb_archive)
    assert archive == replace(archive)
    assert archive != replace(archive, version="another")
    assert archive != as_known_on(archive)


# The DuckDB file.


def test_a_duckdb_file_holds_every_table_as_it_is_in_memory(archive: Archive, duckdb_archive: Archive) -> None:
    """Guards against a table, a column or a gap that is lost on the way to the file."""
    for name in COLUMNS:
        there = duckdb_archive.table(name).collect("pandas").to_pandas()
        here = archive.table(name).collect("pandas").to_pandas()
        assert list(there.columns) == list(COLUMNS[name])
        assert_frame_equal(there.astype(here.dtypes.to_dict()), here, check_column_type=False)
    assert duckdb_archive.collection == archive.collection


def test_a_build_that_fails_leaves_the_old_file_and_nothing_else(archive: Archive, tmp_path: Path) -> None:
    """Guards against a reader who finds half a file, or none, after a build that broke off."""
    path = tmp_path / "archive.duckdb"
    build_duckdb(archive, path)
    before = path.read_bytes()
    assert isinstance(archive.engine, PandasEngine)
    broken = PandasEngine({**archive.engine.frames, "zz_last": "not a table"})  # type: ignore[dict-item]
    with pytest.raises(OSError, match="cannot be written"):
        build_duckdb(replace(archive, engine=broken), path)
    assert [each.name for each in tmp_path.iterdir()] == ["archive.duckdb"]
    assert path.read_bytes() == before


def test_a_build_replaces_the_old_file_while_it_is_being_read(
    archive: Archive, two_articles: Archive, tmp_path: Path
) -> None:
    """Guards against a build that a running app keeps from being finished, or that breaks its answers."""
    path = tmp_path / "archive.duckdb"
    build_duckdb(archive, path)
    reader = archive_from_duckdb(path)
    build_duckdb(two_articles, path)
    assert len(queries.events(reader)) == len(queries.events(archive))
    assert [each.name for each in tmp_path.iterdir()] == ["archive.duckdb"]
    assert archive_from_duckdb(path).version == two_articles.version


def test_a_server_reads_a_file_that_took_the_place_of_another_and_keeps_the_old_one_of_a_broken_one(
    archive: Archive, two_articles: Archive, tmp_path: Path
) -> None:
    """Guards against a server that has to be restarted for a new archive, and one that a broken file takes down."""
    path = tmp_path / "archive.duckdb"
    build_duckdb(archive, path)
    first = open_archive(f"duckdb:{path}")
    build_duckdb(two_articles, path)
    second = open_archive(f"duckdb:{path}")
    assert (first.version, second.version) == (archive.version, two_articles.version)
    assert (len(queries.articles(first)), len(queries.articles(second))) == (1, 2)
    (tmp_path / "broken").write_bytes(b"no database")
    (tmp_path / "broken").replace(path)
    assert open_archive(f"duckdb:{path}").version == two_articles.version


def test_a_file_of_another_format_says_how_to_build_it_anew(archive: Archive, tmp_path: Path) -> None:
    """Guards against a server that reads columns which mean something else by now."""
    path = tmp_path / "archive.duckdb"
    build_duckdb(archive, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE about SET format = 99")
    with pytest.raises(ValueError, match=r"has the format 99, and this server reads \d+: python -m data build --out"):
        archive_from_duckdb(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE about DROP format")
    with pytest.raises(ValueError, match="has the format of before"):
        archive_from_duckdb(path)


def test_what_another_build_left_behind_is_no_hindrance(archive: Archive, tmp_path: Path) -> None:
    """Guards against a temporary file of a killed build being taken for the beginning of this one."""
    path = tmp_path / "archive.duckdb"
    path.with_name(f"{path.name}.{os.getpid()}.tmp").write_bytes(b"half a file")
    build_duckdb(archive, path)
    assert archive_from_duckdb(path).version == archive.version
    assert [each.name for each in tmp_path.iterdir()] == ["archive.duckdb"]


def test_a_file_is_not_built_from_a_file(duckdb_archive: Archive, tmp_path: Path) -> None:
    """Guards against a build that would write nothing and say nothing."""
    with pytest.raises(TypeError, match="built from records"):
        build_duckdb(duckdb_archive, tmp_path / "archive.duckdb")


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    """Guards against a message that leaves the reader to find the command."""
    path = tmp_path / "none.duckdb"
    with pytest.raises(
        FileNotFoundError, match=r"is not there; build it with: python -m data build --out .*none\.duckdb"
    ):
        archive_from_duckdb(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"no database", b"", None], ids=["another kind of file", "empty", "no tables"])
def test_a_file_that_is_no_archive_says_how_to_build_one(tmp_path: Path, content: bytes | None) -> None:
    """Guards against an engine's own error, which names neither the file nor the cure."""
    path = tmp_path / "other.duckdb"
    if content is None:
        duckdb.connect(str(path)).close()
    else:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=r"other\.duckdb is no archive \(python -m data build --out .* writes one\)"):
        archive_from_duckdb(path)


def test_a_folder_that_is_not_there_is_named_before_anything_is_written(archive: Archive, tmp_path: Path) -> None:
    """Guards against an engine's own error about a temporary file that the reader never asked for."""
    with pytest.raises(FileNotFoundError, match="nowhere is not there; make the folder first"):
        build_duckdb(archive, tmp_path / "nowhere" / "archive.duckdb")


def test_a_duckdb_file_cannot_be_written_to_by_a_reader(duckdb_archive: Archive) -> None:
    """Guards against one viewer's process changing what all read."""
    connection = duckdb_archive.engine._connection  # type: ignore[attr-defined]
    with pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM events")


# The environment.


def test_without_any_setting_the_repositorys_records_are_read_into_memory(environment: pytest.MonkeyPatch) -> None:
    """Guards against a default that needs a file or a setting."""
    opened = open_archive()
    assert isinstance(opened.engine, PandasEngine)
    assert opened.problems == ()
    assert "aljazeera-2022-01-07" in queries.articles(opened)["article_id"].to_list()


def test_an_archive_is_opened_once_per_process(environment: pytest.MonkeyPatch) -> None:
    """Guards against every rerun of every viewer reading all files again."""
    assert open_archive() is open_archive()


def test_another_setting_opens_another_archive_in_the_same_process(
    environment: pytest.MonkeyPatch, small_record: Json, write_record: Write
) -> None:
    """Guards against the first archive that was opened standing for all that are asked for later."""
    ours = open_archive()
    environment.setenv("ARTICLES", str(write_record(small_record).parent))
    assert open_archive() != ours
    environment.delenv("ARTICLES")
    assert open_archive() is ours


def test_archive_names_a_duckdb_file(environment: pytest.MonkeyPatch, two_articles: Archive, tmp_path: Path) -> None:
    """Guards against the setting being read and the records of the repository being used all the same."""
    path = tmp_path / "with space.duckdb"
    build_duckdb(two_articles, path)
    environment.setenv("ARCHIVE", f"duckdb:{path}")
    assert open_archive().version == two_articles.version


def test_archive_pandas_is_the_default_by_name(environment: pytest.MonkeyPatch, reports: Archive) -> None:
    """Guards against the documented name of the default being refused."""
    environment.setenv("ARCHIVE", "pandas")
    assert open_archive() == reports


@pytest.mark.parametrize("setting", ["polars", "duckdb", "/data/archive.duckdb", "PANDAS"])
def test_any_other_setting_says_what_is_allowed(environment: pytest.MonkeyPatch, setting: str) -> None:
    """Guards against a mistyped engine being taken for the default without a word."""
    environment.setenv("ARCHIVE", setting)
    with pytest.raises(ValueError, match=rf"ARCHIVE is “{setting}”; it may be “pandas” or “duckdb:PATH”"):
        open_archive()


def test_articles_names_another_folder_of_records(
    environment: pytest.MonkeyPatch, small_record: Json, write_record: Write
) -> None:
    """Guards against a newsroom's own folder being ignored."""
    environment.setenv("ARTICLES", str(write_record(small_record).parent))
    assert queries.articles(open_archive())["article_id"].to_list() == ["northport-2023-03-01"]


def test_a_bad_record_is_told_and_the_others_are_there(small_record: Json, write_record: Write) -> None:
    """Guards against one bad file emptying every page."""
    folder = write_record(small_record, "good.json").parent
    (folder / "bad.json").write_text("{", "utf-8")
    opened = archive_from_records(folder)
    assert "bad.json" in {problem.file for problem in opened.problems}
    assert len(queries.events(opened)) == 1


# Nothing at all.


@pytest.fixture
def empty(tmp_path: Path) -> Archive:
    folder = tmp_path / "empty"
    folder.mkdir()
    return archive_from_records(folder)


@pytest.fixture
def empty_in_duckdb(empty: Archive, tmp_path: Path) -> Archive:
    build_duckdb(empty, tmp_path / "empty.duckdb")
    return archive_from_duckdb(tmp_path / "empty.duckdb")


@pytest.mark.parametrize("question", QUESTIONS, ids=[each.__name__ for each in QUESTIONS])
def test_an_empty_archive_answers_every_question_on_both_engines(
    empty: Archive, empty_in_duckdb: Archive, question: Callable[[Archive, Selection], pd.DataFrame]
) -> None:
    """Guards against a new installation, whose folder is still empty, showing a traceback on some page."""
    for selection in (
        Selection(),
        Selection(city=(NOT_STATED,), q="word", date_from="2022-01-01", known_on="2022-01-01"),
    ):
        in_memory, in_duckdb = question(empty, selection), question(empty_in_duckdb, selection)
        assert len(in_memory) == 0
        assert_frame_equal(in_duckdb, in_memory)


def test_an_empty_archive_answers_the_other_questions_too(empty: Archive, empty_in_duckdb: Archive) -> None:
    """Guards against the inspector and the filter bar failing where there is nothing to show."""
    assert "holds no record" in empty.problems[0].message
    for each in (empty, empty_in_duckdb):
        assert each.known_values == {facet: frozenset() for facet in FACETS}
        assert queries.date_range(each) is None
        assert queries.item(each, "nothing") is None
        for frame in (
            queries.anchors(each, "nothing"), queries.first_anchors(each), queries.articles(each),
            queries.anchors_in_article(each, "nothing"), queries.caveats_of(each, "nothing"),
            *(queries.entities(each, name) for name in ("places", "actors", "topics")),
        ):  # fmt: skip
            assert len(frame) == 0


def test_an_empty_table_has_its_columns(empty: Archive) -> None:
    """Guards against a page that reads a column of a table without rows."""
    for name, columns in COLUMNS.items():
        assert empty.table(name).collect_schema().names() == list(columns)


# Many readers.


def test_many_threads_get_the_answers_that_one_would_get(two_articles: Archive, tmp_path: Path) -> None:
    """Guards against viewers who read one DuckDB connection at the same time mixing up or losing answers."""
    path = tmp_path / "shared.duckdb"
    build_duckdb(two_articles, path)
    shared = replace(archive_from_duckdb(path), version="asked by many")
    selections = [Selection(), Selection(city=("almaty",)), Selection(q="the")]
    asked = [queries.events, queries.quotes, queries.facets, queries.map_places, queries.words_by_speaker_group]
    expected = [[question(two_articles, each) for each in selections] for question in asked]
    readers = 8
    start = threading.Barrier(readers)
    failures: list[BaseException] = []
    finished: list[int] = []

    def read() -> None:
        try:
            start.wait(timeout=30)
            for question, answers in zip(asked, expected, strict=True):
                for selection, answer in zip(selections, answers, strict=True):
                    assert_frame_equal(question(shared, selection), answer)
            finished.append(1)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failures == []
    assert len(finished) == readers


def test_ids_are_global_and_local_ones_may_meet(small_record: Json, write_record: Write) -> None:
    """Guards against an item of one article overwriting the item of the same name in another."""
    folder = write_record(small_record, "a.json").parent
    other = json.loads(json.dumps(small_record))
    other["article"]["id"] = "northport-2023-03-02"
    write_record(other, "b.json")
    opened = archive_from_records(folder)
    assert sorted(queries.events(opened)["item_id"]) == [
        "northport-2023-03-01.detentions",
        "northport-2023-03-02.detentions",
    ]
    assert len(queries.entities(opened, "places")) == len(small_record["places"])
