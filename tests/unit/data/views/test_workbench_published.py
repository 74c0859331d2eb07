"""What an editor is told of a publication."""

from typing import Any

from data.queries.selection import KEYS
from data.views.registry import VIEWS
from data.views.workbench_published import address_of, pages_with, published_words

Json = dict[str, Any]


def test_a_publication_is_told_as_what_readers_see(small_record: Json) -> None:
    """Guards against “Published as dataset version 66a0a9fef532”, which tells an editor nothing."""
    told = published_words(small_record, corrections=2)
    assert told.startswith("Published. Readers see “Dockers stop work in Northport” on the dashboard now, with 1 event")
    assert told.endswith("2 changes of it, with your reason, on Corrections.")
    assert published_words({"article": {"id": "x"}}) == "Published. Readers see “this report” on the dashboard now."


def test_it_is_linked_where_it_is_and_on_a_day_on_which_it_is_known(small_record: Json) -> None:
    """Guards against a link to a page that shows nothing of it, or the collection before it was published."""
    pages = pages_with(small_record)
    assert [name for _, name in pages] == ["Overview", "Timeline", "Casualties and arrests", "Quotes", "Sources"]
    assert {path for path, _ in pages} <= set(VIEWS)
    assert [name for _, name in pages_with(small_record | {"claims": [], "events": []})] == [
        "Overview", "Quotes", "Sources",
    ]  # fmt: skip
    assert address_of(small_record) == {"article": "northport-2023-03-01", "known_on": "2023-03-01"}
    assert set(address_of(small_record)) <= set(KEYS)
