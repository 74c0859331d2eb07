"""Files of the fragment component: its script and the one style sheet of app, first page, snapshot and print."""

import re
from functools import lru_cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
COMPONENT = "crisis-fragment.fragment"
"""The component's name in `st.components.v2.component`."""

_PART = re.compile(
    r"^/\* -{4} (?!end of )(?P<name>.+?) -+ \*/\n(?P<rules>.*?)^/\* -{4} end of (?P=name) -+ \*/\n",
    re.MULTILINE | re.DOTALL,
)
_NOT_RULES = re.compile(r"^\s+|/\*.*?\*/\s*", re.MULTILINE | re.DOTALL)
"""Comments, indentation and empty lines."""


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet, for pages that are drawn without the app. It contains no data."""
    return (ASSETS / "page.css").read_text("utf-8")


@lru_cache(maxsize=1)
def style_parts() -> tuple[str, ...]:
    """Return the names of the parts of the style sheet that only some pages need: those with a line “end of NAME”."""
    return tuple(part["name"] for part in _PART.finditer(style()))


@lru_cache(maxsize=32)
def style_with(*parts: str) -> str:
    """Return the rules that all pages need and those of some parts, in the order of the sheet, without comments.

    Raises KeyError for a part that there is not.
    """
    if unknown := set(parts) - set(style_parts()):
        raise KeyError(f"no part of the style sheet: {', '.join(sorted(unknown))}")
    rules = _PART.sub(lambda part: part["rules"] if part["name"] in parts else "", style())
    return _NOT_RULES.sub("", rules)
