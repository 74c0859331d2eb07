"""The figures that a page shows as lines of text, in order of time, for those who write from them.

A line is one statement: of which day, the source's words, who is counted, who says so, in which report, and what became
of it. Nothing in it is counted or added up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.export.files import rows_for_export
from data.figures.ledger import history_of, ledger
from data.figures.series import ClaimHistory
from data.records.vocabulary import ClaimStatus, Metric, PopulationGroup
from data.tables.rows import ClaimRow, Table, rows
from data.views.base import View
from data.views.contradictions import standing_note
from data.views.figure_rows import asserter, reports_words
from data.views.long_list import LongList
from data.wording.attribution import publisher_of, recipient_of
from data.wording.descriptions import population_of
from data.wording.phrases import count_noun, day, unstated

MOST_LINES = 300
"""Most lines of one text."""


@dataclass(frozen=True)
class FigureLine:
    """A statement in words. `became` says that it was withdrawn, replaced or contested; empty if it stands."""

    item_id: str
    day: str
    figure: str
    who: str
    report: str
    became: str

    def text(self, link: str) -> str:
        """Return it as one line that ends with a link to it; line breaks in a record become spaces."""
        became = f" {self.became}." if self.became else ""
        return " ".join(f"{self.day}: {self.figure}. Said by {self.who}; {self.report}.{became} {link}".split())


def has_figures(view: View) -> bool:
    """Whether a page is one of figures."""
    return Table.CLAIMS in view.tables


def figure_lines(view: View) -> Sequence[FigureLine]:
    """Return the figures that a page shows, one line each statement, in the order of the days that they speak of.

    A statement stands at its first report, or, if the filters do not show that, at the first one that they show.
    """
    first = ledger(view.archive).statement
    shown: dict[str, ClaimRow] = {}
    for claim in rows(rows_for_export(view.archive, Table.CLAIMS, view.shown), ClaimRow):
        statement = first[claim["item_id"]]
        if statement not in shown or claim["item_id"] == statement:
            shown[statement] = claim
    in_order = sorted(shown.values(), key=_time)
    return LongList(len(in_order), lambda start, stop: [_line(view, claim) for claim in in_order[start:stop]])


def figures_text(lines: Sequence[FigureLine], *, heading: str, link: Callable[[str], str]) -> str:
    """Return lines as one text under a heading, at most MOST_LINES; `link` returns the address of an item."""
    left = max(0, len(lines) - MOST_LINES)
    more = [f"{count_noun(left, 'more statement')}: the files of rows have them."] if left else []
    return "\n".join([heading, "", *(line.text(link(line.item_id)) for line in lines[:MOST_LINES]), *more])


def _time(claim: ClaimRow) -> tuple[str, str, str]:
    return claim["as_of"] or claim["reported_on"], claim["reported_on"], claim["item_id"]


def _line(view: View, claim: ClaimRow) -> FigureLine:
    history, marks = history_of(view.archive, claim), view.range_marks
    doubt = f" ({marks.words})" if claim["item_id"] in marks.ids else ""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    who = [f"{asserter(claim)}{f' ({by})' if by else ''}", recipient_of(claim)]
    report = [f"in {publisher_of(claim)}", _reported(claim), reports_words(history)]
    return FigureLine(
        item_id=claim["item_id"],
        day=f"{_day(claim)}{doubt}",
        figure=f"{Metric(claim['metric']).label.lower()} “{claim['value_text']}”{_counted(claim)}",
        who=", ".join(part for part in who if part),
        report=", ".join(part for part in report if part),
        became=_became(history),
    )


def _day(claim: ClaimRow) -> str:
    """The day that a figure speaks of; that of its report never takes its place."""
    if not claim["as_of"]:
        return f"Day {unstated(claim)}"
    hedge = f" (the article: “{claim['as_of_hedge']}”)" if claim["as_of_hedge"] else ""
    return f"{day(claim['as_of'], weekday=False)}{hedge}"


def _counted(claim: ClaimRow) -> str:
    if claim["population"]:
        return f", {population_of(claim)}"
    is_people = claim["population_group"] != PopulationGroup.OBJECTS
    return f", {population_of(claim)[:1].lower()}{population_of(claim)[1:]}" if is_people else ""


def _became(history: ClaimHistory) -> str:
    match status := ClaimStatus(history.claim["status"]):
        case ClaimStatus.RETRACTED if history.withdrawn_by:
            report = history.withdrawn_by[0]
            return f"{status.label} on {_reported(report)}, reports {publisher_of(report)}"
        case ClaimStatus.SUPERSEDED if history.replaced_by:
            newer = history.replaced_by[0]
            return f"{status.label} by “{newer['value_text']}” on {_reported(newer)}"
        case _:
            return standing_note(history)


def _reported(claim: ClaimRow) -> str:
    return day(claim["reported_on"], weekday=False)
