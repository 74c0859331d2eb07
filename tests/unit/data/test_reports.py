"""The records of other reports against the table that they were coded from, and against what a person read from it.

The table is not in the repository. What was read from it by hand stands here: which claim names which, what became of
some of them, and that no record knows more than its report did.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.known_on import as_known_on, report_days

Json = dict[str, Any]
Row = dict[str, str]

ROOT = Path(__file__).parents[3]
ARTICLES = ROOT / "data" / "articles"
TABLE = ROOT.parent / "shared" / "reports" / "later-reports.csv"
LEAD = "aljazeera-2022-01-07"

REPORTS = {
    # report: how many figures of it are coded
    "guardian-2022-01-06": 6,
    "ap-2022-01-06": 3,
    "aljazeera-live-2022-01-07": 3,
    "cbc-2022-01-07": 3,
    "tass-2022-01-07": 3,
    "reuters-2022-01-08": 2,
    "ap-2022-01-09": 7,
    "reuters-2022-01-10": 2,
    "reuters-2022-01-15": 3,
    "ani-2022-01-15": 3,
    "hrw-2022-12-20": 3,
}

NO_POPULATION = {"not labelled", "not clear whether civilians only", "part of the 164"}
"""Words of the table that say that a report names nobody; its figure has no population."""


@pytest.fixture(scope="module")
def records() -> dict[str, Json]:
    """Every record as it stands in its file, by the article's id."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.json"))}


@pytest.fixture(scope="module")
def table() -> list[Row]:
    """The rows of the table of figures; skips the test where it is not at hand."""
    if not TABLE.is_file():
        pytest.skip(f"the table {TABLE.name} is not at hand; it is looked for in shared/reports beside the repository")
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_is_one_record_for_each_other_report(records: dict[str, Json]) -> None:
    """Guards against a report or a figure that is added or dropped without anyone checking it."""
    found = {report: len(record["claims"]) for report, record in records.items() if report != LEAD}
    assert found == REPORTS
    assert sum(found.values()) == 38


def test_the_table_has_the_same_reports_and_as_many_figures(table: list[Row]) -> None:
    """Guards the comparisons below against a table that lost some of its rows."""
    ids = [row["report_id"] for row in table]
    assert {report: ids.count(report) for report in ids} == REPORTS


@pytest.mark.parametrize("report", REPORTS)
def test_a_record_names_its_report_as_the_table_does(table: list[Row], records: dict[str, Json], report: str) -> None:
    """Guards against a figure that is put to the wrong publisher, page or day."""
    article = records[report]["article"]
    assert article["id"] == report
    for row in (row for row in table if row["report_id"] == report):
        expected = {
            "publisher": row["publisher"],
            "read_at": row["carried_by"] or None,
            "url": row["url"],
            "date_published": row["date_published"],
        }
        assert {field: article.get(field) for field in expected} == expected


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("report", REPORTS)
def test_each_row_of_the_table_is_one_claim_in_the_same_order(
    table: list[Row], records: dict[str, Json], report: str
) -> None:
    """Guards against a figure that lost its words, its number, its day or what became of it on the way."""
    rows = [row for row in table if row["report_id"] == report]
    for row, claim in zip(rows, records[report]["claims"], strict=True):
        words = row["population_words"]
        expected = {
            "metric": row["metric"],
            "value_text": row["value_text"],
            "value": number(row["value"]),
            "low": number(row["low"]),
            "high": number(row["high"]),
            "qualifier": row["qualifier"],
            "population": None if words in NO_POPULATION else words,
            "via": row["via"].replace("'", "’") or None,
            "reported_on": row["date_published"],
            "as_of": row["as_of"] or None,
            "place": row["place"].removeprefix("into ").lower(),
            "status": {"standing": "current"}.get(row["status"], row["status"]),
        }
        assert {field: claim.get(field) for field in expected} == expected


def test_only_three_figures_count_nobody_in_particular(table: list[Row]) -> None:
    """Guards the comparison above against passing over words that do say whom a figure counts."""
    passed_over = [row["population_words"] for row in table if row["population_words"] in NO_POPULATION]
    assert sorted(passed_over) == sorted(NO_POPULATION)


@pytest.mark.parametrize("report", REPORTS)
def test_a_record_of_an_opening_claims_no_text_that_was_not_at_hand(records: dict[str, Json], report: str) -> None:
    """Guards against anchors, headlines and items that nobody could check: only the figures are known."""
    record = records[report]
    assert record["article"]["coded_from"] == "excerpt"
    assert {"headline", "text_sha256", "paragraph_count", "uncoded"}.isdisjoint(record["article"])
    assert {"events", "quotes", "facts", "caveats"}.isdisjoint(record)
    assert '"anchors"' not in json.dumps(record)


