"""Days at the edges of the calendar: no page, sheet, snapshot or preview fails on one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.records.loader import load_records
from data.tables.archive import Archive, archive_of
from data.views.reading import read_address
from data.views.registry import VIEWS
from data.views.summary import summary
from hosting.first_pages import AppPage, one_page_answer, page_answer, preview_answer, snapshot_answer

Json = dict[str, Any]

FIRST, LAST = "0001-01-01", "9999-12-31"
SITE = "https://news.example"
QUERIES = (b"known_on=9999-12-31", b"from=0001-01-01&to=9999-12-31")


@pytest.fixture(params=[FIRST, LAST])
def archive(request: pytest.FixtureRequest, small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """An archive of two reports: one whose days are all the same edge of a calendar, and one of our time."""
    write_record(small_record | {"article": small_record["article"] | {"id": "of-our-time"}}, "of-our-time.json")
    day = request.param
    small_record["article"]["date_published"] = day
    for claim in small_record["claims"]:
        claim["reported_on"] = day
    for item in (*small_record["events"], *small_record["claims"], *small_record["quotes"]):
        item.update({name: day for name in ("start", "end", "not_after", "as_of") if item.get(name)})
    folder = write_record(small_record, "edge.json").parent
    loaded = load_records([folder])
    assert (len(loaded.records), loaded.problems) == (2, ())
    return archive_of(loaded, folder)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("page", VIEWS)
def test_a_day_at_the_edge_of_the_calendar_is_a_day_like_any_other(archive: Archive, page: str, query: bytes) -> None:
    """Guards against a record that `validate` calls sound and that takes every page down."""
    assert page_answer(page, AppPage("<html><head></head><body></body></html>", ""), archive, query, SITE)
    for answer in (snapshot_answer, one_page_answer, preview_answer):
        assert answer(page, archive, query, SITE)


@pytest.mark.parametrize("page", VIEWS)
def test_a_collection_without_a_report_has_no_day(page: str, tmp_path: Path) -> None:
    """Guards against “what reports said by 1 January” of the year 1, where nobody has reported anything."""
    archive = archive_of(load_records([tmp_path]), tmp_path)
    said = summary(read_address(page, {}, archive))
    assert not re.search(r"\b1 Jan", f"{said.title} {said.subtitle}")
