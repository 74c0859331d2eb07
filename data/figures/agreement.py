"""Agreement and disagreement: figures of one count, population and area compared by the rule of `disagreement`."""

from functools import lru_cache

import pandas as pd

from data import queries
from data.figures.disagreement import day_of
from data.figures.ledger import COUNT_FAMILIES, Ledger, filter_count_family, history_of, ledger, statements
from data.figures.row_types import ComparedClaimRow, DisagreementRow
from data.figures.series import SETTLED, ClaimHistory, Series, series_of
from data.queries.filtering import CACHE_SIZE, cached_query
from data.queries.selection import Selection
from data.records.vocabulary import COUNT_OF, Metric, Verdict
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.row_fields import columns_of
from data.tables.rows import ClaimRow


@cached_query
def disagreements(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return pairs of selected statements of one count, population and area; columns of `DisagreementRow`.

    These are all pairs of one day, and those pairs of two days that cannot both be true. `metric` is that of the
    earlier statement, `day` that of the later one.
    """
    book = ledger(archive)
    shown = {book.statement[item_id] for item_id in statements(archive, selection)["item_id"]}
    found: list[DisagreementRow] = [
        {
            "metric": book.claims[pair.one]["metric"], "one": pair.one, "other": pair.other,
            "verdict": str(pair.verdict), "day": day_of(book.claims[pair.other]),
        }
        for pair in book.pairs
        if {pair.one, pair.other} <= shown
    ]  # fmt: skip
    return pd.DataFrame(found, columns=list(columns_of(DisagreementRow)))


def clashes(archive: Archive, selection: Selection, count_family: str) -> list[tuple[ClaimHistory, ClaimHistory]]:
    """Return pairs (earlier, later) of a count family's statements that cannot both be true, with their histories."""
    book = ledger(archive, selection)
    return [
        (history_of(archive, book.claims[one], selection), history_of(archive, book.claims[other], selection))
        for one, other, found in _verdicts(archive, selection, count_family)
        if found is Verdict.INCOMPATIBLE
    ]


def all_clashes(archive: Archive, selection: Selection) -> list[tuple[ClaimHistory, ClaimHistory]]:
    """Return the pairs of `clashes` of all count families."""
    return _all_clashes(as_known_on(archive, selection.known_on), selection.without_item_and_day)


@lru_cache(maxsize=CACHE_SIZE)
def _all_clashes(archive: Archive, selection: Selection) -> list[tuple[ClaimHistory, ClaimHistory]]:
    return [clash for count_family in COUNT_FAMILIES for clash in clashes(archive, selection, count_family)]


def compared_groups(archive: Archive, selection: Selection, count_family: str) -> list[tuple[Verdict, list[ClaimRow]]]:
    """Return groups of statements of one day, count, population and area that do not clash, with their verdict.

    If all statements of the day can be true together, they are one group. Otherwise each pair that does not clash is
    a group; its verdict is COMPATIBLE or OPEN.
    """
    book = ledger(archive, selection)
    of_day: dict[tuple[Series | None, str], list[tuple[str, str, Verdict]]] = {}
    for one, other, found in _verdicts(archive, selection, count_family):
        if day_of(book.claims[one]) == (day := day_of(book.claims[other])):
            of_day.setdefault((series_of(book.claims[one]), day), []).append((one, other, found))
    groups: list[tuple[Verdict, list[ClaimRow]]] = []
    for pairs in of_day.values():
        if all(found is Verdict.COMPATIBLE for _, _, found in pairs):
            members = dict.fromkeys(item_id for one, other, _ in pairs for item_id in (one, other))
            groups.append((Verdict.COMPATIBLE, [book.claims[item_id] for item_id in members]))
        else:
            groups += [
                (found, [book.claims[one], book.claims[other]])
                for one, other, found in pairs
                if found is not Verdict.INCOMPATIBLE
            ]
    return groups


def _verdicts(archive: Archive, selection: Selection, count_family: str) -> list[tuple[str, str, Verdict]]:
    pairs = queries.rows(filter_count_family(disagreements(archive, selection), count_family), DisagreementRow)
    return [(pair["one"], pair["other"], Verdict(pair["verdict"])) for pair in pairs]


@cached_query
def compared_claims(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected figures of people, each compared with those of other asserters.

    Columns of `ComparedClaimRow`. `agreement` is `superseded` if the figure was replaced or withdrawn, `contradicts`
    if it cannot be true together with another asserter's, `agrees` if it can be with one of the same day, else
    `uncompared`.
    """
    book = ledger(archive)
    found: list[ComparedClaimRow] = [
        {
            **row,
            "count": str(COUNT_OF[Metric(row["metric"])]),
            "statement_id": book.statement[row["item_id"]],
            "agreement": _agreement_of(book, row),
        }
        for row in queries.rows(queries.claims(archive, selection), ClaimRow)
        if series_of(row)
    ]
    return pd.DataFrame(found, columns=list(columns_of(ComparedClaimRow)))


def _agreement_of(book: Ledger, row: ClaimRow) -> str:
    if row["status"] in SETTLED:
        return "superseded"
    mine = book.statement[row["item_id"]]
    verdicts = {
        pair.verdict
        for pair in book.pairs
        if mine in (pair.one, pair.other)
        and book.claims[pair.one]["asserted_by"] != book.claims[pair.other]["asserted_by"]
    }
    if Verdict.INCOMPATIBLE in verdicts:
        return "contradicts"
    return "agrees" if Verdict.COMPATIBLE in verdicts else "uncompared"
