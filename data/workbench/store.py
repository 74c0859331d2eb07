"""The drafts of the workbench as files: `WORKBENCH/drafts/ID.json`, one a draft, each saving whole on the disk.

Whoever saves a draft that somebody else has saved meanwhile gets a `Conflict`, and nothing is overwritten. A file that
cannot be read stays as it is, and stops no other draft.
"""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data.drafting.article import DraftError
from data.files import decode_text, locked, write_atomically
from data.records.model import LONGEST_ID, is_id
from data.text import composed, shorten
from data.workbench.drafts import DRAFTED, PARTS, Step, StoredDraft, differences, members

__all__ = ["BrokenDraft", "Conflict", "DraftError", "DraftStore", "DraftSummary", "NotSaved", "Step", "StoredDraft"]

DRAFTS = "drafts"
LOCK = ".lock"

LARGEST_TEXT = 1_000_000
"""Characters of an article; a long one has a hundred thousand."""


class BrokenDraft(DraftError):  # noqa: N818
    """A draft's file cannot be read."""


class NotSaved(DraftError):  # noqa: N818
    """A draft could not be written; the file is as it was before."""


class Conflict(DraftError):  # noqa: N818
    """Somebody else has saved the draft since it was opened: `theirs`, and what they `changed`, one sentence each."""

    def __init__(self, theirs: StoredDraft, changed: tuple[str, ...]) -> None:
        who = theirs.saved_by or "somebody"
        what = "; ".join(changed) or "nothing that differs from what you opened"
        super().__init__(f"{who} has saved this draft since you opened it: {what}")
        self.theirs = theirs
        self.changed = changed


@dataclass(frozen=True)
class DraftSummary:
    """A draft in the list: `problem` says why it cannot be opened, and is empty if it can."""

    draft_id: str
    headline: str = ""
    publisher: str = ""
    items: int = 0
    proposals: int = 0
    edition: int = 0
    saved_by: str = ""
    saved_at: str = ""
    problem: str = ""


