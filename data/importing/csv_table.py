"""Reads the CSV file of a data set row by row, by the names of its columns; a file that is not one is refused."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

LONGEST_LINE = 1_000_000
"""Characters of a row; the rows of data sets have some thousand."""

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class ImportRefusedError(ValueError):
    """A file that is not the data set that it is said to be: what is wrong, where, and what would be right."""


@dataclass(frozen=True)
class PrintedRow:
    """A row as the file prints it: its number, of which the row of names is 1, and column to text.

    Columns have the names of the codebook in small letters, whatever order and case they have in the file.
    """

    number: int
    printed: Mapping[str, str]


def printed_rows(path: Path, *, columns: Sequence[str], progress: "Progress | None" = None) -> Iterator[PrintedRow]:
    """Yield the rows of a CSV file in UTF-8 with commas; it is read in a stream. `columns` must be there.

    Raises ImportRefusedError if it cannot be read, is no such file, lacks a column or has one twice, or if a row has
    more or fewer fields than the row of names, as that of a file that was cut off.
    """
    progress = progress or Progress()
    with opened(path) as file:
        _check_first_line(path, file)
        text = io.TextIOWrapper(_counting(file, progress), encoding="utf-8-sig", newline="")
        lines = csv.reader(_short_lines(path, text), strict=True)
        try:
            names = _checked_names(path, next(lines, []), columns)
            for number, fields in enumerate(lines, start=2):
                if not fields:
                    continue
                if len(fields) != len(names):
                    raise ImportRefusedError(
                        f"{path.name}, row {number}: has {len(fields)} fields, and the first row names {len(names)}; "
                        "the file may be cut off: download it again"
                    )
                yield PrintedRow(number, dict(zip(names, fields, strict=True)))
        except csv.Error as error:
            raise ImportRefusedError(
                f"{path.name}, line {lines.line_num}: {_in_words(error)}; the file may be cut off: download it again"
            ) from error
        except UnicodeDecodeError as error:
            raise ImportRefusedError(f"{path.name} is not UTF-8; save it in that encoding") from error


class Progress:
    """How much of a file has been read, in bytes; whoever shows a bar overrides `read`."""

    def read(self, count: int) -> None:
        """Take note that so many more bytes have been read."""


class _Counted(io.RawIOBase):
    """A file that tells how much of it is read."""

    def __init__(self, file: BufferedReader, progress: Progress) -> None:
        self._file, self._progress = file, progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._progress.read(len(content))
        return len(content)


def _counting(file: BufferedReader, progress: Progress) -> io.BufferedReader:
    return io.BufferedReader(_Counted(file, progress), buffer_size=1 << 20)


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Open a file to read its bytes. Raises ImportRefusedError if it is no regular file or cannot be read."""
    try:
        if not path.is_file():
            kind = "is a folder" if path.is_dir() else "is no file" if path.exists() else "is not there"
            raise ImportRefusedError(f"{path} {kind}; give the CSV file that was downloaded")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise ImportRefusedError(f"{path} cannot be read: {error.strerror}") from error


def _check_first_line(path: Path, file: BufferedReader) -> None:
    """Look at the beginning: what is no text, or has no lines, is not read to its end to find that out."""
    beginning = file.read(LONGEST_LINE)
    file.seek(0)
    if not beginning.strip():
        raise ImportRefusedError(f"{path.name} is empty; download it again")
    if beginning.startswith(b"PK"):
        raise ImportRefusedError(f"{path.name} is a zip archive: unpack it first")
    if b"\0" in beginning:
        raise ImportRefusedError(f"{path.name} is no text: it holds zero bytes")
    if len(beginning) == LONGEST_LINE and b"\n" not in beginning and b"\r" not in beginning:
        raise _no_csv(path)


def _no_csv(path: Path) -> ImportRefusedError:
    return ImportRefusedError(f"{path.name} has {LONGEST_LINE:,} characters without a line break: it is no CSV file")


def _short_lines(path: Path, text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text. A line without an end is not gathered in memory."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise _no_csv(path)
        if "\0" in line:
            raise ImportRefusedError(f"{path.name} holds zero bytes; it is damaged: download it again")
        yield line


def _checked_names(path: Path, first: Sequence[str], columns: Sequence[str]) -> list[str]:
    names = [name.strip().lower() for name in first]
    missing = [column for column in columns if column not in names]
    if len(missing) == len(columns):
        raise ImportRefusedError(f"{path.name}: its first row is no row of names; {_what_instead(first, columns)}")
    if missing:
        raise ImportRefusedError(f"{path.name}: its first row does not name {', '.join(missing)}; they are needed")
    if twice := [name for name, count in Counter(names).items() if count > 1 and name in columns]:
        raise ImportRefusedError(
            f"{path.name}: its first row names {', '.join(twice)} twice; which counts is not known"
        )
    return names


def _what_instead(first: Sequence[str], columns: Sequence[str]) -> str:
    if len(first) == 1:
        for separator, name in SEPARATORS.items():
            if first[0].count(separator) >= len(columns) - 1:
                return f"it is parted by {name}: save it with commas"
    if any(field[:4].isdigit() for field in first):
        return "it begins with a row of data: put the row of names from the codebook above it"
    return f"it takes {', '.join(columns)}"


def _in_words(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text:
        return "the file ends in the middle of a field in quotation marks"
    if "expected after" in text:
        return "a field goes on behind its closing quotation mark"
    if "field limit" in text:
        return f"a field has more than {csv.field_size_limit():,} characters; a quotation mark may be missing"
    return text
