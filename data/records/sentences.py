"""The sentences of a paragraph: where each begins and ends. A full stop behind an abbreviation ends none."""

import re

_SENTENCE_END = re.compile(r"[.!?]+[”’“\"]*(?=\s+[A-Z“‘\"])")
"""The end of a sentence: a full stop, closing quotation marks, then white space and a capital or opening mark."""
_GOES_ON = re.compile(
    r"(?<![\w.])(?:M(?:rs?|s|x|t|aj|sgr)|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Cmdr|Adm|Cpl|Pvt|Gov|Sen|Rep|Rev|Hon|Fr|Supt|Det|"
    r"S[tT]|Sts|Ft|[A-Z])\.$"
)
"""What stands before a stop that ends no sentence: “Lt. Col.”, “St.”, an initial (“John F. Costa”)."""
_LONGEST_SHORT = 12
"""Characters before an end in which an abbreviation is looked for."""
_LETTERS = re.compile(r"(?:[A-Z]\.){2,}$")
_OPENS = re.compile(
    r"\s+[“‘\"]?(?:The|He|She|It|They|We|I|In|On|At|A|An|But|And|This|That|His|Her|Their|There|No|Some)\b"
)
"""Words that begin a sentence behind “the U.S.”; before others it goes on: “U.S. President Ana Costa”."""


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the start and end offset of each sentence of a paragraph."""
    found = (match.end() for match in _SENTENCE_END.finditer(paragraph))
    ends = [*(end for end in found if not _is_short(paragraph, end)), len(paragraph)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return list(zip(starts, ends, strict=True))


def _is_short(paragraph: str, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation within a sentence."""
    before = paragraph[max(0, end - _LONGEST_SHORT) : end]
    if _LETTERS.search(before):
        return _OPENS.match(paragraph, end) is None
    return _GOES_ON.search(before) is not None
