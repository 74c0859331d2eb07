"""How much of a list fits a room: estimates of heights in pixels, for a screen of 1280 by 720 pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
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


def room_height(*, title: str = "", words: str = "", source: str = "") -> float:
    """Return the pixels that a visual may be high below a step's title and words, above the source of its item."""
    heads = [len(wrap(text, width)) * height for text, (width, height) in ((title, TITLE_LINE), (words, WORDS_LINE))]
    lines = len(wrap(source, SOURCE_LINE))
    return FREE - max(heads) - (lines * LINE + AROUND_SOURCE if lines else 0)


def text_height(text: str, width: float, *, scale: float = 1) -> float:
    """Return the estimated height of a text in a column of a width in pixels; `scale` is the size of its type.

    An empty text has none.
    """
    lines = -(-len(text) * CHARACTER * scale // width)
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
