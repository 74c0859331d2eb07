"""Files and consoles: texts may begin with a byte order mark, files are written whole, and output is UTF-8."""

import io
import os
import shutil
import sys
from pathlib import Path


def decode_text(content: bytes) -> str:
    """Return the text of a file in UTF-8, without the byte order mark that some editors put before it.

    Raises UnicodeDecodeError if it is not UTF-8.
    """
    return content.decode("utf-8-sig")


def for_spreadsheets(csv: str) -> bytes:
    """Return the bytes of a CSV file that people open: a byte order mark tells spreadsheets that it is UTF-8.

    Programs read the same rows without the mark, from the data API and from the command line.
    """
    return csv.encode("utf-8-sig")


def write_utf8() -> None:
    """Set what a command prints to UTF-8: a console may have an encoding without the letters of the records."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file atomically: other processes see the old content or the new, never a part.

    An existing file keeps its permissions. Raises OSError if it cannot be written, or if it is read-only.
    """
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise FileNotFoundError(None, f"{path.parent} is not there; make the folder first")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(None, "it is read-only")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
