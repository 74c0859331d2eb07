"""What reports after the Selection's day have of what was asked for: how many items, and from which day. Nothing else.

A reader of an early day would otherwise take “not yet” for “not there”. No text, no name and no figure of a later
report is in a result.
"""

from dataclasses import dataclass
from functools import lru_cache

import narwhals as nw

from data.queries.filtering import CACHE_SIZE, selected_items
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.known_on import as_known_on, report_days


@dataclass(frozen=True)
class LaterMatches:
    """How many items of later reports match, as (table, number, day of the first one); at least one."""

    found: tuple[tuple[str, int, str], ...]

    @property
    def total(self) -> int:
        """The number of all of them."""
        return sum(count for _, count, _ in self.found)

    @property
    def first_day(self) -> str:
        """The day of the first of all, as ISO 8601."""
        return min(day for _, _, day in self.found)

    def of(self, table: str) -> int:
        """Return how many items of a table match."""
        return next((count for name, count, _ in self.found if name == table), 0)

    def first_day_of(self, table: str) -> str:
        """Return the day of the first item of a table; empty for none."""
        return next((day for name, _, day in self.found if name == table), "")


def later_matches(archive: Archive, selection: Selection) -> LaterMatches | None:
    """Return how many items of reports after the Selection's day match its filters; None for none."""
    return _later_matches(as_known_on(archive, selection.known_on), selection.without_item_and_day)


@lru_cache(maxsize=CACHE_SIZE)
def _later_matches(archive: Archive, selection: Selection) -> LaterMatches | None:
    shown = archive.known_on or ""
    everything = as_known_on(archive, max(report_days(archive), default=None))
    later = selected_items(everything, selection).filter(nw.col("published_on") > shown)
    found = to_pandas(later.select("table_name", "published_on"))
    if found.empty:
        return None
    by_table = found.groupby("table_name")["published_on"].agg(["size", "min"])
    return LaterMatches(tuple((str(row.Index), int(row[1]), str(row[2])) for row in by_table.itertuples()))
