"""Drafts of figures as items of a record: who asserts them is an actor of the article."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from data.drafting.article import proposed_headline
from data.drafting.draft_actors import Actors
from data.drafting.draft_places import DraftedPlaces
from data.drafting.drafted import Choice, Json, anchors, drafted, without_nothing
from data.drafting.figure_places import place_of
from data.drafting.figures import DraftedFigure, draft_figures
from data.drafting.item_ids import wanted_ids
from data.drafting.names import Names
from data.drafting.paragraphs import Paragraph
from data.drafting.places import Place
from data.drafting.reading import Ids, ReadArticle, Sentence, names_of
from data.drafting.word_sets import word_set
from data.geo.countries import country_code
from data.records.vocabulary import COUNT_OF, Metric, PopulationGroup, SpeakerGroup
from data.wording.phrases import day


def draft_claims(
    article: ReadArticle, paragraphs: Sequence[Paragraph], places: DraftedPlaces, actors: Actors, ids: Ids
) -> tuple[list[Json], list[str]]:
    """Return the figures of an article, in order, and notices on those that no metric of the records counts.

    `paragraphs` are those of the article as read for quotations: they tell whom “he said” is said of.
    """
    names = cache(lambda: Names(paragraphs))
    found: list[Json] = []
    notices: list[str] = []
    id_at: dict[Place, str] = {}
    figures = draft_figures(article.text.paragraphs, article.published_on)
    figures = [each for each in figures if not _is_told_again(article, each, figures)]
    sentences = [article.sentence_at(figure.place) for figure in figures]
    for figure, sentence in zip(figures, sentences, strict=True):
        if figure.metric is None:
            where = f"paragraph {figure.place.paragraph + 1}"
            notices.append(f"In {where} people are missing (“{figure.value_text}”): records have no metric for that.")
            continue
        asserter = _asserter(article, figure, actors, names)
        whole = next((each for each in figures if each.place == figure.part_of), None)
        apart, figure = figure.population, _with_whom(figure, whole)
        is_own = sentence is not None and _is_own(sentence, places.countries[:1])
        side = SpeakerGroup.AUTHORITIES if is_own else actors.group_of(asserter)
        claim = _claim(article, figure, actors, (asserter, side), id_at)
        if sentence:
            beside = [each for each, of in zip(figures, sentences, strict=True) if of is sentence]
            place = place_of(sentence, figure, beside, places)
            claim |= {"place": place} if place else {}
        claim_id = id_at[figure.place] = ids.unique(
            *wanted_ids("claims", claim | ({"population": apart} if apart else {}), {})
        )
        found.append({"id": claim_id} | claim)
    return found, notices


def _is_told_again(article: ReadArticle, figure: DraftedFigure, figures: Sequence[DraftedFigure]) -> bool:
    """Whether a figure is the headline's, and the text below gives it with its source: “Three dead”, “dozens hurt”."""
    if figure.place.paragraph > 0 or not proposed_headline(article.text):
        return False
    return any(
        each.place.paragraph > 0
        and _count(each) == _count(figure)
        and (each.value == figure.value or figure.value is None)
        for each in figures
    )


def _with_whom(figure: DraftedFigure, whole: DraftedFigure | None) -> DraftedFigure:
    """A part with whom “them” means as its population: “14 clerks, two of them badly” has two clerks."""
    if whole is None or not whole.population or not _APART.match(figure.population or ""):
        return figure
    return replace(figure, population=whole.population)


def _is_own(sentence: Sentence, own: Sequence[str]) -> bool:
    """Whether forces are those of the article's own country: its army sends them, and no other country is named."""
    words = {token.word for token in sentence.tokens}
    is_abroad = words & _ABROAD or any(country_code([name.text]) not in (None, *own) for name in names_of(sentence))
    nations = [token for token in sentence.tokens[1:] if token.is_capitalised and token.word.endswith(_OF_A_NATION)]
    return bool(words & _OWN) and not is_abroad and not nations


