"""Figures in words: key figures, the history of a statement, figures that cannot both be true.

Sentences are values with emphasis (`data.wording.emphasis`); a renderer writes them as Markdown, HTML or plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.disagreement import day_of, reason
from data.figures.series import ClaimHistory, Contradiction, Withdrawal
from data.records.vocabulary import ClaimStatus, Metric, Relation, Verdict
from data.tables.rows import CaveatRow, ClaimRow
from data.views.contradictions import by_whose_word, standing_words, verdict_sentence
from data.views.event_words import sentence as as_sentence
from data.views.figure_rows import MOST_NAMED, caveat_label, withdrawals_by_report, withdrawn_in
from data.wording.attribution import according_to, counted_as, publisher_of
from data.wording.descriptions import claim_dates, population_of, report_count_phrase
from data.wording.emphasis import Labelled, Part, Sentence, join_sentences, sentence
from data.wording.phrases import day, join_words


@dataclass(frozen=True)
class KeyFigure:
    """A figure in words: the source's words, population, asserter, days, and notes.

    `against` are notes that speak against the figure: how it stands unless it simply stands, and what contests it.
    `notes` are the other notes.
    """

    item_id: str
    label: str
    words: str
    whom: str
    who: str
    dates: str
    against: tuple[Labelled, ...]
    notes: tuple[Labelled, ...]
    withdrawn: bool

    @property
    def objections(self) -> str:
        """The notes of `against` as plain text; empty if there are none."""
        return "; ".join(note.text for note in self.against)

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The notes of `against`, then the other notes, as plain text."""
        return tuple(note.text for note in (*self.against, *self.notes))

    @property
    def sentence(self) -> str:
        """The figure in one sentence, with asserter, days and objections."""
        against = f" {self.objections}." if self.objections else ""
        return (
            f"{self.label}: “{self.words}” ({self.whom}), {self.who[0].lower()}{self.who[1:]}, {self.dates}.{against}"
        )


@dataclass(frozen=True)
class Clash:
    """Two statements that contest each other: by the rule both cannot be true, or a record marks them, or both."""

    one: ClaimHistory
    other: ClaimHistory

    @property
    def contradiction(self) -> Contradiction:
        """The second statement as what contests the first one."""
        other = self.other.reports[0]
        named = (found for found in self.one.contradictions if found.other["item_id"] == other["item_id"])
        return next(named, Contradiction(other, marked=False, rule=Verdict.INCOMPATIBLE))

    @property
    def verdict(self) -> str:
        """What the rule finds and what the record marks, with the reason."""
        return verdict_sentence(self.one.claim, self.contradiction)

    @property
    def summary_line(self) -> Sentence:
        """Both figures in one short sentence; whom both count, if it is the same, is said once."""
        one, other = self.one.claim, self.other.claim
        if any(one[name] != other[name] for name in ("metric", "population_group", "area")):
            return sentence(figure_mention_with_count(one), " and ", figure_mention_with_count(other))
        metric, whom = Metric(one["metric"]).label.lower(), population_of(one)
        return sentence(f"{metric} ", figure_mention(one), " and ", figure_mention(other), f", {whom}")


def key_figure(history: ClaimHistory, *, caveats: Sequence[CaveatRow] = ()) -> KeyFigure:
    """Return a statement as a key figure. `caveats` are those that concern its claim."""
    claim = history.claim
    status = history.standing
    settled = history.claim["status"] == ClaimStatus.RETRACTED
    against = (
        [Labelled(standing_words(history) if settled else status.label)] if status is not ClaimStatus.CURRENT else []
    )
    against += contesting_lines(history)
    notes = [Labelled(report_count_phrase(history.carriers))] if len(history.carriers) > 1 else []
    notes += [Labelled("Replaced", figure_mentions(history.replaces))] if history.replaces else []
    notes += withdrawn_lines(history.withdrawn)
    notes += [Labelled(f"{caveat_label(caveat)}:", sentence(caveat["text"])) for caveat in caveats]
    return KeyFigure(
        item_id=claim["item_id"],
        label=counted_as(claim),
        words=claim["value_text"],
        whom=population_of(claim),
        who=according_to(claim),
        dates=claim_dates(claim),
        against=tuple(against),
        notes=tuple(notes),
        withdrawn=status is ClaimStatus.RETRACTED,
    )


def figure_mention(claim: ClaimRow) -> Sentence:
    """Return a short mention of a figure: “16 (Authorities of Kazakhstan, 9 Jan 2022)”, the figure strong."""
    reported = day(claim["reported_on"], weekday=False)
    about = ", ".join([claim["asserted_by_name"], reported, *(["corrected"] if claim["corrected_on"] else [])])
    return sentence(Part(claim["value_text"], strong=True), f" ({about})")


