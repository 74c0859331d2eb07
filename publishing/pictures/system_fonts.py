"""The fonts of the system that draws the pictures, those for running text first."""

import re
import sys
from functools import lru_cache
from pathlib import Path

ENDINGS = (".ttf", ".otf", ".ttc")
MOST_FILES = 600
"""Most fonts that are looked at: each takes a fraction of a millisecond."""

FOLDERS = {"win32": ("C:/Windows/Fonts",), "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts")}
"""Platform to the folders of its fonts."""
OTHER_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
"""The folders of fonts on all other platforms."""

NOT_FOR_TEXT = re.compile("bold|italic|oblique|light|thin|black|heavy|cond|mono|symbol|math|music|emoji", re.IGNORECASE)
"""Names of fonts that are taken only if no other one has the letters."""
NO_LETTERS = re.compile("lastresort|notdef|blank", re.IGNORECASE)
"""Names of fonts that have a picture for a letter in the place of the letter."""


@lru_cache(maxsize=1)
def font_files() -> tuple[str, ...]:
    """Return the files of the system's fonts, in the order in which they are tried; read once per process."""
    found = {
        file
        for folder in map(_folder, FOLDERS.get(sys.platform, OTHER_FOLDERS))
        for file in (folder.rglob("*") if folder.is_dir() else ())
        if file.suffix.lower() in ENDINGS and not NO_LETTERS.search(file.stem)
    }
    in_order = sorted(found, key=lambda file: (bool(NOT_FOR_TEXT.search(file.stem)), file.name))
    return tuple(str(file) for file in in_order[:MOST_FILES])


def _folder(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # a container may run as a user without a home
        return Path(name)
