"""What the ledger and those who draw it share: what a figure may be compared within, and one statement's history."""

from dataclasses import dataclass

from data.records.vocabulary import COUNT_OF, ClaimStatus, Metric, PopulationGroup
from data.tables.rows import ClaimRow

Series = tuple[str, str, str, str]
"""What figures are compared within: count, population group, area, and the words for people set apart by a source."""

SETTLED = (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED)
"""A figure that was replaced or withdrawn takes part in no disagreement any more."""


def series_of(claim: ClaimRow) -> Series | None:
    """What a claim may be compared within; None for what is no count of people that only grows."""
    count = COUNT_OF.get(Metric(claim["metric"]))
    if count is None:
        return None
    group = claim["population_group"]
    apart = claim["population"] or "" if group == PopulationGroup.SUBSET else ""
    return str(count), group, claim["area"], apart


@dataclass(frozen=True)
class ClaimHistory:
    """What became of one statement: who carries it, and the other statements that it stands in a relation to.

    `claim` is the statement as it is shown; `reports` are all known claims that carry it, the first one included.
    `disagrees` are unsettled statements that cannot be true together with it, `withdrawn` those of its count,
    population and area that were withdrawn.
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
    withdrawn: tuple[ClaimRow, ...]
