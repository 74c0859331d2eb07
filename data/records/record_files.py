"""Where records are: the folder that the environment names, and the file of one article."""

import os
from collections.abc import Iterator
from pathlib import Path

from data.records.file_names import files_of_kind
from data.records.loader import ARTICLES, read_json
from data.text import did_you_mean, shorten


def articles_folder() -> Path:
    """Return the folder of records: the environment's `ARTICLES`, or that of the repository."""
    return Path(os.environ.get("ARTICLES") or ARTICLES)


def record_file(record: str, *, folder: Path) -> Path:
    """Return the file for a path, or for the id of an article in `folder`, or for the name of a file there.

    Raises ValueError if it is none of them.
    """
    path = Path(record)
    try:
        if path.is_file():
            return path.resolve()  # write to the target of a symbolic link, not over the link
        is_folder = path.is_dir()
    except OSError as error:
        raise ValueError(f"{shorten(record)} cannot be read: {error.strerror}") from error
    files = {file.stem: file for file in _record_files(folder)} | dict(_by_article_id(folder))
    if record in files:
        return files[record].resolve()
    if is_folder:
        raise ValueError(f"{record} is a folder; name one record in it")
    hint = did_you_mean(record, files)
    raise ValueError(f"{shorten(record)} is no file, and no article in {folder} has that id{hint}")


def _record_files(folder: Path) -> list[Path]:
    return files_of_kind(folder, ".json")[0]


def _by_article_id(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in _record_files(folder):
        match read_json(file):
            case (_, {"article": {"id": str() as article_id}}):
                yield article_id, file
