"""`python -m data …` as a coder, a journalist or a build types it: exit status, standard output and standard error."""

import copy
import csv
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from data.tables.archive import archive_from_duckdb
from tests.command_line import Finished, run, run_process
from tests.conftest import LEAD, ROOT

Json = dict[str, Any]
Write = Callable[..., Path]


# validate


def test_sound_records_exit_0_and_are_counted(small_record: Json, write_record: Write) -> None:
    """Guards against a check that passes because it looked at nothing."""
    folder = write_record(small_record).parent
    finished = run_process("validate", folder)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "1 record(s), every one sound\n", "")


def test_the_repositorys_records_and_collection_are_sound() -> None:
    """Guards against a record that is committed with a problem."""
    finished = run("validate")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.endswith("every one sound\n")


def test_every_problem_is_a_line_of_file_place_and_message_and_the_exit_is_1(
    small_record: Json, write_record: Write
) -> None:
    """Guards against output that an editor or a script cannot take apart, and against exit 0 for bad records."""
    write_record(small_record, "good.json")
    small_record["article"]["id"] = "bad"
    small_record["claims"][0]["qualifier"] = "more_then"
    folder = write_record(small_record, "bad.json").parent
    (folder / "worse.json").write_text("{", "utf-8")
    finished = run_process("validate", folder)
    assert finished.returncode == 1
    lines = [tuple(line.split(": ", 2)) for line in finished.stdout.splitlines()]
    assert [line[:2] for line in lines] == [
        ("bad.json", "claims[0] (detained-40).qualifier"),
        ("worse.json", "line 1, column 2"),
    ]
    assert "did you mean “more_than”?" in lines[0][2]


@pytest.mark.parametrize("which", ["nowhere", "empty"])
def test_a_folder_without_records_is_a_problem(tmp_path: Path, which: str) -> None:
    """Guards against a mistyped folder passing every check."""
    (tmp_path / "empty").mkdir()
    finished = run("validate", tmp_path / which)
    assert finished.returncode == 1
    assert which in finished.stdout


def test_single_files_can_be_checked(small_record: Json, write_record: Write) -> None:
    """Guards against one file being checkable only together with its folder."""
    good = write_record(small_record, "good.json")
    (good.parent / "bad.json").write_text("{", "utf-8")
    assert run("validate", good).returncode == 0
    assert run("validate", good, good.parent / "bad.json").returncode == 1


# export


def test_a_table_is_written_to_standard_output_under_the_filters(record_json: Json) -> None:
    """Guards against flags that are accepted and ignored."""
    finished = run(
        "export",
        "claims",
        "--format",
        "csv",
        "--actor",
        "kazakhstan-interior-ministry",
        "--topic",
        "deaths",
        "--article",
        LEAD,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(finished.stdout)))
    expected = [each["id"] for each in record_json["claims"] if each["asserted_by"] == "kazakhstan-interior-ministry"]
    assert sorted(row["item_id"] for row in rows) == sorted(f"{LEAD}.{each}" for each in expected)


def test_a_flag_can_be_given_several_times_and_underscores_are_dashes() -> None:
    """Guards against the last value winning, and keys that the address has and the command line has not."""
    finished = run(
        "export", "quotes", "--format", "json", "--city", "almaty", "--city", "aktau", "--known-on", "2022-01-07",
        "--quote-type", "indirect", "--from", "2022-01-01", "--to", "2022-01-31", "--q", "Moscow",
    )  # fmt: skip
    assert finished.returncode == 0
    told = json.loads(finished.stdout)
    assert told["known_on"] == "2022-01-07"
    assert told["filters"] == {
        "city": ["aktau", "almaty"],
        "quote_type": ["indirect"],
        "from": ["2022-01-01"],
        "to": ["2022-01-31"],
        "q": ["Moscow"],
    }


