"""The figures that a page shows as lines of text, in the order of their reports, for those who write from them.

A line is one statement: when it was reported and of which day, the source's words, who is counted, who says so, in
which reports, and all that the page notes beside it. Nothing in it is counted or added up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data import queries
from data.export.files import rows_for_export
from data.figures.ledger import history_of, ledger
from data.figures.series import ClaimHistory
from data.records.vocabulary import Metric, PopulationGroup
from data.tables.rows import ClaimRow, Table, rows
from data.views.base import View
from data.views.casualties_ledger import change_notes
from data.views.event_words import full_sentence
from data.views.figure_rows import MOST_NAMED, asserter, carriers
from data.views.linked_words import plain
from data.views.long_list import LongList
from data.wording.attribution import publisher_of, recipient_of
from data.wording.descriptions import population_of
from data.wording.phrases import count_noun, day, unstated

MOST_LINES = 300
"""Most lines of one text."""


@dataclass(frozen=True)
class FigureLine:
    """A statement in words.

    `day` is that of the report and that of which the figure speaks; `report` names all that carry it. `notes` say what
    became of it, what contests it and what its record notes, as sentences; empty if there is nothing to say. `url`
    opens its place in the article.
    """

    item_id: str
    day: str
    figure: str
    who: str
    report: str
    notes: str
    url: str

    def text(self, link: str) -> str:
        """Return it as one line that ends with a link to it; line breaks in a record become spaces."""
        said = f"{self.day}: {self.figure}. Said by {self.who}; {self.report}. {self.notes}"
        return " ".join(f"{said} Article: {self.url} In the dashboard: {link}".split())


def has_figures(view: View) -> bool:
    """Whether a page is one of figures."""
    return Table.CLAIMS in view.tables


def figure_lines(view: View) -> Sequence[FigureLine]:
    """Return the figures that a page shows, one line each statement, in the order of the days of their reports.

    A statement stands at its first report, or, if the filters do not show that, at the first one that they show.
    """
    first = ledger(view.archive).statement
    exported = rows_for_export(view.archive, Table.CLAIMS, view.shown)
    urls = dict(zip(exported["item_id"], exported["source_url"], strict=True))
    shown: dict[str, ClaimRow] = {}
    for claim in rows(exported, ClaimRow):
        statement = first[claim["item_id"]]
        if statement not in shown or claim["item_id"] == statement:
            shown[statement] = claim
    in_order = sorted(shown.values(), key=_time)

    addresses = {article["article_id"]: article["url"] for article in view.articles}

    def lines(start: int, stop: int) -> list[FigureLine]:
        return [_line(view, claim, urls[claim["item_id"]], addresses) for claim in in_order[start:stop]]

    return LongList(len(in_order), lines)


def figures_text(lines: Sequence[FigureLine], *, heading: str, link: Callable[[str], str]) -> str:
    """Return lines as one text under a heading, at most MOST_LINES; `link` returns the address of an item."""
    left = max(0, len(lines) - MOST_LINES)
    more = [f"{count_noun(left, 'more statement')}: the files of rows have them."] if left else []
    return "\n".join([heading, "", *(line.text(link(line.item_id)) for line in lines[:MOST_LINES]), *more])


def _time(claim: ClaimRow) -> tuple[str, str, str]:
    return claim["reported_on"], claim["as_of"] or claim["reported_on"], claim["item_id"]


def _line(view: View, claim: ClaimRow, url: str, addresses: Mapping[str, str]) -> FigureLine:
    history, marks = history_of(view.archive, claim), view.range_marks
    doubt = f" ({marks.words})" if claim["item_id"] in marks.ids else ""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    who = [f"{asserter(claim)}{f' ({by})' if by else ''}", recipient_of(claim)]
    return FigureLine(
        item_id=claim["item_id"],
        day=f"Reported {_day(claim['reported_on'])}, {_as_of(claim)}{doubt}",
        figure=f"{Metric(claim['metric']).label.lower()} “{claim['value_text']}”{_counted(claim)}",
        who=", ".join(part for part in who if part),
        report=f"in {publisher_of(claim)}{_also_in(history)}",
        notes=_notes(view, history, addresses),
        url=url,
    )


def _as_of(claim: ClaimRow) -> str:
    """The day that a figure speaks of; that of its report never takes its place."""
    return f"as of {_day(claim['as_of'])}" if claim["as_of"] else f"day {unstated(claim)}"


def _also_in(history: ClaimHistory) -> str:
    """The other reports that carry a statement, each with its day."""
    others = [report for report in carriers(history) if report["item_id"] != history.claim["item_id"]]
    named = [f"{publisher_of(report)}, {_day(report['reported_on'])}" for report in others[:MOST_NAMED]]
    left = len(others[MOST_NAMED:])
    return f"; also in {'; '.join(named)}{f' and {left:,} more' if left else ''}" if named else ""


def _notes(view: View, history: ClaimHistory, addresses: Mapping[str, str]) -> str:
    """What the page says beside a figure, and what its record notes, and that of the report that withdraws it."""
    unsourced = history.claim["item_id"] in queries.items_without_source(view.archive)
    said = [plain(note) for note in change_notes(history, unsourced=unsourced)]
    noted = [("The record notes", history.claim["note"])]
    noted += [
        (f"Of {publisher_of(each)}, {addresses[each['article_id']]} the record notes", each["note"])
        for each in history.withdrawn_by[:1]
    ]
    return " ".join([*said, *(f"{start}: {full_sentence(note)}" for start, note in noted if note)])


def _counted(claim: ClaimRow) -> str:
    if claim["population"]:
        return f", {population_of(claim)}"
    is_people = claim["population_group"] != PopulationGroup.OBJECTS
    return f", {population_of(claim)[:1].lower()}{population_of(claim)[1:]}" if is_people else ""


def _day(iso: str) -> str:
    return day(iso, weekday=False)
