"""Checks records against the releases that are kept beside them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from data.records.loader import COLLECTION, Loaded, load_collection, load_records
from data.records.problems import PLACES_NAMED, Problem
from data.records.releases import FOLDER, INDEX, Release, item_hashes, read_release, release_file, releases_in
from data.records.silent_changes import silent_changes


def changes_since_release(path: Path) -> list[Problem]:
    """Return the problems of `release_problems` for a folder of records, or those of one file in it.

    The releases are those beside the folder; without any, there is no problem.
    """
    folder = path if path.is_dir() else path.parent
    releases = folder.parent / FOLDER
    if not (releases / INDEX).exists():
        return []
    now = load_records([folder])
    collection, _ = load_collection(now.records, folder.parent / COLLECTION.name)
    problems = release_problems(releases, now, renamed=collection.renamed_actors if collection else {})
    return problems if path.is_dir() else [problem for problem in problems if problem.file == path.name]


def release_problems(folder: Path, now: Loaded, *, renamed: Mapping[str, str]) -> list[Problem]:
    """Return what was changed in records since their last release without a correction, and damaged files of releases.

    `folder` is that of the releases; without one, or with no release in it, there is no problem. `renamed` is as in
    `read_release`.
    """
    try:
        kept = releases_in(folder)
    except ValueError as error:
        return [Problem(INDEX, "file", str(error))]
    problems = [problem for release in kept if (problem := _damage(folder, release))]
    if not kept or not _differing(kept[-1], now):
        return problems
    last = kept[-1]
    try:
        released = read_release(folder, last.version, renamed=renamed)
    except ValueError as error:
        differing = _differing(last, now)
        more = f" and {len(differing) - PLACES_NAMED} more" if len(differing) > PLACES_NAMED else ""
        these = f"{', '.join(differing[:PLACES_NAMED])}{more}"
        return [*problems, Problem(INDEX, last.version, f"{error}; how these differ from it cannot be told: {these}")]
    return [*problems, *silent_changes(released.records, now, last.name)]


def _differing(release: Release, now: Loaded) -> list[str]:
    """The ids of a release's items and articles that are not there as they were."""
    hashes = item_hashes(now.records)
    return [key for key, value in release.hashes.items() if hashes.get(key) != value]


def _damage(folder: Path, release: Release) -> Problem | None:
    """A problem if the file of a release is not what was released. One that is not kept any more is none."""
    file = release_file(folder, release.version)
    if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != release.sha256:
        return Problem(file.name, "file", f"is not what was released on {release.name}; take it back from the history")
    return None
