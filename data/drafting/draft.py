"""A draft of a record from an article's text: what rules found in it, for a person to check, change and accept.

The same text always gives the same draft; no network and no model is used, and no knowledge beside the archive and the
gazetteer. Each item says how sure the rules are; what no item covers is listed, sentence by sentence.
"""

import datetime as dt
import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from data.drafting.article import (
    ArticleDetails,
    DraftError,
    article_fields,
    check_details,
    checked_text,
    without_record,
)
from data.drafting.draft_actors import Actors
from data.drafting.draft_claims import draft_claims
from data.drafting.draft_events import draft_events
from data.drafting.draft_places import draft_places
from data.drafting.draft_quotes import draft_quotes
from data.drafting.draft_relations import copied_from, with_relations
from data.drafting.draft_speakers import mention_speakers
from data.drafting.drafted import Json
from data.drafting.known import known_in
from data.drafting.quotations import read_paragraphs
from data.drafting.reading import Ids, ReadArticle
from data.records.anchors import ArticleText, sentences, sentences_without
from data.records.items import Claim, Event, Item, Quote
from data.tables.archive import Archive
from data.wording.phrases import count_noun

__all__ = ["ArticleDetails", "Draft", "DraftError", "UncoveredSentence", "draft"]

_MODELS: dict[str, type[Item]] = {"events": Event, "claims": Claim, "quotes": Quote}


@dataclass(frozen=True)
class UncoveredSentence:
    """A sentence that no drafted item is anchored in: its paragraph, and start and end there."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Draft:
    """A record whose items say that they are proposals, the sentences without one, and what a person should know."""

    record: dict[str, Any]
    uncovered: tuple[UncoveredSentence, ...]
    notices: tuple[str, ...]


def draft(text: str, article: ArticleDetails, archive: Archive) -> Draft:
    """Return the draft of a record from an article's text, what is known of the article, and the archive.

    Raises DraftError, with a message for the reader, if the text or what is said of the article allows no draft.
    """
    known = known_in(archive)
    check_details(article, today=dt.date.today(), known=known.articles)
    found, notices = checked_text(text)
    fields, more = article_fields(article, found)
    read = ReadArticle(found, article.published_on)
    places = draft_places(read, known)
    actors = Actors(read, known, publisher=article.publisher.strip(), places=places)
    ids = Ids()
    paragraphs = read_paragraphs(found.paragraphs)
    quotes = draft_quotes(read, paragraphs, actors, ids)
    claims, uncounted = draft_claims(read, paragraphs, places, actors, ids)
    events = draft_events(read, places, actors, ids)
    mention_speakers(read, paragraphs, actors)
    actors.mention_known()
    claims, against = with_relations(claims, places.entries, archive)
    items, left_out = _valid({"events": events, "claims": claims, "quotes": quotes})
    record: Json = {
        "schema_version": 1,
        "license": "CC BY 4.0",
        "article": fields | _uncoded(found, items, str(fields.get("headline") or "")),
        "places": list(places.entries),
        "actors": actors.entries(),
        "topics": [],
        **items,
    }
    notices += [*more, *copied_from(found, archive), *uncounted, *against, *left_out]
    named = {(each["paragraph"], each["sentence"]) for each in record["article"].get("uncoded", ())}
    return Draft(record, tuple(_uncovered(found, items, named)), tuple(notices))


def _valid(items: dict[str, list[Json]]) -> tuple[dict[str, list[Json]], list[str]]:
    """The items that the schema allows, and a notice if some are not: no fault of one item takes the draft down."""
    kept: dict[str, list[Json]] = {}
    for name, members in items.items():
        kept[name] = [member for member in members if _is_valid(_MODELS[name], member)]
    lost = sum(map(len, items.values())) - sum(map(len, kept.values()))
    return kept, [
        f"{count_noun(lost, 'passage')} could not be put into a record; see the sentences without an item."
    ] if lost else []


def _is_valid(model: type[Item], member: Json) -> bool:
    try:
        model.model_validate_json(json.dumps(member), strict=True)
    except ValidationError:
        return False
    return True


def _without(text: ArticleText, items: dict[str, list[Json]]) -> list[tuple[int, int]]:
    """The sentences that no drafted item is anchored in: paragraph and number in it."""
    anchors = (anchor for members in items.values() for member in members for anchor in member["anchors"])
    return sentences_without(text, ((anchor["paragraph"], anchor["start"], anchor["end"]) for anchor in anchors))


def _uncoded(text: ArticleText, items: dict[str, list[Json]], headline: str) -> Json:
    """The sentences that need no item, headline and by-line, as a record names them; nothing if there are none."""
    reasons = dict(without_record(text, headline))
    named = [
        {"paragraph": paragraph, "sentence": number, "reason": reasons[paragraph]}
        for paragraph, number in _without(text, items)
        if paragraph in reasons
    ]
    return {"uncoded": named} if named else {}


def _uncovered(
    text: ArticleText, items: dict[str, list[Json]], named: Set[tuple[int, int]]
) -> Iterator[UncoveredSentence]:
    for paragraph, number in _without(text, items):
        if (paragraph, number) not in named:
            yield UncoveredSentence(paragraph, *sentences(text.paragraphs[paragraph])[number])
