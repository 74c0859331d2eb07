"""What an item of a draft says, field by field, in words: terms and ids by their names."""

from data.views.workbench_form import Choices, FormField, form_fields
from data.workbench.drafts import Json
from data.workbench.naming import label_of

UNTOLD = ("anchors", "id")
"""Fields that the text shows, or that are names for programs."""


def field_words(part: str, member: Json, record: Json) -> tuple[tuple[str, str], ...]:
    """Return what an item of a list says: the label of each field that is given, and its value in words."""
    found: dict[str, dict[str, list[str]]] = {}
    for field in form_fields(part, member, Choices(record)):
        name, _, inner = field.name.partition(".")
        if field.value and name not in UNTOLD:
            found.setdefault(name, {}).setdefault(inner.rpartition(".")[0], []).append(_words(field))
    return tuple((label_of(name), "; ".join(", ".join(row) for row in rows.values())) for name, rows in found.items())


def _words(field: FormField) -> str:
    if isinstance(field.value, tuple):
        return "; ".join(field.options.get(each, each) for each in field.value)
    return field.options.get(field.value, "; ".join(field.value.splitlines()))
