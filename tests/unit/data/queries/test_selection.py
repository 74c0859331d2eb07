"""The Selection: to the address and back, what may stand in a link, and what a link can do no harm with."""

import datetime as dt
import random
from dataclasses import FrozenInstanceError, fields, replace
from itertools import combinations, permutations
from typing import Any

import pytest

from data.queries.selection import (
    DATES,
    MAX_SEARCH_LENGTH,
    MOST_SUGGESTIONS,
    ROW_KEYS,
    ListedValues,
    Selection,
    parse_selection,
    requested_day,
)  # fmt: skip
from data.records.vocabulary import FACETS, NOT_STATED

KNOWN = {
    "city": frozenset({"almaty", "aktau", NOT_STATED}),
    "actor": frozenset({"police", "protesters", NOT_STATED}),
    "kind": frozenset({"protest", "violence", "restriction"}),
    "topic": frozenset({"deaths", "arrests", NOT_STATED}),
    "quote_type": frozenset({"direct", "mixed", "scare"}),
    "speaker": frozenset({"police", "kuralai"}),
    "speaker_group": frozenset({"authorities", "media", NOT_STATED}),
    "article": frozenset({"a-1", "a-2"}),
    "item": frozenset({"a-1.first", "a-2.second"}),
}

SAMPLES: dict[str, Any] = {
    **{facet: tuple(sorted(KNOWN[facet])[:2]) for facet in FACETS},
    "date_from": "2022-01-05",
    "date_to": "2022-01-07",
    "known_on": "2022-01-08",
    "q": "“fuel price” café – 50 %&=#?",
    "item": "a-1.first",
    "metric": "detained",
    "about": "a-2.second",
}


def random_selection(seed: int) -> Selection:
    """A Selection in which every field is set or not, with one or more of its values."""
    rng = random.Random(seed)
    chosen: dict[str, Any] = {
        facet: tuple(rng.sample(sorted(KNOWN[facet]), rng.randint(1, len(KNOWN[facet]))))
        for facet in FACETS
        if rng.random() < 0.5
    }
    days = sorted((dt.date(2022, 1, 1) + dt.timedelta(days=rng.randrange(400))).isoformat() for _ in range(2))
    chosen |= {name: day for name, day in zip(("date_from", "date_to"), days, strict=True) if rng.random() < 0.5}
    if rng.random() < 0.5:
        chosen["known_on"] = rng.choice(days)
    if rng.random() < 0.5:
        chosen["q"] = " ".join("".join(rng.choices("aé“”\"'&=+#%…ш", k=rng.randint(1, 9))) for _ in range(3))
    if rng.random() < 0.5:
        chosen["item"] = rng.choice(sorted(KNOWN["item"]))
    if rng.random() < 0.5:
        chosen |= {"metric": rng.choice(["killed", "other"]), "about": rng.choice(sorted(KNOWN["item"]))}
    return Selection(**chosen)


@pytest.mark.parametrize("seed", range(200))
def test_a_selection_comes_back_from_the_address_as_it_went(seed: int) -> None:
    """Guards against a link that does not reproduce what its sender saw."""
    selection = random_selection(seed)
    reading = parse_selection(selection.to_query(), known=ListedValues(KNOWN))
    assert (reading.selection, reading.notices) == (selection, ())


@pytest.mark.parametrize("names", [*combinations(SAMPLES, 1), *combinations(SAMPLES, 2)], ids="+".join)
def test_only_what_was_chosen_stands_in_the_address(names: tuple[str, ...]) -> None:
    """Guards against long links full of defaults, and against one field that pushes out another."""
    chosen = {name: SAMPLES[name] for name in names}
    keys = {name: key for key, name in DATES.items()}
    expected = {
        keys.get(name, name): list(value) if isinstance(value, tuple) else [value] for name, value in chosen.items()
    }
    assert Selection(**chosen).to_query() == expected


def test_the_default_selection_has_an_empty_address() -> None:
    """Guards against a plain link growing a query of its own."""
    assert Selection().to_query() == {}
    assert not Selection().is_filtered
    assert parse_selection({}, known=ListedValues(KNOWN)).selection == Selection()


def test_every_field_has_a_key_and_every_key_a_field() -> None:
    """Guards against a filter that the address, the command line and the exports do not all know."""
    names = {DATES.get(key, key) for key in ROW_KEYS}
    assert names == {each.name for each in fields(Selection)} == set(SAMPLES)


