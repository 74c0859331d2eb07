"""Text as readers search it, and as messages quote it."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": " ", "—": " ", "-": " ", "‑": " ", "\n": " "})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def normalize(text: str) -> str:
    """Text without case, accents, hyphens, commas of thousands and typographic marks: what is typed is found."""
    decomposed = unicodedata.normalize("NFKD", _THOUSANDS.sub("", text.translate(_MARKS)))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def search_text(*parts: str) -> str:
    """Several texts as one to search in; the bar keeps a phrase from matching across two of them."""
    return " | ".join(normalize(part) for part in parts)


def search_words(query: str) -> list[str]:
    """What a query asks for: each of its words, and each phrase in double quotes as one."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', normalize(query))
    return [phrase.strip() or word for phrase, word in found if phrase.strip() or word]


def shorten(text: str) -> str:
    """What somebody gave, cut to what a message can hold."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """“; did you mean “x”?” for the nearest known word, or nothing."""
    near = get_close_matches(wrong, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
