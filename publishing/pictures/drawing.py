"""Text fitted into a given space, as shapes of a picture: wrapped, then shrunk, then cut."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from publishing.pictures.fonts import Face, Family, file_for, is_right_to_left, own_words, visible, width_of
from publishing.pictures.shapes import Box, Line, Polygon, Shape
from publishing.theme import TEXT
from publishing.xml_text import xml_text

SIZES = (20, 22, 24, 26, 28, 32, 36, 42, 48, 56, 64, 80, 104, 128)
"""Font sizes; only a few, so that few fonts are loaded."""

INSET, PAD, BAR = 26, 14, 6
"""Space at the left of a text with a bar, above and below it, and the width of the bar."""

UNBROKEN = re.compile(r"[^ \u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Finds words that are not continued on the next line if that can be helped; some scripts break between any letters."""

ABOVE, BELOW = 0.97, 0.25
"""Height of letters above and below the baseline for font size 1, including a capital with two accents."""


@dataclass(frozen=True)
class Block:
    """A paragraph to be fitted into a space: text, font, colour, and how far it may shrink.

    `gap` is the space above it. Its font may shrink from `size` to `smallest`, both in SIZES, and it takes at most
    `most` lines; a longer text is cut and ends with `ending`. `struck` is the colour of a line through it, if any;
    `lead` are words before it in smaller type if both fit in one line, else in the same type. `wash` is the colour
    behind its lines, with a line in the colour `under` below each. With `bar` the wash is behind all of it, and a bar
    of that colour stands at its left; a bar without a wash stands alone. `indent` is free space at its left.
    """

    text: str
    size: int
    smallest: int
    family: Family = Family.SANS
    weight: int = 400
    colour: str = TEXT
    gap: int = 0
    most: int = 60
    leading: float = 1.3
    struck: str = ""
    ending: str = "…"
    lead: str = ""
    wash: str = ""
    under: str = ""
    bar: str = ""
    indent: int = 0

    @property
    def inset(self) -> int:
        """Space at its left: for its bar, or as it was asked for."""
        return INSET if self.bar else self.indent

    @property
    def pad(self) -> int:
        """Space above and below its lines, and at their right."""
        return PAD if self.bar and self.wash else 0

    def line_width(self, width: float) -> float:
        """The most width of its lines in a space of a width."""
        return width - self.inset - self.pad

    @property
    def lead_face(self) -> Face:
        """The font face of `lead`: half as large."""
        return Face(self.family, max(size for size in SIZES if size <= max(self.size / 2, SIZES[0])), 400, self.file)

    @property
    def lead_width(self) -> float:
        """The width of `lead` and a space after it."""
        return width_of(f"{self.lead} ", self.lead_face) if self.lead else 0

    def smaller(self) -> "Block":
        """The block one font size smaller, or itself at its smallest size."""
        return replace(self, size=SIZES[SIZES.index(self.size) - 1]) if self.size > self.smallest else self

    @cached_property
    def file(self) -> str | None:
        """The font that has all letters of the block, as in `Face`."""
        return file_for(f"{self.lead} {self.text}{self.ending}", self.family)

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether its lines begin at the right."""
        return is_right_to_left(f"{self.lead} {self.text}")

    @property
    def face(self) -> Face:
        """The font face of the block."""
        return Face(self.family, self.size, self.weight, self.file)

    @property
    def line_height(self) -> int:
        """Distance between two baselines in pixels."""
        return round(self.size * self.leading)


@dataclass(frozen=True)
class Stack:
    """Blocks fitted below each other: their shapes and their height together.

    `cut`: a text was cut or is too high. `broken`: a word is continued on the next line.
    """

    shapes: tuple[Shape, ...]
    height: int
    cut: bool
    broken: bool


def stack(blocks: Sequence[Block], *, x: float, y: float, width: float, height: float) -> Stack:
    """Fit blocks below each other into a space: wrap them, then shrink them, then cut them. Empty ones are omitted.

    At least one line of each block is kept, even if that is more than `height`.
    """
    return side_by_side([blocks], x=x, y=y, width=width, height=height)[0]


def side_by_side(
    columns: Sequence[Sequence[Block]], *, x: float, y: float, width: float, height: float, gap: float = 0
) -> list[Stack]:
    """Fit columns of blocks as `stack` does, with `gap` between them; all shrink together, so that they look alike."""
    fitting = [[_in_one_line(block) for block in blocks if xml_text(block.text)] for blocks in columns]
    while True:
        found = [
            _fit(blocks, x=x + n * (width + gap), y=y, width=width, height=height) for n, blocks in enumerate(fitting)
        ]
        smaller = [[block.smaller() for block in blocks] for blocks in fitting]
        # Shrink before breaking a word: half of “1,234,567” reads as another number
        if smaller == fitting or not any(column.cut or column.broken for column in found):
            return found
        fitting = smaller


def _in_one_line(block: Block) -> Block:
    return replace(block, text=visible(xml_text(block.text)), lead=visible(xml_text(block.lead)))


def drawn(block: Block) -> Block:
    """Return the block with “[not drawn]” for words in letters that no font has, for a picture that is no SVG."""
    plain = _in_one_line(block)
    if plain.file is not None:
        return plain
    return replace(plain, text=own_words(plain.text, block.family), lead=own_words(plain.lead, block.family))


def _fit(blocks: Sequence[Block], *, x: float, y: float, width: float, height: float) -> Stack:
    """Blocks below each other at their current font sizes; if they are too high, the longest is cut first."""
    blocks = [_with_lead(block, width) for block in blocks]
    found = [_wrap_block(block, width, height) for block in blocks]
    counts = [min(len(lines), block.most) for lines, block in zip(found, blocks, strict=True)]
    while _total_height(blocks, counts) > height and max(counts, default=0) > 1:
        counts[counts.index(max(counts))] -= 1
    kept = [
        lines
        if len(lines) <= count
        else [*lines[: count - 1], shorten(lines[count - 1], block, block.line_width(width))]
        for lines, count, block in zip(found, counts, blocks, strict=True)
    ]
    shapes, bottom = _place(blocks, kept, x=x, y=y, width=width)
    longest = ((max(UNBROKEN.findall(block.text), key=len, default=""), block) for block in blocks)
    broken = not all(fits(word, block.face, block.line_width(width)) for word, block in longest)
    return Stack(tuple(shapes), round(bottom - y), cut=kept != found or bottom - y > height, broken=broken)


def _with_lead(block: Block, width: float) -> Block:
    """The block with its lead before its text in the same type, if the two are wider than a line."""
    if not block.lead or fits(block.text, block.face, block.line_width(width) - block.lead_width):
        return block
    return replace(block, text=f"{block.lead} {block.text}", lead="")


def _wrap_block(block: Block, width: float, height: float) -> list[str]:
    """The lines of a block, up to one more than fit, so that a very long text costs no more time."""
    limit = max(1, min(block.most, int(height / block.line_height))) + 1
    return list(islice(wrap(block.text, block.face, block.line_width(width)), limit))


def _total_height(blocks: Sequence[Block], counts: Sequence[int]) -> int:
    gaps = sum(block.gap for block in blocks[1:]) + sum(2 * block.pad for block in blocks)
    return gaps + sum(block.line_height * count for block, count in zip(blocks, counts, strict=True))


def _place(
    blocks: Sequence[Block], lines_of: Sequence[Sequence[str]], *, x: float, y: float, width: float
) -> tuple[list[Shape], float]:
    """The shapes of blocks with the given lines, and the y of their lower edge."""
    shapes: list[Shape] = []
    top = y
    for n, (block, lines) in enumerate(zip(blocks, lines_of, strict=True)):
        top += block.gap if n else 0
        height = block.line_height * len(lines) + 2 * block.pad
        left = x + (block.pad if block.is_right_to_left else block.inset)
        if block.bar:
            shapes += [Box(x, top, width, height, block.wash)] if block.wash else []
            shapes.append(Box(x + width - BAR if block.is_right_to_left else x, top, BAR, height, block.bar))
        top += block.pad
        for text in lines:
            shapes += _line(block, text, left, top, block.line_width(width))
            top += block.line_height
        top += block.pad
    return shapes, top


def _line(block: Block, text: str, left: float, top: float, width: float) -> list[Shape]:
    """A line of a block from its upper left corner: what is behind it, its letters, what is through and below it.

    It begins at the left end of its `width`, or at the right one if its script does; so does its lead.
    """
    base = round(top + (block.line_height - (ABOVE + BELOW) * block.size) / 2 + ABOVE * block.size)
    length, lead = width_of(text, block.face), block.lead_width
    rtl = block.is_right_to_left
    x = left + width - lead - length if rtl else left
    shapes: list[Shape] = []
    if block.under:
        shapes.append(Box(x, top, round(length), block.line_height, block.wash))
        shapes.append(Box(x, top + block.line_height - 3, round(length), 3, block.under))
    if block.lead:
        wide = width_of(block.lead, block.lead_face)
        at = x + length + lead - wide if rtl else x
        shapes.append(Line(at, base, wide, block.lead, block.lead_face, block.colour, rtl))
    shapes.append(Line(x if rtl else x + lead, base, length, text, block.face, block.colour, rtl))
    if block.struck:
        thick = max(2, round(block.size / 14))
        shapes.append(Box(x, round(base - 0.3 * block.size), round(lead + length), thick, block.struck))
    return shapes


def fits(text: str, face: Face, width: float) -> bool:
    """Whether a text fits into one line. A very long text is not measured, since that takes long: it does not fit."""
    return len(text) <= _most_letters(face, width) and width_of(text, face) <= width


def _most_letters(face: Face, width: float) -> int:
    return max(1, int(6 * width / face.size))


def wrap(text: str, face: Face, width: float) -> Iterator[str]:
    """Wrap a text into lines, none wider than `width`; only a word wider than a line is broken."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fits(longer, face, width):
            line = longer
            continue
        for piece in _break_word(word, face, width):
            if line:
                yield line
            line = piece
    if line:
        yield line


