"""Drafts of events: kind, day, place, actors, title and summary as one sentence tells them, for a person to accept.

Nothing is taken over from one sentence to another, and no sentence of the article becomes a title or a summary: both
are put together from the event's parts (`event_titles.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.asserters import PRONOUNS, asserter_of, attributions_in
from data.drafting.cues import is_saying
from data.drafting.draft_actors import Actors
from data.drafting.draft_places import DraftedPlaces, NamedPlace
from data.drafting.drafted import Json, anchors, drafted, without_nothing
from data.drafting.event_actors import Acting, acting_in, read_by_actors
from data.drafting.event_days import bound_of, date_of, how_dated, is_called, is_to_come, same_time, timing
from data.drafting.event_repeats import without_repeats
from data.drafting.event_rows import EventWords
from data.drafting.event_telling import Told, told_in
from data.drafting.event_titles import Where, inside_sentence, summary_of, title_of, with_article
from data.drafting.event_words import FUTURE, HEDGES
from data.drafting.item_ids import wanted_ids
from data.drafting.reading import Ids, ReadArticle, Sentence
from data.drafting.tokens import joined
from data.drafting.word_sets import word_set
from data.records.vocabulary import EventKind, EventRole, GeoPrecision, Phase, PlaceKind

_PRECISION = {
    PlaceKind.SITE: GeoPrecision.EXACT,
    PlaceKind.CITY: GeoPrecision.CITY,
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
}
_OPENING_MARKS, _CLOSING_MARKS = '“‘"«„', '”’"»“'
_OF_A_ROW = word_set(
    "and the in both neighbouring neighboring nearby adjacent town towns city cities village villages port ports "
    "suburb suburbs of also"
) | {","}
"""Words between places that are named in one row."""
_LONGEST = 6
"""Words of an event that its reason shows; of longer ones the first and the last ones."""
_BACKGROUND_DAYS = 60
"""Days before publication from which a dated event is background."""


@dataclass(frozen=True)
class _Names:
    """The actors of an article, and what they are called inside a sentence; `words` are the article's."""

    actors: Actors
    words: str

    def inside(self, actor_id: str) -> str:
        return inside_sentence(self.actors.name_of(actor_id), self.words)

    def with_article(self, actor_id: str) -> str:
        return with_article(self.actors.name_of(actor_id), self.words)


def draft_events(article: ReadArticle, places: DraftedPlaces, actors: Actors, ids: Ids) -> list[Json]:
    """Return the events that an article tells of, in order."""
    words = " . ".join(" ".join(token.text for token in sentence.tokens) for sentence in article.sentences)
    names = _Names(actors, f" {words} ".replace(" ' ", "' "))
    found = []
    for sentence in article.sentences:
        if _is_only_quoted(article, sentence):
            continue
        for told in told_in(sentence):
            acting = acting_in(article, told)
            if each := read_by_actors(told, acting):
                found.append((each, _event(article, each, acting, places, names)))
    return [_with_id(each, ids) for each in without_repeats(found, _headline_end(article))]


def _headline_end(article: ReadArticle) -> int:
    """The first paragraph that ends as a sentence does: what stands above are headlines."""
    paragraphs = article.text.paragraphs
    return next((n for n, text in enumerate(paragraphs) if text.rstrip().endswith((".", ".”", '."'))), 0)


def _is_only_quoted(article: ReadArticle, sentence: Sentence) -> bool:
    """Whether a paragraph is nothing but somebody's words, as a heading may be."""
    words = article.text.paragraphs[sentence.paragraph].strip()
    return words[:1] in _OPENING_MARKS and words[-1:] in _CLOSING_MARKS


def _with_id(event: Json, ids: Ids) -> Json:
    """An event with its id first, of the words of its title."""
    return {"id": ids.unique(*wanted_ids("events", event, {}))} | event


def _event(article: ReadArticle, told: Told, acting: Sequence[Acting], places: DraftedPlaces, names: _Names) -> Json:
    sentence = told.sentence
    inside = places.named_in(sentence)
    near = _places_of(told, inside)
    happened = _narrowest([each.id for each in near], places)
    date = date_of(told)
    if is_called(told) and not (date and is_to_come(date)):
        told = replace(told, words=replace(told.words, kind=EventKind.STATEMENT, acled=None))  # only the call itself
    who = [{"actor": names.actors.at(each.place), "role": str(each.role)} for each in acting]
    said = asserter_of(attributions_in(sentence.tokens), told.first, told.end)
    bound = None if date else bound_of(told)
    when = timing(date, article)
    if bound and bound.end and bound.end <= article.published_on.isoformat():
        when["not_after"] = bound.end
    attributed = said is not None and sentence.tokens[said.first].word not in PRONOUNS
    sources = [names.actors.at(sentence.place(said.first, said.end))] if said and attributed else []
    where = _where(happened, near, places)
    agents = [names.inside(each["actor"]) for each in who if each["role"] != EventRole.TARGET]
    targets = [names.inside(each["actor"]) for each in who if each["role"] == EventRole.TARGET]
    title = title_of(told, agents, targets, where)
    why = f"“{_short(told.text)}” tells of an event of this kind; {how_dated(date, bound)}"
    return without_nothing({
        "title": title,
        "summary": summary_of(title, when, [names.with_article(each) for each in sources]),
        "kind": str(told.words.kind),
        "phase": str(_phase(told, when, article)),
        **when,
        "acled": _acled(told.words),
        "places": happened,
        "mentioned_places": [place for place in dict.fromkeys(each.id for each in inside) if place not in happened],
        "geo_precision": str(_geo_precision(happened, where, places)),
        "actors": who,
        "attributed_to": sources,
        "hedge": _hedge(told),
        "anchors": anchors(
            article,
            [told.place, *(each.place for each in told.numbers), *(each.place for each in (date, bound) if each)],
        ),
        "drafted": drafted(0.6 if date or happened else 0.4, why),
    })  # fmt: skip


