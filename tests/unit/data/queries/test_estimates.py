"""Estimates of a data set's coder: added up over what a filter leaves, by year, place and actor."""

import pytest

from data.__main__ import main
from data.queries import estimates
from data.queries.filtering import Query
from data.queries.row_types import DeathsRow
from data.queries.selection import NO_FILTERS, Selection
from data.tables.archive import Archive, archive_from_duckdb
from data.tables.rows import rows
from data.views.coded import coded_deaths
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, page_section, section
from tests.unit.data.importing.conftest import csv_text

ROWS = (
    {"id": "1", "best": "4", "low": "3", "high": "6"},
    {"id": "2", "best": "10", "low": "2", "high": "30", "where_coordinates": "Hill village", "date_prec": "4"},
    {"id": "3", "best": "1", "low": "1", "high": "1", "date_start": "2018-12-30", "date_end": "2019-01-02"},
    {"id": "4", "best": "0", "low": "0", "high": "9", "date_start": "2018-02-01", "date_end": "2018-02-01",
     "type_of_violence": "3", "side_b": "Civilians", "side_b_new_id": "1", "where_prec": "6"},
)  # fmt: skip


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Four made-up events of a data set."""
    folder = tmp_path_factory.mktemp("coded")
    file, out = folder / "GEDEvent_v23_1.csv", folder / "made.duckdb"
    file.write_text(csv_text(ROWS), "utf-8")
    assert main(["import", "ucdp", str(file), "--out", str(out), "--published-on", "2023-06-07"]) == 0
    return archive_from_duckdb(out)


def sums(query: Query, archive: Archive, selection: Selection = NO_FILTERS) -> dict[str, tuple[float, ...]]:
    found = rows(query(archive, selection), DeathsRow)
    return {row["part"] or "": (row["events"], row["best"], row["low"], row["high"]) for row in found}


def test_estimates_are_added_up_over_what_a_filter_leaves(coded: Archive) -> None:
    """Guards against a sum that counts an event twice, or one that the filter took away."""
    assert sums(estimates.deaths, coded) == {"": (4, 15, 6, 46)}
    assert sums(estimates.deaths, coded, Selection(topic=("one-sided-violence",))) == {"": (1, 0, 0, 9)}
    assert sums(estimates.deaths, coded, Selection(q="no such word")) == {}


def test_an_event_counts_in_a_year_only_if_all_its_days_are_in_it(coded: Archive) -> None:
    """Guards against an event of some day around New Year that counts in the year of its first day."""
    assert sums(estimates.deaths_by_year, coded) == {"2018": (1, 0, 0, 9), "2019": (2, 14, 5, 36), "": (1, 1, 1, 1)}
    assert list(estimates.deaths_by_year(coded)["part"])[:2] == ["2018", "2019"]


def test_a_side_has_the_deaths_of_the_events_that_it_has_a_part_in(coded: Archive) -> None:
    """Guards against deaths that are put on one side alone, and against an event that counts twice for one."""
    assert sums(estimates.deaths_by_actor, coded) == {
        "government-of-northland-11": (4, 15, 6, 46), "river-front-12": (3, 15, 6, 37), "civilians-1": (1, 0, 0, 9),
    }  # fmt: skip


def test_places_are_listed_by_their_deaths(coded: Archive) -> None:
    """Guards against an order by name, in which the worst is not seen."""
    by_place = estimates.deaths_by_place(coded)
    assert list(by_place["best"]) == [10, 5, 0]
    assert by_place["part"].iloc[2] == "northland"


def test_groups_have_the_best_estimates_alone(coded: Archive) -> None:
    """Guards against a low estimate of none where none was made."""
    found = estimates.deaths_by_group(coded)
    assert list(found.columns) == ["part", "events", "best"]
    assert dict(zip(found["part"], found["best"], strict=True)) == {"side_a": 4, "side_b": 8, "unknown": 4}


def test_a_page_says_whose_estimates_they_are_and_how_sure(coded: Archive) -> None:
    """Guards against a sum that looks like a count of reports."""
    shown = coded_deaths(coded, NO_FILTERS)
    assert shown is not None
    assert shown.title == "UCDP estimates 15 deaths in 4 events, 2018 to 2019"
    assert "15 deaths (6 to 46) for the 4 events shown" in shown.sentence
    assert [line.label for line in shown.years.lines] == ["2018", "2019", "No one year"]
    assert [line.words for line in shown.places.lines] == ["10 (2 to 30)", "5 (4 to 7)", "0 (0 to 9)"]
    assert [bool(line.key) for line in shown.places.lines] == [True, True, False]
    assert "3 dated to the day" in {each.words for each in shown.surety}


def test_records_of_reports_have_no_estimates(reports: Archive) -> None:
    """Guards against a page of reports that takes their figures for a coder's estimates."""
    assert not estimates.has_estimates(reports)
    assert coded_deaths(reports, NO_FILTERS) is None
    assert estimates.coding_of(reports, "aljazeera-2022-01-07.shoot-to-kill-order") is None


def test_the_source_panel_says_where_it_stands_and_how_it_was_coded(coded: Archive) -> None:
    """Guards against a number that nobody can look up in the file that it is from."""
    opened = opened_item(read_address("", {"item": ["ucdp-ged-23-1.2"]}, coded))
    assert opened is not None
    html = section("drawer", opened, links_of(read_address("", {}, coded).address))
    for told in ("Row 3 of the data set’s file, event 2", "10 (2 to 30)", "to the month, or to more than a week",
                 "Northport Wire 2019-04-25", "Uppsala Conflict Data Program (UCDP)"):  # fmt: skip
        assert told in html


def test_the_overview_of_a_data_set_shows_its_estimates_and_no_empty_ledger(coded: Archive) -> None:
    """Guards against a page that says “no figures” of forty thousand events."""
    view = view_of(read_address("", {}, coded))
    html = "".join(page_section(name, view) for name in PAGE_PARTS[""].sections if name != "later")
    assert "UCDP estimates 15 deaths in 4 events" in html
    assert 'data-filter="city=' in html
    assert "No direct quotations" not in html
    assert "No figures" not in html


def test_years_of_a_side_leave_out_what_is_of_no_one_year(coded: Archive) -> None:
    """Guards against deaths around New Year that are put into one of the two years."""
    found = estimates.deaths_by_actor_and_year(coded)
    assert [tuple(row)[:4] for row in found.itertuples(index=False)] == [
        ("civilians-1", "2018", 1, 0), ("government-of-northland-11", "2018", 1, 0),
        ("government-of-northland-11", "2019", 2, 14), ("river-front-12", "2019", 2, 14),
    ]  # fmt: skip


def test_casualties_of_a_data_set_are_its_estimates_by_side_and_year(coded: Archive) -> None:
    """Guards against a page that says that nobody was killed where only nobody reported it here."""
    view = view_of(read_address("casualties", {}, coded))
    html = "".join(page_section(name, view) for name in PAGE_PARTS["casualties"].sections)
    assert "UCDP estimates 15 deaths in 4 events" in html
    assert "15 deaths (6 to 46) in 4 events" in html
    assert "Of the second side" in html
    assert "none recorded" not in html
    assert "What is counted" not in html
