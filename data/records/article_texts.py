"""The articles' texts, if the newsroom has them: files ARTICLE_ID.txt in the folder that ARTICLE_TEXTS names."""

import os
from functools import lru_cache
from pathlib import Path

from data.records.anchors import read_text


def article_paragraphs(article_id: str) -> tuple[str, ...] | None:
    """Return an article's paragraphs; None if its text is not available or cannot be read."""
    folder = os.environ.get("ARTICLE_TEXTS")
    return _paragraphs(Path(folder) / f"{article_id}.txt") if folder else None


def whole_text(article_id: str) -> str | None:
    """Return an article's text to the last character, as its SHA-256 is of; None if it is not available."""
    folder = os.environ.get("ARTICLE_TEXTS")
    try:
        return (Path(folder) / f"{article_id}.txt").read_bytes().decode("utf-8") if folder else None
    except (OSError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=64)
def _paragraphs(file: Path) -> tuple[str, ...] | None:
    try:
        return read_text(file).paragraphs
    except (OSError, UnicodeDecodeError):
        return None
