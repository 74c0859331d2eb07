"""Text from records as Markdown."""

import re

from data.wording.emphasis import Part, Sentence

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain_text(text: str | None) -> str:
    """Escape a text for Markdown: nothing in it is formatting, a link, HTML or a Streamlit directive.

    CommonMark allows a backslash before every ASCII punctuation mark, and Streamlit's directives start with one.
    Line breaks become spaces.
    """
    return ASCII_PUNCTUATION.sub(r"\\\1", text or "").replace("\n", " ")


def emphasis_markdown(words: Sentence) -> str:
    """A sentence as Markdown: escaped, strong parts in bold, struck parts struck through."""
    return "".join(_part(part) for part in words)


def _part(part: Part) -> str:
    text = plain_text(part.text)
    struck = f"~~{text}~~" if part.struck else text
    return f"**{struck}**" if part.strong else struck
