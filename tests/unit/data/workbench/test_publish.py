"""Publishing a draft: everything that belongs to it or nothing, and never what nobody has accepted."""

import datetime as dt
import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from data import files
from data.drafting.article import DraftError
from data.records.loader import load_records
from data.records.release_check import changes_since_release
from data.records.releases import releases_in
from data.tables.archive import open_archive
from data.tables.released import is_released
from data.workbench.publish import NotPublished, Published, check, continue_published, publish
from data.workbench.publish_checks import stops
from data.workbench.review import accept, add, edit, proposals, reject
from data.workbench.store import DraftStore, StoredDraft
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom
from tests.unit.data.test_files import disk_with_room_for

Json = dict[str, Any]
TODAY = dt.date(2023, 3, 5)
ID = "northport-2023-03-01"


@pytest.fixture(autouse=True)
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the workbench."""
    monkeypatch.setenv("WORKBENCH", str(tmp_path / "workbench"))
    monkeypatch.delenv("ARTICLE_TEXTS", raising=False)
    return tmp_path / "workbench"


def published(draft: StoredDraft, newsroom: Newsroom, why: str = "") -> Published:
    return publish(draft, articles=newsroom.articles, by="ana@news.example", why=why, today=TODAY)


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with what is in it."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def corrected(draft: StoredDraft) -> StoredDraft:
    """A draft with another note and another title."""
    return edit(edit(draft, "detained-40", {"population": "workers"}), "detentions", {"title": "Workers are held"})


def test_a_reviewed_draft_is_published_as_the_record_that_was_reviewed(
    accepted: StoredDraft, newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against a record that is another one than the page showed, or that `validate` refuses."""
    done = published(accepted, newsroom)
    assert json.loads(done.file.read_bytes()) == small_record
    assert (done.file.name, done.former, done.corrections) == (f"{ID}.json", None, ())
    assert load_records([newsroom.articles]).problems == ()
    assert changes_since_release(newsroom.articles) == []
    assert releases_in(newsroom.releases) == (done.release,)


def test_what_nobody_has_accepted_is_never_published(proposed: StoredDraft, newsroom: Newsroom, tmp_path: Path) -> None:
    """Guards against a figure that a rule found, under the newsroom's name."""
    before = state(newsroom.root)
    with pytest.raises(NotPublished) as refused:
        published(proposed, newsroom)
    (problem,) = refused.value.problems
    assert problem.message == (
        "the event “stop work”, the figure “At least 40 dockers”, the quotation “We will be back tomorrow,” and 6 more "
        "are proposals that nobody has accepted or rejected"
    )
    assert state(newsroom.root) == before
    all_but_one = proposed
    for each in proposals(proposed):
        all_but_one = all_but_one if each.item_id == "detentions" else accept(all_but_one, each.item_id)
    with pytest.raises(NotPublished, match="is a proposal that nobody"):
        published(all_but_one, newsroom)
    published(accept(all_but_one, "detentions"), newsroom)
    assert b"drafted" not in (newsroom.articles / f"{ID}.json").read_bytes()


