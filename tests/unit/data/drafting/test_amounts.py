"""Numbers in words and digits, vague words, and what qualifies them."""

import pytest

from data.drafting.amounts import Amount, amounts_in
from data.drafting.tokens import tokens_of
from data.records.vocabulary import Qualifier


def found(words: str) -> list[tuple[str, Amount]]:
    tokens = tokens_of(words)
    return [(words[tokens[each.first].start : tokens[each.end - 1].end], each) for each in amounts_in(tokens)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("eighteen", 18), ("forty-two", 42), ("a dozen", 12), ("half a dozen", 6), ("two dozen", 24),
        ("two hundred", 200), ("two hundred and six", 206), ("one thousand three hundred", 1300), ("a hundred", 100),
        ("1.5 million", 1_500_000), ("1.5m", 1_500_000), ("half a million", 500_000), ("1,300", 1300),
        ("1 300", 1300), ("1\u00a0300", 1300), ("1,00,000", 100_000), ("26", 26), ("3 million", 3_000_000),
        ("another 26", 26), ("a further 26", 26), ("26 more", 26), ("two hundred thousand", 200_000),
    ],
)  # fmt: skip
def test_a_number_is_read_in_words_and_in_digits(words: str, value: float) -> None:
    """Guards against a number whose first or last part is taken for all of it."""
    assert found(f"In all {words} people came") == [
        (words, Amount(2, 2 + len(tokens_of(words)), Qualifier.EXACT, value, value, value))
    ]


@pytest.mark.parametrize(
    ("words", "qualifier", "value", "low", "high"),
    [
        ("more than 3,800", Qualifier.MORE_THAN, 3800, 3800, None),
        ("over 3,800", Qualifier.MORE_THAN, 3800, 3800, None),
        ("at least twelve", Qualifier.AT_LEAST, 12, 12, None),
        ("12 or more", Qualifier.AT_LEAST, 12, 12, None),
        ("some 500", Qualifier.ABOUT, 500, None, None),
        ("nearly a dozen", Qualifier.ABOUT, 12, None, None),
        ("up to 60", Qualifier.ABOUT, 60, None, 60),
        ("between 20 and 30", Qualifier.ABOUT, 20, 20, 30),
        ("20 to 30", Qualifier.ABOUT, 20, 20, 30),
        ("20–30", Qualifier.ABOUT, 20, 20, 30),
        ("dozens", Qualifier.VAGUE, None, None, None),
        ("tens of thousands", Qualifier.VAGUE, None, None, None),
        ("several hundred", Qualifier.VAGUE, None, None, None),
        ("a few dozen", Qualifier.VAGUE, None, None, None),
        ("hundreds more", Qualifier.VAGUE, None, None, None),
    ],
)
def test_words_around_a_number_qualify_it(
    words: str, qualifier: Qualifier, value: float | None, low: float | None, high: float | None
) -> None:
    """Guards against an open end that is closed, and a vague word that becomes a number."""
    ((text, amount),) = found(f"Today {words} people came")
    assert text == words
    assert (amount.qualifier, amount.value, amount.low, amount.high) == (qualifier, value, low, high)


@pytest.mark.parametrize(
    "words",
    [
        "26-year-old", "7:45", "1e999", "G7", "$300", "12%", "0800 555 0199", "3/4", "26th", "9" * 400, "1.300", "3-1",
        "\x00", "a",
    ],
)  # fmt: skip
def test_a_number_that_belongs_to_something_else_is_none(words: str) -> None:
    """Guards against ages, times, prices, telephone numbers and results that count people."""
    assert found(f"He had {words} there") == []


def test_a_rise_is_no_range() -> None:
    """Guards against “from 164 to 225” being read as a doubt about one figure."""
    assert [text for text, _ in found("The toll rose from 164 to 225")] == ["164", "225"]


def test_a_month_before_a_number_keeps_it_from_the_next() -> None:
    """Guards against “May 3 200 people” being read as 3,200 people."""
    assert found("On May 3 200 people came") == []
