"""The kinds of item that marked words may be."""

from functools import partial
from typing import Any

import pytest

from data.workbench.drafts import PARTS, StoredDraft
from data.workbench.from_words import values_of
from data.workbench.kinds import kind_of, kinds_of
from tests.unit.data.workbench.passages import draft_of, place_in

Json = dict[str, Any]

LINES = (
    "About 1,300 miners gathered in Ostwick on Tuesday, the council said, and more than 200 were hurt.",
    "On 4 March the army sent 700 reservists to the dam. “We came to help,” said Ana Rook.",
    "Norland and Ana Rook, who heads the Sellow Valley water board, the prosecutor’s office in Ostwick and the labour "
    "inspectorate, the county of Sellow, Sellow Valley, the Tam river, bus drivers, the ombudswoman, Hill Street, "
    "Portugal and its ambassador, the old bridge, Quarry Workers’ Union",
)


@pytest.fixture
def draft() -> StoredDraft:
    """A draft of an article of Thursday, 9 March 2023."""
    return draft_of(LINES)


at = partial(place_in, LINES)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("About 1,300 miners", "claims"), ("700", "claims"), ("We came to help", "quotes"), ("Ana Rook", "actors"),
        ("sent 700 reservists to the dam", "claims"), ("gathered in Ostwick on Tuesday", "events"), ("help", "facts"),
        ("prosecutor’s office in Ostwick", "actors"), ("the prosecutor’s office", "actors"),
        ("the labour inspectorate", "actors"), ("county of Sellow", "places"), ("the county of Sellow", "places"),
        ("Sellow Valley", "places"), ("Sellow Valley water board", "actors"), ("the Tam river", "places"),
        ("bus drivers", "actors"), ("the ombudswoman", "actors"), ("Hill Street", "places"), ("Portugal", "places"),
        ("ambassador", "actors"), ("the old bridge", "places"), ("Quarry Workers’ Union", "actors"),
        ("the council", "actors"), ("the army", "actors"),
    ],
)  # fmt: skip
def test_a_new_item_is_of_the_kind_that_its_words_fit(draft: StoredDraft, words: str, kind: str) -> None:
    """Guards against a number that opens the form of an actor, and an office or a province that opens one of a fact."""
    assert kind_of(draft, at(words)) == kind


@pytest.mark.parametrize("words", ["Ana Rook", "700", "We came to help", "gathered in Ostwick on Tuesday"])
def test_every_kind_is_offered_once_and_for_a_name_the_other_kind_second(draft: StoredDraft, words: str) -> None:
    """Guards against a kind that cannot be reached from the words."""
    found = kinds_of(draft, at(words))
    assert sorted(found) == sorted(PARTS)
    assert found[:2] == ("actors", "places") or words != "Ana Rook"


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the county of Sellow", "County of Sellow", "region"), ("the Tam river", "Tam river", "body_of_water"),
        ("Hill Street", "Hill Street", "site"), ("Portugal", "Portugal", "country"),
    ],
)  # fmt: skip
def test_a_place_says_what_kind_it_is(draft: StoredDraft, words: str, name: str, kind: str) -> None:
    """Guards against a province that is kept as a city because nothing else was chosen."""
    found = values_of(draft, "places", at(words))
    assert (found["name"], found["kind"]) == (name, kind)
