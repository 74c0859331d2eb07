"""What the page Publish says stands in the way, or is to note."""

from pathlib import Path

import pytest

from data.records.problems import Problem
from data.views.workbench_publish import Note, notes
from data.workbench.publish import check
from data.workbench.review import edit, reject
from data.workbench.store import StoredDraft
from tests.conftest import SMALL_TEXT, Json
from tests.newsroom import Newsroom
from tests.unit.data.workbench.conftest import as_proposals

ID = "northport-2023-03-01"


@pytest.fixture
def draft(small_record: Json) -> StoredDraft:
    """A draft of which everything is accepted."""
    return StoredDraft(draft_id=ID, edition=1, text=SMALL_TEXT, record=small_record)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A newsroom that has published nothing yet."""
    made = Newsroom(tmp_path / "newsroom")
    made.articles.mkdir(parents=True)
    return made


def test_a_sentence_without_a_record_is_told_by_its_words_and_opens_in_the_text(
    draft: StoredDraft, newsroom: Newsroom
) -> None:
    """Guards against “paragraph 2, sentence 0”, which nobody can count in the page, and against a search for it."""
    gap = reject(draft, "brandt-only-watched")
    assert notes(gap, check(gap, articles=newsroom.articles)) == (
        Note("Paragraph 3, “Zoë Brandt watched from the quay.”, has no record, and no reason why.", "mark:2:0:33"),
    )


def test_words_that_are_not_where_an_item_says_are_named_with_the_item(draft: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against offsets and ids in a sentence for a person."""
    moved = draft.model_copy(update={"text": SMALL_TEXT.replace("At least 40", "Then at least 40")})
    moved = edit(moved, "article", {"text_sha256": moved.article_text.sha256})
    told = notes(moved, check(moved, articles=newsroom.articles))
    assert (
        Note(
            "The figure “At least 40 dockers”: the words “At least 40 dockers” do not stand in paragraph 2 where it "
            "says; mark them in the text anew.",
            "open:detained-40",
        )
        in told
    )
    assert not any("detained-40" in note.words for note in told)


def test_what_was_rejected_and_is_still_named_is_told_by_what_it_says(draft: StoredDraft, newsroom: Newsroom) -> None:
    """Guards against an id of something that is not on the page any more."""
    gone = reject(draft, "actors.port-police")
    words = [note.words for note in notes(gone, check(gone, articles=newsroom.articles))]
    assert any("names the actor “the port police”, which was rejected: name another, or" in each for each in words)
    assert not any("port-police" in each for each in words)


def test_proposals_are_named_by_what_they_say_and_the_first_opens(small_record: Json, newsroom: Newsroom) -> None:
    """Guards against a list of ids that somebody has to look for."""
    small_record["events"][0]["summary"] = "To be written: what happened."
    draft = StoredDraft(draft_id=ID, edition=1, text=SMALL_TEXT, record=as_proposals(small_record))
    (note,) = notes(draft, check(draft, articles=newsroom.articles))
    assert note.words.startswith("The event “stop work”, the figure “At least 40 dockers”, ")
    assert note.work == "open:detentions"


@pytest.mark.parametrize(
    ("where", "message", "note"),
    [
        (
            "claims[0] (detained-40).qualifier",
            "is missing and must be given",
            Note("The figure “At least 40 dockers”, Qualifier: is missing and must be given.", "open:detained-40"),
        ),
        (
            "places[0] (northport)",
            "lat, lon and coordinates_source stand together: give all three or none",
            Note(
                "The place “Northport”: Latitude, longitude and their source stand together: give all three or none.",
                "open:places.northport",
            ),
        ),
        (
            "places[0] (northport).coordinates",
            "has no coordinates",
            Note("The place “Northport” has no coordinates.", "open:places.northport"),
        ),
        ("article.url", "is missing", Note("What describes the article, Url: is missing.")),
        ("why", "is missing: say why", Note("The reason is missing: say why.")),
        ("near copy", "60% of this text is also in it", Note("60% of this text is also in it.")),
    ],
)
def test_each_problem_is_a_sentence_that_says_what_it_is_about(
    draft: StoredDraft, where: str, message: str, note: Note
) -> None:
    """Guards against places in a file on the page of somebody who never sees it."""
    assert notes(draft, [Problem(f"{ID}.json", where, message)]) == (note,)


def test_a_problem_of_another_report_is_told_with_its_file(draft: StoredDraft) -> None:
    """Guards against an item of this draft that is blamed for another’s."""
    (note,) = notes(draft, [Problem("other.json", "claims[0] (a).value", "is wrong")])
    assert note == Note("In other.json, claims[0] (a).value: is wrong.")


def test_a_problem_that_an_item_makes_elsewhere_is_told_with_the_item_and_opens_it(draft: StoredDraft) -> None:
    """Guards against “In other.json, claims[0] (a).status: …”, of which nothing on the page can be opened."""
    claims = [each | {"supersedes": ["other.a"]} for each in draft.record["claims"]]
    changed = draft.model_copy(update={"record": draft.record | {"claims": claims}})
    problems = [
        Problem("other.json", "claims[0] (a).status", "is “current”, but its relations make it “superseded”"),
        Problem("collection.json", "renamed_actors (dockers)", "was the id of “quay-dockers”"),
    ]
    replaced, renamed = notes(changed, problems, {"other.a": "“9”, Detained (The Paper, 2023-02-28)"})
    assert replaced.words.startswith(
        "The figure “At least 40 dockers” names “9”, Detained (The Paper, 2023-02-28), and"
    )
    assert replaced.work == "edit:detained-40"
    assert renamed.words.startswith("The id of the actor “Dockers” was that of another actor")
    assert renamed.work == "edit:actors.dockers"
