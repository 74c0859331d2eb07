"""The latest figure of each population, and what reports after the Selection's day changed in the figures shown."""

from functools import lru_cache

import pandas as pd

from data import queries
from data.figures.disagreement import day_of
from data.figures.ledger import ledger
from data.figures.row_types import LaterFigures, StatementRow
from data.figures.series import SETTLED, series_of
from data.figures.statements import statements
from data.queries.filtering import CACHE_SIZE, cached_query
from data.queries.selection import Selection
from data.records.parts import Series
from data.records.vocabulary import WHOLE, ClaimStatus, Count, PopulationGroup, Qualifier, Relation
from data.tables.archive import Archive
from data.tables.known_on import as_known_on, report_days
from data.tables.rows import ClaimRow

EXACTNESS = [Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE]
"""Qualifiers, the most exact first: of two figures of one day the more exact one is preferred."""


@cached_query
def latest_figures(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the latest selected figure of each count, population and area; columns of `StatementRow`.

    The latest figure is the one with the latest report, then the latest day of its own, then the most exact one.
    Replaced and withdrawn figures are left out; words without a number are used only if there is no number.
    """
    found = statements(archive, selection)
    shown = queries.rows(found, StatementRow)
    latest: dict[Series, int] = {}
    for n, row in enumerate(shown):
        series = series_of(row)
        if series is None or row["status"] in SETTLED:
            continue
        if series not in latest or _rank(row) > _rank(shown[latest[series]]):
            latest[series] = n
    return found.iloc[list(latest.values())].reset_index(drop=True)


def _rank(row: ClaimRow) -> tuple[bool, str, str, int, float]:
    exactness = -EXACTNESS.index(Qualifier(row["qualifier"]))
    return row["value"] is not None, row["reported_on"], day_of(row), exactness, row["value"] or 0


@cached_query
def headline_figures(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the latest figures of the whole area, and those of a part if there is none of the whole.

    Columns of `StatementRow`.
    """
    latest = latest_figures(archive, selection)
    whole = latest[latest["area"] == WHOLE]
    with_whole = set(zip(whole["count"], whole["population_group"], strict=True))
    part = [
        (count, group) not in with_whole
        for count, group in zip(latest["count"], latest["population_group"], strict=True)
    ]
    return latest[(latest["area"] == WHOLE) | pd.Series(part, index=latest.index, dtype=bool)].reset_index(drop=True)


def _order(series: Series) -> tuple[int, bool, int]:
    """The order of `statements`: by count, the whole area before its parts, then by population."""
    count, group, area, _ = series
    return list(Count).index(Count(count)), area != WHOLE, list(PopulationGroup).index(PopulationGroup(group))


def later_figures(archive: Archive, selection: Selection) -> list[LaterFigures]:
    """Return what reports after the Selection's day changed in the selected figures, one entry per series.

    An entry's `figures` are later figures of the series as (value_text, day), one per day, the most exact, without
    those that were withdrawn themselves; `withdrawn` are selected figures that were withdrawn later, also as
    (value_text, day). Series without a change have no entry. Without filters, counts of all people in the whole country
    have one also where no figure was known by the day.
    """
    return _later_figures(as_known_on(archive, selection.known_on), selection.without_item_and_day)


@lru_cache(maxsize=CACHE_SIZE)
def _later_figures(archive: Archive, selection: Selection) -> list[LaterFigures]:
    known, latest = ledger(archive), ledger(as_known_on(archive, report_days(archive)[-1]))
    shown: dict[Series, list[StatementRow]] = {}
    for row in queries.rows(statements(archive, selection), StatementRow):
        if series := series_of(row):
            shown.setdefault(series, []).append(row)
    of_series: dict[Series, list[ClaimRow]] = {}
    for claim in latest.claims.values():
        if series := series_of(claim):
            of_series.setdefault(series, []).append(claim)
            if not selection.is_filtered and (series[1], claim["area"]) == (PopulationGroup.ALL_PEOPLE, WHOLE):
                shown.setdefault(series, [])
    found: list[LaterFigures] = []
    for series in sorted(shown, key=_order):
        rows = shown[series]
        later: dict[str, ClaimRow] = {}
        for claim in of_series.get(series, ()):
            held = claim["value"] is not None and claim["status"] != ClaimStatus.RETRACTED
            reports = latest.reports[latest.statement[claim["item_id"]]]
            if held and not any(report in known.claims for report in reports):
                before = later.setdefault(claim["reported_on"], claim)
                later[claim["reported_on"]] = max(before, claim, key=_rank)
        withdrawn = [
            (row["value_text"], report["published_on"])
            for row in rows
            for report in latest.related_claims(row["item_id"], Relation.RETRACTED_BY, says_so=True)
            if report["item_id"] not in known.claims
        ]
        figures = [(claim["value_text"], day) for day, claim in sorted(later.items())]
        if figures or withdrawn:
            place = rows[0]["place"] if rows and rows[0]["area"] != WHOLE else None
            found.append({
                "count": series[0], "population_group": series[1], "place": place, "figures": figures,
                "withdrawn": withdrawn,
            })  # fmt: skip
    return found
