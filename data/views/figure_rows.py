"""Rows of a ledger: a figure in its source's words, who is counted, who says so, and how sure it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.figures.series import ClaimHistory, Withdrawal
from data.records.vocabulary import CaveatKind, ClaimStatus, CodedFrom, Metric, PopulationGroup, Qualifier
from data.tables.rows import CaveatRow, ClaimRow
from data.views.contradictions import by_whose_word
from data.views.marks import Mark, mark_of
from data.wording.attribution import as_we_read, counted_as, counted_under
from data.wording.descriptions import population_of
from data.wording.phrases import OPENING_ONLY, count_noun, day, day_and_month, figure_parts, figure_phrase, unstated

_OUR_READING = re.compile(r"\breplaces\b.*?\brecord’s reading\b(?::\s*(?P<why>[^.]+))?")

MOST_NAMED = 6
"""Most figures that a sentence names; it has the number of the others."""

METRIC_NOUNS: dict[str, str] = {
    Metric.ARRESTED: "arrested", Metric.DETAINED: "detained", Metric.CONVICTED: "convicted",
    Metric.HOSPITALISED: "taken to hospital",
}  # fmt: skip
"""Metrics that share a family of the ledger with another one: what happened to the people, after who they are."""


@dataclass(frozen=True)
class Note:
    """A short sentence about how sure a figure is; `warning` is a label before it, empty for a plain note."""

    text: str
    warning: str = ""


@dataclass(frozen=True)
class FigureRow:
    """A figure as a row of a ledger. All texts are plain text.

    `figure` is the number as its source writes it, or the source's words in quotation marks; `before` are the words
    before the number, such as “more than”. `reports`, `read`, `opening_only` and `reported` are as the functions
    `reports_words`, `read_words`, `opening_only` and `report_words` return them.
    """

    item_id: str
    mark: Mark
    before: str
    figure: str
    who: str
    asserter: str
    reports: str
    read: str
    notes: tuple[Note, ...]
    withdrawn: bool
    replaced: bool
    opening_only: str
    reported_on: str
    reported: str

    @property
    def words(self) -> str:
        """The figure with the words before it."""
        return f"{self.before} {self.figure}".strip()

    @property
    def sentence(self) -> str:
        """The figure for those who hear it apart from its row: what is counted, and who says so."""
        return f"{'withdrawn: ' if self.withdrawn else ''}{self.words}, {self.who}; said by {self.asserter}"


def counted_people(claim: ClaimRow) -> str:
    """Return who is counted and where: “police officers, in Almaty”, “people detained”."""
    what = METRIC_NOUNS.get(claim["metric"], "")
    unnamed = "people" if what else PopulationGroup(claim["population_group"]).label.lower()
    whom = claim["population"] or unnamed
    place = f", in {claim['place']}" if claim["place"] and claim["area"] != "whole" else ""
    return f"{whom} {what}".strip() + place


def asserter(claim: ClaimRow) -> str:
    """Return who says so: “Interior ministry”, “Al Jazeera, in its own voice”."""
    own_voice = claim["asserted_by_name"] == claim["publisher"]
    return f"{claim['asserted_by_name']}{', in its own voice' if own_voice else ''}"


def as_of_words(claim: ClaimRow) -> str:
    """Return the day that a figure speaks of: “as of 6 Jan”, with the year if it is another one; “as of: not stated”.

    A page whose figures have only the day of their report would give an old count for that of the day.
    """
    as_of = claim["as_of"]
    if not as_of:
        return f"as of: {unstated(claim)}"
    same_year = as_of[:4] == claim["reported_on"][:4]
    return f"as of {day_and_month(as_of) if same_year else day(as_of, weekday=False)}"


def other_day_words(claim: ClaimRow) -> str:
    """As `as_of_words`, but empty if the figure speaks of the day of its report: `REPORT_DAYS` says that once."""
    return "" if claim["as_of"] == claim["reported_on"] else as_of_words(claim)


def publisher_words(claim: ClaimRow) -> str:
    """Return who published a figure; empty if the publisher says so itself, since then `asserter` names it."""
    return "" if claim["asserted_by_name"] == claim["publisher"] else claim["publisher"]


def report_words(history: ClaimHistory) -> str:
    """Return the first report of a statement, and the day of the figure if it is another one.

    “7 Jan, Al Jazeera, in 3 reports, opening only, as of 6 Jan”. Whoever shows it says `REPORT_DAYS` beside it. No line
    ends within the first day.
    """
    first = history.reports[0]
    reported_on = day_and_month(first["reported_on"]).replace(" ", "\N{NO-BREAK SPACE}")
    parts = (reported_on, publisher_words(first), read_words(history), other_day_words(first))
    return ", ".join(part for part in parts if part)


def said_otherwise(report: ClaimRow, claim: ClaimRow) -> str:
    """Return what another report of the statement `claim` says otherwise: the figure, whom it counts, its day.

    “participants in the riots, as of 7 Jan”; empty if all are the same. One statement in four reports is not four times
    the same words.
    """
    figure = "" if report["value_text"].casefold() == claim["value_text"].casefold() else f"“{report['value_text']}”"
    people = "" if population_of(report) == population_of(claim) else population_of(report)
    as_of = "" if report["as_of"] == claim["as_of"] else as_of_words(report)
    return ", ".join(part for part in (figure, people, as_of) if part)


def reports_words(history: ClaimHistory) -> str:
    """Return the number of reports that carry a statement, “in 3 reports”; empty for one."""
    number = len(history.carriers)
    return f"in {number} reports" if number > 1 else ""


def read_words(history: ClaimHistory) -> str:
    """Return the number of reports, and whether no more than their openings was read: “in 3 reports, opening only”."""
    opening = "opening only" if opening_only(history) else ""
    return ", ".join(part for part in (reports_words(history), opening) if part)


def our_reading(newer: Iterable[ClaimRow], *, why: bool = True) -> str:
    """Return “ (our reading)” if one of the figures notes that it replaces another by the record's own reading.

    What the note adds stands at both figures: “ (our reading: which was given first is not known)”; without `why`, as
    in a chart that links to them, it is left out.
    """
    found = [_reading_words(_OUR_READING.search(claim["note"] or "")) for claim in newer]
    reading = max(found, key=len, default="")
    return reading if why or not reading else " (our reading)"


def _reading_words(found: re.Match[str] | None) -> str:
    why = found["why"] if found else ""
    return f" (our reading{f': {why.strip()}' if why else ''})" if found else ""


def is_told(noted: str, said: Sequence[str]) -> bool:
    """Whether a sentence of a figure's note is among those said beside it, or only says whose reading they tell."""
    reading = _reading_words(_OUR_READING.search(noted))
    return noted in said or (bool(reading) and any(reading in each for each in said))


