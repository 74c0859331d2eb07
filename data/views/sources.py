"""Sources: the reports that the records were coded from, how much of each was read, and its numbers of items."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import LICENCE, to_csv
from data.records.vocabulary import CodedFrom
from data.tables.rows import ArticleRow, Table, rows
from data.views.base import View, Visuals
from data.views.data_table import DataTable
from data.views.event_words import number_word, sentence
from data.views.pager import ListPage
from data.wording.attribution import republication_notes, worked_out_note
from data.wording.phrases import day

COLUMNS = {
    "publisher": "Publisher", "published": "Published", "headline": "Headline", "read": "Read where",
    "how_much": "Read how much", "events": "Events", "figures": "Figures", "quotations": "Quotations",
    "licence": "Licence of the record", "url": "Link",
}  # fmt: skip

PAGE_SIZE = 50
"""Reports on one page."""


class ReportRow(ArticleRow):
    """A report with its numbers of selected events, figures and quotations."""

    events: int
    figures: int
    quotations: int


@dataclass(frozen=True)
class ReportLine:
    """A report as a line of a table. `headline` names its link; `opening` is whether only its opening was read.

    `counts` are its numbers of events, figures and quotations, as text; `alone` is whether the filters show only it.
    """

    article_id: str
    publisher: str
    published: str
    headline: str
    has_headline: bool
    url: str
    read: str
    how_much: str
    opening: bool
    counts: tuple[tuple[str, str], ...]
    alone: bool


class SourcesView(View):
    """All reports: publisher, day, where and how much of it was read, and numbers of items coded from it."""

    path = "sources"
    name = "Sources"
    purpose = "The reports that everything was coded from."
    tables = (Table.ARTICLES,)
    visuals: ClassVar[Visuals] = {"sources": lambda view: view.reports}

    @cached_property
    def title(self) -> str:
        """The number of reports, and of how many only the opening was read."""
        if not self.reports:
            return "Sources: no report yet"
        count, openings = len(self.reports), sum(map(is_opening, self.reports))
        counted = sentence(f"{number_word(count)} {'report' if count == 1 else 'reports'}")
        if not openings:
            return f"{counted}, {'read' if count == 1 else 'all read'} as a whole"
        if openings == count:
            return f"{counted}; only the opening{'' if count == 1 else ' of each'} was read"
        return f"{counted}; of {number_word(openings)} only the opening was read"

    @property
    def lists(self) -> Sequence[ListPage]:
        """The list of the page."""
        return (self.page,)

    @cached_property
    def page(self) -> ListPage:
        """The page of the reports that the address asks for."""
        return self.list_page("sources", total=len(self.reports), size=PAGE_SIZE)

    @property
    def licence(self) -> str:
        """The licence of the records."""
        return LICENCE

    @property
    def lines(self) -> tuple[ReportLine, ...]:
        """The reports of this page as lines of a table."""
        chosen = self.selection.article
        found = self.reports[self.page.rows]
        return tuple(report_line(report, alone=chosen == (report["article_id"],)) for report in found)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The reports known by the day, in the order of publication; columns of `ReportRow`."""
        found = queries.articles(self.archive)
        for name, query in {
            "events": queries.events, "figures": queries.claims, "quotations": queries.quotes,
        }.items():  # fmt: skip
            shown = query(self.archive, self.selection)["article_id"].value_counts()
            found[name] = found["article_id"].map(shown).fillna(0).astype("int64")
        return found

    @cached_property
    def reports(self) -> list[ReportRow]:
        """The same as rows."""
        return rows(self.frame, ReportRow)

    @property
    def subtitle(self) -> str:
        """How many publishers there are, what the numbers count, and the licence of the records; empty if none."""
        if not self.reports:
            return ""
        publishers = len({report["publisher"] for report in self.reports})
        shown = "that the filters show" if self.selection.is_filtered else "coded from each"
        return (
            f"From {number_word(publishers)} {'publisher' if publishers == 1 else 'publishers'}. The numbers are of "
            f"the events, figures and quotations {shown}. A report stays its publisher’s; what was coded from it is "
            f"{LICENCE}."
        )

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The reports."""
        csv = partial(to_csv, self.frame.assign(licence=LICENCE))
        return (DataTable("sources", "Reports and what was coded from them", self.frame, COLUMNS, csv, format_reports),)


def is_opening(report: ArticleRow) -> bool:
    """Whether only the opening of a report was read."""
    return report["coded_from"] == CodedFrom.EXCERPT


def report_line(report: ReportRow, *, alone: bool) -> ReportLine:
    """Return a report as a line of a table; `alone` is whether the filters show only it."""
    counts = (("Events", report["events"]), ("Figures", report["figures"]), ("Quotations", report["quotations"]))
    return ReportLine(
        article_id=report["article_id"],
        publisher=report["publisher"],
        published=f"{day(report['date_published'], weekday=False)}{worked_out_note(report)}",
        headline=report["headline"] or f"{report['publisher']}, headline not known",
        has_headline=report["headline"] is not None,
        url=report["url"],
        read=sentence(read_where(report)),
        how_much="Opening" if is_opening(report) else "Whole text",
        opening=is_opening(report),
        counts=tuple((label, f"{count:,}" if count else "–") for label, count in counts),
        alone=alone,
    )


def read_where(report: ArticleRow) -> str:
    """Return where a report was read: “at its publisher”, or who republished it and the page."""
    return ", ".join(republication_notes(report)) or "at its publisher"


def format_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """Return reports with the columns of COLUMNS formatted for readers."""
    articles = rows(reports, ArticleRow)
    return reports.assign(
        published=[day(article["date_published"]) for article in articles],
        read=[read_where(article) for article in articles],
        how_much=[CodedFrom(article["coded_from"]).label for article in articles],
        licence=LICENCE,
    )
