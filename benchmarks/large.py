"""An archive of the size that a desk has after ten years: 400,000 events, 400,000 figures, 1,000,000 quotations.

It is written straight into a DuckDB file, from the tables of the repository's own records: each row stands there many
times, with an id, a day, a place and an actor of its own, in one of 40,000 articles; the first copy is the record
itself. Names that are added have a number, and each quotation has invented words, so that a search for one finds few.
The same arguments give the same file.

    python -m benchmarks.large FILE.duckdb
    python -m benchmarks.large FILE.duckdb --share 0.1   # a tenth of it
"""

import argparse
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.tables.archive import Archive, archive_from_records
from data.tables.archive_file import writing_archive
from data.tables.engines import PandasEngine
from data.tables.rows import COLUMNS

ARTICLES = 40_000
ITEMS = {"events": 400_000, "claims": 400_000, "quotes": 1_000_000, "facts": 40_000, "caveats": 40_000}

SPAN_DAYS = 3_650
"""Articles are published within so many days after the repository's own."""

PLACES_OF_ONE, ACTORS_OF_ONE = 60, 40
"""How many places below a country, and how many actors, are made of one."""

WORDS_OF_ONE, VOCABULARY = 8, 20_000
"""Invented words in each quotation, and how many there are; few of them are frequent, as in a language."""

ITEM_IDS = {"item_id", "other_id", "event_id", "utterance_id", "caveat_id", "quote_id"}
PLACE_IDS = {"place_id", "city_id", "area", "within"}
ACTOR_IDS = {"actor_id", "asserted_by", "speaker"}
DAYS = {
    "published_on", "corrected_on", "start", "end", "ongoing_as_of", "not_after", "reported_on", "as_of", "spoken_on",
    "earliest", "latest", "sure_from", "sure_to", "date_published", "since", "until",
}  # fmt: skip
OWNERS = {"relations": "claims", "statuses": "claims", "stances": "quotes", "concerns": "caveats"}
"""Table without the column `table_name` to the table whose items its rows belong to."""


@dataclass(frozen=True)
class Copies:
    """How often each table of items, and the articles, stand in the archive."""

    articles: int
    items: Mapping[str, int]

    def item(self, column: str, number: str = "copy") -> str:
        """SQL for the id of a copy of an item; its article is another copy, too."""
        article, name = f"split_part({column}, '.', 1)", f"split_part({column}, '.', 2)"
        return (
            f"CASE WHEN {number} = 0 THEN {column} ELSE {self.article(article)} || '.' || {name} || '-' || {number} END"
        )

    def article(self, column: str) -> str:
        """SQL for the id of an article's copy."""
        return (
            f"CASE WHEN copy % {self.articles} = 0 THEN {column} ELSE {column} || '-' || (copy % {self.articles}) END"
        )

    def day(self, column: str) -> str:
        """SQL for a day, moved with its article."""
        moved = f"CAST({column} AS DATE) + CAST((copy % {self.articles}) * 7919 % {SPAN_DAYS} AS INTEGER)"
        return f"strftime({moved}, '%Y-%m-%d')"


def write_large(source: Archive, path: Path, *, share: float = 1) -> None:
    """Write such an archive, or a share of it, to a DuckDB file. Raises TypeError if `source` is not in memory."""
    if not isinstance(source.engine, PandasEngine):
        raise TypeError("a large archive is written from records in memory")
    frames = source.engine.frames
    copies = Copies(
        articles=math.ceil(ARTICLES * share / len(frames["articles"])),
        items={table: math.ceil(count * share / len(frames[table])) for table, count in ITEMS.items()},
    )
    with writing_archive(path, version=f"large-{share:g}", collection=source.collection) as connection:
        connection.execute("CREATE TEMP TABLE copies (table_name VARCHAR, copy BIGINT)")
        for table, count in {**copies.items, "articles": copies.articles, "places": PLACES_OF_ONE,
                             "actors": ACTORS_OF_ONE, "topics": 1, "corrections": 1}.items():  # fmt: skip
            connection.execute(f"INSERT INTO copies SELECT '{table}', range FROM range({count})")
        for table, frame in frames.items():
            connection.register("one", frame)
            connection.execute(f'CREATE TABLE "{table}" AS {_copied(table, copies)}')
            connection.unregister("one")


