"""What a form says beside a day while it is written."""

from typing import Any

import pytest

from data.views.workbench_day_hints import STALE, day_hints, is_of_another_time
from data.views.workbench_form import Choices, FormField, form_changes, form_fields

Json = dict[str, Any]

RECORD: Json = {"article": {"id": "ledger-2023-03-09", "date_published": "2023-03-09"}}

FIGURE: Json = {"id": "four", "as_of": "2023-03-07", "as_of_basis": "“Tuesday”, read from the day of publication."}


@pytest.fixture
def fields() -> tuple[FormField, ...]:
    """The fields of a figure."""
    return form_fields("claims", FIGURE, Choices(RECORD))


def given(fields: tuple[FormField, ...], **written: str) -> Json:
    return {field.name: field.value for field in fields} | written


def test_a_day_in_words_is_told_before_it_is_saved_and_saved_so(fields: tuple[FormField, ...]) -> None:
    """Guards against a day of the week that is refused, and one that is read without being shown."""
    written = given(fields, as_of="Monday", as_of_basis="A caption.")
    assert day_hints("claims", fields, written, RECORD) == {"as_of": "Read as Mon 6 Mar 2023."}
    changes = form_changes("claims", fields, written, FIGURE, RECORD)
    assert (changes["as_of"], changes["as_of_basis"]) == ("2023-03-06", "A caption.")


@pytest.mark.parametrize("written", ["1987", "1987-04"])
def test_a_figure_of_another_year_is_told_to_be_background(fields: tuple[FormField, ...], written: str) -> None:
    """Guards against “1987” that is only refused: nobody says then where the figure belongs."""
    hints = day_hints("claims", fields, given(fields, as_of=written), RECORD)
    assert "belongs into the background" in hints["as_of"]
    of_day = next(field for field in fields if field.name == "as_of")
    assert is_of_another_time("claims", of_day, {"as_of": written})
    assert not is_of_another_time("claims", of_day, {"as_of": "1987-04-02"})
    assert not is_of_another_time("events", of_day, {"as_of": written})


def test_what_was_said_of_a_former_day_is_told_and_not_saved(fields: tuple[FormField, ...]) -> None:
    """Guards against “Tuesday” as the reason for a Monday that was set by hand."""
    written = given(fields, as_of="2023-03-06")
    assert day_hints("claims", fields, written, RECORD) == {"as_of_basis": STALE}
    changes = form_changes("claims", fields, written, FIGURE, RECORD)
    assert (changes["as_of"], changes["as_of_basis"]) == ("2023-03-06", None)


def test_a_form_that_nobody_wrote_in_says_nothing(fields: tuple[FormField, ...]) -> None:
    """Guards against a form full of sentences."""
    assert day_hints("claims", fields, given(fields), RECORD) == {}


def test_an_event_with_another_day_says_anew_how_it_is_known() -> None:
    """Guards against a printed day as the basis of one that was worked out."""
    basis = {"kind": "explicit", "how": "“7 March”: a written date."}
    event: Json = {"id": "march", "start": "2023-03-07", "date_basis": basis, "time_precision": "day"}
    fields = form_fields("events", event, Choices(RECORD))
    changes = form_changes("events", fields, given(fields, start="6 March"), event, RECORD)
    assert (changes["start"], changes["date_basis"]) == ("2023-03-06", None)