def test_geojson_is_written(record_json: Json) -> None:
    """Guards against a format that the help promises and the command refuses."""
    finished = run("export", "events", "--format", "geojson")
    assert len(json.loads(finished.stdout)["features"]) == len(record_json["events"])


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (
            ("export", "events", "--city", "almatty"),
            1,
            "city “almatty” is not in these records; did you mean “almaty”?",
        ),
        (("export", "events", "--from", "yesterday"), 1, "from “yesterday” is not a date; write it as 2022-01-07"),
        (
            ("export", "events", "--from", "2022-01-07", "--to", "2022-01-05"),
            1,
            "to 2022-01-05 is before from 2022-01-07",
        ),
        (("export", "claims", "--format", "geojson"), 1, "claims have no places; GeoJSON is for events and places"),
        (("export", "people"), 2, "invalid choice: 'people'"),
        (("export", "events", "--format", "xlsx"), 2, "invalid choice: 'xlsx'"),
        (("export", "events", "--colour", "red"), 2, "unrecognized arguments: --colour red"),
        ((), 2, "the following arguments are required: command"),
        (("build",), 2, "the following arguments are required: --out"),
        (("anchors",), 2, "the following arguments are required: --text"),
        (("anchors", "--text", "aljazeera-2022-01-07"), 1, "write ARTICLE_ID=FILE"),
        (("anchors", "--text", "unknown=text.txt"), 1, "write ARTICLE_ID=FILE, with a record"),
        (("anchors", "--text", f"{LEAD}=nowhere.txt"), 1, "nowhere.txt: "),
        (("places",), 2, "the following arguments are required: RECORD"),
        (("places", "nowhere.json", "--fill"), 1, "nowhere.json is no file, and no article in"),
        (("build", "--out", "nowhere/at/all.duckdb"), 1, "nowhere/at is not there; make the folder first"),
    ],
)
def test_what_cannot_be_done_is_told_without_a_traceback_and_writes_nothing(
    arguments: tuple[str, ...], status: int, message: str
) -> None:
    """Guards against a traceback, an exit of 0, or half an export for a mistyped value."""
    finished = run(*arguments)
    assert (finished.returncode, finished.stdout) == (status, "")
    assert message in finished.stderr


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "duckdb:nowhere.duckdb",
            "nowhere.duckdb is not there; build it with: python -m data build --out nowhere.duckdb",
        ),
        ("duckdb:README.md", "README.md is no archive"),
        ("postgres", "ARCHIVE is “postgres”; it may be “pandas” or “duckdb:PATH”"),
    ],
)
def test_a_wrong_archive_setting_is_told_without_a_traceback(setting: str, message: str) -> None:
    """Guards against an engine's own error where the setting is at fault."""
    ask = run_process if setting == "postgres" else run
    finished = ask("export", "events", ARCHIVE=setting)
    assert (finished.returncode, finished.stdout) == (1, "")
    assert message in finished.stderr


def test_an_export_tells_which_records_it_had_to_leave_out(small_record: Json, write_record: Write) -> None:
    """Guards against a table that lacks an article and looks complete."""
    folder = write_record(small_record).parent
    (folder / "bad.json").write_text("{", "utf-8")
    finished = run("export", "events", ARTICLES=folder)
    assert finished.returncode == 0
    assert len(list(csv.DictReader(io.StringIO(finished.stdout)))) == 1
    assert "bad.json: line 1, column 2: is not JSON" in finished.stderr


# anchors


def test_the_lead_records_anchors_hold(article_text: Path) -> None:
    """Guards against offsets that have drifted from the article's text."""
    finished = run("anchors", "--text", f"{LEAD}={article_text}")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith(f"{LEAD}: ")
    assert "anchors checked, 5 sentences without a record" in finished.stdout


@pytest.fixture
def named(small_record: Json, write_record: Write) -> Path:
    """The small record under the name of its article, as `anchors` looks for it."""
    return write_record(small_record, "northport-2023-03-01.json")


def check(record: Path, text: Path, *more: str) -> Finished:
    return run("anchors", "--text", f"{record.stem}={text}", "--records", record.parent, *more)


def test_anchors_that_hold_exit_0(named: Path, small_text: Path) -> None:
    """Guards the next test: what it reports must come from its change."""
    finished = check(named, small_text)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == "northport-2023-03-01: 12 anchors checked, 1 sentences without a record\n"


