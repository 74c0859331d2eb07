"""Drafts on the disk: nothing is lost, nothing is overwritten, and a broken file stops no other."""

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from data.workbench.review import accept, edit, undo
from data.workbench.store import BrokenDraft, Conflict, DraftError, DraftStore, NotSaved, StoredDraft
from tests.conftest import SMALL_TEXT
from tests.unit.data.test_files import disk_with_room_for
from tests.unit.test_house import ROOT

Json = dict[str, Any]
ID = "northport-2023-03-01"


def file_of(store: DraftStore) -> Path:
    return store.folder / f"{ID}.json"


def test_a_draft_is_opened_as_it_was_saved(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against a text, a decision or a step that a closed laptop loses."""
    saved = store.save(accept(proposed, "detained-40"), by="zoe@news.example")
    opened = DraftStore(store.folder.parent).open(ID)
    assert opened == saved
    assert opened.text == SMALL_TEXT
    assert (opened.edition, opened.saved_by) == (2, "zoe@news.example")
    assert [(step.what, step.by) for step in opened.history] == [
        ("accepted the figure “At least 40 dockers” and the actor “the port police”", "zoe@news.example")
    ]
    assert undo(opened).record == proposed.record


def test_two_in_one_draft_are_told_of_each_other_and_nothing_is_overwritten(
    store: DraftStore, proposed: StoredDraft
) -> None:
    """Guards against the decisions of one being gone because the other pressed a button later."""
    theirs = store.save(edit(accept(proposed, "detained-40"), "lima-leads", {"note": "x"}), by="zoe@news.example")
    mine = accept(proposed, "lima-back-tomorrow")
    with pytest.raises(Conflict, match=r"zoe@news\.example has saved this draft since you opened it") as conflict:
        store.save(mine, by="ana@news.example")
    assert conflict.value.theirs == theirs
    assert conflict.value.changed == (
        "the figure “At least 40 dockers” was accepted",
        "the background “who leads the union” was changed: note",
        "the actor “the port police” was accepted",
    )
    assert store.open(ID) == theirs
    both = store.save(accept(conflict.value.theirs, "lima-back-tomorrow"), by="ana@news.example")
    assert not {"detained-40", "lima-back-tomorrow"} & {
        each["id"] for part in ("claims", "quotes") for each in both.record[part] if "drafted" in each
    }


def test_an_undone_step_of_somebody_else_is_told_too(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against “nothing changed” where a step was taken back."""
    opened = store.save(accept(proposed, "detained-40"), by="ana")
    store.save(undo(opened), by="zoe")
    with pytest.raises(Conflict) as conflict:
        store.save(accept(opened, "lima-leads"), by="ana")
    assert conflict.value.changed == (
        "the figure “At least 40 dockers” is a proposal again",
        "the actor “the port police” is a proposal again",
    )


def test_of_many_who_save_at_once_one_does(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against two who both find the edition that they opened."""

    def save(n: int) -> bool:
        try:
            store.save(edit(proposed, "detained-40", {"note": str(n)}), by=str(n))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, range(40))) == 1
    assert store.open(ID).edition == 2


def test_two_processes_save_one_after_the_other(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against a lock that holds within one server only."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom data.workbench.store import Conflict, DraftStore\n"
        "from data.workbench.review import edit\nstore = DraftStore(Path(sys.argv[1]))\n"
        f"done = 0\nwhile done < 20:\n    opened = store.open({ID!r})\n"
        "    note = str(int(opened.record['claims'][0].get('note') or 0) + 1)\n"
        "    try:\n        store.save(edit(opened, 'detained-40', {'note': note}), by=sys.argv[2])\n"
        "    except Conflict:\n        continue\n    done += 1\n"
    )
    command = [sys.executable, "-c", program, str(store.folder.parent)]
    running = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]
    assert [each.wait(timeout=120) for each in running] == [0, 0]
    assert store.open(ID).record["claims"][0]["note"] == "40"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"draft_id": "x"}', b"[" * 100_000, b"null"])
def test_a_broken_file_is_told_and_stops_no_other(store: DraftStore, proposed: StoredDraft, content: bytes) -> None:
    """Guards against a workbench that shows an error in place of all drafts."""
    (store.folder / "broken.json").write_bytes(content)
    broken, sound = store.list()
    assert (broken.draft_id, sound.draft_id) == ("broken", ID)
    assert broken.problem.startswith("The draft “broken” cannot be read")
    assert (sound.problem, sound.headline, sound.items, sound.proposals) == (
        "",
        "Dockers stop work in Northport",
        12,
        9,
    )
    with pytest.raises(BrokenDraft, match="“broken” cannot be read"):
        store.open("broken")
    assert (store.folder / "broken.json").read_bytes() == content


def test_what_is_saved_over_a_broken_file_keeps_it(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against the only copy of somebody's work being overwritten because it is damaged."""
    file_of(store).write_bytes(b"{damaged")
    store.save(accept(proposed, "detained-40"), by="ana")
    assert store.open(ID).edition == 2
    assert file_of(store).with_name(f"{ID}.json.broken-1").read_bytes() == b"{damaged"


def test_a_full_disk_leaves_the_draft_as_it_was(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against half a draft in place of a whole one."""
    with disk_with_room_for(1_000), pytest.raises(NotSaved, match=f"was not saved: {os.strerror(errno.EFBIG)}"):
        store.save(accept(proposed, "detained-40"), by="ana")
    assert store.open(ID) == proposed
    assert sorted(each.name for each in store.folder.iterdir()) == [".lock", f"{ID}.json"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, small_record: Json) -> None:
    """Guards against a traceback in the place of a sentence."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(NotSaved, match="The draft was not saved: Not a directory"):
        DraftStore(tmp_path / "file").create(text=SMALL_TEXT, record=small_record, by="ana")
    assert DraftStore(tmp_path / "nothing").list() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        "",
        "A",
        "a b",
        "a\n",
        "a\x00b",
        "a" * 81,
        "-a",
        "ä",
        None,
        7,
    ],
)
def test_an_id_that_is_no_name_of_a_draft_is_refused(store: DraftStore, small_record: Json, wrong: Any) -> None:
    """Guards against a draft that is written to, or read from, another folder."""
    small_record["article"]["id"] = wrong
    with pytest.raises(DraftError, match="is no id of an article"):
        store.create(text=SMALL_TEXT, record=small_record, by="ana")
    with pytest.raises(DraftError, match="is no id of an article"):
        store.open(wrong)
    assert not store.folder.exists()


def test_an_id_that_is_taken_is_refused_and_the_other_draft_stays(
    store: DraftStore, proposed: StoredDraft, small_record: Json
) -> None:
    """Guards against a second article of one day taking the place of the first."""
    with pytest.raises(DraftError, match=f"there is a draft “{ID}” already"):
        store.create(text="Another text.", record=small_record, by="zoe")
    assert store.open(ID) == proposed


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 1_000_001, "half a character: \ud83d"])
def test_a_text_that_cannot_be_kept_is_refused(store: DraftStore, small_record: Json, text: str) -> None:
    """Guards against a draft without a text, and one that fills the disk."""
    with pytest.raises(DraftError, match="text"):
        store.create(text=text, record=small_record, by="ana")


def test_a_value_that_no_file_can_have_is_refused(store: DraftStore, proposed: StoredDraft) -> None:
    """Guards against half a character in a note that stops every later saving."""
    with pytest.raises(DraftError):
        store.save(edit(proposed, "detained-40", {"note": "\ud83d"}), by="ana")
    assert store.open(ID) == proposed
