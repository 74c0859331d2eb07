"""The figures that a page shows as numbered lines of text, in the order of their reports, to write from.

A line is one statement: when it was reported and of which day, the source's words, who is counted, who says so, in
which reports, and all that the page notes beside it. Nothing in it is counted or added up. Reports stand in a list
after the lines, each with its address once, and with the address of each line of it in the dashboard.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data import queries
from data.export.files import rows_for_export
from data.figures.ledger import history_of, ledger
from data.figures.series import ClaimHistory, series_of
from data.records.vocabulary import WHOLE, PopulationGroup
from data.tables.rows import ArticleRow, CaveatRow, ClaimRow, Table, rows
from data.views.base import View
from data.views.casualties_ledger import change_notes
from data.views.contradictions import WHAT_THE_SIGN_MEANS
from data.views.event_words import full_sentence
from data.views.figure_rows import MOST_NAMED, asserter, caveat_label, is_told, opening_only, said_otherwise
from data.views.linked_words import plain
from data.views.long_list import LongList
from data.wording.attribution import counted_as, publisher_of, recipient_of, republication_notes, worked_out_note
from data.wording.citation import long_date
from data.wording.descriptions import population_of, whole_area
from data.wording.phrases import count_noun, day, unstated

MOST_LINES = 300
"""Most lines of one text."""

_SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")


@dataclass(frozen=True)
class Cited:
    """A piece of a line about a report, such as “in TASS”; its number in the list of sources comes after it."""

    words: str
    article_id: str


@dataclass(frozen=True)
class FigureLine:
    """A statement in words.

    `day` is that of the report and that of which the figure speaks. `report` has it first, `others` repeat it;
    `more_others` is how many further ones do. `notes` say what became of it, what contests it and what is noted of it,
    as sentences; `noted` is what is noted of the other reports, the one that withdraws it, as we read it, the last.
    """

    item_id: str
    day: str
    figure: str
    who: str
    report: Cited
    others: tuple[Cited, ...]
    more_others: int
    notes: str
    noted: tuple[tuple[Cited, str], ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles that the line names: that of its report first."""
        return (self.report.article_id, *(each.article_id for each in (*self.others, *dict(self.noted))))

    def text(self, number_of: Callable[[str], str]) -> str:
        """Return it as one line that ends with the number of its report; line breaks in a record become spaces.

        `number_of` returns the number of an article in the list of sources, such as “[3]”.
        """
        also = "; ".join(f"{each.words} {number_of(each.article_id)}" for each in self.others)
        more = f" and {self.more_others:,} more" if self.more_others else ""
        report = f"{self.report.words}{f'; also in {also}{more}' if also else ''}"
        noted = [f"The record of {each.words} {number_of(each.article_id)} {says}" for each, says in self.noted]
        said = [f"{self.day}: {self.figure}. Said by {self.who}; {report}.", self.notes, *noted]
        return " ".join(f"{' '.join(said)} {number_of(self.report.article_id)}".split())


def has_figures(view: View) -> bool:
    """Whether a page is one of figures."""
    return Table.CLAIMS in view.tables


def statement_count(view: View, claims: Iterable[str]) -> int:
    """Return how many statements some claims make: a claim is one report of a statement."""
    first = ledger(view.archive).statement
    return len({first[item_id] for item_id in claims})


def figure_lines(view: View) -> Sequence[FigureLine]:
    """Return the figures that a page shows, one line each statement, in the order of the days of their reports.

    A statement stands at its first report, or, if the filters do not show that, at the first one that they show.
    """
    first = ledger(view.archive).statement
    shown: dict[str, ClaimRow] = {}
    for claim in rows(rows_for_export(view.archive, Table.CLAIMS, view.shown), ClaimRow):
        statement = first[claim["item_id"]]
        if statement not in shown or claim["item_id"] == statement:
            shown[statement] = claim
    in_order = sorted(shown.values(), key=_time)

    def lines(start: int, stop: int) -> list[FigureLine]:
        return [_line(view, claim) for claim in in_order[start:stop]]

    return LongList(len(in_order), lines)


def figures_text(
    lines: Sequence[FigureLine],
    articles: Sequence[ArticleRow],
    *,
    heading: str,
    link: Callable[[str], str],
    later: str = "",
) -> str:
    """Return numbered lines and the list of their sources as one text under a heading, at most MOST_LINES lines.

    `articles` are all that the lines may name; `link` returns the address of an item in the dashboard. `later` is what
    later reports did, “put the killed at 238 (20 Dec)”, so that nobody takes the last line for the last word.
    """
    shown = list(lines[:MOST_LINES])
    numbers = {article_id: n for n, article_id in enumerate(_named(shown), start=1)}
    numbered = [f"{n}. {line.text(lambda article_id: f'[{numbers[article_id]}]')}" for n, line in enumerate(shown, 1)]
    left = max(0, len(lines) - MOST_LINES)
    more = [f"{count_noun(left, 'more statement')}: the files of rows have them."] if left else []
    by_id = {article["article_id"]: article for article in articles}
    sources: list[str] = []
    for article_id, number in numbers.items():
        sources.append(f"[{number}] {_source(by_id[article_id])}")
        sources += [
            f"    Line {n} in the dashboard: {link(line.item_id)}"
            for n, line in enumerate(shown, start=1)
            if line.report.article_id == article_id
        ]
    sign = ["", WHAT_THE_SIGN_MEANS] if any("≠" in line for line in numbered) else []
    after = [f"Not in this list: later reports {later}."] if later else []
    return "\n".join([heading, *sign, "", *numbered, *more, *after, "", "Sources", *sources])


