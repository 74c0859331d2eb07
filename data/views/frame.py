"""What stands around every page: the collection, the day, the filters with their counts, what later reports changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data import queries
from data.figures.latest import later_figures
from data.figures.row_types import LaterFigures
from data.queries.facet_labels import facet_names
from data.queries.row_types import CountRow, FacetRow
from data.queries.selection import Selection
from data.tables.known_on import default_day, report_days
from data.tables.rows import rows
from data.views.base import Reading
from data.views.later_reports import later_sentence
from data.wording.descriptions import active_filters, count_summary
from data.wording.emphasis import Sentence
from data.wording.phrases import day


@dataclass(frozen=True)
class Days:
    """The day that is shown, the days with reports in order, and the day that stands in no address."""

    shown: str
    reports: Sequence[str]
    default: str

    @property
    def earlier(self) -> str | None:
        """The day with reports before the one shown."""
        return max((report for report in self.reports if report < self.shown), default=None)

    @property
    def later(self) -> str | None:
        """The day with reports after the one shown."""
        return min((report for report in self.reports if report > self.shown), default=None)


@dataclass(frozen=True)
class Frame:
    """What every renderer says of a view beside the page itself. Its parts are asked for when first needed."""

    reading: Reading

    @property
    def collection(self) -> str:
        """What the collection calls itself."""
        collection = self.reading.archive.collection
        return collection.title if collection else "Records of news articles"

    @property
    def about(self) -> str:
        """The collection in one sentence; empty where it gives none."""
        collection = self.reading.archive.collection
        return collection.description if collection else ""

    @property
    def selection(self) -> Selection:
        """What the reader has chosen."""
        return self.reading.selection

    @cached_property
    def days(self) -> Days:
        """The day that is shown among those with reports."""
        archive = self.reading.archive
        return Days(shown=self.reading.day, reports=report_days(archive), default=default_day(archive))

    @property
    def day(self) -> str:
        """The day from which everything is seen, as ISO 8601; empty where there is no report at all."""
        return self.reading.day if self.days.reports else ""

    @property
    def known_on_label(self) -> str:
        """“As known on Fri 7 Jan 2022”; empty where nothing was published."""
        return f"As known on {day(self.day)}" if self.day else ""

    @cached_property
    def facets(self) -> list[FacetRow]:
        """Every value of every facet with its count under the other filters."""
        return rows(queries.facets(self.reading.archive, self.selection), FacetRow)

    @property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """Facet to its values with the names that readers choose by."""
        return facet_names(self.reading.archive)

    @property
    def date_range(self) -> tuple[str, str] | None:
        """The first and last day that anything is dated to; None where nothing is."""
        return queries.date_range(self.reading.archive)

    @cached_property
    def counts(self) -> list[CountRow]:
        """How many items of each table are shown."""
        return rows(queries.counts(self.reading.archive, self.selection), CountRow)

    @property
    def count_summary(self) -> str:
        """“9 of 36 events · all 48 figures · 2 of 18 quotations”."""
        return count_summary(self.counts)

    @property
    def filters(self) -> str:
        """The filters in words: “City: Almaty · From Fri 7 Jan 2022”; empty when nothing is filtered."""
        return active_filters(self.facets, self.selection) if self.selection.is_filtered else ""

    @cached_property
    def later_figures(self) -> Sequence[LaterFigures]:
        """What reports after the day made of the figures on show."""
        return later_figures(self.reading.archive, self.selection) if self.days.later else ()

    @property
    def later(self) -> Sentence:
        """The same in one sentence; empty where they changed none."""
        return later_sentence(self.later_figures)
