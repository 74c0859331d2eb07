"""The ledger of Overview: killed, arrested or detained, injured, each figure with who says so and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from data import queries
from data.figures import ledger
from data.figures.row_types import StatementRow
from data.figures.series import SETTLED
from data.records.vocabulary import COUNT_FAMILIES, WHOLE, ClaimStatus, PopulationGroup
from data.tables.rows import ArticleRow, ClaimRow, rows
from data.views.base import View
from data.views.figure_rows import FigureRow, figure_row

MAX_ROWS = 5
"""Most figures of a group on Overview; Casualties and arrests has all."""

GROUPS = {"killed": "Killed", "detained": "Arrested or detained", "injured": "Injured"}
"""Count family to the label of its group."""


@dataclass(frozen=True)
class LedgerGroup:
    """The figures of one count family: at most MAX_ROWS rows, and the number of further ones."""

    family: str
    label: str
    rows: Sequence[FigureRow]
    more: int


def ledger_groups(view: View, headline: Sequence[ClaimRow], lead: ArticleRow | None) -> list[LedgerGroup]:
    """Return the groups with at least one figure.

    A group has the latest figures (`headline`), then the lead article's own, then withdrawn ones. A search also shows
    what it finds of replaced and withdrawn figures, whether or not others are found. Figures of the whole area come
    before those of a part, and figures of all people before those of a group of them.
    """
    statements = rows(ledger.statements(view.archive, view.selection), StatementRow)
    caveats = queries.caveats_by_item(view.archive)
    found = []
    for family, label in GROUPS.items():
        metrics = COUNT_FAMILIES[family]
        latest = [claim for claim in headline if claim["metric"] in metrics]
        others = [row for row in statements if row["metric"] in metrics]
        own = [row for row in others if lead and row["article_id"] == lead["article_id"] and _is_current(row)]
        settled = [row for row in others if _is_shown_settled(row, view, beside=bool(latest))]
        claims = list({claim["item_id"]: claim for claim in (*latest, *own, *settled)}.values())
        claims.sort(key=_rank)
        shown = claims[:MAX_ROWS]
        if shown:
            histories = [ledger.history_of(view.archive, claim, view.selection) for claim in shown]
            figures = [figure_row(history, caveats=caveats.get(history.claim["item_id"], ())) for history in histories]
            found.append(LedgerGroup(family, label, figures, len(claims) - len(shown)))
    return found


def _is_current(row: ClaimRow) -> bool:
    return row["status"] not in SETTLED


def _is_shown_settled(row: ClaimRow, view: View, *, beside: bool) -> bool:
    """Whether a replaced or withdrawn figure is shown; `beside` is whether the group has a latest figure."""
    if view.selection.q:
        return row["status"] in SETTLED
    return row["status"] == ClaimStatus.RETRACTED and row["area"] == WHOLE and beside


def _rank(claim: ClaimRow) -> tuple[bool, int, bool]:
    groups = list(PopulationGroup)
    group = groups.index(PopulationGroup(claim["population_group"]))
    return claim["area"] != WHOLE, group, claim["status"] in SETTLED
