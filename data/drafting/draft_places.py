"""Drafts of places: those that the archive has, countries, and cities of the offline gazetteer.

A name alone makes no place: a city is taken for one only where the article says that something is in it, near it or
goes to it, or names the country behind it. Which city of a name it is follows from the country that the article names;
otherwise a person chooses.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.drafting.drafted import Choice, Json, anchors, drafted, without_nothing
from data.drafting.known import Known
from data.drafting.place_context import happens_in, is_described, is_located, is_near, wide_place
from data.drafting.place_names import is_something_else, words_for_others
from data.drafting.places import Place
from data.drafting.reading import Name, ReadArticle, Sentence
from data.geo.cities import name_key
from data.geo.countries import country_code, country_name
from data.geo.gazetteer import gazetteer
from data.geo.matches import Match, distinct_matches
from data.geo.places import Outcome, look_up
from data.records.schema import Place as RecordPlace
from data.records.slugs import slug
from data.records.vocabulary import PlaceKind
from data.wording.phrases import count_noun

MOST_ANCHORS = 3
"""Places in the text that are kept of one entity; the others say no more."""
MOST_CHOICES = 8


@dataclass(frozen=True)
class NamedPlace:
    """A place where the text names it; `happening` tells that something is said to be in it, `near` near it."""

    id: str
    place: Place
    happening: bool
    near: bool = False


@dataclass(frozen=True)
class DraftedPlaces:
    """The places of an article: their entries in the record, and where the text names each, in order.

    `countries` has the codes of the countries that are named, the one that is named most often first.
    """

    entries: tuple[Json, ...]
    named: tuple[NamedPlace, ...] = ()
    countries: tuple[str, ...] = ()

    def named_in(self, sentence: Sentence) -> Sequence[NamedPlace]:
        """Return the places that a sentence names."""
        start, end = (
            bisect_left(self.named, (sentence.paragraph, at), key=lambda each: (each.place.paragraph, each.place.start))
            for at in (sentence.tokens[0].start, sentence.tokens[-1].end)
        )
        return self.named[start:end]

    def kind_of(self, place_id: str) -> PlaceKind:
        """Return the kind of a place."""
        return PlaceKind(next(entry["kind"] for entry in self.entries if entry["id"] == place_id))


@dataclass
class _Found:
    """A place while it is collected: where it is named, and where something is said to be in it."""

    name: str
    kind: PlaceKind = PlaceKind.CITY
    places: list[Place] = field(default_factory=list)
    happening: set[Place] = field(default_factory=set)
    near: set[Place] = field(default_factory=set)


def draft_places(article: ReadArticle, known: Known) -> DraftedPlaces:
    """Return the places that an article names."""
    found: dict[str, _Found] = {}
    countries: Counter[str] = Counter()
    surnames = {name.words[-1] for name in article.names if len(name.words) > 1}
    others = words_for_others(article)
    towns = _dateline_towns(article, known)
    described = frozenset(name_key(name.text) for name in (*towns, *(n for n in article.names if is_described(n))))
    in_datelines = [name for name in article.dateline_names if name in towns or country_code([name.text])]
    for name in (*in_datelines, *article.names):
        wide = wide_place(name)
        kind_key = f"{wide[1]}:{name_key(name.text)}" if wide else None
        if name in towns:
            kind_key = f"city:{name_key(name.text)}"
        elif not wide and not is_something_else(name, others):
            kind_key = _key(name, known, surnames, described)
        if kind_key is None:
            continue
        if code := country_code([name.text]):
            countries[code] += 1
        called = name.text.title() if name in towns and name.text.isupper() else name.text
        each = found.setdefault(kind_key, _Found(*(wide or (called,))))
        each.places.append(name.place)
        if happens_in(name):
            each.happening.add(name.place)
        elif is_near(name) and not code:
            each.near.add(name.place)
    entries: dict[str, Json] = {}
    ids: dict[str, str] = {}
    order = tuple(code for code, _ in countries.most_common())
    for kind_key, each in sorted(found.items(), key=lambda item: not item[0].startswith("country:")):
        entry = _entry(article, each, known, entries, order)
        ids[kind_key] = entry["id"]
        if entry["id"] in entries:
            continue
        entries[entry["id"]] = entry
    for entry in list(entries.values()):
        _add_parents(entries, entry, known)
    named = [
        NamedPlace(ids[name], place, place in each.happening, place in each.near)
        for name, each in found.items()
        if name in ids
        for place in each.places
    ]
    in_order = sorted(named, key=lambda each: (each.place.paragraph, each.place.start))
    return DraftedPlaces(tuple(entries.values()), tuple(in_order), order)


def _dateline_towns(article: ReadArticle, known: Known) -> list[Name]:
    """The towns that datelines begin with and that neither the archive nor the gazetteer has: “TAZILT, Tunisia — ”."""
    first: dict[int, Name] = {}
    for name in article.dateline_names:
        first.setdefault(name.sentence.paragraph, name)
    return [
        name
        for name in first.values()
        if not country_code([name.text])
        and name_key(name.text) not in known.places_by_name
        and not _matches(name.text)
        and not wide_place(name)
    ]


def _key(name: Name, known: Known, surnames: set[str], described: frozenset[str]) -> str | None:
    """What a name stands for, as a key; None if it is no place here."""
    if code := country_code([name.text]):
        return None if name.text in surnames and len(name.words) == 1 else f"country:{code}"
    if not is_located(name):
        return None
    spelling = name_key(name.text)
    if spelling in known.places_by_name:
        return f"known:{known.places_by_name[spelling][0]}"
    if not (spelling in described or _matches(name.text)):
        return None
    return f"city:{spelling}"


def _matches(name: str) -> tuple[Match, ...]:
    return distinct_matches(gazetteer({}).geocode(name, exactly_one=False))


def _entry(
    article: ReadArticle, found: _Found, known: Known, entries: Mapping[str, Json], countries: Sequence[str]
) -> Json:
    where = anchors(article, found.places[:MOST_ANCHORS])
    code = country_code([found.name])
    spelling = name_key(found.name)
    if found.kind is not PlaceKind.CITY:
        return _wide(found, known, entries) | {"anchors": where}
    if ids := known.places_by_name.get(spelling):
        choices = [Choice(_label(known, place), known.place_fields(place)) for place in ids] if len(ids) > 1 else []
        choices += _other_cities(found.name, known, ids) if not code else []
        why = f"“{found.name}” is the name of the place “{ids[0]}” in the archive"
        confidence = 0.95 if len(ids) == 1 and not choices else 0.8
        return known.place_fields(ids[0]) | {"anchors": where, "drafted": drafted(confidence, why, choices=choices)}
    if code:
        same = next((place for place, row in known.places.items() if country_code([row["name"]]) == code), None)
        if same:
            why = f"“{found.name}” is the country “{same}” of the archive"
            return known.place_fields(same) | {"anchors": where, "drafted": drafted(0.9, why)}
        why = f"“{found.name}” is the name of a country"
        own = {"id": _free_id(slug(found.name), known, "country"), "name": found.name, "kind": "country"}
        return own | {"anchors": where, "drafted": drafted(0.9, why)}
    return _city(found, known, entries, countries) | {"anchors": where}


def _wide(found: _Found, known: Known, entries: Mapping[str, Json]) -> Json:
    """An area or a water: that of the archive, if it has one of the kind and name; else one without coordinates."""
    ids = known.places_by_name.get(name_key(found.name), ())
    if same := next((each for each in ids if known.places[each]["kind"] == found.kind), None):
        why = f"“{found.name}” is the name of the place “{same}” in the archive"
        return known.place_fields(same) | {"drafted": drafted(0.9, why)}
    within = _only_country(entries) if found.kind is PlaceKind.REGION else None
    place_id = _free_id(slug(found.name), known, found.kind)
    own = {"id": place_id, "name": found.name, "kind": str(found.kind), "within": within}
    why = f"the article calls “{found.name}” so; a town of that name is another place"
    return without_nothing(own) | {"drafted": drafted(0.6, why)}


def _only_country(entries: Mapping[str, Json]) -> str | None:
    """The country that an article names, if it names a single one."""
    named = [str(place["id"]) for place in entries.values() if place["kind"] == PlaceKind.COUNTRY]
    return named[0] if len(named) == 1 else None


def _city(found: _Found, known: Known, entries: Mapping[str, Json], countries: Sequence[str]) -> Json:
    """A city that only the gazetteer knows. It lies within a country only if the article names one that has it."""
    matches = _matches(found.name)
    if not matches:
        why = f"the article tells that “{found.name}” is a place; the gazetteer has none of that name"
        place_id = _free_id(slug(found.name), known, "city")
        unknown = {"id": place_id, "name": found.name, "kind": "city", "within": _only_country(entries)}
        return without_nothing(unknown) | {"drafted": drafted(0.5, why)}
    named = {code: place["id"] for place in entries.values() if (code := country_code([place["name"]]))}
    within = [code for code in countries if any(match.country == code for match in matches) and code in named]
    country = next((entry for entry in entries.values() if within and entry["id"] == named[within[0]]), None)
    place_id = _free_id(slug(found.name), known, (within or [matches[0].country or "city"])[0].lower())
    place = RecordPlace(id=place_id, name=found.name, kind=PlaceKind.CITY, within=country["id"] if country else None)
    above = [RecordPlace(id=country["id"], name=country["name"], kind=PlaceKind.COUNTRY)] if country else []
    finding = look_up(place, [place, *above], gazetteer({}))
    match = finding.sure_match
    fields = match.coordinates.__dict__ if match and len(within) == 1 else {}
    choices = [] if fields else [_choice(each, named) for each in matches[:MOST_CHOICES]]
    if fields and match:
        where = country["name"] if country else match.country
        why = f"the gazetteer has one place of that name in {where}, which the article names"
    else:
        doubt = finding.reason if finding.outcome is Outcome.CHOICE else count_noun(len(matches), "match", "matches")
        why = f"the gazetteer has a place of that name ({doubt}); choose which one it is"
    own = {"id": place_id, "name": found.name, "kind": "city", "within": place.within, **fields}
    return without_nothing(own) | {"drafted": drafted(0.9 if fields else 0.5, why, choices=choices)}


def _choice(match: Match, named: Mapping[str, str]) -> Choice:
    country = country_name(match.country or "") or match.country
    description = ", ".join(filter(None, (match.name, country, match.area)))
    people = f", population {match.population:,}" if match.population else ""
    within = {"within": named[match.country]} if match.country and match.country in named else {}
    coordinates = {"lat": match.lat, "lon": match.lon, "coordinates_source": match.source}
    return Choice(f"{description}{people} ({match.credit})", coordinates | within)


def _other_cities(name: str, known: Known, ids: Sequence[str]) -> list[Choice]:
    """Cities of a name that are not the one that the archive has."""
    own = {known.places[place]["coordinates_source"] for place in ids}
    others = [match for match in _matches(name) if match.source not in own]
    if not others or None in own:
        return []
    return [*(Choice(_label(known, place), known.place_fields(place)) for place in ids if len(ids) == 1),
            *(_choice(match, {}) for match in others[:MOST_CHOICES])]  # fmt: skip


def _label(known: Known, place_id: str) -> str:
    row = known.places[place_id]
    within = known.places.get(row["within"] or "")
    name = f"{row['name']}, {within['name']}" if within else row["name"]
    return f"{name}, as in published reports"


def _free_id(wanted: str, known: Known, apart: str) -> str:
    """An id that no other place of the archive has."""
    return wanted if wanted not in known.places else f"{wanted}-{apart}"


def _add_parents(entries: dict[str, Json], entry: Json, known: Known) -> None:
    """Add the places that a place of the archive lies within, which its entry refers to."""
    for parent in _parents(entry, known):
        if parent not in entries:
            why = f"“{entry['name']}” lies within it in the archive; the article need not name it"
            own = {"anchors": entry["anchors"][:1], "drafted": drafted(0.9, why)}
            entries[parent] = known.place_fields(parent) | own


def _parents(entry: Json, known: Known) -> Iterator[str]:
    parent: str | None = entry.get("within")
    passed: set[str] = set()
    while parent is not None and parent in known.places and parent not in passed:
        yield parent
        passed.add(parent)
        parent = known.places[parent]["within"]
