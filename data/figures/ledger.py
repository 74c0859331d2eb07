"""The ledger of claims: statements, their relations, and their history.

All functions use the archive as it was known on the Selection's day. Relations are those of all claims known by then;
the Selection's filters only decide which claims are returned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import pandas as pd

from data import queries
from data.figures.disagreement import ComparableFigure
from data.figures.rivals import Placed, Rivals, rivals_apart
from data.figures.row_types import UpdateRow
from data.figures.series import (
    MOST_RIVALS,
    RECORD,
    RULE,
    SETTLED,
    ClaimHistory,
    Contradiction,
    Withdrawal,
    series_of,
)
from data.queries.filtering import cached_query
from data.queries.selection import NO_FILTERS, Selection
from data.records.parts import Series
from data.records.vocabulary import (
    COUNT_FAMILIES,
    NOT_STATED,
    ClaimStatus,
    Relation,
    Verdict,
)
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, RelationRow, frame_of


@dataclass(frozen=True)
class Ledger:
    """All known claims by item_id, grouped into statements, with their relations.

    A statement is identified by the id of the first claim that makes it. `statement` maps a claim to its statement,
    `reports` a statement to all its claims, the first one first. `related` maps a claim to its relations:
    (relation, whether the claim is the one that names the other, the other claim). `comparable` are the statements of
    all series that were neither replaced nor withdrawn, `withdrawn` the first claims of those that were withdrawn.
    """

    claims: Mapping[str, ClaimRow]
    statement: Mapping[str, str]
    reports: Mapping[str, Sequence[str]]
    related: Mapping[str, Sequence[tuple[Relation, bool, str]]]
    comparable: Mapping[str, Placed]
    withdrawn: Mapping[Series, tuple[ClaimRow, ...]]

    def related_claims(self, item_id: str, relation: Relation, *, says_so: bool) -> list[ClaimRow]:
        """Return the claims in a relation to a claim: those that it names (`says_so`), or else those that name it."""
        return [self.claims[o] for kind, names, o in self.related[item_id] if kind is relation and names is says_so]

    def related_statements(self, statement: str, relation: Relation, *, says_so: bool) -> tuple[ClaimRow, ...]:
        """Return the first claims of other statements in a relation to a statement, named by any of its reports."""
        found = [
            row
            for item_id in self.reports[statement]
            for row in self.related_claims(item_id, relation, says_so=says_so)
        ]
        first = dict.fromkeys(self.statement[row["item_id"]] for row in found)
        return tuple(self.claims[item_id] for item_id in first if item_id != statement)

    @cached_property
    def rivals(self) -> Rivals:
        """All comparable statements."""
        return Rivals(self.comparable)

    @cached_property
    def rivals_by_asserter(self) -> Mapping[str, Rivals]:
        """The comparable statements of each asserter."""
        return rivals_apart(self.comparable, lambda item_id: self.claims[item_id]["asserted_by"])

    @cached_property
    def rivals_by_side(self) -> Mapping[str, Rivals]:
        """The comparable statements of each side; NOT_STATED where the asserter has none."""
        return rivals_apart(self.comparable, lambda item_id: self.claims[item_id]["asserted_by_group"] or NOT_STATED)

    def withdrawal(self, statement: str) -> Withdrawal:
        """Return the reports of a statement, and the claims by which it is withdrawn, which may be none."""
        by = [
            report
            for each in self.reports[statement]
            for report in self.related_claims(each, Relation.RETRACTED_BY, says_so=True)
        ]
        reports = tuple(self.claims[report] for report in self.reports[statement])
        return Withdrawal(self.claims[statement], reports, tuple(by))

    @cached_property
    def withdrawals(self) -> Mapping[Series, tuple[Withdrawal, ...]]:
        """The withdrawn statements of each series that has any."""
        return {
            series: tuple(self.withdrawal(claim["item_id"]) for claim in claims)
            for series, claims in self.withdrawn.items()
        }

    def incompatible_claims(self, item_id: str) -> Iterator[ClaimRow]:
        """Yield the first claims of the statements that cannot be true together with that of a claim."""
        if mine := self.comparable.get(self.statement[item_id]):
            yield from (self.claims[other] for other in self.rivals.of(mine))

    def incompatible_count(self, item_id: str) -> int:
        """Return how many these are."""
        mine = self.comparable.get(self.statement[item_id])
        return self.rivals.count(mine) if mine else 0

    def verdict(self, one: str, other: str) -> Verdict | None:
        """Return what the rule finds of two statements; None if it does not compare them.

        It leaves out replaced and withdrawn ones, and compares a part with its whole only to find that it is too large.
        """
        first, second = self.comparable.get(one), self.comparable.get(other)
        if not first or not second:
            return None
        if first.is_rival_of(second):
            return Verdict.INCOMPATIBLE
        return first.figure.compared_with(second.figure) if first.series == second.series else None

    @cached_property
    def marked_pairs(self) -> Sequence[tuple[str, str]]:
        """The pairs of statements that a record marks as contradicting each other, the earlier one first."""
        found: dict[tuple[str, str], None] = {}
        for item_id, related in self.related.items():
            for kind, names_other, other in related:
                ends = {self.statement[item_id], self.statement[other]}
                if kind is Relation.CONTRADICTS and names_other and len(ends) > 1:
                    first, second = sorted(ends, key=lambda end: (self.claims[end]["reported_on"], end))
                    found[first, second] = None
        return list(found)

    @cached_property
    def marked(self) -> Mapping[str, Sequence[str]]:
        """A statement that a record marks as contradicting others to these."""
        found: dict[str, list[str]] = {}
        for one, other in self.marked_pairs:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        return found

    def contested_by(self, item_id: str) -> tuple[str, ...]:
        """Return who contests the statement of a claim: RECORD, RULE, both, or nobody."""
        by_record = self.statement[item_id] in self.marked or self.claims[item_id]["status"] == ClaimStatus.CONTESTED
        contested = {RECORD: by_record, RULE: bool(self.incompatible_count(item_id))}
        return tuple(who for who, does in contested.items() if does)


def ledger(archive: Archive, selection: Selection = NO_FILTERS) -> Ledger:
    """Return the ledger of all claims known on the Selection's day, whatever its filters."""
    return _ledger(as_known_on(archive, selection.known_on))


