"""Review of a draft: what a person decides, what is refused and why, what is taken back."""

import json
from typing import Any

import pytest

from data.drafting.article import DraftError
from data.workbench.coverage import coverage, without_record
from data.workbench.references import referring
from data.workbench.review import (
    Invalid,
    accept,
    accepted_along,
    add,
    edit,
    item_of_last_step,
    proposals,
    reject,
    restore,
    undo,
)
from data.workbench.store import DraftStore, StoredDraft
from tests.conftest import SMALL_PARAGRAPHS, SMALL_TEXT
from tests.unit.data.workbench.conftest import as_proposals

Json = dict[str, Any]

POLICE = (1, SMALL_PARAGRAPHS[1].index("the port police"), SMALL_PARAGRAPHS[1].index("the port police") + 15)


def member(draft: StoredDraft, part: str, item_id: str) -> Json:
    return next(each for each in draft.record[part] if each["id"] == item_id)


def test_a_quotation_whose_context_is_left_empty_says_who_is_quoted_where(accepted: StoredDraft) -> None:
    """Guards against a field that nobody knows what to write in, and that a record cannot do without."""
    values = {"quote_type": "direct", "speaker": "ana-lima", "cue": "said"}
    line = accepted.article_text.paragraphs[1]
    start = line.index("They can")
    after = add(accepted, "quotes", values, at=(1, start, line.index(".”", start)))
    assert after.record["quotes"][-1]["context"] == "Ana Lima, quoted in paragraph 2."
    emptied = edit(after, after.record["quotes"][-1]["id"], {"context": None})
    assert emptied.record["quotes"][-1]["context"] == "Ana Lima, quoted in paragraph 2."


def test_what_is_reported_in_our_words_has_none_of_the_marked_ones(accepted: StoredDraft) -> None:
    """Guards against a form that fills in the marked words and is then told to leave them out."""
    line = accepted.article_text.paragraphs[1]
    start = line.index("They can")
    end = line.index(".”", start)
    values = {"quote_type": "indirect", "speaker": "ana-lima", "cue": "said", "paraphrase": "She named a limit."}
    for given in ({}, {"contents": [line[start:end]]}):
        after = add(accepted, "quotes", values | given, at=(1, start, end))
        assert "contents" not in after.record["quotes"][-1]


def test_a_step_is_named_by_what_the_item_says(accepted: StoredDraft) -> None:
    """Guards against an undo that only those understand who know the ids."""
    steps = [
        reject(accepted, "detained-40"), edit(accepted, "detained-40", {"population": "workers", "value_text": "40"}),
        edit(accepted, "article", {"headline": "Work stops"}), add(accepted, "topics", {"label": "Quays"}),
    ]  # fmt: skip
    assert [each.history[-1].what for each in steps] == [
        "rejected the figure “At least 40 dockers”", "edited the figure “At least 40 dockers”: population, value text",
        "edited what describes the article: headline", "added the topic “Quays”",
    ]  # fmt: skip


def test_an_accepted_proposal_is_as_any_item_and_nothing_else_changed(
    proposed: StoredDraft, small_record: Json
) -> None:
    """Guards against marks of a draft in a record, and against accepting what an item does not name with it."""
    done = accept(proposed, "detained-40")
    assert member(done, "claims", "detained-40") == small_record["claims"][0]
    for part in ("events", "quotes", "facts", "caveats"):
        assert done.record[part] == proposed.record[part]
    assert [each["id"] for each in done.record["actors"] if "drafted" not in each] == ["port-police"]
    assert "drafted" in member(proposed, "claims", "detained-40"), "the draft itself was changed"
    assert accept(done, "detained-40") is done
    assert undo(done).record == proposed.record


def test_an_actor_is_named_with_its_list_where_an_item_has_the_same_id(proposed: StoredDraft) -> None:
    """Guards against the wrong one of two being accepted."""
    both = edit(proposed, "lima-leads", {"id": "dockers"})
    assert "drafted" in member(accept(both, "dockers"), "actors", "dockers")
    assert "drafted" not in member(accept(both, "actors.dockers"), "actors", "dockers")
    assert "drafted" not in member(accept(proposed, "dockers"), "actors", "dockers")


def test_a_proposal_that_is_not_sound_cannot_be_accepted(proposed: StoredDraft) -> None:
    """Guards against a figure without its asserter being waved through."""
    record = json.loads(json.dumps(proposed.record))
    del record["claims"][0]["asserted_by"]
    with pytest.raises(Invalid) as invalid:
        accept(proposed.model_copy(update={"record": record}), "detained-40")
    assert invalid.value.fields == {"asserted_by": "is missing and must be given"}


