"""Which items of a draft name another one, and which actors and places an item names."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.workbench.drafts import DRAFTED, ENTITY_LISTS, PARTS, Change, Json, StoredDraft, find, members, name_of

_ENTITY_FIELDS: Mapping[str, str] = {
    "asserted_by": "actors", "spoken_by": "actors", "told_to": "actors", "speaker": "actors", "nested_source": "actors",
    "attributed_to": "actors", "about_actors": "actors", "labelled_by": "actors", "actors": "actors", "place": "places",
    "places": "places", "mentioned_places": "places", "about_places": "places", "spoken_from": "places",
    "within": "places",
}  # fmt: skip
"""Field of an item to the list of the actors or places that it names."""

_ITEM_FIELDS = {
    "event", "concerns", "item", "part_of", "contradicts", "supersedes", "same_statement_as", "retracted_by",
}  # fmt: skip
"""Fields that name other items."""


def referring(draft: StoredDraft, item_id: str) -> tuple[str, ...]:
    """Return the ids of the other items of a draft that name this one: without it they have to be mended."""
    part, position = find(draft.record, item_id)
    own = members(draft.record, part)[position]
    return tuple(
        name_of(table, str(member.get("id")))
        for table in PARTS
        for member in members(draft.record, table)
        if member is not own and own.get("id") in set(_ids_in(member))
    )


def _ids_in(value: Any) -> Iterator[str]:
    """The texts in the references of an item: what it says in words, and where in the text, is none."""
    match value:
        case Mapping():
            for field, inner in value.items():
                if field not in ("id", "anchors", DRAFTED):
                    yield from _ids_in(inner)
        case list():
            for inner in value:
                yield from _ids_in(inner)
        case str():
            yield value


def entities_named(draft: StoredDraft, item_id: str) -> tuple[str, ...]:
    """Return the actors and places of a draft that an item names, and those that these name, the nearest first."""
    found: dict[str, None] = {}
    waiting = [find(draft.record, item_id)]
    while waiting:
        part, position = waiting.pop(0)
        for table, entity_id in _entities_in(members(draft.record, part)[position]):
            places = [n for n, each in enumerate(members(draft.record, table)) if each.get("id") == entity_id]
            name = name_of(table, entity_id)
            if places and name not in found and name != item_id:
                found[name] = None
                waiting.append((table, places[0]))
    return tuple(found)


def _entities_in(member: Json) -> Iterator[tuple[str, str]]:
    """The references of an item to actors and places, as (list, id)."""
    for field, table in _ENTITY_FIELDS.items():
        value = member.get(field)
        for each in value if isinstance(value, list) else [value]:
            named = each.get("actor") if isinstance(each, Mapping) else each
            if isinstance(named, str):
                yield table, named


def renamings(draft: StoredDraft, part: str, old: str, new: str) -> list[Change]:
    """Return the changes of all items that name a member of a list, so that they name it by its new id."""
    fields = (
        {field for field, table in _ENTITY_FIELDS.items() if table == part} if part in ENTITY_LISTS else _ITEM_FIELDS
    )
    fields = fields | ({"actor"} if part == "actors" else {"topics"} if part == "topics" else set())
    found = []
    for table in PARTS:
        for position, member in enumerate(members(draft.record, table)):
            after = _renamed(member, frozenset(fields), (old, new))
            if after != member and (table, member.get("id")) != (part, old):
                found.append(Change(part=table, position=position, before=member, after=after))
    return found


def _renamed(value: Any, fields: frozenset[str], ids: tuple[str, str], *, is_named: bool = False) -> Any:
    match value:
        case dict():
            return {
                field: inner if field in ("id", "anchors") else _renamed(inner, fields, ids, is_named=field in fields)
                for field, inner in value.items()
            }
        case list():
            return [_renamed(each, fields, ids, is_named=is_named) for each in value]
    return ids[1] if is_named and value == ids[0] else value
