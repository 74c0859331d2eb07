"""The archive: the tables of all records, in memory (pandas, the default) or in a DuckDB file.

The tables are: the items (events, claims, quotes, facts, caveats), the entities that they name, and the link tables
between the two. Columns hold text and numbers only. Days are ISO 8601 text: it sorts by date and is the same on every
engine, in CSV and in JSON.
"""

import hashlib
import json
import logging
import os
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import narwhals as nw

from data.records.loader import ARTICLES, COLLECTION, Loaded, collection_of, load_records
from data.records.problems import Problem
from data.records.record_files import articles_folder
from data.records.releases import FOLDER, dataset_version
from data.records.schema import Collection
from data.records.vocabulary import FACETS
from data.tables.archive_file import FORMAT, write_table, writing_archive
from data.tables.engines import DuckDBEngine, Engine, PandasEngine
from data.tables.flatten import tables_from_records
from data.watched import Stamp, Watched, stamp_of

LOG = logging.getLogger(__name__)

Look = tuple[tuple[str, Stamp | None], ...]
"""The names of the files of records, and of the collection's description, with their stamps."""


@dataclass(frozen=True, eq=False)
class Archive:
    """The tables, the description of the collection, and the problems met while loading.

    An archive is full, or cut to what was published by a day (`data.tables.known_on`). In a cut archive `known_on` is
    that day, `full` is the archive that it was cut from, and `problems` is empty. `releases` is the folder of the
    releases of its records, whether there is one or not; None if they are not known.
    Archives are compared by `version`, description, kind of engine, day and folder of releases, and are the key of
    every cache: two with the same version and day hold the same data. Engine and folder are part of the key only so
    that tests can use several at once.
    """

    engine: Engine
    version: str
    collection: Collection | None
    problems: tuple[Problem, ...] = ()
    known_on: str | None = None
    full: "Archive | None" = None
    releases: Path | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Archive) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def edition(self) -> str:
        """What finished answers are kept by: the dataset version, and the description of the collection."""
        return f"{self.version} {self._about}"

    @cached_property
    def _about(self) -> str:
        about = self.collection.model_dump_json() if self.collection else ""
        return hashlib.sha256(about.encode()).hexdigest()

    @property
    def _key(self) -> tuple[str, str, str, str | None, Path | None]:
        engine = self.full.engine if self.full else self.engine
        return self.version, self._about, type(engine).__name__, self.known_on, self.releases

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """Return a table of `data.tables.rows.ROW_TYPES`, such as events or places, as a Narwhals LazyFrame."""
        return self.engine.table(name)

    @cached_property
    def known_values(self) -> dict[str, frozenset[str]]:
        """Facet to all its values (`data.tables.known_values` looks up what else an address may name)."""
        terms = self.table("terms").select("facet", "term").unique().collect().to_dict(as_series=False)
        known: dict[str, set[str]] = {}
        for facet, value in zip(terms["facet"], terms["term"], strict=True):
            known.setdefault(facet, set()).add(value)
        places = self.table("places").filter(nw.col("kind") == "city").select("place_id").collect()
        known["city"] = known.get("city", set()) | set(places["place_id"].to_list())
        return {facet: frozenset(known.get(facet, ())) for facet in FACETS}


def open_archive(spec: str | None = None, articles: str | None = None) -> Archive:
    """Return the archive of this process, as its files are now; each is built once and shared, read-only.

    Whoever shows something of it asks once, and uses what it got to the end: the next call may return other records.
    `spec` is the environment's `ARCHIVE`: unset or `pandas` for tables in memory, `duckdb:PATH` for a file built
    with `python -m data build`. `articles` is the environment's `ARTICLES`: the folder of records.
    Raises ValueError for any other `spec` or file, and FileNotFoundError where the file is missing.
    """
    return _opened(spec, articles).current()


def archive_at_hand(spec: str | None = None, articles: str | None = None) -> Archive | None:
    """Return what `open_archive` would have LOOKED_WITHIN seconds ago; None if it would have to read files first."""
    return _opened(spec, articles).made(looked_within=LOOKED_WITHIN)


def _opened(spec: str | None, articles: str | None) -> Watched[Look, Archive]:
    folder = Path(articles) if articles else articles_folder()
    with _OPENING:
        return _watched(spec or os.environ.get("ARCHIVE") or "pandas", folder)


LOOKED_WITHIN = 0.25
"""Seconds for which a server that answers a thousand requests a second takes the word of its last look at the files."""

_OPENING = Lock()


