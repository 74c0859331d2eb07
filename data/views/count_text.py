"""Widths of text in a drawing, estimated so that no real font is wider, and text broken into lines by them."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SANS_EM, SERIF_BOLD_EM = 0.56, 0.55
"""Mean width of a character, as a part of the size of the type."""

SLACK = 1.15
"""What is added to every estimated width: fonts differ by so much."""

WIDE = frozenset("MWmw@%—…&“”")


@dataclass(frozen=True)
class Style:
    """How a line is set: its class, size and height in pixels, and whether it is the serif face."""

    name: str
    size: float
    height: float
    serif: bool = False


VALUE = Style("cc-value", 28, 31, serif=True)
MINOR_VALUE = Style("cc-value cc-minor", 21, 25, serif=True)
BEFORE = Style("cc-before", 16, 20, serif=True)
WHO = Style("cc-who", 13, 17)
NOTE = Style("cc-note", 13, 17)
WARNING = Style("cc-warn", 13, 17)
TITLE = Style("cc-title", 16, 22)
DAY = Style("cc-day", 13, 17)
GAP = Style("cc-gap", 12, 16)
TICK = Style("cc-tick", 13, 17)


@dataclass(frozen=True)
class Box:
    """A rectangle in a drawing; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Return whether two rectangles are closer than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def moved(self, x: float, y: float) -> "Box":
        """Return the rectangle moved by x and y."""
        return Box(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True)
class Line:
    """A line of a label; `before` are words before it in a smaller type, on the same line."""

    text: str
    style: Style
    before: str = ""
    struck: bool = False

    @property
    def width(self) -> float:
        """The estimated width."""
        before = text_width(f"{self.before} ", BEFORE) if self.before else 0
        return before + text_width(self.text, self.style)


def text_width(text: str, style: Style) -> float:
    """Return the estimated width of a line of text in pixels."""
    return _ems(text, SERIF_BOLD_EM if style.serif else SANS_EM) * style.size * SLACK


@lru_cache(maxsize=4096)
def _ems(text: str, em: float) -> float:
    """The width of a text in type of size 1, cached: a drawing measures the same few texts in many tries."""
    return sum(_width_of(char, em) for char in text)


@lru_cache(maxsize=1024)
def _width_of(char: str, em: float) -> float:
    if char in WIDE:
        return 0.95
    if ord(char) > 0x2E7F or unicodedata.east_asian_width(char) in "WF":
        return 1.3
    if char.isupper():
        return 0.72
    return em if char.isascii() else 0.7


def wrap(text: str, style: Style, width: float, most: int) -> list[str]:
    """Return a text in at most `most` lines; words that are wider than a line are broken, a cut text ends in “…”."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        pieces = _broken(word, style, width)
        for number, piece in enumerate(pieces):
            joined = f"{line} {piece}" if line and not number else piece
            if line and (number or text_width(joined, style) > width):
                lines.append(line)
                joined = piece
            line = joined
    lines += [line] if line else []
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", style) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _broken(word: str, style: Style, width: float) -> list[str]:
    if text_width(word, style) <= width:
        return [word]
    pieces, piece = [], ""
    for char in word:
        if piece and text_width(piece + char, style) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
