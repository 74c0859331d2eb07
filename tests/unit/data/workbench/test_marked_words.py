"""The words that somebody meant by marking."""

from functools import partial
from typing import Any

import pytest

from data.workbench import review as steps
from data.workbench.drafts import StoredDraft
from data.workbench.marked_words import whole_words, with_other_words, words_for
from tests.unit.data.workbench.passages import draft_of, place_in

Json = dict[str, Any]

LINES = (
    "Border troops dug in near Ostwick, and Lena Brandt, a baker, (fifty) left with “two goats”.",
    "At least four died there, 1,300 fled, nearly 90 on foot, a third (30%), and 20 or more came. Why did nobody help?",
    "The Free Union (FU) met. 警察在广场上逮捕了三人。",
)


@pytest.fixture
def draft() -> StoredDraft:
    """A draft of an article of Thursday, 9 March 2023, without items."""
    return draft_of(LINES)


at = partial(place_in, LINES)


def words_of(place: tuple[int, int, int]) -> str:
    return LINES[place[0]][place[1] : place[2]]


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("roo", "troops"),
        ("roops dug i", "troops dug in"),
        (" Lena Brandt, ", "Lena Brandt"),
        ("(fifty)", "fifty"),
        ("“two goats”.", "two goats"),
        ("with “two goats”.", "with “two goats”"),
        ("300 fl", "1,300 fled"),
        ("(30%)", "30%"),
        ("did nobody help?", "did nobody help?"),
        ("ree Union (FU) ", "Free Union (FU)"),
        ("(FU) met", "(FU) met"),
        ("广场", "广场"),
        (", ", ", "),
    ],
)
def test_a_selection_is_of_whole_words_without_the_marks_at_its_ends(
    draft: StoredDraft, marked: str, meant: str
) -> None:
    """Guards against an item that rests on half a word or a comma, because a hand stopped there."""
    assert words_of(whole_words(draft, at(marked))) == meant


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("four died", "At least four died"),
        ("least four", "At least four"),
        ("90", "nearly 90"),
        ("20", "20 or more"),
        ("died there", "died there"),
    ],
)
def test_a_figure_takes_the_words_that_qualify_its_number(draft: StoredDraft, marked: str, meant: str) -> None:
    """Guards against “at least four” that becomes exactly four, because a word was not marked."""
    assert words_of(words_for(draft, "claims", at(marked))) == meant
    assert words_of(words_for(draft, "events", at(marked))) == marked


def test_words_that_are_not_in_the_text_are_left_as_they_are(draft: StoredDraft) -> None:
    """Guards against an address typed by hand that ends in an error."""
    assert whole_words(draft, (9, 0, 4)) == (9, 0, 4)
    assert words_for(draft, "claims", (9, 0, 4)) == (9, 0, 4)


def test_an_item_rests_on_other_words_and_has_what_they_say(proposed: StoredDraft) -> None:
    """Guards against an item that has to be made anew because its words begin one word too late."""
    claim = proposed.record["claims"][0]
    before = claim["anchors"][0]
    wider = (before["paragraph"], max(0, before["start"] - 4), before["end"])
    after = with_other_words(proposed, claim["id"], wider).record["claims"][0]
    assert after["anchors"][0]["start"] <= wider[1]
    assert after["anchors"][1:] == claim["anchors"][1:]
    assert "drafted" in after


def test_what_was_read_from_the_former_words_goes_with_them_and_what_a_person_wrote_stays(draft: StoredDraft) -> None:
    """Guards against a name that keeps the half word it had, and against a name of one's own that is lost."""
    half = {"kind": "person", "name": "Lena"}
    added = steps.add(draft, "actors", half, at=at("Lena"))
    actor = f"actors.{added.record['actors'][0]['id']}"
    whole = with_other_words(added, actor, at("Lena Brandt")).record["actors"][0]
    assert (whole["name"], whole["anchors"][0]["exact"]) == ("Lena Brandt", "Lena Brandt")
    own = steps.edit(added, actor, {"name": "Lena Marie Brandt"})
    assert with_other_words(own, actor, at("Lena Brandt")).record["actors"][0]["name"] == "Lena Marie Brandt"
