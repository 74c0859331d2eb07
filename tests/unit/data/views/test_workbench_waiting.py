"""Forms in which something is written that is not saved."""

from pathlib import Path

from data.views.workbench_waiting import WaitingForm, new_form, waiting_forms, waiting_part
from data.workbench.store import DraftStore, StoredDraft
from tests.conftest import SMALL_TEXT, Json


def _draft(store: DraftStore, record: Json) -> StoredDraft:
    return store.create(text=SMALL_TEXT, record=record, by="ana@news.example")


def test_a_form_that_waits_is_named_by_what_its_item_says(tmp_path: Path, small_record: Json) -> None:
    """Guards against ids in a sentence for a person, and against a link that opens another form."""
    draft = _draft(DraftStore(tmp_path), small_record)
    found = waiting_forms(draft, ["detained-40", "actors.ana-lima", new_form("facts", (2, 0, 10)), "article"])
    assert found == (
        WaitingForm("open:detained-40", "Figure", "At least 40 dockers"),
        WaitingForm("open:actors.ana-lima", "Actor", "Ana Lima"),
        WaitingForm("mark:2:0:10", "New background", "Zoë Brandt"),
        WaitingForm("step:publish", "The article", "what describes it, under Publish"),
    )


def test_a_form_whose_item_is_gone_is_named_no_more(tmp_path: Path, small_record: Json) -> None:
    """Guards against a link that opens nothing."""
    assert waiting_forms(_draft(DraftStore(tmp_path), small_record), ["rejected-1"]) == ()


def test_a_passage_opens_with_the_kind_that_was_written_in_last() -> None:
    """Guards against a form that seems empty because it opens with another kind."""
    forms = [new_form("facts", (2, 0, 10)), new_form("actors", (2, 0, 10)), new_form("claims", (1, 0, 3))]
    assert waiting_part(forms, (2, 0, 10)) == "actors"
    assert waiting_part(forms, (2, 0, 4)) is None
