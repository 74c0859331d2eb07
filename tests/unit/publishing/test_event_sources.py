"""An event that somebody says happened is not shown as one that the report states."""

from data.tables.archive import Archive
from data.views.event_days import last_event_days
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.sections import page_section


def test_overview_says_who_tells_of_an_event(reports: Archive) -> None:
    """Guards against a list that states in the dashboard's own voice what one witness says."""
    view = view_of(read_address("", {"known_on": ["2022-01-07"]}, reports))
    assert "A witness in Aktau says so" in page_section("overview_rest", view)


def test_an_event_of_the_report_itself_names_nobody(reports: Archive) -> None:
    """Guards against a report that is made the source of each line again."""
    view = view_of(read_address("", {"known_on": ["2022-01-07"]}, reports))
    entries = [entry for each in last_event_days(view.dated_events, view.day) for entry in each.entries]  # type: ignore[attr-defined]
    assert {bool(entry.says) for entry in entries} == {True, False}
