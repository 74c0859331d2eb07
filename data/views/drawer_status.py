"""How a figure stands on the day, and how it relates to other figures, as values with links to what they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.series import SETTLED, ClaimHistory
from data.records.vocabulary import ClaimStatus, Qualifier, Relation
from data.tables.rows import BaseItemRow, ClaimRow
from data.views.contradictions import by_whose_word, standing_words, verdict_sentence
from data.views.event_words import full_sentence, sentence
from data.views.figure_rows import MOST_NAMED, our_reading, withdrawn_in
from data.wording.attribution import publisher_of
from data.wording.citation import long_date
from data.wording.phrases import day, figure_phrase


@dataclass(frozen=True)
class LinkedText:
    """A piece of a sentence; `item_id` is the item that it opens, or empty."""

    text: str
    item_id: str = ""


@dataclass(frozen=True)
class StatusBand:
    """How an item stands: `kind` is stands, replaced, withdrawn or doubted; `label` comes before the text, or empty."""

    kind: str
    label: str
    parts: tuple[LinkedText, ...]

    @property
    def text(self) -> str:
        """The band as plain text."""
        return " ".join([*([self.label] if self.label else []), "".join(part.text for part in self.parts)]).strip()


@dataclass(frozen=True)
class RelatedFigure:
    """Another figure: its words with who says so and when; `struck` if it was withdrawn."""

    item_id: str
    figure: str
    struck: bool
    details: str


@dataclass(frozen=True)
class RelationRow:
    """A relation of the statement, such as “Part of”, and the figures that it leads to."""

    label: str
    figures: tuple[RelatedFigure, ...]


def figure_band(history: ClaimHistory, shown_on: str) -> StatusBand:
    """Return how a figure stands on a day, with the hedges of its article."""
    claim, status = history.claim, history.standing
    if status is ClaimStatus.RETRACTED:
        return _withdrawn(history)
    if status is ClaimStatus.SUPERSEDED:
        newer = _joined(history.replaced_by, " and ")
        by = (LinkedText("By "), *newer, LinkedText(f"{our_reading(history.replaced_by)}. ")) if newer else ()
        return StatusBand("replaced", "Replaced.", (*by, *_hedges(claim)))
    if status is ClaimStatus.CURRENT:
        settled = history.replaced_by or history.withdrawn_by
        because = "." if settled else ": no report recorded up to then replaces or withdraws it."
        stands = LinkedText(f"Stands on {long_date(shown_on)}{because} ")
        return StatusBand("stands", "", (stands, *_hedges(claim)))
    return StatusBand("doubted", f"{standing_words(history)}.", (*_contradictions(history), *_hedges(claim)))


def hedge_band(hedge: str | None) -> StatusBand | None:
    """Return the band of an item that is no figure: its article's hedge; None without one."""
    return StatusBand("doubted", "", (LinkedText(f"The article hedges: “{hedge}”."),)) if hedge else None


def _withdrawn(history: ClaimHistory) -> StatusBand:
    reports = history.withdrawn_by
    label = f"Withdrawn {long_date(reports[0]['reported_on'])}." if reports else "Withdrawn."
    parts: list[LinkedText] = []
    for number, report in enumerate(reports):
        words = publisher_of(report) if number else sentence(withdrawn_in(history))
        parts.append(LinkedText(words, _other(report, history)))
        parts.append(LinkedText(f": {full_sentence(report['note'])} " if report["note"] else ". "))
    if not reports:
        parts.append(LinkedText("By whom is not in these records. "))
    return StatusBand("withdrawn", label, (*parts, *_hedges(history.claim)))


def _contradictions(history: ClaimHistory) -> tuple[LinkedText, ...]:
    parts: list[LinkedText] = []
    for found in history.contradictions[:MOST_NAMED]:
        parts += [LinkedText("≠ "), *_joined([found.other], "")]
        parts.append(LinkedText(f". {verdict_sentence(history.claim, found)} "))
    if left := len(history.contradictions[MOST_NAMED:]) + history.more_contradictions:
        parts.append(LinkedText(f"≠ {left:,} more {'figure' if left == 1 else 'figures'}. "))
    return tuple(parts)


def _hedges(claim: ClaimRow) -> tuple[LinkedText, ...]:
    found = []
    if claim["as_of_hedge"]:
        of = f", {long_date(claim['as_of'])}" if claim["as_of"] else ""
        found.append(f"The article hedges the day that it speaks of{of}: “{claim['as_of_hedge']}”. ")
    if claim["hedge"]:
        found.append(f"The article hedges: “{claim['hedge']}”. ")
    if claim["qualifier"] == Qualifier.VAGUE:
        found.append("A word, not a number. ")
    if claim["qualifier"] == Qualifier.ABOUT:
        found.append("A round number. ")
    return tuple(LinkedText(text) for text in found)


def relation_rows(history: ClaimHistory) -> tuple[RelationRow, ...]:
    """Return the relations of a statement that its band does not name."""
    status = history.claim["status"]
    settled, replaced = status in SETTLED, status == ClaimStatus.SUPERSEDED
    found: list[tuple[str, Sequence[ClaimRow]]] = [
        (Relation.PART_OF.label, history.part_of),
        (Relation.PART_OF.inverse, history.parts),
        (f"{Relation.SUPERSEDES.label}{our_reading(history.reports)}", history.replaces),
        (f"{Relation.SUPERSEDES.inverse}{our_reading(history.replaced_by)}", () if replaced else history.replaced_by),
        *((f"Contested: {whose}", claims) for whose, claims, _ in by_whose_word(history) if settled),
        (Relation.RETRACTED_BY.label, () if status == ClaimStatus.RETRACTED else history.withdrawn_by),
    ]
    return tuple(RelationRow(label, tuple(map(_related, claims))) for label, claims in found if claims)


def _related(claim: ClaimRow) -> RelatedFigure:
    population = f", {claim['population']}" if claim["population"] else ""
    return RelatedFigure(
        item_id=claim["item_id"],
        figure=figure_phrase(claim),
        struck=claim["status"] == ClaimStatus.RETRACTED,
        details=f"{population} ({_who_and_when(claim)})",
    )


def _joined(claims: Sequence[ClaimRow], word: str) -> tuple[LinkedText, ...]:
    parts: list[LinkedText] = []
    for n, claim in enumerate(claims[:MOST_NAMED]):
        parts += [LinkedText(word)] if n else []
        parts += [LinkedText(figure_phrase(claim), claim["item_id"]), LinkedText(f" ({_who_and_when(claim)})")]
    if left := len(claims[MOST_NAMED:]):
        parts.append(LinkedText(f" and {left:,} more"))
    return tuple(parts)


def _who_and_when(claim: ClaimRow) -> str:
    return f"{claim['asserted_by_name']}, {day(claim['reported_on'], weekday=False)}"


def _other(report: BaseItemRow, history: ClaimHistory) -> str:
    return "" if report["item_id"] == history.claim["item_id"] else report["item_id"]
