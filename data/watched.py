"""Values made from files, made again when the files are others: how servers notice changed records and stories.

No file is watched in the background. Whoever asks for a value looks at the files first, which costs one `stat` each;
those who ask all the time may take the word of the last look.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Seen = TypeVar("Seen")
Value = TypeVar("Value")

Stamp = tuple[int, int, int]
"""Time of the last change in nanoseconds, size in bytes, number of the file: what a changed file is known by."""


def stamp_of(file: Path | os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of a file; None if it is not there."""
    try:
        found = os.stat(file)  # noqa: PTH116 (a third of the time of Path.stat, and each run of a page asks)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass(frozen=True)
class _Kept(Generic[Seen, Value]):
    """A value, and the files as they were looked at when it was made."""

    seen: Seen
    value: Value


class Watched(Generic[Seen, Value]):
    """A value that is made from files, and made again when a look at them differs from that at the last making.

    `look` returns what the files are known by. `make` gets it with the value before (None at first), and returns the
    value with the look that it stands for: another one than it got if the files have to be read again next time.
    An exception in either is the asker's; the value before is kept.
    """

    def __init__(self, *, look: Callable[[], Seen], make: Callable[[Seen, Value | None], tuple[Value, Seen]]) -> None:
        self._look = look
        self._make = make
        self._kept: _Kept[Seen, Value] | None = None
        self._making = Lock()
        self._found_same: _Kept[Seen, Value] | None = None
        self._looked_at = 0.0

    def made(self, *, looked_within: float = 0.0) -> Value | None:
        """Return the value if the files are as they were when it was made; None if `current` would read them.

        Nobody looks where `made` has done so within these seconds: for those who ask a thousand times a second.
        """
        kept, now = self._kept, monotonic()
        if kept is None:
            return None
        if self._found_same is kept and now - self._looked_at < looked_within:
            return kept.value
        if kept.seen != self._look():
            return None
        self._found_same, self._looked_at = kept, now
        return kept.value

    def current(self) -> Value:
        """Return the value of the files as they are now.

        Of several threads one makes the value. The others wait for the first value; they get the one before later on.
        """
        kept, seen = self._kept, self._look()
        if kept and kept.seen == seen:
            return kept.value
        if not self._making.acquire(blocking=kept is None) and kept:
            return kept.value
        try:
            kept = self._kept
            if kept is None or kept.seen != seen:
                value, stands_for = self._make(seen, kept.value if kept else None)
                self._kept = kept = _Kept(stands_for, value)
            return kept.value
        finally:
            self._making.release()
