"""What the review of a draft says."""

import copy
from typing import Any

import pytest

from data.views.workbench_review import Review
from data.workbench.review import accept
from data.workbench.store import StoredDraft
from publishing.sections import workbench_section
from tests.conftest import SMALL_TEXT

Json = dict[str, Any]


@pytest.fixture
def draft(small_record: Json) -> StoredDraft:
    """The small record as a draft in which events and figures are proposals."""
    record = copy.deepcopy(small_record)
    for part, confidence in (("events", 0.9), ("claims", 0.4)):
        for member in record[part]:
            member["drafted"] = {"confidence": confidence, "why": "A cue stands before it."}
    return StoredDraft(draft_id="northport-2023-03-01", edition=1, text=SMALL_TEXT, record=record)


def test_the_pieces_of_a_paragraph_are_its_characters_and_nothing_else(draft: StoredDraft) -> None:
    """Guards against offsets of a selection that are counted in another text than the article's."""
    review = Review(draft)
    texts = tuple("".join(piece.text for piece in pieces) for pieces in review.paragraphs)
    assert texts == draft.article_text.paragraphs


def test_each_anchored_item_is_marked_where_it_stands(draft: StoredDraft) -> None:
    """Guards against a proposal that the text does not show."""
    review = Review(draft, current="detained-40")
    marked = [piece for pieces in review.paragraphs for piece in pieces if piece.kind == "current"]
    assert "".join(piece.text for piece in marked) == draft.record["claims"][0]["anchors"][0]["exact"]
    assert {piece.item_id for piece in marked} == {"detained-40"}


def test_marked_words_are_at_hand_instead_of_an_item(draft: StoredDraft) -> None:
    """Guards against a sentence chosen from the list that somebody has to look for in the text."""
    review = Review(draft, current="detained-40", marked=(1, 3, 18))
    current = [piece for pieces in review.paragraphs for piece in pieces if piece.kind == "current"]
    assert "".join(piece.text for piece in current) == draft.article_text.paragraphs[1][3:18]
    assert {piece.work for piece in current} == {"mark:1:3:18"}


def test_a_number_that_only_an_event_rests_on_is_told(draft: StoredDraft) -> None:
    """Guards against a figure that nobody misses, because its sentence carries a record already."""
    assert Review(draft).untold == ()
    record = draft.record | {"claims": [], "caveats": []}
    event = record["events"][0] | {"anchors": draft.record["claims"][0]["anchors"]}
    review = Review(draft.model_copy(update={"record": record | {"events": [event]}}))
    assert [(each.paragraph, each.words) for each in review.untold] == [
        (1, "At least 40 dockers were detained on Tue…")
    ]
    marked = [(piece.text, piece.item_id) for pieces in review.paragraphs for piece in pieces if piece.is_untold]
    assert marked == [("At least 40", "detentions")]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [({"part": "claims"}, {"detained-40"}), ({"sure": "low"}, {"detained-40"})],
)
def test_the_list_is_cut_by_kind_and_by_confidence(draft: StoredDraft, filters: dict[str, str], ids: set[str]) -> None:
    """Guards against filters that leave out too much or nothing."""
    assert {row.item.item_id for row in Review(draft, **filters).rows} == ids


def test_after_a_decision_the_next_item_to_decide_comes(draft: StoredDraft) -> None:
    """Guards against an editor who has to look for what is left."""
    review = Review(draft, state="open")
    assert review.item is not None
    following = review.undecided_after(review.item.item_id)
    after = Review(accept(draft, review.item.item_id), current=following, state="open")
    assert after.item is not None
    assert not after.item.accepted
    assert len(after.shown) == len(review.shown) - 1


def test_what_was_accepted_with_an_item_is_not_gone_to_next(draft: StoredDraft) -> None:
    """Guards against a press for each actor that was accepted with its quotation already."""
    actors = [each | {"drafted": {"confidence": 0.9, "why": "It is named."}} for each in draft.record["actors"]]
    before = draft.model_copy(update={"record": draft.record | {"actors": actors}})
    review = Review(before, current="detained-40")
    assert [(row.item_id, row.is_taken) for row in review.along] == [("actors.port-police", True)]
    assert review.undecided_after("detained-40") == "actors.port-police"
    assert review.undecided_after("detained-40", accept(before, "detained-40")) == "actors.ana-lima"
    assert "Accepted with it:" in workbench_section("item", review)


def test_details_are_in_words(draft: StoredDraft) -> None:
    """Guards against codes of the schema on the screen."""
    details = dict(Review(draft, current="detained-40").details)
    assert details["Qualifier"] == "at least"


def test_beside_its_form_an_item_is_not_described_twice(draft: StoredDraft) -> None:
    """Guards against fields that begin below the edge of the screen."""
    review = Review(draft, current="detained-40", is_edited=True)
    assert "<dl>" in workbench_section("item", Review(draft, current="detained-40"))
    assert "<dl>" not in workbench_section("item", review)
    assert "At least 40 dockers" in workbench_section("item", review)


def test_items_are_named_by_what_they_say(draft: StoredDraft) -> None:
    """Guards against ids in a sentence for a person."""
    assert Review(draft).named(["detained-40"]) == ["the figure “At least 40 dockers”"]
