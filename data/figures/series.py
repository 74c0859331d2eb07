"""The series that a figure belongs to, and the history of a statement."""

from dataclasses import dataclass

from data.records.vocabulary import COUNT_OF, ClaimStatus, Metric, PopulationGroup
from data.tables.rows import ClaimRow

Series = tuple[str, str, str, str]
"""The key within which figures are compared: count, population group, area, and for SUBSET the source's words."""

SETTLED = (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED)
"""Statuses of figures that are no longer compared: replaced and withdrawn ones."""

MOST_RIVALS = 40
"""Most figures that the history of a figure names as incompatible with it; it has the number of all."""


def series_of(claim: ClaimRow) -> Series | None:
    """Return the series of a claim; None if its metric is not a count of people that can only grow."""
    count = COUNT_OF.get(Metric(claim["metric"]))
    if count is None:
        return None
    group = claim["population_group"]
    apart = claim["population"] or "" if group == PopulationGroup.SUBSET else ""
    return str(count), group, claim["area"], apart


@dataclass(frozen=True)
class ClaimHistory:
    """The history of one statement: its reports, and the other statements in a relation to it.

    `claim` is the claim for which the history was requested; `reports` are all known claims that make the statement,
    the first one first. `disagrees` are unsettled statements that cannot be true together with it: the first
    MOST_RIVALS, and those that a record marks; `more_disagree` is how many more there are.
    """

    claim: ClaimRow
    reports: tuple[ClaimRow, ...]
    replaces: tuple[ClaimRow, ...]
    replaced_by: tuple[ClaimRow, ...]
    withdrawn_by: tuple[ClaimRow, ...]
    contradicts: tuple[ClaimRow, ...]
    contradicted_by: tuple[ClaimRow, ...]
    part_of: tuple[ClaimRow, ...]
    parts: tuple[ClaimRow, ...]
    disagrees: tuple[ClaimRow, ...]
    more_disagree: int
    withdrawn_of_series: tuple[ClaimRow, ...]

    @property
    def withdrawn(self) -> tuple[ClaimRow, ...]:
        """Other statements of its series that were withdrawn."""
        first = self.reports[0]["item_id"]
        return tuple(claim for claim in self.withdrawn_of_series if claim["item_id"] != first)
