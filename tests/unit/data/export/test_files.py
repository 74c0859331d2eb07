"""What is taken away: exactly the rows shown, each with its source, and files that say what they are."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from data import queries
from data.export.files import FORMULA_STARTS, export, rows_for_export, to_csv
from data.queries.selection import Selection
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import Table

Json = dict[str, Any]

LEAD = "aljazeera-2022-01-07"
TABLES = tuple(Table)
ITEMS = ("events", "claims", "quotes", "facts", "caveats")
SELECTIONS = {
    "everything": Selection(),
    "Almaty": Selection(city=("almaty",)),
    "deaths": Selection(topic=("deaths",), q="ministry"),
    "nothing": Selection(q="zzzz"),
}


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def shown(archive: Archive, table: str, selection: Selection) -> pd.DataFrame:
    """The rows that a page shows of a table."""
    match table:
        case "articles":
            return queries.articles(archive)
        case "actors":
            return queries.entities(archive, "actors")
        case "places":
            return queries.map_places(archive, selection)
        case "corrections":
            return queries.corrections(archive)
        case _:
            question = {name: getattr(queries, name) for name in ITEMS}[table]
            return question(archive, selection)


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("which", SELECTIONS)
def test_csv_holds_exactly_the_rows_shown_in_their_order(archive: Archive, which: str, table: Table) -> None:
    """Guards against a download that differs from the screen in rows, order, columns or values."""
    frame = shown(archive, table, SELECTIONS[which])
    found = csv_rows(export(archive, table, "csv", SELECTIONS[which]))
    expected = [{name: as_text(value) for name, value in row.items()} for row in queries.rows(frame)]
    assert [{name: row[name] for name in frame.columns} for row in found] == expected
    header = export(archive, table, "csv", SELECTIONS[which]).splitlines()[0].split(",")
    assert header[: len(frame.columns)] == frame.columns.to_list()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("which", SELECTIONS)
def test_json_holds_the_same_rows_as_csv(archive: Archive, which: str, table: Table) -> None:
    """Guards against the formats drifting apart, and against gaps that are not null."""
    rows = json.loads(export(archive, table, "json", SELECTIONS[which]), parse_constant=pytest.fail)["rows"]
    assert rows == queries.rows(rows_for_export(archive, table, SELECTIONS[which]))
    assert len(rows) == len(csv_rows(export(archive, table, "csv", SELECTIONS[which])))


@pytest.mark.parametrize("table", ITEMS)
def test_every_row_says_where_in_the_article_it_stands(archive: Archive, record_json: Json, table: Table) -> None:
    """Guards against a figure in a spreadsheet that nobody can trace back, and paragraphs counted from 0."""
    first = {f"{LEAD}.{item['id']}": item["anchors"][0] for item in record_json[table]}
    rows = csv_rows(export(archive, table, "csv"))
    assert {row["item_id"] for row in rows} == set(first)
    for row in rows:
        anchor = first[row["item_id"]]
        assert row["source_paragraph"] == str(anchor["paragraph"] + 1)
        assert row["source_words"].removeprefix("'") == anchor["exact"]
        url, _, fragment = row["source_url"].partition("#:~:text=")
        assert url == record_json["article"]["url"]
        assert anchor["exact"].split()[0] in unquote(fragment)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+2", "'=1+2"),
        ('=HYPERLINK("https://ledger.example")', '\'=HYPERLINK("https://ledger.example")'),
        ("+49 30 1", "'+49 30 1"),
        ("-2 degrees", "'-2 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tindented", "'\tindented"),
        ("\rreturned", "'\nreturned"),
        ("two\r\nlines", "two\nlines"),
        ("1-2", "1-2"),
        ("plain", "plain"),
        ("“=quoted”", "“=quoted”"),
        ("'=already", "'=already"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(cell: str, written: str) -> None:
    """Guards against words of an article being run as a formula on a journalist's machine."""
    frame = pd.DataFrame({"words": pd.Series([cell, "other"], dtype="str"), "n": [-1.5, 2.0]})
    reader = csv.reader(io.StringIO(to_csv(frame), newline=""))
    assert list(reader) == [["words", "n"], [written, "-1.5"], ["other", "2.0"]]
    assert frame["words"].to_list() == [cell, "other"]


def test_no_cell_of_any_export_starts_a_formula(archive: Archive) -> None:
    """Guards against a column that is left out of the precaution."""
    for table in TABLES:
        for row in csv_rows(export(archive, table, "csv")):
            risky = {name: value for name, value in row.items() if value.startswith(FORMULA_STARTS)}
            assert {name: value for name, value in risky.items() if not _is_number(value)} == {}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_gaps_are_empty_cells(archive: Archive) -> None:
    """Guards against “nan” or “None” in a column of dates or numbers."""
    (arrests,) = (row for row in csv_rows(export(archive, "claims", "csv")) if row["item_id"] == f"{LEAD}.arrests-3800")
    assert (arrests["value"], arrests["low"], arrests["high"], arrests["as_of"]) == ("3800.0", "3800.0", "", "")


