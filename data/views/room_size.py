"""How much of a list fits a room: estimates of heights in pixels, for a screen of 1280 by 720 pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.views.base import View
from data.views.event_lists import Folded

T = TypeVar("T")

SCREEN_WIDTH = 1184
"""Pixels of a screen's width that a visual fills."""

_HEIGHT, _HEIGHT_ABOVE_SOURCE = 486, 428
"""Pixels of a screen's height for a visual: alone, and above the source of the opened item."""

LINE = 24
"""Height of a line of text in pixels, of about 17 pixels type."""

CHARACTER = 7.8
"""Mean width of a character of that type."""


@dataclass(frozen=True)
class RoomGroups(Generic[T]):
    """Groups with those of their rows that fit a room; `left_out` is the number of rows that do not."""

    groups: Sequence[T]
    left_out: int


def room_height(view: View) -> float:
    """Return the pixels that a visual may be high."""
    return _HEIGHT_ABOVE_SOURCE if view.selection.item else _HEIGHT


def text_height(text: str, width: float, *, scale: float = 1) -> float:
    """Return the estimated height of a text in a column of a width in pixels; `scale` is the size of its type.

    An empty text has none.
    """
    lines = -(-len(text) * CHARACTER * scale // width)
    return lines * LINE * scale


def fitting(items: Sequence[T], heights: Sequence[float], room: float) -> Folded[T]:
    """Return the first items whose heights fit `room`, at least one of them; `left_out` counts the others."""
    used, count = 0.0, 0
    for height in heights:
        used += height
        if used > room and count:
            break
        count += 1
    return Folded(tuple(items[:count]), (), len(items) - count)
