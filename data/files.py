"""Files and consoles: texts may begin with a byte order mark, files are written whole, and output is UTF-8."""

import errno
import io
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

try:
    import fcntl
except ImportError:  # Windows has no such locks; one process writes there
    fcntl = None  # type: ignore[assignment]


def decode_text(content: bytes) -> str:
    """Return the text of a file in UTF-8, without the byte order mark that some editors put before it.

    Raises UnicodeDecodeError if it is not UTF-8.
    """
    return content.decode("utf-8-sig")


def read_file(path: Path, *, most: int) -> bytes:
    """Return the bytes of a file of at most `most` bytes.

    Raises OSError, with a reason in its `strerror`, if it is larger, not a regular file, or cannot be read. A pipe or a
    device is not waited for, and of a file that grows or has no honest size no more is read than is allowed.
    """
    _check_regular(os.stat(path).st_mode)  # noqa: PTH116 (like the two below: by number, so that it is one file)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        _check_regular(found.st_mode)
        content = file.read(most + 1) if found.st_size <= most else b""
    if max(found.st_size, len(content)) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def _check_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
        raise OSError(errno.EINVAL, f"it is {kinds.get(stat.S_IFMT(mode), 'a device')}, not a file")


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
    """Write a file atomically: other processes see the old content or the new, never a part, also after a power cut.

    An existing file keeps its permissions. Raises OSError if it cannot be written, or if it is read-only.
    """
    write_together([(path, content)])


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write several files, all or none, each atomically; they take their places in the order given.

    All are on the disk before the first is seen, so that a full disk changes nothing. Raises OSError if one of them
    cannot be written, or is read-only; those that had taken their places are then as they were before.
    """
    unfinished: list[tuple[Path, Path]] = []
    replaced: list[tuple[Path, Path | None]] = []
    try:
        for path, content in files:
            _check_writable(path)
            unfinished.append((path, beside(path, "tmp")))
            _write_to_disk(unfinished[-1][1], content)
            if path.exists():
                shutil.copymode(path, unfinished[-1][1])
        try:
            for path, written in unfinished:
                replaced.append((path, _second_name(path)))
                written.replace(path)
        except OSError:
            for path, former in reversed(replaced):
                if former:
                    former.replace(path)
                else:
                    path.unlink(missing_ok=True)
            raise
        for folder in {path.parent for path, _ in files}:
            sync_folder(folder)
    finally:
        for leftover in (*(written for _, written in unfinished), *(former for _, former in replaced if former)):
            leftover.unlink(missing_ok=True)


def beside(path: Path, ending: str) -> Path:
    """Return a name for a temporary file in the folder of `path` that no other process or thread has."""
    return path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.{ending}")


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise FileNotFoundError(None, f"{path.parent} is not there; make the folder first")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(None, "it is read-only")


def _write_to_disk(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sync_to_disk(path)


def sync_to_disk(path: Path) -> None:
    """Have a file on the disk. Raises OSError if it cannot be."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _second_name(path: Path) -> Path | None:
    """Another name of the file that is at a path, which keeps it when the path gets another; None if there is none."""
    if not path.exists():
        return None
    former = beside(path, "former")
    former.unlink(missing_ok=True)
    try:
        former.hardlink_to(path)
    except OSError:  # a disk without hard links
        shutil.copy2(path, former)
    return former


def sync_folder(folder: Path) -> None:
    """Have the names of a folder's files on the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock that other threads and processes which use the same file wait for; it ends with the process.

    Raises OSError if the file cannot be made.
    """
    with file.open("a") as opened:
        if fcntl:
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