def _copied(table: str, copies: Copies) -> str:
    """SQL for all copies of a table's rows, in the order of the copies."""
    belongs = f"'{OWNERS.get(table, table)}'"
    if "table_name" in COLUMNS[table] and table != "corrections":
        belongs = "one.table_name"
    elif table == "anchors":
        belongs = "(SELECT any_value(l.table_name) FROM links l WHERE l.item_id = one.item_id)"
    columns = ", ".join(f'{_column(table, name, copies)} AS "{name}"' for name in COLUMNS[table])
    only_once = "WHERE copy = 0 OR one.kind <> 'country'" if table == "places" else ""
    return f"SELECT {columns} FROM one JOIN copies ON copies.table_name = {belongs} {only_once} ORDER BY copy"


def _column(table: str, name: str, copies: Copies) -> str:
    column = f'one."{name}"'
    place = _numbered(column, PLACES_OF_ONE, but=("not-stated", "whole", "kazakhstan"))
    actor = _numbered(column, ACTORS_OF_ONE, but=("not-stated",))
    invented = (
        f"array_to_string(list_transform(range({WORDS_OF_ONE}), lambda j: 'word' || "
        f"CAST(floor({VOCABULARY} * pow(hash(copy, one.item_id, j) % 1000000 / 1e6, 3)) AS INTEGER)), ' ')"
    )
    match table, name:
        case "stances" | "concerns", "item_id":
            return copies.item(column, f"(copy % {min(copies.items[each] for each in ('events', 'claims', 'facts'))})")
        case _, "article_id":
            return copies.article(column)
        case "links", "term":
            return f"CASE facet WHEN 'place' THEN {place} WHEN 'actor' THEN {actor} ELSE {column} END"
        case "terms", "term":
            return (
                f"CASE facet WHEN 'city' THEN {place} WHEN 'actor' THEN {actor} WHEN 'speaker' THEN {actor} "
                f"WHEN 'article' THEN {copies.article(column)} ELSE {column} END"
            )
        case "items", "search":
            return f"{column} || CASE WHEN copy > 0 AND one.table_name = 'quotes' THEN ' | ' || {invented} ELSE '' END"
        case "quotes", "contents":
            return f"{column} || CASE WHEN copy > 0 THEN ' ' || {invented} ELSE '' END"
        case "places" | "actors", "name":
            return f"{column} || CASE WHEN copy > 0 THEN ' ' || copy ELSE '' END"
        case "places", "lat" | "lon" | "pin_lat" | "pin_lon":
            step = 7 if "lat" in name else 11
            moved = f"(copy * {step} % {PLACES_OF_ONE} - {PLACES_OF_ONE // 2}) * 0.05"
            return f"{column} + CASE WHEN copy > 0 THEN {moved} ELSE 0 END"
    if name in ITEM_IDS:
        return copies.item(column)
    if name in PLACE_IDS:
        return place
    if name in ACTOR_IDS:
        return actor
    return copies.day(column) if name in DAYS else column


def _numbered(column: str, of_one: int, *, but: tuple[str, ...]) -> str:
    """SQL for an id with a number behind it, except of the first copy and of some values."""
    names = ", ".join(f"'{name}'" for name in but)
    number = f"(copy % {of_one})"
    return f"CASE WHEN {column} IN ({names}) OR {number} = 0 THEN {column} ELSE {column} || '-' || {number} END"


def main() -> None:
    """Write the file and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--share", type=float, default=1)
    arguments = parser.parse_args()
    write_large(archive_from_records(), arguments.file, share=arguments.share)
    print(f"{arguments.file}: {arguments.file.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
