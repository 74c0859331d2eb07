"""Copies of a text: whether another draft, or a published record, is of the same article or of nearly the same."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.records.article_texts import article_paragraphs
from data.records.schema import Record
from data.text import normalize

RUN = 5
"""Words of a run that two texts are compared by: agencies and papers share shorter ones without copying."""

NEAR = 0.5
"""Least share of equal runs for a text to be told as a near copy."""

FEWEST_WORDS = 12
"""Least number of words in the anchors of a record whose text is not at hand, to say anything of it by them."""


@dataclass(frozen=True)
class NearCopy:
    """A draft or a published record of the same text, or of nearly the same.

    `same` is true if no character differs. `share` is that of the words or runs of words that both have, of the shorter
    of the two; of a record whose text is not at hand, that of the words of its anchors which are in this text.
    """

    kind: Literal["draft", "record"]
    id: str
    same: bool
    share: float

    @property
    def words(self) -> str:
        """The copy in one sentence."""
        what = f"the draft “{self.id}”" if self.kind == "draft" else f"the published report “{self.id}”"
        return f"This is the text of {what}" if self.same else f"{self.share:.0%} of this text is also in {what}"


def near_copies(text: str, records: Sequence[Record], drafts: Mapping[str, str] | None = None) -> tuple[NearCopy, ...]:
    """Return the published records and the drafts (id to text) of the same or nearly the same text, the nearest first.

    A record is compared by its text, if the newsroom has that, or else by the words of its anchors.
    """
    sha256, words = hashlib.sha256(text.encode()).hexdigest(), normalize(text).split()
    runs = _runs(words)
    found = []
    for record in records:
        same, share = record.article.text_sha256 == sha256, _share_of_record(record, words, runs)
        found.append(NearCopy("record", record.article.id, same, share))
    for draft_id, other in (drafts or {}).items():
        found.append(NearCopy("draft", draft_id, other == text, _share(runs, _runs(normalize(other).split()))))
    near = (each for each in found if each.same or each.share >= NEAR)
    return tuple(sorted(near, key=lambda each: (not each.same, -each.share, each.kind, each.id)))


def _share_of_record(record: Record, words: Sequence[str], runs: frozenset[str]) -> float:
    paragraphs = article_paragraphs(record.article.id)
    if paragraphs is not None:
        return _share(runs, _runs(normalize("\n".join(paragraphs)).split()))
    anchors = {normalize(anchor.exact) for _, anchors in record.anchor_lists() for anchor in anchors}
    sizes = {anchor: len(anchor.split()) for anchor in anchors}
    every = sum(sizes.values())
    spaced = f" {' '.join(words)} "
    return sum(sizes[each] for each in anchors if each in spaced) / every if every >= FEWEST_WORDS else 0.0


def _runs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(_each_run(words))


def _each_run(words: Sequence[str]) -> Iterator[str]:
    for start in range(max(len(words) - RUN, 0) + 1):
        yield " ".join(words[start : start + RUN])


def _share(runs: frozenset[str], others: frozenset[str]) -> float:
    smaller = min(len(runs), len(others))
    return len(runs & others) / smaller if smaller else 0.0