def test_what_is_rejected_is_kept_with_the_reason(proposed: StoredDraft) -> None:
    """Guards against a decision that nobody can look up or take back."""
    done = reject(proposed, "detained-40", "Not a figure.")
    assert done.record["claims"] == []
    assert [(each["table"], each["item"]["id"], each["reason"]) for each in done.rejected] == [
        ("claims", "detained-40", "Not a figure.")
    ]
    assert (undo(done).record, undo(done).rejected) == (proposed.record, ())
    back = restore(done, "detained-40")
    assert (back.record, back.rejected) == (proposed.record, ())
    assert undo(back).rejected == done.rejected
    with pytest.raises(DraftError, match="not among what was rejected"):
        restore(back, "detained-40")


@pytest.mark.parametrize(
    ("item", "changes", "field", "message"),
    [
        ("detained-40", {"metric": "detaned"}, "metric", "did you mean “detained”?"),
        ("detained-40", {"qualifier": "exact"}, "file", "an exact figure has value, low and high all the same"),
        ("detained-40", {"value_text": "dozens"}, "file", "no anchor holds the figure's words “dozens”"),
        ("detained-40", {"nonsense": 1}, "nonsense", "is not a field here"),
        ("detained-40", {"reported_on": "yesterday"}, "reported_on", "“yesterday” cannot be read as a day"),
        ("lima-back-tomorrow", {"speaker": None}, "speaker", "is missing and must be given"),
        ("lima-leads", {"anchors": [{"paragraph": 1, "start": 0, "end": 9_999}]}, "anchors", "has no words"),
        ("lima-leads", {"anchors": [{"paragraph": 9, "start": 0, "end": 1}]}, "anchors", "outside the text"),
        ("lima-leads", {"anchors": [{"paragraph": 0, "start": 0, "end": 3, "exact": "not"}]}, "anchors", "“not”"),
        ("article", {"date_published": "soon"}, "date_published", "“soon” cannot be read as a day"),
        ("article", {"id": "../x"}, "id", "“../x” cannot stand here"),
        ("lima-leads", {"id": "detained-40"}, "id", "“detained-40” is taken"),
    ],
)
def test_a_value_that_the_record_cannot_have_is_refused_at_its_field(
    proposed: StoredDraft, item: str, changes: Json, field: str, message: str
) -> None:
    """Guards against an error that says nothing of where, and against half of the values being taken."""
    with pytest.raises(Invalid) as invalid:
        edit(proposed, item, changes)
    assert message in invalid.value.fields[field]


def test_an_edited_proposal_is_still_one_and_its_anchor_is_made_from_a_selection(proposed: StoredDraft) -> None:
    """Guards against a correction of one field that accepts the rest."""
    paragraph, start, end = POLICE
    done = edit(proposed, "lima-leads", {"anchors": [{"paragraph": paragraph, "start": start, "end": end + 0}]})
    fact = member(done, "facts", "lima-leads")
    assert [each["exact"] for each in fact["anchors"]] == ["the port police"]
    assert "drafted" in fact
    assert edit(proposed, "lima-leads", {}) is proposed
    assert undo(done).record == proposed.record
    assert edit(proposed, "article", {"headline": "Another"}).record["article"]["headline"] == "Another"


def test_a_selection_makes_a_figure_with_its_words_and_its_anchor(proposed: StoredDraft) -> None:
    """Guards against an item whose words are another's than those that were marked."""
    start = SMALL_PARAGRAPHS[1].index("At least 40")
    values = {
        "metric": "detained", "value": 40, "low": 40, "qualifier": "at_least", "population_group": "protesters",
        "asserted_by": "port-police",
    }  # fmt: skip
    done = add(proposed, "claims", values, at=(1, start, start + len("At least 40 ")))
    claim = done.record["claims"][-1]
    assert (claim["id"], claim["value_text"], claim["reported_on"]) == (
        "detained-40-port-police",
        "At least 40",
        "2023-03-01",
    )
    assert claim["anchors"][0] == {"paragraph": 1, "start": start, "end": start + 11, "exact": "At least 40"}
    assert "drafted" not in claim
    assert add(done, "claims", values, at=(1, start, start + 11)).record["claims"][-1]["id"] == "detained-40-2"
    assert undo(done).record == proposed.record


