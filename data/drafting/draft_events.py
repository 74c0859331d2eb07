"""Drafts of events: kind, day, places and actors as one sentence tells them, for a person to write the title of.

Nothing is taken over from one sentence to another, and no sentence of the article becomes a title or a summary: both
are put together from the kind, the place and the day, and say that they are still to be written.
"""

from collections.abc import Sequence
from itertools import pairwise

from data.drafting.actor_kinds import is_role_noun, speaker_group
from data.drafting.asserters import PRONOUNS, asserter_of, attributions_in
from data.drafting.cues import is_saying
from data.drafting.dates import DraftedDate
from data.drafting.draft_actors import Actors
from data.drafting.draft_places import DraftedPlaces, NamedPlace
from data.drafting.drafted import Json, anchors, drafted, without_nothing
from data.drafting.event_repeats import without_repeats
from data.drafting.event_telling import Told, told_in
from data.drafting.event_words import ACTING, EVENT_WORDS, FUTURE, HEDGES, NOUNS, OCCUPATION, EventWords
from data.drafting.item_ids import wanted_ids
from data.drafting.places import Place
from data.drafting.reading import Ids, ReadArticle, Sentence, names_of
from data.drafting.tokens import Token, joined
from data.drafting.word_sets import word_set
from data.records.vocabulary import (
    BasisKind,
    EventKind,
    EventRole,
    GeoPrecision,
    Phase,
    PlaceKind,
    SpeakerGroup,
    TimePrecision,
)
from data.wording.phrases import day, join_words

_PRECISION = {
    PlaceKind.SITE: GeoPrecision.EXACT,
    PlaceKind.CITY: GeoPrecision.CITY,
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
}
_OPENING_MARKS, _CLOSING_MARKS = '“‘"«„', '”’"»“'
_LONGEST = 6
"""Words of an event that its title shows; of longer ones the first and the last ones."""
_OPENING = 3
"""The last token at which a day opens a sentence: “Late on Friday, …”."""
_DECIDED = (
    EventKind.MILITARY_DEPLOYMENT,
    EventKind.STATEMENT,
    EventKind.POLITICS,
    EventKind.RESTRICTION,
    EventKind.SECURITY_OPERATION,
)
_VERBS = word_set(
    "sent sends deployed deploys dispatched withdrew lifted imposed closed reopened called "
    "ordered declared issued resigned dismissed sacked banned"
)
_OPENS_CLAUSE = word_set(
    "that where when while but after before since because until whereas spoke speaks put puts counted counts "
    "estimated estimates"
)
_WHEN = word_set("when as while")
_BACKGROUND_DAYS = 60
"""Days before publication from which a dated event is background."""


def draft_events(article: ReadArticle, places: DraftedPlaces, actors: Actors, ids: Ids) -> list[Json]:
    """Return the events that an article tells of, in order."""
    told = [
        each for sentence in article.sentences if not _is_only_quoted(article, sentence) for each in told_in(sentence)
    ]
    found = [(each, _event(article, each, places, actors)) for each in told]
    return [_with_id(each, ids) for each in without_repeats(found)]


def _is_only_quoted(article: ReadArticle, sentence: Sentence) -> bool:
    """Whether a paragraph is nothing but somebody's words, as a heading may be."""
    words = article.text.paragraphs[sentence.paragraph].strip()
    return words[:1] in _OPENING_MARKS and words[-1:] in _CLOSING_MARKS


def _with_id(event: Json, ids: Ids) -> Json:
    """An event with its id first, of the words of its title."""
    return {"id": ids.unique(*wanted_ids("events", event, {}))} | event


