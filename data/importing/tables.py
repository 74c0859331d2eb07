"""Makes the tables of an archive from coded events: expressions that run on every engine that Narwhals has."""

from collections.abc import Mapping

import narwhals as nw

from data.importing.coded_events import DEATHS, CodedEvent
from data.records.vocabulary import NOT_STATED, EventKind, EventRole, Phase, TimePrecision
from data.tables.engines import Lazy
from data.tables.row_fields import columns_of
from data.tables.rows import COLUMNS, ArticleRow

STAGED = (*columns_of(CodedEvent), "item_id", "oddity")
"""The columns that the tables are made of: those of CodedEvent, the item's id, and what is odd about its row."""

Columns = Mapping[str, nw.Expr]

NONE = nw.lit(None, dtype=nw.String)


def coded_tables(staged: Lazy, article: ArticleRow) -> dict[str, Lazy]:
    """Return the tables of the events and of what belongs to them, by name; `staged` has the columns STAGED."""
    of_article: Columns = {
        "article_id": nw.lit(article["article_id"]), "published_on": nw.lit(article["date_published"]),
        "coded_from": nw.lit(str(article["coded_from"])), "table_name": nw.lit("events"),
    }  # fmt: skip
    return {
        "events": _table("events", staged, {**_event(article), **of_article}),
        "items": _table("items", staged, {**of_article, **_days()}),
        "links": _links(staged, of_article),
        "terms": _terms(staged, of_article),
        "codings": _table("codings", staged, {}),
        "estimates": _estimates(staged),
    }


def _table(name: str, rows: Lazy, columns: Columns) -> Lazy:
    """The columns of a table: those that are given, and the rest as the rows have them."""
    return rows.select(*(columns.get(column, nw.col(column)).alias(column) for column in COLUMNS[name]))


def _event(article: ArticleRow) -> Columns:
    given: Columns = {
        "kind": nw.lit(str(EventKind.VIOLENCE)), "phase": nw.lit(str(Phase.CRISIS)),
        "attributed_to": nw.lit(article["publisher"]),
        "date_basis_how": nw.col("dating"), "places": nw.col("place_name"),
        "actors": nw.when(nw.col("one_sided") | nw.col("side_b_name").is_null())
        .then(nw.col("side_a_name"))
        .otherwise(nw.concat_str(nw.col("side_a_name"), nw.col("side_b_name"), separator="; ", ignore_nulls=True)),
        "targets": nw.when(nw.col("one_sided")).then(nw.col("side_b_name")),
    }  # fmt: skip
    of_row = {"item_id", "title", "summary", "start", "end", "time_precision", "geo_precision"}
    return {**dict.fromkeys(set(COLUMNS["events"]) - of_row, NONE), **given}


def _days() -> Columns:
    """The days of `data.tables.item_days`: an event of precision “day” fills its days, another is some time in them."""
    to_the_day = nw.col("time_precision") == str(TimePrecision.DAY)
    rough = (nw.col("time_precision") == str(TimePrecision.APPROXIMATE)) & (nw.col("start") == nw.col("end"))
    return {
        "earliest": nw.col("start"), "latest": nw.col("end"),
        "sure_from": nw.when(to_the_day).then(nw.col("start")), "sure_to": nw.when(to_the_day).then(nw.col("end")),
        "firm": ~rough.fill_null(value=False),
    }  # fmt: skip


def _links(staged: Lazy, of_article: Columns) -> Lazy:
    one_sided, acts = nw.col("one_sided"), nw.lit(str(EventRole.AGENT))
    takes_part, target = nw.lit(str(EventRole.PARTICIPANT)), nw.lit(str(EventRole.TARGET))
    parts = (
        ("place", "place", nw.lit("happened"), nw.col("city").fill_null(NOT_STATED)),
        ("actor", "side_a", nw.when(one_sided).then(acts).otherwise(takes_part), NONE),
        ("actor", "side_b", nw.when(one_sided).then(target).otherwise(takes_part), NONE),
        ("topic", "kind_topic", nw.lit("about"), NONE),
        ("topic", "conflict_topic", nw.lit("about"), NONE),
    )
    return nw.concat(
        [
            _table(
                "links",
                staged.filter(~nw.col(column).is_null()),
                {**of_article, "facet": nw.lit(facet), "term": nw.col(column), "role": role, "city_id": city},
            )
            for facet, column, role, city in parts
        ],
        how="vertical",
    )


def _terms(staged: Lazy, of_article: Columns) -> Lazy:
    """Each value once an event, and `not-stated` where it has none."""
    parts = (
        ("city", nw.col("city").fill_null(NOT_STATED), None),
        ("actor", nw.col("side_a"), ~nw.col("side_a").is_null()),
        (
            "actor",
            nw.col("side_b"),
            ~nw.col("side_b").is_null() & (nw.col("side_b") != nw.col("side_a")).fill_null(True),
        ),
        ("actor", nw.lit(NOT_STATED), nw.col("side_a").is_null() & nw.col("side_b").is_null()),
        ("topic", nw.col("kind_topic"), None),
        ("topic", nw.col("conflict_topic"), ~nw.col("conflict_topic").is_null()),
        ("article", of_article["article_id"], None),
        ("kind", nw.lit(str(EventKind.VIOLENCE)), None),
    )
    return nw.concat(
        [
            _table(
                "terms",
                staged if only is None else staged.filter(only),
                {**of_article, "facet": nw.lit(facet), "term": term},
            )
            for facet, term, only in parts
        ],
        how="vertical",
    )


def _estimates(staged: Lazy) -> Lazy:
    """An estimate for each group whose deaths are coded; one of which nothing can be read is left out."""
    empty = nw.lit(None, dtype=nw.Float64)
    parts = []
    for group, names in DEATHS.items():
        best, low, high = (nw.col(name) if name else empty for name in names)
        estimated = staged.filter(~(best.is_null() & low.is_null() & high.is_null()))
        columns = {"deaths_of": nw.lit(str(group)), "best": best, "low": low, "high": high}
        parts.append(_table("estimates", estimated, columns))
    return nw.concat(parts, how="vertical")
