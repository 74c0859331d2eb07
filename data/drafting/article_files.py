"""Reads the files that drafts are made of: texts in UTF-8, and saved web pages, of which only the article is taken."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from data.drafting.article import DraftError
from data.files import decode_text, read_file

MOST_BYTES = 5_000_000
"""Bytes of a file: saved pages carry scripts and styles, which are left out."""
TEXTS, PAGES = (".txt",), (".html", ".htm")
_OTHERS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a packed file, such as one of Word",
    b"\xd0\xcf\x11\xe0": "a file of Word",
}
"""First bytes of files that are no text, and what they are."""


@dataclass(frozen=True)
class ReadFile:
    """The text of an article, and what its page says of it; empty, or None, where it says nothing."""

    text: str
    headline: str = ""
    publisher: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    published_on: dt.date | None = None


def read_article_file(file: Path) -> ReadFile:
    """Return the article in a text file or a saved web page.

    Raises DraftError, with a message for the reader, if the file cannot be read or has no article in it.
    """
    _check_name(file.name)
    try:
        content = read_file(file, most=MOST_BYTES)
    except OSError as error:
        raise DraftError(f"cannot be read: {error.strerror}") from error
    return article_in(file.name, content)


def article_in(name: str, content: bytes) -> ReadFile:
    """Return the article in the bytes of a file of that name. Raises DraftError as `read_article_file` does."""
    _check_name(name)
    _check_size(len(content))
    for begins, what in _OTHERS.items():
        if content.startswith(begins):
            raise DraftError(f"is {what}, no text; save its words as a text file in UTF-8")
    return _page(content) if name.lower().endswith(PAGES) else ReadFile(_text(content))


def _check_name(name: str) -> None:
    if not name.lower().endswith((*TEXTS, *PAGES)):
        raise DraftError("is neither .txt nor .html; save the words of the article as a text file in UTF-8")


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise DraftError(f"has {size:,} bytes; an article's file has at most {MOST_BYTES:,}")


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DraftError("is in UTF-16; save it in UTF-8")
    try:
        return decode_text(content)
    except UnicodeDecodeError as error:
        raise DraftError(f"is not UTF-8, at byte {error.start}; save it in that encoding") from error


def _page(content: bytes) -> ReadFile:
    """The article of a web page, without its navigation, scripts and comments."""
    from trafilatura import bare_extraction  # a third of a second that only pages take

    try:
        found = bare_extraction(content, with_metadata=True, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DraftError("is no page that can be read; save the words of the article as a text file") from error
    text = "" if found is None or isinstance(found, dict) else (found.text or "").strip()
    if found is None or isinstance(found, dict) or not text:
        raise DraftError("has no article that could be told from the rest of the page; save its words as a text file")
    read = ReadFile(
        f"{text}\n",
        headline=_line(found.title),
        publisher=_line(found.sitename),
        url=_line(found.url),
        authors=tuple(filter(None, map(str.strip, (found.author or "").split(";")))),
    )
    try:
        return replace(read, published_on=dt.date.fromisoformat(found.date or ""))
    except ValueError:
        return read


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
