"""Two figures held against each other: every pair of qualifiers on one day, and a count that grows over two."""

from itertools import combinations, combinations_with_replacement
from math import inf
from typing import Any

import pytest

from data.figures.disagreement import ComparableFigure, Interval, day_of, interval_of, reason, verdict
from data.records.vocabulary import Qualifier, Verdict

Figure = dict[str, Any]

COMPATIBLE, INCOMPATIBLE, OPEN = Verdict.COMPATIBLE, Verdict.INCOMPATIBLE, Verdict.OPEN
EXACT, MORE_THAN, AT_LEAST, ABOUT, VAGUE = Qualifier
FRIDAY, SUNDAY = "2022-01-07", "2022-01-09"
QUALIFIED = {"": EXACT, "more than": MORE_THAN, "at least": AT_LEAST, "about": ABOUT, "some": ABOUT}


def figure(words: str, day: str = FRIDAY) -> Figure:
    """A figure of a day by its words, as a record has it: “18”, “more than 3,000”, “about 5,800”, “dozens”."""
    qualified, _, number = words.rpartition(" ")
    value = float(number.replace(",", "")) if number[0].isdigit() else None
    qualifier = VAGUE if value is None else QUALIFIED[qualified]
    return {
        "qualifier": qualifier,
        "value": value,
        "low": None if qualifier is ABOUT else value,
        "high": value if qualifier is EXACT else None,
        "as_of": day,
        "reported_on": SUNDAY,
    }


ONE_DAY = [
    ("18", "18", COMPATIBLE),
    ("18", "16", INCOMPATIBLE),
    ("3,811", "more than 3,800", COMPATIBLE),
    ("3,811", "more than 3,810", COMPATIBLE),
    ("3,811", "more than 3,811", INCOMPATIBLE),
    ("3,811", "more than 3,900", INCOMPATIBLE),
    ("18", "at least 12", COMPATIBLE),
    ("12", "at least 12", COMPATIBLE),
    ("11", "at least 12", INCOMPATIBLE),
    ("5,750", "about 5,800", COMPATIBLE),
    ("5,850", "about 5,800", COMPATIBLE),
    ("5,749", "about 5,800", OPEN),
    ("5,700", "about 5,800", OPEN),
    ("5,851", "about 5,800", OPEN),
    ("5,900", "about 5,800", OPEN),
    ("5,699", "about 5,800", INCOMPATIBLE),
    ("5,901", "about 5,800", INCOMPATIBLE),
    ("18", "dozens", OPEN),
    ("more than 3,000", "more than 3,800", COMPATIBLE),
    ("more than 3,000", "at least 9,000", COMPATIBLE),
    ("more than 9,000", "at least 3,000", COMPATIBLE),
    ("more than 5,849", "about 5,800", COMPATIBLE),
    ("more than 5,850", "about 5,800", OPEN),
    ("more than 5,899", "about 5,800", OPEN),
    ("more than 5,900", "about 5,800", INCOMPATIBLE),
    ("more than 3,000", "dozens", OPEN),
    ("at least 12", "at least 400", COMPATIBLE),
    ("at least 12", "about 5,800", COMPATIBLE),
    ("at least 5,850", "about 5,800", COMPATIBLE),
    ("at least 5,851", "about 5,800", OPEN),
    ("at least 5,900", "about 5,800", OPEN),
    ("at least 5,901", "about 5,800", INCOMPATIBLE),
    ("at least 12", "dozens", OPEN),
    ("about 5,800", "about 5,800", COMPATIBLE),
    ("about 5,800", "about 5,900", COMPATIBLE),
    ("about 5,800", "about 6,000", COMPATIBLE),
    ("about 5,800", "about 5,880", OPEN),
    ("about 5,800", "about 5,910", OPEN),
    ("about 5,800", "about 5,920", INCOMPATIBLE),
    ("about 5,800", "about 6,100", INCOMPATIBLE),
    ("about 400", "dozens", OPEN),
    ("dozens", "dozens", OPEN),
    ("dozens", "several", OPEN),
]


@pytest.mark.parametrize(("one", "other", "expected"), ONE_DAY)
def test_two_figures_of_one_day_can_both_be_true_where_a_number_fits_the_words_of_both(
    one: str, other: str, expected: Verdict
) -> None:
    """Guards against a number that is one too many or too few, and against an answer that depends on who is first."""
    assert verdict(figure(one), figure(other)) is expected
    assert verdict(figure(other), figure(one)) is expected