def _event(article: ReadArticle, told: Told, places: DraftedPlaces, actors: Actors) -> Json:
    sentence = told.sentence
    inside = places.named_in(sentence)
    near = [each for each in inside if each.happening and _is_of(told, sentence.index(each.place))]
    if not near:
        near = [
            each
            for each in inside
            for part in _same_time(told)
            if each.happening and _is_of(part, sentence.index(each.place))
        ]
    near = near or [each for each in inside if each.happening and _is_where(told, each)]
    happened = _narrowest([each.id for each in near], places)
    date = _date(told) or next(filter(None, map(_date, _same_time(told))), None)
    who = _actors(article, told, actors)
    names = {entry["id"]: str(entry["name"]) for entry in places.entries}
    parts = [told.words.title]
    if happened:
        parts.append(f"in {join_words([names[place] for place in happened])}")
    timing = _timing(date, article)
    when = f", {day(timing['start'], weekday=False)}" if timing["time_precision"] == TimePrecision.DAY else ""
    title = f"{' '.join(parts)}{when} (“{_short(told.text)}”)"
    said = asserter_of(attributions_in(sentence.tokens), told.first, told.end)
    bound = None if date else _bound(told)
    if bound and bound.end and bound.end <= article.published_on.isoformat():
        timing["not_after"] = bound.end
    attributed = said is not None and sentence.tokens[said.first].word not in PRONOUNS
    why = f"“{_short(told.text)}” tells of an event of this kind; {_dated(date, bound)}"
    return without_nothing({
        "title": title,
        "summary": f"{title}. To be written: what happened, in your own words.",
        "kind": str(told.words.kind),
        "phase": str(_phase(told, timing, article)),
        **timing,
        "acled": _acled(told.words),
        "places": happened,
        "mentioned_places": [place for place in dict.fromkeys(each.id for each in inside) if place not in happened],
        "geo_precision": str(_geo_precision(happened, places)),
        "actors": who,
        "attributed_to": [actors.at(sentence.place(said.first, said.end))] if said and attributed else [],
        "hedge": _hedge(told),
        "anchors": anchors(
            article,
            [told.place, *(each.place for each in told.numbers), *(each.place for each in (date, bound) if each)],
        ),
        "drafted": drafted(0.6 if date or happened else 0.4, why),
    })  # fmt: skip


def _short(words: str) -> str:
    """Words of an event, without the middle where they are many."""
    parts = words.split()
    return words if len(parts) <= _LONGEST else f"{' '.join(parts[:2])} … {' '.join(parts[-2:])}"


def _same_time(told: Told) -> list[Told]:
    """The numbers of an event that the sentence says to be of its time: “two were killed on Monday when …”."""
    tokens = told.sentence.tokens
    if told.words.is_number:
        return list(told.numbers)
    return [
        each
        for each in told.numbers
        if each.end <= told.first and any(token.word in _WHEN for token in tokens[each.end : told.first])
    ]


def _is_of(told: Told, at: int) -> bool:
    """Whether what stands at a token is of an event: it is in its clause, or opens the sentence (“In Aktau, …”)."""
    tokens = told.sentence.tokens
    is_of_speaker = at < told.first and any(is_saying(token.text) for token in tokens[at : told.first])
    return (told.sentence.are_together(told.last, at) and not is_of_speaker) or at <= 1


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


def _date(told: Told) -> DraftedDate | None:
    """The date of an event: of its clause, first behind its words; else the one that the sentence begins with."""
    sentence = told.sentence
    dated = [(sentence.index(date.place), date) for date in sentence.dates if date.start]
    own = [date for at, date in dated if sentence.are_together(told.last, at)]
    opening = [date for at, date in dated if at <= _OPENING and _comma_follows(sentence, date)]
    behind = [date for date in own if date.place.start >= told.place.end]
    shared = [date for at, date in dated if at > told.last and _goes_on(told, at)]
    return next(iter(behind or own[-1:] or opening or shared), None)


def _goes_on(told: Told, at: int) -> bool:
    """Whether a token closes a row of events of one kind: “two were killed and dozens were injured on Monday”."""
    tokens = told.sentence.tokens
    parts = [n for n in range(told.end, at) if tokens[n].word == "and"]
    if not parts or not told.sentence.are_together(parts[-1], at):
        return False
    steps = [told.last, *parts, at]
    same_kind = [each.pattern for each in EVENT_WORDS if each.kind is told.words.kind]
    for first, end in pairwise(steps):
        if not told.sentence.are_together(first, end):
            return False
    words = (" ".join(token.word for token in tokens[first + 1 : end]) for first, end in pairwise(steps[1:]))
    return all(any(pattern.search(part) for pattern in same_kind) for part in words)


def _bound(told: Told) -> DraftedDate | None:
    """The words behind those of an event that tell only when it was over or will be: “until Friday”."""
    for date in told.sentence.dates:
        is_end = date.words.lower().startswith(("until", "till", "by"))
        if is_end and date.start is None and told.sentence.are_together(told.last, told.sentence.index(date.place)):
            return date
    return None


def _dated(date: DraftedDate | None, bound: DraftedDate | None) -> str:
    if date:
        return f"“{date.words}”: {date.why}"
    return f"“{bound.words}” tells when it ends and no day of it" if bound else "its part of the sentence has no day"


def _comma_follows(sentence: Sentence, date: DraftedDate) -> bool:
    after = next((token for token in sentence.tokens if token.start >= date.place.end), None)
    return after is not None and after.text == ","


