"""Parts of figures: what tells them from their whole is filled in with one choice, and told where it cannot be."""

from typing import Any

import pytest

from data.workbench.drafts import StoredDraft
from data.workbench.review import Invalid, accept, add, edit, proposals
from data.workbench.store import DraftStore

Json = dict[str, Any]

TEXT = """Dockers stop work in Northport

At least 40 dockers were detained on Tuesday, twelve of them women, the port police said. Nine were released.
"""


@pytest.fixture
def draft(store: DraftStore, small_record: Json) -> StoredDraft:
    """A draft with a figure, and another one of the same people beside it."""
    record = small_record | {
        part: [] for part in ("quotes", "facts", "caveats", "events", "places", "actors", "topics")
    }
    record["actors"] = [{"id": "port-police", "name": "Port police", "kind": "state_body"}]
    record["article"] = {
        key: value
        for key, value in record["article"].items()
        if key not in ("uncoded", "text_sha256", "paragraph_count")
    }
    whole = small_record["claims"][0] | {"topics": [], "place": None, "event": None}
    (anchor,) = whole["anchors"][:1]
    record["claims"] = [whole | {"anchors": [anchor | {"paragraph": 1, "start": 0, "end": 11, "exact": "At least 40"}]}]
    made = store.create(text=TEXT, record=record, by="ana@news.example")
    return _with_figure(made, "twelve", value=12)


def _with_figure(draft: StoredDraft, words: str, *, value: int) -> StoredDraft:
    line = draft.article_text.paragraphs[1]
    start = line.index(words)
    figure = {
        "id": words.lower(), "metric": "detained", "value_text": words, "value": value, "low": value, "high": value,
        "qualifier": "exact", "population_group": draft.record["claims"][0]["population_group"],
        "asserted_by": "port-police",
    }  # fmt: skip
    return add(draft, "claims", figure, at=(1, start, start + len(words)))


def test_choosing_what_a_figure_is_a_part_of_sets_it_apart_in_the_words_of_the_report(draft: StoredDraft) -> None:
    """Guards against a subset that has to be said in three fields, and is a contradiction with two of them."""
    whole = draft.record["claims"][0]
    after = edit(draft, "twelve", {"part_of": whole["id"]})
    part = after.record["claims"][1]
    assert (part["population_group"], part["population"]) == ("subset", "of them women")
    vague = edit(draft, "twelve", {"part_of": whole["id"], "population": "of them"}).record["claims"][1]
    assert vague["population"] == "of them women"
    assert edit(after, "twelve", {"part_of": None}).record["claims"][1]["population"] == "of them women"


def test_a_new_part_has_what_it_does_not_say_from_its_whole(draft: StoredDraft) -> None:
    """Guards against a metric, a source and a day that are chosen once more for “twelve of them”."""
    whole = draft.record["claims"][0]
    line = draft.article_text.paragraphs[1]
    at = (1, line.index("Nine"), line.index("Nine") + 4)
    given = {"value_text": "Nine", "value": 9, "low": 9, "high": 9, "qualifier": "exact", "part_of": whole["id"]}
    part = add(draft, "claims", given, at=at).record["claims"][-1]
    for field in ("metric", "asserted_by", "as_of"):
        assert part.get(field) == whole.get(field)
    assert (part["population_group"], part["population"]) == ("subset", "were released")
    own = add(draft, "claims", {**given, "metric": "injured"}, at=at).record["claims"][-1]
    assert own["metric"] == "injured"


def test_words_for_whom_a_part_counts_and_a_group_of_its_own_stay(draft: StoredDraft) -> None:
    """Guards against a choice of a person's that a rule takes back."""
    whole = draft.record["claims"][0]["id"]
    after = edit(draft, "twelve", {"part_of": whole, "population": "women"})
    assert after.record["claims"][1]["population"] == "women"
    apart = edit(draft, "twelve", {"part_of": whole, "population_group": "security_forces"})
    assert apart.record["claims"][1]["population_group"] == "security_forces"


def test_a_part_that_nothing_tells_from_its_whole_is_refused_at_its_field(draft: StoredDraft) -> None:
    """Guards against a contradiction that an editor sees in the preview first."""
    whole = draft.record["claims"][0]["id"]
    apart = edit(draft, whole, {"population_group": "subset", "population": "of them women"})
    with pytest.raises(Invalid) as raised:
        edit(apart, "twelve", {"part_of": whole, "population_group": "subset", "population": "of them women"})
    assert set(raised.value.fields) == {"population"}


def test_a_proposed_part_is_made_whole_when_it_is_accepted_and_told_before(draft: StoredDraft) -> None:
    """Guards against a proposal that is right and has to be edited, and one of which the review says nothing."""
    whole, figure = draft.record["claims"]
    proposed = figure | {"part_of": whole["id"], "drafted": {"confidence": 0.9, "why": "“of them” stands behind it."}}
    with_proposal = draft.model_copy(update={"record": draft.record | {"claims": [whole, proposed]}})
    (told,) = [each.problems for each in proposals(with_proposal) if each.item_id == "twelve"]
    assert not any("population" in each for each in told)
    after = accept(with_proposal, "twelve").record["claims"][1]
    assert (after["population_group"], after["population"]) == ("subset", "of them women")
