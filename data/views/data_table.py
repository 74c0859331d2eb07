"""The rows behind a visual, as a table for readers and as a CSV file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.views.table_columns import Columns, cells, with_corrections

MAX_TABLE_ROWS = 100
"""Most rows of a table on a page; its CSV file has all rows."""


@dataclass(frozen=True)
class TextTable:
    """A table as text: at most MAX_TABLE_ROWS of `total` rows. `item_ids` has None for rows that are not items."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    item_ids: tuple[str | None, ...]
    total: int


@dataclass(frozen=True)
class DataTable:
    """The rows behind a visual. `name` is used in keys and file names, `title` is for readers.

    `format_rows` returns the frame with columns formatted for readers; `csv` returns all rows as CSV.
    """

    name: str
    title: str
    frame: pd.DataFrame
    columns: Columns
    csv: Callable[[], str]
    format_rows: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows

    @cached_property
    def text(self) -> TextTable:
        """The first rows as text."""
        shown = self.format_rows(self.frame.head(MAX_TABLE_ROWS))
        columns = with_corrections(self.columns, shown)
        ids = shown["item_id"].tolist() if "item_id" in shown else [None] * len(shown)
        return TextTable(
            title=self.title,
            headings=tuple(columns.values()),
            rows=tuple(tuple(row) for row in cells(shown, columns)),
            item_ids=tuple(item_id if isinstance(item_id, str) else None for item_id in ids),
            total=len(self.frame),
        )
