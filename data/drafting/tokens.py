"""A paragraph as words, numbers and marks, and its sentences: what the rules for dates and figures read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.drafting.word_sets import word_set
from data.text import seen_with_offsets

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # initials: “U.N.”
    r"|[0-9]+(?:,[0-9]{2,3}(?![0-9]))*(?:\.[0-9]+)?"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*"
    r"|\S"
)


_ABBREVIATIONS = word_set(
    "mr mrs ms mx dr prof gen col lt sgt maj capt cmdr adm cpl pvt gov sen rep rev hon fr msgr supt det st jr sr vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_IN_NAMES = word_set(
    "mr mrs ms dr prof gen col lt sgt maj capt cmdr adm cpl pvt gov sen rep rev hon fr msgr supt det st"
)
"""Abbreviations that may stand before a name."""
MOST_TOKENS = 200
"""Tokens of a sentence. A longer one is cut, so that rules that look around in a sentence stay linear in the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: as a person sees it, without case, and where it stands in the paragraph.

    `tight` tells that no white space stands before it.
    """

    text: str
    word: str
    start: int
    end: int
    tight: bool

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_digits(self) -> bool:
        return "0" <= self.text[0] <= "9"

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


def tokens_of(paragraph: str) -> list[Token]:
    """Return the tokens of a paragraph.

    Invisible characters stand in none of them; quotation marks are all `"`, apostrophes `'`, short dashes `-`. A long
    dash stands between parts of a sentence, and is a comma.
    """
    seen, offsets = seen_with_offsets(paragraph.replace("—", ",").replace("\0", " "))
    found: list[Token] = []
    before = -1
    for match in _TOKEN.finditer(seen):
        first, last = match.span()
        text = match.group()
        if text == "-" and seen[first - 1 : last + 1] == " - ":
            text = ","
        found.append(Token(text, text.lower(), offsets[first], offsets[last - 1] + 1, first == before))
        before = last
    return found


def sentences_of(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return tokens sentence by sentence. A full stop after an abbreviation or before a small letter ends none."""
    found = []
    start, at = 0, 0
    while at < len(tokens):
        at += 1
        if tokens[at - 1].text in ".!?":
            while at < len(tokens) and tokens[at].tight and tokens[at].text in "\"').!?":
                at += 1
            if not _ends(tokens, at):
                continue
        elif at - start < MOST_TOKENS and at < len(tokens):
            continue
        found.append(tokens[start:at])
        start = at
    return found + ([tokens[start:]] if start < len(tokens) else [])


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence whose closing marks stand before `at` ends there."""
    if at == len(tokens):
        return True
    following = tokens[at]
    if following.tight or following.text[0].islower():
        return False
    mark = tokens[at - 1]
    word = tokens[at - 2].text if at > 1 else ""
    if mark.text == "." and word.lower() in ("no", "nos") and following.is_digits:
        return False  # “pier No. 4”
    return not (mark.text == "." and (word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())))


def goes_on_behind_stop(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token is a full stop inside a name: “Lt. Col. James Mutua”, “St. John”, “John F. Costa”."""
    if not 0 < at < len(tokens) - 1 or tokens[at].text != "." or not tokens[at].tight or tokens[at + 1].tight:
        return False
    before = tokens[at - 1]
    is_initial = len(before.text) == 1 and before.is_capitalised
    return before.is_capitalised and (is_initial or before.word in _IN_NAMES) and tokens[at + 1].is_capitalised


def joined(tokens: Iterable[Token]) -> str:
    """Return the words of tokens without case, one blank between any two: what patterns of words are matched with."""
    return " ".join(token.word for token in tokens)
