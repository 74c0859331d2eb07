"""Panels of a chart of counts: which figures are in one panel, their order, and the panel's title."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from data.figures.row_types import ComparedClaimRow, CountedClaimRow
from data.figures.series import series_of
from data.records.vocabulary import WHOLE, Count, PopulationGroup


def panel_title(row: CountedClaimRow) -> str:
    """Return the title of a figure's panel, such as “Killed: security forces, in Almaty”."""
    group = PopulationGroup(row["population_group"])
    whom = row["population"] if group is PopulationGroup.SUBSET and row["population"] else group.label.lower()
    return f"{Count(row['count']).label}: {whom}" + (f", in {row['place']}" if row["area"] != WHOLE else "")


def group_by_panel(rows: Sequence[ComparedClaimRow]) -> Iterator[list[ComparedClaimRow]]:
    """Yield the figures of each panel, ordered by day of report.

    Panels are sorted by count, the whole area before its parts, then by population.
    """
    counts, groups = list(map(str, Count)), list(map(str, PopulationGroup))

    def order(row: ComparedClaimRow) -> tuple[Any, ...]:
        return counts.index(row["count"]), row["area"] != WHOLE, groups.index(row["population_group"]), series_of(row)

    for _, members in groupby(sorted(rows, key=order), key=order):
        yield sorted(members, key=lambda row: (row["reported_on"], row["value"] or 0, row["item_id"]))
