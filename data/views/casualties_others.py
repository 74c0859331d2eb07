"""Figures that are no counts of people: crowds, troops, aircraft, calls, lengths of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from data import queries
from data.figures import ledger
from data.records.vocabulary import Metric
from data.tables.rows import ClaimRow
from data.views.base import View
from data.views.casualties_ledger import CasualtyRow, casualty_row
from data.views.headings import claims_title
from data.views.pager import Paged

MAX_FIRST_ROWS, MAX_ROWS = 12, 100
"""Most figures of a metric without a click, and on one page."""


@dataclass(frozen=True)
class OtherFigures:
    """Figures of a metric that is not a count of people: a title, those with a number, those in words only."""

    metric: Metric
    title: str
    numbers: Sequence[ClaimRow]
    words: Sequence[ClaimRow]


def figures_of(metric: Metric, claims: Sequence[ClaimRow]) -> OtherFigures:
    """Return the figures of a metric, those with a number apart from those in words."""
    numbers = [claim for claim in claims if claim["value"] is not None]
    words = [claim for claim in claims if claim["value"] is None]
    title = f"{metric.label}: {claims_title([*numbers, *words][:3], len(claims))}"
    return OtherFigures(metric, title, numbers, words)


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
