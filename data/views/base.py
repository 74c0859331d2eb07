"""The base class of views, and the values that views give to renderers."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import pandas as pd

from data import queries
from data.export.files import to_csv, with_range, with_sources
from data.figures import ledger
from data.figures.series import ClaimHistory
from data.queries.estimates import has_estimates
from data.queries.filtering import Query
from data.queries.later import later_matches
from data.queries.row_types import FacetRow
from data.queries.selection import LaterValue, Selection
from data.records.vocabulary import FACETS, NOT_STATED
from data.tables.archive import Archive
from data.tables.known_on import default_day, report_days
from data.tables.known_values import KnownValues
from data.tables.rows import ArticleRow, Table, rows
from data.text import shorten
from data.views.address import VISUAL, Address
from data.views.coded import CodedDeaths, coded_deaths
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.not_yet import NotYet, later_value_words, way_to_matches, way_to_rows, way_to_value
from data.views.pager import ListPage, Paged, list_page, paged_rows
from data.views.range_marks import RangeMarks, range_marks
from data.views.sourced import SourcedRow, rows_with_sources
from data.wording.descriptions import FACET_LABELS, active_filters

if TYPE_CHECKING:
    from data.views.pinned import Pin

R = TypeVar("R")

MOST_ROWS = 300
"""Most rows of a list in a file to keep and print: phones do not open a page of more than about ten megabytes."""

Choices = Mapping[str, Mapping[str, str]]
"""A page's own key to its values with their labels; the first value is the default and is not in the address."""

Visuals = Mapping[str, Callable[[Any], Sized]]
"""Name of a visual that a story can show, to the function that returns the view's data that it is drawn from."""


@dataclass(frozen=True)
class Reading:
    """An address after reading: the archive as known on its day, the valid address, and notices about ignored parts.

    `later` are the values that were left out since only later reports have them; `notices` have a sentence about each.
    `whole` is whether lists are whole, for a file: neither in pages nor folded, up to MOST_ROWS. `pin` is given if the
    archive is an earlier release of the records, which the address names.
    """

    archive: Archive
    address: Address
    notices: tuple[str, ...] = ()
    later: tuple[LaterValue, ...] = ()
    whole: bool = False
    pin: "Pin | None" = None

    @property
    def selection(self) -> Selection:
        """The Selection of the address."""
        return self.address.selection

    @property
    def day(self) -> str:
        """The day as of which everything is shown, as ISO 8601."""
        return self.selection.known_on or default_day(self.archive)

    def permalink(self, site: str, address: Address | None = None) -> str:
        """Return the view, or another address of its records, as a link that later reports and records do not change.

        It names the day and the dataset version. `site` is the public address of the dashboard.
        """
        pinned = (address or self.address).with_version(known_on=self.day, dataset=self.archive.version)
        return pinned.on(site)