_APART = re.compile(
    r"(?:of (?:them|whom|those)\b|(?:seriously|gravely|critically|severely|badly|slightly|lightly|mildly|fatally)\b)"
)
_OWN = word_set("army military gendarmerie guard governor prefect interior mayor")
"""Whose soldiers are those of the country, where no other country is named beside them."""
_ABROAD = word_set(
    "foreign allied allies alliance coalition multinational peacekeepers peacekeeping abroad neighbour neighbouring "
    "neighbor neighboring bloc mercenaries treaty un nato contingent contingents"
)
_OF_A_NATION = ("ian", "ish", "ese", "ch", "ean", "akh", "yz", "jik", "ek", "ni", "qi", "li")
"""Endings of words for what is of a country: “Russian”, “French”, “Kazakh”."""


def _count(figure: DraftedFigure) -> str | None:
    return COUNT_OF.get(figure.metric, figure.metric) if figure.metric else None


def _claim(
    article: ReadArticle,
    figure: DraftedFigure,
    actors: Actors,
    said: tuple[str, SpeakerGroup | None],
    id_at: Mapping[Place, str],
) -> Json:
    """A figure as an item. `said` is who asserts it, and for whom they speak, or the side whose forces it counts."""
    asserter, side = said
    metric = Metric(figure.metric or "")
    group, doubt, choices = _group(figure, metric, side)
    published = article.published_on.isoformat()
    as_of = figure.as_of if figure.as_of and figure.as_of <= published else None
    return without_nothing({
        "metric": str(metric),
        "value_text": figure.value_text,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": str(figure.qualifier),
        "population": figure.population,
        "population_group": str(group),
        "asserted_by": asserter,
        "told_to": actors.at(figure.told_to) if figure.told_to else None,
        "reported_on": published,
        "as_of": as_of,
        "as_of_basis": _basis(article, figure) if as_of else None,
        "as_of_hedge": figure.as_of_hedge if as_of else None,
        "part_of": id_at.get(figure.part_of) if figure.part_of else None,
        "anchors": anchors(article, [figure.place, figure.as_of_place if as_of else None]),
        "drafted": drafted(figure.confidence - (0.3 if doubt else 0), figure.why + doubt, choices=choices),
    })  # fmt: skip


def _asserter(article: ReadArticle, figure: DraftedFigure, actors: Actors, names: Callable[[], Names]) -> str:
    if figure.asserted_by:
        at = figure.asserted_by
        pronoun = article.words(at).lower()
        who = names().referent(at.paragraph, at.start, pronoun) if pronoun in ("he", "she") else None
        return actors.at(at, who)
    return actors.nobody_named(figure.place) if figure.is_hearsay else actors.the_article_itself(figure.place)


def _basis(article: ReadArticle, figure: DraftedFigure) -> str:
    words = f"“{article.words(figure.as_of_place)}”" if figure.as_of_place else "The words beside the figure"
    return f"{words}, read from the day of publication, {day(article.published_on.isoformat(), weekday=False)}."


def _group(
    figure: DraftedFigure, metric: Metric, side: SpeakerGroup | None
) -> tuple[PopulationGroup, str, Sequence[Choice]]:
    """The group that a figure counts; if its words do not say which, one of those that may be, and a choice."""
    if figure.population_group is not None:
        return figure.population_group, "", ()
    if metric is Metric.TROOPS:
        likely = [PopulationGroup.FOREIGN_FORCES, PopulationGroup.SECURITY_FORCES]
        if side is SpeakerGroup.AUTHORITIES:
            likely.reverse()
    else:
        likely = [PopulationGroup.SUBSET, *(each for each in PopulationGroup if each is not PopulationGroup.SUBSET)]
    choices = [Choice(each.label, {"population_group": str(each)}) for each in likely]
    return likely[0], "; its words do not say which group it counts: choose one", choices
