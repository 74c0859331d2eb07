"""Names of earlier releases, and today's: keys and values of addresses, of the API and of the command line.

Entries are only added to these tables, never removed, so that old links keep working.
"""

from collections.abc import Mapping, Sequence

from data.queries.foreign_keys import is_foreign

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


def _page(value: str) -> str:
    name, dash, number = value.rpartition("-")
    return f"{RENAMED_LISTS.get(name, name)}{dash}{number}"