RELATIONS: dict[str, dict[str, list[str]]] = {
    # claim: relation: the claims that it names
    "guardian-2022-01-06.killed-officers-18": {
        "supersedes": ["guardian-2022-01-06.killed-police-12", "ap-2022-01-06.killed-officers-12"],
    },
    "guardian-2022-01-06.injured-officers-748": {"supersedes": ["ap-2022-01-06.injured-officers-353"]},
    "ap-2022-01-06.killed-attackers": {"same_statement_as": ["guardian-2022-01-06.killed-attackers"]},
    "aljazeera-live-2022-01-07.killed-armed-criminals": {"same_statement_as": [f"{LEAD}.killed-armed-criminals"]},
    "aljazeera-live-2022-01-07.killed-police-and-guard": {"same_statement_as": [f"{LEAD}.killed-police-and-guard"]},
    "aljazeera-live-2022-01-07.detained-3000": {"supersedes": ["guardian-2022-01-06.arrested-2298"]},
    "cbc-2022-01-07.killed-armed-criminals": {"same_statement_as": [f"{LEAD}.killed-armed-criminals"]},
    "cbc-2022-01-07.killed-police-and-guard": {"same_statement_as": [f"{LEAD}.killed-police-and-guard"]},
    "cbc-2022-01-07.arrested-3700": {"contradicts": [f"{LEAD}.arrests-3800"]},
    "tass-2022-01-07.detained-3811": {"supersedes": ["guardian-2022-01-06.arrested-2298"]},
    "tass-2022-01-07.killed-participants": {"same_statement_as": [f"{LEAD}.killed-armed-criminals"]},
    "reuters-2022-01-08.planes-70": {"same_statement_as": [f"{LEAD}.planes-70"]},
    "reuters-2022-01-08.killed-dozens": {"same_statement_as": [f"{LEAD}.killed-dozens"]},
    "ap-2022-01-09.killed-164": {"retracted_by": ["reuters-2022-01-10.killed-164"]},
    "ap-2022-01-09.killed-103-almaty": {
        "part_of": ["ap-2022-01-09.killed-164"],
        "retracted_by": ["reuters-2022-01-10.killed-164"],
    },
    "ap-2022-01-09.killed-police-and-guard": {"contradicts": [f"{LEAD}.killed-police-and-guard"]},
    "reuters-2022-01-10.detained-7939": {
        "supersedes": [
            "aljazeera-live-2022-01-07.detained-3000",
            "tass-2022-01-07.detained-3811",
            "ap-2022-01-09.detained-5800",
        ],
    },
    "reuters-2022-01-10.killed-164": {"same_statement_as": ["ap-2022-01-09.killed-164"]},
    "reuters-2022-01-15.killed-security-19": {"part_of": ["reuters-2022-01-15.killed-225"]},
    "ani-2022-01-15.killed-225": {"same_statement_as": ["reuters-2022-01-15.killed-225"]},
    "ani-2022-01-15.injured-security-3393": {
        "part_of": ["ani-2022-01-15.injured-4353"],
        "supersedes": ["ap-2022-01-09.injured-officers-1300"],
    },
    "hrw-2022-12-20.killed-238": {
        "supersedes": ["reuters-2022-01-15.killed-225", "ani-2022-01-15.killed-225"],
    },
}
TRIPLES = sorted(
    (c, kind, other) for c, named in RELATIONS.items() for kind, others in named.items() for other in others
)


