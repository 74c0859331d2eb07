"""The articles' texts where a newsroom holds them, and nothing where it does not."""

from pathlib import Path

import pytest

from data.records.article_texts import article_paragraphs

ARTICLE = "northport-2023-03-01"


def test_the_paragraphs_are_read_from_the_folder_that_is_named(
    small_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a reader view that stays empty although the text is there."""
    monkeypatch.setenv("ARTICLE_TEXTS", str(small_text.parent))
    paragraphs = article_paragraphs(ARTICLE)
    assert paragraphs is not None
    assert paragraphs[0] == "Dockers stop work in Northport"
    assert len(paragraphs) == 4


@pytest.mark.parametrize("setting", [None, ""])
def test_without_the_setting_there_is_no_text(setting: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against texts being looked for where nobody put them."""
    monkeypatch.delenv("ARTICLE_TEXTS", raising=False)
    if setting is not None:
        monkeypatch.setenv("ARTICLE_TEXTS", setting)
    assert article_paragraphs(ARTICLE) is None


def test_a_text_that_is_not_there_is_none(small_text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a page that fails because one of several texts is missing."""
    monkeypatch.setenv("ARTICLE_TEXTS", str(small_text.parent))
    assert article_paragraphs("another-article") is None


def test_a_text_in_another_encoding_is_none(small_text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a page that fails because of how a text was saved."""
    (small_text.parent / "old.txt").write_bytes("Zoë".encode("latin-1"))
    monkeypatch.setenv("ARTICLE_TEXTS", str(small_text.parent))
    assert article_paragraphs("old") is None
