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
