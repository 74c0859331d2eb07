"""What readers see of a record, part by part: the items, what describes the article, who and where is named in it.

Two releases of the records are compared by these parts. What only finds the way to a passage (offsets, words of prefix
and suffix), counts paragraphs, or says which records share an entity, is no part of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from data.records.schema import Record

Content = Mapping[str, Any]
"""Field to its value, as in the file; without fields that have none."""

NOT_SEEN = {
    "article": {"id", "text_sha256", "paragraph_count", "uncoded"},
    "entity": {"id", "anchors", "same_as"},
    "item": {"id", "anchors"},
}
"""Kind of part to the fields that readers do not see in it."""


@dataclass(frozen=True)
class SeenPart:
    """A part of a record: its place in the file, such as “claims[3] (arrests)”, and what readers see of it."""

    where: str
    content: Content


def seen_parts(record: Record) -> dict[str, SeenPart]:
    """Return the parts of a record: the items by global id, all that describes the article by the article's id.

    In the article's part, whoever it names is a field such as “actors.police”, with their own fields as its value.
    """
    article_id = record.article.id
    about = dict(_content(record.article, "article"))
    about |= {f"places.{place.id}": _content(place, "entity") for place in record.places}
    about |= {f"actors.{actor.id}": _content(actor, "entity") for actor in record.actors}
    about |= {f"topics.{topic.id}": _content(topic, "entity") for topic in record.topics}
    parts = {article_id: SeenPart("article", about)}
    for name, n, item in record.items():
        content = dict(_content(item, "item"))
        if item.anchors:
            content["anchors"] = [{"paragraph": each.paragraph, "exact": each.exact} for each in item.anchors]
        parts[f"{article_id}.{item.id}"] = SeenPart(f"{name}[{n}] ({item.id})", content)
    return parts


def _content(model: BaseModel, kind: str) -> Content:
    found = model.model_dump(mode="json", exclude_none=True, exclude=NOT_SEEN[kind])
    return {field: value for field, value in found.items() if value not in ([], {})}
