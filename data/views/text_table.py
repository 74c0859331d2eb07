"""A list as a table of text, for renderers that draw or paste it: columns, rows, and how many are not in it."""

from dataclasses import dataclass

MOST_ROWS = 60
"""Most rows of such a table; it has the number of the others."""


@dataclass(frozen=True)
class TextColumn:
    """A column: its heading, its share of the width, and whether it has what the row is about, in larger type."""

    heading: str
    share: int
    large: bool = False


@dataclass(frozen=True)
class TextRow:
    """A row: a text for each column, which may be empty. `struck` is for figures that were withdrawn."""

    cells: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True)
class VisualTable:
    """The first rows of `total`, which `one` and `many` name; `note` is a sentence about what is no row, or empty."""

    columns: tuple[TextColumn, ...]
    rows: tuple[TextRow, ...]
    total: int
    one: str
    many: str
    note: str = ""

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers of the columns that have a text in some row."""
        return tuple(n for n in range(len(self.columns)) if any(row.cells[n] for row in self.rows))

    def left_out(self, shown: int) -> str:
        """Return how many rows there are besides the first `shown`: “And 4 more figures”; empty for none."""
        left = self.total - shown
        return f"And {left:,} more {self.one if left == 1 else self.many}" if left > 0 else ""

    @property
    def nothing(self) -> str:
        """The sentence that stands in place of rows where there are none."""
        return f"No {self.one} is shown."
