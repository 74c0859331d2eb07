"""Pairs of figures that cannot both be true, as a list of which only the rows that are asked for are made."""

from collections.abc import Sequence

from data.figures import agreement
from data.views.base import View
from data.views.figures import Clash
from data.views.long_list import LongList


def clashes_of(view: View, count_family: str) -> Sequence[Clash]:
    """Return the pairs of selected statements of a count family that cannot both be true."""

    def rows(start: int, stop: int) -> list[Clash]:
        found = agreement.clashes(view.archive, view.selection, count_family, start, stop)
        return [Clash(one, other) for one, other in found]

    return LongList(agreement.clash_count(view.archive, view.selection, count_family), rows)
