"""The ledger of Overview: killed, arrested or detained, injured, each figure with who says so and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from data import queries
from data.figures.ledger import history_of
from data.figures.row_types import StatementRow
from data.figures.series import SETTLED, ClaimHistory, series_of
from data.figures.statements import statements
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

    A group has the latest figures (`headline`), with what others said of the same people on the same day unless a row
    names it as a contradiction, then the lead article's own, then withdrawn ones. A search also shows what it finds of
    replaced and withdrawn figures, whether or not others are found. Figures of the whole area come before those of a
    part, and figures of all people before those of a group of them.
    """
    every = rows(statements(view.archive, view.selection), StatementRow)
    caveats = queries.caveats_by_item(view.archive)
    found = []
    for family, label in GROUPS.items():
        metrics = COUNT_FAMILIES[family]
        latest = [claim for claim in headline if claim["metric"] in metrics]
        others = [row for row in every if row["metric"] in metrics]
        own = [row for row in others if lead and row["article_id"] == lead["article_id"] and _is_current(row)]
        told = {each.other["item_id"] for claim in (*latest, *own) for each in _history(claim, view).contradictions}
        same_day = [
            row
            for row in others
            if row["item_id"] not in told and any(_is_another_side(row, claim) for claim in latest)
        ]
        settled = [row for row in others if _is_shown_settled(row, view, beside=bool(latest))]
        claims = list({claim["item_id"]: claim for claim in (*latest, *same_day, *own, *settled)}.values())
        claims.sort(key=_rank)
        shown = claims[:MAX_ROWS]
        if shown:
            histories = [_history(claim, view) for claim in shown]
            figures = [figure_row(history, caveats=caveats.get(history.claim["item_id"], ())) for history in histories]
            found.append(LedgerGroup(family, label, figures, len(claims) - len(shown)))
    return found


def _history(claim: ClaimRow, view: View) -> ClaimHistory:
    return history_of(view.archive, claim, view.selection)


def _is_another_side(row: ClaimRow, latest: ClaimRow) -> bool:
    """Whether somebody else said another number of the same people on the same day: neither is the later one."""
    return (
        _is_current(row)
        and series_of(row) == series_of(latest)
        and row["reported_on"] == latest["reported_on"]
        and row["asserted_by"] != latest["asserted_by"]
        and row["value_text"] != latest["value_text"]
    )


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
