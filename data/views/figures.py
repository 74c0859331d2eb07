"""What the ledger says, as sentences of plain text: how a figure stands to others, which cannot both be true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data import queries
from data.figures import agreement
from data.figures.disagreement import day_of, reason
from data.figures.ledger import Ledger, ledger, of_count_family
from data.queries.selection import Selection
from data.records.vocabulary import Metric, Relation, Verdict
from data.tables.archive import Archive
from data.wording.descriptions import counting, one_statement, reported_by, said
from data.wording.phrases import day, join_words

Row = Any

Against = Mapping[str, Sequence[Row]]
"""For each statement those that cannot be true together with it."""

MOST_DISPUTES = 200
"""Pairs of figures that cannot both be true, of one kind, that are told one by one."""


@dataclass(frozen=True)
class Clash:
    """Two figures that cannot both be true: why not, and each in words with its item."""

    why: str
    sides: tuple[tuple[str, str], ...]


def in_short(claims: Sequence[Row]) -> str:
    """Figures named in passing: “16 (Authorities of Kazakhstan, 9 Jan 2022)”."""
    return join_words([
        f"{claim['value_text']} ({claim['asserted_by_name']}, {day(claim['reported_on'], weekday=False)})"
        for claim in claims
    ])  # fmt: skip


def disagreeing(book: Ledger) -> Against:
    """For each statement those that cannot be true together with it."""
    found: dict[str, list[Row]] = {}
    for pair in book.pairs:
        if pair.verdict is Verdict.INCOMPATIBLE:
            found.setdefault(pair.one, []).append(book.claims[pair.other])
            found.setdefault(pair.other, []).append(book.claims[pair.one])
    return found


def relations(book: Ledger, item_id: str, against: Against) -> list[str]:
    """What became of a figure's statement, a sentence for each relation; `against` is `disagreeing`."""
    first = book.statement[item_id]
    claims = [book.claims[each] for each in book.reports[first]]
    reports = join_words(list(dict.fromkeys(reported_by(each) for each in claims)))
    told = [f"{one_statement(claims)}: {reports}"] if len(claims) > 1 else []
    named: set[str] = set()
    for kind in (Relation.PART_OF, Relation.SUPERSEDES, Relation.CONTRADICTS):
        for label, says_so in ((kind.label, True), (kind.inverse, False)):
            if others := book.joined(first, kind, says_so=says_so):
                told.append(f"{label} {in_short(others)}")
                named |= {each["item_id"] for each in others} if kind is Relation.CONTRADICTS else set()
    others = tuple(each for each in against.get(first, ()) if each["item_id"] not in named)
    told += [f"Cannot be true together with {in_short(others)}"] if others else []
    told += [
        f"{Relation.RETRACTED_BY.label} {_withdrawal(report)}"
        for each in book.reports[first]
        for report in book.related_to(each, Relation.RETRACTED_BY, says_so=True)
    ]
    return told


def _withdrawal(report: Row) -> str:
    why = f": {report['note']}" if report["note"] else ""
    return f"{reported_by(report)}, {day(report['reported_on'])}{why}"


def clashes(archive: Archive, selection: Selection, count_family: str) -> list[Clash]:
    """The figures shown of a count_family that cannot both be true, and by which rule."""
    book = ledger(archive, selection)
    pairs = of_count_family(agreement.disagreements(archive, selection), count_family)
    pairs = pairs[pairs["verdict"] == Verdict.INCOMPATIBLE].head(MOST_DISPUTES)
    return [
        Clash(
            why=f"{reason(book.claims[pair['one']], book.claims[pair['other']])}.",
            sides=tuple((each, _side(book, each)) for each in (pair["one"], pair["other"])),
        )
        for pair in queries.rows(pairs)
    ]


def _side(book: Ledger, item_id: str) -> str:
    claim = book.claims[item_id]
    day_said = "as of" if claim["as_of"] else "of a day that is not stated, reported"
    once = one_statement([book.claims[each] for each in book.reports[book.statement[item_id]]])
    parts = [f"{claim['value_text']} {counting(claim)}: {said(claim)}, {day_said} {day(day_of(claim))}", once]
    return ". ".join(part for part in parts if part)


def held_together(archive: Archive, selection: Selection, count_family: str) -> list[str]:
    """Figures of one day, population and area, and whether they can be true together: a sentence for each group."""
    return [
        _together(verdict, figures)
        for verdict, figures in agreement.held_together(archive, selection, count_family)[:MOST_DISPUTES]
    ]


def _together(verdict: Verdict, figures: Sequence[Row]) -> str:
    first = figures[0]
    told = join_words([
        f"{each['value_text']} ({each['asserted_by_name']}, in {reported_by(each)})" for each in figures
    ])  # fmt: skip
    found = (
        f"all {len(figures)} can be true together"
        if len(figures) > 2
        else f"{verdict.label[0].lower()}{verdict.label[1:]}"
    )
    mixed = {each["metric"] for each in figures} == {Metric.ARRESTED, Metric.DETAINED}
    both = " Some speak of arrests, some of detentions." if mixed else ""
    return f"{day(day_of(first))}, {counting(first)}: {told}: {found}, since {reason(*figures[:2])}.{both}"
