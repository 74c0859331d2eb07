"""Drafts of figures: how many were killed, injured, arrested, gathered or sent, as an article's words say it.

A draft is for a person to check: it says where its words stand, who says so and why the rules took them so. A vague
word gets no number, nothing is added up, and what the words leave open is None.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.amounts import Amount, amounts_in
from data.drafting.asserters import PRONOUNS, Attribution, asserter_of, is_said_by_somebody, speech_in
from data.drafting.bylines import is_byline, story_tokens
from data.drafting.dates import DraftedDate, dates_in
from data.drafting.figure_days import Dated, day_of, day_of_all, is_of_long_ago
from data.drafting.finding import MISSING, Finding
from data.drafting.likely_metric import likely_finding
from data.drafting.metrics import VERBS
from data.drafting.places import Place
from data.drafting.populations import group_of, population_after
from data.drafting.sentence_figures import Counted, counted_in, without
from data.drafting.tokens import Token, sentences_of
from data.records.vocabulary import Metric, PopulationGroup, Qualifier

_FROM_NOW = re.compile(
    r"(?:today|tonight|yesterday|tomorrow|overnight|last night|this (?:morning|afternoon|evening)|the day before "
    r"yesterday)",
    re.IGNORECASE,
)
_HEARSAY = 0.4
"""The most that a figure is sure where somebody says it whom the rules do not know."""


@dataclass(frozen=True)
class DraftedFigure:
    """A figure as a record has it (`data.records.items.Claim`), with places instead of ids.

    `place` is that of the figure's words and of those of its population that follow at once. `metric` is None for
    people who are missing, whom no metric counts. `asserted_by` is None where the article itself says so, and where
    somebody does whom the rules do not know (`is_hearsay`). `as_of` is
    the ISO 8601 day that the figure speaks of, `as_of_place` that of the words that date it. `part_of` is the place of
    the figure that this one is a part of.
    """

    place: Place
    metric: Metric | None
    value_text: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    population: str | None
    population_group: PopulationGroup | None
    asserted_by: Place | None
    told_to: Place | None
    as_of: str | None
    as_of_place: Place | None
    as_of_hedge: str | None
    part_of: Place | None
    is_hearsay: bool
    confidence: float
    why: str


def draft_figures(paragraphs: Sequence[str], published_on: dt.date) -> list[DraftedFigure]:
    """Return the figures in the paragraphs of an article, in order, as seen from the day of its publication."""
    return [
        figure
        for number, text in enumerate(paragraphs)
        if not is_byline(text)
        for figure in _Paragraph(text, number, published_on).figures()
    ]


def figure_at(paragraph: str, start: int, end: int, published_on: dt.date) -> DraftedFigure | None:
    """Return the figure whose words somebody marked in a paragraph, though no rule drafts it; None without a number.

    What it counts is then only likely, and None if no word near it tells. Its places are of paragraph 0.
    """
    figures = _Paragraph(paragraph, 0, published_on, (start, end)).figures()
    return next((each for each in figures if each.place.start < end and start < each.place.end), None)


@dataclass(frozen=True)
class _Paragraph:
    text: str
    number: int
    published_on: dt.date
    marked: tuple[int, int] | None = None

    def figures(self) -> list[DraftedFigure]:
        sentences = sentences_of(story_tokens(self.text))
        dates = [each for each in dates_in(self.text, self.number, self.published_on) if not self._is_of_speech(each)]
        starts = [each.place.start for each in dates]
        drafted: list[DraftedFigure] = []
        whole: DraftedFigure | None = None  # the last figure of the sentence before, if it has one
        speaker: Place | None = None
        before = 0  # the number of figures before the sentence before
        counted: list[Counted] = []
        for sentence in sentences:
            dates_here = dates[bisect_left(starts, sentence[0].start) : bisect_left(starts, sentence[-1].end)]
            drafted[before:] = [self._dated(figure, sentence, dates_here) for figure in drafted[before:]]
            before = len(drafted)
            attributions = speech_in(sentence)
            counted = self._counted(sentence, dates_here, counted)
            figures = self._in_sentence(sentence, dates_here, attributions, speaker, counted)
            if whole and counted and counted[0].is_part_of_before:
                figures[0] = _part_of(whole, figures[0])
            whole = figures[-1] if figures else None
            drafted += figures
            speaker = self._speaker(sentence, attributions, speaker)
        return drafted

    def _is_of_speech(self, date: DraftedDate) -> bool:
        """Whether a day is counted from when somebody spoke, which may be before publication: “tonight”, she said."""
        before = self.text[: date.place.start]
        is_quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
        return is_quoted and _FROM_NOW.fullmatch(date.words) is not None

    def _in_sentence(
        self,
        sentence: Sequence[Token],
        dates: Sequence[DraftedDate],
        attributions: Sequence[Attribution],
        speaker: Place | None,
        counted: Sequence[Counted],
    ) -> list[DraftedFigure]:
        """The figures of a sentence. `speaker` is who was named last before it, for “it added”."""
        places = [self._place(sentence, *_span(each)) for each in counted]
        named = [each for each in attributions if each.is_named]
        figures = []
        for each, place in zip(counted, places, strict=True):
            amount = each.amount
            attribution = asserter_of(named, amount.first, each.population.end)
            is_hearsay = attribution is None and is_said_by_somebody(attributions, amount.first, each.population.end)
            dated = day_of(sentence, each, attribution, self._past(dates))
            told_to = attribution.told_to if attribution else None
            words = self._words(sentence, each.population.first, each.population.end)
            metric = None if each.finding.counts == MISSING else Metric(each.finding.counts)
            figure = DraftedFigure(
                place=place,
                metric=metric,
                value_text=self._words(sentence, amount.first, amount.end),
                value=amount.value,
                low=amount.low,
                high=amount.high,
                qualifier=amount.qualifier,
                population=words or None,
                population_group=_group(sentence, each, counted),
                asserted_by=self._asserter(sentence, attribution, speaker),
                told_to=self._place(sentence, *told_to) if told_to else None,
                as_of=dated.day,
                as_of_place=dated.place,
                as_of_hedge=None,
                part_of=None if each.part_of is None else places[each.part_of],
                is_hearsay=is_hearsay,
                confidence=round(min(each.finding.confidence, _HEARSAY if is_hearsay else 1), 2),
                why=_why(each.finding, dated, _who_says(attribution, is_hearsay=is_hearsay)),
            )
            figures.append(figure)
        return figures

    def _counted(
        self, sentence: Sequence[Token], dates: Sequence[DraftedDate], before: Sequence[Counted]
    ) -> list[Counted]:
        """What a sentence counts; `before` is what the sentence before it counts."""
        amounts = [each for each in amounts_in(sentence) if not _is_date(sentence, each, dates)]
        counted = counted_in(sentence, amounts, before[-1].finding if before else None)
        past = self._past(dates)
        if self.marked:
            return self._with_marked(sentence, amounts, counted)
        return without(
            counted, {n for n, each in enumerate(counted) if is_of_long_ago(sentence, each, past, self.published_on)}
        )

    def _with_marked(
        self, sentence: Sequence[Token], amounts: Sequence[Amount], counted: Sequence[Counted]
    ) -> list[Counted]:
        """What a sentence counts, and the amount that somebody marked in it, if no rule tells what it counts."""
        start, end = self.marked or (0, 0)
        known = {each.amount.first for each in counted}
        further = [
            Counted(each, population, likely_finding(sentence, each, population))
            for each in amounts
            if each.first not in known and sentence[each.first].start < end and start < sentence[each.end - 1].end
            for population in [population_after(sentence, each.end, VERBS)]
        ]
        return [*counted, *further]

    def _dated(self, figure: DraftedFigure, sentence: Sequence[Token], dates: Sequence[DraftedDate]) -> DraftedFigure:
        """A figure with the day that the sentence after it gives all figures: “not updated since Thursday”."""
        dated = day_of_all(sentence, self._past(dates))
        if dated is None or figure.as_of is not None:
            return figure
        place = self._place(sentence, *dated.tokens)
        hedge = None if dated.hedge is None else self._words(sentence, dated.hedge, dated.hedge + 1)
        why = f"{figure.why}; the next sentence dates it"
        return replace(figure, as_of=dated.day, as_of_place=place, as_of_hedge=hedge, why=why)

    def _past(self, dates: Sequence[DraftedDate]) -> list[DraftedDate]:
        """The dates that a figure can be of: none is of a day to come."""
        return [each for each in dates if each.start and each.start <= self.published_on.isoformat()]

    def _speaker(
        self, sentence: Sequence[Token], attributions: Sequence[Attribution], speaker: Place | None
    ) -> Place | None:
        """Who was named last, when a sentence has been read."""
        for each in attributions:
            if each.is_named and sentence[each.first].word not in PRONOUNS:
                speaker = self._place(sentence, each.first, each.end)
        return speaker

    def _asserter(
        self, sentence: Sequence[Token], attribution: Attribution | None, speaker: Place | None
    ) -> Place | None:
        """The place of who says so; for “it said”, of the name that stands for, if one stands before."""
        if attribution is None:
            return None
        is_pronoun = sentence[attribution.first].word in PRONOUNS and attribution.end == attribution.first + 1
        place = self._place(sentence, attribution.first, attribution.end)
        return speaker if is_pronoun and speaker else place

    def _place(self, sentence: Sequence[Token], first: int, end: int) -> Place:
        return Place(self.number, sentence[first].start, sentence[end - 1].end)

    def _words(self, sentence: Sequence[Token], first: int, end: int) -> str:
        return self.text[sentence[first].start : sentence[end - 1].end] if end > first else ""


def _part_of(whole: DraftedFigure, figure: DraftedFigure) -> DraftedFigure:
    """A figure as a part of another one, and so of another group."""
    is_same = (whole.metric, whole.population_group) == (figure.metric, figure.population_group)
    group = PopulationGroup.SUBSET if is_same and figure.population else figure.population_group
    return replace(figure, part_of=whole.place, population_group=group)


def _group(sentence: Sequence[Token], counted: Counted, others: Sequence[Counted]) -> PopulationGroup | None:
    """The group that a figure counts: some of the people, for a part that would else be of the group of its whole."""
    metric = None if counted.finding.counts == MISSING else Metric(counted.finding.counts)
    if counted.is_apart:
        return PopulationGroup.SUBSET
    own = group_of(sentence, counted.population, metric)
    whole = None if counted.part_of is None else others[counted.part_of]
    is_same = whole is not None and whole.finding.counts == counted.finding.counts and bool(counted.population.head)
    return PopulationGroup.SUBSET if whole and is_same and own == _group(sentence, whole, others) else own


def _is_date(sentence: Sequence[Token], amount: Amount, dates: Sequence[DraftedDate]) -> bool:
    start, end = sentence[amount.first].start, sentence[amount.end - 1].end
    return any(each.place.start < end and start < each.place.end for each in dates)


def _span(counted: Counted) -> tuple[int, int]:
    """The tokens of a figure: its amount, and its population if that follows at once."""
    amount, population = counted.amount, counted.population
    follows = population.end > population.first and amount.end <= population.first <= amount.end + 2
    return amount.first, population.end if follows else amount.end


def _who_says(attribution: Attribution | None, *, is_hearsay: bool) -> str:
    if is_hearsay:
        return "a verb tells that somebody says so, but not who: name them"
    return "its sentence names nobody who says so" if attribution is None else "the sentence names who says so"


def _why(finding: Finding, dated: Dated, who_says: str) -> str:
    """Why a figure was drafted as it was, in words for those who check it."""
    return "; ".join(filter(None, (f"“{finding.because}” tells what it counts", who_says, dated.why)))
