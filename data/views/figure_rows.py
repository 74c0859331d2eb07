"""Rows of a ledger: a figure in its source's words, who is counted, who says so, and how sure it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.figures.series import ClaimHistory
from data.records.vocabulary import ClaimStatus, Metric, PopulationGroup, Qualifier
from data.tables.rows import ClaimRow
from data.views.contradictions import by_whose_word
from data.views.marks import Mark, mark_of
from data.wording.phrases import count_noun, day, day_and_month, unstated

_OUR_READING = re.compile(r"\breplaces\b.*\brecord’s reading\b")
_NUMBER = re.compile(r"^(?P<before>\D*?)\s*(?P<number>\d.*)$")

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
    before the number, such as “more than”. `reported` is as in `report_words`.
    """

    item_id: str
    mark: Mark
    before: str
    figure: str
    who: str
    asserter: str
    reports: str
    notes: tuple[Note, ...]
    withdrawn: bool
    replaced: bool
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


def figure_parts(claim: ClaimRow) -> tuple[str, str]:
    """Return the words before the number, and the number as written; without a number, the quoted words."""
    words = claim["value_text"]
    if claim["qualifier"] == Qualifier.VAGUE:
        return "", f"“{words}”"
    found = _NUMBER.match(words)
    return (found["before"].strip(), found["number"]) if found else ("", words)


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

    “7 Jan, Al Jazeera, in 3 reports, as of 6 Jan”. Whoever shows it says `REPORT_DAYS` beside it. No line ends within
    the first day.
    """
    first = history.reports[0]
    reported_on = day_and_month(first["reported_on"]).replace(" ", "\N{NO-BREAK SPACE}")
    parts = (reported_on, publisher_words(first), reports_words(history), other_day_words(first))
    return ", ".join(part for part in parts if part)


def carriers(history: ClaimHistory) -> list[ClaimRow]:
    """Return the reports that carry a statement: all that make it, without those by which it is withdrawn."""
    against = {report["item_id"] for report in history.withdrawn_by}
    return [report for report in history.reports if report["item_id"] not in against]


def reports_words(history: ClaimHistory) -> str:
    """Return the number of reports that carry a statement, “in 3 reports”; empty for one."""
    number = len(carriers(history))
    return f"in {number} reports" if number > 1 else ""


def our_reading(newer: Iterable[ClaimRow]) -> str:
    """Return “ (our reading)” if one of the figures notes that it replaces another by the record's own reading."""
    return " (our reading)" if any(_OUR_READING.search(claim["note"] or "") for claim in newer) else ""


def withdrawn_in(history: ClaimHistory) -> str:
    """Return the report by which a figure counts as withdrawn: “as we read Reuters”, or empty if there is none.

    That a report withdraws a figure is the record's reading of it: what the report says stands in the source panel.
    A report that has another figure is named with it: “as we read Reuters on 164”.
    """
    if not history.withdrawn_by:
        return ""
    report = history.withdrawn_by[0]
    of_another = report["item_id"] not in {each["item_id"] for each in history.reports}
    on = f" on {' '.join(figure_parts(report)).strip()}" if of_another else ""
    return f"as we read {report['publisher']}{on}"


def figure_row(history: ClaimHistory, *, unsourced: bool = False) -> FigureRow:
    """Return a statement as a row. `unsourced` is whether a caveat says that no source is named."""
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
        notes=tuple(_notes(history, unsourced=unsourced)),
        withdrawn=claim["status"] == ClaimStatus.RETRACTED,
        replaced=claim["status"] == ClaimStatus.SUPERSEDED,
        reported_on=claim["reported_on"],
        reported=report_words(history),
    )


def _notes(history: ClaimHistory, *, unsourced: bool) -> list[Note]:
    claim = history.claim
    notes = [
        Note(f"on {day_and_month(report['reported_on'])}, {withdrawn_in(history)}.", "Withdrawn")
        for report in history.withdrawn_by[:1]
    ]
    if claim["status"] == ClaimStatus.RETRACTED and not notes:
        notes.append(Note("", "Withdrawn"))
    for whose, claims, more in by_whose_word(history):
        others = ", ".join(
            f"{' '.join(figure_parts(other)).strip()} ({day_and_month(other['reported_on'])}{_corrected(other)})"
            for other in claims[:MOST_NAMED]
        )
        if left := len(claims[MOST_NAMED:]) + more:
            others += f" and {left:,} more"
        notes.append(Note(f"{others}, {whose}.", "≠"))
    if claim["qualifier"] == Qualifier.VAGUE:
        notes.append(Note("A word, not a number."))
    if claim["qualifier"] == Qualifier.ABOUT:
        notes.append(Note("A round number."))
    if unsourced:
        notes.append(Note("No source named."))
    if claim["as_of_hedge"]:
        of = f" ({day_and_month(claim['as_of'])})" if claim["as_of"] else ""
        notes.append(Note(f"Its day{of} is hedged: “{claim['as_of_hedge']}”."))
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
