"""What the ledger and those who draw it share: what a figure may be compared within, and one statement's history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.records.vocabulary import COUNT_OF, ClaimStatus, PopulationGroup

Row = dict[str, Any]

Series = tuple[str, str, str, str]
"""What figures are compared within: count, population group, area, and the words for people set apart by a source."""

SETTLED = (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED)
"""A figure that was replaced or withdrawn takes part in no disagreement any more."""


def series_of(claim: Mapping[str, Any]) -> Series | None:
    """What a claim may be compared within; None for what is no count of people that only grows."""
    count = COUNT_OF.get(claim["metric"])
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

    claim: Row
    reports: tuple[Row, ...]
    replaces: tuple[Row, ...]
    replaced_by: tuple[Row, ...]
    withdrawn_by: tuple[Row, ...]
    contradicts: tuple[Row, ...]
    contradicted_by: tuple[Row, ...]
    part_of: tuple[Row, ...]
    parts: tuple[Row, ...]
    disagrees: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
