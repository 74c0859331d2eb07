"""Pairs of figures that contest each other, as a list of which only the rows that are asked for are made."""

from collections.abc import Sequence

from data.figures import agreement
from data.views.base import View
from data.views.figures import Clash
from data.views.long_list import LongList, joined


def clashes_of(view: View, count_family: str) -> Sequence[Clash]:
    """Return the pairs of selected statements of a family: those that the rule finds, then those marked alone."""
    asked = view.archive, view.selection, count_family

    def rows(start: int, stop: int) -> list[Clash]:
        return [Clash(one, other) for one, other in agreement.clashes(*asked, start, stop)]

    marked = [Clash(one, other) for one, other in agreement.marked_clashes(*asked)]
    return joined(LongList(agreement.clash_count(*asked), rows), marked)
