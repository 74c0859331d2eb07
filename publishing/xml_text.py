"""Text as XML can hold it."""

import re

MOST_LETTERS = 8_000
"""No picture here holds more of one text."""


FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even escaped: control characters, halves of surrogate pairs."""


def clean(text: str) -> str:
    """Text as a picture can hold it: in one line, not endless, without what XML forbids. A no-break space stays one."""
    bounded = text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"
    return re.sub(r"[ \t\r\n]+", " ", FORBIDDEN.sub("", bounded)).strip(" ")
