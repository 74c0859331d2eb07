"""Figures in words: the key figure, what became of a statement, which figures cannot both be true.

Everything is a value with its emphasis; a renderer writes it as Markdown, HTML or plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.disagreement import day_of, reason
from data.figures.series import ClaimHistory
from data.records.vocabulary import ClaimStatus, Metric, Relation, Verdict
from data.tables.rows import ClaimRow
from data.wording.attribution import according_to, asserter_of, publisher_of
from data.wording.descriptions import claim_dates, population_of, report_count_phrase
from data.wording.emphasis import Labelled, Part, Sentence, join_sentences, sentence
from data.wording.phrases import day, join_words

MAX_DISPUTES = 200
"""Pairs of figures that cannot both be true, of one kind, that a file tells one by one."""


@dataclass(frozen=True)
class KeyFigure:
    """A figure with its words, whom it counts, who says so, as of when, and how it stands; every part in words.

    `against` speaks against the figure (its status where it does not simply stand, and who disagrees), `notes` do not.
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
        """What speaks against the figure, as plain text; empty where nothing does."""
        return "; ".join(note.text for note in self.against)

    @property
    def all_notes(self) -> tuple[str, ...]:
        """What speaks against it, then the other notes, as plain text."""
        return tuple(note.text for note in (*self.against, *self.notes))

    @property
    def sentence(self) -> str:
        """The figure in one sentence, with who says so, as of when, and what speaks against it."""
        against = f" {self.objections}." if self.objections else ""
        return (
            f"{self.label}: “{self.words}” ({self.whom}), {self.who[0].lower()}{self.who[1:]}, {self.dates}.{against}"
        )


@dataclass(frozen=True)
class ClashSide:
    """One of two figures that cannot both be true: its words, whom it counts, who says so, of which day."""

    item_id: str
    figure: str
    words: Sentence

    @classmethod
    def of(cls, history: ClaimHistory) -> "ClashSide":
        """The side that a statement is."""
        claim = history.claim
        speaks_of = "as of" if claim["as_of"] else "of a day that is not stated, reported"
        details = f"{population_of(claim)}: {asserter_of(claim)}, {speaks_of} {day(day_of(claim))}"
        repeated = report_count_phrase(history.reports)
        figure = Part(claim["value_text"], strong=True)
        return cls(
            claim["item_id"], claim["value_text"], sentence(figure, f" {details}", f". {repeated}" if repeated else "")
        )


@dataclass(frozen=True)
class Clash:
    """Two statements that cannot both be true: by which rule, and each side in words."""

    one: ClaimHistory
    other: ClaimHistory

    @property
    def sides(self) -> "tuple[ClashSide, ClashSide]":
        """The same in words."""
        return ClashSide.of(self.one), ClashSide.of(self.other)

    @property
    def why(self) -> str:
        """The rule, as a sentence without its full stop."""
        return reason(self.one.claim, self.other.claim)

    @property
    def summary_line(self) -> Sentence:
        """Both figures in passing."""
        return sentence(figure_mention_with_count(self.one.claim), " and ", figure_mention_with_count(self.other.claim))


def key_figure(history: ClaimHistory) -> KeyFigure:
    """Return a statement as a key figure: what it counts, who says so, and everything that speaks against it."""
    claim = history.claim
    status = ClaimStatus(claim["status"])
    against = [Labelled(status.label)] if status is not ClaimStatus.CURRENT else []
    against += [Labelled("Disagrees with", figure_mentions(history.disagrees))] if history.disagrees else []
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
    """Return a figure named in passing: “16 (Authorities of Kazakhstan, 9 Jan 2022)”, the figure strong."""
    reported = day(claim["reported_on"], weekday=False)
    return sentence(Part(claim["value_text"], strong=True), f" ({claim['asserted_by_name']}, {reported})")


def figure_mentions(claims: Sequence[ClaimRow]) -> Sentence:
    """Return several figures named in passing: “a, b and c”."""
    return join_sentences([figure_mention(claim) for claim in claims])


