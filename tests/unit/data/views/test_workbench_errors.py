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


@pytest.mark.parametrize(("field", "may_be_empty"), [("as_of", True), ("reported_on", False)])
def test_a_year_for_a_day_is_told_beside_its_field_with_what_would_be_right(
    field: str, may_be_empty: bool, small_record: Json
) -> None:
    """Guards against an editor who is told of a Timestamp, and who cannot know that nothing is right as well."""
    item = small_record["claims"][0] | {field: "2015"}
    fields = form_fields("claims", item, Choices(small_record))
    told = field_errors(Invalid(model_problems("claims", item)).fields, fields)[field]
    assert told.startswith("“2015” is a year, and a day is needed, such as 2015-06-24")
    assert told.endswith(", or leave it empty") == may_be_empty
