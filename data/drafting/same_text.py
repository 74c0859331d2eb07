"""How much of a text another one has already: the share of its words that stand in equal runs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from data.records.article_texts import article_paragraphs
from data.text import normalize

RUN = 8
"""Words of the shortest run that counts: shorter ones are common to texts that nobody copied."""


def words_of(paragraphs: Sequence[str]) -> list[str]:
    """Return the words of a text without case, accents and marks."""
    return re.findall(r"\w+", normalize("\n".join(paragraphs)))


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of all runs of RUN words."""
    return frozenset(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def share_of(words: Sequence[str], runs: frozenset[int]) -> float:
    """Return the share of words, from 0 to 1, that stand in runs of another text."""
    covered = 0
    until = 0  # the words before this one are counted
    for at in range(len(words) - RUN + 1):
        if hash(tuple(words[at : at + RUN])) in runs:
            covered += at + RUN - max(at, until)
            until = at + RUN
    return covered / len(words) if words else 0.0


def runs_of_article(article_id: str) -> frozenset[int]:
    """Return the runs of the text of an article, if the newsroom has it (ARTICLE_TEXTS); else none."""
    paragraphs = article_paragraphs(article_id)
    return _runs(paragraphs) if paragraphs else frozenset()


@lru_cache(maxsize=64)
def _runs(paragraphs: tuple[str, ...]) -> frozenset[int]:
    return runs_of(words_of(paragraphs))
