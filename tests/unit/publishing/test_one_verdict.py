"""One verdict: whether a figure is contested, and by whose word, is the same wherever it is said, on every day."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from data import queries
from data.export.files import rows_for_export
from data.figures.disagreement import ComparableFigure
from data.figures.ledger import ledger
from data.figures.rivals import Placed
from data.figures.row_types import ComparedClaimRow
from data.figures.series import SETTLED, series_of
from data.queries.selection import Selection
from data.records.vocabulary import ClaimStatus, Relation
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, RelationRow, Table, rows
from data.views.casualties import CasualtiesView
from data.views.contradictions import by_whose_word
from data.views.figures import key_figure
from data.views.linked_words import Piece
from data.views.opened import OpenedItem
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.record_list import record_list
from data.wording.emphasis import plain_text
from publishing.links import links_of
from publishing.pictures.cards import FigureContext, figure_card
from publishing.sections import section

DAYS = ("2022-01-06", "2022-01-07", "2022-01-08", "2022-01-09", "2022-01-10", "2022-01-15", "2022-12-20")
FAMILIES = ("killed", "injured", "detained", "other")
BY = {
    (True, True): "by our rule and marked by a person",
    (True, False): "by our rule",
    (False, True): "marked by a person",
}
SMALLER, LARGER = "cbc-2022-01-07.arrested-3700", "aljazeera-2022-01-07.arrests-3800"

each_day = pytest.mark.parametrize("day", DAYS)
each_family = pytest.mark.parametrize("family", FAMILIES)

Pair = frozenset[str]


READ = {
    "ap-2022-01-09.killed-164": "as we read Reuters, 10 Jan",
    "ap-2022-01-09.killed-103-almaty": "as we read Reuters, 10 Jan, on 164",
}
"""Withdrawn statement to the report by which it is, as its record reads it."""


class Truth(NamedTuple):
    """What the records of a day say, pair by pair: the claims, their statements, the pairs of statements with ≠."""

    claims: dict[str, ClaimRow]
    statement: dict[str, str]
    by_rule: frozenset[Pair]
    by_record: frozenset[Pair]

    def others(self, item_id: str) -> set[str]:
        """The statements that contest that of a claim."""
        mine = self.statement[item_id]
        return {other for pair in self.by_rule | self.by_record if mine in pair for other in pair if other != mine}

    def label(self, item_id: str) -> str:
        """How a claim stands, and by whose word."""
        status, mine = ClaimStatus(self.claims[item_id]["status"]), self.statement[item_id]
        by = tuple(any(mine in pair for pair in pairs) for pairs in (self.by_rule, self.by_record))
        if status in (ClaimStatus.CURRENT, ClaimStatus.CONTESTED) and any(by):
            return f"Contested, {BY[by[0], by[1]]}"
        return f"{status.label}, {READ[mine]}" if status is ClaimStatus.RETRACTED else status.label


@lru_cache(maxsize=8)
def truth(reports: Archive, day: str) -> Truth:
    """The pairs found one by one: by the rule for two figures, and in the relations of the records."""
    known = as_known_on(reports, day)
    claims = {row["item_id"]: row for row in rows(queries.claims(known), ClaimRow)}
    statement = dict(ledger(known).statement)
    figures = {
        item_id: Placed(series, ComparableFigure.of(claim))
        for item_id, claim in claims.items()
        if statement[item_id] == item_id and claim["status"] not in SETTLED and (series := series_of(claim))
    }
    by_rule = {frozenset(pair) for pair in combinations(figures, 2) if figures[pair[0]].is_rival_of(figures[pair[1]])}
    relations = rows(queries.relations(known), RelationRow)
    marked = [row for row in relations if row["relation"] == Relation.CONTRADICTS]
    by_record = {frozenset((statement[row["item_id"]], statement[row["other_id"]])) for row in marked}
    return Truth(claims, statement, frozenset(by_rule), frozenset(by_record))


def opened(reports: Archive, item_id: str, day: str) -> OpenedItem:
    return OpenedItem(as_known_on(reports, day), Table.CLAIMS, truth(reports, day).claims[item_id], day)


def casualties(reports: Archive, day: str, family: str, **query: list[str]) -> CasualtiesView:
    asked = {"known_on": [day], "metric": [family], **query}
    return CasualtiesView(read_address("casualties", asked, reports))


def lowered(label: str) -> str:
    return f"({label[0].lower()}{label[1:]})"


def figures_with_sign(notes: Iterable[Iterable[Piece]]) -> set[str]:
    """The figures that notes name behind a ≠."""
    return {piece.item_id for note in map(list, notes) if note[0].text == "≠" for piece in note if piece.item_id}


def test_the_citation_for_a_reference_manager_says_how_a_figure_stands(reports: Archive) -> None:
    """Guards against a note that is pasted without what the panel beside it says."""
    for item_id in (SMALLER, LARGER, "ap-2022-01-09.killed-164"):
        note = opened(reports, item_id, "2022-12-20").full_citation(permalink="").note
        assert lowered(truth(reports, "2022-12-20").label(item_id)) in note


def test_the_pairs_of_the_collection_are_what_the_tests_below_need(reports: Archive) -> None:
    """Guards the tests below: there are pairs of the rule alone, of the record alone, and of both."""
    last = truth(reports, "2022-12-20")
    assert frozenset({SMALLER, LARGER}) in last.by_record - last.by_rule
    assert last.by_rule - last.by_record
    assert last.by_rule & last.by_record
    assert last.label(LARGER) == last.label(SMALLER) == "Contested, marked by a person"


@each_day
def test_the_panel_the_citation_and_the_record_of_a_figure_say_how_it_stands(reports: Archive, day: str) -> None:
    """Guards against “stands” in the panel of a figure that another panel contests, and in what is pasted from it."""
    known = truth(reports, day)
    for item_id in known.claims:
        item, label = opened(reports, item_id, day), known.label(item_id)
        band, others = item.drawer.band, known.others(item_id)
        assert band is not None
        assert item.history is not None
        assert dict(item.details)["Status"] == label
        assert item.status_label == ("" if label == "Stands" else label)
        assert (lowered(label) in item.citation) == (label != "Stands"), item.citation
        assert {found.other["item_id"] for found in item.history.contradictions} == others
        if label.startswith("Contested"):
            assert (band.kind, band.label) == ("doubted", f"{label}.")
            assert others <= {part.item_id for part in band.parts}
        else:
            assert band.kind in ("stands", "replaced", "withdrawn")
            assert "≠" not in band.text
        told = [note.text for note in key_figure(item.history).against]
        assert bool(told) == (label != "Stands" or bool(others))
        assert sum(text.startswith("≠") for text in told) == len(by_whose_word(item.history))


@each_day
def test_the_rows_of_files_and_of_the_api_say_who_contests_a_figure(reports: Archive, day: str) -> None:
    """Guards against a program that reads `current` and takes the figure for uncontested."""
    known = truth(reports, day)
    exported = rows_for_export(reports, Table.CLAIMS, Selection(known_on=day))
    for row in queries.rows(exported):
        mine = known.statement[row["item_id"]]
        found = {"record": known.by_record, "rule": known.by_rule}
        expected = "; ".join(who for who, pairs in found.items() if any(mine in pair for pair in pairs))
        assert (row["contested_by"] or "") == expected, row["item_id"]
        rivals = {other for pair in known.by_rule if mine in pair for other in pair if other != mine}
        assert set((row["incompatible_with"] or "").split("; ")) - {""} == rivals


@each_day
def test_the_card_of_a_figure_says_how_it_stands_above_everything_else(reports: Archive, day: str) -> None:
    """Guards against a picture that travels without the doubt that its page has."""
    known = truth(reports, day)
    for item_id in {SMALLER, LARGER, *(each for pair in known.by_rule for each in pair)} & known.claims.keys():
        item, label = opened(reports, item_id, day), known.label(item_id)
        assert item.claim is not None
        context = FigureContext(item.drawer.band, standing=item.status_label)
        card = figure_card(item.claim, item.article, permalink="https://r.example/", context=context)
        assert (lowered(label) in card.title) == (label != "Stands")
        assert (lowered(label) in card.description) == (label != "Stands")


@each_day
@each_family
def test_every_part_of_casualties_has_the_same_pairs(reports: Archive, day: str, family: str) -> None:
    """Guards against “all can be true together” in one part of a page whose list has “contradicted by”."""
    known, view = truth(reports, day), casualties(reports, day, family)
    for ledger_row in (row for group in (*view.area_ledger.first, *view.area_ledger.more) for row in group.rows):
        assert figures_with_sign(ledger_row.notes) == known.others(ledger_row.figure.item_id)
    for group in (*view.other_groups.values(),):
        for ledger_row in (*group.first, *group.more):
            assert figures_with_sign(ledger_row.notes) == known.others(ledger_row.figure.item_id)
    for figure in (f for g in view.matrix.groups for row in g.rows for cell in row.cells for f in cell):
        assert {piece.item_id for piece in figure.clashes} - {""} == known.others(figure.figure.item_id)
    for claim in (claim for panel in view.count_panels for claim in panel.claims):
        label = known.label(claim.item_id)
        assert set(claim.disagrees) == known.others(claim.item_id)
        assert claim.contested == (label.lower() if label.startswith("Contested") else "")
        assert claim.state == {"Replaced": "replaced", "Withdrawn": "withdrawn"}.get(label.partition(",")[0], "stands")
    for table in view.data_tables:
        shown = table.format_rows(table.frame)
        assert [known.label(row["item_id"]) for row in queries.rows(table.frame)] == shown["status"].tolist()
    for compared in view.compared_claims:
        assert compared["standing"] == known.label(compared["item_id"])


@each_day
@each_family
def test_the_list_of_contested_figures_has_each_pair_once_with_both_verdicts(
    reports: Archive, day: str, family: str
) -> None:
    """Guards against a pair that only the ledger shows, and one whose text leaves out what one of the two says."""
    known, view = truth(reports, day), casualties(reports, day, family)
    shown = {known.statement[item_id] for item_id in view.claims["item_id"]}
    expected = {pair for pair in known.by_rule | known.by_record if pair <= shown}
    pairs = {}
    for clash, dispute in zip(view.clashes, view.disputes, strict=False):
        pair = frozenset({clash.one.claim["item_id"], clash.other.claim["item_id"]})
        pairs[pair] = "".join(piece.text for piece in dispute.words)
        assert {piece.item_id for piece in dispute.figures} - {""} == pair
    assert len(pairs) == len(view.clashes)
    assert pairs.keys() == expected
    for pair, words in pairs.items():
        assert ("By our rule both cannot be true" in words) == (pair in known.by_rule)
        assert ("marked them" in words and "No person" not in words) == (pair in known.by_record)
        assert ("No person marked them" in words) == (pair not in known.by_record)
    for _, members in view.comparisons:
        ids = {claim["item_id"] for claim in members}
        assert not [pair for pair in known.by_rule if pair <= ids]
    sentences = [plain_text(words) for words in (*view.compared_sentences.first, *view.compared_sentences.more)]
    for (_, members), words in zip(view.comparisons, sentences, strict=True):
        marked = [pair for pair in known.by_record if pair <= {claim["item_id"] for claim in members}]
        assert words.count("A person marked") == len(marked)
        assert "by our rule" in words
    html = section("casualties_disagreements", view, links_of(view.address))
    assert not expected or "no two of them contest each other" not in html
    assert view.contested_elsewhere == ""


@each_day
def test_overview_has_the_same_pairs(reports: Archive, day: str) -> None:
    """Guards against a first page that shows a figure plain which the next page contests."""
    known = truth(reports, day)
    view = OverviewView(read_address("", {"known_on": [day]}, reports))
    for row in (row for group in view.ledger for row in group.rows):
        assert any(note.warning == "≠" for note in row.notes) == bool(known.others(row.item_id)), row.words
    contested = [doubt for doubt in view.doubts if doubt.label == "Contested"]
    assert {frozenset(doubt.item_ids) for doubt in contested} == known.by_rule | known.by_record
    for doubt in contested:
        words = plain_text(doubt.words)
        assert ("By our rule both cannot be true" in words) == (frozenset(doubt.item_ids) in known.by_rule)
        assert ("marked them" in words and "No person" not in words) == (frozenset(doubt.item_ids) in known.by_record)


@each_day
def test_the_records_of_a_file_have_the_same_pairs(reports: Archive, day: str) -> None:
    """Guards against a printed file with another verdict than the page that it was kept from."""
    known = truth(reports, day)
    view = OverviewView(read_address("", {"known_on": [day]}, reports))
    for record in (record for report in record_list(view).reports for record in report.records):
        if record.kind == "Figure":
            assert dict(record.details)["Status"] == known.label(record.item_id)
            assert any(line.startswith("≠") for line in record.relations) == bool(known.others(record.item_id))


@pytest.mark.parametrize("item_id", [SMALLER, LARGER])
def test_a_figure_that_is_shown_without_its_other_end_is_still_contested(reports: Archive, item_id: str) -> None:
    """Guards against a filter that hides one of two figures, and with it that the other one is contested."""
    article = item_id.partition(".")[0]
    view = casualties(reports, "2022-12-20", "detained", article=[article])
    assert len(view.clashes) == 0
    html = section("casualties_disagreements", view, links_of(view.address))
    assert "One figure shown here is contested by others that are not shown here." in html
    assert "≠" in section("casualties_ledger", view, links_of(view.address))


@each_day
def test_a_comparison_in_a_chart_has_words_for_every_figure(reports: Archive, day: str) -> None:
    """Guards against a chart whose marks say “Contested” for one end of a pair alone."""
    known = truth(reports, day)
    found: Iterator[Any] = (
        row for family in FAMILIES for row in rows(casualties(reports, day, family).compared_frame, ComparedClaimRow)
    )
    assert {row["item_id"]: row["standing"] for row in found} == {
        item_id: known.label(item_id) for item_id, claim in known.claims.items() if series_of(claim)
    }