def test_anchors_that_do_not_hold_exit_1_with_a_line_each(named: Path, small_text: Path) -> None:
    """Guards against a changed text passing because its record still validates."""
    small_text.write_text(small_text.read_text("utf-8").replace("watched", "stopped"), "utf-8")
    finished = check(named, small_text)
    assert finished.returncode == 1
    assert [line.split(": ")[:2] for line in finished.stdout.splitlines()[:-1]] == [
        [named.name, "article.text_sha256"],
        [named.name, "caveats[0].anchors[0]"],
    ]


def test_a_text_that_is_not_utf_8_is_told(named: Path, small_text: Path) -> None:
    """Guards against a traceback for a text saved in an old encoding."""
    small_text.write_bytes("Zoë".encode("latin-1"))
    finished = check(named, small_text)
    assert finished.returncode == 1
    assert str(small_text) in finished.stderr


def test_offsets_are_filled_in(named: Path, small_text: Path, small_record: Json) -> None:
    """Guards against a coder having to count characters, and against the file losing anything else."""
    written = json.loads(named.read_text("utf-8"))
    without_offsets(written)
    named.write_text(json.dumps(written), "utf-8")
    assert check(named, small_text).returncode == 1
    finished = check(named, small_text, "--fill")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert json.loads(named.read_text("utf-8")) == small_record


def without_offsets(record: Json) -> None:
    """Leave of each anchor what a coder writes, and of the article what they know."""
    for kind in ("places", "actors", "events", "claims", "quotes", "facts", "caveats"):
        for owner in record[kind]:
            owner["anchors"] = [{name: each[name] for name in ("paragraph", "exact")} for each in owner["anchors"]]
    del record["article"]["text_sha256"], record["article"]["paragraph_count"]


def test_offsets_are_filled_in_where_the_setting_says_and_whatever_the_file_is_called(
    small_record: Json, small_text: Path, write_record: Write
) -> None:
    """Guards against a command that looks into the repository while the newsroom's records lie elsewhere."""
    draft = copy.deepcopy(small_record)
    without_offsets(draft)
    file = write_record(draft, "draft.json")
    for name in ("northport-2023-03-01", "draft", file):
        file.write_text(json.dumps(draft), "utf-8")
        finished = run("anchors", "--text", f"{name}={small_text}", "--fill", ARTICLES=file.parent)
        assert (finished.returncode, finished.stderr) == (0, "")
        assert json.loads(file.read_text("utf-8")) == small_record


def test_a_record_that_does_not_validate_yet_is_filled_in_and_its_problems_are_told(
    named: Path, small_text: Path, small_record: Json
) -> None:
    """Guards against a coder who has to make all else right before the offsets, or the offsets before all else."""
    without_offsets(small_record)
    small_record["claims"][0]["qualifier"] = "more_then"
    del small_record["events"][0]["kind"]
    named.write_text(json.dumps(small_record), "utf-8")
    finished = check(named, small_text, "--fill")
    assert finished.returncode == 1
    places = {line.split(": ")[1] for line in finished.stdout.splitlines()}
    assert places == {"claims[0] (detained-40).qualifier", "events[0] (detentions).kind"}
    filled = json.loads(named.read_text("utf-8"))
    assert filled["claims"][0]["anchors"][0]["end"] == 19
    assert filled["article"]["paragraph_count"] == 4


def test_offsets_that_cannot_be_filled_in_leave_the_file_as_it_was_and_are_all_told(
    named: Path, small_text: Path
) -> None:
    """Guards against a record that is half rewritten, and against one anchor told at a time."""
    before = named.read_text("utf-8").replace('"exact": "watched"', '"exact": "zzz"')
    before = before.replace('"exact": "stop work"', '"exact": "Stop work"')
    named.write_text(before, "utf-8")
    finished = check(named, small_text, "--fill")
    assert finished.returncode == 1
    told = finished.stdout.splitlines()
    assert [line.split(": ")[:2] for line in told] == [
        [named.name, "events[0] (detentions).anchors[0]"],
        [named.name, "caveats[0] (brandt-only-watched).anchors[0]"],
    ]
    assert "it has “stop work”, which differs: here “S” (U+0053 latin capital letter s)" in told[0]
    assert "“zzz” occurs 0 times in paragraph 2" in told[1]
    assert named.read_text("utf-8") == before


