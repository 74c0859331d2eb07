"""Imports a data set: its CSV file into an archive's DuckDB file, in a stream, whole or not at all."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from data.importing.coded_events import CodedEvent, Oddity, Report
from data.importing.csv_table import ImportRefusedError, PrintedRow, Progress, opened, printed_rows
from data.importing.entities import Entities
from data.importing.tables import STAGED, coded_tables
from data.records.model import is_id
from data.records.releases import HASH_LENGTH
from data.records.schema import Collection
from data.records.slugs import slug
from data.tables.archive_file import write_table, writing_archive
from data.tables.row_fields import TEXT, dtypes_of
from data.tables.rows import ROW_TYPES, ArticleRow, frame_of
from data.text import shorten

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Codebook:
    """How a data set is read: the columns that it must have, and a row in our terms."""

    columns: Sequence[str]
    coded_event: Callable[[PrintedRow, Entities, Report], CodedEvent]


@dataclass(frozen=True)
class DataSet:
    """A version of a data set, as the archive names it: its row of `articles`, and the collection that it is."""

    codebook: Codebook
    article: ArticleRow
    collection: Collection


@dataclass(frozen=True)
class Imported:
    """How many events were imported, and what was odd about their rows."""

    events: int
    oddities: tuple[Oddity, ...]


def import_data_set(data_set: DataSet, file: Path, out: Path, *, progress: Progress | None = None) -> Imported:
    """Write an archive of the rows of a CSV file. Raises ImportRefusedError, or OSError; `out` is unchanged then."""
    article = data_set.article
    entities = Entities(since=article["date_published"], coordinates_source=str(article["headline"]))
    reader = _Reader(data_set.codebook, entities, article["article_id"])
    with writing_archive(out, version=_version(data_set, file), collection=data_set.collection) as connection:
        rows = printed_rows(file, columns=data_set.codebook.columns, progress=progress)
        events = _stage(connection, reader.staged(rows))
        if not events:
            raise ImportRefusedError(f"{file.name} has no rows below the names of its columns")
        coded = coded_tables(nw.from_native(connection.table("staged")), article)
        written = {
            "articles": [article], "places": entities.places.values(), "actors": entities.actors.values(),
            "topics": entities.topics.values(),
        }  # fmt: skip
        for name, row_type in ROW_TYPES.items():
            if name in coded:
                nw.to_native(coded[name]).create(name)
            else:
                write_table(connection, name, frame_of(written.get(name, ()), row_type))
        connection.execute("DROP TABLE staged")
    return Imported(events, tuple(reader.oddities))


class _Reader:
    """Reads printed rows in our terms, and keeps what is odd about them."""

    def __init__(self, codebook: Codebook, entities: Entities, article_id: str) -> None:
        self._codebook, self._entities, self._article_id = codebook, entities, article_id
        self._rows_by_id: dict[str, tuple[int, bytes]] = {}
        self.oddities: list[Oddity] = []

    def staged(self, rows: Iterator[PrintedRow]) -> Iterator[dict[str, Any]]:
        """Yield each event once, with the columns STAGED."""
        for row in rows:
            found: list[Oddity] = []
            event = self._codebook.coded_event(
                row,
                self._entities,
                lambda column, message: found.append(Oddity(row.number, column, message)),  # noqa: B023
            )
            name = self._name(row, event["coder_id"], found)
            self.oddities += found
            if name:
                odd = "; ".join(f"{each.column} {each.message}" for each in found) or None
                yield {**event, "item_id": f"{self._article_id}.{name}", "oddity": odd}

    def _name(self, row: PrintedRow, coder_id: str, odd: list[Oddity]) -> str:
        """The event's name in its item's id; empty for a row that is there twice. Two rows of one id are both kept."""
        content = hashlib.md5("\0".join(row.printed.values()).encode(), usedforsecurity=False).digest()
        first, known = self._rows_by_id.setdefault(coder_id, (row.number, content))
        if first == row.number:
            return self._fit(row, coder_id, odd)
        if content == known:
            odd.append(Oddity(row.number, "id", f"{coder_id} is that of row {first}, and so is all else: left out"))
            return ""
        odd.append(Oddity(row.number, "id", f"{coder_id} is also that of row {first}, which differs; both are shown"))
        return f"{self._fit(row, coder_id, odd)}-row-{row.number}"

    def _fit(self, row: PrintedRow, coder_id: str, odd: list[Oddity]) -> str:
        """An id as it stands in an address."""
        if is_id(coder_id):
            return coder_id
        fit = slug(coder_id, "row", str(row.number))
        odd.append(Oddity(row.number, "id", f"“{shorten(coder_id)}” cannot stand in an address; {fit} does"))
        return fit


def _stage(connection: "DuckDBPyConnection", events: Iterator[dict[str, Any]]) -> int:
    """Write events into the table `staged`, so many at once; returns how many."""
    dtypes = {**dtypes_of(CodedEvent), "item_id": TEXT, "oddity": TEXT}
    written = 0
    while some := list(islice(events, ROWS_AT_ONCE)):
        frame = pd.DataFrame(some, columns=list(STAGED), dtype="object").astype(dtypes)
        connection.register("more", frame)
        connection.execute("INSERT INTO staged FROM more" if written else "CREATE TABLE staged AS FROM more")
        connection.unregister("more")
        written += len(some)
    return written


def _version(data_set: DataSet, file: Path) -> str:
    """A hash of what the archive is made of: the file, and what is said of it."""
    said = json.dumps([data_set.article, data_set.collection.model_dump(mode="json")], sort_keys=True)
    with opened(file) as content:
        digest = hashlib.file_digest(content, "sha256")
    digest.update(said.encode())
    return digest.hexdigest()[:HASH_LENGTH]