def test_a_place_without_coordinates_is_noted_with_what_to_do(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against a town that is missing on the map, and nobody knows why; and against a refusal for it."""
    fields = ("lat", "lon", "coordinates_source")
    (noted,) = check(edit(accepted, "places.northport", dict.fromkeys(fields)), articles=newsroom.articles)
    assert noted.where == "places[0] (northport).coordinates"
    assert "press “Look up”" in noted.message
    assert not stops(noted)


def test_the_dashboard_shows_it_at_the_next_look_under_a_released_version(
    accepted: StoredDraft, newsroom: Newsroom, small_record: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a restart for each article, and against links that cannot be pinned."""
    monkeypatch.setenv("ARTICLES", str(newsroom.articles))
    monkeypatch.delenv("ARCHIVE", raising=False)
    first = published(accepted, newsroom)
    opened = open_archive()
    assert (opened.version, is_released(opened)) == (first.release.version, True)
    second = published(corrected(first.draft), newsroom, why="Misread.")
    assert open_archive().version == second.release.version != first.release.version
    assert [each.version for each in releases_in(newsroom.releases)] == [first.release.version, second.release.version]


def test_a_changed_record_asks_why_and_writes_its_corrections(
    accepted: StoredDraft, newsroom: Newsroom, workbench: Path
) -> None:
    """Guards against published words that change silently, and against an entry that nobody wrote."""
    first = published(accepted, newsroom)
    former = first.file.read_bytes()
    with pytest.raises(NotPublished, match="say why 2 published values changed; readers see the reason"):
        published(corrected(first.draft), newsroom, why="  ")
    assert first.file.read_bytes() == former
    second = published(corrected(first.draft), newsroom, why="Misread.")
    assert list(second.corrections) == [
        {
            "item": "detentions", "corrected_on": "2023-03-05", "field": "title", "why": "Misread.",
            "before": "Dockers are detained", "after": "Workers are held",
        },
        {
            "item": "detained-40", "corrected_on": "2023-03-05", "field": "population", "why": "Misread.",
            "before": "dockers", "after": "workers",
        },
    ]  # fmt: skip
    assert json.loads(second.file.read_bytes())["corrections"] == list(second.corrections)
    assert second.former is not None
    assert second.former.read_bytes() == former
    assert second.former.is_relative_to(workbench / "published" / ID)
    assert changes_since_release(newsroom.articles) == []
    about = json.loads((workbench / "published" / ID / "2.about.json").read_bytes())
    assert (about["published_by"], about["why"]) == ("ana@news.example", "Misread.")
    third = published(edit(second.draft, "detentions", {"title": "Dockers are held"}), newsroom, why="Again.")
    assert [each["why"] for each in json.loads(third.file.read_bytes())["corrections"]] == [
        "Misread.",
        "Misread.",
        "Again.",
    ]


def test_a_figure_has_one_entry_for_words_and_number_and_what_is_taken_out_has_one(
    accepted: StoredDraft, newsroom: Newsroom
) -> None:
    """Guards against four entries for one slip, and against an item that vanishes without a trace."""
    first = published(accepted, newsroom)
    changed = edit(first.draft, "detained-40", {"value_text": "40", "qualifier": "exact", "high": 40})
    changed = reject(changed, "lima-leads", "Not in the text.")
    changed = edit(changed, "article", {"headline": "Dockers stop work"})
    changed = edit(changed, "actors.ana-lima", {"role": "Head of the union"})
    changed = add(changed, "facts", {"kind": "background", "text": "There is a quay."}, at=(2, 0, 11))
    second = published(changed, newsroom, why="Misread.")
    found = [(each.get("item"), each["field"], each.get("before"), each.get("after")) for each in second.corrections]
    assert found == [
        (None, "headline", "Dockers stop work in Northport", "Dockers stop work"),
        (None, "actors.ana-lima.role", "Leader of the union", "Head of the union"),
        ("detained-40", "value_text", "At least 40", "40"),
        ("lima-leads", "facts", "Lima is the head of the union.", None),
    ]
    assert changes_since_release(newsroom.articles) == []


def test_publishing_twice_changes_nothing(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against an entry in the corrections for a button that was pressed twice."""
    first = published(accepted, newsroom)
    before = state(newsroom.root)
    again = published(first.draft, newsroom)
    assert again.draft == first.draft
    assert (again.release, again.corrections) == (first.release, ())
    assert state(newsroom.root) == before


def test_of_two_tabs_that_publish_one_id_the_second_is_told(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against the words of one editor in place of another's, a second later."""
    other = edit(accepted, "detentions", {"title": "Another title"})

    def attempt(draft: StoredDraft) -> str:
        try:
            published(draft, newsroom, why="Because.")
        except NotPublished as refused:
            return str(refused)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, [accepted, other]))
    assert told[0] == ""
    assert (
        f"“{ID}” is the id of a published report (“Dockers stop work in Northport”) that this draft was not made"
        in told[1]
    )
    assert len(releases_in(newsroom.releases)) == 1


def test_whoever_changes_a_record_that_was_changed_meanwhile_is_told_what_differs(
    accepted: StoredDraft, newsroom: Newsroom
) -> None:
    """Guards against a correction that is taken back by somebody who never saw it."""
    opened = published(accepted, newsroom).draft
    published(edit(opened, "detentions", {"title": "Workers are held"}), newsroom, why="Misread.")
    mine = edit(opened, "lima-leads", {"text": "She leads it."})
    with pytest.raises(NotPublished, match="somebody else has published another version") as refused:
        published(mine, newsroom, why="Clearer.")
    assert "the event “stop work” was changed: title" in refused.value.problems[0].message
    done = published(continue_published(mine, articles=newsroom.articles), newsroom, why="Clearer.")
    assert [each["field"] for each in done.corrections] == ["title", "text"]
    assert changes_since_release(newsroom.articles) == []


