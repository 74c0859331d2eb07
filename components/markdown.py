"""Other people's words on a page that reads Markdown."""

import re

from data.wording.emphasis import Part, Sentence

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain_text(text: str | None) -> str:
    """Text from a record as Markdown that shows it as it is: nothing in it is formatting, a link or HTML.

    CommonMark lets every ASCII punctuation mark be escaped, and Streamlit's own directives start with one.
    """
    return ASCII_PUNCTUATION.sub(r"\\\1", text or "").replace("\n", " ")


def emphasised(words: Sentence) -> str:
    """A sentence as Markdown: its words as they are, strong ones in bold, struck ones struck through."""
    return "".join(_part(part) for part in words)


def _part(part: Part) -> str:
    text = plain_text(part.text)
    struck = f"~~{text}~~" if part.struck else text
    return f"**{struck}**" if part.strong else struck
