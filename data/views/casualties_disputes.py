"""Contested and withdrawn figures: pairs with ≠, and figures withdrawn together, with headlines and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from data.figures.disagreement import verdict
from data.figures.series import ClaimHistory
from data.records.vocabulary import WHOLE, Verdict
from data.tables.rows import ClaimRow
from data.views.casualties_ledger import withdrawn_note
from data.views.casualties_matrix import group_label
from data.views.contradictions import verdict_sentence
from data.views.event_words import number_word
from data.views.figure_rows import asserter, other_day_words, reports_words, withdrawn_in
from data.views.figures import Clash
from data.views.linked_words import Piece, figure_piece
from data.wording.phrases import day_and_month, day_of_month, unstated

MAX_FIRST_DISPUTES, MAX_DISPUTES = 12, 212
"""Most entries without a click, and on one page."""

PART_IS_LARGER, LATER_IS_LOWER = "a part is larger than the whole", "the later figure is the lower one"
"""Headlines of pairs that say why the two cannot both be true."""


@dataclass(frozen=True)
class Dispute:
    """Two figures that contest each other, or figures withdrawn together: large figures, a headline, and sentences."""

    figures: tuple[Piece, ...]
    headline: str
    words: tuple[Piece, ...]


def disputes_of_withdrawals(withdrawn: Sequence[ClaimHistory]) -> list[Dispute]:
    """Return withdrawn figures: when they were published, and by which report we read them as withdrawn.

    Figures of one day that one report says were withdrawn are one entry, so that its reason stands there once.
    """
    together = groupby(sorted(withdrawn, key=_withdrawal), key=_withdrawal)
    return [_withdrawn(list(members)) for _, members in together]


def dispute_of_pair(clash: Clash) -> Dispute:
    """Return a pair of figures that contest each other, with what the rule finds of them and what the record marks."""
    first, second, found = clash.one.claim, clash.other.claim, clash.contradiction
    kind = _headline(first, second, by_rule=found.by_rule)
    why = {PART_IS_LARGER: "", LATER_IS_LOWER: ": such a count can only grow"}.get(kind)
    words = [*_source(clash.one), Piece(". "), *_source(clash.other), Piece(". ")]
    words.append(Piece(verdict_sentence(first, found, why)))
    figures = figure_piece(first), Piece(" ≠ ", warning=True), figure_piece(second)
    return Dispute(figures, f"{_subject(first)}: {kind}", tuple(words))


def _withdrawal(history: ClaimHistory) -> tuple[str, str, str]:
    """The day of a withdrawn figure, the report of its withdrawal with its reason; its own id if no report says so."""
    report = history.withdrawn_by[0] if history.withdrawn_by else history.claim
    return history.claim["reported_on"], report["article_id"], report["note"] or history.claim["item_id"]


def _subject(claim: ClaimRow) -> str:
    place = f", in {claim['place']}" if claim["area"] != WHOLE and claim["place"] else ""
    return f"{group_label(claim['population_group'])}{place}"


def _headline(first: ClaimRow, second: ClaimRow, *, by_rule: bool) -> str:
    if not by_rule:
        return "two figures that a person marked as contradicting each other"
    if first["area"] != second["area"]:
        return PART_IS_LARGER
    is_lower = first["value"] is not None and second["value"] is not None and second["value"] < first["value"]
    if first["reported_on"] != second["reported_on"] and is_lower and verdict(first, second) is Verdict.INCOMPATIBLE:
        return LATER_IS_LOWER
    return "two figures that cannot both be true"


def _source(history: ClaimHistory) -> list[Piece]:
    claim = history.claim
    place = f" ({claim['place']})" if claim["area"] != WHOLE and claim["place"] else ""
    reported = f"reported {day_and_month(claim['reported_on'])}"
    speaks_of = other_day_words(claim) if claim["as_of"] else f"of a day that is {unstated(claim)}"
    said = ", ".join(part for part in (asserter(claim), speaks_of, reported, reports_words(history)) if part)
    return [figure_piece(claim), Piece(f"{place}: {said}")]


def _withdrawn(histories: Sequence[ClaimHistory]) -> Dispute:
    first = histories[0]
    claims = [history.claim for history in histories]
    groups = {group_label(claim["population_group"]) for claim in claims}
    subject = _subject(claims[0]) if len(claims) == 1 else ", ".join(sorted(groups))
    count = "" if len(claims) == 1 else f"{number_word(len(claims))} figures, "
    published = f"published {day_of_month(claims[0]['reported_on'])}"
    # Of figures that it does not name, a report says something only by the one that it names: “as we read A on 164”.
    most_said = max(histories, key=lambda history: len(withdrawn_in(history)))
    words = [piece for history in histories for piece in (*_source(history), Piece(". "))] + withdrawn_note(most_said)
    if first.withdrawn_by and first.withdrawn_by[0]["note"]:
        words += [Piece(" "), Piece(first.withdrawn_by[0]["note"], first.withdrawn_by[0]["item_id"])]
    figures = [piece for claim in claims for piece in (Piece(", "), figure_piece(claim))][1:]
    return Dispute(tuple(figures), f"{subject}: {count}{published}, withdrawn by our reading", tuple(words))
