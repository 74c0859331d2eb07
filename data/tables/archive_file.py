"""Writes an archive's DuckDB file: all of it, or none. It is checked before it takes the place of another."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.files import sync_folder, sync_to_disk
from data.records.schema import Collection
from data.tables.rows import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT = 2
"""The tables and columns of an archive's file. A change in them, or in what a value means, makes it another number."""


@contextmanager
def writing_archive(path: Path, *, version: str, collection: Collection | None) -> "Iterator[DuckDBPyConnection]":
    """Give a connection to write the tables of `COLUMNS` with; afterwards the file stands at `path`, whole.

    It is on the disk, and was read again, before it takes the place of another: a reader never sees an unfinished file.
    Raises OSError if the folder of `path` does not exist or the file cannot be written, and ValueError if a table is
    missing or has other columns; nothing is changed then.
    """
    import duckdb  # slow to import, so only where a file is written

    if not path.parent.is_dir():
        raise FileNotFoundError(f"{path.parent} is not there; make the folder first")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(unfinished)) as connection:
            yield connection
            about = [FORMAT, version, collection.model_dump_json() if collection else None]
            connection.execute("CREATE TABLE about AS SELECT ? AS format, ? AS version, ? AS collection", about)
            written = _rows_of_tables(connection)
            connection.execute("CHECKPOINT")
        with duckdb.connect(str(unfinished), read_only=True) as connection:
            if (found := _rows_of_tables(connection)) != written:
                wrong = next(name for name in written if found[name] != written[name])
                raise OSError(errno.EIO, f"{path.name} does not hold the whole of “{wrong}” after writing")
        sync_to_disk(unfinished)
        unfinished.replace(path)
        sync_folder(path.parent)
    except duckdb.Error as error:
        raise OSError(errno.EIO, f"{path} cannot be written: {' '.join(str(error).split())[:200]}") from error
    finally:
        for left in (unfinished, unfinished.with_name(f"{unfinished.name}.wal")):
            left.unlink(missing_ok=True)


def write_table(connection: "DuckDBPyConnection", name: str, frame: pd.DataFrame) -> None:
    """Write a table of a file with the rows of a DataFrame."""
    connection.register("frame", frame)
    connection.execute(f'CREATE TABLE "{name}" AS FROM frame')
    connection.unregister("frame")


def _rows_of_tables(connection: "DuckDBPyConnection") -> dict[str, int]:
    """The number of rows of each table. Raises ValueError if one is not as its row type says."""
    found = {}
    for name, columns in COLUMNS.items():
        table = connection.table(name)
        if tuple(table.columns) != tuple(columns):
            raise ValueError(
                f"the table “{name}” has the columns {', '.join(table.columns)}; it takes {', '.join(columns)}"
            )
        found[name] = int(table.count("*").fetchall()[0][0])
    return found
