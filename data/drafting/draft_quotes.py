"""Drafts of quotations as items of a record: who speaks is an actor of the article, and where is told beside."""

import re
from collections.abc import Sequence

from data.drafting.actor_kinds import may_speak
from data.drafting.amounts import amounts_in
from data.drafting.attributions import attributions
from data.drafting.draft_actors import Actors
from data.drafting.drafted import Json, anchors, drafted, without_nothing
from data.drafting.item_ids import wanted_ids
from data.drafting.metrics import VERBS
from data.drafting.paragraphs import Paragraph
from data.drafting.places import Place
from data.drafting.populations import population_after
from data.drafting.quotations import DraftedQuotation, quotations_of
from data.drafting.reading import Ids, ReadArticle
from data.drafting.sentences import sentences, tokens
from data.drafting.tokens import tokens_of
from data.records.vocabulary import QuoteType, TimePrecision

_BY_SENTENCE = 0.5
"""How sure a speaker is who says the sentence that a quotation stands in."""
_AT_ONCE = re.compile(r"\W*(?:on|late|early|in an? \w+ on)?\W*")
"""What may stand between a cue and the day of the words: “said in an interview on Friday”."""
NO_CUE = "no cue in the article"
"""The cue of a quotation that the article does not introduce with words of its own."""


def draft_quotes(article: ReadArticle, read: Sequence[Paragraph], actors: Actors, ids: Ids) -> list[Json]:
    """Return the quotations of an article, in order; `read` are its paragraphs."""
    quotations = [each for each in quotations_of(read) if not _is_number(article, each)]
    return [_quote(article, each, quotations[:number], actors, ids) for number, each in enumerate(quotations)]


def _is_number(article: ReadArticle, each: DraftedQuotation) -> bool:
    """Whether nothing but how many is in quotation marks: “dozens”, “at least 12 people”. That is a figure."""
    if each.quote_type is QuoteType.DIRECT or len(each.pieces) > 1:
        return False
    words = tokens_of(article.words(each.pieces[0]))
    amounts = amounts_in(words)
    if not amounts or amounts[0].first > 0:
        return False
    population = population_after(words, amounts[0].end, VERBS)
    rest = words[max(amounts[0].end, population.end) :]
    return all(token.word in VERBS or not token.is_word for token in rest) and len(rest) <= 1


def _quote(
    article: ReadArticle, each: DraftedQuotation, earlier: Sequence[DraftedQuotation], actors: Actors, ids: Ids
) -> Json:
    where, why, sure = _speaker(article, each)
    speaker = (
        actors.at(where, each.speaker_name if where == each.speaker else None)
        if where
        else actors.nobody_named(each.pieces[0])
    )
    name = actors.name_of(speaker)
    told_to = actors.at(each.told_to) if each.told_to else None
    contents = [article.words(piece) for piece in each.pieces]
    paragraph = each.pieces[0].paragraph + 1
    date = _date(article, each)
    wanted = wanted_ids("quotes", {"speaker": speaker, "contents": contents}, {speaker: name})
    return without_nothing({
        "id": ids.unique(*wanted),
        "quote_type": str(each.quote_type),
        "contents": contents,
        "context": f"{name}, quoted in paragraph {paragraph}. To be written: what the words are about.",
        "speaker": speaker,
        "cue": _cue(article, each, earlier),
        "told_to": told_to,
        "spoken_on": date,
        "spoken_precision": str(TimePrecision.DAY) if date else None,
        "anchors": anchors(article, each.pieces),
        "drafted": drafted(sure, why, speaker=where),
    })  # fmt: skip


def _speaker(article: ReadArticle, each: DraftedQuotation) -> tuple[Place | None, str, float]:
    """Where the speaker of a quotation is named, why it is that one, and how sure that is.

    “The size of the unrest suggests” is said of a thing: whoever says the whole sentence then speaks its quotation too.
    """
    if each.speaker is None or may_speak(article.words(each.speaker)):
        return each.speaker, each.why, each.confidence
    place = _who_says(article.text.paragraphs[each.pieces[0].paragraph], each.pieces[0])
    if place is None:
        return None, f"‘{article.words(each.speaker)}’ names nobody who could speak, and nobody else is named", 0.0
    return place, f"the sentence is what ‘{article.words(place)}’ said", _BY_SENTENCE


def _who_says(paragraph: str, piece: Place) -> Place | None:
    """Who says the sentence that a quotation stands in, if somebody who can speak does so before it."""
    words = tokens(paragraph)
    for first, last in sentences(words):
        if not words[first].start <= piece.start < words[last - 1].end:
            continue
        for found in reversed(attributions(words, first, last)):
            start, end = words[found.speaker[0]].start, words[found.speaker[1] - 1].end
            is_before = words[found.cue[1] - 1].end <= piece.start and end <= piece.start
            if is_before and found.saying and may_speak(paragraph[start:end]):
                return Place(piece.paragraph, start, end)
    return None


def _cue(article: ReadArticle, each: DraftedQuotation, earlier: Sequence[DraftedQuotation]) -> str:
    """The words that introduce a quotation; if it only goes on, those that introduced its speaker before."""
    if each.cue:
        return " ".join(article.words(each.cue).split())
    before = next((one for one in reversed(earlier) if one.cue and one.speaker_name == each.speaker_name), None)
    return " ".join(article.words(before.cue).split()) if before and before.cue and each.speaker_name else NO_CUE


def _date(article: ReadArticle, each: DraftedQuotation) -> str | None:
    """The day on which words were said: a day that follows the cue at once, as in “said on Friday”."""
    if each.cue is None:
        return None
    sentence = article.sentence_at(each.cue)
    for date in sentence.dates if sentence else ():
        between = article.text.paragraphs[date.place.paragraph][each.cue.end : date.place.start]
        if date.day and date.place.start >= each.cue.end and _AT_ONCE.fullmatch(between):
            return date.day if date.day <= article.published_on.isoformat() else None
    return None
