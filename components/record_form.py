"""A form made from the fields of a record's model, with the validator's sentence below each field that is wrong."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.markdown import plain_text
from data.views.workbench_errors import field_errors, not_saved
from data.views.workbench_form import FormField


def record_form(fields: Sequence[FormField], errors: Mapping[str, str], *, key: str) -> dict[str, object] | None:
    """Draw the form, and return what is written in it when it is sent; None before that.

    `errors` has a sentence for each field; those of no field stand above the form.
    """
    # What is wrong with a value as a whole (“date_basis”) stands beside the first of its own fields.
    groups = {field.name.partition(".")[0]: field.name for field in reversed(fields)}
    told = field_errors(errors, fields)
    at = {groups.get(name, name): message for name, message in told.items()}
    for name, message in at.items():
        if name not in {field.name for field in fields}:
            st.error(plain_text(message))
    with st.form(key=key, border=False):
        given = {field.name: _widget(field, at.get(field.name, ""), key) for field in fields if field.shown}
        others = [field for field in fields if not field.shown]
        with st.expander("More fields", expanded=any(field.name in at for field in others)):
            given |= {field.name: _widget(field, at.get(field.name, ""), key) for field in others}
        if words := not_saved(told, fields):
            st.error(plain_text(words))
        sent = st.form_submit_button("Save", type="primary", key=f"{key}-save")
    return given if sent else None


def _widget(field: FormField, error: str, key: str) -> object:
    label = f"{field.label} *" if field.required else field.label
    about, name = field.help or None, f"{key}-{field.name}"
    value: object
    if field.kind == "choices":
        assert isinstance(field.value, tuple)
        options = list(dict.fromkeys([*field.options, *field.value]))
        value = st.multiselect(
            label,
            options,
            list(field.value),
            format_func=lambda each: field.options.get(each, each),
            help=about,
            key=name,
        )
    elif field.kind == "choice":
        options = list(dict.fromkeys(["", *field.options, str(field.value)]))
        value = st.selectbox(
            label,
            options,
            options.index(str(field.value)),
            format_func=lambda each: field.options.get(each, each) or "not given",
            help=about,
            key=name,
        )
    elif field.kind in ("json", "lines") or len(str(field.value)) > 60:
        value = st.text_area(label, str(field.value), help=about, key=name, height=90)
    else:
        value = st.text_input(label, str(field.value), help=about, key=name)
    if error:
        st.caption(f":red[:material/error: {plain_text(error)}]")
    return value
