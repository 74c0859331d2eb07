"""Pictures made of rectangles, polygons and lines of text, written as SVG or PNG."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw

from publishing.pictures.fonts import FINER, OWN_FONT, Face, file_for, write
from publishing.theme import PAPER
from publishing.xml_text import xml_text

HALO = 3
"""Width of a halo in pixels."""

AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7))
"""Where letters are drawn again in the colour of their halo."""


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
    """A line of text: `x` of its left end, `y` of its baseline, its width. It is never wrapped.

    `rtl` is whether its paragraph begins at the right. `halo` is the colour around its letters, for text on a drawing;
    empty for none.
    """

    x: float
    y: float
    width: float
    text: str
    face: Face
    colour: str
    rtl: bool = False
    halo: str = ""


@dataclass(frozen=True)
class Polygon:
    """A filled polygon, or its outline if it has a `stroke` width. `points` are (x, y)."""

    points: tuple[tuple[float, float], ...]
    colour: str
    stroke: float = 0


Shape = Box | Line | Polygon


@dataclass(frozen=True)
class Picture:
    """Shapes on a background, the first at the back; `title` and `description` are for screen readers."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    title: str
    description: str

    def to_svg(self, *, fluid: bool = False) -> str:
        """The picture as a self-contained SVG: no script, no font, no external file.

        Each line has a textLength, so that it is equally wide in another font. With `fluid` it is as wide as what it
        stands in, for a page of HTML.
        """
        size = 'width="100%"' if fluid else f'width="{self.width}" height="{self.height}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} viewBox="0 0 {self.width} {self.height}">'
        named = f"<title>{escape(xml_text(self.title))}</title><desc>{escape(xml_text(self.description))}</desc>"
        paper = Box(0, 0, self.width, self.height, PAPER)
        return "\n".join([head, named, *map(_svg_element, (paper, *self.shapes)), "</svg>\n"])

    @cached_property
    def not_drawable(self) -> str:
        """A word that no font on this machine can draw; empty if there is none, and the picture can be a PNG."""
        lines = (shape for shape in self.shapes if isinstance(shape, Line) and shape.face.file is None)
        words = ((word, line.face.family) for line in lines for word in line.text.split())
        return next((word for word, family in words if file_for(word, family) != OWN_FONT), "")

    def to_png(self) -> bytes:
        """The picture as a PNG. Raises ValueError if a word is `not_drawable`: it would be a row of crossed boxes."""
        if self.not_drawable:
            raise ValueError(f"no font here has all letters of {self.not_drawable}")
        image = Image.new("RGB", (self.width * FINER, self.height * FINER), PAPER)
        paper = ImageDraw.Draw(image)
        for shape in self.shapes:
            match shape:
                case Box(x, y, width, height, colour):
                    left, top, right, bottom = (round(at * FINER) for at in (x, y, x + width, y + height))
                    paper.rectangle((left, top, right - 1, bottom - 1), fill=colour)  # Pillow counts the last pixel in
                case Polygon(points, colour, stroke):
                    at = [(x * FINER, y * FINER) for x, y in points]
                    if stroke:
                        paper.line([*at, *at[:2]], fill=colour, width=round(stroke * FINER), joint="curve")
                    else:
                        paper.polygon(at, fill=colour)
                case Line(x, y, _, text, face, colour, rtl, halo):
                    for across, down in AROUND if halo else ():
                        write(paper, text, face, at=(x + across * HALO, y + down * HALO), colour=halo, rtl=rtl)
                    write(paper, text, face, at=(x, y), colour=colour, rtl=rtl)
        file = BytesIO()
        image.reduce(FINER).save(file, "PNG", compress_level=4)
        return file.getvalue()


def _svg_element(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, colour):
            return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'
        case Polygon(points, colour, stroke):
            path = f"M{'L'.join(f'{x:g} {y:g}' for x, y in points)}Z"
            how = f'fill="none" stroke="{colour}" stroke-width="{stroke:g}"' if stroke else f'fill="{colour}"'
            return f'<path d="{path}" {how}/>'
        case Line(x, y, width, text, face, colour, rtl, halo):
            # A text that was not measured in its font is as wide as the browser's font makes it.
            known = width and face.file is not None
            length = f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"' if known else ""
            start, how = (x + width, ' direction="rtl"') if rtl else (x, "")
            return (
                f'<text x="{start:g}" y="{y:g}" font-family={quoteattr(face.family.stack)} font-size="{face.size}" '
                f'font-weight="{face.weight}" fill="{colour}"{_halo(halo)}{how}{length}>{escape(text)}</text>'
            )


def _halo(colour: str) -> str:
    if not colour:
        return ""
    return f' stroke="{colour}" stroke-width="{2 * HALO}" stroke-linejoin="round" paint-order="stroke"'