def test_one_text_that_cannot_be_read_does_not_hide_what_is_wrong_with_others(named: Path, small_text: Path) -> None:
    """Guards against a command that has to be run once for each mistake."""
    small_text.write_text(small_text.read_text("utf-8").replace("watched", "stopped"), "utf-8")
    pairs = [f"--text={named.stem}={text}" for text in ("nowhere.txt", small_text)]
    finished = run("anchors", *pairs, "--records", named.parent)
    assert finished.returncode == 1
    assert "nowhere.txt: No such file or directory" in finished.stderr
    assert "caveats[0].anchors[0]" in finished.stdout


# schema and build


def test_the_schema_is_the_file_in_the_repository() -> None:
    """Guards against the command and the file drifting apart."""
    finished = run("schema")
    assert finished.returncode == 0
    assert finished.stdout == (ROOT / "data" / "record.schema.json").read_text("utf-8")


def test_a_file_is_built_and_read_as_the_archive(small_record: Json, write_record: Write, tmp_path: Path) -> None:
    """Guards against a build that the ARCHIVE setting cannot open."""
    path = tmp_path / "archive.duckdb"
    finished = run("build", "--out", path, "--records", write_record(small_record).parent)
    assert finished.returncode == 0
    assert finished.stdout == f"{path}: dataset version {archive_from_duckdb(path).version}\n"
    exported = run("export", "events", "--format", "json", ARCHIVE=f"duckdb:{path}")
    assert [row["item_id"] for row in json.loads(exported.stdout)["rows"]] == ["northport-2023-03-01.detentions"]


def test_a_build_on_a_full_disk_says_so_and_leaves_the_old_file(
    small_record: Json, write_record: Write, tmp_path: Path
) -> None:
    """Guards against “success”, and an unusable file in the place of the good one."""
    path, folder = tmp_path / "archive.duckdb", write_record(small_record).parent
    assert run("build", "--out", path, "--records", folder).returncode == 0
    before = path.read_bytes()
    command = [sys.executable, "-m", "data", "build", "--out", str(path), "--records", str(folder)]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (200_000, 200_000))
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert "cannot be written" in finished.stderr
    assert len(finished.stderr.splitlines()) == 1
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]


def test_records_are_built_from_the_folder_of_the_setting(
    small_record: Json, write_record: Write, tmp_path: Path
) -> None:
    """Guards against a file of the repository's records that passes for the newsroom's own."""
    path = tmp_path / "archive.duckdb"
    assert run("build", "--out", path, ARTICLES=write_record(small_record).parent).returncode == 0
    assert archive_from_duckdb(path).known_values["article"] == {"northport-2023-03-01"}


def test_the_command_that_made_snapshots_says_where_it_went() -> None:
    """Guards against a script of a newsroom that stops without a word on what to write instead."""
    finished = run("snapshot", "--out", "view.html", "--city", "almaty")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "python -m publishing snapshot" in finished.stderr


def test_a_flag_under_its_earlier_name_still_filters() -> None:
    """Guards against a script that breaks when a key is renamed."""
    old, new = (
        run("export", "quotes", flag, "authorities", "--format", "csv") for flag in ("--voice", "--speaker-group")
    )
    assert old.returncode == 0
    assert old.stdout == new.stdout != ""


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "", "LC_ALL": "C"}])
def test_what_is_printed_is_utf_8_whatever_the_console_and_has_no_mark(environment: Json) -> None:
    """Guards against an export that stops at a letter, and against a mark before the first column's name."""
    printed = run_process("export", "quotes", "--format", "csv", **environment)
    assert printed.returncode == 0
    assert "’" in printed.stdout
    assert printed.stdout[0] != "\ufeff"
