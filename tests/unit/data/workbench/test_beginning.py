"""How drafts begin, and what the dashboard will show of them."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from data.drafting.article import ArticleDetails, DraftError
from data.workbench.beginning import begin, begin_from_published, copies_of, proposed_id, published_reports
from data.workbench.preview import preview
from data.workbench.publish import check
from data.workbench.publish_checks import stops
from data.workbench.store import DraftStore, StoredDraft
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom

Json = dict[str, Any]


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json) -> Newsroom:
    """A newsroom that has published the small record."""
    return Newsroom.with_releases(tmp_path / "newsroom", small_record)


@pytest.mark.parametrize(
    ("publisher", "day", "expected"),
    [("Harbour Post", dt.date(2023, 3, 2), "harbour-post-2023-03-02"), ("", dt.date(2023, 3, 2), ""), ("AP", None, "")],
)
def test_an_id_is_made_of_publisher_and_day(publisher: str, day: dt.date | None, expected: str) -> None:
    """Guards against ids that each editor makes in another way."""
    assert proposed_id(publisher, day) == expected


def test_a_text_begins_a_draft_and_its_copy_is_told(store: DraftStore, newsroom: Newsroom) -> None:
    """Guards against one report that is coded twice."""
    assert [copy.kind for copy in copies_of(SMALL_TEXT, store, articles=newsroom.articles)] == ["record"]
    details = ArticleDetails("harbour-post-2023-03-02", dt.date(2023, 3, 2), publisher="Harbour Post")
    made, _ = begin(store, SMALL_TEXT, details, archive=newsroom.archive(), by="ana@news.example")
    assert store.open(made.draft_id).record["article"]["publisher"] == "Harbour Post"
    assert [copy.kind for copy in copies_of(SMALL_TEXT, store, articles=newsroom.articles)] == ["draft", "record"]


def test_a_text_that_allows_no_draft_is_refused_with_a_sentence(store: DraftStore, newsroom: Newsroom) -> None:
    """Guards against an error page in place of a sentence."""
    details = ArticleDetails("No Id", dt.date(2023, 3, 2))
    with pytest.raises(DraftError, match="is no id of an article"):
        begin(store, SMALL_TEXT, details, archive=newsroom.archive(), by="ana@news.example")


def test_a_published_record_is_continued_with_its_own_text(
    store: DraftStore, newsroom: Newsroom, small_record: Json
) -> None:
    """Guards against a change that is taken for somebody else's record."""
    article_id = small_record["article"]["id"]
    assert list(published_reports(newsroom.articles)) == [article_id]
    with pytest.raises(DraftError, match="not to the letter the text"):
        begin_from_published(store, article_id, f"{SMALL_TEXT} ", articles=newsroom.articles, by="ana@news.example")
    made = begin_from_published(store, article_id, SMALL_TEXT, articles=newsroom.articles, by="ana@news.example")
    assert made.published
    assert not [problem for problem in check(made, articles=newsroom.articles) if stops(problem)]


def test_a_preview_shows_the_draft_and_leaves_the_records_as_they_are(
    newsroom: Newsroom, proposed: StoredDraft
) -> None:
    """Guards against a preview that readers see, and against one of the record as it was before."""
    before = newsroom.archive()
    record = proposed.record
    record["claims"][0]["population"] = "stokers"
    shown = preview(proposed, articles=newsroom.articles)
    assert shown is not None
    assert shown.table("claims").collect()["population"].to_list() == ["stokers"]
    assert newsroom.archive().version == before.version != shown.version


def test_a_preview_has_the_statuses_that_follow_as_publishing_writes_them(
    newsroom: Newsroom, proposed: StoredDraft
) -> None:
    """Guards against an error on the preview's pages over what publishing puts right by itself."""
    first = proposed.record["claims"][0]
    proposed.record["claims"].append(first | {"id": "further", "contradicts": [first["id"]]})
    shown = preview(proposed, articles=newsroom.articles)
    assert shown is not None
    assert shown.problems == ()
    assert "contested" in shown.table("claims").collect()["status"].to_list()


def test_a_draft_that_is_not_valid_has_no_preview(newsroom: Newsroom, proposed: StoredDraft) -> None:
    """Guards against pages that fail while a field is missing."""
    del proposed.record["article"]["publisher"]
    assert preview(proposed, articles=newsroom.articles) is None
