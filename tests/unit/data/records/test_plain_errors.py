"""Errors of a model in the words of a person who writes a record."""

import re
from typing import Any

import pytest

from data.records.plain_errors import PATTERNS
from data.records.schema import Record
from data.workbench.checks import MODELS, model_problems

Json = dict[str, Any]

MACHINE = re.compile(r"input|valid|string|Timestamp|expected range|pattern|\^\[|characters? at|parse|\bdict\b|\bNone\b")
"""What only programs say."""


@pytest.mark.parametrize(
    ("part", "changes", "told"),
    [
        ("claims", {"as_of": "2015"}, "“2015” is a year, and a day is needed, such as 2015-06-24"),
        ("claims", {"as_of": "2015-06"}, "“2015-06” is a month, and a day is needed"),
        ("claims", {"as_of": "2015-13-01"}, "“2015-13-01” is not a day of the calendar"),
        ("claims", {"as_of": "last May"}, "“last May” cannot be read as a day"),
        ("claims", {"as_of": "2023-02-28T10:00"}, "cannot be read as a day"),
        ("claims", {"value": -2}, "“-2” is too small; it is at least 0"),
        ("claims", {"low": "two"}, "should be a number without quotation marks, not “two”"),
        ("claims", {"asserted_by": "Port Police"}, "“Port Police” cannot stand here: an id has small letters"),
        ("claims", {"value_text": " "}, "is empty; write something there"),
        ("claims", {"topics": "work"}, "should be a list, not “work”"),
        ("quotes", {"cue": 7}, "should be text, not “7”"),
        ("events", {"date_basis": "Printed."}, "should be an object, not “Printed.”"),
        ("events", {"id": "a" * 90}, "is too long; it has at most 80 characters"),
        ("places", {"lat": 200}, "“200” is too large; it is at most 90"),
        ("article", {"url": "www.ledger.example"}, "a web address begins with https://"),
        ("article", {"language": "English"}, "a language is two small letters"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words_with_what_would_be_right(
    part: str, changes: Json, told: str, small_record: Json
) -> None:
    """Guards against “input should be a valid date in the format YYYY-MM-DD, Timestamp is not an exact date”."""
    item = small_record["article"] if part == "article" else small_record[part][0]
    messages = " ".join(problem.message for problem in model_problems(part, item | changes))
    assert told in messages
    assert not MACHINE.search(messages)


@pytest.mark.parametrize("part", MODELS)
@pytest.mark.parametrize("given", ["", "?", 7, -1, 1e9, True, [], ["?"], {"x": 1}, "x" * 300], ids=repr)
def test_no_field_of_any_form_has_a_message_of_a_machine(part: str, given: object, small_record: Json) -> None:
    """Guards against a field whose message nobody has looked at yet."""
    item = small_record["article"] if part == "article" else small_record[part][0]
    for field in MODELS[part].model_fields:
        for problem in model_problems(part, item | {field: given}):
            assert not MACHINE.search(problem.message.replace(str(given), "")), (field, problem.message)


def test_each_pattern_of_the_schema_has_its_words() -> None:
    """Guards against a pattern that is shown to a person as it is."""
    found: set[str] = set()

    def collect(schema: Any) -> None:
        for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
            if key == "pattern" and isinstance(value, str):
                found.add(value)
            elif isinstance(value, dict | list):
                collect(value)

    collect(Record.model_json_schema())
    assert found - {"^[^;]+$"} == set(PATTERNS)  # a name with a semicolon has a sentence of its own
