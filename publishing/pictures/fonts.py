"""Fonts for pictures: Streamlit's own, measured and drawn by Pillow without a browser.

They are the files that the app sends to browsers. If they are missing, Pillow's default font is used: plainer and with
fewer letters, but the picture is still drawn and no text overflows. Words in letters that a font lacks are replaced by
NOT_DRAWN: it would draw crossed boxes.
"""

import unicodedata
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
    """A font family: file name pattern for Pillow, and CSS font stack for SVG."""

    SERIF = "SourceSerifVariable-Roman.*.woff2", "'Source Serif 4', Charter, Georgia, serif"
    SANS = "SourceSansVF-Upright.*.woff2", "'Source Sans 3', system-ui, sans-serif"

    def __init__(self, file: str, stack: str) -> None:
        self.file = file
        self.stack = stack


@dataclass(frozen=True)
class Face:
    """A font face: family, size in pixels, CSS weight."""

    family: Family
    size: int
    weight: int = 400


FINER = 2
"""Factor of oversampling: a picture is drawn larger and then reduced. Pillow places letters on whole pixels, which
would leave visible gaps within the words of small text."""

NOT_DRAWN = "[not drawn]"
"""Stands for words in letters that the font lacks."""

NO_LETTER = "\U0010fffd"
"""A character that no font has: what is drawn for it is drawn for all that a font lacks."""

PROBE = 24
"""Font size at which a letter is looked up."""

_FREETYPE_LOCK = Lock()
"""FreeType fonts are not thread-safe: the font object holds the current glyph."""


def width_of(text: str, face: Face) -> float:
    """The width of a line of text in pixels."""
    font = load_font(face)
    with _FREETYPE_LOCK:
        return font.getlength(text) / FINER


def write(image: ImageDraw, text: str, face: Face, *, x: float, y: float, colour: str) -> None:
    """Draw a line of text on an image of FINER times the size; it begins at `x`, with its baseline at `y`."""
    font = load_font(face)
    with _FREETYPE_LOCK:
        image.text((x * FINER, y * FINER), text, font=font, fill=colour, anchor="ls")


def drawable(text: str, family: Family) -> str:
    """A text with NOT_DRAWN for each run of words with a letter that the font lacks, without invisible characters."""
    words: list[str] = []
    for word in text.split(" "):
        shown = "".join(char for char in word if unicodedata.category(char) != "Cf")
        if all(has_letter(char, family) for char in shown):
            words.append(shown)
        elif not words or words[-1] != NOT_DRAWN:
            words.append(NOT_DRAWN)
    return " ".join(words)


def has_letter(char: str, family: Family) -> bool:
    """Whether the font of a family has a letter."""
    return char.isspace() or _has_letter(char, family, font_folder())


@lru_cache(maxsize=4096)
def _has_letter(char: str, family: Family, folder: Path | None) -> bool:
    font = _load_font(Face(family, PROBE), folder)
    with _FREETYPE_LOCK:
        return bytes(font.getmask(char)) != bytes(font.getmask(NO_LETTER))


def load_font(face: Face) -> Font:
    """The font of a face, FINER times as large; cached."""
    return _load_font(face, font_folder())


@lru_cache(maxsize=1)
def font_folder() -> Path | None:
    """Streamlit's folder of fonts, found without importing Streamlit; None if it is not installed."""
    found = find_spec("streamlit")
    return Path(found.origin).parent / "static" / "static" / "media" if found and found.origin else None


@lru_cache(maxsize=40)
def _load_font(face: Face, folder: Path | None) -> Font:
    # One font object for each face: the weight of a variable font is a state of the object.
    with _FREETYPE_LOCK:
        for file in sorted(folder.glob(face.family.file)) if folder else ():
            try:
                font = ImageFont.truetype(str(file), face.size * FINER)
                font.set_variation_by_axes([_axis_value(axis, face) for axis in font.get_variation_axes()])
            except OSError:  # not a font, or FreeType was built without WOFF2
                continue
            return font
        return ImageFont.load_default(face.size * FINER)


def _axis_value(axis: ImageFont.Axis, face: Face) -> float:
    """The value of a face on an axis of a variable font: its weight, its optical size, or the default."""
    wanted = {b"Weight": face.weight, b"Optical Size": face.size}.get(axis.get("name", b""), axis["default"] or 0)
    return min(max(wanted, axis["minimum"] or wanted), axis["maximum"] or wanted)
