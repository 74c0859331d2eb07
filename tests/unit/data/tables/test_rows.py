"""Typed rows: what the types say is what the tables and the queries' answers hold, and a misspelt key is refused."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from data import queries
from data.export.files import rows_for_export
from data.export.row_types import EXPORTED_ROW_TYPES, row_schema
from data.figures import agreement, latest, ledger, statements
from data.figures.attributions import attributions_of, items_with_attributions
from data.figures.row_types import (
    AttributedItemRow,
    AttributionRow,
    ComparedClaimRow,
    StatementRow,
    UpdateRow,
)
from data.queries.row_types import (
    AnchoredRow,
    ArticleAnchorRow,
    CityRow,
    CountRow,
    EventPlaceRow,
    FacetRow,
    LaneRow,
    PlaceCountRow,
    PrecisionRow,
    RangeRow,
    SpeakerGroupRow,
)
from data.queries.selection import Selection
from data.records.vocabulary import Metric
from data.tables.archive import Archive, archive_from_records
from data.tables.engines import to_pandas
from data.tables.known_on import as_known_on
from data.tables.row_fields import Day, column, columns_of, dtypes_of, json_schema_of, term_column
from data.tables.rows import COLUMNS, ROW_TYPES, ClaimRow, CorrectionRow, Format, RelationRow, Table, rows

ROOT = Path(__file__).parents[4]
LEAD = "aljazeera-2022-01-07"

ANSWERS: dict[str, tuple[type[Any], Callable[[Archive], pd.DataFrame]]] = {
    "counts": (CountRow, queries.counts),
    "facets": (FacetRow, queries.facets),
    "in a range": (RangeRow, lambda archive: queries.in_range(archive, Selection(date_from="2022-01-06"))),
    "in no range": (RangeRow, queries.in_range),
    "events by kind": (LaneRow, queries.events_by_kind),
    "events by actor": (LaneRow, queries.events_by_actor),
    "words by speaker group": (SpeakerGroupRow, queries.words_by_speaker_group),
    "anchors": (AnchoredRow, lambda archive: queries.anchors(archive, f"{LEAD}.airport-recaptured")),
    "first anchors": (AnchoredRow, queries.first_anchors),
    "anchors in an article": (ArticleAnchorRow, lambda archive: queries.anchors_in_article(archive, LEAD)),
    "places": (PlaceCountRow, queries.map_places),
    "cities": (CityRow, queries.map_cities),
    "events without a pin": (PrecisionRow, queries.unpinned_by_precision),
    "places of events": (EventPlaceRow, queries.event_places),
    "relations": (RelationRow, queries.relations),
    "statements": (StatementRow, statements.statements),
    "latest figures": (StatementRow, latest.latest_figures),
    "headline figures": (StatementRow, latest.headline_figures),
    "who says what by day": (ComparedClaimRow, agreement.compared_claims),
    "updates": (UpdateRow, ledger.own_updates),
    "sides of an event": (AttributionRow, lambda archive: attributions_of(archive, f"{LEAD}.airport-recaptured")),
    "items with sides": (AttributedItemRow, items_with_attributions),
}


# --- A misspelt key -------------------------------------------------------------------------------------------------


def type_errors(tmp_path: Path, program: str) -> str:
    """What `make lint` says of a program; empty where it has nothing to say."""
    file = tmp_path / "program.py"
    file.write_text(program, "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-pretty", str(file)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert checked.returncode in (0, 1), checked.stderr
    return checked.stdout if checked.returncode else ""


def test_a_misspelt_key_of_a_row_fails_the_lint(tmp_path: Path) -> None:
    """Guards against a column that is read under a wrong name and only missed when its page is opened."""
    program = (
        "import pandas as pd\n"
        "from data.tables.rows import ClaimRow, rows\n"
        "def sources(claims: pd.DataFrame) -> list[str]:\n"
        "    return [row['asserted_by_{}'] for row in rows(claims, ClaimRow)]\n"
    )
    assert type_errors(tmp_path, program.format("name")) == ""
    told = type_errors(tmp_path, program.format("nam"))
    assert 'TypedDict "ClaimRow" has no key "asserted_by_nam"' in told
    assert "Found 1 error" in told


# --- The rows of the tables and of the answers ----------------------------------------------------------------------


EMPTY_HERE = ("corrections", "codings", "estimates")
"""Tables without rows in the repository's own records; those of `data.importing` are checked there."""


