"""Text for SVG: only characters that XML allows."""

import re

MOST_LETTERS = 8_000
"""Longest text; what comes after is cut off."""

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even escaped: control characters, lone surrogates."""


def xml_text(text: str) -> str:
    """A text in one line, at most MOST_LETTERS long, without characters that XML forbids; no-break spaces stay."""
    bounded = text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"
    return re.sub(r"[ \t\r\n]+", " ", FORBIDDEN.sub("", bounded)).strip(" ")
