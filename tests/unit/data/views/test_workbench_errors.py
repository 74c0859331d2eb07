"""Errors of a form, at their fields and in its labels."""

from typing import Any

import pytest

from data.views.workbench_errors import field_errors, not_saved
from data.views.workbench_form import Choices, form_fields
from data.workbench.checks import Invalid, model_problems

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("part", "changes", "field"),
    [
        ("quotes", {"spoken_on": "2023-03-01", "spoken_precision": "unknown"}, "spoken_precision"),
        ("quotes", {"contents": []}, "contents"),
        ("quotes", {"quote_type": "indirect"}, "paraphrase"),
        ("claims", {"value": None, "low": None}, "value"),
        ("claims", {"value_text": "dozens"}, "value_text"),
        ("claims", {"as_of": "2023-05-01"}, "as_of"),
        ("events", {"date_basis": None}, "date_basis"),
        ("events", {"end": "2001-01-01"}, "end"),
        ("places", {"lat": None}, "lat"),
    ],
)
def test_an_error_is_told_at_its_field_without_names_of_programs(
    part: str, changes: Json, field: str, small_record: Json
) -> None:
    """Guards against a message above the form that speaks of names which no field of it has."""
    item = small_record[part][0] | changes
    fields = form_fields(part, item, Choices(small_record))
    found = field_errors(Invalid(model_problems(part, item)).fields, fields)
    assert set(found) == {field}
    assert "_" not in found[field]


def test_each_missing_field_is_told_at_itself_and_named_at_the_button(small_record: Json) -> None:
    """Guards against two missing fields that are told together where neither stands."""
    item = {name: value for name, value in small_record["quotes"][0].items() if name not in ("speaker", "cue")}
    fields = form_fields("quotes", item, Choices(small_record))
    found = field_errors(Invalid(model_problems("quotes", item)).fields, fields)
    assert set(found) == {"speaker", "cue"}
    assert "Speaker, Cue" in not_saved(found, fields)
    assert not_saved({}, fields) == ""
