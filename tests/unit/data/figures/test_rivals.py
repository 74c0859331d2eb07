"""Rivals: figures compared by the bounds of their series, held against the plain comparison of every pair."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures import agreement
from data.figures.attributions import attributions_of, items_with_attributions
from data.figures.disagreement import ComparableFigure
from data.figures.ledger import Ledger, ledger_of
from data.figures.rivals import Rivals
from data.figures.series import SETTLED, Series, series_of
from data.queries import rows
from data.records.vocabulary import WHOLE, ClaimStatus, Metric, PopulationGroup, Qualifier, Relation, Verdict
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, RelationRow

DAYS = ["2022-01-05", "2022-01-06", "2022-01-07"]
FAMILY = "detained"
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def figure(pick: Random) -> dict[str, Any]:
    """A figure of few days, values and scopes, so that many share a series and stand at each other's bounds."""
    qualifier = pick.choice(list(Qualifier))
    value = None if qualifier is Qualifier.VAGUE else float(pick.choice([0, 1, 9, 10, 11, 12, 15, 20, 30]))
    bounds = value is not None and qualifier is Qualifier.ABOUT and pick.random() < 0.5
    return {
        "qualifier": str(qualifier), "value": value,
        "low": value - 2 if value is not None and bounds else None,
        "high": value + pick.choice([0, 1, 5]) if value is not None and bounds else None,
        "as_of": pick.choice([None, *DAYS]), "reported_on": pick.choice(DAYS),
        "metric": str(pick.choice([Metric.ARRESTED, *[Metric.DETAINED] * 4, Metric.CONVICTED, Metric.TROOPS])),
        "population_group": str(pick.choice([*[PopulationGroup.ALL_PEOPLE] * 4, PopulationGroup.SUBSET])),
        "population": pick.choice([None, "dockers"]),
        "area": pick.choice([WHOLE, WHOLE, "almaty", "aktau"]),
        "status": str(pick.choice([*[ClaimStatus.CURRENT] * 6, *ClaimStatus])),
        "asserted_by": pick.choice(["police", "ministry", "union"]),
        "asserted_by_group": pick.choice([None, "authorities"]),
    }  # fmt: skip


def made_up(pick: Random) -> Ledger:
    """A ledger of up to 24 figures, some of which are one statement."""
    found = [figure(pick) for _ in range(pick.randrange(25))]
    claims = [{**row, "item_id": f"{n:02}", "published_on": row["reported_on"]} for n, row in enumerate(found)]
    pairs = [pick.sample(claims, 2) for _ in range(pick.randrange(4)) if len(claims) > 1]
    relations = [
        {"relation": str(Relation.SAME_STATEMENT_AS), "item_id": one["item_id"], "other_id": other["item_id"]}
        for one, other in pairs
    ]
    return ledger_of(cast("list[ClaimRow]", claims), cast("list[RelationRow]", relations))


SEEDS = st.integers(0, 2**32).map(Random)
"""Sources of a ledger: drawn field by field, few ledgers would have figures enough to clash, and slowly."""


def compared_pairwise(book: Ledger) -> Iterator[tuple[str, str, Verdict]]:
    """The definition: each pair of statements of a series, and each part with its whole, that a reader is told of."""
    by_series: dict[Series, list[str]] = {}
    for first in book.reports:
        series = series_of(book.claims[first])
        if series and book.claims[first]["status"] not in SETTLED:
            by_series.setdefault(series, []).append(first)
    for members in by_series.values():
        of = {item_id: ComparableFigure.of(book.claims[item_id]) for item_id in members}
        for one, other in combinations(sorted(members, key=lambda item_id: (of[item_id].day, item_id)), 2):
            verdict = of[one].compared_with(of[other])
            if verdict is Verdict.INCOMPATIBLE or of[one].day == of[other].day:
                yield one, other, verdict
    for (count, group, area, apart), parts in by_series.items():
        for part, whole in product(parts, by_series.get((count, group, WHOLE, apart), ()) if area != WHOLE else ()):
            if ComparableFigure.of(book.claims[part]).exceeds(ComparableFigure.of(book.claims[whole])):
                yield part, whole, Verdict.INCOMPATIBLE


def is_of_one_series(book: Ledger, one: str, other: str) -> bool:
    return series_of(book.claims[one]) == series_of(book.claims[other])