def opening_only(history: ClaimHistory) -> str:
    """Return “only the opening was read” of a statement that no report read as a whole carries; else empty."""
    return OPENING_ONLY if all(each["coded_from"] == CodedFrom.EXCERPT for each in history.carriers) else ""


def caveat_label(caveat: CaveatRow) -> str:
    """Return the kind of a caveat, as it stands beside a figure: “No source named”."""
    return CaveatKind(caveat["kind"]).label


def caveats_to_tell(claim: ClaimRow, caveats: Sequence[CaveatRow]) -> list[CaveatRow]:
    """Return the caveats of a figure that its row does not tell already, one of each kind.

    That a figure may be out of date is told by the article's hedge of its day, if the record has that; and that words
    are those of one side by the quotation marks in which they stand.
    """
    first = {caveat["kind"]: caveat for caveat in reversed(caveats)}
    told = {str(CaveatKind.NOT_UPDATED)} if claim["as_of_hedge"] else set()
    told |= {str(CaveatKind.WORDING)} if "“" in (claim["population"] or "") else set()
    return [caveat for caveat in caveats if first[caveat["kind"]] is caveat and caveat["kind"] not in told]


def withdrawn_in(found: ClaimHistory | Withdrawal, *, dated: bool = True) -> str:
    """Return the report by which a statement counts as withdrawn (`as_we_read`), or empty if there is none."""
    return as_we_read(found.withdrawn_by, found.reports, dated=dated)


