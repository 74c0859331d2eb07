"""Where words stand in a paragraph, as a person sees them, and how the nearest passage differs where they do not."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from data.text import difference, fold_with_offsets, seen, seen_with_offsets, shorten

Span = tuple[int, int]
"""Start and end offset in a paragraph."""

NEAR = 0.6
"""Least share of the characters of words that a passage has in the same order, for it to be told as the nearest."""


def spans_of(words: str, paragraph: str) -> list[Span]:
    """Return all spans of words in a paragraph: to the letter, or if they are nowhere, as a person sees them.

    Invisible characters, and kinds of apostrophes, quotation marks, dashes and spaces, then make no difference.
    """
    exact = [match.span() for match in re.finditer(re.escape(words), paragraph)] if words else []
    return exact or _spans(seen(words), *seen_with_offsets(paragraph))


def _spans(words: str, letters: str, offsets: Sequence[int]) -> list[Span]:
    """The spans of words in a text that was compared letter by letter; no character is taken in part."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = (match.span() for match in re.finditer(pattern, letters)) if pattern else ()
    return [
        (offsets[start], offsets[end - 1] + 1)
        for start, end in found
        if (start == 0 or offsets[start - 1] < offsets[start])
        and (end == len(offsets) or offsets[end - 1] < offsets[end])
    ]


def why_not_found(words: str, number: int, paragraphs: Sequence[str]) -> str:
    """Return where words stand that a paragraph does not have to the letter: elsewhere, or in other characters.

    “; paragraph 3 has them”, or “; it has “Łódź”, which differs: here …, there …”; “there” is the paragraph. Empty
    if they are nowhere, and nothing is near.
    """
    here = spans_of(words, paragraphs[number])
    elsewhere = [other for other, paragraph in enumerate(paragraphs) if spans_of(words, paragraph)]
    if elsewhere and not here:
        return f"; paragraph {elsewhere[0]} has them"
    near = paragraphs[number][slice(*here[0])] if here else _nearest(words, paragraphs[number])
    return f"; it has “{shorten(near)}”, which differs: {difference(words, near)}" if near not in ("", words) else ""


def _nearest(words: str, paragraph: str) -> str:
    """The passage that is like words but for case, accents and strokes, or that has most of their characters."""
    folded, _ = fold_with_offsets(words)
    if found := _spans(folded, *fold_with_offsets(paragraph)):
        return paragraph[slice(*found[0])]
    around = SequenceMatcher(None, words, paragraph, autojunk=False).find_longest_match()
    slack = len(words) // 2
    window = paragraph[max(around.b - around.a - slack, 0) : around.b - around.a + len(words) + slack]
    *blocks, _ = SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks()
    if not blocks or sum(block.size for block in blocks) < NEAR * len(words):
        return ""
    first, last = blocks[0], blocks[-1]
    return window[max(first.b - first.a, 0) : last.b + len(words) - last.a]
