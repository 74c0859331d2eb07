"""Writing files: all or none, whatever the disk and other writers do."""

import errno
import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.files import locked, write_atomically, write_together


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """Have the system refuse files that are larger, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    """Guards against the first of two files that belong together being new, and the second old."""
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    one.write_bytes(b"old one")
    two.write_bytes(b"old two")
    with disk_with_room_for(1_000), pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        write_together([(one, b"new"), (three, b"new"), (two, b"x" * 2_000)])
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"one": b"old one", "two": b"old two"}


@pytest.mark.parametrize("failing", ["one", "two", "three"])
def test_a_file_that_cannot_take_its_place_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Guards against a publication of which a part is seen because the last rename failed."""
    paths = [tmp_path / name for name in ("one", "two", "three")]
    for path in (paths[0], paths[2]):
        path.write_bytes(b"old")
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target.name == failing and self.suffix == ".tmp":
            raise OSError(errno.EIO, "the disk is gone")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="the disk is gone"):
        write_together([(path, b"new") for path in paths])
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"one": b"old", "three": b"old"}


def test_writers_of_one_file_at_once_leave_one_of_their_contents(tmp_path: Path) -> None:
    """Guards against two tabs of one server that share a temporary file, and a mixture of both."""
    path = tmp_path / "file"
    contents = [bytes([letter]) * 50_000 for letter in range(65, 73)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: write_atomically(path, content), contents * 5))
    assert path.read_bytes() in contents
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    """Guards against two who both find that nobody has saved, and both save."""
    counter = tmp_path / "counter"
    counter.write_text("0", "utf-8")

    def count(_: int) -> None:
        with locked(tmp_path / "lock"):
            counter.write_text(str(int(counter.read_text("utf-8")) + 1), "utf-8")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(200)))
    assert counter.read_text("utf-8") == "200"