def _timing(date: DraftedDate | None, article: ReadArticle) -> Json:
    if date is None or date.start is None:
        return {"time_precision": str(TimePrecision.UNKNOWN)}
    written = date.why.startswith(("a written date", "a month with", "a year"))
    basis = {"kind": str(BasisKind.EXPLICIT if written else BasisKind.INFERRED)}
    published = article.published_on.isoformat()
    how = f"“{date.words}”, read from the day of publication, {day(published, weekday=False)}: {date.why}."
    found = {"start": date.start, "time_precision": str(date.precision), "date_basis": basis | {"how": how}}
    if not date.ongoing:
        return found | {"end": date.end}
    return found | ({"ongoing_as_of": published} if date.start <= published else {})


def _phase(told: Told, timing: Json, article: ReadArticle) -> Phase:
    start = timing.get("start")
    if start and start > article.published_on.isoformat():
        return Phase.SCHEDULED
    if start is None and FUTURE.search(" ".join(token.word for token in told.sentence.tokens[: told.first])):
        return Phase.SCHEDULED
    if start and (article.published_on - article.published_on.fromisoformat(start)).days > _BACKGROUND_DAYS:
        return Phase.BACKGROUND
    return Phase.CRISIS


def _acled(words: EventWords) -> Json | None:
    return without_nothing({"event_type": words.acled[0], "sub_event_type": words.acled[1]}) if words.acled else None


def _geo_precision(happened: Sequence[str], places: DraftedPlaces) -> GeoPrecision:
    if not happened:
        return GeoPrecision.UNKNOWN
    return _PRECISION.get(places.kind_of(happened[0]), GeoPrecision.REGION)


def _actors(article: ReadArticle, told: Told, actors: Actors) -> list[Json]:
    """Who stands before the verb of an event in its clause: who acts, or whom it is done to."""
    if told.words.has_subject:
        return []
    tokens = told.sentence.tokens
    if told.words.title == OCCUPATION and (by := next((n for n in range(*told.span) if tokens[n].word == "by"), None)):
        place = told.sentence.place(by, told.end)
        if match := ACTING.search(article.words(place)):
            where = Place(place.paragraph, place.start + match.start(), place.start + match.end())
            return [{"actor": actors.at(where), "role": str(EventRole.AGENT)}]
        return []
    first = told.first
    while first and not _begins_clause(tokens[first - 1]) and told.first - first < 10:
        first -= 1
    if first == told.first or (told.text in NOUNS and told.words.kind is not EventKind.PROTEST):
        return []
    if tokens[told.first - 1].word in ("people", "men", "women", "persons", "others"):
        return []  # “officers were hurt and 19 people arrested”
    place = told.sentence.place(first, told.first)
    found = list(ACTING.finditer(article.words(place)))
    if not found:
        return _named_actor(told, actors)
    shares_subject = first < told.first - 1 and tokens[told.first - 1].word == "and"
    match = found[0 if shares_subject else -1]  # “police sent officers and arrested nine people”
    where = Place(place.paragraph, place.start + match.start(), place.start + match.end())
    if told.text in NOUNS:  # “troops to quell protests” are none of theirs
        takes_part = speaker_group(match.group(), "") is SpeakerGroup.PROTESTERS_AND_WITNESSES
        return [{"actor": actors.at(where), "role": str(EventRole.PARTICIPANT)}] if takes_part else []
    passive = told.words.is_done_to and told.text.split()[0] in ("were", "was", "been", "are")
    died = told.text == "died"
    return [{"actor": actors.at(where), "role": str(EventRole.TARGET if passive or died else EventRole.AGENT)}]


def _begins_clause(token: Token) -> bool:
    """Whether a clause begins behind a token: who stands before it acts in another one, or only says so."""
    return token.text in ',;:"()' or token.word in _OPENS_CLAUSE or is_saying(token.text)


def _named_actor(told: Told, actors: Actors) -> list[Json]:
    """Who is named just before the verb of a deployment, an order or a decision: “Moscow sent troops”."""
    if told.words.kind not in _DECIDED or told.text.split()[0] not in _VERBS:
        return []
    names = [name for name in names_of(told.sentence) if name.end == told.first]
    tokens = told.sentence.tokens
    is_office = told.first > 1 and tokens[told.first - 2].word == "the" and is_role_noun(tokens[told.first - 1].word)
    if not names and not is_office:
        return []
    where = names[0].place if names else told.sentence.place(told.first - 2, told.first)
    return [{"actor": actors.at(where), "role": str(EventRole.AGENT)}]


def _hedge(told: Told) -> str | None:
    before = " ".join(token.word for token in told.sentence.tokens[max(0, told.first - 6) : told.first])
    found = HEDGES.search(before)
    return found.group() if found else None
