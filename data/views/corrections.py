"""Corrections: what was wrong in the records, and what they say now."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.tables.rows import CorrectionRow, Format, Table, rows
from data.views.base import DataTable, View, Visuals
from data.views.headings import corrections_title
from data.views.table_columns import CORRECTION_COLUMNS
from data.wording.descriptions import headline


class CorrectionsView(View):
    """Every correction to the records, the newest first."""

    path = "corrections"
    name = "Corrections"
    purpose = "What was wrong in the records, and what it says now."
    tables = (Table.CORRECTIONS,)
    visuals: ClassVar[Visuals] = {"corrections": lambda view: view.corrections}

    @cached_property
    def title(self) -> str:
        """How many corrections there are, and when the last one was made."""
        return corrections_title(rows(self.corrections, CorrectionRow))

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """What was corrected, the newest first; columns of `corrections`."""
        return queries.corrections(self.archive)

    def corrected_item(self, correction: CorrectionRow) -> str:
        """What a correction corrects, in one line: the item, or for an article its publisher."""
        found = queries.item(self.archive, correction["item_id"]) if correction["item_id"] else None
        return headline(*found) if found else correction["publisher"]

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The corrections, where there is any."""
        if self.corrections.empty:
            return ()
        csv = partial(export, self.archive, Table.CORRECTIONS, Format.CSV, self.selection)
        return (DataTable("corrections", "All corrections", self.corrections, CORRECTION_COLUMNS, csv),)
