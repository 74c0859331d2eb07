"""Agreement and disagreement: figures of one count, population and area compared by the rule of `disagreement`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, groupby, islice
from math import comb

import pandas as pd

from data import queries
from data.figures.ledger import Ledger, history_of, ledger
from data.figures.rivals import Placed, Rivals
from data.figures.row_types import ComparedClaimRow
from data.figures.series import SETTLED, ClaimHistory, series_of
from data.figures.statements import statements
from data.queries.filtering import CACHE_SIZE, cached_query
from data.queries.selection import Selection
from data.records.parts import Series
from data.records.vocabulary import COUNT_FAMILIES, COUNT_OF, Metric, Verdict
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, frame_of
from data.wording.attribution import as_we_read
from data.wording.descriptions import standing_label


def clashes(
    archive: Archive, selection: Selection, count_family: str, start: int, stop: int
) -> list[tuple[ClaimHistory, ClaimHistory]]:
    """Return pairs (earlier, later) of a count family's statements that cannot both be true, with their histories.

    Of all pairs these are number `start`, counted from 0, to before number `stop`.
    """
    claims = ledger(archive, selection).claims
    return [
        (history_of(archive, claims[one], selection), history_of(archive, claims[other], selection))
        for one, other in _rivals_on(archive, selection, count_family).pairs(start, stop)
    ]


def marked_clashes(
    archive: Archive, selection: Selection, count_family: str
) -> list[tuple[ClaimHistory, ClaimHistory]]:
    """Return the pairs (earlier, later) of selected statements that only a record marks as contradicting each other.

    Those that the rule finds too are among `clashes`.
    """
    book = ledger(archive, selection)
    shown = {book.statement[item_id] for item_id in queries.claims(archive, selection)["item_id"]}
    of_family = {item_id for item_id in shown if book.claims[item_id]["metric"] in COUNT_FAMILIES[count_family]}
    return [
        (history_of(archive, book.claims[one], selection), history_of(archive, book.claims[other], selection))
        for one, other in book.marked_pairs
        if {one, other} <= of_family and book.verdict(one, other) is not Verdict.INCOMPATIBLE
    ]


def clash_count(archive: Archive, selection: Selection, count_family: str) -> int:
    """Return how many pairs of a count family's statements cannot both be true."""
    return _rivals_on(archive, selection, count_family).pair_count


def _rivals_on(archive: Archive, selection: Selection, count_family: str) -> Rivals:
    return _rivals(as_known_on(archive, selection.known_on), selection.without_item_and_day, count_family)


@lru_cache(maxsize=CACHE_SIZE)
def _rivals(archive: Archive, selection: Selection, count_family: str) -> Rivals:
    return Rivals(_comparable(archive, selection, count_family))


def _comparable_on(archive: Archive, selection: Selection, count_family: str) -> dict[str, Placed]:
    return _comparable(as_known_on(archive, selection.known_on), selection.without_item_and_day, count_family)


@lru_cache(maxsize=CACHE_SIZE)
def _comparable(archive: Archive, selection: Selection, count_family: str) -> dict[str, Placed]:
    return selected(ledger(archive), statements(archive, selection)["item_id"], count_family)


def selected(book: Ledger, item_ids: Iterable[str], count_family: str) -> dict[str, Placed]:
    """Return the statements of a count family that are comparable and that some claims make."""
    shown = {book.statement[item_id] for item_id in item_ids}
    return {
        item_id: placed
        for item_id, placed in book.comparable.items()
        if item_id in shown and book.claims[item_id]["metric"] in COUNT_FAMILIES[count_family]
    }


