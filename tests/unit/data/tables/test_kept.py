"""Rows that a DuckDB file keeps for a while: worked out once, whoever asks, and dropped when nobody does."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import narwhals as nw
import pytest

from data.tables import engines
from data.tables.archive import Archive, build_duckdb
from data.tables.engines import DuckDBEngine, Lazy


@pytest.fixture
def engine(two_articles: Archive, tmp_path: Path) -> DuckDBEngine:
    build_duckdb(two_articles, tmp_path / "kept.duckdb")
    return DuckDBEngine(tmp_path / "kept.duckdb")


def test_rows_are_worked_out_once_for_all_threads(engine: DuckDBEngine) -> None:
    """Guards against a filter that is searched for again by each of the thirty questions of a page."""
    made = []

    def make() -> Lazy:
        made.append(1)
        return engine.table("items").filter(nw.col("table_name") == "events").select("item_id")

    expected = sorted(make().collect()["item_id"].to_list())
    made.clear()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: sorted(engine.kept("a", make).collect()["item_id"].to_list()), range(20)))
    assert found == [expected] * 20
    assert len(made) == 1


def test_rows_that_nobody_asks_for_are_dropped_and_can_be_made_again(
    engine: DuckDBEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against memory that grows with each filter that somebody tries, and a filter that works but once."""
    monkeypatch.setattr(engines, "MOST_KEPT", 2)
    monkeypatch.setattr(engines, "KEPT_FOR", -1.0)
    for number in range(6):
        engine.kept(number, lambda: engine.table("items").head(1))
    tables = engine._cursor().execute("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'kept_%'")
    assert tables.fetchall()[0][0] == 2
    assert len(engine.kept(0, lambda: engine.table("items").head(1)).collect()) == 1


def test_rows_that_somebody_just_asked_for_are_not_dropped(
    engine: DuckDBEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a page whose rows are gone while it is being made."""
    monkeypatch.setattr(engines, "MOST_KEPT", 2)
    held = engine.kept("a", lambda: engine.table("items").head(1))
    for number in range(6):
        engine.kept(number, lambda: engine.table("items").head(1))
    assert len(held.collect()) == 1
