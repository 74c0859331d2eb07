"""The entries in `corrections` that a changed record needs: what was published is not changed silently."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from data.records.schema import ITEM_LISTS, Record
from data.records.seen import SeenPart, seen_parts
from data.records.silent_changes import TOGETHER, Change, changes_of, is_further_evidence, value_text
from data.workbench.drafts import Json

WORDS = ("value_text", "title", "contents", "paraphrase", "text")
"""Fields that say what an item says, for the entry about one that was taken out."""


def corrections_for(then: Record, now: Record, *, why: str, on: dt.date) -> list[Json]:
    """Return the new entries for what differs between a published record and what takes its place.

    One entry for each item and field; fields that say one thing, such as a figure's words and its number, have one
    together. What is new in the record needs none.
    """
    entries: list[Json] = []
    today, article_id = seen_parts(now), now.article.id
    for key, part in seen_parts(then).items():
        item_id = key.rpartition(".")[2]
        if key == article_id:
            changes = list(_described(part, today[key]))
        elif key in today:
            changes = _of_item(part, today[key])
        else:
            changes = [_taken_out(part)]
        about = {} if key == article_id else {"item": item_id}
        entries += [
            about
            | {"corrected_on": on.isoformat(), "field": change.field, "why": why}
            | {
                name: text
                for name, text in (("before", value_text(change.before)), ("after", value_text(change.after)))
                if text is not None
            }
            for change in changes
        ]
    return entries


def _of_item(then: SeenPart, now: SeenPart) -> list[Change]:
    changes = [change for change in changes_of(then.content, now.content) if not is_further_evidence(change)]
    fields = [change.field for change in changes]
    if fields != ["anchors"]:  # with its words the passage that an item rests on is another one
        changes = [change for change in changes if change.field != "anchors"]
    return [change for change in changes if not _said_by_another(change.field, fields)]


def _said_by_another(field: str, fields: Sequence[str]) -> bool:
    """Whether an earlier field of those that changed says the same thing."""
    return any(field in group and next(each for each in fields if each in group) != field for group in TOGETHER)


def _described(then: SeenPart, now: SeenPart) -> Iterator[Change]:
    """What changed in the article's description, and in everybody and every place that is named then and now."""
    for change in changes_of(then.content, now.content):
        if isinstance(change.before, Mapping) and isinstance(change.after, Mapping):
            for inner in changes_of(change.before, change.after):
                yield Change(f"{change.field}.{inner.field}", inner.before, inner.after)
        elif "." not in change.field:
            yield change


def _taken_out(part: SeenPart) -> Change:
    name = part.where.partition("[")[0]
    assert name in ITEM_LISTS
    said = next((part.content[field] for field in WORDS if field in part.content), None)
    words = " … ".join(said) if isinstance(said, list) else said
    return Change(name, words, None)
