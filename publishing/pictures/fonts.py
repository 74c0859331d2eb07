"""Letters for pictures: the fonts that come with Streamlit, measured and drawn without a browser.

Pillow reads the very files that the app sends to its readers. Where they are missing, its own font stands in: plainer,
and with fewer letters, but a picture is still drawn and nothing in it overflows.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from PIL import ImageFont
from PIL.ImageDraw import ImageDraw

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Family(Enum):
    """A family of letters: the file that Pillow draws with, and what a browser draws an SVG with."""

    SERIF = "SourceSerifVariable-Roman.*.woff2", "'Source Serif 4', Charter, Georgia, serif"
    SANS = "SourceSansVF-Upright.*.woff2", "'Source Sans 3', system-ui, sans-serif"

    def __init__(self, file: str, stack: str) -> None:
        self.file = file
        self.stack = stack


@dataclass(frozen=True)
class Face:
    """How letters look: family, size in pixels, weight as in CSS."""

    family: Family
    size: int
    weight: int = 400


FINER = 2
"""Pictures are drawn so many times as large and then reduced: Pillow puts each letter on a whole pixel, and at the size
of a caption that is seen as gaps within words."""

_FREETYPE = Lock()
"""One thread at a time uses a font: FreeType keeps the letter it is at in the font itself."""


def width_of(text: str, face: Face) -> float:
    """How wide a line of text is in pixels."""
    font = loaded(face)
    with _FREETYPE:
        return font.getlength(text) / FINER


def write(image: ImageDraw, text: str, face: Face, *, x: float, y: float, colour: str) -> None:
    """Draws a line of text on an image that is FINER times as large; it begins at `x` and stands on the line `y`."""
    font = loaded(face)
    with _FREETYPE:
        image.text((x * FINER, y * FINER), text, font=font, fill=colour, anchor="ls")


def loaded(face: Face) -> Font:
    """The font that a face is drawn with, FINER times as large."""
    return _loaded(face, folder())


@lru_cache(maxsize=1)
def folder() -> Path | None:
    """Where Streamlit keeps its fonts; found without importing it, since drawing needs nothing else of it."""
    found = find_spec("streamlit")
    return Path(found.origin).parent / "static" / "static" / "media" if found and found.origin else None


@lru_cache(maxsize=40)
def _loaded(face: Face, kept_in: Path | None) -> Font:
    # One font for each face, never changed once it is here: a variable font carries its weight around with it.
    with _FREETYPE:
        for file in sorted(kept_in.glob(face.family.file)) if kept_in else ():
            try:
                font = ImageFont.truetype(str(file), face.size * FINER)
                font.set_variation_by_axes([_along(axis, face) for axis in font.get_variation_axes()])
            except OSError:  # not a font, or FreeType was built without WOFF2
                continue
            return font
        return ImageFont.load_default(face.size * FINER)


def _along(axis: ImageFont.Axis, face: Face) -> float:
    """Where on a font's axis a face stands: its weight, and letters cut for its size."""
    wanted = {b"Weight": face.weight, b"Optical Size": face.size}.get(axis.get("name", b""), axis["default"] or 0)
    return min(max(wanted, axis["minimum"] or wanted), axis["maximum"] or wanted)
