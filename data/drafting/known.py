"""Who and where the archive knows already, to be looked up by the names that an article uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from data.drafting.reading import key
from data.geo.cities import name_key
from data.queries.items import entities
from data.records.vocabulary import ActorKind, PlaceKind
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.row_fields import entries_of
from data.tables.rows import ActorRow, ArticleRow, LinkRow, PlaceRow, rows

ACTOR_FIELDS = ("id", "name", "kind", "speaker_group", "role", "affiliation", "side", "aliases")
PLACE_FIELDS = ("id", "name", "other_names", "kind", "within", "lat", "lon", "coordinates_source")
"""Fields that one entity has alike in all records."""


@dataclass(frozen=True, eq=False)
class Known:
    """The entities of an archive by what they are called, and for each actor and place one article that has it."""

    articles: frozenset[str]
    actors: Mapping[str, ActorRow]
    places: Mapping[str, PlaceRow]
    actors_by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors_by_last_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors_by_role_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places_by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    article_of_actor: Mapping[str, str] = field(default_factory=dict)
    article_of_place: Mapping[str, str] = field(default_factory=dict)

    def actor_fields(self, actor_id: str) -> dict[str, Any]:
        """Return an actor as another record has it, and that it is the same."""
        row = dict(self.actors[actor_id]) | {
            "id": actor_id,
            "aliases": list(entries_of(self.actors[actor_id]["aliases"])),
        }
        return _given(row, ACTOR_FIELDS) | {"same_as": [self.article_of_actor[actor_id]]}

    def with_role(self, words: str) -> tuple[str, ...]:
        """Return whoever has a role that begins with these words: “the president” may be “President of Kazakhstan”."""
        parts = words.split()
        if not parts or len(parts) > 3:
            return ()
        found = self.actors_by_role_word.get(parts[-1], ())
        return tuple(each for each in found if _has_role(self.actors[each]["role"] or "", parts[-1]))

    def place_fields(self, place_id: str) -> dict[str, Any]:
        """Return a place as another record has it."""
        row = self.places[place_id]
        found = dict(row) | {"id": place_id, "other_names": list(entries_of(row["other_names"]))}
        fields = _given(found, PLACE_FIELDS)
        asked = row["kind"] != PlaceKind.COUNTRY and not row["within"] and not row["coordinates_source"]
        return fields | ({"same_as": [self.article_of_place[place_id]]} if asked else {})


def _given(row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The fields of a row that have a value; terms as plain text."""
    return {name: _plain(row[name]) for name in fields if row[name] not in (None, [], ())}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


@lru_cache(maxsize=4)
def known_in(archive: Archive) -> Known:
    """Return what an archive knows; read once for each archive.

    Labels, whose name is the word of one side, are left out: whom they mean is never told by the word alone. So is
    whoever stands in no item, since no record can then be named that has it.
    """
    links = rows(to_pandas(archive.table("links")), LinkRow)
    article_of: dict[str, dict[str, str]] = {"actor": {}, "place": {}, "topic": {}}
    for link in links:
        article_of[link["facet"]].setdefault(link["term"], link["item_id"].partition(".")[0])
    actors = {
        row["actor_id"]: row
        for row in rows(entities(archive, "actors"), ActorRow)
        if not row["labelled_by"] and row["actor_id"] in article_of["actor"]
    }
    places = {row["place_id"]: row for row in rows(entities(archive, "places"), PlaceRow)}
    named = [(key(name), actor) for actor, row in actors.items() for name in (row["name"], *entries_of(row["aliases"]))]
    people = [(actor, row) for actor, row in actors.items() if row["kind"] == ActorKind.PERSON and " " in row["name"]]
    return Known(
        articles=frozenset(row["article_id"] for row in rows(entities(archive, "articles"), ArticleRow)),
        actors=actors,
        places=places,
        actors_by_name=_grouped(named),
        actors_by_last_name=_grouped((key(row["name"].split()[-1]), actor) for actor, row in people),
        actors_by_role_word=_grouped(
            (word, actor) for actor, row in people if row["role"] for word in key(row["role"]).split()
        ),
        places_by_name=_grouped(
            (name_key(name), place)
            for place, row in places.items()
            if place in article_of["place"]
            or row["within"]
            or row["coordinates_source"]
            or row["kind"] == PlaceKind.COUNTRY
            for name in (row["name"], *entries_of(row["other_names"]))
        ),
        article_of_actor=article_of["actor"],
        article_of_place=article_of["place"],
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, entity in pairs:
        found.setdefault(name, {})[entity] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _has_role(role: str, word: str) -> bool:
    words = key(role).split()
    return words[:1] == [word] or (len(words) > 1 and words[1] == word and words[0] != "former")
