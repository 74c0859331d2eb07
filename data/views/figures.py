"""Figures in words: key figures, the history of a statement, figures that cannot both be true.

Sentences are values with emphasis (`data.wording.emphasis`); a renderer writes them as Markdown, HTML or plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.disagreement import day_of, reason
from data.figures.series import ClaimHistory
from data.records.vocabulary import ClaimStatus, Metric, Relation, Verdict
from data.tables.rows import ClaimRow
from data.views.figure_rows import MOST_NAMED
from data.wording.attribution import according_to, publisher_of
from data.wording.descriptions import claim_dates, population_of, report_count_phrase
from data.wording.emphasis import Labelled, Part, Sentence, join_sentences, sentence
from data.wording.phrases import day, join_words

CANNOT_BOTH = "Cannot be true together with"
"""Label of figures that the rule for disagreements finds; a contradiction that a record marks has its own label."""


@dataclass(frozen=True)
class KeyFigure:
    """A figure in words: the source's words, population, asserter, days, and notes.

    `against` are notes that speak against the figure: its status unless it is current, and figures that disagree.
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
    """Two statements that cannot both be true, and the reason."""

    one: ClaimHistory
    other: ClaimHistory

    @property
    def why(self) -> str:
        """The reason, as a sentence without its full stop."""
        return reason(self.one.claim, self.other.claim)

    @property
    def summary_line(self) -> Sentence:
        """Both figures in one short sentence."""
        return sentence(figure_mention_with_count(self.one.claim), " and ", figure_mention_with_count(self.other.claim))


def key_figure(history: ClaimHistory) -> KeyFigure:
    """Return a statement as a key figure."""
    claim = history.claim
    status = ClaimStatus(claim["status"])
    against = [Labelled(status.label)] if status is not ClaimStatus.CURRENT else []
    others = figure_mentions(history.disagrees, more=history.more_disagree)
    against += [Labelled("Disagrees with", others)] if history.disagrees else []
    notes = [Labelled(report_count_phrase(history.reports))] if len(history.reports) > 1 else []
    notes += [Labelled("Replaced", figure_mentions(history.replaces))] if history.replaces else []
    notes += [Labelled("Withdrawn:", figure_mentions(history.withdrawn))] if history.withdrawn else []
    return KeyFigure(
        item_id=claim["item_id"],
        label=Metric(claim["metric"]).label,
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
    return sentence(Part(claim["value_text"], strong=True), f" ({claim['asserted_by_name']}, {reported})")


def figure_mentions(claims: Sequence[ClaimRow], *, more: int = 0) -> Sentence:
    """Return short mentions of several figures: “a, b and c”; at most MOST_NAMED, with the number of the others."""
    left = len(claims[MOST_NAMED:]) + more
    named = [figure_mention(claim) for claim in claims[:MOST_NAMED]]
    return join_sentences([*named, sentence(f"{left:,} more")] if left else named)


def figure_mention_with_count(claim: ClaimRow) -> Sentence:
    """Return a short mention of a figure with metric and population: “killed 16 (…), security forces”."""
    return sentence(f"{Metric(claim['metric']).label.lower()} ", figure_mention(claim), f", {population_of(claim)}")


def status_label(claim: ClaimRow) -> str:
    """Return the label of a figure's status; empty for a current one."""
    status = ClaimStatus(claim["status"])
    return "" if status is ClaimStatus.CURRENT else status.label


def publishers(history: ClaimHistory) -> list[str]:
    """Return the distinct publishers of a statement's reports, in the order of the reports."""
    return list(dict.fromkeys(publisher_of(claim) for claim in history.reports))


def relation_lines(history: ClaimHistory) -> list[Labelled]:
    """Return a labelled line per relation of a statement; if several reports have it, a line about them comes first."""
    marked = (*history.contradicts, *history.contradicted_by)
    by_rule = [claim for claim in history.disagrees if claim not in marked]
    others: list[tuple[str, Sequence[ClaimRow], int]] = [
        (Relation.PART_OF.label, history.part_of, 0),
        (Relation.PART_OF.inverse, history.parts, 0),
        (Relation.SUPERSEDES.label, history.replaces, 0),
        (Relation.SUPERSEDES.inverse, history.replaced_by, 0),
        (Relation.CONTRADICTS.label, history.contradicts, 0),
        (Relation.CONTRADICTS.inverse, history.contradicted_by, 0),
        (CANNOT_BOTH, by_rule, history.more_disagree),
    ]
    repeated = [Labelled(f"{report_count_phrase(history.reports)}:", sentence(join_words(publishers(history))))]
    return [
        *(repeated if len(history.reports) > 1 else []),
        *(Labelled(label, figure_mentions(claims, more=more)) for label, claims, more in others if claims),
        *(Labelled(Relation.RETRACTED_BY.label, withdrawal(report)) for report in history.withdrawn_by),
    ]


def withdrawal(report: ClaimRow) -> Sentence:
    """Return who reports a withdrawal, when, and the reason if it is known."""
    why = f": {report['note']}" if report["note"] else ""
    return sentence(f"{publisher_of(report)}, {day(report['reported_on'])}{why}")


def withdrawal_line(history: ClaimHistory) -> Sentence:
    """Return one line about a withdrawn statement and who reports the withdrawal."""
    reports = join_sentences([withdrawal(report) for report in history.withdrawn_by])
    return sentence(figure_mention_with_count(history.claim), ". Reported by ", reports or publisher_of(history.claim))


def comparison_sentence(verdict: Verdict, claims: Sequence[ClaimRow]) -> Sentence:
    """Return a sentence that compares figures of one day, population and area, with the reason for the verdict."""
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
    return sentence(about, figures, f": {outcome}, since {reason(claims[0], claims[1])}.{both}")
