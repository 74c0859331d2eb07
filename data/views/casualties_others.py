"""Figures that are no counts of people: crowds, troops, aircraft, calls, lengths of time."""

from collections.abc import Sequence

from data import queries
from data.figures import ledger
from data.records.vocabulary import Metric
from data.tables.rows import ClaimRow
from data.views.base import View
from data.views.casualties_ledger import CasualtyRow, casualty_row
from data.views.pager import Paged

MAX_FIRST_ROWS, MAX_ROWS = 12, 100
"""Most figures of a metric without a click, and on one page."""


def other_figures(view: View, metric: Metric, claims: Sequence[ClaimRow]) -> Paged[CasualtyRow]:
    """Return the figures of a metric as rows, one per statement, in the order of their reports."""
    book = ledger.ledger(view.archive, view.selection)
    once: dict[str, ClaimRow] = {}
    for claim in sorted(claims, key=lambda claim: (claim["reported_on"], claim["item_id"])):
        once.setdefault(book.statement[claim["item_id"]], claim)
    found = list(once.values())

    caveats = queries.caveats_by_item(view.archive)

    def rows(start: int, stop: int) -> list[CasualtyRow]:
        return [
            casualty_row(
                ledger.history_of(view.archive, each, view.selection), caveats=caveats.get(each["item_id"], ())
            )
            for each in found[start:stop]
        ]

    return view.paged(str(metric), total=len(found), rows=rows, shown=MAX_FIRST_ROWS, size=MAX_ROWS)