def _places_of(told: Told, inside: Sequence[NamedPlace]) -> list[NamedPlace]:
    """The places of a sentence in or near which an event was: those of its clause, else of what is of its time."""
    sentence = told.sentence
    located = [each for each in inside if each.happening or each.near]
    own = [each for each in located if _is_of(told, sentence.index(each.place))]
    own = own or [each for each in located for part in same_time(told) if _is_of(part, sentence.index(each.place))]
    own = own or [each for each in located if _is_where(told, each)]
    own = _with_row(sentence, own, located)
    return [each for each in own if each.happening] or own


def _with_row(sentence: Sentence, own: Sequence[NamedPlace], located: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Places with those that are named in one row behind them: “in Northport and the town of Southport”."""
    found = list(own)
    for each in located:
        before = [one for one in found if one.place.end < each.place.start and one.happening == each.happening]
        if each in found or not before:
            continue
        last = max(one.place.end for one in before)
        between = [token.word for token in sentence.tokens if last <= token.start < each.place.start]
        if "and" in between and set(between) <= _OF_A_ROW:
            found.append(each)
    return found


def _where(happened: Sequence[str], named: Sequence[NamedPlace], places: DraftedPlaces) -> list[Where]:
    names = {entry["id"]: str(entry["name"]) for entry in places.entries}
    inside = {each.id for each in named if each.happening}
    return [Where(names[each], places.kind_of(each), each not in inside) for each in happened]


def _short(words: str) -> str:
    """Words of an event, without the middle where they are many."""
    parts = words.split()
    return words if len(parts) <= _LONGEST else f"{' '.join(parts[:2])} … {' '.join(parts[-2:])}"


def _is_of(told: Told, at: int) -> bool:
    """Whether what stands at a token is of an event: it is in its clause, or opens the sentence (“In Aktau, …”)."""
    tokens = told.sentence.tokens
    is_of_speaker = at < told.first and any(is_saying(token.text) for token in tokens[at : told.first])
    near = told.last if at > told.last else told.first
    return (told.sentence.are_together(near, at) and not is_of_speaker) or at <= 1


def _is_where(told: Told, named: NamedPlace) -> bool:
    """Whether an event is told in a clause with “where” behind a place: “in Northport, where shops were looted”."""
    tokens = told.sentence.tokens
    behind = next((n for n, token in enumerate(tokens) if token.start >= named.place.end), len(tokens))
    at = behind + (joined(tokens[behind : behind + 1]) == ",")
    return at < told.first and tokens[at].word == "where" and told.sentence.are_together(at, told.first)


def _narrowest(ids: Sequence[str], places: DraftedPlaces) -> list[str]:
    """Places, each once, without those that another one lies within."""
    wider = {entry.get("within") for entry in places.entries if entry["id"] in ids}
    return [place for place in dict.fromkeys(ids) if place not in wider]


def _phase(told: Told, timing: Json, article: ReadArticle) -> Phase:
    start = timing.get("start")
    if start and start > article.published_on.isoformat():
        return Phase.SCHEDULED
    words = " ".join(token.word for token in told.sentence.tokens[: told.end])
    if start is None and (FUTURE.search(words) or "would" in told.text.split()):
        return Phase.SCHEDULED
    if start and (article.published_on - article.published_on.fromisoformat(start)).days > _BACKGROUND_DAYS:
        return Phase.BACKGROUND
    return Phase.CRISIS


def _acled(words: EventWords) -> Json | None:
    return without_nothing({"event_type": words.acled[0], "sub_event_type": words.acled[1]}) if words.acled else None


def _geo_precision(happened: Sequence[str], where: Sequence[Where], places: DraftedPlaces) -> GeoPrecision:
    if not happened:
        return GeoPrecision.UNKNOWN
    if where[0].is_near:
        return GeoPrecision.REGION
    return _PRECISION.get(places.kind_of(happened[0]), GeoPrecision.REGION)


def _hedge(told: Told) -> str | None:
    before = " ".join(token.word for token in told.sentence.tokens[max(0, told.first - 6) : told.first])
    found = HEDGES.search(before)
    return found.group() if found else None
