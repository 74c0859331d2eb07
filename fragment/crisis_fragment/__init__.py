"""Files of the fragment component: its script and the one style sheet of app, first page, snapshot and print."""

from functools import lru_cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
COMPONENT = "crisis-fragment.fragment"
"""The component's name in `st.components.v2.component`."""


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet, for pages that are drawn without the app. It contains no data."""
    return (ASSETS / "page.css").read_text("utf-8")