@pytest.mark.parametrize("wrong", ["../other", "a/b", "", "A", None])
def test_an_id_with_a_path_trick_is_refused(
    accepted: StoredDraft, newsroom: Newsroom, tmp_path: Path, wrong: str | None
) -> None:
    """Guards against a record that is written over another file of the machine."""
    record = accepted.record | {"article": accepted.record["article"] | {"id": wrong}}
    before = state(newsroom.root)
    with pytest.raises(NotPublished, match="is no id of an article"):
        published(accepted.model_copy(update={"record": record}), newsroom)
    assert state(newsroom.root) == before


def test_an_id_of_another_published_report_is_refused(
    store: DraftStore, accepted: StoredDraft, newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against the second article of a paper and a day in place of the first."""
    published(accepted, newsroom)
    small_record["article"] |= {"id": "second", "headline": "Another report", "url": "https://ledger.example/other"}
    second = store.create(text=SMALL_TEXT + "More.\n", record=small_record, by="zoe")
    second = edit(second, "article", {"id": ID})
    with pytest.raises(NotPublished, match="is the id of a published report"):
        published(second, newsroom, why="New.")


def test_the_same_text_under_another_id_is_refused_and_a_near_copy_is_told(
    store: DraftStore, accepted: StoredDraft, newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against one article that counts as two sources, and against a reprint that nobody may publish."""
    published(accepted, newsroom)
    small_record["article"]["id"] = "reprint"
    same = store.create(text=SMALL_TEXT, record=small_record, by="zoe")
    with pytest.raises(NotPublished, match=f"This is the text of the published report “{ID}”"):
        published(same, newsroom)
    text = SMALL_TEXT.replace("Share this page", "Share this")
    near = store.create(
        text=text, record=small_record | {"article": small_record["article"] | {"id": "near"}}, by="zoe"
    )
    near = edit(near, "article", {"text_sha256": near.article_text.sha256})
    (noted,) = check(near, articles=newsroom.articles)
    assert (noted.where, stops(noted)) == ("near copy", False)
    assert published(near, newsroom).file.name == "near.json"


def test_a_record_that_is_not_sound_or_not_of_its_text_is_refused_with_all_reasons(
    accepted: StoredDraft, newsroom: Newsroom
) -> None:
    """Guards against half of the reasons, and then the other half."""
    wrong = reject(reject(accepted, "port-police"), "detentions")
    messages = [str(each) for each in check(wrong, articles=newsroom.articles) if stops(each)]
    assert any("“port-police” is not among the record's actors" in each for each in messages)
    assert any("“detentions” is not among the record's events" in each for each in messages)
    moved = accepted.model_copy(update={"text": SMALL_TEXT.replace("Dockers", "The dockers", 1)})
    with pytest.raises(
        NotPublished, match=r"article\.text_sha256: the text's SHA-256 is .*“Dockers” do not stand in paragraph 1"
    ):
        published(moved, newsroom)


def test_a_sentence_without_a_record_is_noted_and_does_not_stop(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against a gap that nobody was told of."""
    gap = reject(accepted, "brandt-only-watched")
    (noted,) = check(gap, articles=newsroom.articles)
    assert noted.message == "Paragraph 3, “Zoë Brandt watched from the quay.”, has no record, and no reason why"
    published(gap, newsroom)


def test_a_broken_record_of_somebody_else_is_named_and_stops(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against a publication that no server shows, because another file has a problem."""
    (newsroom.articles / "other.json").write_text("{", "utf-8")
    with pytest.raises(NotPublished) as refused:
        published(accepted, newsroom)
    assert [each.file for each in refused.value.problems] == ["other.json"]


def test_a_disk_that_is_full_at_publishing_changes_nothing(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against a record without its release, a release without its record, and half of either."""
    first = published(accepted, newsroom)
    before = state(newsroom.root)
    for room in (100, 1_500, 3_000):
        with disk_with_room_for(room), pytest.raises(NotPublished, match=os.strerror(errno.EFBIG)) as refused:
            published(corrected(first.draft), newsroom, why="Misread.")
        assert "nothing is changed" in str(refused.value)
        assert state(newsroom.root) == before
    assert published(corrected(first.draft), newsroom, why="Misread.").corrections


def test_whichever_file_fails_last_nothing_is_changed(
    accepted: StoredDraft, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, workbench: Path
) -> None:
    """Guards against a state between two files, at each of the places where writing can fail."""
    first = published(accepted, newsroom)
    replace = Path.replace
    before, kept = state(newsroom.root), state(workbench)

    def attempt(failing: int) -> str:
        renamed: list[Path] = []

        def refused(self: Path, target: Path) -> Path:
            renamed.extend([target] if self.suffix == ".tmp" else [])
            if self.suffix == ".tmp" and len(renamed) == failing:
                raise OSError(errno.ENOSPC, "No space left on device")
            return replace(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", refused)
            try:
                published(corrected(first.draft), newsroom, why="Misread.")
            except NotPublished as told:
                return str(told)
        return ""

    for failing in range(1, 6):  # who published, the former version, the release, the record, the list of releases
        assert "No space left on device" in attempt(failing)
        assert (state(newsroom.root), state(workbench)) == (before, kept)
    assert attempt(6) == ""
    assert changes_since_release(newsroom.articles) == []


def test_publishing_once_more_completes_what_a_power_cut_left(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against a record that nobody can change any more, or whose corrections are lost, after a crash."""
    first = published(accepted, newsroom)
    index = (newsroom.releases / "releases.json").read_bytes()
    mine = corrected(first.draft)
    second = published(mine, newsroom, why="Misread.")
    (newsroom.releases / "releases.json").write_bytes(index)
    again = published(mine, newsroom, why="Misread.")
    assert (again.release.version, again.file.read_bytes()) == (second.release.version, second.file.read_bytes())
    assert len(releases_in(newsroom.releases)) == 2
    assert again.draft == second.draft


def test_a_folder_that_cannot_be_written_is_told(
    accepted: StoredDraft, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Guards against a traceback, and against a lost draft."""

    def read_only(path: Path) -> None:
        raise PermissionError(errno.EACCES, f"{path.parent.name} is read-only")

    monkeypatch.setattr(files, "_check_writable", read_only)
    with pytest.raises(NotPublished, match=r"was not written: .* is read-only"):
        published(accepted, newsroom)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(NotPublished, match="was not written: "):
        publish(accepted, articles=newsroom.articles, by="ana", today=TODAY, workbench=tmp_path / "file")


def test_without_a_workbench_nothing_is_published(
    accepted: StoredDraft, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a publication whose former version is kept nowhere."""
    monkeypatch.delenv("WORKBENCH")
    with pytest.raises(NotPublished, match="WORKBENCH: is not set"):
        published(accepted, newsroom)
    with pytest.raises(DraftError, match="is not published"):
        continue_published(accepted, articles=newsroom.articles)


def test_what_is_still_to_be_written_is_not_published(accepted: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against readers who are told what an editor was to write."""
    draft = edit(accepted, "quotes.lima-back-tomorrow", {"context": "To be written: what the words are about."})
    with pytest.raises(NotPublished, match="still says “To be written”"):
        published(draft, newsroom)


def test_the_status_of_a_figure_follows_from_its_relations(
    accepted: StoredDraft, newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against an editor who says which figure contradicts which and has to write the consequence, too."""
    other = small_record["claims"][0] | {"id": "further"}
    draft = accepted.model_copy(update={"record": accepted.record | {"claims": [*small_record["claims"], other]}})
    draft = edit(draft, "claims.further", {"contradicts": ["detained-40"]})
    record = json.loads(published(draft, newsroom).file.read_text("utf-8"))
    assert {claim["id"]: claim.get("status") for claim in record["claims"]} == {
        "detained-40": None,
        **{claim["id"]: None for claim in small_record["claims"]},
        "further": "contested",
    }


def test_the_first_record_makes_its_folder(accepted: StoredDraft, tmp_path: Path) -> None:
    """Guards against a newsroom that has reviewed an article for an hour and is then told to make a folder."""
    newsroom = Newsroom(tmp_path / "not" / "there yet")
    assert published(accepted, newsroom).file.exists()


def test_a_figure_of_an_earlier_report_is_written_as_replaced_when_a_new_one_replaces_it(
    store: DraftStore, small_record: Json, newsroom: Newsroom
) -> None:
    """Guards against a later figure that cannot be published while the earlier report says that its own stands."""
    earlier = small_record | {"article": small_record["article"] | {"id": "ledger-2023-02-28", "text_sha256": None}}
    newsroom.write(earlier)
    newsroom.release()
    record = small_record | {"claims": [small_record["claims"][0] | {"supersedes": ["ledger-2023-02-28.detained-40"]}]}
    draft = store.create(text=SMALL_TEXT, record=record, by="ana@news.example")
    assert not [each for each in check(draft, articles=newsroom.articles) if stops(each)]
    published(draft, newsroom)
    file = newsroom.articles / "ledger-2023-02-28.json"
    assert json.loads(file.read_bytes())["claims"][0]["status"] == "superseded"
    assert load_records([newsroom.articles]).problems == ()
    assert changes_since_release(newsroom.articles) == []