def test_a_selection_makes_a_quotation(proposed: StoredDraft) -> None:
    """Guards against a quotation whose pieces differ from the text by a space or a mark."""
    start = SMALL_PARAGRAPHS[1].index("They can’t")
    values = {"quote_type": "direct", "context": "On the harbour.", "speaker": "ana-lima", "cue": "said"}
    quote = add(proposed, "quotes", values, at=(1, start, start + 34)).record["quotes"][-1]
    assert quote["contents"] == ["They can’t lock up a whole harbour"]


@pytest.mark.parametrize("at", [(1, 5, 5), (-1, 0, 1), (7, 0, 1), (1, 0, 9_999), (1, 8, 9)])
def test_a_selection_that_is_no_passage_is_refused(proposed: StoredDraft, at: tuple[int, int, int]) -> None:
    """Guards against an anchor without words, or outside of the text."""
    with pytest.raises(Invalid) as invalid:
        add(proposed, "facts", {"kind": "background", "text": "Something."}, at=at)
    assert set(invalid.value.fields) == {"anchors"}


def test_what_is_no_list_or_not_there_is_told(proposed: StoredDraft) -> None:
    """Guards against a KeyError on the page."""
    with pytest.raises(DraftError, match="“corrections” is no list"):
        add(proposed, "corrections", {})
    with pytest.raises(DraftError, match="“x” is not in this draft any more"):
        accept(proposed, "x")
    with pytest.raises(DraftError, match="nothing to undo"):
        undo(proposed)


def test_steps_are_undone_one_after_the_other(proposed: StoredDraft) -> None:
    """Guards against an undo that restores the wrong state after several kinds of steps."""
    states = [proposed]
    states.append(accept(states[-1], "port-police"))
    states.append(reject(states[-1], "dockers"))
    states.append(edit(states[-1], "lima-leads", {"text": "She leads it."}))
    states.append(add(states[-1], "facts", {"kind": "background", "text": "x"}, at=POLICE))
    states.append(restore(states[-1], "actors.dockers"))
    states.append(without_record(states[-1], (3, 0), "Navigation."))
    for after, before in zip(reversed(states), [*reversed(states)][1:], strict=False):
        assert undo(after) == before


def test_undo_tells_whose_state_it_brings_back(proposed: StoredDraft) -> None:
    """Guards against a page that shows the next item, while the one that is undone is changed out of sight."""
    assert item_of_last_step(proposed) == ""
    assert item_of_last_step(accept(proposed, "actors.dockers")) == "actors.dockers"
    assert item_of_last_step(reject(proposed, "detained-40")) == "detained-40"
    assert item_of_last_step(edit(proposed, "lima-leads", {"text": "She leads it."})) == "lima-leads"
    assert item_of_last_step(add(proposed, "facts", {"kind": "background", "text": "x"}, at=POLICE)) == ""


def test_coverage_counts_sentences_as_the_check_of_anchors_does(proposed: StoredDraft) -> None:
    """Guards against a page that says all is covered where `python -m data anchors` finds a gap."""
    covered = coverage(proposed)
    assert covered.words == "5 of 6 sentences carry a record, 1 is named as without"
    assert covered.left == ()
    gone = reject(reject(proposed, "brandt-only-watched"), "detentions")
    assert set(coverage(gone).left) == {(0, 0), (2, 0)}
    named = without_record(gone, (2, 0), " A portrait. ")
    assert (coverage(named).left, coverage(named).named) == (((0, 0),), covered.named + 1)
    assert named.record["article"]["uncoded"][0] == {"paragraph": 2, "sentence": 0, "reason": "A portrait."}
    assert coverage(without_record(named, (2, 0), "")).left == coverage(gone).left


@pytest.mark.parametrize(("sentence", "message"), [((0, 0), "carries a record"), ((9, 0), "there is no sentence")])
def test_a_sentence_that_carries_a_record_cannot_be_named_as_without(
    proposed: StoredDraft, sentence: tuple[int, int], message: str
) -> None:
    """Guards against a count in which a sentence is both."""
    with pytest.raises(DraftError, match=message):
        without_record(proposed, sentence, "Because.")


def test_proposals_stand_in_the_order_of_the_text(proposed: StoredDraft) -> None:
    """Guards against a reviewer who jumps to and fro in the article."""
    found = proposals(accept(proposed, "detained-40"))
    places = [(each.paragraph, each.start) for each in found if each.paragraph is not None]
    assert places == sorted(places)
    claim = next(each for each in found if each.item_id == "detained-40")
    assert (claim.words, claim.accepted, claim.confidence, claim.problems) == ("At least 40 dockers", True, None, ())
    quote = next(each for each in found if each.table == "quotes")
    assert (quote.accepted, quote.confidence, quote.why) == (False, 0.5, "A cue stands before it.")
    assert {each.item_id for each in found if each.table == "actors"} == {
        "actors.dockers", "actors.port-police", "actors.ana-lima", "actors.zoe-brandt",
    }  # fmt: skip


