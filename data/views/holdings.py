"""What a view holds, item by item, and how that differs between two versions of the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, cast

from data import queries
from data.export.files import rows_for_export
from data.export.row_types import EXPORTED_ROW_TYPES
from data.figures.ledger import history_of
from data.tables.archive import Archive
from data.tables.rows import BaseItemRow, ClaimRow, Table, rows
from data.views.base import Reading, View
from data.views.opened import opened_item
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.registry import view_of
from data.views.sides import SidesView
from data.wording.descriptions import headline

KEYS = {Table.PLACES: "place_id", Table.ARTICLES: "article_id", Table.ACTORS: "actor_id"}
"""Table to the column that names its rows; rows of items have `item_id`."""

ITEM_TABLES = (Table.EVENTS, Table.CLAIMS, Table.QUOTES, Table.FACTS, Table.CAVEATS)
"""Tables of items, whose rows a headline says in words."""

EVERYTHING = tuple(table for table in Table if table is not Table.ACTORS)
"""The tables that a file of all pages has."""


class Holding(NamedTuple):
    """A row that a view holds, with what stands beside it, such as the history of a figure."""

    row: Mapping[str, Any]
    beside: object


@dataclass(frozen=True)
class TableDifference:
    """What of a table differs in a view.

    `reworded` are the first words of changed items that read differently, as (before, after). `beside` is the number of
    items that are as they were, but not what stands beside them.
    """

    table: Table
    changed: int
    beside: int
    added: int
    removed: int
    reworded: tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def differences(then: Reading, now: Reading) -> tuple[TableDifference, ...]:
    """Return how what a view holds in one version of the records differs from another one; empty if it does not.

    Both readings are of one address. If their lists are whole, they are compared as a file of all pages.
    """
    before, after = _holdings(then), _holdings(now)
    compared = (_difference(table, before.get(table, {}), after.get(table, {})) for table in Table)
    return tuple(found for found in compared if found)


def _difference(table: Table, then: Mapping[str, Holding], now: Mapping[str, Holding]) -> TableDifference | None:
    both = [(then[key], now[key]) for key in then if key in now]
    changed = [(old.row, new.row) for old, new in both if old.row != new.row]
    beside = sum(old.row == new.row and old.beside != new.beside for old, new in both)
    added, removed = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    if not (changed or beside or added or removed):
        return None
    words = [(_words(table, old), _words(table, new)) for old, new in changed]
    reworded = tuple((old, new) for old, new in words if old != new)
    return TableDifference(table, len(changed), beside, added, removed, reworded)


def _words(table: Table, row: Mapping[str, Any]) -> str:
    return headline(table, cast("BaseItemRow", row)) if table in ITEM_TABLES else ""


def _holdings(reading: Reading) -> dict[Table, dict[str, Holding]]:
    view = view_of(reading)
    tables = EVERYTHING if reading.whole else view.tables
    if isinstance(view, OverviewView) and not reading.whole:
        tables = (*tables, Table.FACTS)
    held = {table: _of_table(view, table) for table in tables}
    if opened := opened_item(reading):
        beside = (opened.history, opened.anchors, opened.caveats, opened.corrections, opened.attributions)
        held.setdefault(opened.table, {})[opened.item_id] = Holding(opened.row, beside)
    return held


def _of_table(view: View, table: Table) -> dict[str, Holding]:
    selection = view.selection if view.reading.whole else view.shown
    of_table = rows(rows_for_export(view.archive, table, selection), EXPORTED_ROW_TYPES[table])
    if table is Table.CORRECTIONS:
        return {repr(sorted(row.items(), key=str)): Holding(row, None) for row in of_table}
    if table in KEYS:
        counts = _items_by_article(view.archive) if table is Table.ARTICLES else {}
        return {row[KEYS[table]]: Holding(row, counts.get(row[KEYS[table]])) for row in of_table}
    return {row["item_id"]: Holding(row, _beside(view, table, row)) for row in of_table}


def _beside(view: View, table: Table, row: Mapping[str, Any]) -> object:
    """What stands beside an item: the history of a figure and its caveats; topics, where a page has them."""
    topics = None
    if view.reading.whole or isinstance(view, SidesView | QuotesView):
        topics = queries.topics_by_item(view.archive).get(row["item_id"])
    if table is not Table.CLAIMS:
        return topics
    concerning = queries.caveats_by_item(view.archive).get(row["item_id"], ())
    caveats = [(caveat["kind"], caveat["text"]) for caveat in concerning]
    return topics, caveats, history_of(view.archive, cast("ClaimRow", row))


@lru_cache(maxsize=8)
def _items_by_article(archive: Archive) -> Mapping[str, Mapping[str, int]]:
    """The numbers of items of each article by table."""
    found: dict[str, dict[str, int]] = {}
    for table in (Table.EVENTS, Table.CLAIMS, Table.QUOTES):
        of_table = rows_for_export(archive, table)
        for article_id, count in of_table["article_id"].value_counts().items():
            found.setdefault(str(article_id), {})[table] = int(count)
    return found
