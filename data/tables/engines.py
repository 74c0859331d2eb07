"""Storage of the tables: pandas in memory or a DuckDB file. Both are read through Narwhals."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw
import pandas as pd

from data.tables.row_fields import TEXT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Engine(Protocol):
    """Storage of the tables. They are read-only and shared by all sessions of the process."""

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """Return a table as a Narwhals LazyFrame."""
        ...


@dataclass(frozen=True)
class PandasEngine:
    """Tables in memory."""

    frames: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """Return a table as a Narwhals LazyFrame over pandas."""
        return nw.from_native(self.frames[name]).lazy()


MOST_KEPT = 64
KEPT_FOR = 120.0
"""Seconds: far longer than a page takes that was given the rows."""


@dataclass
class _Kept:
    """A table of rows that are kept, and when it was last asked for."""

    table: str
    used: float = 0.0
    is_made: bool = False
    making: threading.Lock = field(default_factory=threading.Lock)


class DuckDBEngine:
    """Tables in a DuckDB file that `build_duckdb` wrote, opened read-only."""

    def __init__(self, path: Path) -> None:
        import duckdb  # slow to import, so only when this engine is used

        if not path.is_file():
            raise FileNotFoundError(f"{path} is not there; build it with: python -m data build --out {path}")
        # A database in memory that the file is attached to: of one path DuckDB opens one database for a whole process,
        # so a file that has taken the place of another would not be seen.
        self._connection = duckdb.connect(":memory:")
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS archive (READ_ONLY)")
        self._connection.execute("USE archive")
        self._of_thread = threading.local()
        self._keeping = threading.Lock()
        self._kept: dict[Hashable, _Kept] = {}
        self._numbers = count(1)

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """Return a table as a Narwhals LazyFrame over the calling thread's cursor.

        DuckDB connections are not shared between threads, and tables of two cursors cannot be joined.
        """
        return nw.from_native(self._cursor().table(name))

    def kept(self, key: Hashable, make: Callable[[], nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
        """Return the rows that `make` makes, which are worked out once for a key and kept in memory for a while.

        They are dropped when they were not asked for in KEPT_FOR seconds and MOST_KEPT newer ones are kept. While those
        of one key are worked out, those of others can be asked for.
        """
        with self._keeping:
            kept = self._kept.pop(key, None) or _Kept(f"memory.main.kept_{next(self._numbers)}")
            kept.used = monotonic()
            self._kept[key] = kept
            for old, each in list(self._kept.items())[:-MOST_KEPT]:
                if monotonic() - each.used > KEPT_FOR:
                    del self._kept[old]
                    self._cursor().execute(f"DROP TABLE IF EXISTS {each.table}")
        with kept.making:
            if not kept.is_made:
                nw.to_native(make()).create(kept.table)
                kept.is_made = True
        return nw.from_native(self._cursor().table(kept.table))

    def _cursor(self) -> "DuckDBPyConnection":
        """The calling thread's cursor."""
        if not hasattr(self._of_thread, "cursor"):
            self._of_thread.cursor = self._connection.cursor()
            self._of_thread.cursor.execute("USE archive")
        return self._of_thread.cursor


Lazy = nw.LazyFrame[Any]


def to_pandas(frame: Lazy) -> pd.DataFrame:
    """Return a query's result in pandas, the same from every engine: text as str, missing values as NaN."""
    answer = frame.collect("pandas").to_pandas()
    texts = {name: TEXT for name, dtype in answer.dtypes.items() if dtype in ("object", "str") and dtype != TEXT}
    answer = answer.astype(texts) if texts else answer
    return answer.reset_index(drop=True).rename_axis(columns=None)


def among(frame: Lazy, found: Lazy, *, on: str) -> Lazy:
    """Return the rows of a table whose value of a column is among those that another table has in it.

    It is a semi-join; in memory a list of values takes less than half of its time.
    """
    values = _values_in_memory(found, on)
    return frame.join(found.select(on), on=on, how="semi") if values is None else frame.filter(nw.col(on).is_in(values))


def not_among(frame: Lazy, found: Lazy, *, on: str) -> Lazy:
    """Return the rows of a table whose value of a column is not among those that another table has in it."""
    values = _values_in_memory(found, on)
    return (
        frame.join(found.select(on), on=on, how="anti") if values is None else frame.filter(~nw.col(on).is_in(values))
    )


def _values_in_memory(found: Lazy, column: str) -> list[Any] | None:
    return found.select(column).collect()[column].to_list() if found.implementation.is_pandas() else None
