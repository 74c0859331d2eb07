"""Topics that somebody writes into the form of an item: each becomes one of the record's own, once.

A record brings its topics with it (`data.records.schema.Topic`). Reports that have a topic under one id have it under
one label, so one that a published report has is taken from there.
"""

from collections.abc import Mapping

from data.records.slugs import slug
from data.workbench.drafts import Json, StoredDraft, members
from data.workbench.review import add

TOPICS = "topics"


def with_topics(draft: StoredDraft, changes: Json, published: Mapping[str, str]) -> tuple[StoredDraft, Json]:
    """Return the draft with the topics that the changes of an item name, and the changes with their ids.

    `changes` may name a topic by its id or by a label; `published` are those of the published reports, id to label.
    Raises Invalid if a label can be no topic.
    """
    given = changes.get(TOPICS)
    if not isinstance(given, list):
        return draft, changes
    ids = []
    for name in given:
        own = {str(each.get("id")): str(each.get("label")) for each in members(draft.record, TOPICS)}
        topic_id, label = _topic(str(name).strip(), {**published, **own})
        if topic_id not in own:
            draft = add(draft, TOPICS, {"id": topic_id, "label": label})
        ids.append(topic_id)
    return draft, changes | {TOPICS: list(dict.fromkeys(ids))}


def _topic(name: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The id and the label of a topic; a known one if only case, accents or marks differ."""
    if name in known:
        return name, known[name]
    made = slug(name)
    same = next((topic_id for topic_id, label in known.items() if slug(label) == made), None)
    if same is not None:
        return same, known[same]
    number, free = 1, made
    while free in known:
        number += 1
        free = f"{made}-{number}"
    return free, name
