"""What a new item has from the words that somebody marked: its numbers, its day, its place, who says it.

Only what the words or their sentence say is filled in, by the rules of `data.drafting`; the rest stays to be written.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from data.drafting.actor_kinds import actor_kind, looks_like_a_person, speaker_group
from data.drafting.amounts import Amount, amounts_in
from data.drafting.dates import DraftedDate, dates_in
from data.drafting.event_words import EVENT_WORDS
from data.drafting.figures import DraftedFigure, figure_at
from data.drafting.places import Place
from data.drafting.quotations import DraftedQuotation, draft_quotations
from data.drafting.reading import key
from data.drafting.tokens import joined, tokens_of
from data.geo.cities import cities_by_key, name_key
from data.geo.countries import country_code
from data.records.anchors import sentences
from data.records.vocabulary import BasisKind, EventKind, Phase, PlaceKind, TimePrecision
from data.text import QUOTATION_MARKS
from data.wording.phrases import day
from data.workbench.drafts import Json, Passage, StoredDraft, members
from data.workbench.place_nouns import place_kind
from data.workbench.who_says import who_says
from data.workbench.written_days import published_day


def words_at(draft: StoredDraft, at: Passage) -> str:
    """Return the words of a passage; empty if the text has none there."""
    lines = draft.article_text.paragraphs
    return lines[at[0]][at[1] : at[2]] if at[0] < len(lines) else ""


def values_of(draft: StoredDraft, part: str, at: Passage) -> Json:
    """Return the fields of a new item of a list that the marked words, and the sentence around them, say."""
    words = words_at(draft, at)
    if not words.strip():
        return {}
    match part:
        case "claims":
            found = _figure(draft, at)
        case "events":
            found = _event(draft, at)
        case "quotes":
            found = _quotation(draft, at)
        case "actors":
            is_person = looks_like_a_person(words.strip())
            side = speaker_group(words.strip(), "")
            kind = actor_kind(words.strip(), is_person=is_person)
            found = {"name": words.strip(), "kind": str(kind), "speaker_group": str(side) if side else None}
        case "places":
            found = _place(draft.record, words.strip())
        case "topics":
            found = {"label": words.strip()}
        case _:
            found = {}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def only_country(record: Json) -> str:
    """Return the id of the one country among a record's places; empty if there is none, or more than one."""
    countries = [str(each.get("id")) for each in members(record, "places") if each.get("kind") == PlaceKind.COUNTRY]
    return countries[0] if len(countries) == 1 else ""


def published_on(draft: StoredDraft) -> dt.date:
    """Return the day on which the article of a draft was published; one that no words speak of if it is not given."""
    return published_day(draft.record)


def _sentence(draft: StoredDraft, at: Passage) -> tuple[int, int]:
    """Start and end of the sentence that marked words begin in; those of the words if the text has none there."""
    line = draft.article_text.paragraphs[at[0]]
    return next(((start, end) for start, end in sentences(line) if start <= at[1] < end), (at[1], at[2]))


def amounts_of(words: str, paragraph: int, day_of_report: dt.date) -> list[Amount]:
    """Return the amounts in some words that are no dates."""
    tokens = tokens_of(words)
    dated = [each.place for each in dates_in(words, paragraph, day_of_report)]
    return [
        each
        for each in amounts_in(tokens)
        if not any(one.start < tokens[each.end - 1].end and tokens[each.first].start < one.end for one in dated)
    ]


def _figure(draft: StoredDraft, at: Passage) -> Json:
    """The figure whose words were marked, as the rules read it in its paragraph; else the number in the words alone."""
    paragraph, start, end = at
    words = words_at(draft, at)
    line = draft.article_text.paragraphs[paragraph]
    found = figure_at(line, start, end, published_on(draft))
    amounts = amounts_of(words, 0, published_on(draft))
    text = words.strip()
    fields: Json = {"value_text": text}
    if amounts:
        tokens, amount = tokens_of(words), amounts[0]
        text = words[tokens[amount.first].start : tokens[amount.end - 1].end]
        fields = _numbers(amount.value, amount.low, amount.high) | {
            "value_text": text,
            "qualifier": str(amount.qualifier),
            "population": words[tokens[amount.end - 1].end :].strip(" .,;:") or None,
        }
    if found:
        fields |= _counted(draft, found, paragraph)
        if found.value_text in words or not amounts:
            fields |= _numbers(found.value, found.low, found.high)
            fields |= {"value_text": found.value_text, "qualifier": str(found.qualifier)}
    return fields | {"place": next(iter(_places_in(draft, at)), None)}


def _counted(draft: StoredDraft, figure: DraftedFigure, paragraph: int) -> Json:
    """What is counted, of which day, and who says so."""
    published = published_on(draft).isoformat()
    as_of = figure.as_of if figure.as_of and figure.as_of <= published else None
    line = draft.article_text.paragraphs[paragraph]
    dated = line[figure.as_of_place.start : figure.as_of_place.end] if as_of and figure.as_of_place else ""
    found = {
        "metric": str(figure.metric) if figure.metric else None,
        "population": figure.population,
        "population_group": str(figure.population_group) if figure.population_group else None,
        "as_of": as_of,
        "as_of_basis": f"“{dated}”, {_read_from(draft)}." if dated else None,
        **who_says(draft, figure, paragraph),
    }
    return {name: value for name, value in found.items() if value is not None}


