"""Where figures do not agree: pairs with ≠ and withdrawn figures, each with a headline and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.disagreement import reason, verdict
from data.figures.series import ClaimHistory
from data.records.vocabulary import WHOLE, Verdict
from data.tables.rows import ClaimRow
from data.views.casualties_ledger import withdrawn_note
from data.views.casualties_matrix import group_label
from data.views.figure_rows import as_of_words, asserter
from data.views.linked_words import Piece, figure_piece
from data.wording.phrases import day_and_month, day_of_month

MAX_FIRST_DISPUTES, MAX_DISPUTES = 12, 212
"""Most entries without a click, and at all."""


@dataclass(frozen=True)
class Dispute:
    """A pair of figures that do not agree, or one withdrawn figure: large figures, a headline, and sentences."""

    figures: tuple[Piece, ...]
    headline: str
    words: tuple[Piece, ...]


def disputes(pairs: Sequence[tuple[ClaimHistory, ClaimHistory]], withdrawn: Sequence[ClaimHistory]) -> list[Dispute]:
    """Return pairs that cannot both be true or that a coder marked, then withdrawn figures."""
    return [*(_pair(one, other) for one, other in pairs), *(_withdrawn(history) for history in withdrawn)]


def marked_pairs(histories: Sequence[ClaimHistory]) -> list[tuple[str, str]]:
    """Return the pairs of ids of statements that a record marks as contradicting each other, the earlier one first."""
    first = {report["item_id"]: history.reports[0] for history in histories for report in history.reports}
    found: dict[tuple[str, str], None] = {}
    for history in histories:
        for other in history.contradicts:
            if other["item_id"] in first:
                ends = sorted((history.reports[0], first[other["item_id"]]), key=_order)
                found[ends[0]["item_id"], ends[1]["item_id"]] = None
    return list(found)


def _order(claim: ClaimRow) -> tuple[str, str]:
    return claim["reported_on"], claim["item_id"]


def _subject(claim: ClaimRow) -> str:
    place = f", in {claim['place']}" if claim["area"] != WHOLE and claim["place"] else ""
    return f"{group_label(claim['population_group'])}{place}"


def _pair(one: ClaimHistory, other: ClaimHistory) -> Dispute:
    first, second = one.claim, other.claim
    by_rule = _is_by_rule(one, other)
    headline = f"{_subject(first)}: {_headline(first, second, by_rule=by_rule)}"
    words = [*_source(one), Piece(". "), *_source(other), Piece(". ")]
    if by_rule:
        why = reason(first, second)
        words.append(Piece(f"Both cannot be true: {why}."))
    else:
        words.append(Piece("The record marks the two as contradicting each other."))
    return Dispute((figure_piece(first), Piece("≠", warning=True), figure_piece(second)), headline, tuple(words))


def _is_by_rule(one: ClaimHistory, other: ClaimHistory) -> bool:
    ids = {report["item_id"] for report in other.reports}
    return any(claim["item_id"] in ids for claim in one.disagrees)


def _headline(first: ClaimRow, second: ClaimRow, *, by_rule: bool) -> str:
    if not by_rule:
        return "two figures that contradict each other"
    if first["area"] != second["area"]:
        return "a part is larger than the whole"
    is_lower = first["value"] is not None and second["value"] is not None and second["value"] < first["value"]
    if first["reported_on"] != second["reported_on"] and is_lower and verdict(first, second) is Verdict.INCOMPATIBLE:
        return "the later figure is the lower one"
    return "two figures that cannot both be true"


def _source(history: ClaimHistory) -> list[Piece]:
    claim = history.claim
    reports = f", in {len(history.reports)} reports" if len(history.reports) > 1 else ""
    speaks_of = as_of_words(claim) if claim["as_of"] else "of a day that is not stated"
    place = f" ({claim['place']})" if claim["area"] != WHOLE and claim["place"] else ""
    return [
        figure_piece(claim),
        Piece(f"{place}: {asserter(claim)}, {speaks_of}, reported {day_and_month(claim['reported_on'])}{reports}"),
    ]


def _withdrawn(history: ClaimHistory) -> Dispute:
    claim = history.claim
    published = f"published on {day_of_month(claim['reported_on'])}"
    on = f" on {day_of_month(history.withdrawn_by[0]['reported_on'])}" if history.withdrawn_by else ""
    words = [*_source(history), Piece(". "), *withdrawn_note(history)]
    if history.withdrawn_by and history.withdrawn_by[0]["note"]:
        words += [Piece(" "), Piece(history.withdrawn_by[0]["note"], history.withdrawn_by[0]["item_id"])]
    return Dispute((figure_piece(claim),), f"{_subject(claim)}: {published}, withdrawn{on}", tuple(words))
