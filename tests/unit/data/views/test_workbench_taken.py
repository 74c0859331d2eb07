"""What an editor is told after an acceptance."""

from typing import Any

from data.views.workbench_taken import UNREAD, is_unread, taken_along_words
from data.workbench.review import accept, edit, undo
from data.workbench.store import StoredDraft
from tests.conftest import SMALL_TEXT
from tests.unit.data.workbench.conftest import as_proposals

Json = dict[str, Any]


def test_what_is_accepted_with_an_item_is_told_and_nothing_else_is(small_record: Json) -> None:
    """Guards against an actor that is accepted unseen, so that the item after it seems to be the actor."""
    draft = StoredDraft(draft_id="northport-2023-03-01", edition=1, text=SMALL_TEXT, record=as_proposals(small_record))
    assert taken_along_words(draft) == ""
    taken = accept(draft, "detained-40")
    assert taken_along_words(taken).startswith("Accepted: the figure “At least 40 dockers”, and with it the actor “")
    assert taken_along_words(undo(taken)) == ""
    assert taken_along_words(edit(taken, "actors.zoe-brandt", {"role": "a bystander"})) == ""
    assert taken_along_words(accept(draft, "actors.zoe-brandt")) == ""


def test_a_press_counts_for_an_item_that_somebody_can_have_read() -> None:
    """Guards against the second half of a double press that accepts the next item unread."""
    assert is_unread(("march", 7.0), "march", 7.0 + UNREAD / 2)
    assert not is_unread(("march", 7.0), "march", 7.0 + UNREAD)
    assert not is_unread(("march", 7.0), "strike", 7.1)
    assert not is_unread(None, "march", 7.1)
