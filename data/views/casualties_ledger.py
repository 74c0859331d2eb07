"""The ledger of Casualties: by area, each standing or withdrawn figure, who says so, and what it replaced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from data import queries
from data.figures import ledger, statements
from data.figures.latest import latest_figures
from data.figures.row_types import StatementRow
from data.figures.series import ClaimHistory
from data.records.vocabulary import COUNT_OF, WHOLE, ClaimStatus, Count, Metric, PopulationGroup, Qualifier
from data.tables.rows import CaveatRow, ClaimRow, rows
from data.views.base import View
from data.views.contradictions import by_whose_word
from data.views.figure_rows import (
    FigureRow,
    caveat_label,
    caveats_to_tell,
    figure_row,
    our_reading,
    report_words,
    withdrawals_by_report,
    withdrawn_in,
)
from data.views.linked_words import Piece, dated_figures, figure_piece
from data.views.pager import Paged
from data.wording.attribution import counted_as, counted_under, recipient_of
from data.wording.descriptions import whole_area
from data.wording.phrases import day_and_month, unstated

MAX_FIRST_ROWS = 24
"""Most rows of the ledger without a click."""

MAX_ROWS = 200
"""Most rows of the ledger on one page."""


@dataclass(frozen=True)
class CasualtyRow:
    """A figure of the ledger: `figure` has its words, `notes` say what changed.

    `recipient` is who was told it, such as “told to Reuters”, or empty; `reported` is its first report, and the day of
    which it speaks if that is another one: “7 Jan, Al Jazeera, in 3 reports, as of 6 Jan”.
    """

    figure: FigureRow
    recipient: str
    reported: str
    notes: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class AreaGroup:
    """The figures of one count and area, such as “Killed, in Almaty”."""

    label: str
    rows: Sequence[CasualtyRow]


def casualty_ledger(view: View, count_family: str) -> Paged[AreaGroup]:
    """Return the figures of a family that stand or were withdrawn; replaced ones are named beside their successors.

    The whole area comes before its parts; in an area populations are in order, and of each the latest figure is first,
    then the other standing ones, then withdrawn ones.
    """
    found = rows(
        ledger.filter_count_family(statements.statements(view.archive, view.selection), count_family), StatementRow
    )
    newest = {row["item_id"] for row in rows(latest_figures(view.archive, view.selection), StatementRow)}
    ids = {row["item_id"] for row in found}
    shown = sorted(
        (row for row in found if row["status"] != ClaimStatus.SUPERSEDED or not _successor_is_shown(view, row, ids)),
        key=lambda row: _rank(row, newest),
    )
    return view.paged(
        "figures",
        total=len(shown),
        rows=lambda start, stop: _groups(view, shown[start:stop]),
        shown=MAX_FIRST_ROWS,
        size=MAX_ROWS,
    )


def _successor_is_shown(view: View, row: ClaimRow, ids: set[str]) -> bool:
    history = ledger.history_of(view.archive, row, view.selection)
    return any(claim["item_id"] in ids for claim in history.replaced_by)


def _rank(row: StatementRow, newest: set[str]) -> tuple[object, ...]:
    counts, groups = list(map(str, Count)), list(map(str, PopulationGroup))
    return (
        counts.index(row["count"]), row["area"] != WHOLE, row["area"], groups.index(row["population_group"]),
        row["status"] == ClaimStatus.RETRACTED, row["item_id"] not in newest, _reverse(row["reported_on"]),
        row["item_id"],
    )  # fmt: skip


def _reverse(iso: str) -> int:
    return -int(iso.replace("-", ""))


def _groups(view: View, found: Sequence[StatementRow]) -> list[AreaGroup]:
    caveats = queries.caveats_by_item(view.archive)
    groups = []
    for (count, area), members in groupby(found, key=lambda row: (row["count"], row["area"])):
        claims = list(members)
        place = whole_area(claims) if area == WHOLE else f"in {claims[0]['place'] or area}"
        histories = [ledger.history_of(view.archive, claim, view.selection) for claim in claims]
        shown = [casualty_row(history, caveats=caveats.get(history.claim["item_id"], ())) for history in histories]
        told = [_place_apart(row, claim, place) for row, claim in zip(shown, claims, strict=True)]
        groups.append(AreaGroup(f"{Count(count).label}, {place}", told))
    return groups


def _place_apart(row: CasualtyRow, claim: StatementRow, heading: str) -> CasualtyRow:
    """The row without its place, which the heading has; with a word on it where the heading names others."""
    who = row.figure.who.removesuffix(f", {heading}")
    unplaced = f"place {unstated(claim)}"
    told = f"{who}, {unplaced}" if not claim["place"] and heading != unplaced else who
    return replace(row, figure=replace(row.figure, who=told))


def casualty_row(history: ClaimHistory, *, caveats: Sequence[CaveatRow] = ()) -> CasualtyRow:
    """Return a statement as a row of the ledger. `caveats` are those that concern its claim."""
    claim = history.claim
    read = [[Piece(f"{counted_as(claim)}.", claim["item_id"])]] if counted_under(claim) else []
    return CasualtyRow(
        figure=figure_row(history),
        recipient=recipient_of(claim),
        reported=report_words(history),
        notes=tuple(tuple(note) for note in (*read, *change_notes(history, caveats=caveats))),
    )


def change_notes(history: ClaimHistory, *, caveats: Sequence[CaveatRow] = ()) -> list[list[Piece]]:
    """Return what became of a figure, what it replaced, what contests it, and how sure it is, as short sentences."""
    claim = history.claim
    notes: list[list[Piece]] = []
    if claim["status"] == ClaimStatus.RETRACTED:
        notes.append(withdrawn_note(history))
    if claim["status"] == ClaimStatus.SUPERSEDED and history.replaced_by:
        reading = our_reading(history.replaced_by)
        notes.append([Piece("Replaced by "), *dated_figures(history.replaced_by), Piece(f"{reading}.")])
    if history.replaces:
        reading = our_reading(history.reports)
        notes.append([Piece("Replaced "), *dated_figures(history.replaces), Piece(f"{reading}.")])
    if claim["status"] != ClaimStatus.RETRACTED:
        notes += _withdrawn_before(history)
    for whose, claims, more in by_whose_word(history):
        notes.append([Piece("≠", warning=True), Piece(" "), *dated_figures(claims, more=more), Piece(f", {whose}.")])
    if history.part_of:
        notes.append([Piece("Part of "), *dated_figures(history.part_of), Piece(".")])
    if claim["qualifier"] == Qualifier.VAGUE:
        notes.append([Piece("A word, not a number.")])
    if claim["qualifier"] == Qualifier.ABOUT:
        notes.append([Piece("A round number.")])
    notes += [[Piece(f"{caveat_label(each)}.", claim["item_id"])] for each in caveats_to_tell(claim, caveats)]
    if claim["as_of_hedge"]:
        of = f"of {day_and_month(claim['as_of'])}" if claim["as_of"] else "of that day"
        notes.append([Piece(f"That it is {of} is hedged: “{claim['as_of_hedge']}”.", claim["item_id"])])
    return notes


def withdrawn_note(history: ClaimHistory) -> list[Piece]:
    """Return by which report a figure was withdrawn, as we read it; only “Withdrawn.” without a report."""
    if not history.withdrawn_by:
        return [Piece("Withdrawn", warning=True), Piece(".")]
    report = history.withdrawn_by[0]
    return [
        Piece("Withdrawn", warning=True),
        Piece(", "),
        Piece(withdrawn_in(history), report["item_id"]),
        Piece("."),
    ]


def _withdrawn_before(history: ClaimHistory) -> list[list[Piece]]:
    """Return “164 (9 Jan) withdrawn, as we read Reuters, 10 Jan.” of earlier figures, a sentence for each report."""
    before = [found for found in history.withdrawn if found.claim["reported_on"] < history.claim["reported_on"]]
    return [
        [*dated_figures(claims), Piece(f" withdrawn, {read}." if read else " withdrawn.")]
        for read, claims in withdrawals_by_report(before)
    ]


def figure_in_words(claim: ClaimRow) -> str:
    """Return a figure with what happened to the people: “238 killed”, ““Dozens” killed”, “18 killed in Almaty”."""
    metric = Metric(claim["metric"])
    verb = {Metric.HOSPITALISED: "taken to hospital"}.get(metric, str(metric))
    group = PopulationGroup(claim["population_group"])
    whom = claim["population"] if group is PopulationGroup.SUBSET and claim["population"] else group.label.lower()
    people = "" if group is PopulationGroup.ALL_PEOPLE else f" ({whom})"
    place = f" in {claim['place']}" if claim["area"] != WHOLE and claim["place"] else ""
    corrected = " (corrected)" if claim["corrected_on"] else ""
    counted = f" {verb}{people}{place}" if metric in COUNT_OF else ""
    return f"{figure_piece(claim).text}{counted}{corrected}"
