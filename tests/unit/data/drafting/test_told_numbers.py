"""Numbers of a text that a figure may be made of."""

import datetime as dt

import pytest

from data.drafting.told_numbers import told_numbers

PUBLISHED_ON = dt.date(2023, 3, 9)


def found(words: str) -> list[str]:
    return [words[each.start : each.end] for each in told_numbers((words,), PUBLISHED_ON)]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("The army sent 700 reservists to the dam.", ["700"]),
        ("More than 200 were hurt, 31 of them children.", ["More than 200", "31"]),
        ("Dozens of tents stood in two rows, four boats lay ashore.", ["Dozens", "two", "four"]),
        ("Another 26 were taken away in Ostwick.", ["Another 26"]),
        ("One miner was killed.", ["One"]),
        ("At the gate 12 dockers were beaten.", ["12"]),
    ],
)
def test_numbers_that_count_something_are_found_whatever_it_is(words: str, numbers: list[str]) -> None:
    """Guards against a number that nobody sees because no rule knows what it counts."""
    assert found(words) == numbers


@pytest.mark.parametrize(
    "words",
    [
        "It began on 4 March.", "The dam was built in 1962.", "They came back after the 2014 march.",
        "Both men, aged 34 and 51, were taken to hospital.", "Ana Rook, 34, said nothing.", "She is 34 years old.",
        "The firm loses 2 million euros a day.", "It would cut pay by 15 percent.", "It costs $40.",
        "He lives at 12 Harbour Road.", "The ward stands in Rua 25.", "It was Article 5 of the law.",
        "It began at about 10:40.", "The road is 30 kilometres long.", "One of the gates was shut.", "No one came.",
        "The town lies in Block 7.",
    ],
)  # fmt: skip
def test_dates_ages_prices_and_names_are_no_such_numbers(words: str) -> None:
    """Guards against marks in the text that an editor learns to pass over."""
    assert found(words) == []
