"""As known on a day: nothing that was published later, and every claim as it stood then, on both engines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from data import queries
from data.export.files import export
from data.figures import agreement, latest, ledger, statements
from data.figures.attributions import attributions_of, items_with_attributions
from data.queries.selection import Selection
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import BEFORE_ALL_REPORTS, as_known_on, default_day, last_report_by, report_days
from data.tables.rows import COLUMNS, Format, Table
from tests.conftest import ROOT

DAYS = ("2022-01-06", "2022-01-07", "2022-01-08", "2022-01-09", "2022-01-10", "2022-01-15", "2022-12-20")
BESIDE = ("2021-12-31", "2022-01-12", "2022-06-01", "2023-01-01")
"""Days without a report: before all, between two, after all."""

RECORDS = [json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "data" / "articles").glob("*.json"))]

every_day = pytest.mark.parametrize("day", [*DAYS, *BESIDE])


def published_by(day: str) -> set[str]:
    """Ids of the articles that were out."""
    return {record["article"]["id"] for record in RECORDS if record["article"]["date_published"] <= day}


def telling(record: dict[str, Any]) -> Iterator[str]:
    """What a record tells that nobody could know without it: its report, who speaks in it, its figures and notes."""
    article = record["article"]
    yield from (article[key] for key in ("id", "publisher", "read_at", "url", "headline") if article.get(key))
    yield from (actor["name"] for actor in record["actors"])
    for name in ("events", "claims", "quotes", "facts", "caveats"):
        for item in record.get(name, []):
            fields = ("value_text", "population", "via", "note", "title", "summary", "paraphrase", "context", "text")
            yield from (item[field] for field in fields if item.get(field))


def later_words(day: str) -> set[str]:
    """What can only be known from a report after the day: whatever no report before it has anywhere."""
    known = [record for record in RECORDS if record["article"]["id"] in published_by(day)]
    told = json.dumps(known, ensure_ascii=False)
    later = (word for record in RECORDS if record not in known for word in telling(record))
    return {word for word in later if len(word) > 3 and word not in told}


def test_the_days_of_the_reports_are_those_of_the_records(reports: Archive) -> None:
    """Guards the tests below, which go through these days one by one."""
    assert report_days(reports) == DAYS
    assert {record["article"]["date_published"] for record in RECORDS} == set(DAYS)
    assert later_words("2022-01-09") >= {"7,939", "Prosecutor General’s Office", "hrw-2022-12-20"}
    assert later_words("2022-12-20") == set()


@every_day
def test_no_table_holds_anything_that_was_published_later(reports: Archive, day: str) -> None:
    """Guards against one table, of links or of names, through which a later report shows on an earlier day."""
    cut = as_known_on(reports, day)
    later = later_words(day)
    for name in COLUMNS:
        frame = cut.table(name).collect("pandas").to_pandas()
        for column in frame.columns:
            found = {str(value) for value in frame[column].dropna()} & later
            assert not found, f"{name}.{column}: {found}"


@every_day
def test_no_export_holds_anything_that_was_published_later(reports: Archive, day: str) -> None:
    """Guards against a file that tells what the screen keeps back; asked of all records, as the command line does."""
    later = later_words(day)
    for table in Table:
        for form in Format:
            if form == "geojson" and table not in ("events", "places"):
                continue
            text = export(reports, table, form, Selection(known_on=day))
            assert not [word for word in later if word in text], (table, form)


@every_day
def test_no_answer_of_the_ledger_or_the_sides_holds_anything_that_was_published_later(
    reports: Archive, day: str
) -> None:
    """Guards against relations and statements reaching ahead of the figures that they join."""
    selection = Selection(known_on=day)
    asked = [
        statements.statements, latest.latest_figures, latest.headline_figures,
        agreement.compared_claims, ledger.own_updates, items_with_attributions, queries.facets, queries.counts,
        queries.map_places,
    ]  # fmt: skip
    answers = [question(reports, selection).to_csv() for question in asked]
    cut = as_known_on(reports, day)
    for row in queries.rows(queries.claims(reports, selection)):
        answers += [repr(ledger.history_of(reports, row, selection)), attributions_of(cut, row["item_id"]).to_csv()]
    later = later_words(day)
    assert not {word for word in later for answer in answers if word in answer}


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("day", ["2022-01-06", "2022-01-09", "2022-12-20"])
def test_both_engines_are_cut_alike(reports: Archive, reports_duckdb: Archive, name: str, day: str) -> None:
    """Guards against an engine that keeps a later row, or gives a claim the status of another day."""

    def table(archive: Archive) -> Any:
        frame = as_known_on(archive, day).table(name).collect("pandas").to_pandas()
        return frame.sort_values(list(frame.columns)).reset_index(drop=True)

    here, there = table(reports), table(reports_duckdb)
    assert list(here.columns) == list(COLUMNS[name])
    assert_frame_equal(there.astype(here.dtypes.to_dict()), here, check_column_type=False)


def test_without_a_day_everything_is_seen_from_the_lead_articles(reports: Archive, two_articles: Archive) -> None:
    """Guards against a plain link that opens on another day, and against a collection without a lead showing less."""
    assert default_day(reports) == "2022-01-07"
    assert as_known_on(reports).known_on == "2022-01-07"
    assert set(queries.articles(as_known_on(reports))["article_id"]) == published_by("2022-01-07")
    assert default_day(two_articles) == "2023-03-01", "the last report's"


def test_days_without_a_report_are_the_day_of_the_report_before(reports: Archive) -> None:
    """Guards against as many copies of the archive as there are days in links."""
    assert as_known_on(reports, "2022-01-12") is as_known_on(reports, "2022-01-10")
    assert last_report_by(reports, "2022-01-12") == "2022-01-10"
    assert as_known_on(reports, "1999-01-01").known_on == BEFORE_ALL_REPORTS
    assert queries.claims(reports, Selection(known_on="1999-01-01")).empty


def test_what_is_cut_can_be_seen_from_another_day(reports: Archive) -> None:
    """Guards against a step forward from an early day finding nothing but that day."""
    early = as_known_on(reports, "2022-01-06")
    assert as_known_on(early) is early, "what is cut stays cut"
    assert as_known_on(early, "2022-12-20") == as_known_on(reports, "2022-12-20")
    assert len(queries.claims(early, Selection(known_on="2022-12-20"))) == 48


def test_two_archives_of_the_same_data_do_not_share_their_problems(reports: Archive) -> None:
    """Guards against a problem of one folder being told of another: a cut is shared by all archives of its data."""
    assert as_known_on(reports).problems == ()


def test_an_archive_without_a_report_has_a_day_all_the_same(tmp_path: Path) -> None:
    """Guards against an empty folder taking every page down."""
    empty = archive_from_records(tmp_path)
    assert (default_day(empty), report_days(empty)) == (BEFORE_ALL_REPORTS, ())
    assert queries.claims(empty).empty
