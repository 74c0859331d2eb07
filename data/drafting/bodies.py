"""Bodies that an article names in full once, and then calls “the union” or “the ministry”."""

import re
from collections.abc import Sequence

from data.drafting.places import Place
from data.drafting.reading import ReadArticle
from data.drafting.word_sets import word_set

_HEADS = word_set(
    "organisation organization ministry agency union group committee council party alliance commission company "
    "association movement bank court federation institute network channel newspaper office department university "
    "brigade service authority board league front firm club cooperative"
)
"""Nouns by which “the union” stands for a body that was named before."""


def fullest_body(article: ReadArticle, actors: Sequence[str], words: str, place: Place) -> str:
    """Return the fullest name of a body before a place: “the ministry” is the interior ministry, if that is named.

    `actors` are the names of the actors that were drafted before.
    """
    if " " in words or words[:1].isupper():
        return words
    if named := body_before(article, actors, f"the {words}", place):
        return named
    longer = re.compile(rf"\b[Tt]he ([a-z-]+ {re.escape(words)}\b|{re.escape(words)} of (?:the )?\w+)")
    for number in range(place.paragraph, -1, -1):
        text = article.text.paragraphs[number]
        found = longer.findall(text[: place.start] if number == place.paragraph else text)
        if found:
            return str(found[-1])
    return words


def body_before(article: ReadArticle, actors: Sequence[str], words: str, place: Place) -> str | None:
    """Return the last body before “the union” that has this noun: “the Northport Dock Workers’ Union”; None if none."""
    parts = words.lower().split()
    if len(parts) != 2 or parts[0] not in ("the", "this") or parts[1] not in _HEADS:
        return None
    if same := [name for name in actors if _is_called(name, parts[1])]:
        return same[-1]
    noun = parts[1].replace("organis", "organiz")
    for name in reversed(article.names):
        before = (name.place.paragraph, name.place.start) < (place.paragraph, place.start)
        heads = [word.lower().replace("organis", "organiz") for word in name.words]
        if before and len(heads) > 1 and noun in heads:
            return name.text
    return None


def _is_called(name: str, noun: str) -> bool:
    """Whether “the union” may stand for a body: its name ends with the noun, or begins with “union of”."""
    words = name.lower().split()
    return len(words) > 1 and (words[-1] == noun or words[:2] == [noun, "of"])
