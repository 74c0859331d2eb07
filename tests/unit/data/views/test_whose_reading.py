"""That a report withdraws a figure is the record's reading: every text that speaks of it says so."""

import re
from collections.abc import Iterator

import pytest

from data import queries
from data.figures.attributions import attributions_of
from data.figures.latest import later_figures
from data.figures.ledger import history_of
from data.figures.row_types import AttributionRow
from data.figures.series import ClaimHistory
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.casualties import CasualtiesView
from data.views.casualties_ledger import change_notes
from data.views.contradictions import standing_words
from data.views.drawer_reports import report_list
from data.views.drawer_status import figure_band, relation_rows
from data.views.figures import key_figure, publishers, relation_lines, withdrawal_line
from data.views.later_reports import later_sentence
from data.views.linked_words import plain
from data.views.opened import opened_item
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.registry import view_of

LAST = "2022-12-20"
WITHDRAWN, REFUTATION = "ap-2022-01-09.killed-164", "reuters-2022-01-10.killed-164"
AS_READ = re.compile(r"as we read|our reading", re.IGNORECASE)


def unread(texts: Iterator[str]) -> list[str]:
    """The texts that say that something was withdrawn, and not whose reading that is."""
    return [text for text in texts if "withdr" in text.lower() and not AS_READ.search(text)]


def texts_of_figure(history: ClaimHistory) -> Iterator[str]:
    figure = key_figure(history)
    band = figure_band(history, LAST)
    yield from (note.text for note in (*figure.against, *figure.notes))
    yield from (plain(note) for note in change_notes(history))
    yield from (line.text for line in relation_lines(history))
    yield from (row.label for row in relation_rows(history))
    yield standing_words(history)
    yield band.text.replace("no report recorded up to then replaces or withdraws it", "")


def texts_of_pages(archive: Archive, day: str) -> Iterator[str]:
    for metric in ("killed", "injured", "detained"):
        page = view_of(read_address("casualties", {"known_on": [day], "metric": [metric]}, archive))
        assert isinstance(page, CasualtiesView)
        yield page.title
        yield page.count.title
        yield from (f"{dispute.headline} {plain(dispute.words)}" for dispute in page.paged_disputes.first)
    overview = view_of(read_address("", {"known_on": [day]}, archive))
    assert isinstance(overview, OverviewView)
    yield from (clause.words for clause in overview.lede)


def of_day(reports: Archive, day: str) -> list[ClaimHistory]:
    archive = as_known_on(reports, day)
    return [history_of(archive, claim) for claim in rows(queries.claims(archive), ClaimRow)]


@pytest.mark.parametrize("day", ["2022-01-10", "2022-01-15", LAST])
def test_every_text_that_calls_a_figure_withdrawn_says_whose_reading_that_is(reports: Archive, day: str) -> None:
    """Guards against “164 was withdrawn” as bare fact, of a report that says: not confirmed, and deleted."""
    known = as_known_on(reports, day)
    for history in of_day(reports, day):
        assert unread(texts_of_figure(history)) == []
        said = rows(attributions_of(known, history.claim["item_id"]), AttributionRow)
        assert unread(row["says"] for row in said) == []
    assert unread(texts_of_pages(reports, day)) == []


def test_what_later_reports_withdrew_is_our_reading_too(reports: Archive) -> None:
    """Guards against a line of an earlier day that tells a withdrawal of a later one as fact."""
    before = Selection(known_on="2022-01-09")
    line = "".join(part.text for part in later_sentence(later_figures(reports, before)))
    assert "withdrew 164 (10 Jan)" in line
    known = as_known_on(reports, "2022-01-09")
    opened = next(row for row in rows(queries.claims(known), ClaimRow) if row["item_id"] == WITHDRAWN)
    listed = report_list(known, opened, "2022-01-09").later
    assert unread(iter([line, listed])) == []
    assert "withdrawn later" in listed


def test_a_bare_withdrawal_is_found() -> None:
    """Guards against a check that finds nothing."""
    assert unread(iter(["an earlier 164 was withdrawn", "Withdrawn, as we read Reuters, 10 Jan."])) != []


def test_a_citation_says_whose_reading_a_withdrawal_is(reports: Archive) -> None:
    """Guards against a reference that outlives the page, and says of a figure that it was withdrawn."""
    item = opened_item(read_address("casualties", {"known_on": [LAST], "item": [WITHDRAWN]}, reports))
    assert item is not None
    assert "(withdrawn, as we read Reuters, 10 Jan)" in item.citation
    assert "withdrawn, as we read Reuters, 10 Jan" in item.full_citation(permalink="").text


def test_a_day_before_any_total_tells_that_later_reports_have_one(reports: Archive) -> None:
    """Guards against a first day that never says how many were killed in the end, since no figure of it grew."""
    first = Selection(known_on="2022-01-06")
    assert "put the killed at 225 (15 Jan)" in "".join(
        part.text for part in later_sentence(later_figures(reports, first))
    )
    filtered = later_sentence(later_figures(reports, Selection(known_on="2022-01-06", city=("aktau",))))
    assert "225" not in "".join(part.text for part in filtered)


@pytest.mark.parametrize("item_id", [WITHDRAWN, REFUTATION])
def test_no_number_of_reports_counts_the_one_that_withdraws_the_figure(reports: Archive, item_id: str) -> None:
    """Guards against a refutation counted as a second confirmation, whichever of the two reports is opened.

    And against the asserter of the one beside the report of the other.
    """
    item = opened_item(read_address("casualties", {"known_on": [LAST], "item": [item_id]}, reports))
    assert item is not None
    assert item.history is not None
    assert item.drawer.report_list is not None
    said_of = {WITHDRAWN: "In one report", REFUTATION: "The figure that it concerns, in one report"}
    assert item.drawer.reports_words == said_of[item_id]
    assert [report.item_id for report in item.drawer.reports] == [WITHDRAWN]
    assert [report.item_id for report in item.drawer.withdrawing] == [REFUTATION]
    assert len(publishers(item.history)) == 1
    assert not [note for note in key_figure(item.history).notes if "reports" in note.text]
    assert not [line for line in relation_lines(item.history) if "One statement" in line.text]
    says = [row["says"] for row in item.attributions]
    assert not [words for words in says if "reports)" in words]
    row = next(row for row in item.drawer.report_list.rows if row.figure.item_id == REFUTATION)
    assert (row.withdraws, row.repeated) == ("9 Jan", "")


def test_the_line_about_a_withdrawn_figure_has_the_report_and_what_its_record_notes(reports: Archive) -> None:
    """Guards against “Reported by Reuters”: what it reports is that nobody confirmed the figure."""
    history = next(each for each in of_day(reports, LAST) if each.claim["item_id"] == WITHDRAWN)
    line = "".join(part.text for part in withdrawal_line(history))
    assert ". As we read Reuters, 10 Jan: " in line
    assert "Reported by" not in line
