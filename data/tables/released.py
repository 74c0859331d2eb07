"""Kept releases of the records as archives: what the dashboard showed under an earlier dataset version.

A release is read when a link first asks for it. A few of them stay in memory, shared by all readers of a process. The
list of releases is read again when it is another file: records are published while servers run.
"""

import logging
from functools import lru_cache
from pathlib import Path

from data.records.releases import INDEX, Release, read_release, release_file, releases_in
from data.tables.archive import Archive
from data.tables.engines import PandasEngine
from data.tables.flatten import tables_from_records
from data.watched import Stamp, stamp_of

LOG = logging.getLogger(__name__)

MOST_IN_MEMORY = 4
"""Releases whose tables are in memory at once; the one that was not used for longest is dropped."""

RenamedActors = tuple[tuple[str, str], ...]
"""Ids of actors at the time of a release, with those of today."""


def releases_of(archive: Archive) -> tuple[Release, ...]:
    """Return the releases beside the records of an archive, the oldest first; empty if there are none."""
    return _releases_in(archive.releases, stamp_of(archive.releases / INDEX)) if archive.releases else ()


def is_released(archive: Archive) -> bool:
    """Return whether an archive is a release: a link to it can be followed as it is when the records have changed."""
    return any(release.version == archive.version for release in releases_of(archive))


def released_archive(archive: Archive, release: Release) -> Archive | None:
    """Return a release of an archive's records as an archive in memory; None if it is not kept or cannot be read."""
    renamed = archive.collection.renamed_actors if archive.collection else {}
    if archive.releases is None:
        return None
    stamp = stamp_of(release_file(archive.releases, release.version))
    return _open(archive.releases, release.version, tuple(sorted(renamed.items())), stamp)


@lru_cache(maxsize=MOST_IN_MEMORY)
def _releases_in(folder: Path, stamp: Stamp | None) -> tuple[Release, ...]:
    try:
        return releases_in(folder)
    except ValueError:
        LOG.exception("No link can be shown as its release had it")
        return ()


@lru_cache(maxsize=MOST_IN_MEMORY)
def _open(folder: Path, version: str, renamed: RenamedActors, stamp: Stamp | None) -> Archive | None:
    try:
        kept = read_release(folder, version, renamed=dict(renamed))
    except ValueError:
        LOG.exception("A release cannot be shown")
        return None
    return Archive(
        engine=PandasEngine(tables_from_records(kept.records)),
        version=version,
        collection=kept.collection,
        releases=folder,
    )