@pytest.mark.parametrize("values", list(permutations(["almaty", "aktau", NOT_STATED])))
def test_the_order_of_values_makes_no_difference(values: tuple[str, ...]) -> None:
    """Guards against one view having several addresses and several cache entries."""
    assert Selection(city=values) == Selection(city=("almaty", "aktau", NOT_STATED))
    assert hash(Selection(city=values)) == hash(Selection(city=("almaty", "aktau", NOT_STATED)))
    assert parse_selection({"city": list(values)}, known=ListedValues(KNOWN)).selection == Selection(city=values)


def test_a_value_given_twice_counts_once() -> None:
    """Guards against ?city=aktau&city=aktau being another view than ?city=aktau."""
    assert parse_selection({"city": ["aktau", "aktau"]}, known=ListedValues(KNOWN)).selection.city == ("aktau",)


@pytest.mark.parametrize("order", list(permutations(["city", "from", "q"])))
def test_the_order_of_keys_makes_no_difference(order: tuple[str, ...]) -> None:
    """Guards against a link that reads differently once its parts are shuffled."""
    query = {"city": ["aktau"], "from": ["2022-01-05"], "q": ["fuel"]}
    expected = Selection(city=("aktau",), date_from="2022-01-05", q="fuel")
    assert parse_selection({key: query[key] for key in order}, known=ListedValues(KNOWN)).selection == expected
    assert list(expected.to_query()) == ["city", "from", "q"]


@pytest.mark.parametrize(
    ("query", "expected", "notices"),
    [
        (
            {"citty": ["almaty"]},
            Selection(),
            ["citty is not something this page knows; did you mean “city”?"],
        ),
        ({"utm_source": ["mail"]}, Selection(), ["utm_source is not something this page knows"]),
        (
            {"city": ["almatty"]},
            Selection(),
            ["city “almatty” is not in these records; did you mean “almaty”?"],
        ),
        (
            {"city": ["aktau", "atlantis"]},
            Selection(city=("aktau",)),
            ["city “atlantis” is not in these records"],
        ),
        ({"city": ["Almaty"]}, Selection(), ["city “Almaty” is not in these records; did you mean “almaty”?"]),
        ({"city": [""]}, Selection(), ["city “” is not in these records"]),
        ({"item": ["a-1.frist"]}, Selection(), ["item “a-1.frist” is not in these records"]),
        ({"item": ["a-1.first", "a-2.second"]}, Selection(item="a-2.second"), []),
        (
            {"about": ["a-1.frist"]},
            Selection(),
            ["about “a-1.frist” is not in these records"],
        ),
        ({"metric": ["killed", "other"]}, Selection(metric="other"), []),
        ({"metric": ["dead"]}, Selection(), ["metric “dead” is not one of killed, injured, detained, other"]),
        ({"from": ["yesterday"]}, Selection(), ["from “yesterday” is not a date; write it as 2022-01-07"]),
        ({"to": ["2022-02-30"]}, Selection(), ["to “2022-02-30” is not a date; write it as 2022-01-07"]),
        ({"known_on": [""]}, Selection(), ["known_on “” is not a date; write it as 2022-01-07"]),
        ({"from": ["2022-01-05", "2022-01-06"]}, Selection(date_from="2022-01-06"), []),
        ({"from": ["20220105"]}, Selection(date_from="2022-01-05"), []),
        (
            {"from": ["2022-01-07"], "to": ["2022-01-05"], "city": ["aktau"]},
            Selection(city=("aktau",)),
            ["to 2022-01-05 is before from 2022-01-07; both were left out"],
        ),
        (
            {"from": ["2022-01-05"], "to": ["2022-01-05"]},
            Selection(date_from="2022-01-05", date_to="2022-01-05"),
            [],
        ),
        ({"q": ["  fuel \n price "]}, Selection(q="fuel price"), []),
        ({"q": ["   "]}, Selection(), []),
        ({"q": []}, Selection(), []),
        ({"city": []}, Selection(), []),
        ({"from": []}, Selection(), []),
    ],
)
def test_what_a_link_asks_for_in_vain_is_told_and_the_rest_is_kept(
    query: dict[str, list[str]], expected: Selection, notices: list[str]
) -> None:
    """Guards against an exception, or a silent empty page, for a link with a mistake in it."""
    reading = parse_selection(query, known=ListedValues(KNOWN))
    assert reading.selection == expected
    assert list(reading.notices) == notices


def test_keys_that_belong_to_somebody_else_are_passed_over() -> None:
    """Guards against a complaint about a page's own keys."""
    query = {"embed": ["true"], "city": ["aktau"]}
    reading = parse_selection(query, known=ListedValues(KNOWN), other_keys=frozenset({"embed"}))
    assert (reading.selection, reading.notices) == (Selection(city=("aktau",)), ())