SEAMS = re.compile(r"[/?&=.,_-]+(?=[^/?&=.,_-]*$)")
"""Finds the last punctuation in a part of a URL, where it is best broken."""


def _break_word(word: str, face: Face, width: float) -> Iterator[str]:
    """Break a word into pieces that fit, each at least one letter; a URL is broken after punctuation."""
    while len(word) > 1 and not fits(word, face, width):
        length = _fitting_length(word, face, width)
        seam = SEAMS.search(word[:length])
        length = seam.end() if seam and seam.end() > length / 2 else length
        yield word[:length]
        word = word[length:]
    yield word


def _fitting_length(word: str, face: Face, width: float) -> int:
    """The number of letters that fit, for a word that does not fit; a combining accent stays with its letter."""
    low, high = 1, min(len(word) - 1, _most_letters(face, width))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(word[:middle], face) <= width else (low, middle - 1)
    while low > 1 and unicodedata.combining(word[low]):
        low -= 1
    return low


def shorten(line: str, block: Block, width: float) -> str:
    """Cut a line so that it fits with the block's `ending`; at a space if there is one."""
    while line and width_of(line + block.ending, block.face) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:–—") + block.ending


def moved(shapes: Sequence[Shape], *, x: float = 0, y: float = 0) -> list[Shape]:
    """Return shapes moved to the right by `x` and down by `y` pixels."""
    return [
        replace(shape, points=tuple((across + x, down + y) for across, down in shape.points))
        if isinstance(shape, Polygon)
        else replace(shape, x=shape.x + x, y=shape.y + y)
        for shape in shapes
    ]
