"""Which items of a draft name another one."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.workbench.drafts import DRAFTED, PARTS, StoredDraft, find, members, name_of


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
