"""Other people's words on a page that reads Markdown."""

import re

ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain_text(text: str | None) -> str:
    """Text from a record as Markdown that shows it as it is: nothing in it is formatting, a link or HTML.

    CommonMark lets every ASCII punctuation mark be escaped, and Streamlit's own directives start with one.
    """
    return ASCII_PUNCTUATION.sub(r"\\\1", text or "").replace("\n", " ")
