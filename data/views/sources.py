"""Sources: the reports that the records were coded from, how much of each was read, and its numbers of items."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import LICENCE, to_csv
from data.records.vocabulary import CodedFrom
from data.tables.rows import ArticleRow, Table, rows
from data.views.base import DataTable, View, Visuals
from data.wording.attribution import republication_notes
from data.wording.phrases import count_noun, day

COLUMNS = {
    "publisher": "Publisher", "published": "Published", "headline": "Headline", "read": "Read where",
    "how_much": "Read how much", "events": "Events", "figures": "Figures", "quotations": "Quotations",
    "licence": "Licence of the record", "url": "Link",
}  # fmt: skip


class ReportRow(ArticleRow):
    """A report with its numbers of selected events, figures and quotations."""

    events: int
    figures: int
    quotations: int


class SourcesView(View):
    """All reports: publisher, day, where and how much of it was read, and numbers of items coded from it."""

    path = "sources"
    name = "Sources"
    purpose = "The reports that everything was coded from."
    tables = (Table.ARTICLES,)
    visuals: ClassVar[Visuals] = {"sources": lambda view: view.reports}

    @cached_property
    def title(self) -> str:
        """The numbers of reports and publishers, and of how many reports only the opening was read."""
        if not self.reports:
            return "Sources: no report yet"
        publishers = len({report["publisher"] for report in self.reports})
        openings = sum(report["coded_from"] == CodedFrom.EXCERPT for report in self.reports)
        partly = f"; of {openings:,} only the opening was read" if openings else ""
        return f"Sources: {count_noun(len(self.reports), 'report')} of {count_noun(publishers, 'publisher')}{partly}"

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
    def caption(self) -> str:
        """What the numbers count, and the licence of the records."""
        return (
            "The numbers are of the events, figures and quotations that the filters show. A report stays its "
            f"publisher’s; what was coded from it is {LICENCE}."
        )

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The reports."""
        csv = partial(to_csv, self.frame.assign(licence=LICENCE))
        return (DataTable("sources", "Reports and what was coded from them", self.frame, COLUMNS, csv, format_reports),)


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
