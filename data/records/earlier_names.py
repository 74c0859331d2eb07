"""Converts records that use field names and values of an earlier release to today's."""

from collections.abc import Mapping
from typing import Any

FIELDS: Mapping[str, Mapping[str, str]] = {
    "article": {"carried_by": "read_at"},
    "actors": {"voice": "speaker_group"},
    "events": {"latest_possible": "not_after"},
}
"""Section of a record to its renamed fields: earlier name to today's."""

VALUES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("article", "coded_from"): {"opening": "excerpt"},
    ("claims", "status"): {"standing": "current"},
    ("claims", "population_group"): {"some_people": "subset", "not_people": "objects"},
}
"""(Section, today's field) to its renamed values: earlier value to today's."""


def with_current_names(raw: Any) -> Any:
    """Return a record's raw JSON with today's names; a value that is not shaped like a record is returned unchanged.

    If a field is given under both names, it is not renamed: the schema then rejects the earlier name.
    """
    if not isinstance(raw, dict):
        return raw
    return {section: _section(section, value) for section, value in raw.items()}


def _section(section: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_section(section, entry) for entry in value]
    if not isinstance(value, dict):
        return value
    renamed: dict[str, Any] = {}
    for name, content in value.items():
        todays = FIELDS.get(section, {}).get(name, name)
        field = name if todays in value else todays
        renamed[field] = _value(section, field, content)
    return renamed


def _value(section: str, field: str, content: Any) -> Any:
    todays = VALUES.get((section, field), {})
    return todays.get(content, content) if isinstance(content, str) else content


ACTOR_FIELDS = frozenset({
    "actor", "actors", "attributed_to", "asserted_by", "spoken_by", "told_to", "speaker", "nested_source",
    "about_actors", "labelled_by",
})  # fmt: skip
"""Fields of a record that name actors by their ids."""


def with_current_ids(raw: Any, renamed: Mapping[str, str]) -> Any:
    """Return a released record's raw JSON with the ids of actors that `renamed` maps to those of today.

    For kept releases alone (`renamed_actors` of the collection names the ids): in a new record, an id that was given
    up may be somebody else's.
    """
    return _with_ids(raw, "", renamed)


def _with_ids(value: Any, field: str, renamed: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _with_ids(content, "actor" if (field, name) == ("actors", "id") else name, renamed)
            for name, content in value.items()
        }
    if isinstance(value, list):
        return [_with_ids(entry, field, renamed) for entry in value]
    return renamed.get(value, value) if field in ACTOR_FIELDS and isinstance(value, str) else value