def _named(lines: Iterable[FigureLine]) -> list[str]:
    return list(dict.fromkeys(article_id for line in lines for article_id in line.article_ids))


def _source(article: ArticleRow) -> str:
    headline = [f"“{article['headline']}”"] if article["headline"] else []
    published = f"{long_date(article['date_published'])}{worked_out_note(article)}"
    about = ", ".join([article["publisher"], *republication_notes(article), *headline, published])
    return " ".join(f"{about}. {article['url']}".split())


def _time(claim: ClaimRow) -> tuple[str, str, str]:
    return claim["reported_on"], claim["as_of"] or claim["reported_on"], claim["item_id"]


def _line(view: View, claim: ClaimRow) -> FigureLine:
    history, marks = history_of(view.archive, claim), view.range_marks
    doubt = f" ({marks.words})" if claim["item_id"] in marks.ids else ""
    others = [report for report in history.carriers if report["item_id"] != claim["item_id"]]
    notes = _notes(history, queries.caveats_by_item(view.archive).get(claim["item_id"], ()))
    return FigureLine(
        item_id=claim["item_id"],
        day=f"Reported {_day(claim['reported_on'])}, {_as_of(claim)}{doubt}",
        figure=f"{counted_as(claim)}: “{claim['value_text']}”{_counted(claim)}",
        who=_who(claim),
        report=Cited(f"in {publisher_of(claim)}", claim["article_id"]),
        others=tuple(_cited(report, said_otherwise(report, claim)) for report in others[:MOST_NAMED]),
        more_others=len(others[MOST_NAMED:]),
        notes=notes,
        noted=(*_notes_of_others(others[:MOST_NAMED], notes), *_notes_of_withdrawal(history)),
    )


def _who(claim: ClaimRow) -> str:
    """Who says so, through whom, and who was told it."""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    return ", ".join(part for part in (f"{asserter(claim)}{f' ({by})' if by else ''}", recipient_of(claim)) if part)


def _cited(report: ClaimRow, says: str = "") -> Cited:
    told = f" ({says})" if says else ""
    return Cited(f"{publisher_of(report)}{told}, {_day(report['reported_on'])}", report["article_id"])


def _as_of(claim: ClaimRow) -> str:
    """The day that a figure speaks of; that of its report never takes its place."""
    return f"as of {_day(claim['as_of'])}" if claim["as_of"] else f"day {unstated(claim)}"


def _notes(history: ClaimHistory, caveats: Sequence[CaveatRow]) -> str:
    """What the page says beside a figure, its caveats in full, and of what its record notes all that is new."""
    said = [plain(note) for note in change_notes(history)]
    said += [full_sentence(words) for words in [opening_only(history)] if words]
    said += [f"{caveat_label(caveat)}: {full_sentence(caveat['text'])}" for caveat in caveats]
    new = [each for each in _sentences(history.claim["note"]) if not is_told(each, said)]
    return " ".join([*said, *([f"The record notes: {' '.join(new)}"] if new else [])])


def _notes_of_others(others: Sequence[ClaimRow], said: str) -> list[tuple[Cited, str]]:
    """What is noted of other reports of the statement and not `said`, as that one has most of its text from another."""
    notes = ((each, [note for note in _sentences(each["note"]) if note not in said]) for each in others)
    return [(_cited(each), f"notes: {' '.join(new)}") for each, new in notes if new]


def _sentences(note: str | None) -> list[str]:
    return [each for each in _SENTENCE_END.split(full_sentence(note or "")) if each.strip(".")]


def _notes_of_withdrawal(history: ClaimHistory) -> list[tuple[Cited, str]]:
    return [
        (_cited(each), f"says of “{each['value_text']}”: said by {_who(each)}. {full_sentence(each['note'] or '')}")
        for each in history.withdrawn_by[:1]
    ]


def _counted(claim: ClaimRow) -> str:
    """Who is counted, and where; the whole country, or that no place is stated, as the page says it."""
    where = f", {whole_area([claim])}" if series_of(claim) and claim["area"] == WHOLE else ""
    if claim["population"]:
        return f", {population_of(claim)}{where}"
    is_people = claim["population_group"] != PopulationGroup.OBJECTS
    return f", {population_of(claim)[:1].lower()}{population_of(claim)[1:]}{where}" if is_people else ""


def _day(iso: str) -> str:
    return day(iso, weekday=False)
