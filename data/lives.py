"""What the ledger and those who draw it share: two marks of a figure, and the shape of one statement's life."""

from dataclasses import dataclass
from typing import Any

from data.vocabulary import ClaimStatus

Row = dict[str, Any]

WHOLE = "whole"
"""The area of a figure that counts in a country, or for which its source gives no place."""

SETTLED = (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED)
"""A figure that was replaced or withdrawn takes part in no disagreement any more."""


@dataclass(frozen=True)
class Life:
    """What became of one statement: who carries it, and the other statements that it stands in a relation to.

    `claim` is the statement as it is shown; `carriers` are all known claims that carry it, the first one included.
    `disagrees` are unsettled statements that cannot be true together with it, `withdrawn` those of its count,
    population and area that were withdrawn.
    """

    claim: Row
    carriers: tuple[Row, ...]
    replaces: tuple[Row, ...]
    replaced_by: tuple[Row, ...]
    withdrawn_by: tuple[Row, ...]
    contradicts: tuple[Row, ...]
    contradicted_by: tuple[Row, ...]
    part_of: tuple[Row, ...]
    parts: tuple[Row, ...]
    disagrees: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