def named_in_files(records: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    """Every relation of the files as (claim, relation, claim), all by their global ids."""
    for report, record in records.items():
        for claim in record["claims"]:
            for kind in ("same_statement_as", "supersedes", "contradicts", "part_of", "retracted_by"):
                others = claim.get(kind, [])
                for other in [others] if isinstance(others, str) else others:
                    yield f"{report}.{claim['id']}", kind, other if "." in other else f"{report}.{other}"


def test_claims_name_each_other_as_a_person_read_the_reports(records: dict[str, Json]) -> None:
    """Guards against a relation that is made up, forgotten, turned round or led to another claim."""
    assert sorted(named_in_files(records)) == TRIPLES


def test_every_relation_of_the_files_holds(reports: Archive) -> None:
    """Guards against one of them being left out as unsound, or a status that the relations do not make."""
    assert reports.problems == ()
    relations = queries.relations(reports)[["item_id", "relation", "other_id"]]
    assert sorted(relations.itertuples(index=False, name=None)) == TRIPLES


HISTORIES = {
    # claim: its status from each day on
    f"{LEAD}.killed-police-and-guard": {"2022-01-07": "current"},
    f"{LEAD}.arrests-3800": {"2022-01-07": "current"},
    "guardian-2022-01-06.arrested-2298": {"2022-01-06": "current", "2022-01-07": "superseded"},
    "guardian-2022-01-06.killed-police-12": {"2022-01-06": "superseded"},
    "guardian-2022-01-06.killed-officers-18": {"2022-01-06": "current"},
    "aljazeera-live-2022-01-07.detained-3000": {"2022-01-07": "current", "2022-01-10": "superseded"},
    "cbc-2022-01-07.arrested-3700": {"2022-01-07": "contested"},
    "tass-2022-01-07.detained-3811": {"2022-01-07": "current", "2022-01-10": "superseded"},
    "ap-2022-01-09.killed-164": {"2022-01-09": "current", "2022-01-10": "retracted"},
    "ap-2022-01-09.killed-103-almaty": {"2022-01-09": "current", "2022-01-10": "retracted"},
    "ap-2022-01-09.killed-police-and-guard": {"2022-01-09": "contested"},
    "ap-2022-01-09.injured-officers-1300": {"2022-01-09": "current", "2022-01-15": "superseded"},
    "ap-2022-01-09.detained-5800": {"2022-01-09": "current", "2022-01-10": "superseded"},
    "reuters-2022-01-10.detained-7939": {"2022-01-10": "current"},
    "reuters-2022-01-10.killed-164": {"2022-01-10": "retracted"},
    "reuters-2022-01-15.killed-225": {"2022-01-15": "current", "2022-12-20": "superseded"},
    "ani-2022-01-15.killed-225": {"2022-01-15": "current", "2022-12-20": "superseded"},
    "hrw-2022-12-20.killed-238": {"2022-12-20": "current"},
}
BETWEEN = ("2022-01-05", "2022-01-11", "2022-01-14", "2022-12-19", "2030-01-01")
"""Days without a report: before the first, between two, and after the last."""


@pytest.mark.parametrize("claim", HISTORIES)
def test_on_each_day_a_claim_has_the_status_that_it_had_then(reports: Archive, claim: str) -> None:
    """Guards against a withdrawal, or a newer figure, that shows before its report, and one that never shows."""
    changes = HISTORIES[claim]
    for day in (*report_days(reports), *BETWEEN):
        claims = to_pandas(as_known_on(reports, day).table("claims"))
        found = claims.loc[claims["item_id"] == claim, "status"].to_list()
        assert found == [status for since, status in changes.items() if since <= day][-1:], day


MONTHS = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")


def notes(record: Json) -> list[str]:
    kinds = ("events", "claims", "quotes", "facts", "caveats")
    return [item["note"] for kind in kinds for item in record.get(kind, []) if "note" in item]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*(?<!,)", text))


def only_later(records: dict[str, Json], day: str) -> set[str]:
    """Publishers and numbers of claims that nobody knew on a day: those of later reports, and of none by then."""
    known, later = set[str](), set[str]()
    for record in records.values():
        seen = known if record["article"]["date_published"] <= day else later
        seen.add(record["article"]["publisher"])
        for claim in record["claims"]:
            seen |= numbers(f"{claim['value_text']} {claim.get('population', '')}")
    return later - known


def test_what_only_later_reports_have_is_told_from_what_was_known(records: dict[str, Json]) -> None:
    """Guards the next test against looking for nothing."""
    assert {"238", "225", "7,939", "19", "3,393", "ANI"} <= only_later(records, "2022-01-09")
    assert only_later(records, "2022-01-09").isdisjoint({"164", "18", "16", "Reuters"})
    assert only_later(records, "2022-12-20") == set()


@pytest.mark.parametrize("report", [LEAD, *REPORTS])
def test_no_note_knows_more_than_its_report_did(records: dict[str, Json], report: str) -> None:
    """Guards against a reader of an earlier day being told what only a later report says."""
    day = records[report]["article"]["date_published"]
    unknown = only_later(records, day)
    for note in notes(records[report]):
        assert numbers(note).isdisjoint(unknown), note
        assert not any(name in note for name in unknown if not name[0].isdigit()), note
        assert "2022-" not in note
        assert report == LEAD or not MONTHS.search(note), note
        assert day >= records[LEAD]["article"]["date_published"] or "lead article" not in note, note
