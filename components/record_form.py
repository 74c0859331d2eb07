"""A form made from the fields of a record's model, with the validator's sentence below each field that is wrong."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

import streamlit as st

from components.callbacks import uninterrupted
from components.markdown import plain_text
from data.views.workbench_errors import field_errors
from data.views.workbench_form import FormField

NAMING = ("actors", "asserted_by", "attributed_to", "place", "places", "speaker", "within")
"""Fields that name an actor or a place of the record."""

Kept = MutableMapping[str, object]
"""What is written into a form and differs from its fields, by the field's name."""


def record_form(
    fields: Sequence[FormField],
    errors: Mapping[str, str],
    *,
    key: str,
    kept: Kept,
    below: Callable[[], None] | None = None,
    beside: Callable[[FormField], None] | None = None,
) -> None:
    """Draw the fields, each with what is `kept` of it, and keep there what is written; `written_in` returns it all.

    Each field is sent when it is left, not with a button (`st.form`): the browser would forget the others as soon as
    something else is shown. `errors` has a sentence for each field: those that are wrong come first, and above them
    what is of no field. `below` draws what stands before “More fields”,
    `beside` what there is to say of a field.
    """
    # What is wrong with a value as a whole (“date_basis”) stands beside the first of its own fields.
    groups = {field.name.partition(".")[0]: field.name for field in reversed(fields)}
    at = {groups.get(name, name): message for name, message in field_errors(errors, fields).items()}
    for name, message in at.items():
        if name not in {field.name for field in fields}:
            st.error(plain_text(message))
    wrong = [field for field in fields if field.name in at]
    for field in (*wrong, *(field for field in fields if field.shown and field not in wrong)):
        _widget(field, at.get(field.name, ""), key, kept)
        if beside:
            beside(field)
    if any(field.name in NAMING for field in fields if field.shown):
        st.caption("Not in a list yet? Mark the name in the text, and add it as an actor or a place: this form waits.")
    if below:
        below()
    others = [field for field in fields if not field.shown and field not in wrong]
    with st.expander("More fields", expanded=any(field.name in kept for field in others)):
        for field in others:
            _widget(field, "", key, kept)
            if beside:
                beside(field)


def written_in(fields: Sequence[FormField], *, key: str, kept: Kept) -> dict[str, object]:
    """Return what is written in each field of a form, also what was sent with the press that asks for it."""
    drawn = {field.name: kept.get(field.name, field.value) for field in fields}
    return {name: st.session_state.get(f"{key}-{name}", value) for name, value in drawn.items()}


def fill_in(fields: Sequence[FormField], values: Mapping[str, str], *, key: str, kept: Kept) -> None:
    """In a callback: write values into fields of a form, as if somebody had written them there."""
    for field in fields:
        if field.name in values:
            kept[field.name] = st.session_state[f"{key}-{field.name}"] = values[field.name]


def reset(fields: Sequence[FormField], *, key: str) -> None:
    """In a callback: show in each field of a form what its item has, for a form that stays on the page."""
    for field in fields:
        st.session_state[f"{key}-{field.name}"] = _as_drawn(field)


@uninterrupted
def _keep(field: FormField, name: str, kept: Kept) -> None:
    value = st.session_state[name]
    if value == _as_drawn(field):
        kept.pop(field.name, None)
    else:
        kept[field.name] = value


def _as_drawn(field: FormField) -> object:
    return list(field.value) if field.kind == "choices" else str(field.value)


def _option(field: FormField, value: str) -> str:
    """A value by its name; one that is not among those to choose from is told as what it will be, or as not there."""
    if not value or value in field.options:
        return field.options.get(value, "not given")
    return value if field.takes_new else f"“{value}”: not in this draft"


def _widget(field: FormField, error: str, key: str, kept: Kept) -> None:
    label = f"{field.label} *" if field.required else field.label
    about, name = field.help or None, f"{key}-{field.name}"
    if kept.get(field.name) == _as_drawn(field):
        kept.pop(field.name)
    value = st.session_state.setdefault(name, kept.get(field.name, _as_drawn(field)))
    keep: dict[str, Any] = {"on_change": _keep, "args": (field, name, kept)}
    if field.kind == "choices":
        options = list(dict.fromkeys([*field.options, *field.value, *value]))
        st.multiselect(
            label,
            options,
            format_func=lambda each: _option(field, each),
            help=about,
            key=name,
            accept_new_options=field.takes_new,
            # Enter takes the first line of the list: it has to be one value, not “Select 2 matches”; and what is chosen
            # already, and so in the list no more, must not have letters of another value in its place.
            select_all=False,
            filter_mode="contains",
            **keep,
        )
    elif field.kind == "choice":
        options = list(dict.fromkeys(["", *field.options, str(field.value), str(value)]))
        st.selectbox(
            label,
            options,
            format_func=lambda each: _option(field, each),
            help=about,
            key=name,
            **keep,
        )
    elif field.kind in ("json", "lines") or len(str(field.value)) > 60:
        st.text_area(label, help=about, key=name, height=90, **keep)
    else:
        st.text_input(label, help=about, key=name, **keep)
    if error:
        st.markdown(f":small[:red[:material/error: {plain_text(error)}]]")