@pytest.mark.parametrize("table", [name for name in ROW_TYPES if name not in EMPTY_HERE])
@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_every_row_of_a_table_is_of_its_type(
    reports: Archive, reports_duckdb: Archive, table: str, engine: str
) -> None:
    """Guards against a type that says text where there is none, or a number where there is text."""
    archive = as_known_on(reports if engine == "pandas" else reports_duckdb, "2022-12-20")
    held = rows(to_pandas(archive.table(table)), ROW_TYPES[table])
    assert held
    TypeAdapter(list[ROW_TYPES[table]]).validate_python(held, strict=True)  # type: ignore[misc]
    assert all(list(row) == list(columns_of(ROW_TYPES[table])) for row in held)


def test_every_row_of_the_corrections_is_of_its_type(
    small_record: dict[str, Any], write_record: Callable[..., Path]
) -> None:
    """Guards the test above, which finds no correction among the records, against a type that was never tried."""
    corrected = {"corrected_on": "2023-03-02", "field": "value", "before": "17", "after": None, "why": "A slip."}
    small_record["corrections"] = [corrected | {"item": small_record["claims"][0]["id"]}, corrected]
    archive = archive_from_records(write_record(small_record).parent)
    held = rows(queries.corrections(archive), CorrectionRow)
    assert len(held) == 2
    TypeAdapter(list[CorrectionRow]).validate_python(held, strict=True)


@pytest.mark.parametrize("question", ANSWERS)
@pytest.mark.parametrize("day", ["2022-01-07", "2022-12-20"])
def test_every_row_of_an_answer_is_of_its_type(reports: Archive, question: str, day: str) -> None:
    """Guards against a type that has drifted from what the query answers."""
    row_type, ask = ANSWERS[question]
    frame = ask(as_known_on(reports, day))
    assert set(frame.columns) == set(columns_of(row_type))
    TypeAdapter(list[row_type]).validate_python(rows(frame, row_type), strict=True)  # type: ignore[valid-type]


@pytest.mark.parametrize("question", [name for name in ANSWERS if name not in ("anchors", "sides of an event")])
def test_an_empty_answer_has_the_columns_of_its_type(reports: Archive, question: str) -> None:
    """Guards against a page that cannot read the rows of a view without any."""
    row_type, ask = ANSWERS[question]
    assert set(ask(as_known_on(reports, "1999-01-01")).columns) == set(columns_of(row_type))


@pytest.mark.parametrize("table", Table)
def test_what_is_taken_away_has_the_columns_of_its_type(reports: Archive, table: Table) -> None:
    """Guards against a schema in the archive that does not describe the file beside it."""
    assert tuple(rows_for_export(reports, table).columns) == columns_of(EXPORTED_ROW_TYPES[table])


def test_missing_values_are_none_and_more_columns_do_no_harm() -> None:
    """Guards against pandas' NaN, which is true and equals nothing, in a row."""

    class Small(TypedDict):
        name: str | None
        value: float | None

    frame = pd.DataFrame({"name": ["one", None], "value": [1.5, None], "more": ["x", "y"]})
    assert rows(frame, Small) == [
        {"name": "one", "value": 1.5, "more": "x"},
        {"name": None, "value": None, "more": "y"},
    ]


def test_a_frame_without_a_types_columns_is_refused_by_their_names() -> None:
    """Guards against a row that says it is a claim and fails where it is first read."""
    frame = pd.DataFrame(columns=[name for name in COLUMNS["claims"] if name not in ("status", "value")])
    with pytest.raises(TypeError, match=r"the rows are no ClaimRow: there is no value, status$"):
        rows(frame, ClaimRow)