@pytest.mark.parametrize("table", TABLES)
def test_a_json_file_says_what_it_is(archive: Archive, table: Table) -> None:
    """Guards against a file that, a year later, nobody can attribute, date or reproduce."""
    selection = Selection(city=("almaty",), date_from="2022-01-05", q="the", item=f"{LEAD}.arrests-3800")
    told = json.loads(export(archive, table, "json", selection))
    assert told["table"] == table
    assert told["title"] == "Unrest in Kazakhstan, January 2022"
    assert told["licence"].startswith("CC BY 4.0")
    assert "quotations belong to those who said" in told["licence"]
    assert told["filters"] == {"city": ["almaty"], "from": ["2022-01-05"], "q": ["the"]}
    assert told["dataset_version"] == archive.version
    assert archive.version in told["how_to_cite"]
    assert "CC BY 4.0" in told["how_to_cite"]
    assert "GeoNames" in told["coordinates"]
    assert [source.split(", ")[0] for source in told["sources"]] == [
        "“Kazakh president gives shoot-to-kill order to quell protests”"
    ]
    dt.date.fromisoformat(told["exported_on"])


def test_text_is_written_as_people_read_it(archive: Archive) -> None:
    """Guards against \\u201c in place of a quotation mark."""
    assert "“armed criminals”" in export(archive, "claims", "json")


def rows_in(features: list[Json]) -> list[Json]:
    """The rows of features; one in several places has a feature for each of them, one after the other."""
    rows = [feature["properties"] for feature in features]
    return [row for n, row in enumerate(rows) if n == 0 or row != rows[n - 1]]


@pytest.mark.parametrize("table", ["events", "places"])
@pytest.mark.parametrize("which", SELECTIONS)
def test_geojson_is_what_the_standard_asks_for(archive: Archive, which: str, table: Table) -> None:
    """Guards against files that mapping tools refuse (RFC 7946), or that put longitude and latitude the wrong way."""
    told = json.loads(export(archive, table, "geojson", SELECTIONS[which]), parse_constant=pytest.fail)
    assert told["type"] == "FeatureCollection"
    assert "crs" not in told
    assert {"licence", "filters", "dataset_version", "how_to_cite"} <= set(told)
    rows = queries.rows(rows_for_export(archive, table, SELECTIONS[which]))
    assert rows_in(told["features"]) == rows
    key = "item_id" if table == "events" else "place_id"
    ids = [feature["id"] for feature in told["features"]]
    assert len(set(ids)) == len(ids)
    assert list(dict.fromkeys(each.partition("@")[0] for each in ids)) == [row[key] for row in rows]
    for feature in told["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"]:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def features(archive: Archive, table: Table) -> dict[str, Json]:
    told = json.loads(export(archive, table, "geojson"))
    return {feature["id"].removeprefix(f"{LEAD}."): feature for feature in told["features"]}


def test_geojson_has_longitude_before_latitude(archive: Archive) -> None:
    """Guards against Almaty (43° N, 77° E) ending up in the Arctic."""
    assert features(archive, "places")["almaty"]["geometry"] == {"type": "Point", "coordinates": [76.9115, 43.25249]}
    gathering = features(archive, "events")["aktau-gathering"]["geometry"]
    assert gathering == {"type": "Point", "coordinates": [51.17392, 43.66105]}


@pytest.mark.parametrize(
    ("table", "feature_id"),
    [
        ("events", "shoot-to-kill-order"),
        ("events", "public-buildings-burned"),
        ("events", "russia-seizes-crimea"),
        ("places", "kazakhstan"),
        ("places", "caspian-sea"),
    ],
)
def test_what_has_no_point_is_in_the_file_without_one(archive: Archive, table: Table, feature_id: str) -> None:
    """Guards against an event without a place being dropped from the file, or given a point."""
    assert features(archive, table)[feature_id]["geometry"] is None


def test_an_event_in_several_cities_is_a_point_in_each(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a lost city, and against a MultiPoint: many programs take one kind of geometry a file, or none."""
    point = {"lat": -12.75, "lon": 131.5, "coordinates_source": "Invented"}
    anchors = small_record["places"][0]["anchors"]
    small_record["places"].append({"id": "southport", "name": "Southport", "kind": "city", "anchors": anchors} | point)
    small_record["events"][0]["places"].append("southport")
    both = archive_from_records(write_record(small_record).parent)
    assert both.problems == ()
    told = json.loads(export(both, "events", "geojson"))["features"]
    assert [(feature["id"].partition(".")[2], feature["geometry"]) for feature in told] == [
        ("detentions@northport", {"type": "Point", "coordinates": [130.25, -12.5]}),
        ("detentions@southport", {"type": "Point", "coordinates": [131.5, -12.75]}),
    ], "the quay has no point of its own: it is that of its city"
    assert told[0]["properties"] == told[1]["properties"]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("events", "places")])
def test_geojson_of_what_has_no_places_is_refused_in_plain_words(archive: Archive, table: Table) -> None:
    """Guards against an empty map file for claims, which a reader would take for “none”."""
    with pytest.raises(ValueError, match=f"{table} have no places; GeoJSON is for events and places"):
        export(archive, table, "geojson")


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("table", TABLES)
def test_both_engines_write_the_same_file(archive: Archive, duckdb_archive: Archive, table: Table, form: Any) -> None:
    """Guards against a download that depends on how the server keeps its tables."""
    assert export(duckdb_archive, table, form) == export(archive, table, form)
