"""What stands beside a figure: whose reading a replacement and a withdrawal are, and which reports carry it."""

import pytest

from data import queries
from data.figures.ledger import history_of
from data.figures.series import ClaimHistory
from data.records.vocabulary import CodedFrom
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.casualties_ledger import casualty_row
from data.views.drawer_status import figure_band, relation_rows
from data.views.figure_rows import figure_row, said_otherwise
from data.views.figures import key_figure
from data.views.linked_words import plain

OLDER, NEWER = "guardian-2022-01-06.killed-police-12", "guardian-2022-01-06.killed-officers-18"
WITHDRAWN, ITS_PART, REFUTATION = (
    "ap-2022-01-09.killed-164", "ap-2022-01-09.killed-103-almaty", "reuters-2022-01-10.killed-164",
)  # fmt: skip


@pytest.fixture
def histories(reports: Archive) -> dict[str, ClaimHistory]:
    """All figures of the last day."""
    archive = as_known_on(reports, "2022-12-20")
    return {claim["item_id"]: history_of(archive, claim) for claim in rows(queries.claims(archive), ClaimRow)}


def notes(history: ClaimHistory) -> str:
    return " ".join(f"{note.warning} {note.text}" for note in figure_row(history).notes)


def test_a_report_of_a_statement_says_what_it_says_otherwise(histories: dict[str, ClaimHistory]) -> None:
    """Guards against one report's people and day standing for those of another: TASS had no “armed criminals”."""
    told = {
        report["item_id"]: said_otherwise(report, history.claim)
        for history in histories.values()
        for report in history.carriers[1:]
        if history.claim == history.carriers[0]
    }
    assert told["tass-2022-01-07.killed-participants"] == "participants in the riots, as of 7 Jan"
    assert told["ani-2022-01-15.killed-225"] == "people; 19 of them police and service personnel"
    assert told["aljazeera-live-2022-01-07.killed-armed-criminals"] == "as of: not stated in the opening"
    assert told["reuters-2022-01-08.killed-dozens"] == ""
    assert {each: words for each, words in told.items() if not words}, "most repeat it"


def test_whose_reading_a_replacement_is_stands_at_both_figures(histories: dict[str, ClaimHistory]) -> None:
    """Guards against an order of two counts of one day that no report states."""
    assert " of 6 Jan and 1 other figure (our reading: which was given first is not known)." in notes(histories[NEWER])
    assert "Replaced by 18 on 6 Jan (our reading: which was given first is not known)." in notes(histories[OLDER])
    assert "(our reading: which was given first is not known)." in figure_band(histories[OLDER], "2022-01-07").text
    assert [row.label for row in relation_rows(histories[NEWER]) if "(our reading: " in row.label]


def test_a_replacement_that_is_nobodys_reading_says_nothing_of_it(histories: dict[str, ClaimHistory]) -> None:
    """Guards against a doubt about what a report states itself."""
    assert "reading" not in notes(histories["tass-2022-01-07.detained-3811"])


def test_that_a_report_withdraws_a_figure_is_told_as_our_reading_of_it(histories: dict[str, ClaimHistory]) -> None:
    """Guards against “withdrawn, reports Reuters” of a report that says: not confirmed, and deleted; and of another
    figure than the one that the report has."""
    assert "Withdrawn as we read Reuters, 10 Jan." in notes(histories[WITHDRAWN])
    assert "as we read Reuters, 10 Jan, on 164." in notes(histories[ITS_PART])
    band = figure_band(histories[ITS_PART], "2022-01-15").text
    assert "As we read Reuters, 10 Jan, on 164: The health and police authorities did not confirm it" in band


def test_a_report_that_withdraws_a_figure_does_not_count_as_one_that_carries_it(
    histories: dict[str, ClaimHistory],
) -> None:
    """Guards against a refutation that looks like a second confirmation."""
    history = histories[WITHDRAWN]
    assert [report["item_id"] for report in history.reports] == [WITHDRAWN, REFUTATION]
    assert [report["item_id"] for report in history.carriers] == [WITHDRAWN]
    assert figure_row(history).reports == ""


def test_a_figure_that_no_report_read_as_a_whole_has_says_so(histories: dict[str, ClaimHistory]) -> None:
    """Guards against a figure of a page's first lines that looks as well read as one with its place in a text."""
    said = "opening only"
    for item_id, history in histories.items():
        openings = [report["coded_from"] == CodedFrom.EXCERPT for report in history.carriers]
        row, casualty = figure_row(history), casualty_row(history)
        assert row.read.count(said) == row.reported.count(said) == casualty.reported.count(said) == all(openings), (
            item_id
        )
    assert figure_row(histories["tass-2022-01-07.detained-3811"]).read == said
    assert said not in figure_row(histories["aljazeera-2022-01-07.killed-armed-criminals"]).read


@pytest.mark.parametrize(
    "item_id", ["aljazeera-2022-01-07.killed-armed-criminals", "guardian-2022-01-06.killed-attackers"]
)
def test_counting_a_sources_word_under_ours_stands_with_its_figure(
    histories: dict[str, ClaimHistory], item_id: str
) -> None:
    """Guards against “26 killed” of a ministry whose word was “liquidated”, firm in a row and doubtful in a text."""
    said = "Killed (our reading of “liquidated”)"
    history = histories[item_id]
    assert f"{said}." in notes(history)
    assert " ".join(plain(note) for note in casualty_row(history).notes).count(said) == 1
    assert key_figure(history).label == said


def test_a_figure_in_its_sources_own_word_says_nothing_of_a_reading(histories: dict[str, ClaimHistory]) -> None:
    """Guards against a doubt about a word that the source uses itself."""
    assert "our reading of" not in notes(histories["aljazeera-2022-01-07.killed-police-and-guard"])


def test_an_earlier_figure_is_said_to_be_withdrawn_with_the_day(histories: dict[str, ClaimHistory]) -> None:
    """Guards against a figure that seems to be withdrawn by the report beside which that is told."""
    later = " ".join(plain(note) for note in casualty_row(histories["reuters-2022-01-15.killed-225"]).notes)
    assert "164 (9 Jan) withdrawn, as we read Reuters, 10 Jan." in later
