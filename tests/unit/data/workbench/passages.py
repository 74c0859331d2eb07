"""Drafts of a few lines, and the passages of words in them."""

from collections.abc import Sequence

from data.workbench.drafts import Json, Passage, StoredDraft


def place_in(lines: Sequence[str], words: str) -> Passage:
    """Return the passage of words that stand in one of the lines; the first one."""
    paragraph = next(number for number, line in enumerate(lines) if words in line)
    start = lines[paragraph].index(words)
    return paragraph, start, start + len(words)


def draft_of(lines: Sequence[str], **more: list[Json]) -> StoredDraft:
    """Return a draft of an article of Thursday, 9 March 2023, with the lists of its record that are given."""
    record: Json = {"article": {"id": "ledger-2023-03-09", "date_published": "2023-03-09"}} | more
    return StoredDraft(draft_id="ledger-2023-03-09", edition=1, text="\n\n".join(lines), record=record)
