"""Forms of a draft in which something is written that is not saved: their names, and what a person knows them by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.drafting.article import DraftError
from data.text import shorten
from data.workbench.drafts import Passage, StoredDraft, find, members
from data.workbench.from_words import words_at
from data.workbench.naming import PART_WORDS, words_of

_NEW = re.compile(r"new:([a-z]+):(\d+)-(\d+)-(\d+)")


@dataclass(frozen=True)
class WaitingForm:
    """A form that waits: the value of `data-work` that opens it, the word for its item, and what the item says."""

    work: str
    kind: str
    words: str


def new_form(part: str, passage: Passage) -> str:
    """Return the name of the form of a new item of a list from words that were marked."""
    return f"new:{part}:{'-'.join(map(str, passage))}"


def waiting_part(forms: Iterable[str], passage: Passage) -> str | None:
    """Return the list of the new item from a passage whose form waits; None if none does."""
    parts = {new_form(part, passage): part for part in PART_WORDS}
    return next((parts[form] for form in reversed([*forms]) if form in parts), None)


def waiting_forms(draft: StoredDraft, forms: Iterable[str]) -> tuple[WaitingForm, ...]:
    """Return the forms with these names, in order, without those of items that are not there any more."""
    return tuple(found for form in forms if (found := _waiting(draft, form)))


def _waiting(draft: StoredDraft, form: str) -> WaitingForm | None:
    if form == "article":
        return WaitingForm("step:publish", "The article", "what describes it, under Publish")
    if new := _NEW.fullmatch(form):
        part, at = new[1], (int(new[2]), int(new[3]), int(new[4]))
        return WaitingForm(f"mark:{':'.join(map(str, at))}", f"New {PART_WORDS[part].lower()}", words_at(draft, at))
    try:
        part, position = find(draft.record, form)
    except DraftError:
        return None
    return WaitingForm(f"open:{form}", PART_WORDS[part], shorten(words_of(members(draft.record, part)[position])))
