"""Normalised text for searching, and shortened text for messages."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": " ", "—": " ", "-": " ", "‑": " ", "\n": " "})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def normalize(text: str) -> str:
    """Return text without case, accents, hyphens, thousands separators and typographic marks, to compare by."""
    decomposed = unicodedata.normalize("NFKD", _THOUSANDS.sub("", text.translate(_MARKS)))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return text without case and accents, as browsers compare it, and the offset in `text` of each of its letters."""
    letters = [
        (folded, offset)
        for offset, char in enumerate(text)
        for folded in unicodedata.normalize("NFKD", char).casefold()
        if not unicodedata.combining(folded)
    ]
    return "".join(letter for letter, _ in letters), [offset for _, offset in letters]


def search_text(*parts: str) -> str:
    """Return several texts normalised as one; a bar between them prevents a phrase from matching across two."""
    return " | ".join(normalize(part) for part in parts)


def search_words(query: str) -> list[str]:
    """Return the normalised words of a search query; a phrase in double quotes is one entry."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', normalize(query))
    return [phrase.strip() or word for phrase, word in found if phrase.strip() or word]


def shorten(text: str) -> str:
    """Return a text cut to 40 characters, for a message."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return “; did you mean “x”?” for the nearest known word; empty if none is near."""
    near = get_close_matches(wrong, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