@lru_cache(maxsize=32)
def _ledger(archive: Archive) -> Ledger:
    return ledger_of(
        queries.rows(queries.claims(archive), ClaimRow), queries.rows(queries.relations(archive), RelationRow)
    )


def ledger_of(figures: Iterable[ClaimRow], relations: Iterable[RelationRow]) -> Ledger:
    """Return the ledger of claims and of the relations between them."""
    claims = {row["item_id"]: row for row in figures}
    related: dict[str, list[tuple[Relation, bool, str]]] = {item_id: [] for item_id in claims}
    onwards: dict[str, str] = {}
    for row in relations:
        kind, item_id, other = Relation(row["relation"]), row["item_id"], row["other_id"]
        related[item_id].append((kind, True, other))
        related[other].append((kind, False, item_id))
        if kind is Relation.SAME_STATEMENT_AS:
            ends = {_first_of(item_id, onwards), _first_of(other, onwards)}
            first, *rest = sorted(ends, key=lambda end: (claims[end]["published_on"], end == item_id, end))
            onwards |= dict.fromkeys(rest, first)
    statement = {item_id: _first_of(item_id, onwards) for item_id in claims}
    reports: dict[str, list[str]] = {}
    for item_id in claims:
        reports.setdefault(statement[item_id], []).append(item_id)
    for item_ids in reports.values():
        item_ids.sort(key=lambda item_id: (statement[item_id] != item_id, claims[item_id]["published_on"], item_id))
    comparable: dict[str, Placed] = {}
    withdrawn: dict[Series, list[ClaimRow]] = {}
    for first in reports:
        claim = claims[first]
        if (series := series_of(claim)) and claim["status"] not in SETTLED:
            comparable[first] = Placed(series, ComparableFigure.of(claim))
        elif series and claim["status"] == ClaimStatus.RETRACTED:
            withdrawn.setdefault(series, []).append(claim)
    of_series = {series: tuple(rows) for series, rows in withdrawn.items()}
    return Ledger(claims, statement, reports, related, comparable, of_series)