@pytest.mark.parametrize("key", [*ROW_KEYS, "x" * 1_000_000])
def test_a_value_of_a_megabyte_is_cut_short(key: str) -> None:
    """Guards against a link that fills the page, the log or the processor with what somebody typed into it."""
    reading = parse_selection({key: ["z" * 1_000_000]}, known=ListedValues(KNOWN))
    assert sum(len(notice) for notice in reading.notices) < 200
    assert len(str(reading.selection.to_query())) < MAX_SEARCH_LENGTH + 50


@pytest.mark.parametrize("typed", ["word " * 1_000, "x" * 1_000, "ab " * 66 + "abc def"])
def test_a_long_search_is_cut_and_still_comes_back_as_it_went(typed: str) -> None:
    """Guards against an endless search, and one that changes each time its own link is opened."""
    first = parse_selection({"q": [typed]}, known=ListedValues(KNOWN)).selection
    assert 0 < len(first.q) <= MAX_SEARCH_LENGTH
    assert typed.startswith(first.q)
    assert any("longer than" in notice for notice in parse_selection({"q": [typed]}, known=ListedValues(KNOWN)).notices)
    assert parse_selection(first.to_query(), known=ListedValues(KNOWN)).selection == first


def test_a_facet_value_is_added_and_taken_away_again() -> None:
    """Guards against a click on a city that loses the other cities, or that cannot be undone."""
    start = Selection(city=("aktau",), q="fuel")
    both = start.with_toggled("city", "almaty")
    assert both == Selection(city=("aktau", "almaty"), q="fuel")
    assert both.with_toggled("city", "almaty") == start
    assert start == Selection(city=("aktau",), q="fuel")


def test_a_facet_is_cleared_alone() -> None:
    """Guards against clearing one filter and losing another."""
    assert Selection(**SAMPLES).without("city") == Selection(**SAMPLES | {"city": ()})


def test_the_opened_item_is_no_filter() -> None:
    """Guards against opening an item changing what is shown, or making a new answer to remember."""
    opened = Selection(item="a-1.first")
    assert opened.without_item == Selection()
    assert not opened.is_filtered
    assert Selection(city=("aktau",), item="a-1.first").without_item == Selection(city=("aktau",))


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in ("item", "known_on")])
def test_everything_else_is_a_filter(name: str) -> None:
    """Guards against a filter that “clear all” does not offer to clear."""
    assert Selection(**{name: SAMPLES[name]}).is_filtered


def test_the_day_from_which_all_is_seen_is_no_filter_and_stays_when_filters_are_cleared() -> None:
    """Guards against “clear all” moving the reader to another day, and a page calling a day's all “9 of 9”."""
    seen = Selection(city=("aktau",), q="fuel", known_on="2022-01-09", item="a-1.first")
    assert not Selection(known_on="2022-01-09").is_filtered
    assert seen.without_filters == Selection(known_on="2022-01-09", item="a-1.first")
    assert seen.without_item_and_day == Selection(city=("aktau",), q="fuel")


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ({"known_on": ["2022-01-09"]}, "2022-01-09"),
        ({"known_on": ["2022-01-08", "2022-01-09"]}, "2022-01-09"),
        ({"known_on": ["yesterday"]}, None),
        ({"known_on": []}, None),
        ({"from": ["2022-01-09"]}, None),
    ],
)
def test_the_day_that_a_link_asks_for_is_read_before_anything_else(
    query: dict[str, list[str]], day: str | None
) -> None:
    """Guards against values of the wrong day being taken for good ones: what is known depends on the day."""
    assert requested_day(query) == day


def test_a_selection_cannot_be_changed_only_replaced() -> None:
    """Guards against one viewer changing the key under which another viewer's answer is kept."""
    selection = Selection(city=("aktau",))
    with pytest.raises(FrozenInstanceError):
        selection.q = "fuel"  # type: ignore[misc]
    assert replace(selection, q="fuel") == Selection(city=("aktau",), q="fuel")


def test_only_the_first_unknown_values_of_a_link_are_guessed_at() -> None:
    """Guards against a link with a hundred unknown names that keeps a server busy guessing which were meant."""
    asked = ListedValues(KNOWN)
    reading = parse_selection({"city": [f"almaty{n}" for n in range(50)]}, known=asked)
    assert len(reading.notices) == 50
    assert sum("did you mean" in notice for notice in reading.notices) == MOST_SUGGESTIONS
