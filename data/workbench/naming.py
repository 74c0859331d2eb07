"""What items are called in sentences for a person: by their kind and what they say, never by an id."""

from collections.abc import Mapping
from typing import Any

from data.text import shorten

PART_WORDS = {
    "events": "Event", "claims": "Figure", "quotes": "Quotation", "facts": "Background", "caveats": "Caveat",
    "actors": "Actor", "places": "Place", "topics": "Topic",
}  # fmt: skip
"""List of a record to the word for one of its members."""

_SAY = ("value_text", "title", "name", "label", "text", "id")
"""Fields that say what an item is, for one that has no words of the article."""


def words_of(member: Mapping[str, Any]) -> str:
    """Return the words of the article that an item rests on first, or else what it says of itself."""
    anchors = member.get("anchors")
    first = anchors[0] if isinstance(anchors, list) and anchors and isinstance(anchors[0], Mapping) else {}
    return str(first.get("exact") or next((member[name] for name in _SAY if member.get(name)), ""))


def called(part: str, member: Mapping[str, Any]) -> str:
    """Return an item by what it is and says: “the figure ‘At least 40’”."""
    return f"the {PART_WORDS[part].lower()} “{shorten(words_of(member))}”"


def label_of(field: str) -> str:
    """Return the words for a field of an item, as its form has them: “Value text”."""
    return field.replace("_", " ").capitalize()
