"""What was known on a day: an archive cut to what had been published by then, each claim with its status of that day.

Every query runs on an archive cut to a day (`cached_query` of `data.queries.filtering`), so that nothing published
later appears in a result, a count, a name or a file. The exceptions are `data.figures.latest.later_figures`, for the
line that says what later reports changed, and `data.tables.known_values` and `data.queries.later`, which have days and
numbers only: they tell what is not yet there from what is not there.
The table `corrections` is never cut: a correction speaks of our records and not of events, and whoever looks for one
has to find it whatever the day.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import narwhals as nw

from data.tables.archive import Archive
from data.tables.engines import Engine, Lazy, PandasEngine, among, to_pandas
from data.tables.rows import COLUMNS

BEFORE_ALL_REPORTS = "0001-01-01"
"""A day before every report: an archive cut to it is empty."""

DATE_COLUMN = {
    "articles": "date_published", "places": "first_named_on", "actors": "first_named_on", "topics": "first_named_on",
    "statuses": "since",
} | dict.fromkeys(
    ("items", "events", "claims", "quotes", "facts", "caveats", "relations"), "published_on"
)  # fmt: skip
"""Table to the column with the day from which a row was known. Rows of the tables in ITEM_COLUMN follow their item;
`corrections` is in neither, since it is never cut."""

ITEM_COLUMN = dict.fromkeys(("links", "terms", "anchors", "concerns", "stances", "codings", "estimates"), "item_id")
"""Table whose rows belong to an item, to the column that holds the item's id."""


@dataclass(frozen=True)
class KnownEngine:
    """The tables of another engine, filtered to what was known on a day."""

    engine: Engine
    day: str

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """Return the rows of a table that were known on the day; claims have the status that they had then."""
        found = self.engine.table(name)
        if name in ITEM_COLUMN:
            items = self.engine.table("items").filter(nw.col("published_on") <= self.day)
            return among(found, items, on=ITEM_COLUMN[name])
        found = found.filter(nw.col(DATE_COLUMN[name]) <= self.day) if name in DATE_COLUMN else found
        return self._with_status_on_day(found) if name == "claims" else found

    def _with_status_on_day(self, claims: Lazy) -> Lazy:
        statuses = self.engine.table("statuses")
        lasts = nw.col("until").is_null() | (nw.col("until") > self.day)
        then = statuses.filter(nw.col("since") <= self.day, lasts).select("item_id", "status")
        return claims.drop("status").join(then, on="item_id", how="left").select(*claims.collect_schema().names())


def as_known_on(archive: Archive, day: str | None = None) -> Archive:
    """Return the archive as it was known on a day.

    Without a day, an archive that is already cut is returned as it is, and a full one is cut to the collection's
    default day. All days between two reports give the same archive, so that results are cached once.
    """
    if day is None and archive.full:
        return archive
    full = archive.full or archive
    cut_to = last_report_by(full, day or default_day(full))
    return archive if archive.known_on == cut_to else _cut_to_day(full, cut_to)


@lru_cache(maxsize=32)
def _cut_to_day(full: Archive, day: str) -> Archive:
    engine: Engine = KnownEngine(full.engine, day)
    if isinstance(full.engine, PandasEngine):
        types = {name: frame.dtypes for name, frame in full.engine.frames.items()}
        engine = PandasEngine({name: to_pandas(engine.table(name)).astype(types[name]) for name in COLUMNS})
    # Archives with the same data may differ in the problems met while loading; they share one cut, so it has none.
    return replace(full, engine=engine, known_on=day, full=full, problems=())


@lru_cache(maxsize=8)
def report_days(archive: Archive) -> tuple[str, ...]:
    """Return the days with reports in order, as ISO 8601, also those after the day that the archive is cut to."""
    articles = (archive.full or archive).table("articles").select("date_published").unique().collect()
    return tuple(sorted(articles["date_published"].to_list()))


@lru_cache(maxsize=8)
def default_day(archive: Archive) -> str:
    """Return the day shown by default, as ISO 8601: the lead article's, or without one that of the last report."""
    lead = archive.collection.lead_article if archive.collection else ""
    articles = (archive.full or archive).table("articles").filter(nw.col("article_id") == lead).collect()
    days = report_days(archive)
    return str(articles["date_published"][0]) if len(articles) else days[-1] if days else BEFORE_ALL_REPORTS


def last_report_by(archive: Archive, day: str) -> str:
    """Return the last day with a report on or before `day`; BEFORE_ALL_REPORTS if there is none."""
    return max((report_day for report_day in report_days(archive) if report_day <= day), default=BEFORE_ALL_REPORTS)
