"""Sources: each report with what was coded from it, as known on a day and under filters."""

import pytest

from data import queries
from data.tables.archive import Archive
from data.tables.known_on import report_days
from data.tables.rows import ArticleRow
from data.views.reading import read_address
from data.views.sources import SourcesView, read_where

LEAD = "aljazeera-2022-01-07"


def sources(archive: Archive, **query: str) -> SourcesView:
    return SourcesView(read_address("sources", {key: [value] for key, value in query.items()}, archive))


def test_every_report_of_the_day_is_there_and_none_of_a_later_one(reports: Archive) -> None:
    """Guards against a report that a reader cannot find, and one that nobody could have read by then."""
    for day in report_days(reports):
        published = [report["date_published"] for report in sources(reports, known_on=day).reports]
        assert published == sorted(published)
        assert max(published) == day
    assert len(sources(reports, known_on=report_days(reports)[-1]).reports) == 12


@pytest.mark.parametrize("query", [{}, {"city": "almaty"}, {"known_on": "2022-01-10", "q": "killed"}])
def test_what_was_coded_from_the_reports_adds_up_to_what_is_shown(reports: Archive, query: dict[str, str]) -> None:
    """Guards against numbers that follow other filters than the rest of the page."""
    view = sources(reports, **query)
    for name, ask in (("events", queries.events), ("figures", queries.claims), ("quotations", queries.quotes)):
        assert sum(report[name] for report in view.reports) == len(ask(view.archive, view.selection))


def test_the_title_says_how_much_of_the_reports_was_read(reports: Archive) -> None:
    """Guards against eleven openings that pass for eleven articles."""
    assert sources(reports, known_on="2022-12-20").title == ("Twelve reports; of eleven only the opening was read")
    assert sources(reports, known_on="2021-01-01").title == "Sources: no report yet"


def test_a_row_says_where_how_much_and_under_which_licence(reports: Archive) -> None:
    """Guards against a table that leaves out what a reader asks of a source."""
    (table,) = sources(reports, known_on="2022-12-20").data_tables
    rows = {row[-1]: dict(zip(table.text.headings, row, strict=True)) for row in table.text.rows}
    articles = queries.rows(queries.articles(reports), ArticleRow)
    assert rows.keys() == {article["url"] for article in articles}
    for article in articles:
        row = rows[article["url"]]
        assert row["Publisher"] == article["publisher"]
        assert row["Read where"] == read_where(article)
        assert row["Licence of the record"] == "CC BY 4.0"
    assert {row["Read how much"] for row in rows.values()} == {
        "The whole text", "The opening of the page; what stands further down is not in this record",
    }  # fmt: skip


def test_links_to_reports_without_a_headline_can_be_told_apart(reports: Archive) -> None:
    """Guards against ten links that all say “Headline not known”."""
    lines = sources(reports, known_on="2022-12-20").lines
    without = [line for line in lines if not line.has_headline]
    assert len({line.headline for line in without}) > 1
    assert all(line.publisher in line.headline for line in without)