def withdrawals_by_report(found: Iterable[ClaimHistory | Withdrawal]) -> list[tuple[str, list[ClaimRow]]]:
    """Return withdrawn figures as (by which report, the figures); after MOST_NAMED reports, the others together."""
    groups: dict[str, list[ClaimRow]] = {}
    for each in found:
        read = withdrawn_in(each)
        is_named = read in groups or len(groups) < MOST_NAMED
        groups.setdefault(read if is_named else "as we read other reports", []).append(each.claim)
    return list(groups.items())


def figure_row(history: ClaimHistory, *, caveats: Sequence[CaveatRow] = ()) -> FigureRow:
    """Return a statement as a row. `caveats` are those that concern its claim."""
    claim = history.claim
    before, figure = figure_parts(claim)
    return FigureRow(
        item_id=claim["item_id"],
        mark=mark_of(claim),
        before=before,
        figure=figure,
        who=counted_people(claim),
        asserter=asserter(claim),
        reports=reports_words(history),
        read=read_words(history),
        notes=tuple(_notes(history, caveats)),
        withdrawn=claim["status"] == ClaimStatus.RETRACTED,
        replaced=claim["status"] == ClaimStatus.SUPERSEDED,
        opening_only=opening_only(history),
        reported_on=claim["reported_on"],
        reported=report_words(history),
    )


def _notes(history: ClaimHistory, caveats: Sequence[CaveatRow]) -> list[Note]:
    claim = history.claim
    notes = [Note(f"{withdrawn_in(history)}.", "Withdrawn") for report in history.withdrawn_by[:1]]
    if claim["status"] == ClaimStatus.RETRACTED and not notes:
        notes.append(Note("", "Withdrawn"))
    for whose, claims, more in by_whose_word(history):
        others = ", ".join(
            f"{figure_phrase(other)} ({day_and_month(other['reported_on'])}{_corrected(other)})"
            for other in claims[:MOST_NAMED]
        )
        if left := len(claims[MOST_NAMED:]) + more:
            others += f" and {left:,} more"
        notes.append(Note(f"{others}, {whose}.", "≠"))
    if counted_under(claim):
        notes.append(Note(f"{counted_as(claim)}."))
    if claim["qualifier"] == Qualifier.VAGUE:
        notes.append(Note("A word, not a number."))
    if claim["qualifier"] == Qualifier.ABOUT:
        notes.append(Note("A round number."))
    notes += [Note(f"{caveat_label(caveat)}.") for caveat in caveats_to_tell(claim, caveats)]
    if claim["as_of_hedge"]:
        of = f"of {day_and_month(claim['as_of'])}" if claim["as_of"] else "of that day"
        notes.append(Note(f"That it is {of} is hedged: “{claim['as_of_hedge']}”."))
    if claim["status"] == ClaimStatus.SUPERSEDED and history.replaced_by:
        newer = history.replaced_by[0]
        on = day_and_month(newer["reported_on"])
        reading = our_reading(history.replaced_by)
        notes.append(Note(f"Replaced by {newer['value_text']} on {on}{_corrected(newer)}{reading}."))
    elif history.replaces:
        older = history.replaces[-1]
        its = "its " if older["asserted_by"] == claim["asserted_by"] else ""
        of = day_and_month(older["reported_on"])
        further = len(history.replaces) - 1
        besides = f" and {count_noun(further, 'other figure')}" if further else ""
        reading = our_reading(history.reports)
        notes.append(Note(f"Replaced {its}{older['value_text']} of {of}{_corrected(older)}{besides}{reading}."))
    return notes


def _corrected(claim: ClaimRow) -> str:
    return ", corrected" if claim["corrected_on"] else ""
