"""Write a file whole or not at all."""

import os
import shutil
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises OSError where it cannot be written.

    A file that is there already keeps its permissions; one that is read-only is refused, not replaced.
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
