"""How much of a list fits a room: estimates of heights in pixels, for a screen of 1280 by 720 pixels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SCREEN_WIDTH = 1184
"""Pixels of a screen's width that a visual fills."""

FREE = 576
"""Pixels of a screen's height for title, visual and source, without a line that says what is left out."""

MORE_LINE = 32
"""Height of that line with the space above it."""

TITLE_LINE, WORDS_LINE = (20, 46), (72, 32)
"""Characters of a line beside each other at the top, and its height: of the title, and of the words of a step."""

SOURCE_LINE, AROUND_SOURCE = 135, 20
"""Characters of a line about the source of the opened item, and the height of the space around it."""

LINE = 24
"""Height of a line of text in pixels, of about 17 pixels type."""

CHARACTER = 7.8
"""Mean width of a character of that type."""

WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
"""Letters of double width, such as those of Chinese, Japanese and Korean."""

BROADER = (
    (WIDE, 1.0),
    (re.compile("[mwMW\u2014@%]"), 0.5),
    (re.compile("[A-Z]"), 0.3),
    (re.compile("[\u0400-\u04ff]"), 0.25),
)
"""Letters that are broader than the mean one, and by how much; the others are taken for the mean one."""


@dataclass(frozen=True)
class Fitting(Generic[T]):
    """The first items of a list; `left_out` is the number of the others, `cut` whether the first alone is too high."""

    first: tuple[T, ...]
    left_out: int
    cut: bool = False


@dataclass(frozen=True)
class RoomGroups(Generic[T]):
    """Groups with those of their rows that fit a room; `left_out` and `cut` are as in `Fitting`."""

    groups: Sequence[T]
    left_out: int
    cut: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What stands around the visual of a step: title and words above it, the source of the opened item below it."""

    title: str = ""
    words: str = ""
    source: str = ""

    @property
    def title_lines(self) -> int:
        """The estimated lines of the title."""
        return lines_of(self.title, TITLE_LINE[0])

    @property
    def words_lines(self) -> int:
        """The estimated lines of the words."""
        return lines_of(self.words, WORDS_LINE[0])

    @property
    def source_lines(self) -> int:
        """The estimated lines about the source."""
        return lines_of(self.source, SOURCE_LINE)

    @property
    def head(self) -> float:
        """The height of title and words, which stand beside each other, in pixels."""
        return max(self.title_lines * TITLE_LINE[1], self.words_lines * WORDS_LINE[1])

    @property
    def foot(self) -> float:
        """The height of what is said of the source, in pixels; 0 without one."""
        return self.source_lines * LINE + AROUND_SOURCE if self.source_lines else 0

    @property
    def room(self) -> float:
        """The pixels that a visual may be high."""
        return FREE - self.head - self.foot


def lines_of(text: str, length: int) -> int:
    """Return the estimated lines of a text, of which a line has `length` letters of mean width."""
    lines, used = 0, 0.0
    for word in text.split():
        breadth = len(word) + sum(more * len(letters.findall(word)) for letters, more in BROADER)
        if not lines or used + 1 + breadth > length:
            lines, used = lines + 1, breadth
        else:
            used += 1 + breadth
        while used > length:  # a word that is broken
            lines, used = lines + 1, used - length
    return lines


def characters_in(text: str, lines: int, length: int) -> int:
    """Return how many characters of a text fit so many lines of `length` letters."""
    return next((n for n in range(len(text), 0, -1) if lines_of(text[:n], length) <= lines), 0)


def text_width(text: str, *, scale: float = 1) -> float:
    """Return the estimated width of a text on one line, in pixels; `scale` is the size of its type."""
    return (len(text) + len(WIDE.findall(text))) * CHARACTER * scale


def text_height(text: str, width: float, *, scale: float = 1) -> float:
    """Return the estimated height of a text in a column of a width in pixels; `scale` is the size of its type.

    An empty text has none.
    """
    lines = -(-text_width(text, scale=scale) // width)
    return lines * LINE * scale


def fitting(items: Sequence[T], heights: Sequence[float], room: float) -> Fitting[T]:
    """Return the first items whose heights fit `room`, at least one of them."""
    used, count = 0.0, 0
    for height in heights:
        used += height
        if used > room and count:
            break
        count += 1
    return Fitting(tuple(items[:count]), len(items) - count, cut=bool(heights) and heights[0] > room)