def _numbers(value: float | None, low: float | None, high: float | None) -> Json:
    return {
        name: int(number) if float(number).is_integer() else number
        for name, number in (("value", value), ("low", low), ("high", high))
        if number is not None
    }


def _event(draft: StoredDraft, at: Passage) -> Json:
    """Kind, day and place of an event, as the words or their sentence say them."""
    told = joined(tokens_of(words_at(draft, at)))
    kind = next((each.kind for each in EVENT_WORDS if each.pattern.search(told)), None)
    date = _date(draft, at)
    timing = _timing(draft, date) if date else {"time_precision": str(TimePrecision.UNKNOWN)}
    scheduled = timing.get("start", "") > published_on(draft).isoformat()
    return {
        "kind": str(kind) if isinstance(kind, EventKind) else None,
        "phase": str(Phase.SCHEDULED if scheduled else Phase.CRISIS),
        "places": _places_in(draft, at),
        **timing,
    }


def _date(draft: StoredDraft, at: Passage) -> DraftedDate | None:
    """The date in the marked words; else the one of their sentence, if it has one alone."""
    line = draft.article_text.paragraphs[at[0]]
    first, last = _sentence(draft, at)
    dates = [each for each in dates_in(line, at[0], published_on(draft)) if each.start]
    inside = [each for each in dates if _overlaps(each.place, at[1], at[2])]
    beside = [each for each in dates if _overlaps(each.place, first, last)]
    return next(iter(inside), beside[0] if len(beside) == 1 else None)


def _timing(draft: StoredDraft, date: DraftedDate) -> Json:
    written = date.why.startswith(("a written date", "a month with", "a year"))
    basis = {
        "kind": str(BasisKind.EXPLICIT if written else BasisKind.INFERRED),
        "how": f"“{date.words}”, {_read_from(draft)}: {date.why}.",
    }
    found = {"start": date.start, "time_precision": str(date.precision), "date_basis": basis}
    return found if date.ongoing else found | {"end": date.end}


def _read_from(draft: StoredDraft) -> str:
    return f"read from the day of publication, {day(published_on(draft).isoformat(), weekday=False)}"


def _quotation(draft: StoredDraft, at: Passage) -> Json:
    """The quotation whose words were marked: its kind, who speaks, the words that introduce it."""
    paragraphs = draft.article_text.paragraphs
    found = [each for each in draft_quotations(paragraphs) if any(_is_in(piece, at) for piece in each.pieces)]
    fields: Json = {"contents": [words_at(draft, at).strip().strip(QUOTATION_MARKS)], "quote_type": "direct"}
    if not found:
        return fields
    each: DraftedQuotation = found[0]
    cue = each.cue and paragraphs[each.cue.paragraph][each.cue.start : each.cue.end]
    return fields | {
        "quote_type": str(each.quote_type),
        "speaker": _actor_called(draft.record, each.speaker_name or ""),
        "cue": " ".join(cue.split()) if cue else None,
    }


def _actor_called(record: Json, name: str) -> str | None:
    """The id of the one actor of a record that has a name."""
    named = [
        str(each.get("id"))
        for each in members(record, "actors")
        if name and key(name) in {key(str(one)) for one in (each.get("name"), *(each.get("aliases") or []))}
    ]
    return named[0] if len(named) == 1 else None


def _place(record: Json, name: str) -> Json:
    is_country = country_code([name]) is not None
    is_city = not is_country and bool(cities_by_key().get(name_key(name)))
    kind = PlaceKind.COUNTRY if is_country else PlaceKind.CITY if is_city else place_kind(name)
    name = name[4:] if name.lower().startswith("the ") else name
    return {
        "name": name[:1].upper() + name[1:],
        "kind": kind and str(kind),
        "within": None if is_country else only_country(record),
    }


def _places_in(draft: StoredDraft, at: Passage) -> list[str]:
    """The places of the record that the marked words name, or else their sentence; none that another lies within."""
    first, last = _sentence(draft, at)
    line = draft.article_text.paragraphs[at[0]]
    named = list(_named_in(draft.record, line[at[1] : at[2]])) or list(_named_in(draft.record, line[first:last]))
    wider = {each.get("within") for each in members(draft.record, "places") if each.get("id") in named}
    return [place for place in named if place not in wider]


def _named_in(record: Json, words: str) -> Iterator[str]:
    for each in members(record, "places"):
        names: Sequence[str] = [str(each.get("name") or ""), *map(str, each.get("other_names") or [])]
        if any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names):
            yield str(each.get("id"))


def _overlaps(place: Place, start: int, end: int) -> bool:
    return place.start < end and start < place.end


def _is_in(piece: Place, at: Passage) -> bool:
    return piece.paragraph == at[0] and _overlaps(piece, at[1], at[2])
