"""The frame of every page: the collection, the day, the filters with their counts, and what later reports changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data import queries
from data.figures.latest import later_figures
from data.figures.row_types import LaterFigures
from data.queries.facet_labels import facet_names
from data.queries.name_hints import NameHint, bearer_of, near_names
from data.queries.row_types import CountRow, FacetRow
from data.queries.selection import Selection
from data.tables.known_on import as_known_on, default_day, report_days
from data.tables.rows import ArticleRow, rows
from data.views.base import Reading
from data.views.day_strip import StripDay, strip_days
from data.views.later_reports import later_sentence
from data.views.pinned import Pin
from data.wording.descriptions import active_filters, count_summary
from data.wording.emphasis import Sentence
from data.wording.phrases import day


@dataclass(frozen=True)
class Days:
    """The day that is shown, the days with reports in order, and the default day, which is not in an address."""

    shown: str
    reports: Sequence[str]
    default: str

    @property
    def earlier(self) -> str | None:
        """The last day with reports before the one shown; None if there is none."""
        return max((report for report in self.reports if report < self.shown), default=None)

    @property
    def later(self) -> str | None:
        """The first day with reports after the one shown; None if there is none."""
        return min((report for report in self.reports if report > self.shown), default=None)


@dataclass(frozen=True)
class Frame:
    """The content of a view that is the same on all pages. Each part is computed when it is first read."""

    reading: Reading

    @property
    def collection(self) -> str:
        """The title of the collection."""
        collection = self.reading.archive.collection
        return collection.title if collection else "Records of news articles"

    @property
    def title_parts(self) -> tuple[str, str]:
        """The title of the collection up to its first comma, and what follows it, which may be empty."""
        name, _, rest = self.collection.partition(", ")
        return name, rest

    @property
    def about(self) -> str:
        """The description of the collection; empty if it has none."""
        collection = self.reading.archive.collection
        return collection.description if collection else ""

    @property
    def pin(self) -> Pin | None:
        """How the view differs from today's, if the address shows it as an earlier release had it; else None."""
        return self.reading.pin

    @property
    def selection(self) -> Selection:
        """The Selection of the address."""
        return self.reading.selection

    @cached_property
    def days(self) -> Days:
        """The day that is shown, and the days with reports."""
        archive = self.reading.archive
        return Days(shown=self.reading.day, reports=report_days(archive), default=default_day(archive))

    @cached_property
    def strip(self) -> list[StripDay]:
        """The days with reports, for the strip of days; empty without reports."""
        everything = as_known_on(self.reading.archive, max(self.days.reports, default=None))
        published = [article["date_published"] for article in rows(queries.articles(everything), ArticleRow)]
        return strip_days(self.days.reports, published, self.days.shown)

    @property
    def shown_day(self) -> str:
        """The day as of which everything is shown, in words."""
        return day(self.days.shown)

    @property
    def latest_day(self) -> str:
        """The last day with a report; empty without reports."""
        return max(self.days.reports, default="")

    @property
    def day(self) -> str:
        """The day as of which everything is shown, as ISO 8601; empty if there are no reports at all."""
        return self.reading.day if self.days.reports else ""

    @property
    def known_on_label(self) -> str:
        """“As known on Fri 7 Jan 2022”; empty if there are no reports."""
        return f"As known on {day(self.day)}" if self.day else ""

    @cached_property
    def facets(self) -> list[FacetRow]:
        """The rows of `queries.facets`: all values of facets with their counts."""
        return rows(queries.facets(self.reading.archive, self.selection), FacetRow)

    @property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """Facet to its values with their distinct names."""
        return facet_names(self.reading.archive)

    @property
    def date_range(self) -> tuple[str, str] | None:
        """The first and last day of all dated items; None if no item has a date."""
        return queries.date_range(self.reading.archive)

    @cached_property
    def counts(self) -> list[CountRow]:
        """The rows of `queries.counts`: numbers of shown items per table."""
        return rows(queries.counts(self.reading.archive, self.selection), CountRow)

    @property
    def count_summary(self) -> str:
        """The counts in words: “9 of 36 events · all 48 figures · 2 of 18 quotations”."""
        return count_summary(self.counts, self.selection)

    @cached_property
    def name_hint(self) -> NameHint | None:
        """Who else is called what was searched for, or, if nothing was found, the nearest names; None without any."""
        searched = self.selection.q
        if not searched:
            return None
        nothing = not any(row["shown"] for row in self.counts)
        return bearer_of(self.reading.archive, searched) or (
            near_names(self.reading.archive, searched) if nothing else None
        )

    @property
    def filters(self) -> str:
        """The active filters in words: “City: Almaty · From Fri 7 Jan 2022”; empty without filters."""
        return active_filters(self.facets, self.selection) if self.selection.is_filtered else ""

    @cached_property
    def later_figures(self) -> Sequence[LaterFigures]:
        """What reports after the day changed in the figures shown."""
        return later_figures(self.reading.archive, self.selection) if self.days.later else ()

    @property
    def later(self) -> Sentence:
        """The same in one sentence; empty if they changed nothing."""
        return later_sentence(self.later_figures)
