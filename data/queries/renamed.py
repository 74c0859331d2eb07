"""Names of earlier releases, and today's: keys and values of addresses, of the API and of the command line.

Entries are only added to these tables, never removed, so that old links keep working. Ids of actors that were renamed
belong to a collection and not to the code: they stand in its file (`renamed_actors`).
"""

from collections.abc import Mapping, Sequence

from data.queries.foreign_keys import is_foreign
from data.tables.archive import Archive

RENAMED_KEYS: Mapping[str, str] = {"voice": "speaker_group"}
"""Key of an earlier release to today's."""

RENAMED_VALUES: Mapping[tuple[str, str], str] = {("metric", "held"): "detained"}
"""(Today's key, value of an earlier release) to today's value."""

RENAMED_LISTS: Mapping[str, str] = {
    "lives-killed": "statements-killed", "lives-injured": "statements-injured", "lives-held": "statements-detained",
    "lives-other": "statements-other",
}  # fmt: skip
"""List that `page` names (`page=lives-held-2`), as an earlier release called it, to today's."""


REMOVED_KEYS = frozenset({"list"})
"""Keys of an earlier release that change nothing today: an address or a story may still have them."""


def current_names(
    query: Mapping[str, Sequence[str]],
    *,
    keys: Mapping[str, str] = RENAMED_KEYS,
    values: Mapping[tuple[str, str], str] = RENAMED_VALUES,
) -> dict[str, list[str]]:
    """Return query parameters under today's names, without foreign keys.

    If a key is given under both its names, it has the values of both.
    """
    renamed: dict[str, list[str]] = {}
    for old_key, found in query.items():
        if is_foreign(old_key):
            continue
        key = keys.get(old_key, old_key)
        todays = (values.get((key, value), value) for value in found)
        renamed.setdefault(key, []).extend(_page(value) if key == "page" else value for value in todays)
    return renamed


def names_of_today(query: Mapping[str, Sequence[str]], archive: Archive) -> dict[str, list[str]]:
    """Return query parameters as `current_names` does, also with today's ids of actors that the collection renamed."""
    renamed = archive.collection.renamed_actors if archive.collection else {}
    ids = {
        (key, old): todays
        for key in ("actor", "speaker")
        for old, todays in renamed.items()
        if old not in archive.known_values[key]
    }
    return current_names(query, values={**RENAMED_VALUES, **ids})


def _page(value: str) -> str:
    name, dash, number = value.rpartition("-")
    return f"{RENAMED_LISTS.get(name, name)}{dash}{number}"
