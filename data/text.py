"""Normalised text for searching, and shortened text for messages."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_APOSTROPHES = "’‘‛ʼʻʹ′`´＇"
_QUOTATION_MARKS = "“”„‟«»‹›″＂"
_PLAIN_QUOTATION_MARKS = str.maketrans(dict.fromkeys(_QUOTATION_MARKS, '"'))
_DASHES_AS_SPACES = str.maketrans(dict.fromkeys("-‐‑‒–—―−－", " "))
_BASE_LETTERS = {
    "ə": "a", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "ї": "и", "һ": "х", "ы": "ы", "ı": "i", "ŋ": "n",
    "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
}  # fmt: skip
"""Letters that Unicode neither decomposes nor names as another letter “with” something, by what is typed for them."""

_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009](?=\d{3}\b)")


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character as texts are compared by: without case, accent or stroke; empty if nobody sees it.

    Apostrophes of all kinds are one, quotation marks too.
    """
    if char in _APOSTROPHES:
        return "'"
    if char in _QUOTATION_MARKS:
        return '"'
    if unicodedata.category(char) in ("Cf", "Mn"):  # soft hyphens, zero-width marks, directions; combining marks
        return ""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(_base(letter) for letter in letters if not unicodedata.combining(letter))


def _base(letter: str) -> str:
    """The letter that one is written over: “қ” is “cyrillic small letter ka with descender”."""
    name, found, _ = unicodedata.name(letter, "").partition(" WITH ")
    try:
        return unicodedata.lookup(name) if found and letter.isalpha() else _BASE_LETTERS.get(letter, letter)
    except KeyError:
        return letter


def normalize(text: str) -> str:
    """Return text to compare by: without case, accents, strokes, hyphens, thousands separators and invisible marks.

    Apostrophes are one, quotation marks are one, and so is white space, however much there is of it.
    """
    folded = "".join(map(_folded, _THOUSANDS.sub("", text)))
    return " ".join(folded.translate(_DASHES_AS_SPACES).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return text folded letter by letter, with its hyphens, and the offset in `text` of each of its letters."""
    letters = [(letter, offset) for offset, char in enumerate(text) for letter in _folded(char)]
    return "".join(letter for letter, _ in letters), [offset for _, offset in letters]


def search_text(*parts: str) -> str:
    """Return several texts normalised as one; a bar between them prevents a phrase from matching across two."""
    return " | ".join(normalize(part) for part in parts)


def search_words(query: str) -> list[str]:
    """Return the normalised words of a search query; a phrase in quotation marks, or a name with hyphens, is one."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', query.translate(_PLAIN_QUOTATION_MARKS))
    return [words for phrase, word in found if (words := normalize(phrase or word))]


def shorten(text: str) -> str:
    """Return a text cut to 40 characters, for a message."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return “; did you mean “x”?” for the nearest known word; empty if none is near."""
    near = get_close_matches(wrong, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
