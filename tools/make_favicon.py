"""Draw static/favicon.ico from static/favicon.svg; run by hand after a change of the icon, never by the app.

    python -m tools.make_favicon

Only what our icon is made of is read: a rectangle with round corners, and a path of M (move) and h (line to the right).
The same icon gives the same pixels.
"""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

STATIC = Path(__file__).parents[1] / "static"
SVG, ICO = STATIC / "favicon.svg", STATIC / "favicon.ico"
SIZES = (16, 32, 48)
"""Pixels of the pictures in the file: tabs, taskbars and bookmarks on screens of today."""

FINER = 16
"""How much larger a picture is drawn before it is made small, for smooth edges."""

_MOVE_AND_LINE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def picture(svg: str, size: int) -> Image.Image:
    """Return the icon in a size in pixels. Raises ValueError for an element that is not read here."""
    icon = ElementTree.fromstring(svg)
    scale = size * FINER / float(icon.attrib["viewBox"].split()[2])
    drawn = Image.new("RGBA", (size * FINER, size * FINER), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    for element in icon:
        match element.tag.removeprefix(_NAMESPACE):
            case "rect":
                corner = (float(element.attrib["width"]) * scale - 1, float(element.attrib["height"]) * scale - 1)
                radius = float(element.attrib.get("rx", 0)) * scale
                pen.rounded_rectangle(((0, 0), corner), radius=radius, fill=element.attrib["fill"])
            case "path":
                _draw_lines(pen, element, scale)
            case other:
                raise ValueError(f"{other} is no part of an icon that can be drawn here")
    return drawn.resize((size, size), Image.Resampling.LANCZOS)


def _draw_lines(pen: ImageDraw.ImageDraw, path: ElementTree.Element, scale: float) -> None:
    """Draw the lines of a path with round ends. Raises ValueError for a path with other commands."""
    lines = _MOVE_AND_LINE.findall(path.attrib["d"])
    if "".join(f"M{x} {y}h{length}" for x, y, length in lines) != path.attrib["d"]:
        raise ValueError(f"the path {path.attrib['d']} has commands that are not drawn here")
    half = float(path.attrib["stroke-width"]) / 2
    for x, y, length in lines:
        left, top, right = float(x) - half, float(y) - half, float(x) + float(length) + half
        box = (left * scale, top * scale, right * scale, (float(y) + half) * scale)
        pen.rounded_rectangle(box, radius=half * scale, fill=path.attrib["stroke"])


def icon_file(svg: str) -> bytes:
    """Return the icon in all sizes as one ICO file."""
    *smaller, largest = (picture(svg, size) for size in SIZES)
    file = BytesIO()
    largest.save(file, "ICO", sizes=[(size, size) for size in SIZES], append_images=smaller)
    return file.getvalue()


if __name__ == "__main__":
    ICO.write_bytes(icon_file(SVG.read_text("utf-8")))
