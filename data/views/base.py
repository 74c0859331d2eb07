"""What every view is made of: the address that was read, and the values that a page hands to its renderers."""

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import pandas as pd

from data import queries
from data.export.files import to_csv, with_sources
from data.figures import ledger
from data.figures.series import ClaimHistory
from data.queries.filtering import Query
from data.queries.selection import Selection
from data.records.vocabulary import NOT_STATED
from data.tables.archive import Archive
from data.tables.known_on import default_day, report_days
from data.tables.rows import ArticleRow, Table, rows
from data.text import shorten
from data.views.address import Address
from data.views.sourced import SourcedRow, rows_with_sources
from data.views.table_columns import Columns, cells
from data.wording.descriptions import FACET_LABELS

R = TypeVar("R")

MAX_TABLE_ROWS = 100
"""Rows of a table that a page draws; the file holds all of them."""

Choices = Mapping[str, Mapping[str, str]]
"""A page's own key to its values, each with its label; the first value is the default and needs no word."""

Visuals = Mapping[str, Callable[[Any], Sized]]
"""What a story can show of a page, by name, each with what of the view it is drawn from."""


@dataclass(frozen=True)
class Reading:
    """An address that was read: the archive as known on its day, what it shows, and what was left out, in sentences."""

    archive: Archive
    address: Address
    notices: tuple[str, ...] = ()

    @property
    def selection(self) -> Selection:
        """What the reader has chosen."""
        return self.address.selection

    @property
    def day(self) -> str:
        """The day from which everything is seen, as ISO 8601."""
        return self.selection.known_on or default_day(self.archive)


@dataclass(frozen=True)
class TextTable:
    """A table in words: at most MOST_ROWS of `total` rows. A row of an item has its id, the others None."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    item_ids: tuple[str | None, ...]
    total: int


@dataclass(frozen=True)
class DataTable:
    """The rows behind a visual: `name` in keys and file names, `title` for readers, and how its cells are written.

    `format_rows` makes the columns that the frame does not hold as readers want them; `csv` makes the file of all rows.
    """

    name: str
    title: str
    frame: pd.DataFrame
    columns: Columns
    csv: Callable[[], str]
    format_rows: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows

    @cached_property
    def text(self) -> TextTable:
        """The rows in words."""
        shown = self.format_rows(self.frame.head(MAX_TABLE_ROWS))
        ids = shown["item_id"].tolist() if "item_id" in shown else [None] * len(shown)
        return TextTable(
            title=self.title,
            headings=tuple(self.columns.values()),
            rows=tuple(tuple(row) for row in cells(shown, self.columns)),
            item_ids=tuple(item_id if isinstance(item_id, str) else None for item_id in ids),
            total=len(self.frame),
        )


@dataclass(frozen=True)
class EmptyResult:
    """Why nothing is shown: `what` is missing, how many there would be without each filter, and on which day.

    `without` maps a filter's label to that number; `in_no_city` counts what a filter by city hides because it names
    none; `known_on` is None where there are no reports at all.
    """

    what: str
    selection: Selection
    without: Mapping[str, int]
    in_no_city: int
    known_on: str | None


@dataclass(frozen=True)
class View:
    """What one page says under an address. Frozen; its parts are asked for when a renderer first needs them.

    `path` is the page's place in the address, `name` its name in menus, `purpose` one sentence on what it is for.
    `tables` can be taken away, the one that the page is about first. `choices` are the page's own keys; those whose
    values depend on the records have none here, and `options` gives them. `visuals` are what a story can show of the
    page, each with the rows that it is drawn from; the first stands for the page.
    """

    reading: Reading

    path: ClassVar[str]
    name: ClassVar[str]
    purpose: ClassVar[str]
    tables: ClassVar[tuple[Table, ...]]
    choices: ClassVar[Choices] = {}
    visuals: ClassVar[Visuals]

    @property
    def archive(self) -> Archive:
        """The archive as known on the view's day."""
        return self.reading.archive

    @property
    def selection(self) -> Selection:
        """What the reader has chosen."""
        return self.reading.selection

    @property
    def address(self) -> Address:
        """Where the view is."""
        return self.reading.address

    @property
    def day(self) -> str:
        """The day from which everything is seen, as ISO 8601."""
        return self.reading.day

    @property
    def has_reports(self) -> bool:
        """Whether the archive holds any report, of whatever day."""
        return bool(report_days(self.archive))

    @cached_property
    def title(self) -> str:
        """One sentence that a sub-editor would pass."""
        raise NotImplementedError

    @property
    def subtitle(self) -> str:
        """A line under the title; empty where there is none."""
        return ""

    @property
    def figures(self) -> Sequence[ClaimHistory]:
        """The figures that the page shows first."""
        return ()

    @property
    def more_figures(self) -> int:
        """How many figures stand on another page."""
        return 0

    @property
    def data_tables(self) -> Sequence[DataTable]:
        """The rows that the page is about, for every renderer that shows them as a table."""
        return ()

    def options(self, key: str) -> Mapping[str, str]:
        """The values that one of the page's own keys may have here, each with its label; the default first."""
        return self.choices[key]

    def choice(self, key: str) -> str:
        """The value of one of the page's own keys: the one asked for if it may be had, else the default."""
        options = self.options(key)
        asked = self.address.option(key)
        return asked if asked is not None and asked in options else next(iter(options), "")

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What of the address was left out, in sentences, the page's own keys included."""
        asked = {key: self.address.option(key) for key in self.choices}
        unknown = [
            f"{key} “{shorten(value)}” is not among what is shown here"
            for key, value in asked.items()
            if value and value not in self.options(key)
        ]
        return (*self.reading.notices, *unknown)

    @cached_property
    def articles(self) -> list[ArticleRow]:
        """The articles behind everything, in the order of their publication."""
        return rows(queries.articles(self.archive), ArticleRow)

    def rows_with_sources(self, items: pd.DataFrame, of: type[R]) -> list[SourcedRow[R]]:
        """Items with the place that each stands on; `items` are rows of an item table, `of` is the row's type."""
        return rows_with_sources(self.archive, items, of)

    def histories(self, claims: pd.DataFrame) -> list[ClaimHistory]:
        """What became of some figures; `claims` are rows of `claims` or `statements`."""
        return ledger.histories(self.archive, claims, self.selection)

    def items_csv(self, items: pd.DataFrame) -> str:
        """Rows of an item table as CSV, each with the place that it stands on."""
        return to_csv(with_sources(self.archive, items))

    def empty_result(self, query: Query, what: str) -> EmptyResult:
        """Why a query has no rows here; `what` names them in the plural."""
        labels = {**FACET_LABELS, "from": "From", "to": "To", "q": "the search"}
        without = queries.counts_without(self.archive, query, self.selection)
        in_no_city = 0
        if self.selection.city:
            in_no_city = len(query(self.archive, replace(self.selection, city=(NOT_STATED,))))
        return EmptyResult(
            what=what,
            selection=self.selection,
            without={labels[key]: count for key, count in without.items()},
            in_no_city=in_no_city,
            known_on=self.day if self.has_reports else None,
        )
