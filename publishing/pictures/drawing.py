"""Pictures made of rectangles and lines of text, written as SVG or PNG; text is fitted into a given space."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw

from publishing.pictures.fonts import FINER, Face, Family, width_of, write
from publishing.theme import PAPER, TEXT
from publishing.xml_text import xml_text

SIZES = (20, 22, 24, 26, 28, 32, 36, 42, 48, 56, 64, 80, 104, 128)
"""Font sizes; only a few, so that few fonts are loaded."""

ABOVE, BELOW = 0.97, 0.25
"""Height of letters above and below the baseline for font size 1, including a capital with two accents."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Line:
    """A line of text: `x` of its beginning, `y` of its baseline, its width. It is never wrapped."""

    x: float
    y: float
    width: float
    text: str
    face: Face
    colour: str


Shape = Box | Line


@dataclass(frozen=True)
class Picture:
    """Shapes on a background, the first at the back; `title` and `description` are for screen readers."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    title: str
    description: str

    def to_svg(self) -> str:
        """The picture as a self-contained SVG: no script, no font, no external file.

        Each line has a textLength, so that it is equally wide in another font.
        """
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">'
        )
        named = f"<title>{escape(xml_text(self.title))}</title><desc>{escape(xml_text(self.description))}</desc>"
        return "\n".join([head, named, *map(_svg_element, self.shapes), "</svg>\n"])

    def to_png(self) -> bytes:
        """The picture as a PNG."""
        image = Image.new("RGB", (self.width * FINER, self.height * FINER), PAPER)
        paper = ImageDraw.Draw(image)
        for shape in self.shapes:
            match shape:
                case Box(x, y, width, height, colour):
                    left, top, right, bottom = (round(at * FINER) for at in (x, y, x + width, y + height))
                    paper.rectangle((left, top, right - 1, bottom - 1), fill=colour)  # Pillow counts the last pixel in
                case Line(x, y, _, text, face, colour):
                    write(paper, text, face, x=x, y=y, colour=colour)
        file = BytesIO()
        image.reduce(FINER).save(file, "PNG", compress_level=4)
        return file.getvalue()


def _svg_element(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, colour):
            return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'
        case Line(x, y, width, text, face, colour):
            length = f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"' if width else ""
            return (
                f'<text x="{x:g}" y="{y:g}" font-family={quoteattr(face.family.stack)} font-size="{face.size}" '
                f'font-weight="{face.weight}" fill="{colour}"{length}>{escape(text)}</text>'
            )


@dataclass(frozen=True)
class Block:
    """A paragraph to be fitted into a space: text, font, colour, and how far it may shrink.

    `gap` is the space above it. Its font may shrink from `size` to `smallest`, both in SIZES, and it takes at most
    `most` lines; a longer text is cut and ends with `ending`. `struck` is the colour of a line through it, if any.
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

    def smaller(self) -> "Block":
        """The block one font size smaller, or itself at its smallest size."""
        return replace(self, size=SIZES[SIZES.index(self.size) - 1]) if self.size > self.smallest else self

    @property
    def face(self) -> Face:
        """The font face of the block."""
        return Face(self.family, self.size, self.weight)

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
    fitting = [[replace(block, text=text) for block in blocks if (text := xml_text(block.text))] for blocks in columns]
    while True:
        found = [
            _fit(blocks, x=x + n * (width + gap), y=y, width=width, height=height) for n, blocks in enumerate(fitting)
        ]
        smaller = [[block.smaller() for block in blocks] for blocks in fitting]
        # Shrink before breaking a word: half of “1,234,567” reads as another number
        if smaller == fitting or not any(column.cut or column.broken for column in found):
            return found
        fitting = smaller


def _fit(blocks: Sequence[Block], *, x: float, y: float, width: float, height: float) -> Stack:
    """Blocks below each other at their current font sizes; if they are too high, the longest is cut first."""
    found = [_wrap_block(block, width, height) for block in blocks]
    counts = [min(len(lines), block.most) for lines, block in zip(found, blocks, strict=True)]
    while _total_height(blocks, counts) > height and max(counts, default=0) > 1:
        counts[counts.index(max(counts))] -= 1
    kept = [
        lines if len(lines) <= count else [*lines[: count - 1], shorten(lines[count - 1], block, width)]
        for lines, count, block in zip(found, counts, blocks, strict=True)
    ]
    shapes, bottom = _place(blocks, kept, x=x, y=y)
    longest = ((max(block.text.split(" "), key=len), block.face) for block in blocks)
    broken = not all(fits(word, face, width) for word, face in longest)
    return Stack(tuple(shapes), round(bottom - y), cut=kept != found or bottom - y > height, broken=broken)


def _wrap_block(block: Block, width: float, height: float) -> list[str]:
    """The lines of a block, up to one more than fit, so that a very long text costs no more time."""
    limit = max(1, min(block.most, int(height / block.line_height))) + 1
    return list(islice(wrap(block.text, block.face, width), limit))


def _total_height(blocks: Sequence[Block], counts: Sequence[int]) -> int:
    gaps = sum(block.gap for block in blocks[1:])
    return gaps + sum(block.line_height * count for block, count in zip(blocks, counts, strict=True))


def _place(
    blocks: Sequence[Block], lines_of: Sequence[Sequence[str]], *, x: float, y: float
) -> tuple[list[Shape], float]:
    """The shapes of blocks with the given lines, and the y of their lower edge."""
    shapes: list[Shape] = []
    top = y
    for n, (block, lines) in enumerate(zip(blocks, lines_of, strict=True)):
        top += block.gap if n else 0
        for text in lines:
            base = round(top + (block.line_height - (ABOVE + BELOW) * block.size) / 2 + ABOVE * block.size)
            length = width_of(text, block.face)
            shapes.append(Line(x, base, length, text, block.face, block.colour))
            if block.struck:
                thick = max(2, round(block.size / 14))
                shapes.append(Box(x, round(base - 0.3 * block.size), round(length), thick, block.struck))
            top += block.line_height
    return shapes, top


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
