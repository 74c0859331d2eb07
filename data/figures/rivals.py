"""Rivals: figures that cannot be true together, found by the bounds of a whole series at once, not pair by pair.

Two figures of one series are rivals if the earlier one allows only more than the later one, or, of one day, if one
allows only more than the other; a part and the whole are rivals if the part, of the same or an earlier day, allows only
more. It is the rule of `data.figures.disagreement`, which compares two figures.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from data.figures.disagreement import ComparableFigure, Interval
from data.records.parts import Series
from data.records.vocabulary import WHOLE, Verdict

Positions: TypeAlias = npt.NDArray[np.intp]


class Placed(NamedTuple):
    """A figure and the series that it belongs to."""

    series: Series
    figure: ComparableFigure

    def is_rival_of(self, other: "Placed") -> bool:
        """Return whether this figure and another one cannot be true together."""
        if self.series == other.series:
            return self.figure.compared_with(other.figure) is Verdict.INCOMPATIBLE
        if _whole_of(self.series) == other.series:  # only a part can be too large
            return self.figure.exceeds(other.figure)
        return _whole_of(other.series) == self.series and other.figure.exceeds(self.figure)


class SeriesFigures:
    """The figures of one series that have numbers, in the order of their days and ids; their bounds are columns."""

    def __init__(self, figures: Mapping[str, ComparableFigure]) -> None:
        known = [(figure.day, item_id, figure.interval) for item_id, figure in figures.items() if figure.interval]
        known.sort(key=lambda each: each[:2])
        self.ids = [item_id for _, item_id, _ in known]
        self.known = [(day, interval) for day, _, interval in known]
        self._days = [day for day, _, _ in known]
        bounds = [(each.low, each.high, each.lowest, each.highest) for _, _, each in known]
        self._low, self._high, self._lowest, self._highest = np.array(bounds, dtype=float).reshape(-1, 4).T

    def rivals(self, day: str, interval: Interval) -> Positions:
        """Return the positions of the figures that cannot be true together with one of this series."""
        found = np.zeros(len(self.ids), dtype=bool)
        start, end = self._of_day(day)
        found[:end] = self._lowest[:end] > interval.highest
        found[start:] |= self._highest[start:] < interval.lowest
        return np.flatnonzero(found)

    def larger_before(self, day: str, interval: Interval) -> Positions:
        """Return the positions of the figures of a day or an earlier one that allow only more."""
        _, end = self._of_day(day)
        return np.flatnonzero(self._lowest[:end] > interval.highest)

    def smaller_after(self, day: str, interval: Interval) -> Positions:
        """Return the positions of the figures of a day or a later one that allow only less."""
        start, _ = self._of_day(day)
        return start + np.flatnonzero(self._highest[start:] < interval.lowest)

    def compatible_of_day(self, day: str, interval: Interval) -> int:
        """Return how many figures of a day can certainly be true together with one of that day, itself among them."""
        start, end = self._of_day(day)
        fits = (self._low[start:end] <= interval.high) & (self._high[start:end] >= interval.low)
        return int(np.count_nonzero(fits))

    def _of_day(self, day: str) -> tuple[int, int]:
        return bisect_left(self._days, day), bisect_right(self._days, day)


class Rivals:
    """The figures among which rivals are found: statements that are neither replaced nor withdrawn, by id."""

    def __init__(self, members: Mapping[str, Placed]) -> None:
        by_series: dict[Series, dict[str, ComparableFigure]] = {}
        parts: dict[Series, dict[str, ComparableFigure]] = {}
        for item_id, (series, figure) in members.items():
            by_series.setdefault(series, {})[item_id] = figure
            if series != _whole_of(series):
                parts.setdefault(_whole_of(series), {})[item_id] = figure
        self._series = {series: SeriesFigures(figures) for series, figures in by_series.items()}
        self._parts = {whole: SeriesFigures(figures) for whole, figures in parts.items()}

    def of(self, placed: Placed) -> Iterator[str]:
        """Yield the statements that cannot be true together with a figure: first those of its series.

        Those of a series are in the order of their days and ids.
        """
        for figures, positions in self._found(placed):
            yield from (figures.ids[position] for position in positions)

    def count(self, placed: Placed) -> int:
        """Return how many these are."""
        return sum(len(positions) for _, positions in self._found(placed))

    def count_compatible_of_day(self, placed: Placed) -> int:
        """Return how many figures of the series and day can certainly be true together with a figure, and itself."""
        own, interval = self._series.get(placed.series), placed.figure.interval
        return own.compatible_of_day(placed.figure.day, interval) if own and interval else 0

    @property
    def pair_count(self) -> int:
        """How many pairs cannot be true together."""
        return self._ends[-1] if self._ends else 0

    def pairs(self, start: int, stop: int) -> Iterator[tuple[str, str]]:
        """Yield the pairs (earlier, later) from number `start` to before `stop`: those of one series come first."""
        for number in range(bisect_right(self._ends, start), len(self._ends)):
            first, position, others = self._firsts[number]
            found = _rivals_to_name(first, position, others)
            before = self._ends[number] - len(found)
            if before >= stop:
                return
            for other in found[max(start - before, 0) : stop - before]:
                yield first.ids[position], others.ids[other]

    @cached_property
    def _firsts(self) -> list[tuple[SeriesFigures, int, SeriesFigures]]:
        """What may be first in a pair: a figure by its series and position, and the series of the second one."""
        wholes = [(part, self._whole(series)) for series, part in self._series.items()]
        both = [(own, own) for own in self._series.values()] + [(part, whole) for part, whole in wholes if whole]
        return [(first, position, others) for first, others in both for position in range(len(first.ids))]

    @cached_property
    def _ends(self) -> list[int]:
        """The number of pairs up to and with each of `_firsts`."""
        return list(accumulate(len(_rivals_to_name(*first)) for first in self._firsts))

    def _found(self, placed: Placed) -> Iterator[tuple[SeriesFigures, Positions]]:
        if placed.figure.interval is None:
            return
        mine = placed.figure.day, placed.figure.interval
        if own := self._series.get(placed.series):
            yield own, own.rivals(*mine)
        if parts := self._parts.get(placed.series):
            yield parts, parts.larger_before(*mine)
        if whole := self._whole(placed.series):
            yield whole, whole.smaller_after(*mine)

    def _whole(self, series: Series) -> SeriesFigures | None:
        """The whole that a part belongs to; None for a whole."""
        return self._series.get(_whole_of(series)) if series != _whole_of(series) else None


def rivals_apart(members: Mapping[str, Placed], key: Callable[[str], str]) -> dict[str, Rivals]:
    """Return figures as several groups among which rivals are found; `key` returns the name of a figure's group."""
    apart: dict[str, dict[str, Placed]] = {}
    for item_id, placed in members.items():
        apart.setdefault(key(item_id), {})[item_id] = placed
    return {name: Rivals(of_group) for name, of_group in apart.items()}


def _rivals_to_name(first: SeriesFigures, position: int, others: SeriesFigures) -> Positions:
    """The rivals with which a figure makes a pair: of its own series, only those after it."""
    day, interval = first.known[position]
    if first is not others:
        return others.smaller_after(day, interval)
    found = first.rivals(day, interval)
    return found[found > position]


def _whole_of(series: Series) -> Series:
    count, group, _, apart = series
    return count, group, WHOLE, apart
