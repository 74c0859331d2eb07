"""Pictures made of rectangles, polygons and lines of text, written as SVG or PNG."""

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw

from publishing.pictures.fonts import FINER, Face, write
from publishing.theme import PAPER
from publishing.xml_text import xml_text


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

    def to_svg(self) -> str:
        """The picture as a self-contained SVG: no script, no font, no external file.

        Each line has a textLength, so that it is equally wide in another font.
        """
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">'
        )
        named = f"<title>{escape(xml_text(self.title))}</title><desc>{escape(xml_text(self.description))}</desc>"
        paper = Box(0, 0, self.width, self.height, PAPER)
        return "\n".join([head, named, *map(_svg_element, (paper, *self.shapes)), "</svg>\n"])

    def to_png(self) -> bytes:
        """The picture as a PNG."""
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
                case Line(x, y, _, text, face, colour):
                    write(paper, text, face, x=x, y=y, colour=colour)
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
        case Line(x, y, width, text, face, colour):
            length = f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"' if width else ""
            return (
                f'<text x="{x:g}" y="{y:g}" font-family={quoteattr(face.family.stack)} font-size="{face.size}" '
                f'font-weight="{face.weight}" fill="{colour}"{length}>{escape(text)}</text>'
            )
