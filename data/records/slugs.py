"""Ids that are made of names."""

from anyascii import anyascii

from data.records.model import LONGEST_ID


def slug(*parts: str) -> str:
    """Return an id made of words, in small Latin letters; “x” if none of them has a letter or digit."""
    latin = anyascii(" ".join(parts)).lower().replace("'", "")
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in latin).split()
    found = ""
    for word in words:
        if len(found) + len(word) >= LONGEST_ID - 8:  # room for a number behind it
            break
        found = f"{found}-{word}" if found else word
    return found or (words[0][: LONGEST_ID - 8] if words else "x")
