"""Fonts for pictures, measured and drawn by Pillow without a browser: Streamlit's own, else those of the system.

Streamlit's are the files that the app sends to browsers. If they are missing, Pillow's default font is used: plainer
and with fewer letters, but the picture is still drawn and no text overflows. A text in letters that they lack is set in
a font of the system that has all of them. If there is none, nothing is drawn: it would be a row of crossed boxes.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from PIL import ImageFont, features
from PIL.ImageDraw import ImageDraw

from publishing.pictures.system_fonts import font_files

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Family(Enum):
    """A font family: file name pattern for Pillow, and CSS font stack for SVG."""

    SERIF = "SourceSerifVariable-Roman.*.woff2", "'Source Serif 4', Charter, Georgia, serif"
    SANS = "SourceSansVF-Upright.*.woff2", "'Source Sans 3', system-ui, sans-serif"

    def __init__(self, file: str, stack: str) -> None:
        self.file = file
        self.stack = stack


OWN_FONT = ""
"""In the place of a file of the system: the font of the family."""


@dataclass(frozen=True)
class Face:
    """A font face: family, size in pixels, CSS weight; the file of a font of the system, or OWN_FONT.

    `file` is None for a text that no font has the letters of: it can be placed, but not drawn.
    """

    family: Family
    size: int
    weight: int = 400
    file: str | None = OWN_FONT


FINER = 2
"""Factor of oversampling: a picture is drawn larger and then reduced. Pillow places letters on whole pixels, which
would leave visible gaps within the words of small text."""

NOT_DRAWN = "[not drawn]"
"""Stands in link previews, which are no SVG, for words in letters that no font has."""

NO_LETTER = "\U0010fffd"
"""A character that no font has: what is drawn for it is drawn for all that a font lacks."""

PROBE = 24
"""Font size at which a letter is looked up."""

SHAPED = re.compile("[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefe]")
"""Letters that are joined, moved or ordered from right to left: only Raqm sets them right."""

_FREETYPE_LOCK = Lock()
"""FreeType fonts are not thread-safe: the font object holds the current glyph."""


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins at the right: its first letter with a direction is of such a script."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def width_of(text: str, face: Face) -> float:
    """The width of a line of text in pixels; for one that cannot be drawn it is no less than that of any font."""
    known = text if face.file is not None else "".join(char for char in text if has_letter(char, face.family))
    return _length(known, face, font_folder()) / FINER + face.size * (len(text) - len(known))


@lru_cache(maxsize=4096)
def _length(text: str, face: Face, folder: Path | None) -> float:
    font = _load_font(face, folder)
    with _FREETYPE_LOCK:
        return font.getlength(text)


def write(image: ImageDraw, text: str, face: Face, *, at: tuple[float, float], colour: str, rtl: bool = False) -> None:
    """Draw a line of text on an image of FINER times the size; it begins at x, with its baseline at y.

    `rtl` is whether its paragraph begins at the right; x is the left end in either case.
    """
    font = load_font(face)
    x, y = at
    direction = ("rtl" if rtl else "ltr") if SHAPED.search(text) and can_shape() else None
    with _FREETYPE_LOCK:
        image.text((x * FINER, y * FINER), text, font=font, fill=colour, anchor="ls", direction=direction)


@lru_cache(maxsize=1)
def can_shape() -> bool:
    """Whether Pillow can join letters and order them from right to left: with Raqm, which needs FriBiDi."""
    return bool(features.check("raqm"))


def visible(text: str) -> str:
    """A text without the invisible characters that some fonts have a box for; joiners stay where letters are joined."""
    if SHAPED.search(text) and can_shape():
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def file_for(text: str, family: Family) -> str | None:
    """The font that has all letters of a text: OWN_FONT, or the file of one of the system; None if there is none."""
    if SHAPED.search(text) and not can_shape():
        return None
    return _file_for(frozenset(_letters(text)), family, font_folder())


def _letters(text: str) -> Iterable[str]:
    return (char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


@lru_cache(maxsize=1024)
def _file_for(letters: frozenset[str], family: Family, folder: Path | None) -> str | None:
    missing = [char for char in sorted(letters) if not _has_letter(char, family, folder)]
    if not missing:
        return OWN_FONT
    in_order = [*missing, *sorted(letters.difference(missing))]
    return next((file for file in font_files() if _file_has(file, in_order)), None)


def _file_has(file: str, letters: Iterable[str]) -> bool:
    """Whether a font has all of some letters; it is closed again, since a system may have hundreds."""
    with _FREETYPE_LOCK:
        try:
            font = ImageFont.truetype(file, PROBE)
            nothing = bytes(font.getmask(NO_LETTER))
            return all(bytes(font.getmask(char)) != nothing for char in letters)
        except OSError:  # not a font, or one of pictures in another size
            return False


def own_words(text: str, family: Family) -> str:
    """A text with NOT_DRAWN for each run of words in letters that the font of a family lacks."""
    words: list[str] = []
    for word in text.split(" "):
        if file_for(word, family) == OWN_FONT:
            words.append(word)
        elif not words or words[-1] != NOT_DRAWN:
            words.append(NOT_DRAWN)
    return " ".join(words)


def has_letter(char: str, family: Family) -> bool:
    """Whether the font of a family has a letter, or need not have it, since nothing is drawn for it."""
    return char.isspace() or unicodedata.category(char) == "Cf" or _has_letter(char, family, font_folder())


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
        if face.file:
            return ImageFont.truetype(face.file, face.size * FINER)
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
