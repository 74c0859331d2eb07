"""What items are called in sentences for a person: by their kind and what they say, never by an id."""

import re
from collections.abc import Mapping
from typing import Any

from data.text import normalize, shorten

PART_WORDS = {
    "events": "Event", "claims": "Figure", "quotes": "Quotation", "facts": "Background", "caveats": "Caveat",
    "actors": "Actor", "places": "Place", "topics": "Topic",
}  # fmt: skip
"""List of a record to the word for one of its members."""

_STEM = 4
"""Letters at the beginning of words by which one is taken for a form of the other."""

_SAY = ("value_text", "title", "name", "label", "text", "id")
"""Fields that say what an item is, for one that has no words of the article."""


def words_of(member: Mapping[str, Any]) -> str:
    """Return the words of the article that an item rests on first, or else what it says of itself.

    Somebody whose words rest on others than the name, as the newspaper itself does, is told by the name.
    """
    anchors = member.get("anchors")
    first = anchors[0] if isinstance(anchors, list) and anchors and isinstance(anchors[0], Mapping) else {}
    words, name = str(first.get("exact") or ""), str(member.get("name") or "")
    if words and not (name and _apart(words, name)):
        return words
    return str(next((member[each] for each in _SAY if member.get(each)), ""))


def _apart(words: str, name: str) -> bool:
    """Whether some words have no word of a name, in part or whole (“Kazakh” and “Kazakhstan”)."""
    one, other = ({normalize(each)[:_STEM] for each in re.findall(r"\w+", text)} for text in (words, name))
    return not one & other


def called(part: str, member: Mapping[str, Any]) -> str:
    """Return an item by what it is and says: “the figure ‘At least 40’”."""
    return f"the {PART_WORDS[part].lower()} “{shorten(words_of(member))}”"


def label_of(field: str) -> str:
    """Return the words for a field of an item, as its form has them: “Value text”."""
    return field.replace("_", " ").capitalize()
