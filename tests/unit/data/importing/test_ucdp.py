"""A file of UCDP GED as an archive: what each code becomes, what is told of odd rows, and what is refused."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from pydantic import TypeAdapter

from data import queries
from data.__main__ import main
from data.importing.coded_events import CodedEvent
from data.importing.tables import STAGED, coded_tables
from data.importing.ucdp import COLUMNS
from data.queries.selection import Selection
from data.tables.archive import Archive, archive_from_duckdb
from data.tables.engines import to_pandas
from data.tables.row_fields import TEXT, dtypes_of
from data.tables.rows import ROW_TYPES, ActorRow, ArticleRow, CodingRow, EstimateRow, EventRow, PlaceRow, rows
from tests.unit.data.importing.conftest import csv_text

DATA_SET = "ucdp-ged-23-1"


@pytest.fixture
def imported(tmp_path: Path, write_csv: Callable[..., Path]) -> Callable[..., Archive]:
    """Import made-up rows; returns the archive."""

    def make(*given: dict[str, str], columns: Any = COLUMNS) -> Archive:
        file = write_csv(*given, columns=columns)
        assert (
            main(["import", "ucdp", str(file), "--out", str(tmp_path / "made.duckdb"), "--published-on", "2023-06-07"])
            == 0
        )
        return archive_from_duckdb(tmp_path / "made.duckdb")

    return make


def rows_of(archive: Archive, table: str) -> list[Any]:
    return rows(to_pandas(archive.table(table)), ROW_TYPES[table])


def test_a_row_is_an_event_with_its_estimates_and_how_it_was_coded(imported: Callable[..., Archive]) -> None:
    """Guards against a number, a side or a doubt of the data set that is lost on the way."""
    archive = imported({})
    event: EventRow = rows_of(archive, "events")[0]
    assert event["item_id"] == f"{DATA_SET}.101"
    assert event["title"] == "State-based conflict: Government of Northland and River Front"
    assert (event["start"], event["end"], event["time_precision"]) == ("2019-04-19", "2019-04-19", "day")
    assert (event["places"], event["geo_precision"]) == ("Northport town", "city")
    assert (event["actors"], event["targets"]) == ("Government of Northland; River Front", None)
    coding: CodingRow = rows_of(archive, "codings")[0]
    assert (coding["source_row"], coding["coder_id"], coding["source_count"]) == (2, "101", 2)
    assert coding["sources"] == "Northport Wire 2019-04-25; Daily Note 2019-04-26"
    assert (coding["relied_on"], coding["oddity"]) == ("army spokesman", None)
    estimates: list[EstimateRow] = rows_of(archive, "estimates")
    assert {each["deaths_of"]: (each["best"], each["low"], each["high"]) for each in estimates} == {
        "all": (4, 3, 6), "side_a": (1, None, None), "side_b": (2, None, None), "civilians": (0, None, None),
        "unknown": (1, None, None),
    }  # fmt: skip
    place: PlaceRow = next(row for row in rows_of(archive, "places") if row["kind"] == "city")
    assert (place["place_id"], place["lat"], place["within"]) == (
        "northport-town-northland-4s45-20e99", -4.447998, "northland",
    )  # fmt: skip
    actors: list[ActorRow] = rows_of(archive, "actors")
    assert {actor["actor_id"]: actor["kind"] for actor in actors} == {
        "government-of-northland-11": "state_body", "river-front-12": "group",
    }  # fmt: skip
    article: ArticleRow = rows_of(archive, "articles")[0]
    assert (article["article_id"], article["date_published"], article["coded_from"]) == (
        DATA_SET,
        "2023-06-07",
        "data_set",
    )
    assert archive.collection is not None
    assert "Sundberg and Melander" in archive.collection.source


def test_the_imported_rows_are_found_by_every_filter(imported: Callable[..., Archive]) -> None:
    """Guards against tables that disagree with each other, so that a filter shows nothing."""
    archive = imported({}, {"id": "102", "type_of_violence": "3", "side_b": "Civilians", "side_b_new_id": "1"})
    for selection, expected in (
        (Selection(city=("northport-town-northland-4s45-20e99",)), 2),
        (Selection(actor=("river-front-12",)), 1),
        (Selection(topic=("one-sided-violence",)), 1),
        (Selection(topic=("northland-government-7",)), 2),
        (Selection(q="daily note"), 2),
        (Selection(q="harbour", date_from="2019-04-19", date_to="2019-04-19"), 2),
        (Selection(date_from="2019-04-20"), 0),
    ):
        assert len(queries.events(archive, selection)) == expected, selection
    one_sided = queries.item(archive, f"{DATA_SET}.102")
    assert one_sided is not None
    assert (one_sided[1]["actors"], one_sided[1]["targets"]) == ("Government of Northland", "Civilians")  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("code", "precision", "sure"),
    [("1", "day", True), ("2", "some_day", False), ("3", "week", False), ("4", "month", False), ("5", "year", False)],
)
def test_an_event_is_dated_as_closely_as_the_coder_dates_it(
    imported: Callable[..., Archive], code: str, precision: str, sure: bool
) -> None:
    """Guards against an event of some day in a month that counts as one of its first day."""
    archive = imported({"date_prec": code, "date_start": "2019-04-01", "date_end": "2019-04-05"})
    (event,), (item,) = rows_of(archive, "events"), rows_of(archive, "items")
    assert event["time_precision"] == precision
    assert (item["earliest"], item["latest"]) == ("2019-04-01", "2019-04-05")
    assert (item["sure_from"] is not None) == sure


@pytest.mark.parametrize(
    ("code", "precision", "place", "has_point"),
    [
        ("1", "city", "Northport town", True), ("2", "near", "Northport town", True),
        ("3", "region", "Bay district", False), ("4", "region", "Coast province", False),
        ("5", "region", "Coast province", False), ("6", "country", "Northland", False), ("7", "unknown", None, False),
    ],
)  # fmt: skip
def test_only_a_named_place_has_a_point(
    imported: Callable[..., Archive], code: str, precision: str, place: str | None, has_point: bool
) -> None:
    """Guards against the middle of a province that is drawn as the place where people died."""
    archive = imported({"where_prec": code})
    (event,) = rows_of(archive, "events")
    assert (event["geo_precision"], event["places"]) == (precision, place)
    assert (not queries.event_places(archive)["pin_lat"].isna().all()) == has_point


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"best": "8", "high": "4", "low": "3"}, "best does not lie between"),
        ({"low": "5", "best": "4"}, "best does not lie between"),
        ({"best": "many"}, "best is “many”, which is no count"),
        ({"deaths_a": "-3"}, "deaths_a is “-3”, which is no count"),
        ({"high": "1e999"}, "high is “1e999”, which is no count"),
        ({"date_start": "0000-01-01"}, "date_start is “0000-01-01”, which is no day"),
        ({"date_start": "19/4/2019"}, "date_start is “19/4/2019”, which is no day"),
        ({"date_start": "2019-05-19"}, "date_end 2019-04-19 is before date_start 2019-05-19"),
        ({"latitude": "Northport"}, "latitude and longitude are “Northport” and"),
        (
            {"latitude": "120.9", "longitude": "-4.4"},
            "latitude and longitude are 120.9 and -4.4, which is nowhere on earth",
        ),
        ({"latitude": "nan"}, "latitude and longitude are nan and 20.987026, which is nowhere on earth"),
        ({"date_prec": "9"}, "date_prec is “9”; the codebook has 1, 2, 3, 4, 5"),
        ({"where_prec": ""}, "where_prec is “”"),
        ({"type_of_violence": "x"}, "type_of_violence is “x”"),
        ({"event_clarity": "0"}, "event_clarity is “0”"),
        ({"number_of_sources": "-2"}, "number_of_sources is “-2”"),
        ({"id": "a.b/../c"}, "id “a.b/../c” cannot stand in an address"),
        ({"id": ""}, "id “” cannot stand in an address"),
    ],
)
def test_an_odd_row_is_kept_as_printed_and_told_with_its_number(
    imported: Callable[..., Archive],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    given: dict[str, str],
    told: str,
) -> None:
    """Guards against a row that is dropped, mended by guess, or that takes the others down."""
    archive = imported({"id": "100"}, given)
    assert len(rows_of(archive, "events")) == 2
    printed = capsys.readouterr().err
    assert f"row 3: {told}" in printed
    odd = [row["oddity"] for row in rows_of(archive, "codings")]
    assert odd[0] is None
    assert told in odd[1]
    (kept,) = csv.reader((tmp_path / "made.odd.csv").read_text("utf-8-sig").splitlines()[1:])
    assert told in f"{kept[1]} {kept[2]}"


def test_each_row_of_the_new_tables_is_of_its_type(imported: Callable[..., Archive]) -> None:
    """Guards against a type that says text where there is none, or a number where there is text."""
    archive = imported({}, {"id": "102", "number_of_sources": "-1", "best": "?"})
    held = {table: rows_of(archive, table) for table in ROW_TYPES}
    assert {table for table in held if held[table]} == {
        "articles", "events", "items", "links", "terms", "places", "actors", "topics", "codings", "estimates",
    }  # fmt: skip
    for table, of_table in held.items():
        TypeAdapter(list[ROW_TYPES[table]]).validate_python(of_table, strict=True)  # type: ignore[misc]


def test_swapped_coordinates_are_told_as_such(
    imported: Callable[..., Archive], capsys: pytest.CaptureFixture[str]
) -> None:
    """Guards against a message that leaves it to the reader to see what happened."""
    imported({"latitude": "120.9", "longitude": "-4.4"})
    assert "the two may be swapped" in capsys.readouterr().err


def test_estimates_out_of_order_are_shown_as_printed(imported: Callable[..., Archive]) -> None:
    """Guards against an order that the import puts right, so that nobody sees what the data set says."""
    archive = imported({"best": "8", "high": "4", "low": "3"})
    everyone = next(row for row in rows_of(archive, "estimates") if row["deaths_of"] == "all")
    assert (everyone["low"], everyone["best"], everyone["high"]) == (3, 8, 4)


def test_sources_that_were_not_counted_are_none(imported: Callable[..., Archive]) -> None:
    """Guards against -1 sources."""
    assert rows_of(imported({"number_of_sources": "-1"}), "codings")[0]["source_count"] is None


def test_a_row_that_is_there_twice_is_one_and_two_rows_of_one_id_are_two(
    imported: Callable[..., Archive], capsys: pytest.CaptureFixture[str]
) -> None:
    """Guards against deaths that count twice, and against an event that another one replaces unseen."""
    archive = imported({}, {}, {"best": "9", "high": "9"})
    assert sorted(row["item_id"] for row in rows_of(archive, "events")) == [f"{DATA_SET}.101", f"{DATA_SET}.101-row-4"]
    printed = capsys.readouterr().err
    assert "row 3: id 101 is that of row 2, and so is all else: left out" in printed
    assert "row 4: id 101 is also that of row 2, which differs; both are shown" in printed


def test_long_names_that_begin_alike_stay_apart(imported: Callable[..., Archive]) -> None:
    """Guards against two armed groups, or conflicts, that an id cut short makes one."""
    long = "United Front of the People for the Liberation of the Northern and the Eastern Provinces of Northland"
    archive = imported(
        {"side_b": f"{long} - A", "side_b_new_id": "21", "conflict_name": f"{long}: A", "conflict_new_id": "31"},
        {
            "id": "102",
            "side_b": f"{long} - B",
            "side_b_new_id": "22",
            "conflict_name": f"{long}: B",
            "conflict_new_id": "32",
        },
    )
    assert len({row["actor_id"] for row in rows_of(archive, "actors")}) == 3
    assert len({row["topic_id"] for row in rows_of(archive, "topics")}) == 3


def test_columns_are_read_by_name_in_any_order_and_case(imported: Callable[..., Archive]) -> None:
    """Guards against another version of the data set that moves its columns."""
    archive = imported({}, columns=[name.upper() for name in reversed(COLUMNS)])
    assert rows_of(archive, "events")[0]["places"] == "Northport town"


def test_text_that_would_be_markup_stays_text(imported: Callable[..., Archive]) -> None:
    """Guards against a cell with line breaks, quotation marks or markup that breaks a row or a page."""
    archive = imported({"where_description": 'near "the\nwell", <script>', "conflict_name": "A, B"})
    (coding,) = rows_of(archive, "codings")
    assert coding["place_words"] == 'near "the well", <script>'


def staged_row(**given: Any) -> dict[str, Any]:
    """A coded event as it is staged: with sides, a place and estimates, unless it is given otherwise."""
    row = dict.fromkeys(STAGED) | {
        "coder_id": "1", "source_row": 2, "title": "A", "summary": "B", "kind_topic": "k", "conflict_topic": "c",
        "start": "2019-04-19", "end": "2019-04-19", "time_precision": "day", "place": "p", "place_name": "P",
        "city": "p", "geo_precision": "city", "side_a": "a", "side_a_name": "A", "side_b": "b", "side_b_name": "B",
        "one_sided": False, "best": 3.0, "low": 2.0, "high": 4.0, "search": "a", "item_id": "x.1",
    }  # fmt: skip
    return row | given


def test_both_engines_make_the_same_tables() -> None:
    """Guards against expressions that one engine reads differently: missing sides, booleans, text put together."""
    dtypes = {**dtypes_of(CodedEvent), "item_id": TEXT, "oddity": TEXT}
    staged = pd.DataFrame(
        [
            staged_row(), staged_row(side_b=None, side_b_name=None), staged_row(one_sided=True),
            staged_row(side_a=None, side_a_name=None), staged_row(place=None, place_name=None, city=None),
            staged_row(side_a=None, side_a_name=None, side_b=None, side_b_name=None, time_precision="approximate"),
            staged_row(best=None, low=None, high=None, start=None, end=None, conflict_topic=None),
        ],
        columns=list(STAGED),
        dtype="object",
    ).astype(dtypes)  # fmt: skip
    connection = duckdb.connect()
    connection.register("staged", staged)
    article: Any = {"article_id": "x", "date_published": "2023-06-07", "coded_from": "data_set", "publisher": "U"}
    in_memory = coded_tables(nw.from_native(staged).lazy(), article)
    in_duckdb = coded_tables(nw.from_native(connection.table("staged")), article)
    for name, table in in_memory.items():
        left, right = (to_pandas(each) for each in (table, in_duckdb[name]))
        by = list(left.columns)
        left, right = (each.sort_values(by, ignore_index=True) for each in (left, right))
        assert_frame_equal(left, right, check_dtype=False)


GOOD = csv_text([{}])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (GOOD.replace("date_prec", "precision").encode(), "its first row does not name date_prec; they are needed"),
        (GOOD.replace("date_prec", "best").encode(), "its first row does not name date_prec"),
        (GOOD.replace("id,type", "best,id,type", 1).encode(), "its first row names best twice"),
        (GOOD.replace(",", ";").encode(), "it is parted by semicolons: save it with commas"),
        (GOOD.replace(",", "\t").encode(), "it is parted by tabs: save it with commas"),
        (GOOD.split("\n", 1)[1].encode(), "it begins with a row of data"),
        (b"name,born\nAnna,1970\n", "its first row is no row of names"),
        ((GOOD + '102,"1').encode(), "the file ends in the middle of a field in quotation marks"),
        ((GOOD + "102,1,7").encode(), "row 3: has 3 fields, and the first row names 32"),
        ((GOOD + "102" + "," * 60).encode(), "row 3: has 61 fields"),
        ((GOOD + '"x"y,').encode(), "a field goes on behind its closing quotation mark"),
        (GOOD.encode("utf-16"), "holds zero bytes"),
        (GOOD.replace("Northport town", "Nordhafen-Süd").encode("latin-1"), "is not UTF-8"),
        (b"\0" * 3_000_000, "holds zero bytes"),
        (b"x" * 3_000_000, "without a line break"),
        (b"PK\x03\x04 zip", "is a zip archive: unpack it first"),
        (GOOD.splitlines()[0].encode(), "has no rows below the names of its columns"),
        ((GOOD + '"' + "x" * 300_000).encode(), "a quotation mark may be missing"),
    ],
)
def test_a_file_that_is_no_such_data_set_is_refused_and_the_old_archive_stays(
    tmp_path: Path, content: bytes, told: str
) -> None:
    """Guards against half a data set that takes the place of a whole one, and against a message nobody understands."""
    file, out = tmp_path / "GEDEvent_v23_1.csv", tmp_path / "made.duckdb"
    file.write_bytes(content)
    out.write_bytes(b"the archive of before")
    with pytest.raises(SystemExit) as refused:
        main(["import", "ucdp", str(file), "--out", str(out)])
    assert told in str(refused.value)
    assert str(refused.value).endswith("Nothing was written")
    assert "\n" not in str(refused.value)
    assert out.read_bytes() == b"the archive of before"
    assert sorted(each.name for each in tmp_path.iterdir()) == [file.name, out.name]


def test_an_archive_that_is_written_is_not_said_to_be_missing(tmp_path: Path, write_csv: Callable[..., Path]) -> None:
    """Guards against “nothing was written” where only the list of odd rows could not be."""
    file, out = write_csv({"best": "many"}), tmp_path / "made.duckdb"
    (tmp_path / "made.odd.csv").mkdir()
    with pytest.raises(SystemExit) as told:
        main(["import", "ucdp", str(file), "--out", str(out)])
    assert "made.duckdb is written, but not the list of its odd rows" in str(told.value)
    assert len(rows_of(archive_from_duckdb(out), "events")) == 1


def test_a_byte_order_mark_is_no_part_of_the_first_name(imported: Callable[..., Archive], tmp_path: Path) -> None:
    """Guards against a file that a spreadsheet saved and whose first column is “not there”."""
    file = tmp_path / "GEDEvent_v23_1.csv"
    file.write_text(GOOD, "utf-8-sig")
    assert main(["import", "ucdp", str(file), "--out", str(tmp_path / "made.duckdb")]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.csv"], "nowhere.csv is not there"),
        (["folder"], "folder is a folder"),
        (["of-no-version.csv"], "--version 23.1"),
        (["GEDEvent_v23_1.csv", "--published-on", "last June"], "“last June” is no day"),
        (["GEDEvent_v23_1.csv", "--version", "twenty"], "--version 23.1"),
        (["GEDEvent_v23_1.csv", "--out", "missing/made.duckdb"], "make the folder first"),
    ],
)
def test_what_the_command_cannot_do_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    """Guards against a traceback for a slip on the command line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    for name in ("GEDEvent_v23_1.csv", "of-no-version.csv"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    version = [] if "of-no-version.csv" in arguments or "--version" in arguments else ["--version", "23.1"]
    with pytest.raises(SystemExit) as refused:
        main(["import", "ucdp", "--out", "made.duckdb", *version, *arguments])
    assert told in str(refused.value)
    assert not (tmp_path / "made.duckdb").exists()


@pytest.mark.skipif("OUTSIDE_DATA" not in os.environ, reason="OUTSIDE_DATA names no folder with the file of UCDP")
def test_the_real_file_is_imported_as_it_was_counted(tmp_path: Path) -> None:
    """Guards against a made-up file that is not as UCDP's own is. Counts were made of the file without this code."""
    out = tmp_path / "car.duckdb"
    file = Path(os.environ["OUTSIDE_DATA"], "GEDEvent_v23_1-CAR.csv")
    assert main(["import", "ucdp", str(file), "--out", str(out)]) == 0
    archive = archive_from_duckdb(out)
    codings, events = rows_of(archive, "codings"), rows_of(archive, "events")
    assert (len(events), sum(bool(row["oddity"]) for row in codings)) == (1_848, 20)
    assert sum(row["source_count"] is None for row in codings) == 229
    assert sum(event["time_precision"] not in ("day", "unknown") for event in events) == 481
    centroids = sum(event["geo_precision"] == "region" for event in events)
    assert centroids == 231
    (odd,) = (row for row in codings if row["coder_id"] == "30272")
    assert "best 8, high 4" in odd["oddity"]
