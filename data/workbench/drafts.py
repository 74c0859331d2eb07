"""A draft: the text of an article, the record that is being made of it, and the steps by which it came about."""

import copy
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from data.drafting.article import DraftError
from data.records.anchors import ArticleText, article_text
from data.records.model import Model, Slug
from data.records.schema import ITEM_LISTS
from data.workbench.naming import called, label_of

Json = dict[str, Any]

Passage = tuple[int, int, int]
"""Number of a paragraph, start and end in it, as somebody marked it."""

ENTITY_LISTS = ("actors", "places", "topics")
PARTS = (*ITEM_LISTS, *ENTITY_LISTS)
"""Names of the lists of a record whose members can be proposals."""

DRAFTED = "drafted"
"""The field of a proposal, until a person accepts it."""

MOST_STEPS = 200
"""Steps that can be undone; older ones are forgotten, with what they put away."""


class Change(Model):
    """One change of a draft: a member of a list of the record before and after it, or all that describes the article.

    `part` is the name of the list (also “rejected”), or “article”; None stands for “not there”.
    """

    part: str
    position: int = 0
    before: Json | None
    after: Json | None


class Step(Model):
    """What somebody did, in words, with the changes that undo it. `by` and `at` are empty until it is saved."""

    what: str
    changes: tuple[Change, ...]
    by: str = ""
    at: str = ""


class StoredDraft(Model):
    """A draft as it is kept. Never changed in place: a decision makes another one (`data.workbench.review`).

    `edition` is counted up by each saving. `rejected` are the items that were put away, each with its table and the
    reason. `published` is the SHA-256 of the published file that the draft continues, empty if there was none: somebody
    may have published another since. `opened` is the record as it was opened or last saved: what others changed since
    is told by it.
    """

    draft_id: Slug
    edition: int = Field(ge=0)
    text: str
    record: Json
    rejected: tuple[Json, ...] = ()
    history: tuple[Step, ...] = ()
    saved_by: str = ""
    saved_at: str = ""
    published: str = ""
    opened: Json | None = Field(default=None, exclude=True, repr=False)
    format: Literal[1] = 1

    @property
    def article_text(self) -> ArticleText:
        """The text as paragraphs, as anchors count them."""
        return article_text(self.text.encode())


def members(record: Json, part: str) -> list[Json]:
    """Return the members of a list of a record; empty if it has no such list."""
    found = record.get(part)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def name_of(part: str, member_id: str) -> str:
    """Return what a member of a list is called: its id, or “actors.police” for an actor, a place or a topic."""
    return f"{part}.{member_id}" if part in ENTITY_LISTS else member_id


def find(record: Json, item_id: str) -> tuple[str, int]:
    """Return list and position of an item, or of an actor, a place or a topic.

    The latter are named with their list, “actors.police”, or alone if no item has their id. Raises DraftError.
    """
    for part in PARTS:
        for position, member in enumerate(members(record, part)):
            if item_id == f"{part}.{member.get('id')}" or item_id == member.get("id"):
                return part, position
    raise DraftError(f"“{item_id}” is not in this draft any more")


def with_step(draft: StoredDraft, what: str, changes: Sequence[Change]) -> StoredDraft:
    """Return the draft after a step, which is remembered for `without_last_step`."""
    step = Step(what=what, changes=tuple(changes))
    done = _changed(draft, [(each.part, each.position, each.before, each.after) for each in changes])
    return done.model_copy(update={"history": (*draft.history, step)[-MOST_STEPS:]})


def without_last_step(draft: StoredDraft) -> StoredDraft:
    """Return the draft as it was before its last step. Raises DraftError if there is none."""
    if not draft.history:
        raise DraftError("there is nothing to undo")
    step = draft.history[-1]
    undone = _changed(draft, [(each.part, each.position, each.after, each.before) for each in reversed(step.changes)])
    return undone.model_copy(update={"history": draft.history[:-1]})


def _changed(draft: StoredDraft, changes: Sequence[tuple[str, int, Json | None, Json | None]]) -> StoredDraft:
    """The draft with changes, each given as (part, position, what is there, what is put there)."""
    record, rejected = dict(draft.record), list(draft.rejected)
    for part, position, old, new in changes:
        if part == "article":
            record[part] = copy.deepcopy(new)
            continue
        listed = rejected if part == "rejected" else list(record.get(part) or [])
        listed[position : position + (old is not None)] = [] if new is None else [copy.deepcopy(new)]
        if part != "rejected":
            record[part] = listed
    return draft.model_copy(update={"record": record, "rejected": tuple(rejected)})


def differences(before: Json, after: Json) -> tuple[str, ...]:
    """Return what differs between two states of a record, one sentence for each item and description."""
    found = ["what describes the article was changed"] if before.get("article") != after.get("article") else []
    for part in PARTS:
        old, new = ({str(each.get("id")): each for each in members(record, part)} for record in (before, after))
        for item_id in dict.fromkeys([*old, *new]):
            if item_id not in old:
                found.append(f"{called(part, new[item_id])} is new")
            elif item_id not in new:
                found.append(f"{called(part, old[item_id])} is not there any more")
            elif old[item_id] != new[item_id]:
                found.append(f"{called(part, old[item_id])} {_done(old[item_id], new[item_id])}")
    return tuple(found)


def _done(old: Json, new: Json) -> str:
    fields = [field for field in dict.fromkeys([*old, *new]) if old.get(field) != new.get(field)]
    if fields == [DRAFTED]:
        return "was accepted" if DRAFTED in old else "is a proposal again"
    return f"was changed: {', '.join(label_of(field).lower() for field in fields if field != DRAFTED)}"