def figure_mentions(claims: Sequence[ClaimRow], *, more: int = 0) -> Sentence:
    """Return short mentions of several figures: “a, b and c”; at most MOST_NAMED, with the number of the others."""
    left = len(claims[MOST_NAMED:]) + more
    named = [figure_mention(claim) for claim in claims[:MOST_NAMED]]
    return join_sentences([*named, sentence(f"{left:,} more")] if left else named)


def figure_mention_with_count(claim: ClaimRow) -> Sentence:
    """Return a short mention of a figure with metric and population: “killed 16 (…), security forces”."""
    return sentence(f"{Metric(claim['metric']).label.lower()} ", figure_mention(claim), f", {population_of(claim)}")


def contesting_lines(history: ClaimHistory) -> list[Labelled]:
    """Return the figures that contest a figure, a line for each word of whose it is: “≠ 16 (…), by our rule”."""
    return [
        Labelled("≠", sentence(figure_mentions(claims, more=more), f", {whose}"))
        for whose, claims, more in by_whose_word(history)
    ]


def publishers(history: ClaimHistory) -> list[str]:
    """Return the distinct publishers of the reports that carry a statement, in the order of the reports."""
    return list(dict.fromkeys(publisher_of(claim) for claim in history.carriers))


def relation_lines(history: ClaimHistory) -> list[Labelled]:
    """Return a labelled line per relation of a statement; if several reports have it, a line about them comes first."""
    others: list[tuple[str, Sequence[ClaimRow]]] = [
        (Relation.PART_OF.label, history.part_of),
        (Relation.PART_OF.inverse, history.parts),
        (Relation.SUPERSEDES.label, history.replaces),
        (Relation.SUPERSEDES.inverse, history.replaced_by),
    ]
    repeated = [Labelled(f"{report_count_phrase(history.carriers)}:", sentence(join_words(publishers(history))))]
    return [
        *(repeated if len(history.carriers) > 1 else []),
        *(Labelled(label, figure_mentions(claims)) for label, claims in others if claims),
        *contesting_lines(history),
        *(Labelled(Relation.RETRACTED_BY.label, withdrawal(report)) for report in history.withdrawn_by),
    ]


def withdrawn_lines(found: Sequence[Withdrawal]) -> list[Labelled]:
    """Return withdrawn figures, a line for each report by which: “Withdrawn, as we read Reuters: 164 (…)”."""
    return [
        Labelled(f"Withdrawn, {read}:" if read else "Withdrawn:", figure_mentions(claims))
        for read, claims in withdrawals_by_report(found)
    ]


def withdrawal(report: ClaimRow) -> Sentence:
    """Return the report by which a figure counts as withdrawn, its day, and what its record notes."""
    return sentence(f"{publisher_of(report)}, {day(report['reported_on'])}{_why(report)}")


def _why(report: ClaimRow) -> str:
    return f": {report['note']}" if report["note"] else "."


def withdrawal_line(history: ClaimHistory) -> Sentence:
    """Return one line about a withdrawn statement and the reports by which we read it as withdrawn."""
    about = sentence(figure_mention_with_count(history.claim), ". ")
    if not history.withdrawn_by:
        return sentence(about, "By whom it was withdrawn is not in these records.")
    first, *others = history.withdrawn_by
    read = f"{as_sentence(withdrawn_in(history))}{_why(first)}"
    return sentence(about, join_sentences([sentence(read), *map(withdrawal, others)]))


def comparison_sentence(
    verdict: Verdict, claims: Sequence[ClaimRow], marked: Sequence[tuple[ClaimRow, ClaimRow]] = ()
) -> Sentence:
    """Return a sentence that compares figures of one day, population and area, with the reason for the rule's verdict.

    `marked` are pairs of them that a record marks as contradicting each other.
    """
    first = claims[0]
    named = [
        sentence(Part(claim["value_text"], strong=True), f" ({claim['asserted_by_name']}, in {publisher_of(claim)})")
        for claim in claims[:MOST_NAMED]
    ]
    left = len(claims[MOST_NAMED:])
    figures = join_sentences([*named, sentence(f"{left:,} more")] if left else named)
    outcome = (
        f"all {len(claims)} can be true together"
        if len(claims) > 2
        else f"{verdict.label[0].lower()}{verdict.label[1:]}"
    )
    mixed = {claim["metric"] for claim in claims} == {Metric.ARRESTED, Metric.DETAINED}
    both = " Some speak of arrests, some of detentions." if mixed else ""
    about = f"{day(day_of(first))}, {population_of(first)}: "
    marks = [
        sentence(
            " A person marked ", Part(one["value_text"], strong=True), " and ", Part(other["value_text"], strong=True),
            " as contradicting each other.",
        )
        for one, other in marked[:MOST_NAMED]
    ]  # fmt: skip
    by_rule = f": by our rule {outcome}, since {reason(claims[0], claims[1])}.{both}"
    return sentence(about, figures, by_rule, *marks)
