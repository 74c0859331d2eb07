"""Atomic writing of files."""

import os
import shutil
from pathlib import Path


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
