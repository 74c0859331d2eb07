"""Selection to DataFrames: every question the pages ask, written once in Narwhals for every engine.

Answers are kept in bounded caches per (archive, Selection) that all readers of the process share. What a caller gets
is a pandas DataFrame of its own: pandas copies on write, so changing it leaves the shared one alone. Missing values
are None in `rows(frame)`.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import narwhals as nw
import pandas as pd
import pyarrow as pa

from data.archive import Archive, Lazy, collected
from data.labels import facet_values
from data.narrowing import Question, bridge, counted, matching, narrowed, remembered
from data.records.vocabulary import ACTING, FACETS, NOT_STATED, CaveatKind, EventKind, GeoPrecision, Phase, QuoteType
from data.selection import RANGE, Selection

COUNTED = ("events", "claims", "quotes")
"""Tables whose items a facet counts."""


@remembered
def events(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events shown, in order of time; undated ones last. Columns as in `data.columns.COLUMNS["events"]`."""
    return _shown(archive, "events", selection, by=["start", "end", "item_id"])


@remembered
def crisis_events(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events shown that have a date and are not background; columns as `events`."""
    found = events(archive, selection)
    return found[found["start"].notna() & (found["phase"] != Phase.BACKGROUND)].reset_index(drop=True)


@remembered
def claims(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Figures shown, by metric and day of report. Columns as in `data.columns.COLUMNS["claims"]`."""
    return _shown(archive, "claims", selection, by=["metric", "reported_on", "item_id"])


@remembered
def quotes(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Quotations shown, in the order of the articles. Columns as in `data.columns.COLUMNS["quotes"]`."""
    places = _first_anchors(archive).select("item_id", "paragraph", "start_offset")
    found = narrowed(archive, "quotes", selection).join(places, on="item_id", how="left")
    in_order = found.sort("published_on", "paragraph", "start_offset", "item_id", nulls_last=True)
    return collected(in_order.drop("paragraph", "start_offset"))


@remembered
def direct_quotes(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Direct quotations shown; columns as `quotes`."""
    found = quotes(archive, selection)
    return found[found["quote_type"] == QuoteType.DIRECT].reset_index(drop=True)


@remembered
def quotes_by_utterance(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Quotations shown with the pieces of one utterance next to each other; columns as `quotes`.

    Within an utterance the quotation comes before what is only reported of it.
    """
    found = quotes(archive, selection)
    order = {utterance: n for n, utterance in enumerate(found["utterance_id"].unique())}
    return (
        found.assign(utterance=found["utterance_id"].map(order), reported=found["contents"].isna())
        .sort_values(["utterance", "reported"], kind="stable", ignore_index=True)
        .drop(columns=["utterance", "reported"])
    )


@remembered
def facts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Background shown. Columns as in `data.columns.COLUMNS["facts"]`."""
    return _shown(archive, "facts", selection, by=["published_on", "item_id"])


@remembered
def caveats(archive: Archive, selection: Selection) -> pd.DataFrame:
    """What is disputed, hedged or unsupported, the gravest first. Columns as in `data.columns.COLUMNS["caveats"]`."""
    found = _shown(archive, "caveats", selection, by=["item_id"])
    gravity = {str(kind): n for n, kind in enumerate(CaveatKind)}
    return found.sort_values("kind", key=lambda kinds: kinds.map(gravity), kind="stable", ignore_index=True)


@remembered
def counts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """How many items of each table are shown: columns table_name, shown, total."""
    totals = counted(archive.table("items"), "table_name", name="total")
    shown = counted(matching(archive, selection), "table_name", name="shown")
    return collected(
        totals.join(shown, on="table_name", how="left")
        .with_columns(nw.col("shown").fill_null(0).cast(nw.Int64))
        .select("table_name", "shown", "total")
        .sort("table_name")
    )


@remembered
def facets(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Every value of every facet with its count under the other filters (as Datasette counts facets).

    Counted are the items that `counts` shows the reader: events, figures and quotations. Columns: facet, term, label,
    count; values that none of them has under the other filters are there with 0.
    Within a facet: the most frequent first, then by label, `not-stated` last.
    """
    terms = archive.table("terms").filter(nw.col("table_name").is_in(COUNTED))
    filtered = [facet for facet in FACETS if getattr(selection, facet)]
    everything = matching(archive, selection).select("item_id")
    parts = [
        counted(
            terms.filter(~nw.col("facet").is_in(filtered)).join(everything, on="item_id", how="semi"), "facet", "term"
        )
    ]
    for facet in filtered:
        others = matching(archive, selection.without(facet)).select("item_id")
        parts.append(
            counted(terms.filter(nw.col("facet") == facet).join(others, on="item_id", how="semi"), "facet", "term")
        )
    under_others = collected(nw.concat(parts, how="vertical"))
    table = facet_values(archive).merge(under_others, on=["facet", "term"], how="left").fillna({"count": 0})
    table["count"] = table["count"].astype("int64")
    table["stated"] = table["term"] != NOT_STATED
    order = ["facet", "stated", "count", "label"]
    return table.sort_values(order, ascending=[True, False, False, True], ignore_index=True).drop(columns="stated")


@remembered
def map_places(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Places with their events and mentions under the Selection.

    One row a place that the archive holds: the columns of `places`, then events (that happened there) and mentions
    (items that only name it). A place that nothing shown refers to has 0 in both.
    """
    shown = matching(archive, selection).select("item_id")
    links = bridge(archive, "place").join(shown, on="item_id", how="semi")
    happened = (nw.col("role") == "happened") & (nw.col("table_name") == "events")
    here = links.filter(happened).select("item_id", "place_id").unique()
    named = links.filter(~happened).select("item_id", "place_id").unique()
    return collected(
        archive.table("places")
        .join(counted(here, "place_id", name="events"), on="place_id", how="left")
        .join(counted(named, "place_id", name="mentions"), on="place_id", how="left")
        .with_columns(nw.col("events", "mentions").fill_null(0).cast(nw.Int64))
        .sort("place_id")
    )


@remembered
def map_cities(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Cities with coordinates, under the Selection: columns city_id, name, lat, lon, home, events, mentions.

    An event in a site counts for the site's city, and once however many of its sites it names. `mentions` are all
    other items that name the city. A city that nothing shown refers to is there with 0 in both. `home` tells whether
    any event of the archive happened there, whatever the filters.
    """
    shown = matching(archive, selection).select("item_id")
    links = bridge(archive, "place").join(shown, on="item_id", how="semi")
    happened = (nw.col("role") == "happened") & (nw.col("table_name") == "events")
    in_city = links.filter(happened).select("item_id", "city_id").unique()
    named = links.filter(~happened).select("item_id", "city_id").unique()
    cities = archive.table("places").filter(nw.col("kind") == "city", ~nw.col("lat").is_null())
    homes = bridge(archive, "place").filter(happened).select("city_id").collect()["city_id"].unique().to_list()
    return collected(
        cities.select("city_id", "name", "lat", "lon")
        .with_columns(nw.col("city_id").is_in(homes).alias("home"))
        .join(counted(in_city, "city_id", name="events"), on="city_id", how="left")
        .join(counted(named, "city_id", name="mentions"), on="city_id", how="left")
        .with_columns(nw.col("events", "mentions").fill_null(0).cast(nw.Int64))
        .sort("city_id")
    )


@remembered
def events_without_pin(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events shown that no point on the map stands for: countrywide, in a region, or without any place."""
    pinned = archive.table("places").filter(~nw.col("pin_lat").is_null()).select("place_id")
    placed = bridge(archive, "place").filter(nw.col("role") == "happened").join(pinned, on="place_id", how="semi")
    found = narrowed(archive, "events", selection).join(placed.select("item_id"), on="item_id", how="anti")
    return collected(found.sort("geo_precision", "start", "item_id", nulls_last=True))


@remembered
def unpinned_by_precision(archive: Archive, selection: Selection) -> pd.DataFrame:
    """How the events without a pin are placed: columns label (of `GeoPrecision`) and events."""
    found = events_without_pin(archive, selection)["geo_precision"].value_counts()
    present = [each for each in GeoPrecision if each in found.index]
    return pd.DataFrame({"label": [each.label for each in present], "events": [int(found[each]) for each in present]})


@remembered
def event_places(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Where the shown events happened: columns item_id, place_id, name, kind, city_id, pin_lat, pin_lon."""
    shown = narrowed(archive, "events", selection).select("item_id")
    links = bridge(archive, "place").filter(nw.col("role") == "happened")
    places = archive.table("places").select("place_id", "name", "kind", "city_id", "pin_lat", "pin_lon")
    return collected(
        links.select("item_id", "place_id")
        .join(shown, on="item_id", how="semi")
        .join(places, on="place_id", how="inner")
        .sort("item_id", "place_id")
    )


@remembered
def events_by_kind(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events shown with the lane they stand in: the columns of `events`, lane and lane_label, the kind of event."""
    found = events(archive, selection)
    return found.assign(lane=found["kind"], lane_label=found["kind"].map({str(kind): kind.label for kind in EventKind}))


@remembered
def events_by_actor(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events shown once for each actor that acts or takes part: the columns of `events`, lane and lane_label.

    Under a filter by actor only those actors have lanes. Events in which the article names nobody stand under
    `not-stated`.
    """
    acting = bridge(archive, "actor").filter(nw.col("role").is_in([str(role) for role in ACTING]))
    if selection.actor:
        acting = acting.filter(nw.col("actor_id").is_in(selection.actor))
    names = archive.table("actors").select("actor_id", "name")
    lanes = collected(
        acting.select("item_id", "actor_id")
        .unique()
        .join(names, on="actor_id", how="inner")
        .rename({"actor_id": "lane", "name": "lane_label"})
        .sort("item_id", "lane")
    )
    found = events(archive, selection).merge(lanes, on="item_id", how="left")
    return found.fillna({"lane": NOT_STATED, "lane_label": "Nobody named as acting"})


@remembered
def words_by_voice(archive: Archive, selection: Selection) -> pd.DataFrame:
    """How many quoted words each kind of speaker has: columns voice, words, quotations. Indirect speech has none."""
    quoted = narrowed(archive, "quotes", selection).filter(nw.col("words") > 0)
    return collected(
        quoted.group_by("voice")
        .agg(nw.col("words").sum(), nw.col("utterance_id").n_unique().alias("quotations"))
        .with_columns(nw.col("words", "quotations").cast(nw.Int64))
        .sort("words", "voice", descending=[True, False])
    )


def anchors(archive: Archive, item_id: str) -> pd.DataFrame:
    """The places in the article that an item stands on, with what is needed to link to them.

    Columns: those of `anchors`, then article_id, headline, publisher, republished_by, date_published, url.
    """
    found = archive.table("anchors").filter(nw.col("item_id") == item_id)
    return collected(_with_article(archive, found).sort("n"))


def first_anchors(archive: Archive) -> pd.DataFrame:
    """The first anchor of every item that has one, with the columns of `anchors`' answer."""
    return _all_first_anchors(archive).copy(deep=False)


@lru_cache(maxsize=32)
def _all_first_anchors(archive: Archive) -> pd.DataFrame:
    return collected(_with_article(archive, _first_anchors(archive)).sort("item_id"))


def anchors_in_article(archive: Archive, article_id: str) -> pd.DataFrame:
    """Every anchor in an article: the columns of `anchors` and table_name, in the order of the text."""
    items = archive.table("items").filter(nw.col("article_id") == article_id).select("item_id", "table_name")
    return collected(
        archive.table("anchors")
        .join(items, on="item_id", how="inner")
        .sort("paragraph", "start_offset", "end_offset", "item_id")
    )


def counts_without(archive: Archive, ask: Question, selection: Selection) -> dict[str, int]:
    """How many rows a question would have if one filter alone were cleared, by the filter's key."""
    cleared: dict[str, dict[str, Any]] = {facet: {facet: ()} for facet in FACETS if getattr(selection, facet)}
    cleared |= {key: {name: None} for key, name in RANGE.items() if getattr(selection, name)}
    cleared |= {"q": {"q": ""}} if selection.q else {}
    return {key: len(ask(archive, replace(selection, **change))) for key, change in cleared.items()}


@lru_cache(maxsize=32)
def days(archive: Archive) -> tuple[str, str] | None:
    """The first and the last day that anything in the archive is dated to; None where nothing is."""
    dated = archive.table("items").select(nw.col("earliest").min(), nw.col("latest").max()).collect()
    first, last = dated["earliest"][0], dated["latest"][0]
    return (str(first), str(last)) if isinstance(first, str) and isinstance(last, str) else None


def item(archive: Archive, item_id: str) -> tuple[str, dict[str, Any]] | None:
    """One item as (name of its table, its row), or None where no item has that id."""
    found = archive.table("items").filter(nw.col("item_id") == item_id).select("table_name").collect()
    if len(found) == 0:
        return None
    table = str(found["table_name"][0])
    return table, rows(collected(archive.table(table).filter(nw.col("item_id") == item_id)))[0]


def caveats_of(archive: Archive, item_id: str) -> pd.DataFrame:
    """The caveats that concern an item: the columns of `caveats`."""
    concerns = archive.table("concerns").filter(nw.col("item_id") == item_id)
    ids = concerns.select("caveat_id").rename({"caveat_id": "item_id"})
    return collected(archive.table("caveats").join(ids, on="item_id", how="semi").sort("item_id"))


def relations(archive: Archive) -> pd.DataFrame:
    """How claims stand to each other: the columns of `relations`. `item_id` is the claim that says so."""
    return collected(archive.table("relations").sort("item_id", "relation", "other_id"))


def corrections(archive: Archive) -> pd.DataFrame:
    """What was corrected in the records, the newest first: the columns of `corrections`."""
    newest_first = archive.table("corrections").sort(
        "corrected_on", "article_id", "item_id", "field", descending=[True, False, False, False]
    )
    return collected(newest_first)


def articles(archive: Archive) -> pd.DataFrame:
    """The articles behind everything: the columns of `articles`, in the order of their publication."""
    return _all_articles(archive).copy(deep=False)


@lru_cache(maxsize=32)
def _all_articles(archive: Archive) -> pd.DataFrame:
    return collected(archive.table("articles").sort("date_published", "article_id"))


def article(archive: Archive, article_id: str) -> dict[str, Any]:
    """One article's row. Raises KeyError where none has that id."""
    found = rows(collected(archive.table("articles").filter(nw.col("article_id") == article_id)))
    if not found:
        raise KeyError(article_id)
    return found[0]


def lead_article(archive: Archive) -> dict[str, Any] | None:
    """The row of the collection's lead article, or None where there is none, or it was not yet published."""
    lead = archive.collection.lead_article if archive.collection else None
    return next((row for row in rows(articles(archive)) if row["article_id"] == lead), None)


def entities(archive: Archive, name: str) -> pd.DataFrame:
    """All `places`, `actors` or `topics`, by id."""
    frame = archive.table(name)
    return collected(frame.sort(frame.collect_schema().names()[0]))


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A DataFrame's rows as dictionaries, with None for what is missing. Arrow does it in a tenth of pandas' time."""
    return pa.Table.from_pandas(frame, preserve_index=False).to_pylist()


def _shown(archive: Archive, table: str, selection: Selection, *, by: list[str]) -> pd.DataFrame:
    return collected(narrowed(archive, table, selection).sort(*by, nulls_last=True))


def _first_anchors(archive: Archive) -> Lazy:
    return archive.table("anchors").filter(nw.col("n") == 0)


def _with_article(archive: Archive, anchors_found: Lazy) -> Lazy:
    """Anchors with the article that they stand in."""
    items = archive.table("items").select("item_id", "article_id")
    return anchors_found.join(items, on="item_id", how="inner").join(
        archive.table("articles"), on="article_id", how="inner"
    )
