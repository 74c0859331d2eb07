"""The articles' texts, where the newsroom holds them: a folder of ARTICLE_ID.txt named by ARTICLE_TEXTS."""

import os
from functools import lru_cache
from pathlib import Path

from data.records.anchors import read_text


def article_paragraphs(article_id: str) -> tuple[str, ...] | None:
    """An article's paragraphs, or None where its text is not at hand or cannot be read."""
    folder = os.environ.get("ARTICLE_TEXTS")
    return _paragraphs(Path(folder) / f"{article_id}.txt") if folder else None


@lru_cache(maxsize=64)
def _paragraphs(file: Path) -> tuple[str, ...] | None:
    try:
        return read_text(file).paragraphs
    except (OSError, UnicodeDecodeError):
        return None
