"""Text from records as Markdown."""

import re

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
BEGINS_LINK = re.compile(r"@(?=\w)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
"""Where GitHub's Markdown makes a link of a mail address or a web address, whatever is escaped in it."""
WORD_JOINER = "\u2060"


def plain_text(text: str | None) -> str:
    """Escape a text for Markdown: nothing in it is formatting, a link, HTML or a Streamlit directive.

    CommonMark allows a backslash before every ASCII punctuation mark, and Streamlit's directives start with one.
    Addresses get an invisible word joiner. Line breaks become spaces.
    """
    apart = BEGINS_LINK.sub(rf"\g<0>{WORD_JOINER}", text or "")
    return ASCII_PUNCTUATION.sub(r"\\\1", apart).replace("\n", " ")
