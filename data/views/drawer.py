"""The source panel of an item: what it is, who says so, how it stands, what it rests on, in values for a renderer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from data.figures.row_types import AttributionRow
from data.records.vocabulary import NOT_STATED, CaveatKind, ClaimStatus, CodedFrom, SpeakerGroup
from data.tables.rows import ClaimRow, EventRow, FactRow, Table
from data.views.drawer_article import (
    ITEM_WORDS,
    AlsoRecorded,
    ContextParagraph,
    ParagraphStrip,
    also_recorded,
    article_words,
    context_of,
    paragraph_strip,
)
from data.views.drawer_reports import ReportList, report_list
from data.views.drawer_status import RelationRow, StatusBand, figure_band, hedge_band, relation_rows
from data.views.event_words import sentence
from data.views.figure_rows import asserter, counted_people
from data.views.marks import Mark, mark_of, speaker_mark
from data.wording.attribution import counted_as, recipient_of, worked_out_note
from data.wording.citation import correction_sentence, in_quotation_marks, long_date
from data.wording.descriptions import claim_dates, role_of, utterance_details
from data.wording.languages import quoted_words_note
from data.wording.phrases import day, figure_parts, speaker_group_label, when, where

if TYPE_CHECKING:
    from data.views.opened import OpenedItem, Passage

THE_ARTICLE = "The article itself"
"""Who says so where an article names nobody."""


@dataclass(frozen=True)
class FigureHead:
    """A figure with its mark: the words before the number, the number or quoted words, who is counted."""

    mark: Mark
    before: str
    figure: str
    who: str
    withdrawn: bool
    replaced: bool


@dataclass(frozen=True)
class WhoSaysSo:
    """Who says so: a name, and what is known of them and of the way it was said, which may be empty."""

    name: str
    details: str


@dataclass(frozen=True)
class ReportLink:
    """A report that carries the statement or withdraws it; `opened` is whether it is that of the opened item."""

    item_id: str
    publisher: str
    day: str
    opened: bool


@dataclass(frozen=True)
class SideStatement:
    """What somebody of a side says: who, how, and the words; quoted words are in quotation marks."""

    item_id: str
    who: str
    says: str
    words: str


@dataclass(frozen=True)
class Side:
    """A side that speaks, with its mark and its statements."""

    label: str
    statements: tuple[SideStatement, ...]
    mark: Mark


@dataclass(frozen=True)
class Doubt:
    """A caveat that concerns the item: what kind it is, and its text."""

    item_id: str
    kind: str
    text: str


@dataclass(frozen=True)
class PassageGroup:
    """The passages of one paragraph, which is counted from 1."""

    paragraph: int
    passages: "tuple[Passage, ...]"


@dataclass(frozen=True)
class Drawer:
    """The content of an item's source panel. Each part is computed when it is first read."""

    item: "OpenedItem"

    @property
    def kind(self) -> str:
        """What the item is: “Killed” for a figure of that metric (`counted_as`), “Event”, “Quotation”."""
        return counted_as(self.item.claim) if self.item.claim else ITEM_WORDS[self.item.table]

    @property
    def day(self) -> str:
        """The day as of which everything is shown: “7 January 2022”."""
        return long_date(self.item.shown_on)

    @property
    def known_on(self) -> str:
        """“as known on 7 January 2022”."""
        return f"as known on {self.day}"

    @property
    def figure(self) -> FigureHead | None:
        """The figure with its mark; None for other items."""
        claim = self.item.claim
        if claim is None:
            return None
        before, figure = figure_parts(claim)
        status = claim["status"]
        return FigureHead(
            mark=mark_of(claim),
            before=before,
            figure=figure,
            who=counted_people(claim),
            withdrawn=status == ClaimStatus.RETRACTED,
            replaced=status == ClaimStatus.SUPERSEDED,
        )

    @property
    def who_says_so(self) -> WhoSaysSo | None:
        """Who says so; None for a caveat, which is the record's own."""
        if self.item.claim:
            return _who_asserts(self.item.claim)
        if self.item.quote:
            return WhoSaysSo(self.item.quote["speaker_name"], role_of(self.item.quote).removeprefix(", "))
        if self.item.table in (Table.EVENTS, Table.FACTS):
            attributed = cast("EventRow | FactRow", self.item.row)["attributed_to"]
            return WhoSaysSo(attributed or THE_ARTICLE, "")
        return None

    @property
    def circumstances(self) -> str:
        """When and where: the days of a figure, the occasion of a quotation, day and place of an event; or empty."""
        if self.item.claim:
            return sentence(claim_dates(self.item.claim, basis=worked_out_note(self.item.article)))
        if self.item.quote:
            return utterance_details(self.item.quote)
        if self.item.table is Table.EVENTS:
            event = cast("EventRow", self.item.row)
            return f"{when(event)} · {where(event)}"
        return ""

    @property
    def language_note(self) -> str:
        """In which language quoted words are given; empty for a statement in our words, and for other items."""
        quoted = self.item.quote and self.item.quote["contents"]
        return quoted_words_note([self.item.article["language"]]) if quoted else ""

    @cached_property
    def reports(self) -> tuple[ReportLink, ...]:
        """The reports that carry a figure's statement, the first one first; empty for other items."""
        return self._links(self.item.history.carriers) if self.item.history else ()

    @cached_property
    def withdrawing(self) -> tuple[ReportLink, ...]:
        """The reports by which we read the statement as withdrawn, the first one first; mostly empty."""
        return self._links(self.item.history.withdrawn_by) if self.item.history else ()

    def _links(self, reports: Sequence[ClaimRow]) -> tuple[ReportLink, ...]:
        return tuple(
            ReportLink(
                item_id=report["item_id"],
                publisher=report["publisher"],
                day=day(report["reported_on"], weekday=False),
                opened=report["item_id"] == self.item.item_id,
            )
            for report in reports
        )

    @property
    def reports_words(self) -> str:
        """“One statement, in 3 reports”; “In one report”. Of a report by which it counts as withdrawn, whose it is."""
        if any(report.opened for report in self.withdrawing):
            return f"The figure that it concerns, {'in one report' if len(self.reports) == 1 else 'one statement'}"
        return f"One statement, in {len(self.reports)} reports" if len(self.reports) > 1 else "In one report"

    @cached_property
    def band(self) -> StatusBand | None:
        """How the item stands; None if there is nothing to say, which is never so for a figure."""
        if self.item.history:
            return figure_band(self.item.history, self.item.shown_on)
        return hedge_band(cast("str | None", self.item.row.get("hedge")))

    @property
    def article_words(self) -> str:
        """The article of the item."""
        return article_words(self.item.article)

    @property
    def no_passage_reason(self) -> str:
        """What is known of why the item has no place in a text."""
        if self.item.article["coded_from"] == CodedFrom.EXCERPT:
            return (
                "This record has no place in a text: it was coded from the opening of the page, and the text is not "
                "at hand. What stands further down on the page is not recorded."
            )
        return "No place in the text is recorded for it."

    @property
    def passage_groups(self) -> tuple[PassageGroup, ...]:
        """The passages that have words, those of one paragraph together; empty without an anchor."""
        grouped = groupby(self.item.passages, key=lambda passage: passage.paragraph)
        return tuple(PassageGroup(number, tuple(found)) for number, found in grouped if number is not None)

    @cached_property
    def strip(self) -> ParagraphStrip | None:
        """The paragraphs of the article as a strip; None without an anchor."""
        return paragraph_strip(self.item.anchors, self.item.anchors_in_article)

    @cached_property
    def context(self) -> tuple[ContextParagraph, ...]:
        """The item's paragraphs with those around them; empty if the text is not at hand."""
        if self.item.paragraphs is None:
            return ()
        return context_of(self.item.anchors, self.item.paragraphs, self.item.marks)

    @property
    def also_recorded(self) -> tuple[AlsoRecorded, ...]:
        """The other items of these paragraphs; empty if the text is not at hand."""
        return also_recorded(self.item.anchors, self.item.marks)

    @cached_property
    def report_list(self) -> ReportList | None:
        """Every figure of the population and metric, report by report; None for other items."""
        return report_list(self.item.archive, self.item.claim, self.item.shown_on) if self.item.claim else None

    @cached_property
    def relations(self) -> tuple[RelationRow, ...]:
        """How a figure relates to other figures, except for what the band says."""
        return relation_rows(self.item.history) if self.item.history else ()

    @property
    def note(self) -> str:
        """The coder's note; may be empty."""
        return self.item.row["note"] or ""

    @property
    def caveats(self) -> tuple[Doubt, ...]:
        """The caveats that concern the item."""
        return tuple(
            Doubt(caveat["item_id"], CaveatKind(caveat["kind"]).label, caveat["text"]) for caveat in self.item.caveats
        )

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides that speak of an event or a figure, in order, with their statements."""
        return sides_of(self.item.attributions)

    @property
    def silent_sides(self) -> str:
        """“Not recorded from these reports: Experts; …”; empty if every side speaks, or no side at all."""
        return silent_sides({side.label for side in self.sides}) if self.sides else ""

    @property
    def corrections(self) -> Sequence[str]:
        """The corrections of the item in one sentence each, the newest first."""
        return [correction_sentence(correction) for correction in self.item.corrections]


def _who_asserts(claim: ClaimRow) -> WhoSaysSo:
    mark = mark_of(claim)
    spoken = f"spoken by {claim['spoken_by']}" if claim["spoken_by"] else ""
    via = f"via {claim['via']}" if claim["via"] else ""
    parts = (mark.label, spoken, via, recipient_of(claim))
    return WhoSaysSo(asserter(claim), ", ".join(part for part in parts if part))


def sides_of(attributions: Sequence[AttributionRow]) -> tuple[Side, ...]:
    """Return the sides that speak, in order, with their statements; those of no stated side come last."""
    found: dict[str, list[AttributionRow]] = {str(group): [] for group in (*SpeakerGroup, NOT_STATED)}
    for row in attributions:
        found[row["speaker_group"] if row["speaker_group"] in found else NOT_STATED].append(row)
    return tuple(
        Side(speaker_group_label(group), tuple(_statement(row) for row in statements), speaker_mark(group))
        for group, statements in found.items()
        if statements
    )


def silent_sides(speaking: Collection[str]) -> str:
    """Return “Not recorded from these reports: Experts; …”: the sides that are not among these labels."""
    silent = [group.label for group in SpeakerGroup if group.label not in speaking]
    return f"Not recorded from these reports: {'; '.join(silent)}." if silent else ""


def _statement(row: AttributionRow) -> SideStatement:
    words = row["words"] or ""
    return SideStatement(
        item_id=row["item_id"],
        who=row["who"],
        says=row["says"][:1].lower() + row["says"][1:],
        words=in_quotation_marks(words) if row["words_are_quoted"] else words,
    )