def compared_groups(
    archive: Archive, selection: Selection, count_family: str, start: int, stop: int
) -> list[tuple[Verdict, list[ClaimRow]]]:
    """Return groups of statements of one day, count, population and area that do not clash, with their verdict.

    If all statements of the day can be true together, they are one group. Otherwise each pair that does not clash is
    a group; its verdict is COMPATIBLE or OPEN. Of all groups these are number `start` to before number `stop`.
    """
    claims = ledger(archive, selection).claims
    found = islice(groups(_comparable_on(archive, selection, count_family)), start, stop)
    return [(verdict, [claims[item_id] for item_id in members]) for verdict, members in found]


def compared_group_count(archive: Archive, selection: Selection, count_family: str) -> int:
    """Return how many groups `compared_groups` has in all."""
    return group_count(_comparable_on(archive, selection, count_family))


def groups(statements: Mapping[str, Placed]) -> Iterator[tuple[Verdict, Sequence[str]]]:
    """Yield the groups of `compared_groups` among comparable statements, as their ids."""
    for members, rivals in _days(statements):
        if _all_agree(members, rivals):
            yield Verdict.COMPATIBLE, list(members)
            continue
        for (one, first), (other, second) in combinations(members.items(), 2):
            verdict = first.figure.compared_with(second.figure)
            if verdict is not Verdict.INCOMPATIBLE:
                yield verdict, [one, other]


def group_count(statements: Mapping[str, Placed]) -> int:
    """Return how many groups `groups` yields."""
    return sum(
        1 if _all_agree(members, rivals) else comb(len(members), 2) - rivals.pair_count
        for members, rivals in _days(statements)
    )


def _days(statements: Mapping[str, Placed]) -> Iterator[tuple[dict[str, Placed], Rivals]]:
    """The comparable statements of one series and day, if there are several; in order."""
    series: dict[Series, list[str]] = {}
    for item_id, placed in statements.items():
        series.setdefault(placed.series, []).append(item_id)
    for item_ids in series.values():
        item_ids.sort(key=lambda item_id: (statements[item_id].figure.day, item_id))
        for _, of_day in groupby(item_ids, key=lambda item_id: statements[item_id].figure.day):
            members = {item_id: statements[item_id] for item_id in of_day}
            if len(members) > 1:
                yield members, Rivals(members)


def _all_agree(members: Mapping[str, Placed], rivals: Rivals) -> bool:
    return all(rivals.count_compatible_of_day(placed) == len(members) for placed in members.values())


@cached_query
def compared_claims(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected figures of people, each compared with those of other asserters.

    Columns of `ComparedClaimRow`. `agreement` is `superseded` if the figure was replaced or withdrawn, `contradicts`
    if by the rule it cannot be true together with another asserter's, `agrees` if it can be with one of the same day,
    else `uncompared`.
    """
    book = ledger(archive)
    found: list[ComparedClaimRow] = [
        {
            **row,
            "count": str(COUNT_OF[Metric(row["metric"])]),
            "statement_id": book.statement[row["item_id"]],
            "agreement": agreement_of(book, row),
            "standing": _standing(book, row),
        }
        for row in queries.rows(queries.claims(archive, selection), ClaimRow)
        if series_of(row)
    ]
    return frame_of(found, ComparedClaimRow)


def _standing(book: Ledger, row: ClaimRow) -> str:
    own = book.withdrawal(book.statement[row["item_id"]])
    return standing_label(row["status"], book.contested_by(row["item_id"]), as_we_read(own.withdrawn_by, own.reports))


def agreement_of(book: Ledger, row: ClaimRow) -> str:
    """Return how a figure stands beside those of other asserters: `agreement` of `compared_claims`."""
    if row["status"] in SETTLED:
        return "superseded"
    first = book.statement[row["item_id"]]
    if not (mine := book.comparable.get(first)):
        return "uncompared"
    own = book.rivals_by_asserter[book.claims[first]["asserted_by"]]
    if book.rivals.count(mine) > own.count(mine):
        return "contradicts"
    agreeing = book.rivals.count_compatible_of_day(mine) > own.count_compatible_of_day(mine)
    return "agrees" if agreeing else "uncompared"
