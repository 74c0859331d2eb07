"""Figures that are no counts of people: crowds, troops, aircraft, calls, lengths of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures import ledger
from data.records.vocabulary import Metric
from data.tables.rows import ClaimRow
from data.views.base import View
from data.views.casualties_ledger import CasualtyRow, casualty_row

MAX_FIRST_ROWS = 12
"""Most figures of a metric without a click."""

MAX_ROWS = 100
"""Most figures of a metric at all."""


@dataclass(frozen=True)
class OtherGroup:
    """The figures of one metric: `first` is shown at once, `more` behind a click, `left_out` counts the rest."""

    label: str
    first: Sequence[CasualtyRow]
    more: Sequence[CasualtyRow]
    left_out: int


def other_group(view: View, metric: Metric, claims: Sequence[ClaimRow]) -> OtherGroup:
    """Return the figures of a metric as rows, one per statement, in the order of their reports."""
    book = ledger.ledger(view.archive, view.selection)
    first, most = view.at_most(MAX_FIRST_ROWS), view.at_most(MAX_ROWS)
    once: dict[str, ClaimRow] = {}
    for claim in sorted(claims, key=lambda claim: (claim["reported_on"], claim["item_id"])):
        once.setdefault(book.statement[claim["item_id"]], claim)
    claims = list(once.values())[:most]
    shown = [casualty_row(ledger.history_of(view.archive, claim, view.selection)) for claim in claims]
    return OtherGroup(metric.label, shown[:first], shown[first:], len(once) - len(shown))
