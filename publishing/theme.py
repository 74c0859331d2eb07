"""Colours of the light theme, for pictures that are drawn without Streamlit.

Those of Streamlit's theme are read from .streamlit/config.toml, those of sections from their style sheet.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from crisis_fragment import style

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"


@lru_cache(maxsize=1)
def light_theme() -> dict[str, Any]:
    """The section [theme.light] of the settings file. Raises OSError without the file, KeyError without the section."""
    theme: dict[str, Any] = tomllib.loads(CONFIG.read_text("utf-8-sig"))["theme"]["light"]
    return theme


@lru_cache(maxsize=64)
def token(name: str) -> str:
    """The light colour of a variable of the style sheet, such as “accent-wash”. Raises KeyError if there is none."""
    found = re.search(rf"--{re.escape(name)}: light-dark\((#[0-9a-f]{{3,6}}),", style())
    if not found:
        raise KeyError(name)
    return found[1]


ACCENT: str = light_theme()["primaryColor"]
TEXT: str = light_theme()["textColor"]
PAPER: str = light_theme()["backgroundColor"]
SURFACE: str = light_theme()["secondaryBackgroundColor"]
BORDER: str = light_theme()["borderColor"]
WARNING: str = light_theme()["chartCategoricalColors"][1]

FAINT = "#5E656D"
"""Secondary text. No theme option holds it; `components.theme` has the same colour, and a test compares them."""