def _first_of(item_id: str, onwards: Mapping[str, str]) -> str:
    while item_id in onwards:
        item_id = onwards[item_id]
    return item_id


def filter_count_family(figures: pd.DataFrame, count_family: str) -> pd.DataFrame:
    """Return the rows whose metric belongs to one of COUNT_FAMILIES; `figures` needs the column metric."""
    return figures[figures["metric"].isin([str(metric) for metric in COUNT_FAMILIES[count_family]])].reset_index(
        drop=True
    )


@lru_cache(maxsize=32)
def known_count_families(archive: Archive) -> tuple[str, ...]:
    """Return the count families with at least one figure, in order; all families if there is no figure at all."""
    known = (family for family in COUNT_FAMILIES if len(queries.claims(archive, Selection(metric=family))))
    return tuple(known) or tuple(COUNT_FAMILIES)


def history_of(archive: Archive, claim: ClaimRow, selection: Selection = NO_FILTERS) -> ClaimHistory:
    """Return the history of a claim's statement as it was known on the Selection's day."""
    return _history(as_known_on(archive, selection.known_on), claim["item_id"])


@lru_cache(maxsize=4096)
def _history(archive: Archive, item_id: str) -> ClaimHistory:
    book = ledger(archive)
    claim, first = book.claims[item_id], book.statement[item_id]
    series = series_of(claim)
    marked = book.marked.get(first, ())
    rivals = [rival["item_id"] for rival in islice(book.incompatible_claims(first), MOST_RIVALS)]
    contradictions = tuple(
        Contradiction(book.claims[other], marked=other in marked, rule=book.verdict(first, other))
        for other in dict.fromkeys((*rivals, *marked))
    )
    own = book.withdrawal(first)
    return ClaimHistory(
        claim=claim,
        reports=own.reports,
        replaces=book.related_statements(first, Relation.SUPERSEDES, says_so=True),
        replaced_by=book.related_statements(first, Relation.SUPERSEDES, says_so=False),
        withdrawn_by=own.withdrawn_by,
        part_of=book.related_statements(first, Relation.PART_OF, says_so=True),
        parts=book.related_statements(first, Relation.PART_OF, says_so=False),
        contested_by=book.contested_by(item_id),
        contradictions=contradictions,
        more_contradictions=book.incompatible_count(first) - sum(found.by_rule for found in contradictions),
        withdrawn_of_series=book.withdrawals.get(series, ()) if series else (),
    )


def histories(archive: Archive, claims: pd.DataFrame, selection: Selection = NO_FILTERS) -> list[ClaimHistory]:
    """Return the history of each claim; `claims` are rows of `claims` or `statements`."""
    return [history_of(archive, claim, selection) for claim in queries.rows(claims, ClaimRow)]


@cached_query
def own_updates(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return pairs of selected figures in which an asserter replaced its own figure; columns of `UpdateRow`.

    Both are of one count, population and area, so that a chart can join them by a line.
    """
    book = ledger(archive)
    shown = {row["item_id"]: row for row in queries.rows(queries.claims(archive, selection), ClaimRow)}
    found = [
        {"item_id": older["item_id"], "newer_id": item_id}
        for item_id, newer in shown.items()
        for older in book.related_claims(item_id, Relation.SUPERSEDES, says_so=True)
        if older["item_id"] in shown
        and older["asserted_by"] == newer["asserted_by"]
        and series_of(older) == series_of(newer) is not None
    ]
    return frame_of(found, UpdateRow)
