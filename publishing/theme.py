"""Colours of the light theme, read from .streamlit/config.toml, for pictures that are drawn without Streamlit."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"


@lru_cache(maxsize=1)
def light_theme() -> dict[str, Any]:
    """The section [theme.light] of the settings file. Raises OSError without the file, KeyError without the section."""
    theme: dict[str, Any] = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"]
    return theme


ACCENT: str = light_theme()["primaryColor"]
TEXT: str = light_theme()["textColor"]
PAPER: str = light_theme()["backgroundColor"]
SURFACE: str = light_theme()["secondaryBackgroundColor"]
BORDER: str = light_theme()["borderColor"]
WARNING: str = light_theme()["chartCategoricalColors"][1]

FAINT = "#5E656D"
"""Secondary text. No theme option holds it; `components.theme` has the same colour, and a test compares them."""
