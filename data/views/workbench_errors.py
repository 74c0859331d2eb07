"""What is wrong with an item, at the field where it belongs and in the words of its form."""

import re
from collections.abc import Mapping, Sequence

from data.views.workbench_form import FormField
from data.views.workbench_names import in_plain_names
from data.workbench.drafts import Json
from data.workbench.naming import label_of

_AT: Sequence[tuple[str, str, str]] = (
    ("is before start", "end", "End is before Start"),
    ("without a start has time_precision", "time_precision", "Give Start, or choose “Undated”"),
    ("has neither end nor ongoing_as_of", "start", "Give Start too: without it there is no End"),
    ("has no end", "end", "What was still going on has no End: take one of the two out"),
    ("says in date_basis", "date_basis", "Say how the day is known: whether it is printed, and in which words"),
    ("needs its value", "value", "Give the number, or choose “in words only”"),
    ("is below low", "high", "The highest number is below the lowest"),
    ("is after reported_on", "as_of", "This day is after that of the report"),
    ("no anchor holds the figure", "value_text", "These words are not among those that were marked in the text"),
    ("an indirect statement has", "paraphrase", "Write in your own words what was said, and leave Contents empty"),
    ("needs its contents", "contents", "Give the words between the quotation marks"),
    ("has spoken_precision", "spoken_precision", "Choose how exact the day is"),
    ("no anchor holds exactly", "contents", "These are not to the letter the words that were marked in the text"),
    ("stand together", "lat", "Latitude, longitude and their source stand together: give all three or none"),
)
"""A part of a model's message about several fields, the field to tell it at, and how."""

_DAY_NEEDED = re.compile(r"such as \d{4}-06-24$")
"""How messages about a day end; what does not have to be given may be left empty instead."""

_AT_FIELD = re.compile(r"([a-z_]+)(?:[.\[][a-z_0-9.\[\]]*)?: (.*)")
"""A problem as `item_problems` tells it: its field, with what is inside of it, and what is wrong."""

_MISSING = re.compile(r"(\w+(?: and \w+)*) are missing and must be given")


def field_errors(errors: Mapping[str, str], fields: Sequence[FormField]) -> dict[str, str]:
    """Return the message for each field of a form. `errors` are those of `Invalid.fields`; “file” is of several."""
    found: dict[str, str] = {}
    for name, message in errors.items():
        for each in message.split("; ") if name == "file" else [message]:
            if missing := _MISSING.fullmatch(each):
                inside = "" if name == "file" else f"{name}."
                found |= {f"{inside}{one}": "is missing and must be given" for one in missing[1].split(" and ")}
                continue
            at = next(((field, words) for part, field, words in _AT if part in each), (name, each))
            found[at[0]] = at[1]
    optional = {field.name for field in fields if not field.required}
    for name in optional & set(found):
        found[name] += ", or leave it empty" if _DAY_NEEDED.search(found[name]) else ""
    return {name: _in_labels(message, fields) for name, message in found.items()}


def not_saved(errors: Mapping[str, str], fields: Sequence[FormField]) -> str:
    """Return the sentence beside the button: which fields something is wrong with; empty without errors."""
    if not errors:
        return ""
    labels = {field.name.partition(".")[0]: field.label.partition(":")[0] for field in reversed(fields)}
    labels |= {field.name: field.label for field in fields}
    named = ", ".join(dict.fromkeys(labels.get(name, "the item") for name in errors))
    return f"Not saved. Something is missing or wrong: {named}."


def in_form_words(message: str) -> str:
    """Return a model's message about an item as its form tells it: “Give Start too: without it there is no End”."""
    return "; ".join(
        next((words for part, _, words in _AT if part in each), _with_labels(each)) for each in message.split("; ")
    )


def told_of_item(problem: str, record: Json) -> str:
    """Return a problem of an item (“population: should say …”) by the label of its field, and without ids."""
    found = _AT_FIELD.fullmatch(problem)
    field, message = (found[1], found[2]) if found else ("", problem)
    told = in_plain_names(in_form_words(message), record)
    label = label_of(field) if field and field not in ("file", "anchors") else ""
    return f"{label}: {told}" if label else f"{told[:1].upper()}{told[1:]}"


def _with_labels(message: str) -> str:
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda name: f"“{label_of(name.group())}”", message)


def _in_labels(message: str, fields: Sequence[FormField]) -> str:
    for field in fields:
        if "_" in field.name and "." not in field.name:
            message = re.sub(rf"\b{field.name}\b", f"“{field.label}”", message)
    return message