@lru_cache(maxsize=4)
def _watched(spec: str, folder: Path) -> Watched[Look, Archive]:
    if spec == "pandas":
        return Watched(look=lambda: look_at(folder), make=lambda look, before: _read(folder, look, before))
    if spec.startswith("duckdb:"):
        path = Path(spec.removeprefix("duckdb:"))
        releases = folder.parent / FOLDER
        return Watched(
            look=lambda: ((path.name, stamp_of(path)),),
            make=lambda look, before: (replace(_open_file(path, before), releases=releases), look),
        )
    raise ValueError(f"ARCHIVE is “{spec}”; it may be “pandas” or “duckdb:PATH”")


def look_at(folder: Path) -> Look:
    """Return what the files of a folder of records are known by, with that of `collection.json` beside it."""
    collection = folder.parent / COLLECTION.name
    found: list[tuple[str, Stamp | None]] = [(collection.name, stamp_of(collection))]
    try:
        with os.scandir(folder) as entries:
            found += sorted((each.name, stamp_of(each)) for each in entries if each.name.endswith(".json"))
    except OSError:
        found.append(("", None))  # a folder that is away is another one than a folder without records
    return tuple(found)


def _read(folder: Path, look: Look, before: Archive | None) -> tuple[Archive, Look]:
    """The records as they are now; those of before if the new ones are not sound, or were changed while being read."""
    found = archive_from_records(folder)
    if before is None:
        return found, look
    if look_at(folder) != look:
        return before, ()
    if reasons := _reasons_to_wait(before, found):
        for problem in reasons:
            LOG.warning("The records stay as they were: %s", problem)
        return before, look
    return found, look


def _open_file(path: Path, before: Archive | None) -> Archive:
    """The archive in a file as it is now; that of before if the new one cannot be used."""
    try:
        return archive_from_duckdb(path)
    except (OSError, ValueError) as error:
        if before is None:
            raise
        LOG.warning("The archive stays as it was: %s", error)
        return before


def _reasons_to_wait(before: Archive, found: Archive) -> tuple[Problem, ...]:
    """The new problems of files that had none before; all new problems if a report that is shown would be missing."""
    new = tuple(problem for problem in found.problems if problem not in before.problems)
    known = {problem.file for problem in before.problems}
    of_sound_files = tuple(problem for problem in new if problem.file not in known)
    return of_sound_files or (new if _article_ids(before) - _article_ids(found) else ())


def _article_ids(archive: Archive) -> set[str]:
    return set(archive.table("articles").select("article_id").collect()["article_id"].to_list())


def archive_from_records(folder: Path = ARTICLES) -> Archive:
    """Return an archive in memory from a folder of records; invalid records are listed in `problems`.

    A `collection.json` next to the folder describes the collection; it is optional except for the default folder.
    """
    return archive_of(load_records([folder]), folder)


def archive_of(loaded: Loaded, folder: Path) -> Archive:
    """Return an archive in memory of records that are in a folder, or would be."""
    collection, problems = collection_of(loaded.records, folder)
    return Archive(
        engine=PandasEngine(tables_from_records(loaded.records)),
        version=dataset_version(loaded.records),
        collection=collection,
        problems=(*loaded.problems, *problems),
        releases=folder.parent / FOLDER,
    )


def build_duckdb(source: Archive, path: Path) -> None:
    """Write an in-memory archive to a DuckDB file, atomically: a reader never sees an unfinished file.

    Raises TypeError if `source` is not in memory, and OSError if the folder of `path` does not exist or the file cannot
    be written; nothing is changed then.
    """
    if not isinstance(source.engine, PandasEngine):
        raise TypeError("a DuckDB file is built from records, not from another file")
    with writing_archive(path, version=source.version, collection=source.collection) as connection:
        for name, frame in source.engine.frames.items():
            write_table(connection, name, frame)


def archive_from_duckdb(path: Path) -> Archive:
    """Return the archive in a DuckDB file.

    Raises FileNotFoundError if there is no such file and ValueError if it is not an archive.
    """
    import duckdb

    build = f"python -m data build --out {path}"
    try:
        engine = DuckDBEngine(path)
        about = engine.table("about").collect().to_dict(as_series=False)
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[:200]
        raise ValueError(f"{path} is no archive ({build} writes one): {reason}") from error
    if (found := about.get("format", [None])[0]) != FORMAT:
        raise ValueError(f"{path} has the format {found or 'of before'}, and this server reads {FORMAT}: {build}")
    collection = about["collection"][0]
    return Archive(
        engine=engine,
        version=about["version"][0],
        collection=Collection.model_validate(json.loads(collection), strict=False) if collection else None,
    )