def test_a_proposal_tells_what_is_wrong_with_it(proposed: StoredDraft) -> None:
    """Guards against a reference to somebody who was rejected being found only at publishing."""
    found = {each.item_id: each.problems for each in proposals(reject(proposed, "port-police"))}
    assert found["detained-40"] == ("“port-police” is not among the record's actors",)
    assert found["lima-leads"] == ()


def test_a_reminder_to_write_something_goes_with_the_acceptance_and_what_was_found_stays(
    store: DraftStore, small_record: Json
) -> None:
    """Guards against readers who are told what an editor was to write."""
    record = as_proposals(small_record)
    record["quotes"][0]["context"] = "Lima, quoted in paragraph 2. To be written: what the words are about."
    draft = store.create(text=SMALL_TEXT, record=record, by="ana")
    quote = record["quotes"][0]["id"]
    assert accept(draft, quote).record["quotes"][0]["context"] == "Lima, quoted in paragraph 2."


def test_what_names_an_item_is_known_before_it_is_rejected(proposed: StoredDraft) -> None:
    """Guards against a quotation without its speaker, of which nobody is told before the record is published."""
    assert referring(proposed, "actors.ana-lima") == ("lima-back-tomorrow", "lima-leads")
    assert referring(proposed, "claims.detained-40") == ()


def _named_by_a_quotation(draft: StoredDraft, **drafted: Any) -> StoredDraft:
    """The draft with a place that the speaker's words are about, proposed with these marks."""
    places = [
        each | ({"drafted": dict(drafted)} if each["id"] == "northport-quay" else {}) for each in draft.record["places"]
    ]
    (quote, *others) = draft.record["quotes"]
    quotes = [quote | {"about_places": ["northport-quay"]}, *others]
    return draft.model_copy(update={"record": draft.record | {"places": places, "quotes": quotes}})


def test_an_item_is_accepted_with_the_actors_and_places_that_it_names(proposed: StoredDraft) -> None:
    """Guards against a quotation that is right, and a speaker who has to be accepted for each of them apart."""
    draft = _named_by_a_quotation(proposed, confidence=0.9, why="It is named.")
    assert accepted_along(draft, "lima-back-tomorrow") == ("actors.ana-lima", "places.northport-quay")
    done = accept(draft, "lima-back-tomorrow")
    for part, item_id in (("quotes", "lima-back-tomorrow"), ("actors", "ana-lima"), ("places", "northport-quay")):
        assert "drafted" not in member(done, part, item_id)
    assert "drafted" in member(done, "actors", "dockers")
    assert item_of_last_step(done) == "lima-back-tomorrow"
    assert undo(done) == draft


@pytest.mark.parametrize(
    "marks",
    [
        {"confidence": 0.4, "why": "x"},
        {"confidence": 0.9, "why": "x", "choices": [{"label": "Another quay", "fields": {"kind": "city"}}]},
    ],
    ids=["rather not", "several readings"],
)
def test_what_an_item_names_and_is_open_is_decided_for_itself(proposed: StoredDraft, marks: Json) -> None:
    """Guards against a place on the map that a person accepted without having been asked which one it is."""
    draft = _named_by_a_quotation(proposed, **marks)
    assert accepted_along(draft, "lima-back-tomorrow") == ("actors.ana-lima",)
    assert "drafted" in member(accept(draft, "lima-back-tomorrow"), "places", "northport-quay")


def test_an_item_with_another_id_is_named_by_it_everywhere(proposed: StoredDraft) -> None:
    """Guards against an actor whose id is mended, and five items that name nobody then."""
    done = edit(proposed, "actors.ana-lima", {"id": "lima"})
    named = [each["speaker"] for each in done.record["quotes"]]
    assert "lima" in named
    assert "ana-lima" not in named
    assert not any("ana-lima" in problem for each in proposals(done) for problem in each.problems)
    assert item_of_last_step(done) == "actors.ana-lima"
    assert undo(done) == proposed
    moved = edit(proposed, "detained-40", {"id": "forty"})
    assert not any("detained-40" in problem for each in proposals(moved) for problem in each.problems)
