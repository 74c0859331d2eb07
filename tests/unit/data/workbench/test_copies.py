"""Copies of a text: the same article pasted twice is told, another one about the same event is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.records.schema import Record
from data.workbench.copies import near_copies
from tests.conftest import SMALL_PARAGRAPHS, SMALL_TEXT

Json = dict[str, Any]

OTHER = (
    "Port workers in Northport walked out on Tuesday. Police said that dozens were held. A union leader told the radio "
    "that the walkout would go on until those held were free, and that nobody had been hurt on the quay so far.\n"
)


@pytest.fixture
def record(small_record: Json, monkeypatch: pytest.MonkeyPatch) -> Record:
    """The small record as it is published, without its text."""
    monkeypatch.delenv("ARTICLE_TEXTS", raising=False)
    return Record.model_validate_json(json.dumps(small_record), strict=True)


def test_the_same_text_is_told_with_where_it_is(record: Record) -> None:
    """Guards against an article that is coded twice."""
    of_draft, of_record = near_copies(SMALL_TEXT, [record], {"first": SMALL_TEXT, "other": OTHER})
    assert (of_draft.same, of_draft.words) == (True, "This is the text of the draft “first”")
    assert (of_record.same, of_record.words) == (
        True, "This is the text of the published report “northport-2023-03-01”",
    )  # fmt: skip


def test_a_copy_with_other_marks_and_a_further_paragraph_is_near(record: Record) -> None:
    """Guards against a reprint that passes for a second source because its quotation marks are others."""
    copied = f"{SMALL_TEXT.replace('’', chr(39)).replace('“', chr(34)).upper()}\nMore on this story tomorrow.\n"
    of_draft, of_record = near_copies(copied, [record], {"first": SMALL_TEXT})
    assert {of_draft.kind, of_record.kind} == {"draft", "record"}
    assert not of_draft.same
    assert of_draft.share > 0.8


def test_another_report_of_the_same_event_is_no_copy(record: Record) -> None:
    """Guards against a warning at every article of the same day, which nobody reads any more."""
    assert near_copies(OTHER, [record], {"first": SMALL_TEXT}) == ()


def test_a_record_is_compared_by_its_text_where_the_newsroom_has_it(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against anchors, a few words each, where there is better evidence."""
    (tmp_path / "northport-2023-03-01.txt").write_text(SMALL_TEXT, "utf-8")
    monkeypatch.setenv("ARTICLE_TEXTS", str(tmp_path))
    half = "\n".join(SMALL_PARAGRAPHS[:2])
    (found,) = near_copies(half, [record])
    assert (found.same, found.share) == (False, 1.0)


@pytest.mark.parametrize("text", ["", "Northport", "One word.", "\n\n"])
def test_a_very_short_text_is_compared_too(record: Record, text: str) -> None:
    """Guards against a division by nothing."""
    assert near_copies(text, [record], {"first": OTHER}) == ()