def groups_pairwise(book: Ledger, pairs: Sequence[tuple[str, str, Verdict]]) -> list[tuple[Verdict, list[str]]]:
    """The groups of each series and day: all of them if all agree, else each pair that does not clash."""
    of_day: dict[tuple[Series | None, str], list[tuple[str, str, Verdict]]] = {}
    for one, other, verdict in pairs:
        day = ComparableFigure.of(book.claims[one]).day
        if is_of_one_series(book, one, other) and day == ComparableFigure.of(book.claims[other]).day:
            of_day.setdefault((series_of(book.claims[one]), day), []).append((one, other, verdict))
    groups: list[tuple[Verdict, list[str]]] = []
    for of_one in of_day.values():
        if all(verdict is Verdict.COMPATIBLE for _, _, verdict in of_one):
            ids = dict.fromkeys(item_id for one, other, _ in of_one for item_id in (one, other))
            groups.append((Verdict.COMPATIBLE, list(ids)))
        else:
            groups += [(v, [one, other]) for one, other, v in of_one if v is not Verdict.INCOMPATIBLE]
    return groups


def agreement_pairwise(book: Ledger, claim: ClaimRow, pairs: Sequence[tuple[str, str, Verdict]]) -> str:
    """How a figure stands beside those of others, by its pairs."""
    if claim["status"] in SETTLED:
        return "superseded"
    first = book.statement[claim["item_id"]]
    verdicts = {
        verdict
        for one, other, verdict in pairs
        if first in (one, other) and book.claims[one]["asserted_by"] != book.claims[other]["asserted_by"]
    }
    if Verdict.INCOMPATIBLE in verdicts:
        return "contradicts"
    return "agrees" if Verdict.COMPATIBLE in verdicts else "uncompared"


@MANY
@given(SEEDS)
def test_bounds_find_the_clashes_that_comparing_every_pair_finds(pick: Random) -> None:
    """Guards against a contradiction that is lost, made up or listed twice when figures are not compared in pairs."""
    book = made_up(pick)
    shown = {item_id for item_id in book.claims if pick.random() < 0.9}
    members = agreement.selected(book, shown, FAMILY)
    firsts = {book.statement[item_id] for item_id in shown}
    pairs = [pair for pair in compared_pairwise(book) if {pair[0], pair[1]} <= firsts]
    clashes = [(one, other) for one, other, verdict in pairs if verdict is Verdict.INCOMPATIBLE]
    of_series = [pair for pair in clashes if is_of_one_series(book, *pair)]
    rivals = Rivals(members)
    found = list(rivals.pairs(0, len(clashes) + 1))
    assert found[: len(of_series)] == of_series
    assert sorted(found) == sorted(clashes)
    assert rivals.pair_count == len(clashes)
    start, stop = sorted((pick.randrange(12), pick.randrange(12)))
    assert list(rivals.pairs(start, stop)) == found[start:stop]
    groups = groups_pairwise(book, pairs)
    assert sorted(agreement.groups(members), key=str) == sorted(groups, key=str)
    assert agreement.group_count(members) == len(groups)


@MANY
@given(SEEDS)
def test_every_figure_has_the_rivals_and_the_agreement_that_its_pairs_give_it(pick: Random) -> None:
    """Guards against a figure that names as its rivals what the page does not show as a clash, or the reverse."""
    book = made_up(pick)
    pairs = list(compared_pairwise(book))
    clashes = [(one, other) for one, other, verdict in pairs if verdict is Verdict.INCOMPATIBLE]
    for item_id, claim in book.claims.items():
        mine = book.statement[item_id]
        expected = [other if one == mine else one for one, other in clashes if mine in (one, other)]
        found = [rival["item_id"] for rival in book.incompatible_claims(item_id)]
        own = [other for other in expected if is_of_one_series(book, mine, other)]
        assert found[: len(own)] == own
        assert sorted(found) == sorted(expected)
        assert book.incompatible_count(item_id) == len(expected)
        if series_of(claim):
            assert agreement.agreement_of(book, claim) == agreement_pairwise(book, claim, pairs)
    for one, other in combinations(book.comparable, 2):
        is_rival = book.comparable[one].is_rival_of(book.comparable[other])
        assert is_rival == book.comparable[other].is_rival_of(book.comparable[one])
        assert is_rival == ((one, other) in clashes or (other, one) in clashes)


def test_an_item_has_as_many_sides_as_have_a_row_in_its_list(reports: Archive) -> None:
    """Guards against a number of sides that differs from the sides that the panel shows."""
    known = as_known_on(reports, "2022-12-20")
    for item in rows(items_with_attributions(known)):
        assert item["sides"] == attributions_of(known, item["item_id"])["speaker_group"].nunique(), item
