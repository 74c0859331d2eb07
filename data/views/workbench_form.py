"""The form of an item: its fields as the models of the record say them, and what somebody wrote there as values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from data.records.problems import Problem
from data.workbench.checks import MODELS, Invalid
from data.workbench.drafts import DRAFTED, ENTITY_LISTS, Json, members

Kind = Literal["choice", "choices", "text", "number", "lines", "json"]

REFERENCES: Mapping[str, str] = {
    "asserted_by": "actors", "spoken_by": "actors", "told_to": "actors", "speaker": "actors", "nested_source": "actors",
    "attributed_to": "actors", "about_actors": "actors", "labelled_by": "actors", "place": "places", "places": "places",
    "mentioned_places": "places", "about_places": "places", "spoken_from": "places", "within": "places",
    "topics": "topics", "event": "events", "concerns": "items",
}  # fmt: skip
"""Field to the list of the record whose ids it has; `actors` of a fact is one too, of an event it has more."""

NEVER_ASKED = (DRAFTED,)


@dataclass(frozen=True)
class FormField:
    """A field: how it is asked for, what it may be (value to label), what it is, and what the models say of it.

    Values are texts, or tuples of them for “choices”; the empty text stands for “not given”.
    """

    name: str
    label: str
    kind: Kind
    value: str | tuple[str, ...]
    options: Mapping[str, str]
    required: bool
    help: str


def form_fields(part: str, item: Json, record: Json) -> tuple[FormField, ...]:
    """Return the fields of an item of a list, or of “article”; those that it must have and has come first."""
    model = MODELS[part]
    fields = [
        _field(part, name, about, item.get(name), record)
        for name, about in model.model_fields.items()
        if name not in NEVER_ASKED
    ]
    return tuple(sorted(fields, key=lambda field: not (field.required or field.value)))


def form_values(fields: Sequence[FormField], given: Mapping[str, object], item: Json) -> Json:
    """Return what differs from an item in what was written into its form; None takes a field away.

    Raises Invalid, with a message for each field that cannot be read.
    """
    changes: Json = {}
    problems = []
    for field in fields:
        try:
            value = _read(field, given.get(field.name, field.value))
        except ValueError as error:
            problems.append(Problem(str(item.get("id", "")), field.name, str(error)))
            continue
        if value != item.get(field.name) and not (value is None and not item.get(field.name)):
            changes[field.name] = value
    if problems:
        raise Invalid(tuple(problems))
    return changes


def _field(part: str, name: str, about: FieldInfo, value: Any, record: Json) -> FormField:
    kind, options = _kind(part, name, about.annotation, record)
    return FormField(
        name=name,
        label=name.replace("_", " ").capitalize(),
        kind=kind,
        value=_written(kind, value),
        options=options,
        required=about.is_required(),
        help=about.description or "",
    )


def _kind(part: str, name: str, annotation: Any, record: Json) -> tuple[Kind, Mapping[str, str]]:
    inner = _without_none(annotation)
    many = get_origin(inner) is list
    one = _without_none(get_args(inner)[0]) if many else inner
    if name in REFERENCES or (part == "facts" and name == "actors"):
        return "choices" if many else "choice", _ids(REFERENCES.get(name, "actors"), record)
    if isinstance(one, type) and issubclass(one, Enum):
        return "choices" if many else "choice", {each.value: getattr(each, "label", each.value) for each in one}
    if get_origin(one) is Literal:
        return "choice", {str(each): str(each) for each in get_args(one)}
    if many and one is str:
        return "lines", {}
    if isinstance(one, type) and issubclass(one, BaseModel):
        return "json", {}
    return ("number" if one in (int, float) else "text"), {}


def _without_none(annotation: Any) -> Any:
    """A type without `| None` and without what only checks it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation


def _ids(part: str, record: Json) -> Mapping[str, str]:
    parts = (part,) if part in (*ENTITY_LISTS, "events") else ("events", "claims", "quotes", "facts")
    return {
        str(each.get("id")): str(each.get("name") or each.get("label") or each.get("title") or each.get("id"))
        for name in parts
        for each in members(record, name)
    }


def _written(kind: Kind, value: Any) -> str | tuple[str, ...]:
    match kind:
        case "choices":
            return tuple(map(str, value or ()))
        case "lines":
            return "\n".join(map(str, value or ()))
        case "json":
            return json.dumps(value, ensure_ascii=False, indent=1) if value else ""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _read(field: FormField, given: Any) -> Any:
    """The value that was written into a field; None if it was left empty. Raises ValueError."""
    if field.kind == "choices":
        return list(given) or None
    text = str(given or "").strip()
    if not text:
        return None
    match field.kind:
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "json":
            try:
                return json.loads(text)
            except ValueError as error:
                raise ValueError(f"cannot be read as JSON: {error}") from error
        case "number":
            try:
                number = float(text)
            except ValueError:
                raise ValueError(f"“{text}” is no number; write digits alone, such as 3811") from None
            return int(number) if number.is_integer() else number
    return text
