"""Corrections: changes to records that were already published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.queries.items import FoundItem
from data.tables.rows import CorrectionRow, Format, Table, rows
from data.views.base import DataTable, View, Visuals
from data.views.captions import CORRECTIONS
from data.views.headings import corrections_title
from data.views.pager import ListPage
from data.views.table_columns import CORRECTION_COLUMNS
from data.wording.citation import long_date
from data.wording.descriptions import headline

PAGE_SIZE = 50
"""Corrections on one page."""

ONE_OF_A_TABLE = {
    "events": "Event", "claims": "Figure", "quotes": "Quotation", "facts": "Background", "caveats": "Caveat",
    "articles": "Article",
}  # fmt: skip
"""Table name to the word for one of its rows."""


@dataclass(frozen=True)
class Correction:
    """A correction: what was corrected (`kind`, `title`, of which report), what it said, what it says, and why.

    `item_id` is empty for a correction of the report's own description. `before` and `after` are empty if there was or
    is nothing.
    """

    item_id: str
    kind: str
    title: str
    report: str
    field: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class CorrectionDay:
    """The corrections of one day."""

    day: str
    corrections: Sequence[Correction]


class CorrectionsView(View):
    """Every correction to the records, the newest first."""

    path = "corrections"
    name = "Corrections"
    purpose = "What was wrong in the records, and what it says now."
    tables = (Table.CORRECTIONS,)
    visuals: ClassVar[Visuals] = {"corrections": lambda view: view.corrections}

    @cached_property
    def title(self) -> str:
        """The number of corrections and the day of the last one."""
        return corrections_title(rows(self.corrections, CorrectionRow))

    @property
    def lede(self) -> str:
        """What is corrected, and that the filters do not narrow the list."""
        return CORRECTIONS.text

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """All corrections, the newest first; columns of `CorrectionRow`."""
        return queries.corrections(self.archive)

    @property
    def lists(self) -> Sequence[ListPage]:
        """The list of the page."""
        return (self.page,)

    @cached_property
    def page(self) -> ListPage:
        """The page of the list that the address asks for."""
        return self.list_page("corrections", total=len(self.corrections), size=PAGE_SIZE)

    @cached_property
    def days(self) -> tuple[CorrectionDay, ...]:
        """The corrections of this page by day, the newest first."""
        found = rows(self.corrections[self.page.rows], CorrectionRow)
        items = queries.items_by_id(self.archive, [row["item_id"] for row in found if row["item_id"]])
        return tuple(
            CorrectionDay(long_date(iso), tuple(_correction(row, items) for row in members))
            for iso, members in groupby(found, key=lambda row: row["corrected_on"])
        )

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The corrections; no table if there are none."""
        if self.corrections.empty:
            return ()
        csv = partial(export, self.archive, Table.CORRECTIONS, Format.CSV, self.shown)
        return (DataTable("corrections", "All corrections", self.corrections, CORRECTION_COLUMNS, csv),)


def _correction(row: CorrectionRow, items: Mapping[str, FoundItem]) -> Correction:
    found = items.get(row["item_id"] or "")
    return Correction(
        item_id=row["item_id"] or "",
        kind=ONE_OF_A_TABLE[row["table_name"]],
        title=headline(*found) if found else row["publisher"],
        report=f"{row['publisher']}, {long_date(row['published_on'])}",
        field=row["field"].replace("_", " "),
        before=row["before"] or "",
        after=row["after"] or "",
        why=row["why"],
    )