def test_every_pair_of_qualifiers_was_held_against_each_other_with_every_verdict_it_can_have() -> None:
    """Guards the table above against a pair, or a verdict of a pair, that nobody thought of."""

    def possible(pair: frozenset[str]) -> set[Verdict]:
        if VAGUE in pair:
            return {OPEN}
        if pair <= {MORE_THAN, AT_LEAST}:
            return {COMPATIBLE}
        return {COMPATIBLE, INCOMPATIBLE, OPEN} if ABOUT in pair else {COMPATIBLE, INCOMPATIBLE}

    found: dict[frozenset[str], set[Verdict]] = {}
    for one, other, expected in ONE_DAY:
        pair = frozenset({figure(one)["qualifier"], figure(other)["qualifier"]})
        found.setdefault(pair, set()).add(expected)
    pairs = [frozenset(pair) for pair in combinations_with_replacement(Qualifier, 2)]
    assert len(pairs) == 15
    assert found == {pair: possible(pair) for pair in pairs}


TWO_DAYS = [
    # the words of the earlier day, those of the later one
    ("2,298", "3,811", COMPATIBLE),
    ("18", "18", COMPATIBLE),
    ("18", "16", INCOMPATIBLE),
    ("more than 3,800", "3,811", COMPATIBLE),
    ("more than 3,811", "3,811", INCOMPATIBLE),
    ("more than 3,900", "3,811", INCOMPATIBLE),
    ("3,811", "more than 3,000", COMPATIBLE),
    ("more than 3,900", "more than 3,000", COMPATIBLE),
    ("at least 12", "12", COMPATIBLE),
    ("at least 12", "11", INCOMPATIBLE),
    ("18", "at least 12", COMPATIBLE),
    ("about 5,800", "7,939", COMPATIBLE),
    ("about 5,800", "5,750", COMPATIBLE),
    ("about 5,800", "5,749", OPEN),
    ("about 5,800", "5,700", OPEN),
    ("about 5,800", "5,699", INCOMPATIBLE),
    ("about 5,800", "5,000", INCOMPATIBLE),
    ("5,850", "about 5,800", COMPATIBLE),
    ("5,900", "about 5,800", OPEN),
    ("7,939", "about 5,800", INCOMPATIBLE),
    ("more than 5,899", "about 5,800", OPEN),
    ("more than 5,900", "about 5,800", INCOMPATIBLE),
    ("about 5,800", "at least 12", COMPATIBLE),
    ("about 5,800", "about 9,000", COMPATIBLE),
    ("about 9,000", "about 5,800", INCOMPATIBLE),
    ("dozens", "3", OPEN),
    ("3", "dozens", OPEN),
]


@pytest.mark.parametrize(("earlier", "later", "expected"), TWO_DAYS)
def test_from_one_day_to_another_a_count_may_grow_and_not_fall(earlier: str, later: str, expected: Verdict) -> None:
    """Guards against growth that is taken for a disagreement, and against the order of asking deciding which is later.

    It must not matter either that both stood in reports of one day.
    """
    one, other = figure(earlier, FRIDAY), figure(later, SUNDAY)
    assert verdict(one, other) is expected
    assert verdict(other, one) is expected


FOUR_COUNTS = ("more than 3,000", "more than 3,700", "more than 3,800", "3,811")


@pytest.mark.parametrize(("one", "other"), list(combinations(FOUR_COUNTS, 2)))
def test_the_four_counts_of_people_held_on_7_january_can_all_be_true(one: str, other: str) -> None:
    """Guards against four reports of one and the same day being shown as if they contradicted each other."""
    assert verdict(figure(one), figure(other)) is COMPATIBLE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("18", Interval(18, 18, 18, 18)),
        ("0", Interval(0, 0, 0, 0)),
        ("at least 12", Interval(12, inf, 12, inf)),
        ("more than 3,000", Interval(3001, inf, 3001, inf)),
        ("about 5,800", Interval(5750, 5850, 5700, 5900)),
        ("about 5,000", Interval(4500, 5500, 4000, 6000)),
        ("about 17", Interval(17, 17, 16, 18)),
        ("some 500", Interval(450, 550, 400, 600)),
        ("about 0", Interval(0, 0, -1, 1)),
        ("dozens", None),
    ],
)
def test_words_allow_the_numbers_that_they_can_mean(words: str, expected: Interval | None) -> None:
    """Guards against “more than” that lets the number itself in, and “about” that is as wide for 17 as for 5,800."""
    given = figure(words)
    assert interval_of(given["qualifier"], given["value"], given["low"], given["high"]) == expected


def test_bounds_that_a_source_gives_itself_stand_for_its_about() -> None:
    """Guards against our own reading of “about” where the source says how wide it is meant."""
    bounded = figure("about 400") | {"low": 380.0, "high": 390.0}
    assert interval_of(ABOUT, 400, 380, 390) == Interval(380, 390, 380, 390)
    assert verdict(bounded, figure("390")) is COMPATIBLE
    assert verdict(bounded, figure("391")) is INCOMPATIBLE


