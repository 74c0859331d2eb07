"""Long lists: rows that are made only where a page asks for them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

T = TypeVar("T")


@dataclass(frozen=True)
class LongList(Sequence[T]):
    """A list by the number of its rows and a function from (start, stop) to the rows from one to before the other."""

    total: int
    rows: Callable[[int, int], Sequence[T]]

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            start, stop, _ = index.indices(self.total)
            return self.rows(start, max(start, stop))
        (row,) = self.rows(range(self.total)[index], range(self.total)[index] + 1)
        return row

    def __iter__(self) -> Iterator[T]:
        yield from self.rows(0, self.total)


def joined(*parts: Sequence[T]) -> Sequence[T]:
    """Return several lists as one, of which only the rows that are asked for are made."""

    def rows(start: int, stop: int) -> list[T]:
        return [row for share in shares(parts, start, stop) for row in share]

    return LongList(sum(map(len, parts)), rows)


def shares(parts: Sequence[Sequence[T]], start: int, stop: int) -> list[Sequence[T]]:
    """Return what each of several lists has of the rows from `start` to before `stop` of them all together."""
    found: list[Sequence[T]] = []
    for part in parts:
        found.append(part[max(start, 0) : max(stop, 0)])
        start, stop = start - len(part), stop - len(part)
    return found


def slices(rows: Sequence[T]) -> Callable[[int, int], Sequence[T]]:
    """Return the function from (start, stop) to the rows of a list from one to before the other."""
    return lambda start, stop: rows[start:stop]
