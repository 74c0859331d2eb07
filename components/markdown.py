"""Text from records as Markdown."""

import re

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain_text(text: str | None) -> str:
    """Escape a text for Markdown: nothing in it is formatting, a link, HTML or a Streamlit directive.

    CommonMark allows a backslash before every ASCII punctuation mark, and Streamlit's directives start with one.
    Line breaks become spaces.
    """
    return ASCII_PUNCTUATION.sub(r"\\\1", text or "").replace("\n", " ")
