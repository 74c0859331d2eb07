"""Decisions on a draft: accept, reject, edit, add, undo. Each takes a draft and returns another; nothing is written.

A proposal carries `drafted` until a person accepts it. What a person adds is no proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.drafting.article import DraftError
from data.records.anchors import ArticleText, anchor_at
from data.records.problems import Problem
from data.records.schema import ITEM_LISTS
from data.records.vocabulary import QuoteType
from data.workbench.checks import MODELS, Invalid, anchor_problems, item_problems, model_problems, without_reminder
from data.workbench.coverage import spans
from data.workbench.drafts import (
    DRAFTED,
    PARTS,
    Change,
    Json,
    Passage,
    StoredDraft,
    find,
    members,
    name_of,
    with_step,
    without_last_step,
)
from data.workbench.following import with_context, without_former_speaker
from data.workbench.naming import called, label_of, words_of
from data.workbench.new_ids import new_id
from data.workbench.parts import part_problems, with_fields_of_whole, with_part_apart
from data.workbench.references import entities_named, renamings

__all__ = [
    "Invalid", "Proposal", "accept", "accepted_along", "add", "edit", "proposals", "reject", "rejected", "restore",
    "undo",
]  # fmt: skip

EVEN = 0.5
"""The confidence of a proposal that is as likely right as wrong."""

WORDS_OF = {"claims": "value_text", "quotes": "contents"}
"""The list of a record to the field that has the words of the passage."""


@dataclass(frozen=True)
class Proposal:
    """An item of a draft, where it stands in the text, and what speaks for it.

    Without an anchor `paragraph`, `start` and `end` are None. `accepted` is true for what a person accepted or added:
    it has neither confidence nor reasons.
    """

    item_id: str
    table: str
    paragraph: int | None
    start: int | None
    end: int | None
    words: str
    confidence: float | None
    why: str
    accepted: bool
    problems: tuple[str, ...]


def accept(draft: StoredDraft, item_id: str) -> StoredDraft:
    """Return the draft with a proposal accepted, without its reminders of what is to be written.

    The actors and places of `accepted_along` are accepted with it. Raises DraftError if it is not there, Invalid if it
    is not sound.
    """
    part, position = find(draft.record, item_id)
    before = members(draft.record, part)[position]
    whole = with_part_apart(part, before, draft.record, draft.article_text)
    if problems := _problems(part, whole, draft):
        raise Invalid(problems)
    if DRAFTED not in before:
        return draft
    along = accepted_along(draft, item_id)
    changes = [_accepted(draft, name) for name in along]
    own = _without_marks(whole)
    what = f"accepted {called(part, before)}"
    what += f" and {', '.join(called(*_found(draft, name)) for name in along)}" if along else ""
    return with_step(draft, what, [*changes, Change(part=part, position=position, before=before, after=own)])


def accepted_along(draft: StoredDraft, item_id: str) -> tuple[str, ...]:
    """Return the proposed actors and places that are accepted with an item: those that it names, and that are sound.

    One with several readings, with something to mend, or rather not sure is decided for itself (`is_open`).
    """
    return tuple(name for name in proposed_with(draft, item_id) if not is_open(draft, name))


def proposed_with(draft: StoredDraft, item_id: str) -> tuple[str, ...]:
    """Return the actors and places that an item names, and that are proposals."""
    return tuple(name for name in entities_named(draft, item_id) if DRAFTED in _found(draft, name)[1])


def is_open(draft: StoredDraft, item_id: str) -> bool:
    """Return whether a proposal has several readings or something to mend, or is less sure than EVEN."""
    part, member = _found(draft, item_id)
    about = member.get(DRAFTED)
    doubt = isinstance(about, Mapping) and (about.get("choices") or about.get("confidence", 1) < EVEN)
    return bool(doubt) or bool(_problems(part, member, draft))


def _found(draft: StoredDraft, item_id: str) -> tuple[str, Json]:
    part, position = find(draft.record, item_id)
    return part, members(draft.record, part)[position]


def _accepted(draft: StoredDraft, item_id: str) -> Change:
    part, position = find(draft.record, item_id)
    before = members(draft.record, part)[position]
    return Change(part=part, position=position, before=before, after=_without_marks(before))


def _without_marks(member: Json) -> Json:
    return {field: without_reminder(value) for field, value in member.items() if field != DRAFTED}


def reject(draft: StoredDraft, item_id: str, reason: str = "") -> StoredDraft:
    """Return the draft without an item, which stays among `rejected`. Raises DraftError if it is not there."""
    part, position = find(draft.record, item_id)
    before = members(draft.record, part)[position]
    put_away = {"table": part, "item": before, "reason": reason}
    return with_step(
        draft,
        f"rejected {called(part, before)}",
        [
            Change(part=part, position=position, before=before, after=None),
            Change(part="rejected", position=len(draft.rejected), before=None, after=put_away),
        ],
    )


def restore(draft: StoredDraft, item_id: str) -> StoredDraft:
    """Return the draft with a rejected item back in its list. Raises DraftError if none has the id, or one is there."""
    for position, put_away in enumerate(draft.rejected):
        part, item = put_away["table"], put_away["item"]
        if item_id in (item.get("id"), f"{part}.{item.get('id')}"):
            _check_id(draft, part, item)
            return with_step(
                draft,
                f"took back {called(part, item)}",
                [
                    Change(part="rejected", position=position, before=put_away, after=None),
                    Change(part=part, position=len(members(draft.record, part)), before=None, after=item),
                ],
            )
    raise DraftError(f"“{item_id}” is not among what was rejected")


def edit(draft: StoredDraft, item_id: str, changes: Mapping[str, Any]) -> StoredDraft:
    """Return the draft with other values in fields of an item, or of “article”. A value of None takes a field away.

    An anchor may be given as paragraph, start and end alone. A proposal stays one until it is accepted. What names an
    item by its id names it by the new one.
    Raises DraftError if the item is not there, and Invalid, with the problems of each field, if the values are not
    sound.
    """
    if item_id == "article":
        part, position, before = "article", 0, dict(draft.record.get("article") or {})
    else:
        part, position = find(draft.record, item_id)
        before = members(draft.record, part)[position]
    after = {field: value for field, value in {**before, **changes}.items() if value is not None}
    if after == before:
        return draft
    after = without_former_speaker(part, before, after, draft.record)
    after = with_context(part, _with_anchors(after, draft.article_text), draft.record)
    after = with_part_apart(part, after, draft.record, draft.article_text)
    if problems := _problems(part, after, draft):
        raise Invalid(problems)
    others: list[Change] = []
    if part != "article" and after["id"] != before.get("id"):
        _check_id(draft, part, after)
        others = renamings(draft, part, str(before.get("id")), after["id"])
    change = Change(part=part, position=position, before=before, after=after)
    what = "what describes the article" if part == "article" else called(part, after)
    fields = ", ".join(label_of(field).lower() for field in changes)
    return with_step(draft, f"edited {what}: {fields}", [*others, change])


def add(draft: StoredDraft, kind: str, values: Mapping[str, Any], *, at: Passage | None = None) -> StoredDraft:
    """Return the draft with a new item in the list `kind`, such as “claims”, last in it.

    `at` is the passage that somebody marked: the item is anchored there, and a figure or quotation has its words unless
    `values` has others. The id, if none is given, is made of what it says. Raises DraftError if there is no such list
    or the id is taken, and Invalid, with the problems of each field, if the values are not sound.
    """
    if kind not in PARTS:
        raise DraftError(f"“{kind}” is no list of a record; there are {', '.join(PARTS)}")
    item: Json = {field: value for field, value in values.items() if value is not None}
    if at and "anchors" in MODELS[kind].model_fields:  # a topic has none: it is a word for many passages
        item["anchors"] = [_anchor(at, draft.article_text, len(item.get("anchors") or [])), *item.get("anchors", [])]
        item = _words_of_passage(kind, item)
    item = {"id": new_id(draft, kind, item)} | _with_anchors(item, draft.article_text)
    item = with_context(kind, item, draft.record)
    if kind == "claims":
        item = {"reported_on": (draft.record.get("article") or {}).get("date_published")} | item
    item = with_fields_of_whole(kind, item, draft.record)
    item = with_part_apart(kind, item, draft.record, draft.article_text)
    if problems := _problems(kind, item, draft):
        raise Invalid(problems)
    _check_id(draft, kind, item)
    position = len(members(draft.record, kind))
    change = Change(part=kind, position=position, before=None, after=item)
    return with_step(draft, f"added {called(kind, item)}", [change])


def undo(draft: StoredDraft) -> StoredDraft:
    """Return the draft as it was before its last step, whoever took it. Raises DraftError if there is none."""
    return without_last_step(draft)


def item_of_last_step(draft: StoredDraft) -> str:
    """Return the id of the item whose former state `undo` brings back, the last of several; empty if there is none."""
    changes = draft.history[-1].changes if draft.history else ()
    restored = [
        name_of(each.part, str(each.before.get("id"))) for each in changes if each.part in PARTS and each.before
    ]
    return restored[-1] if restored else ""


def proposals(draft: StoredDraft) -> tuple[Proposal, ...]:
    """Return the items of a draft, accepted or not, in the order of the text; those without an anchor last."""
    problems = item_problems(draft)
    found = [
        _proposal(part, member, problems[part, n])
        for part in PARTS
        for n, member in enumerate(members(draft.record, part))
    ]
    return tuple(sorted(found, key=lambda each: (each.paragraph is None, each.paragraph or 0, each.start or 0)))


def rejected(draft: StoredDraft) -> tuple[Proposal, ...]:
    """Return the items of a draft that were rejected, in the order in which they were."""
    return tuple(_proposal(each["table"], each["item"], ()) for each in draft.rejected)


def _proposal(part: str, member: Json, problems: tuple[str, ...]) -> Proposal:
    places = spans(member)
    paragraph, start, end = places[0] if places else (None, None, None)
    drafted = member.get(DRAFTED)
    about = drafted if isinstance(drafted, dict) else {}
    item_id = str(member.get("id") or "")
    return Proposal(
        item_id=name_of(part, item_id),
        table=part,
        paragraph=paragraph,
        start=start,
        end=end,
        words=words_of(member),
        confidence=about.get("confidence"),
        why=str(about.get("why") or ""),
        accepted=DRAFTED not in member,
        problems=problems,
    )


def _problems(part: str, member: Json, draft: StoredDraft) -> tuple[Problem, ...]:
    found = model_problems(part, member) or anchor_problems(member, draft.article_text)
    return found or part_problems(part, member, draft.record)


def _with_anchors(item: Json, text: ArticleText) -> Json:
    """The item with the words of anchors that are given as paragraph, start and end alone."""
    given = item.get("anchors")
    if not isinstance(given, list):
        return item
    keys = ("paragraph", "start", "end")
    return item | {
        "anchors": [
            _anchor((each["paragraph"], each["start"], each["end"]), text, n)
            if isinstance(each, Mapping) and "exact" not in each and all(type(each.get(key)) is int for key in keys)
            else each
            for n, each in enumerate(given)
        ]
    }


def _anchor(at: Passage, text: ArticleText, number: int) -> Json:
    try:
        return anchor_at(text, *at)
    except ValueError as error:
        raise Invalid((Problem("anchors", f"anchors[{number}]", str(error)),)) from error


def _words_of_passage(kind: str, item: Json) -> Json:
    """An item with the words of its passage; what is reported in our words has none of them."""
    field = WORDS_OF.get(kind)
    if field is None:
        return item
    words = item["anchors"][0]["exact"]
    if item.get("quote_type") == QuoteType.INDIRECT:
        return {name: value for name, value in item.items() if (name, value) != (field, [words])}
    return {field: [words] if kind == "quotes" else words} | item


def _check_id(draft: StoredDraft, part: str, item: Json) -> None:
    """Raise Invalid if an id is taken: items share one family of ids, actors, places and topics have one each."""
    family: Sequence[str] = ITEM_LISTS if part in ITEM_LISTS else (part,)
    if any(each.get("id") == item["id"] for name in family for each in members(draft.record, name)):
        raise Invalid((Problem(str(item["id"]), "id", f"“{item['id']}” is taken; give it another"),))
