"""Under a range of days: which rows only may be of those days, and the words that mark them in a list."""

from dataclasses import dataclass

from data import queries
from data.queries.row_types import RangeRow
from data.queries.selection import Selection
from data.records.vocabulary import InRange
from data.tables.archive import Archive
from data.tables.rows import rows
from data.wording.ranges import doubt_words


@dataclass(frozen=True)
class RangeMarks:
    """The ids of the items that only may be in the range, and what a list says of each; none without a range."""

    ids: frozenset[str] = frozenset()
    words: str = ""


NO_MARKS = RangeMarks()


def range_marks(archive: Archive, selection: Selection) -> RangeMarks:
    """Return the marks of the events, figures and quotations that a Selection selects.

    Background and caveats have no day, whatever is chosen: a mark on each of them would tell nothing.
    """
    if not selection.has_range:
        return NO_MARKS
    judged = rows(queries.in_range(archive, selection), RangeRow)
    dated = [row for row in judged if row["table_name"] in queries.COUNTED_TABLES]
    possible = frozenset(row["item_id"] for row in dated if row["in_range"] == InRange.POSSIBLE)
    return RangeMarks(possible, doubt_words(selection))
