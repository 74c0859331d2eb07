"""Topics that are written in the form of an item."""

from data.workbench.review import add, edit
from data.workbench.store import StoredDraft
from data.workbench.topics import with_topics

PUBLISHED = {"strikes": "Strikes", "prices": "Food and fuel"}


def test_a_new_topic_becomes_one_of_the_record_and_the_item_has_it(accepted: StoredDraft) -> None:
    """Guards against a collection in which nobody can name what a report is about."""
    draft, changes = with_topics(accepted, {"topics": ["work", "Harbour dues"]}, PUBLISHED)
    assert changes == {"topics": ["work", "harbour-dues"]}
    assert draft.record["topics"][-1] == {"id": "harbour-dues", "label": "Harbour dues"}
    assert edit(draft, "detentions", changes).record["events"][0]["topics"] == ["work", "harbour-dues"]


def test_a_topic_that_a_report_has_is_taken_from_there(accepted: StoredDraft) -> None:
    """Guards against two topics of one label, and against an id under two labels, which no loader takes."""
    draft, changes = with_topics(accepted, {"topics": ["strikes", "STRIKES", "Work"]}, PUBLISHED)
    assert changes == {"topics": ["strikes", "work"]}
    assert draft.record["topics"] == [*accepted.record["topics"], {"id": "strikes", "label": "Strikes"}]


def test_another_topic_gets_another_id(accepted: StoredDraft) -> None:
    """Guards against a topic that is renamed because a new one would have its id."""
    _, changes = with_topics(accepted, {"topics": ["Prices"]}, PUBLISHED)
    assert changes == {"topics": ["prices-2"]}


def test_changes_without_topics_stay_as_they_are(accepted: StoredDraft) -> None:
    """Guards against a topic that is taken away because a form did not ask for it."""
    for changes in ({"note": "x"}, {"topics": None}):
        assert with_topics(accepted, changes, PUBLISHED) == (accepted, changes)


def test_a_topic_is_added_from_marked_words(accepted: StoredDraft) -> None:
    """Guards against an anchor that a topic cannot have: the form then says that a field is none."""
    after = add(accepted, "topics", {"label": "Quays"}, at=(2, 0, 11))
    assert after.record["topics"][-1] == {"id": "quays", "label": "Quays"}