def figure_mention_with_count(claim: ClaimRow) -> Sentence:
    """Return a figure in passing with what and whom it counts: “killed 16 (…), security forces”."""
    return sentence(f"{Metric(claim['metric']).label.lower()} ", figure_mention(claim), f", {population_of(claim)}")


def words_of(claim: ClaimRow) -> Sentence:
    """Return a figure's words, struck through where it was withdrawn."""
    return sentence(Part(claim["value_text"], struck=claim["status"] == ClaimStatus.RETRACTED))


def status_label(claim: ClaimRow) -> str:
    """Return the status of a figure that does not simply stand; empty for one that does."""
    status = ClaimStatus(claim["status"])
    return "" if status is ClaimStatus.CURRENT else status.label


def history_entries(history: ClaimHistory) -> list[Labelled]:
    """Return a statement's history, a line each: asserted, reported, replaced, contradicted, withdrawn."""
    asserted = sentence(f"{asserter_of(history.claim)}, {claim_dates(history.claim)}")
    reports = sentence(join_words(publishers(history)))
    first = [] if len(history.reports) > 1 else [Labelled("Reported by", reports)]
    return [Labelled("Asserted by", asserted), *first, *relation_lines(history)]


def publishers(history: ClaimHistory) -> list[str]:
    """Return whose reports have a statement, each once, in the order of the reports."""
    return list(dict.fromkeys(publisher_of(claim) for claim in history.reports))


def relation_lines(history: ClaimHistory) -> list[Labelled]:
    """Return how a statement stands to others, a line for each relation; the reports that repeat it come first."""
    contradicting = (*history.contradicts, *history.contradicted_by)
    others = {
        Relation.PART_OF.label: history.part_of,
        Relation.PART_OF.inverse: history.parts,
        Relation.SUPERSEDES.label: history.replaces,
        Relation.SUPERSEDES.inverse: history.replaced_by,
        Relation.CONTRADICTS.label: history.contradicts,
        Relation.CONTRADICTS.inverse: history.contradicted_by,
        "Cannot be true together with": [claim for claim in history.disagrees if claim not in contradicting],
    }
    repeated = [Labelled(f"{report_count_phrase(history.reports)}:", sentence(join_words(publishers(history))))]
    return [
        *(repeated if len(history.reports) > 1 else []),
        *(Labelled(label, figure_mentions(claims)) for label, claims in others.items() if claims),
        *(Labelled(Relation.RETRACTED_BY.label, withdrawal(report)) for report in history.withdrawn_by),
    ]


def withdrawal(report: ClaimRow) -> Sentence:
    """Return who reports a withdrawal, when, and why where that is known."""
    why = f": {report['note']}" if report["note"] else ""
    return sentence(f"{publisher_of(report)}, {day(report['reported_on'])}{why}")


def withdrawal_line(history: ClaimHistory) -> Sentence:
    """Return a statement that was withdrawn, and who reports it, in one line."""
    reports = join_sentences([withdrawal(report) for report in history.withdrawn_by])
    return sentence(figure_mention_with_count(history.claim), ". Reported by ", reports or publisher_of(history.claim))


def comparison_sentence(verdict: Verdict, claims: Sequence[ClaimRow]) -> Sentence:
    """Return figures of one day, population and area, and whether they can be true together."""
    first = claims[0]
    figures = join_sentences([
        sentence(Part(claim["value_text"], strong=True), f" ({claim['asserted_by_name']}, in {publisher_of(claim)})")
        for claim in claims
    ])  # fmt: skip
    outcome = (
        f"all {len(claims)} can be true together"
        if len(claims) > 2
        else f"{verdict.label[0].lower()}{verdict.label[1:]}"
    )
    mixed = {claim["metric"] for claim in claims} == {Metric.ARRESTED, Metric.DETAINED}
    both = " Some speak of arrests, some of detentions." if mixed else ""
    about = f"{day(day_of(first))}, {population_of(first)}: "
    return sentence(about, figures, f": {outcome}, since {reason(claims[0], claims[1])}.{both}")
