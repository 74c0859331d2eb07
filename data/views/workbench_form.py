"""The form of an item: its fields as the models of the record say them, and what somebody wrote there as values."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from data.records.problems import Problem
from data.views.workbench_fields import FILLED_IN, help_for, inner_label, is_shown, place_in_form
from data.views.workbench_names import option_name
from data.workbench.checks import MODELS, Invalid
from data.workbench.drafts import DRAFTED, Json, members
from data.workbench.following import following, with_whole_days
from data.workbench.topics import TOPICS
from data.workbench.written_days import published_day, read_day, said_of_a_former_day

Kind = Literal["choice", "choices", "text", "number", "day", "lines", "json"]

REFERENCES: Mapping[str, str] = {
    "asserted_by": "actors", "spoken_by": "actors", "told_to": "actors", "speaker": "actors", "nested_source": "actors",
    "attributed_to": "actors", "about_actors": "actors", "labelled_by": "actors", "place": "places", "places": "places",
    "mentioned_places": "places", "about_places": "places", "spoken_from": "places", "within": "places",
    "topics": "topics", "event": "events", "concerns": "items", "actor": "actors", "item": "items",
}  # fmt: skip
"""Field to the list of the record whose ids it has; `actors` of a fact is one too, of an event it has more."""

CLAIM_REFERENCES = ("same_statement_as", "supersedes", "contradicts", "part_of", "retracted_by")
"""Fields of a figure that name other figures, of this record or of a published one."""

NEVER_ASKED = (DRAFTED, "uncoded")
"""Fields that have buttons of their own."""

AS_JSON = "anchors"
"""The one field that stays JSON: a place in the text is marked there, and an item has seldom more than one."""


@dataclass(frozen=True)
class FormField:
    """A field: how it is asked for, what it may be (value to label), what it is, and what the models say of it.

    Values are texts, or tuples of them for “choices”; the empty text stands for “not given”. Those that are not `shown`
    stand under “More fields”. One that `takes_new` values may have others than its options.
    """

    name: str
    label: str
    kind: Kind
    value: str | tuple[str, ...]
    options: Mapping[str, str]
    required: bool
    help: str
    shown: bool = True
    takes_new: bool = False


@dataclass(frozen=True)
class Choices:
    """What the fields of an item can name: the record that it is in, and the figures and topics published by now."""

    record: Json
    published: Mapping[str, str] = dataclasses.field(default_factory=dict)
    topics: Mapping[str, str] = dataclasses.field(default_factory=dict)


def item_fields(part: str, item: Json, choices: Choices) -> tuple[FormField, ...]:
    """Return the fields of an item of a list, or of “article”, as the record has them, in the order of its form."""
    return _fields(MODELS[part], part, item, choices)


def form_fields(part: str, item: Json, choices: Choices) -> tuple[FormField, ...]:
    """Return the fields to ask for: as `item_fields`, and what has fields of its own as these (“date_basis.kind”).

    A list of such values has a number in the name (“actors.0.role”), and room for one more.
    """
    found = []
    for field in item_fields(part, item, choices):
        inner, many = _one_and_many(MODELS[part].model_fields[field.name].annotation)
        if field.name == AS_JSON or not _is_model(inner):
            found.append(field)
            continue
        value = item.get(field.name)
        rows = [(f"{field.name}.{n}", f"{field.label} {n + 1}", row) for n, row in enumerate([*(value or []), {}])]
        for prefix, label, row in rows if many else [(field.name, field.label, value or {})]:
            found += [
                replace(
                    each,
                    name=f"{prefix}.{each.name}",
                    label=f"{label}: {inner_label(field.name, each.name)}",
                    required=False,
                )
                for each in _fields(inner, field.name, row, choices)
            ]
    return tuple(
        replace(field, shown=is_shown(part, field.name, item))
        for field in sorted(found, key=lambda field: place_in_form(part, field.name))
    )


def _fields(model: type[BaseModel], part: str, item: Json, choices: Choices) -> tuple[FormField, ...]:
    return tuple(
        _field(part, name, about, item, choices)
        for name, about in model.model_fields.items()
        if name not in NEVER_ASKED
    )


def form_changes(part: str, fields: Sequence[FormField], given: Mapping[str, object], item: Json, record: Json) -> Json:
    """Return what `form_values` does, with the fields that follow from others: a number or a day is written once.

    Days are read as people write them (`read_day`), and how a day is known does not stay for another day. Raises
    Invalid as `form_values` does.
    """
    published_on = published_day(record)
    drawn = {field.name: field.value for field in fields}
    given = {**given, **dict.fromkeys(said_of_a_former_day(part, drawn, given, published_on), "")}
    days = {
        field.name: read_day(str(given.get(field.name) or ""), published_on) for field in fields if field.kind == "day"
    }
    given |= {name: each.isoformat() for name, each in days.items() if each}
    changes = with_whole_days(part, form_values(fields, given, item))
    after = {field: value for field, value in {**item, **changes}.items() if value is not None}
    return changes | following(part, after, record)


def form_values(fields: Sequence[FormField], given: Mapping[str, object], item: Json) -> Json:
    """Return what differs from an item in what was written into its form; None takes a field away.

    Raises Invalid, with a message for each field that cannot be read.
    """
    read: Json = {}
    problems = []
    for field in fields:
        try:
            read[field.name] = _read(field, given.get(field.name, field.value))
        except ValueError as error:
            problems.append(Problem(str(item.get("id", "")), field.name, str(error)))
    if problems:
        raise Invalid(tuple(problems))
    return {
        name: value
        for name, value in _put_together(read).items()
        if value != item.get(name) and not (value is None and not item.get(name))
    }


def _put_together(read: Json) -> Json:
    """Values by the names of fields, with “date_basis.kind” and “actors.0.role” where the record has them."""
    whole: Json = {name: value for name, value in read.items() if "." not in name}
    inner: dict[str, dict[str, Json]] = {}
    for name, value in read.items():
        parent, _, rest = name.partition(".")
        number, _, field = rest.rpartition(".")
        if rest:
            row = inner.setdefault(parent, {}).setdefault(number, {})
            row |= {} if value is None else {field: value}
    for parent, rows in inner.items():
        given = [row for row in rows.values() if row]
        whole[parent] = (given[0] if "" in rows else given) if given else None
    return whole


def _field(part: str, name: str, about: FieldInfo, item: Json, choices: Choices) -> FormField:
    value = item.get(name)
    kind, options = _kind(part, name, about.annotation, choices)
    return FormField(
        name=name,
        label=name.replace("_", " ").capitalize(),
        kind=kind,
        value=_written(kind, value),
        options={key: words for key, words in options.items() if key != item.get("id") or name not in CLAIM_REFERENCES},
        required=about.is_required() and f"{part}.{name}" not in FILLED_IN,
        help=about.description or help_for(part, name),
        takes_new=name == TOPICS,
    )


def _kind(part: str, name: str, annotation: Any, choices: Choices) -> tuple[Kind, Mapping[str, str]]:
    one, many = _one_and_many(annotation)
    record = choices.record
    if part == "claims" and name in CLAIM_REFERENCES:
        return "choices" if many else "choice", {**_ids("claims", record), **choices.published}
    if part == "quotes" and name == "part_of":
        return "choice", _ids("quotes", record)
    if name == TOPICS:
        return "choices", {**choices.topics, **_ids(TOPICS, record)}
    if name in REFERENCES or (part == "facts" and name == "actors"):
        return "choices" if many else "choice", _ids(REFERENCES.get(name, "actors"), record)
    if isinstance(one, type) and issubclass(one, Enum):
        return "choices" if many else "choice", {each.value: getattr(each, "label", each.value) for each in one}
    if get_origin(one) is Literal:
        return "choice", {str(each): str(each) for each in get_args(one)}
    if many and one is str:
        return "lines", {}
    if _is_model(one):
        return "json", {}
    return ("number" if one in (int, float) else "day" if one is dt.date else "text"), {}


def _one_and_many(annotation: Any) -> tuple[Any, bool]:
    """The type of a field, or of each entry of its list, and whether it is a list."""
    inner = _without_none(annotation)
    many = get_origin(inner) is list
    return (_without_none(get_args(inner)[0]) if many else inner), many


def _is_model(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)


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
    parts = ("events", "claims", "quotes", "facts") if part == "items" else (part,)
    return {str(each.get("id")): option_name(name, each) for name in parts for each in members(record, name)}


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
