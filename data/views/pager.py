"""Pages of a long list: which rows the address asks for, and the numbers of the other pages, as links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.views.address import Address

T = TypeVar("T")

NEIGHBOURS = 2
"""Pages on each side of the current one that have a link; the first and the last page have one too."""


@dataclass(frozen=True)
class PageLink:
    """A link to a page: `value` is that of the key `page` in the address, empty for the first page."""

    number: int
    value: str
    current: bool = False
    after_gap: bool = False


@dataclass(frozen=True)
class ListPage:
    """A page of the list `name`, which has `total` rows, `size` a page. `asked` is the number in the address.

    `alone` is whether there is no other page: what is not on this one is left out.
    """

    name: str
    total: int
    size: int
    asked: int = 1
    alone: bool = False

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """The number of the page that is shown, from 1; the last page if a later one is asked for."""
        return min(self.asked, self.last)

    @property
    def rows(self) -> slice:
        """The rows of this page among all rows."""
        return slice((self.number - 1) * self.size, self.number * self.size)

    @property
    def range(self) -> str:
        """Which rows these are, in words: “61 to 120 of 1,204”."""
        return f"{self.rows.start + 1:,} to {min(self.rows.stop, self.total):,} of {self.total:,}"

    @property
    def notice(self) -> str:
        """A sentence if a page past the last one is asked for; else empty."""
        if self.asked <= self.last:
            return ""
        return f"page {self.name}-{self.asked} is past the last one, {self.name}-{self.last}"

    @property
    def links(self) -> tuple[PageLink, ...]:
        """The first page, the last one and those around this one; empty if there is only one page."""
        if self.last == 1 or self.alone:
            return ()
        shown = sorted({1, self.last} | {n for n in range(1, self.last + 1) if abs(n - self.number) <= NEIGHBOURS})
        return tuple(
            PageLink(n, self._value(n), n == self.number, after_gap=bool(index) and n - shown[index - 1] > 1)
            for index, n in enumerate(shown)
        )

    @property
    def left_out(self) -> str:
        """A sentence if rows are on no page: “The first 2,000 of 2,345.”; else empty."""
        return f"The first {self.size:,} of {self.total:,}." if self.alone and self.total > self.size else ""

    @property
    def before(self) -> PageLink | None:
        """The link to the previous page; None on the first."""
        return PageLink(self.number - 1, self._value(self.number - 1)) if self.number > 1 else None

    @property
    def after(self) -> PageLink | None:
        """The link to the next page; None on the last."""
        return PageLink(self.number + 1, self._value(self.number + 1)) if self.number < self.last else None

    def _value(self, number: int) -> str:
        return f"{self.name}-{number}" if number > 1 else ""


def list_page(address: Address, name: str, *, total: int, size: int) -> ListPage:
    """Return the page of a list that an address asks for: `page=NAME-2` asks for its second page."""
    asked = [value for key, values in address.options if key == "page" for value in values]
    numbers = [int(value.rpartition("-")[2]) for value in asked if value.rpartition("-")[0] == name]
    return ListPage(name, total, size, asked=numbers[0] if numbers else 1)


@dataclass(frozen=True)
class Paged(Generic[T]):
    """A page of a list: its start, the rest of it, which a reader unfolds, and which page it is.

    `folded` is the number of rows in `more`, whose members may be groups of rows.
    """

    first: Sequence[T]
    more: Sequence[T]
    folded: int
    page: ListPage

    def __bool__(self) -> bool:
        return bool(self.first)

    @property
    def others(self) -> int:
        """The number of rows that are not at its start."""
        return self.page.total - min(self.page.total, self.page.size) + self.folded


def paged_rows(page: ListPage, rows: Callable[[int, int], Sequence[T]], *, shown: int) -> Paged[T]:
    """Return a page of a list, its first `shown` rows apart.

    `rows` returns the rows from one number to before another one, counted from 0; they may be in groups.
    """
    start, stop = page.rows.start, min(page.rows.stop, page.total)
    middle = min(start + shown, stop)
    return Paged(rows(start, middle), rows(middle, stop) if middle < stop else (), stop - middle, page)
