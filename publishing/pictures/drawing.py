"""Simple shapes, an SVG and a PNG made from the same ones, and text set into a space that it never leaves."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw

from publishing.pictures.fonts import FINER, Face, Family, width_of, write
from publishing.xml_text import clean

ACCENT = "#12488E"
TEXT = "#16181B"
FAINT = "#5E656D"
PAPER = "#FFFFFF"
SURFACE = "#F6F5F2"
BORDER = "#CFCBC3"
WARNING = "#AD3A0A"
"""The light theme of `.streamlit/config.toml`."""

SIZES = (20, 22, 24, 26, 28, 32, 36, 42, 48, 56, 64, 80, 104, 128)
"""The sizes of letters: few, so that few fonts stay loaded."""


ABOVE, BELOW = 0.97, 0.25
"""What letters take up above and below the line that they stand on, for a size of 1, a capital with two accents too."""


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
    """A line of text: where it begins, the line that it stands on, and how wide it is. Never wraps."""

    x: float
    y: float
    width: float
    text: str
    face: Face
    colour: str


Shape = Box | Line


@dataclass(frozen=True)
class Picture:
    """Shapes on paper, the first at the back. `title` and `description` say the same to those who do not see it."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    title: str
    description: str

    def to_svg(self) -> str:
        """The picture as one self-contained SVG: no script, no font and nothing else from elsewhere.

        Each line is told how wide it is, so that letters of another font take no more room than these.
        """
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">'
        )
        named = f"<title>{escape(clean(self.title))}</title><desc>{escape(clean(self.description))}</desc>"
        return "\n".join([head, named, *map(_in_svg, self.shapes), "</svg>\n"])

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


def _in_svg(shape: Shape) -> str:
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
    """A paragraph before it is set: what it says, how, and how far it may give way where room is short.

    It begins `gap` below what stands above. It may shrink from `size` down to `smallest`, both of SIZES, and takes at
    most `most` lines; what does not fit even so is cut and ends with `ending`. `struck` colours a line through it.
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
        """The block one size smaller, or as it is where it may not shrink any more."""
        return replace(self, size=SIZES[SIZES.index(self.size) - 1]) if self.size > self.smallest else self

    @property
    def face(self) -> Face:
        """The letters that it is set in."""
        return Face(self.family, self.size, self.weight)

    @property
    def line_height(self) -> int:
        """From one line to the next."""
        return round(self.size * self.leading)


@dataclass(frozen=True)
class Stack:
    """Blocks set below each other: their shapes, how high they are together, and what their room did to them.

    `broken` tells that a word goes on in the next line.
    """

    shapes: tuple[Shape, ...]
    height: int
    cut: bool
    broken: bool


def stacked(blocks: Sequence[Block], *, x: float, y: float, width: float, height: float) -> Stack:
    """Blocks below each other, as large as they fit: wrapped, then shrunk, then cut. Empty ones are left out.

    A line of each is always kept: `height` has to hold at least that.
    """
    return side_by_side([blocks], x=x, y=y, width=width, height=height)[0]


def side_by_side(
    columns: Sequence[Sequence[Block]], *, x: float, y: float, width: float, height: float, gap: float = 0
) -> list[Stack]:
    """Columns of blocks, each `stacked` into a width and `gap` apart; they shrink together, so that they look alike."""
    shown = [[replace(block, text=text) for block in blocks if (text := clean(block.text))] for blocks in columns]
    while True:
        found = [
            _fitted(blocks, x=x + n * (width + gap), y=y, width=width, height=height) for n, blocks in enumerate(shown)
        ]
        smaller = [[block.smaller() for block in blocks] for blocks in shown]
        # Half of “1,234,567” is another number: smaller letters come before a word in pieces
        if smaller == shown or not any(column.cut or column.broken for column in found):
            return found
        shown = smaller


def _fitted(blocks: Sequence[Block], *, x: float, y: float, width: float, height: float) -> Stack:
    """Blocks below each other at the size that they have; the longest gives way first where they are too high."""
    found = [_first_lines(block, width, height) for block in blocks]
    counts = [min(len(lines), block.most) for lines, block in zip(found, blocks, strict=True)]
    while _height(blocks, counts) > height and max(counts, default=0) > 1:
        counts[counts.index(max(counts))] -= 1
    kept = [
        lines if len(lines) <= count else [*lines[: count - 1], shortened(lines[count - 1], block, width)]
        for lines, count, block in zip(found, counts, blocks, strict=True)
    ]
    shapes, bottom = _placed(blocks, kept, x=x, y=y)
    longest = ((max(block.text.split(" "), key=len), block.face) for block in blocks)
    broken = not all(fits(word, face, width) for word, face in longest)
    return Stack(tuple(shapes), round(bottom - y), cut=kept != found or bottom - y > height, broken=broken)


def _first_lines(block: Block, width: float, height: float) -> list[str]:
    """The lines of a block up to one more than fit: a text without an end takes no time without an end."""
    limit = max(1, min(block.most, int(height / block.line_height))) + 1
    return list(islice(wrapped(block.text, block.face, width), limit))


def _height(blocks: Sequence[Block], counts: Sequence[int]) -> int:
    gaps = sum(block.gap for block in blocks[1:])
    return gaps + sum(block.line_height * count for block, count in zip(blocks, counts, strict=True))


def _placed(
    blocks: Sequence[Block], lines_of: Sequence[Sequence[str]], *, x: float, y: float
) -> tuple[list[Shape], float]:
    """The shapes of blocks whose lines are known, and where they end."""
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
    """Whether a line holds a text. One of very many letters is not measured: that takes long, and it never does."""
    return len(text) <= _most_letters(face, width) and width_of(text, face) <= width


def _most_letters(face: Face, width: float) -> int:
    return max(1, int(6 * width / face.size))


def wrapped(text: str, face: Face, width: float) -> Iterator[str]:
    """The lines of a text, none wider than `width`. Only a word that no line holds is broken."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fits(longer, face, width):
            line = longer
            continue
        for piece in _broken(word, face, width):
            if line:
                yield line
            line = piece
    if line:
        yield line


SEAMS = re.compile(r"[/?&=.,_-]+(?=[^/?&=.,_-]*$)")
"""The last place at which a long address is best broken."""


def _broken(word: str, face: Face, width: float) -> Iterator[str]:
    """A word in pieces that fit, each at least a letter; an address breaks behind its marks."""
    while len(word) > 1 and not fits(word, face, width):
        length = _fitting(word, face, width)
        seam = SEAMS.search(word[:length])
        length = seam.end() if seam and seam.end() > length / 2 else length
        yield word[:length]
        word = word[length:]
    yield word


def _fitting(word: str, face: Face, width: float) -> int:
    """How many letters of a word fit, though not all do; an accent stays with its letter."""
    low, high = 1, min(len(word) - 1, _most_letters(face, width))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(word[:middle], face) <= width else (low, middle - 1)
    while low > 1 and unicodedata.combining(word[low]):
        low -= 1
    return low


def shortened(line: str, block: Block, width: float) -> str:
    """A line that ends where the text does not: “… and so”, whole words where there is more than one."""
    while line and width_of(line + block.ending, block.face) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:–—") + block.ending
