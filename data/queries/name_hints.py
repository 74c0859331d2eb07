"""Names near what was searched for: other names of a city or an actor, other scripts, and slips of a letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from anyascii import anyascii

from data.geo.cities import names_of_source
from data.queries.items import entities
from data.tables.archive import Archive
from data.tables.row_fields import entries_of
from data.tables.rows import ActorRow, PlaceRow, rows
from data.text import normalize, search_words

NEAR = 0.78
"""Least similarity (difflib's ratio) of a word and the word of a name that is suggested for it."""
SHORTEST = 4
"""Least letters of a word for which a near one is looked for."""


@dataclass(frozen=True)
class NameHint:
    """A name for what was searched for.

    `facet` and `value` are the filter for whoever bears it, if the whole search is one of their names; else `search` is
    the same search with the nearest names in the place of its words.
    """

    name: str
    facet: str = ""
    value: str = ""
    search: str = ""


def bearer_of(archive: Archive, searched: str) -> NameHint | None:
    """Return the city or actor that has another name like the whole search; None if there is none, or several."""
    bearers = _bearers(archive).get(_key(searched), frozenset())
    return next(iter(bearers)) if len(bearers) == 1 else None


def near_names(archive: Archive, searched: str) -> NameHint | None:
    """Return the search with each word that no name has replaced by the nearest word of a name; None if none is near.

    Words are compared in Latin letters (`anyascii`): “Назарбаев” is near “Nazarbayev”.
    """
    known = _words(archive)
    words = search_words(searched)
    nearest = [known[near[0]] if (near := _near(word, known)) else word for word in words]
    if nearest == words:
        return None
    corrected = " ".join(nearest)
    return NameHint(name=corrected, search=corrected)


def _near(word: str, known: Mapping[str, str]) -> list[str]:
    latin = _key(word)
    if len(latin) < SHORTEST or normalize(known.get(latin, "")) == word:
        return []
    return get_close_matches(latin, known, n=1, cutoff=NEAR)


def _key(name: str) -> str:
    return normalize(anyascii(name))


@lru_cache(maxsize=32)
def _bearers(archive: Archive) -> Mapping[str, frozenset[NameHint]]:
    """Each other name, in Latin letters, to the cities and actors that have it and are called otherwise."""
    bearers: dict[str, set[NameHint]] = {}
    for hint, others in _named(archive):
        for other in others:
            if normalize(other) != normalize(hint.name):
                bearers.setdefault(_key(other), set()).add(hint)
    return {name: frozenset(hints) for name, hints in bearers.items()}


@lru_cache(maxsize=32)
def _words(archive: Archive) -> Mapping[str, str]:
    """Each word of the names that records write, in Latin letters, to the word as it is written."""
    return {_key(word): word for hint, _ in _named(archive) for word in hint.name.split() if len(word) >= SHORTEST}


def _named(archive: Archive) -> Iterator[tuple[NameHint, tuple[str, ...]]]:
    """Cities and actors that a filter can have, each with its other names."""
    known = archive.known_values
    for place in rows(entities(archive, "places"), PlaceRow):
        if place["place_id"] in known["city"]:
            others = (*entries_of(place["other_names"]), *names_of_source(place["coordinates_source"]))
            yield NameHint(place["name"], "city", place["place_id"]), others
    for actor in rows(entities(archive, "actors"), ActorRow):
        if actor["actor_id"] in known["actor"]:
            yield NameHint(actor["name"], "actor", actor["actor_id"]), entries_of(actor["aliases"])
