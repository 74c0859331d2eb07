"""Under a range of days, what is certainly in it and what only may be: the rule, on both engines, and its words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from data import queries
from data.queries.row_types import CountRow, RangeRow
from data.queries.selection import Selection
from data.tables.archive import Archive, archive_from_duckdb, archive_from_records, build_duckdb
from data.wording.descriptions import count_summary
from data.wording.ranges import certainty, doubt_words, range_words

Json = dict[str, Any]

LEAD = "aljazeera-2022-01-07"
SIXTH = Selection(city=("almaty",), date_from="2022-01-06", date_to="2022-01-06")
SEVENTH = Selection(city=("almaty",), date_from="2022-01-07", date_to="2022-01-07")

RANGES = {
    "no range": Selection(),
    "a day": Selection(date_from="2022-01-06", date_to="2022-01-06"),
    "the day of the report": Selection(date_from="2022-01-07", date_to="2022-01-07"),
    "several days": Selection(date_from="2022-01-05", date_to="2022-01-09"),
    "a day and all after it": Selection(date_from="2022-01-07"),
    "a day and all before it": Selection(date_to="2022-01-07"),
    "a year": Selection(date_from="2014-01-01", date_to="2014-12-31"),
    "part of a year": Selection(date_from="2014-03-01", date_to="2014-03-31"),
    "a day in one city": SIXTH,
    "a later day of one kind": Selection(date_from="2022-01-12", date_to="2022-01-12", kind=("diplomacy",)),
}


def judged(archive: Archive, selection: Selection, table: str = "events") -> dict[str, str]:
    """Ids of the rows of a table, as they stand in their file, with whether they are certainly in the range."""
    found = queries.rows(queries.in_range(archive, selection), RangeRow)
    return {row["item_id"].split(".")[1]: row["in_range"] for row in found if row["table_name"] == table}


def test_almaty_on_one_day_has_three_events_of_that_day_and_two_that_may_be(archive: Archive) -> None:
    """Guards against undated events that pass for those of a day, as read in the article."""
    assert judged(archive, SIXTH) == {
        "almaty-protests-6-january": "certain", "security-forces-in-almaty": "certain", "airport-recaptured": "certain",
        "main-square-occupied": "possible", "russian-troops-at-airport": "possible",
    }  # fmt: skip
    assert count_summary(queries.rows(queries.counts(archive, SIXTH), CountRow), SIXTH).startswith(
        "5 of 36 events (3 on that day, 2 undated that may be)"
    )


def test_a_rough_day_only_may_be_the_one_that_is_recorded(archive: Archive) -> None:
    """Guards against “appeared to have retaken” counting as certainly of that day."""
    assert judged(archive, SEVENTH)["almaty-retaken"] == "possible"
    assert count_summary(queries.rows(queries.counts(archive, SEVENTH), CountRow), SEVENTH).startswith(
        "6 of 36 events (3 on that day, 2 undated and 1 of a longer or rough span that may be)"
    )


@pytest.mark.parametrize("which", RANGES)
def test_both_engines_judge_alike(reports: Archive, reports_duckdb: Archive, which: str) -> None:
    """Guards against an engine for which a missing day lies in every range, or in none."""
    for ask in (queries.in_range, queries.counts):
        assert_frame_equal(ask(reports_duckdb, RANGES[which]), ask(reports, RANGES[which]))


@pytest.mark.parametrize("which", RANGES)
def test_what_is_judged_is_what_is_shown_and_counted(reports: Archive, which: str) -> None:
    """Guards against a mark on a row that is not there, and a sum that is not that of the rows."""
    selection = RANGES[which]
    rows = queries.rows(queries.in_range(reports, selection), RangeRow)
    if not selection.has_range:
        assert rows == []
    for count in queries.rows(queries.counts(reports, selection), CountRow):
        of_table = [row["in_range"] for row in rows if row["table_name"] == count["table_name"]]
        assert len(of_table) == (count["shown"] if selection.has_range else 0)
        assert of_table.count("possible") == count["possible"]
        assert 0 <= count["undated"] <= count["possible"]


DATED: dict[str, Json] = {
    "a day": {"start": "2023-02-10", "end": "2023-02-10", "time_precision": "day"},
    "two days": {"start": "2023-02-09", "end": "2023-02-10", "time_precision": "day"},
    "about a day": {"start": "2023-02-10", "end": "2023-02-10", "time_precision": "approximate"},
    "some time between two": {"start": "2023-02-09", "end": "2023-02-11", "time_precision": "approximate"},
    "a month": {"start": "2023-02-01", "end": "2023-02-28", "time_precision": "month"},
    "going on": {"start": "2023-02-09", "ongoing_as_of": "2023-02-10", "time_precision": "day"},
    "about then, going on": {"start": "2023-02-09", "ongoing_as_of": "2023-02-10", "time_precision": "approximate"},
    "undated": {"time_precision": "unknown"},
    "undated, bounded": {"time_precision": "unknown", "not_after": "2023-02-10"},
}
"""Events of one report by what is known of their days."""

TENTH, NINTH, ELEVENTH = ("2023-02-10", "2023-02-10"), ("2023-02-09", "2023-02-09"), ("2023-02-11", "2023-02-11")
FEBRUARY, UNTIL, SINCE = ("2023-02-01", "2023-02-28"), (None, "2023-02-10"), ("2023-02-10", None)
YES, MAY_BE, NO = "certain", "possible", None

EXPECTED = {
    "a day": {TENTH: YES, NINTH: NO, ELEVENTH: NO, FEBRUARY: YES, UNTIL: YES, SINCE: YES},
    "two days": {TENTH: YES, NINTH: YES, ELEVENTH: NO, FEBRUARY: YES, UNTIL: YES, SINCE: YES},
    "about a day": {TENTH: MAY_BE, NINTH: NO, ELEVENTH: NO, FEBRUARY: MAY_BE, UNTIL: MAY_BE, SINCE: MAY_BE},
    "some time between two": {TENTH: MAY_BE, NINTH: MAY_BE, FEBRUARY: YES, UNTIL: MAY_BE, SINCE: MAY_BE},
    "a month": {TENTH: MAY_BE, FEBRUARY: YES, UNTIL: MAY_BE, SINCE: MAY_BE},
    "going on": {TENTH: YES, NINTH: YES, ELEVENTH: MAY_BE, FEBRUARY: YES, UNTIL: YES, SINCE: YES},
    "about then, going on": {TENTH: YES, NINTH: MAY_BE, ELEVENTH: MAY_BE, UNTIL: YES, SINCE: YES},
    "undated": {TENTH: MAY_BE, FEBRUARY: MAY_BE, UNTIL: MAY_BE, SINCE: MAY_BE},
    "undated, bounded": {TENTH: MAY_BE, NINTH: MAY_BE, ELEVENTH: NO, FEBRUARY: MAY_BE, UNTIL: YES, SINCE: MAY_BE},
}
"""The same with whether each is in a range: written by hand."""


@pytest.fixture
def dated(small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """The small record with an event for each way in which a source dates something."""
    (event,) = small_record["events"]
    plain = {key: value for key, value in event.items() if key not in ("start", "end", "date_basis")}
    for number, days in enumerate(DATED.values()):
        basis = {"date_basis": event["date_basis"]} if "start" in days else {}
        small_record["events"].append(plain | days | basis | {"id": f"dated-{number}"})
    archive = archive_from_records(write_record(small_record).parent)
    assert archive.problems == ()
    return archive


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_an_event_is_in_a_range_as_far_as_its_source_dates_it(dated: Archive, engine: str, tmp_path: Path) -> None:
    """Guards against a rule that takes a span for a day, or hides what may have happened then."""
    archive = dated
    if engine == "duckdb":
        build_duckdb(dated, tmp_path / "dated.duckdb")
        archive = archive_from_duckdb(tmp_path / "dated.duckdb")
    for number, (what, expected) in enumerate(EXPECTED.items()):
        for (first, last), answer in expected.items():
            found = judged(archive, Selection(date_from=first, date_to=last))
            assert found.get(f"dated-{number}") == answer, (what, first, last)


FIGURES = [
    ({"as_of": "2023-02-10", "as_of_basis": "x"}, {TENTH: YES, ELEVENTH: MAY_BE, NINTH: NO, FEBRUARY: YES}),
    ({"as_of": "2023-02-10", "as_of_basis": "x", "as_of_hedge": "appeared"}, {TENTH: MAY_BE, NINTH: NO}),
    ({}, {NINTH: MAY_BE, TENTH: MAY_BE, ("2023-03-01", "2023-03-01"): MAY_BE, (None, "2023-03-01"): YES}),
]


@pytest.mark.parametrize(("days", "expected"), FIGURES, ids=["of a day", "of a hedged day", "of no stated day"])
def test_a_figure_is_of_the_day_that_it_speaks_of(
    small_record: Json, write_record: Callable[..., Path], days: Json, expected: dict[tuple[str, str], str | None]
) -> None:
    """Guards against the day of a report taking the place of one that is not stated, and against hiding the figure."""
    (claim,) = small_record["claims"]
    plain = {key: value for key, value in claim.items() if not key.startswith("as_of")}
    small_record["claims"] = [plain | days]
    archive = archive_from_records(write_record(small_record).parent)
    assert archive.problems == ()
    for (first, last), answer in expected.items():
        found = judged(archive, Selection(date_from=first, date_to=last), "claims")
        assert found.get("detained-40") == answer, (first, last)


COUNTED: list[tuple[tuple[int, int, int], Selection, str]] = [
    ((5, 0, 0), SIXTH, ""),
    ((5, 2, 2), SIXTH, "3 on that day, 2 undated that may be"),
    ((5, 1, 0), SIXTH, "4 on that day, 1 of a longer or rough span that may be"),
    ((5, 5, 5), SIXTH, "none on that day, 5 undated that may be"),
    ((9, 4, 3), RANGES["several days"], "5 in those days, 3 undated and 1 of a longer or rough span that may be"),
    ((3, 1, 1), Selection(date_from="2022-01-06"), "2 from that day on, 1 undated that may be"),
    ((3, 1, 1), Selection(date_to="2022-01-06"), "2 by that day, 1 undated that may be"),
]


@pytest.mark.parametrize(("numbers", "selection", "words"), COUNTED)
def test_the_counts_say_how_many_only_may_be_in_the_range(
    numbers: tuple[int, int, int], selection: Selection, words: str
) -> None:
    """Guards against “5 events on 6 January” where three are."""
    shown, possible, undated = numbers
    row: CountRow = {
        "table_name": "events", "shown": shown, "total": 36, "possible": possible, "undated": undated,
    }  # fmt: skip
    assert certainty(row, selection) == words


def test_without_a_range_nothing_is_said_of_it() -> None:
    """Guards against a doubt about a day that nobody asked for."""
    assert (range_words(Selection()), doubt_words(Selection())) == ("", "")
    assert doubt_words(SIXTH) == "may be of that day"
    assert doubt_words(RANGES["several days"]) == "may be of those days"
