"""What was known on a day: an archive cut to what had been published by then, each claim with its status of that day.

Every question is asked of a cut archive (`cached_query` of `data.queries.filtering`), so that nothing published later
can show in an answer, a count, a name or a file. Only `data.figures.latest.later_figures` looks ahead, for the one line
that says what came.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import narwhals as nw

from data.tables.archive import Archive
from data.tables.engines import Engine, Lazy, PandasEngine, to_pandas
from data.tables.rows import COLUMNS

NEVER = "0001-01-01"
"""Before every day: an archive cut to it is empty."""

DATED_BY = {
    "articles": "date_published", "places": "first_named_on", "actors": "first_named_on", "topics": "first_named_on",
    "statuses": "since",
} | dict.fromkeys(
    ("items", "events", "claims", "quotes", "facts", "caveats", "relations", "corrections"), "published_on"
)  # fmt: skip
"""Table to the column that says from when on its rows were known; those of the other tables belong to an item."""

OF_ITEM = {"links": "item_id", "terms": "item_id", "anchors": "item_id", "concerns": "item_id", "stances": "item_id"}


@dataclass(frozen=True)
class KnownEngine:
    """The tables of another engine as they stood on a day."""

    engine: Engine
    day: str

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """A table's rows that were known on the day; claims with the status that they had then."""
        found = self.engine.table(name)
        if name in OF_ITEM:
            items = self.engine.table("items").filter(nw.col("published_on") <= self.day)
            return found.join(items.select("item_id"), on=OF_ITEM[name], how="semi")
        found = found.filter(nw.col(DATED_BY[name]) <= self.day) if name in DATED_BY else found
        return self._with_status_on_day(found) if name == "claims" else found

    def _with_status_on_day(self, claims: Lazy) -> Lazy:
        statuses = self.engine.table("statuses")
        then = statuses.filter(nw.col("since") <= self.day, nw.col("until") > self.day).select("item_id", "status")
        return claims.drop("status").join(then, on="item_id", how="left").select(*claims.collect_schema().names())


def as_known_on(archive: Archive, day: str | None = None) -> Archive:
    """The archive as it was known on a day, by default on the collection's own; what is cut stays cut.

    Days between two reports are one and the same, so that their answers are kept once.
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
    # Two archives with the same data may have met different problems when they were loaded; a cut is shared by both.
    return replace(full, engine=engine, known_on=day, full=full, problems=())


@lru_cache(maxsize=8)
def report_days(archive: Archive) -> tuple[str, ...]:
    """The days on which something was published, whatever day the archive is cut to, in order."""
    articles = (archive.full or archive).table("articles").select("date_published").unique().collect()
    return tuple(sorted(articles["date_published"].to_list()))


@lru_cache(maxsize=8)
def default_day(archive: Archive) -> str:
    """The day that a reader starts from: the lead article's, or in a collection without one the last report's."""
    lead = archive.collection.lead_article if archive.collection else ""
    articles = (archive.full or archive).table("articles").filter(nw.col("article_id") == lead).collect()
    days = report_days(archive)
    return str(articles["date_published"][0]) if len(articles) else days[-1] if days else NEVER


def last_report_by(archive: Archive, day: str) -> str:
    """The last day on or before another on which something was published; NEVER before the first."""
    return max((each for each in report_days(archive) if each <= day), default=NEVER)