@dataclass(frozen=True)
class View:
    """The content of a page at an address. Frozen; each part is computed when a renderer first reads it.

    `path` is the page's path in the address, `name` its name in menus, `purpose` one sentence about it. `tables` can
    be exported, the page's main table first. `choices` are the page's own keys; if the values of a key depend on the
    records, they are empty in `choices` and `options` returns them. `facets` are filters that the page has besides
    those of all pages. `visuals` can be shown alone, as by a story, the page's main visual first; `beside_figures` is
    the one for a sheet of paper that has the figures already, empty for the main one. `named_by` maps own keys whose
    values the records name to a key of `data.tables.known_values`.
    """

    reading: Reading

    path: ClassVar[str]
    name: ClassVar[str]
    purpose: ClassVar[str]
    tables: ClassVar[tuple[Table, ...]]
    choices: ClassVar[Choices] = {}
    facets: ClassVar[tuple[str, ...]] = ()
    visuals: ClassVar[Visuals]
    beside_figures: ClassVar[str] = ""
    named_by: ClassVar[Mapping[str, str]] = {}

    @property
    def archive(self) -> Archive:
        """The archive as known on the view's day."""
        return self.reading.archive

    @property
    def selection(self) -> Selection:
        """The Selection of the address."""
        return self.reading.selection

    @property
    def shown(self) -> Selection:
        """The Selection of the rows that the page shows, on all pages of its lists.

        It has the filters, and the page's own choice where that leaves out rows. Files, citations and the address of
        the data API are made from it.
        """
        return self.selection

    @property
    def part(self) -> str:
        """What the page draws a part of although its rows are all there, in words for a citation; else empty."""
        return ""

    @cached_property
    def filters(self) -> str:
        """The active filters, to stand with a headline: “Filtered by City: Almaty”; empty without filters."""
        if not self.selection.is_filtered:
            return ""
        facets = rows(queries.facets(self.archive, self.selection), FacetRow)
        return f"Filtered by {active_filters(facets, self.selection)}"

    @cached_property
    def range_marks(self) -> RangeMarks:
        """Which of the rows shown only may be of the chosen days."""
        return range_marks(self.archive, self.shown)

    @property
    def address(self) -> Address:
        """The address of the view."""
        return self.reading.address

    @property
    def day(self) -> str:
        """The day as of which everything is shown, as ISO 8601."""
        return self.reading.day

    def at_most(self, count: int) -> int:
        """Return the most rows of a list: `count`, or MOST_ROWS if lists are whole."""
        return MOST_ROWS if self.reading.whole else count

    def list_page(self, name: str, *, total: int, size: int) -> ListPage:
        """Return the page of a list that the address asks for, or the one page of a file whose lists are whole."""
        if self.reading.whole:
            return ListPage(name, total, self.at_most(size), alone=True)
        return list_page(self.address, name, total=total, size=size)

    def paged(
        self, name: str, *, total: int, rows: Callable[[int, int], Sequence[R]], shown: int, size: int
    ) -> Paged[R]:
        """Return the page of a list that the address asks for; in a file whose lists are whole, nothing is folded.

        `rows` returns the rows from one number to before another one, counted from 0; they may be in groups.
        """
        return paged_rows(self.list_page(name, total=total, size=size), rows, shown=self.at_most(shown))

    @property
    def lists(self) -> Iterable[ListPage]:
        """The lists of the page that are in pages."""
        return ()

    @property
    def has_reports(self) -> bool:
        """Whether there is any report, of any day."""
        return bool(report_days(self.archive))

    @cached_property
    def title(self) -> str:
        """The headline: one sentence about what the page shows."""
        raise NotImplementedError

    @property
    def subtitle(self) -> str:
        """The line under the title; may be empty."""
        return ""

    @property
    def figures(self) -> Sequence[ClaimHistory]:
        """The figures at the top of the page, with their histories."""
        return ()

    @property
    def data_tables(self) -> Sequence[DataTable]:
        """The page's main rows, for renderers that show tables."""
        return ()

    def options(self, key: str) -> Mapping[str, str]:
        """Return the values that one of the page's own keys may have in this view, with labels; the default first."""
        return self.choices[key]

    def choice(self, key: str) -> str:
        """Return the value of one of the page's own keys: that of the address if it is valid, else the default."""
        options = self.options(key)
        requested = self.address.option(key)
        return requested if requested is not None and requested in options else next(iter(options), "")

    @property
    def visual(self) -> str:
        """The visual that is shown alone: that of the address if the page has it, else the page's main one."""
        requested = self.address.option(VISUAL)
        return requested if requested is not None and requested in self.visuals else next(iter(self.visuals))

    def address_of_visual(self, visual: str) -> Address:
        """Return the address of the view that names a visual; the page's main one needs no name."""
        plain = self.address.without_option(VISUAL)
        return plain if visual == next(iter(self.visuals)) else plain.with_option(VISUAL, visual)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """Sentences about ignored parts of the address, also about the page's own keys and the pages of its lists."""
        requested = {key: self.address.option(key) for key in self.choices}
        unknown = [
            later_value_words(found)
            if (found := self.later_choice(key, value))
            else f"{key} “{shorten(value)}” is not among what is shown here"
            for key, value in requested.items()
            if value and value not in self.options(key)
        ]
        past = [page.notice for page in self.lists if page.notice] if self.address.option("page") else []
        return (*self.reading.notices, *unknown, *past)

    def later_choice(self, key: str, value: str) -> LaterValue | None:
        """Return a value of one of the page's own keys that only reports after the day have; None for any other."""
        named = self.named_by.get(key)
        first_day = KnownValues(self.archive).first_days(named, [value]).get(value, "") if named else ""
        return LaterValue(key, value, first_day) if first_day > self.day else None

    @property
    def is_data_set(self) -> bool:
        """Whether the collection is a data set that others coded."""
        return has_estimates(self.archive)

    @cached_property
    def coded(self) -> CodedDeaths | None:
        """What the coder of a data set estimates for the events shown; None for a collection of reports."""
        return coded_deaths(self.archive, self.selection)

    @cached_property
    def not_yet(self) -> tuple[NotYet, ...]:
        """What later reports have of what the address asks for: its values, and how many items match its filters."""
        default, asked = default_day(self.archive), self.address.to_query()
        own = [self.later_choice(key, self.address.option(key) or "") for key in self.named_by]
        ways = []
        for found in filter(None, (*self.reading.later, *own)):
            is_filter = found.key in FACETS
            with_it = self.selection.with_values(found.key, (found.value,)) if is_filter else None
            matches = later_matches(self.archive, with_it) if with_it else None
            kept = asked.get(found.key, ()) if is_filter else ()
            ways.append(way_to_value(found, default, kept=kept, matches=matches))
        matches = later_matches(self.archive, self.selection) if self.selection.is_filtered else None
        return (*ways, *([way_to_matches(matches, default)] if matches else []))

    @cached_property
    def articles(self) -> list[ArticleRow]:
        """All articles, in the order of their publication."""
        return rows(queries.articles(self.archive), ArticleRow)

    @property
    def pinned(self) -> bool:
        """Whether the view is shown as an earlier release of the records had it."""
        return self.reading.pin is not None

    @property
    def corrected_items(self) -> Mapping[str, str]:
        """The items that were corrected, each with the day of the last correction, as ISO 8601."""
        return queries.corrected_items(self.archive)

    def rows_with_sources(self, items: pd.DataFrame, of: type[R]) -> list[SourcedRow[R]]:
        """Return items with their sources; `items` are rows of an item table, `of` is the type of the rows."""
        return rows_with_sources(self.archive, items, of)

    def histories(self, claims: pd.DataFrame) -> list[ClaimHistory]:
        """Return the history of each figure; `claims` are rows of `claims` or `statements`."""
        return ledger.histories(self.archive, claims, self.selection)

    def items_csv(self, items: pd.DataFrame) -> str:
        """Return rows of an item table as CSV, with the columns of `with_sources` and `with_range`."""
        return to_csv(with_range(self.archive, with_sources(self.archive, items), self.shown))

    def empty_result(self, query: Query, what: str) -> EmptyResult:
        """Return the reason why a query has no rows; `what` names them in the plural."""
        labels = {**FACET_LABELS, "from": "From", "to": "To", "q": "the search"}
        without = queries.counts_without(self.archive, query, self.shown)
        in_no_city = 0
        if self.selection.city:
            in_no_city = len(query(self.archive, replace(self.shown, city=(NOT_STATED,))))
        return EmptyResult(
            what=what,
            selection=self.selection,
            without={labels[key]: count for key, count in without.items()},
            in_no_city=in_no_city,
            known_on=self.day if self.has_reports else None,
            not_yet=self._not_yet_of(query),
        )

    def _not_yet_of(self, query: Query) -> NotYet | None:
        last_day = max(report_days(self.archive), default=self.day)
        count = len(query(self.archive, replace(self.shown, known_on=last_day))) if last_day > self.day else 0
        return way_to_rows(count, last_day, default_day(self.archive)) if count else None