def test_a_type_that_names_no_columns_is_refused() -> None:
    """Guards against reading any frame as any class."""
    with pytest.raises(TypeError, match="no TypedDict"):
        rows(pd.DataFrame(), int)


# --- What derives from the types ------------------------------------------------------------------------------------


class Everything(TypedDict):
    """A row with every kind of field."""

    words: Annotated[str, column("Words.")]
    perhaps: Annotated[str | None, column("Words, perhaps.")]
    day: Annotated[Day, column("A day.")]
    perhaps_a_day: Annotated[Day | None, column("A day, perhaps.")]
    metric: Annotated[str, term_column(Metric, "What is counted.")]
    perhaps_a_metric: Annotated[str | None, term_column(Metric, "What is counted, perhaps.")]
    number: Annotated[float | None, column("A number, perhaps.")]
    count: Annotated[int, column("A count.")]
    known: Annotated[bool, column("Whether it is known.")]


def test_a_schema_has_types_days_values_and_descriptions() -> None:
    """Guards against a shape that clients of earlier releases do not read, such as `anyOf` for what may be missing."""
    schema = json_schema_of(Everything)
    Draft202012Validator.check_schema(schema)
    labels = "; ".join(f"{metric.value}: {metric.label}" for metric in Metric)
    assert schema["properties"] == {
        "words": {"type": "string", "description": "Words."},
        "perhaps": {"type": ["string", "null"], "description": "Words, perhaps."},
        "day": {"type": "string", "format": "date", "description": "A day."},
        "perhaps_a_day": {"type": ["string", "null"], "format": "date", "description": "A day, perhaps."},
        "metric": {"type": "string", "enum": [*Metric], "description": f"What is counted. {labels}"},
        "perhaps_a_metric": {
            "type": ["string", "null"], "enum": [*Metric, None], "description": f"What is counted, perhaps. {labels}",
        },
        "number": {"type": ["number", "null"], "description": "A number, perhaps."},
        "count": {"type": "integer", "description": "A count."},
        "known": {"type": "boolean", "description": "Whether it is known."},
    }  # fmt: skip
    assert schema["required"] == list(schema["properties"]) == list(columns_of(Everything))
    assert schema["additionalProperties"] is False
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_dtypes_follow_from_the_types() -> None:
    """Guards against a count that becomes a float, and text that becomes an object."""
    assert dtypes_of(Everything) == dict.fromkeys(columns_of(Everything), "str") | {
        "number": "float64", "count": "int64", "known": "bool",
    }  # fmt: skip


@pytest.mark.parametrize("table", Table)
def test_every_column_that_is_taken_away_is_described(table: Table) -> None:
    """Guards against a column whose meaning a reader of the file has to guess."""
    assert [name for name, told in row_schema(table)["properties"].items() if not told.get("description")] == []


# --- The tables and formats that can be taken away ------------------------------------------------------------------


def test_a_table_and_a_format_are_their_names() -> None:
    """Guards against names that stand as “Table.CLAIMS” in an address, a file or a message."""
    assert [f"{table}" for table in Table] == [table.value for table in Table]
    assert Table("claims") is Table.CLAIMS
    assert Table.CLAIMS == "claims"
    assert f"{Table.CLAIMS}.{Format.JSON}" == "claims.json"
    with pytest.raises(ValueError, match="nothing"):
        Table("nothing")


def test_every_table_and_format_has_a_label_of_its_own() -> None:
    """Guards against a choice without a name, and two that a reader cannot tell apart."""
    for choices in (Table, Format):
        labels = [choice.label for choice in choices]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_only_what_has_places_comes_as_geojson() -> None:
    """Guards against an offer of a file that cannot be made."""
    assert {table for table in Table if table.has_places} == {Table.EVENTS, Table.PLACES}
    for table in Table:
        assert table.formats == ((*Format,) if table.has_places else (Format.CSV, Format.JSON))
    assert [form.media_type for form in Format] == ["text/csv", "application/json", "application/geo+json"]