class DraftStore:
    """The drafts in a workbench's folder. The folder is made when the first draft is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / DRAFTS

    def list(self) -> tuple[DraftSummary, ...]:
        """Return all drafts, those saved last first; broken files come first of all, each with a sentence.

        Raises DraftError if the folder is there and cannot be listed.
        """
        try:
            files = sorted(self.folder.glob("*.json")) if self.folder.exists() else []
        except OSError as error:
            raise DraftError(f"The drafts cannot be listed: {error.strerror}") from error
        found = [self._summary(file) for file in files]
        last_first = sorted(found, key=lambda each: each.saved_at, reverse=True)
        return tuple(sorted(last_first, key=lambda each: not each.problem))

    def create(self, *, text: str, record: dict[str, Any], by: str) -> StoredDraft:
        """Keep a new draft, under the id of its article, and return it.

        Raises DraftError if the record has no usable id, or one that another draft has, or if there is no text, and
        NotSaved if it cannot be written.
        """
        article = record.get("article")
        draft_id = checked_id(article.get("id") if isinstance(article, dict) else None)
        if not text.strip():
            raise DraftError("there is no text; paste the article")
        if len(text) > LARGEST_TEXT:
            raise DraftError(f"the text has {len(text):,} characters; an article has at most {LARGEST_TEXT:,}")
        new = StoredDraft(draft_id=draft_id, edition=0, text=_storable(text), record=composed(record))
        with self._lock():
            if self._file(draft_id).exists():
                raise DraftError(f"there is a draft “{draft_id}” already; open it, or give the article another id")
            return self._write(new, by)

    def open(self, draft_id: str) -> StoredDraft:
        """Return a draft. Raises DraftError if there is none under the id, and BrokenDraft if it cannot be read."""
        file = self._file(checked_id(draft_id))
        if not file.exists():
            raise DraftError(f"there is no draft “{draft_id}” here")
        return _read(file)

    def save(self, draft: StoredDraft, *, by: str) -> StoredDraft:
        """Write a draft, and return it under its next edition.

        Raises Conflict if the draft was saved by somebody else since it was opened, and NotSaved if it cannot be
        written. In both cases the file stays as it is. A file that cannot be read is kept under another name.
        """
        file = self._file(checked_id(draft.draft_id))
        with self._lock():
            try:
                theirs = _read(file) if file.exists() else None
            except BrokenDraft:
                theirs = None
                self._put_aside(file)
            if theirs and theirs.edition > draft.edition:
                raise Conflict(theirs, differences(draft.opened or draft.record, theirs.record))
            return self._write(draft, by)

    def texts(self) -> dict[str, str]:
        """Return the texts of all drafts that can be read, by their ids."""
        files = sorted(self.folder.glob("*.json")) if self.folder.exists() else []
        found = {}
        for file in files:
            try:
                found[file.stem] = _read(file).text
            except BrokenDraft:
                continue
        return found

    def _write(self, draft: StoredDraft, by: str) -> StoredDraft:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        history = tuple(step if step.at else step.model_copy(update={"by": by, "at": now}) for step in draft.history)
        saved = draft.model_copy(
            update={
                "edition": draft.edition + 1,
                "history": history,
                "saved_by": by,
                "saved_at": now,
                "opened": draft.record,
            }
        )
        try:
            content = saved.model_dump_json().encode()
        except ValueError as error:
            raise NotSaved("The draft was not saved: a field has characters that no file can have") from error
        try:
            write_atomically(self._file(draft.draft_id), content)
        except OSError as error:
            raise _not_saved(error) from error
        return saved

    def _put_aside(self, file: Path) -> None:
        number = 1
        while (aside := file.with_name(f"{file.name}.broken-{number}")).exists():
            number += 1
        try:
            file.rename(aside)
        except OSError as error:
            raise _not_saved(error) from error

    def _lock(self) -> Any:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / LOCK).touch()
        except OSError as error:
            raise _not_saved(error) from error
        return locked(self.folder / LOCK)

    def _file(self, draft_id: str) -> Path:
        return self.folder / f"{draft_id}.json"

    def _summary(self, file: Path) -> DraftSummary:
        try:
            draft = _read(file)
        except BrokenDraft as error:
            return DraftSummary(file.stem, problem=str(error))
        article = draft.record.get("article")
        about = article if isinstance(article, dict) else {}
        items = [each for part in PARTS for each in members(draft.record, part)]
        return DraftSummary(
            draft_id=draft.draft_id,
            headline=str(about.get("headline") or ""),
            publisher=str(about.get("publisher") or ""),
            items=len(items),
            proposals=sum(DRAFTED in each for each in items),
            edition=draft.edition,
            saved_by=draft.saved_by,
            saved_at=draft.saved_at,
        )


def checked_id(given: object) -> str:
    """Return an id that can be the name of a file. Raises DraftError if it is none."""
    if isinstance(given, str) and is_id(given):
        return given
    shown = f"“{shorten(given)}”" if isinstance(given, str) and given else "nothing"
    raise DraftError(
        f"{shown} is no id of an article: it has at most {LONGEST_ID} small letters, digits and single hyphens, such "
        "as “publisher-2026-01-31”"
    )


def _storable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DraftError(f"character {error.start + 1} of the text is half a character; paste it again") from error
    return text


def _read(file: Path) -> StoredDraft:
    """The draft in a file. Raises BrokenDraft."""
    try:
        draft = StoredDraft.model_validate_json(decode_text(file.read_bytes()))
    except OSError as error:
        raise BrokenDraft(f"The draft “{file.stem}” cannot be read: {error.strerror}") from error
    except (ValidationError, UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise BrokenDraft(f"The draft “{file.stem}” cannot be read: its file is damaged, and stays as it is") from error
    if draft.draft_id != file.stem:
        raise BrokenDraft(f"The draft “{file.stem}” cannot be read: its file is that of “{draft.draft_id}”")
    return draft.model_copy(update={"opened": draft.record})


def _not_saved(error: OSError) -> NotSaved:
    return NotSaved(f"The draft was not saved: {error.strerror or error}. What was saved before is still there")