@pytest.mark.parametrize(
    ("as_of", "expected"), [(FRIDAY, FRIDAY), (None, SUNDAY)], ids=["the day is stated", "the day is not stated"]
)
def test_the_day_of_a_figure_is_that_of_its_report_where_it_says_none(as_of: str | None, expected: str) -> None:
    """Guards against a figure without a day of its own being left out, or being held to be of every day."""
    assert day_of(figure("18") | {"as_of": as_of, "reported_on": SUNDAY}) == expected


@pytest.mark.parametrize(
    ("as_of", "reported_on", "expected"),
    [(FRIDAY, SUNDAY, COMPATIBLE), (None, SUNDAY, INCOMPATIBLE), (None, FRIDAY, INCOMPATIBLE)],
    ids=["of an earlier day, reported later", "reported later", "reported on the same day"],
)
def test_which_of_two_figures_is_later_is_told_by_the_days_that_they_speak_of(
    as_of: str | None, reported_on: str, expected: Verdict
) -> None:
    """Guards against the day of a report standing before the day that a figure itself names."""
    lower = figure("16") | {"as_of": as_of, "reported_on": reported_on}
    assert verdict(figure("18", "2022-01-08" if as_of else FRIDAY), lower) is expected


REASONS = [
    (figure("18"), figure("16"), INCOMPATIBLE, "no number fits both for one and the same day"),
    (figure("18"), figure("16", SUNDAY), INCOMPATIBLE, "the later figure is lower"),
    (figure("18"), figure("at least 12"), COMPATIBLE, "there are numbers that fit both"),
    (figure("18"), figure("225", SUNDAY), COMPATIBLE, "the count may have grown from one day to the other"),
    (figure("18"), figure("225") | {"as_of": None}, COMPATIBLE, "one of them has no day, so the count may have grown"),
    (figure("18"), figure("dozens"), OPEN, "words without a number"),
    (figure("dozens"), figure("about 400", SUNDAY), OPEN, "words without a number"),
    (figure("5,900"), figure("about 5,800"), OPEN, "how wide “about” is meant"),
    (figure("about 5,800"), figure("5,700", SUNDAY), OPEN, "how wide “about” is meant"),
]


@pytest.mark.parametrize(("one", "other", "expected", "sentence"), REASONS)
def test_every_verdict_gives_its_reason(one: Figure, other: Figure, expected: Verdict, sentence: str) -> None:
    """Guards against a verdict that a reader must take on trust, and against a reason for another verdict."""
    assert verdict(one, other) is expected
    assert reason(one, other).startswith(sentence)
    assert reason(other, one) == reason(one, other)


def test_no_pair_is_left_without_a_reason() -> None:
    """Guards against a verdict whose reason nobody wrote, and against one for two: each has its own, of each kind."""
    given = [(figure(one), figure(other)) for one, other, _ in ONE_DAY]
    given += [(figure(one), figure(other, SUNDAY)) for one, other, _ in TWO_DAYS]
    of: dict[Verdict, set[str]] = {}
    for one, other in given:
        of.setdefault(verdict(one, other), set()).add(reason(one, other))
    assert {expected: len(sentences) for expected, sentences in of.items()} == dict.fromkeys(Verdict, 2)
    assert len(set.union(*of.values())) == 6


@pytest.mark.parametrize(
    ("part", "whole", "day", "exceeds"),
    [
        ((EXACT, 18), (EXACT, 16), FRIDAY, True),
        ((EXACT, 18), (EXACT, 18), FRIDAY, False),
        ((EXACT, 18), (AT_LEAST, 16), FRIDAY, False),
        ((MORE_THAN, 16), (EXACT, 16), FRIDAY, True),
        ((AT_LEAST, 16), (EXACT, 16), FRIDAY, False),
        ((EXACT, 18), (EXACT, 16), SUNDAY, False),
        ((VAGUE, None), (EXACT, 16), FRIDAY, False),
    ],
)
def test_a_part_is_never_larger_than_the_whole_of_its_day_or_a_later_one(
    part: tuple[str, float | None], whole: tuple[str, float | None], day: str, exceeds: bool
) -> None:
    """Guards against a city's dead standing beside fewer in the country, and against a whole that grew since."""

    def held(figure: tuple[str, float | None], on: str) -> ComparableFigure:
        return ComparableFigure(on, interval_of(*figure))

    assert held(part, day).exceeds(held(whole, "2022-01-08")) is exceeds
