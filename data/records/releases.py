"""Releases of the records: what was published under a dataset version, kept whole, with a hash of every item.

A folder of releases stands beside the folder of the records. It has one file for each release, VERSION.json.gz with all
records, and `releases.json`, which lists the releases, the oldest first, each with the hash of every item. The hashes
say at a glance, also in a diff, what a release changed, and whether a kept file is still what was released.
"""

import datetime as dt
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from data.files import write_together
from data.records.earlier_names import with_current_ids, with_current_names
from data.records.model import Model, Text
from data.records.schema import Collection, Record
from data.records.seen import seen_parts

FOLDER = "releases"
"""The folder of the releases, beside that of the records."""

INDEX = "releases.json"
"""The list of the releases in their folder."""

SOURCE = "The records of data/articles/ as they were released; each names the article that it was coded from."

HASH_LENGTH = 12
"""Hexadecimal digits of a version and of the hash of an item."""

Version = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{HASH_LENGTH}}}$")]


class Release(Model):
    """One release: the dataset version, its day, the SHA-256 of its file, and the hash of each item by its global id.

    The hash under the id of an article is that of its description, of everybody and every place that it names, and of
    its corrections.
    """

    version: Version
    released_on: dt.date
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    hashes: dict[str, str]

    @property
    def name(self) -> str:
        """The release in a message: “27 November 2026 (version bc0581e65717)”."""
        return f"{self.released_on.day} {self.released_on:%B %Y} (version {self.version})"


class ReleaseIndex(Model):
    """The list of all releases, the oldest first."""

    license: Literal["CC BY 4.0"] = "CC BY 4.0"
    source: Text = SOURCE
    releases: list[Release] = Field(default_factory=list)


@dataclass(frozen=True)
class ReleasedRecords:
    """The records of a release as they were, under today's names, and the collection's description of that time."""

    version: str
    records: tuple[Record, ...]
    collection: Collection | None


def dataset_version(records: Iterable[Record]) -> str:
    """Return the dataset version of records in the order of their publication: a hash of all that they say.

    Fields with their default value are no part of it, so that a field that is new in the schema changes no version.
    """
    digest = hashlib.sha256()
    for record in records:
        digest.update(record.model_dump_json(exclude_defaults=True).encode())
    return digest.hexdigest()[:HASH_LENGTH]


def item_hashes(records: Iterable[Record]) -> dict[str, str]:
    """Return the hash of each item as readers see it, and of all that describes each article, by global id."""
    hashes: dict[str, str] = {}
    for record in records:
        for key, part in seen_parts(record).items():
            content = dict(part.content)
            if key == record.article.id:
                content["corrections"] = [each.model_dump(mode="json") for each in record.corrections]
            hashes[key] = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:HASH_LENGTH]
    return hashes


def releases_in(folder: Path) -> tuple[Release, ...]:
    """Return the releases of a folder, the oldest first; empty if it has none.

    Raises ValueError, with a message that names the file, if its list cannot be read.
    """
    file = folder / INDEX
    if not file.exists():
        return ()
    try:
        return tuple(ReleaseIndex.model_validate_json(file.read_bytes()).releases)
    except (OSError, ValidationError) as error:
        raise ValueError(_cannot_be_read(file, error)) from error


def last_hashes(folders: Iterable[Path]) -> list[Mapping[str, str]]:
    """Return the hashes of the items of the last release in each folder that has one.

    A list of releases that cannot be read counts as none: `validate` tells it.
    """
    found: list[Mapping[str, str]] = []
    for folder in folders:
        with suppress(ValueError):
            found += [release.hashes for release in releases_in(folder)[-1:]]
    return found


def release_file(folder: Path, version: str) -> Path:
    """Return the file of a release, whether it is there or not."""
    return folder / f"{version}.json.gz"


def read_release(folder: Path, version: str, *, renamed: Mapping[str, str]) -> ReleasedRecords:
    """Return the records of a release. `renamed` maps ids of actors at the time to those of today.

    Raises ValueError if the file is missing, damaged, or holds records that today's schema cannot read.
    """
    file = release_file(folder, version)
    try:
        kept = json.loads(gzip.decompress(file.read_bytes()))
        records = tuple(_record(raw, renamed) for raw in kept["records"])
        about = kept["collection"]
        collection = Collection.model_validate_json(json.dumps(about), strict=True) if about else None
    except (OSError, EOFError, zlib.error, KeyError, TypeError, ValueError) as error:
        raise ValueError(_cannot_be_read(file, error)) from error
    return ReleasedRecords(version, records, collection)


def _cannot_be_read(file: Path, error: Exception) -> str:
    """A message of one line."""
    return f"{file.name} cannot be read: {' '.join(str(error).split())[:200]}"


def _record(raw: Any, renamed: Mapping[str, str]) -> Record:
    return Record.model_validate_json(json.dumps(with_current_ids(with_current_names(raw), renamed)), strict=True)


def write_release(
    folder: Path, records: Sequence[Record], *, collection: Collection | None, released_on: dt.date
) -> Release:
    """Keep records as a release and return it: the file with all of them, and an entry at the end of the list.

    A version that was released before is not written again: its entry is returned. Both files are written, or none.
    Raises ValueError if the list cannot be read, and OSError if a file cannot be written.
    """
    release, files = prepared_release(folder, records, collection=collection, released_on=released_on)
    folder.mkdir(exist_ok=True)
    write_together(files)
    return release


def prepared_release(
    folder: Path, records: Sequence[Record], *, collection: Collection | None, released_on: dt.date
) -> tuple[Release, list[tuple[Path, bytes]]]:
    """Return the release of records, and the files to write for it, the list last; none if it was released before.

    Raises ValueError if the list cannot be read.
    """
    version = dataset_version(records)
    earlier = releases_in(folder)
    if known := next((release for release in earlier if release.version == version), None):
        return known, []
    content = {
        "license": "CC BY 4.0",
        "source": collection.source if collection else SOURCE,
        "version": version,
        "released_on": released_on.isoformat(),
        "collection": _plain(collection) if collection else None,
        "records": [_plain(record) for record in records],
    }
    packed = gzip.compress(json.dumps(content, ensure_ascii=False).encode(), mtime=0)
    sha256 = hashlib.sha256(packed).hexdigest()
    release = Release(version=version, released_on=released_on, sha256=sha256, hashes=item_hashes(records))
    index = (ReleaseIndex(releases=[*earlier, release]).model_dump_json(indent=1) + "\n").encode()
    return release, [(release_file(folder, version), packed), (folder / INDEX, index)]


def _plain(model: Record | Collection) -> Any:
    """The JSON value of a model as a coder writes it: without fields that have their default value."""
    return json.loads(model.model_dump_json(exclude_defaults=True))
