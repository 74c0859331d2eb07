"""Corrections: changes to records that were already published. All of them, whatever the day of the view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.queries.items import FoundItem
from data.tables.archive import Archive
from data.tables.rows import CorrectionRow, Format, Table, rows
from data.views.base import View, Visuals
from data.views.captions import CORRECTIONS
from data.views.data_table import DataTable
from data.views.headings import corrections_title
from data.views.pager import ListPage
from data.views.table_columns import CORRECTION_COLUMNS
from data.wording.citation import long_date
from data.wording.descriptions import headline

PAGE_SIZE = 50
"""Corrections on one page."""

ONE_OF_A_TABLE = {
    "events": "Event", "claims": "Figure", "quotes": "Quotation", "facts": "Background", "caveats": "Caveat",
    "articles": "Article", "places": "Place", "actors": "Actor", "topics": "Topic",
}  # fmt: skip
"""Table name to the word for one of its rows."""


ENTITIES = ("places", "actors", "topics")
"""How the field of a correction of somebody or somewhere begins: “actors.ACTOR_ID.name”."""


@dataclass(frozen=True)
class Correction:
    """A correction: what was corrected (`kind`, `title`, of which report), what it said, what it says, and why.

    `item_id` is empty for a correction of the report's own description, and of an item that was taken out of the
    record. `known_on` is the day of the item's report if that is later than the view's day, else empty. `before` and
    `after` are empty if there was or is nothing.
    """

    item_id: str
    kind: str
    title: str
    report: str
    field: str
    before: str
    after: str
    why: str
    known_on: str = ""


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
        """What is corrected, and that neither filters nor day narrow the list."""
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
        everything = self.archive.full or self.archive
        items = queries.items_by_id(everything, [row["item_id"] for row in found if row["item_id"]])
        return tuple(
            CorrectionDay(long_date(iso), tuple(self._correction(row, items, everything) for row in members))
            for iso, members in groupby(found, key=lambda row: row["corrected_on"])
        )

    def _correction(self, row: CorrectionRow, items: Mapping[str, FoundItem], everything: Archive) -> Correction:
        found = items.get(row["item_id"] or "")
        kind, title, corrected = ONE_OF_A_TABLE[row["table_name"]], row["publisher"], row["field"]
        if found:
            title = headline(*found)
        elif row["item_id"]:
            title, corrected = "Taken out of the record", f"the whole {kind.lower()}"
        elif len(parts := corrected.split(".", 2)) == 3 and parts[0] in ENTITIES:
            kind, corrected = ONE_OF_A_TABLE[parts[0]], parts[2]
            title = queries.entity_names(everything, parts[0]).get(parts[1], parts[1])
        return Correction(
            item_id=found[1]["item_id"] if found else "",
            kind=kind,
            title=title,
            report=f"{row['publisher']}, {long_date(row['published_on'])}",
            field=corrected.replace("_", " "),
            before=row["before"] or "",
            after=row["after"] or "",
            why=row["why"],
            known_on=row["published_on"] if row["published_on"] > self.day else "",
        )

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The corrections; no table if there are none."""
        if self.corrections.empty:
            return ()
        csv = partial(export, self.archive, Table.CORRECTIONS, Format.CSV, self.shown)
        return (DataTable("corrections", "All corrections", self.corrections, CORRECTION_COLUMNS, csv),)
