"""Days as people write them, and what tells how a day is known."""

import datetime as dt

import pytest

from data.workbench.written_days import NO_YEAR, published_day, read_day, said_of_a_former_day

THURSDAY = dt.date(2023, 3, 9)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-03-07", "2023-03-07"),
        ("07.03.2023", "2023-03-07"),
        ("7. 3. 2023", "2023-03-07"),
        ("7 March 2023", "2023-03-07"),
        ("March 7, 2023", "2023-03-07"),
        ("7 March", "2023-03-07"),
        ("Thursday", "2023-03-09"),
        (" tuesday ", "2023-03-07"),
        ("yesterday", "2023-03-08"),
        ("7/3/2023", None),
        ("31.2.2023", None),
        ("2015", None),
        ("March 2023", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: str | None) -> None:
    """Guards against a field that takes one form of a day alone, and against a day that is guessed."""
    assert read_day(written, THURSDAY) == (dt.date.fromisoformat(day) if day else None)


def test_without_a_day_of_publication_only_whole_days_are_read() -> None:
    """Guards against “Thursday” as a day at the end of all years."""
    assert published_day({}) == NO_YEAR
    assert read_day("Thursday", NO_YEAR) is None
    assert read_day("7 March 2023", NO_YEAR) == dt.date(2023, 3, 7)


@pytest.mark.parametrize(
    ("written", "stale"),
    [
        ({}, ()),
        ({"as_of": "Tuesday"}, ()),
        ({"as_of": "Monday"}, ("as_of_basis",)),
        ({"as_of": ""}, ("as_of_basis",)),
        ({"as_of": "Monday", "as_of_basis": "The caption names the day."}, ()),
    ],
)
def test_how_a_day_is_known_does_not_stay_for_another_day(written: dict[str, str], stale: tuple[str, ...]) -> None:
    """Guards against “Tuesday” as the reason for a Monday, which nobody wrote."""
    drawn = {"as_of": "2023-03-07", "as_of_basis": "“Tuesday”, read from the day of publication."}
    assert said_of_a_former_day("claims", drawn, drawn | written, THURSDAY) == stale
