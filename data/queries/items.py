"""Queries of items (events, claims, quotes, facts, caveats) and of what belongs to them."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

import narwhals as nw
import pandas as pd

from data.queries.anchors import _first_anchors
from data.queries.filtering import bridge, cached_query, in_memory, kept_in_memory, of_selected, selected_rows
from data.queries.selection import Selection
from data.records.vocabulary import ACTING_ROLES, NOT_STATED, CaveatKind, EventKind, Phase, QuoteType
from data.tables.archive import Archive
from data.tables.engines import Lazy, among, to_pandas
from data.tables.rows import COLUMNS, ROW_TYPES, ArticleRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow, rows

FoundItem = (
    tuple[Literal["events"], EventRow]
    | tuple[Literal["claims"], ClaimRow]
    | tuple[Literal["quotes"], QuoteRow]
    | tuple[Literal["facts"], FactRow]
    | tuple[Literal["caveats"], CaveatRow]
)
"""The name of an item’s table, and its row in that table."""


@cached_query
def events(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events in order of time, undated ones last; columns of `EventRow`."""
    return _in_order(archive, "events", selection)


@cached_query
def crisis_events(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events that have a date and are not background; columns of `EventRow`."""
    found = events(archive, selection)
    return found[found["start"].notna() & (found["phase"] != Phase.BACKGROUND)].reset_index(drop=True)


@cached_query
def claims(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected figures by metric and day of report; columns of `ClaimRow`."""
    return _in_order(archive, "claims", selection)


@cached_query
def quotes(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected quotations in the order of publication and of the text; columns of `QuoteRow`."""
    return _in_order(archive, "quotes", selection)


@cached_query
def direct_quotes(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected direct quotations; columns of `QuoteRow`."""
    found = quotes(archive, selection)
    return found[found["quote_type"] == QuoteType.DIRECT].reset_index(drop=True)


@cached_query
def quotes_by_utterance(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected quotations with the pieces of one utterance next to each other; columns of `QuoteRow`.

    Within an utterance, quoted words come before reported speech.
    """
    found = quotes(archive, selection)
    order = {utterance: n for n, utterance in enumerate(found["utterance_id"].unique())}
    return (
        found.assign(utterance=found["utterance_id"].map(order), reported=found["contents"].isna())
        .sort_values(["utterance", "reported"], kind="stable", ignore_index=True)
        .drop(columns=["utterance", "reported"])
    )


@cached_query
def facts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected background; columns of `FactRow`."""
    return _in_order(archive, "facts", selection)


@cached_query
def caveats(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected caveats, the most serious first; columns of `CaveatRow`."""
    found = _in_order(archive, "caveats", selection)
    gravity = {str(kind): n for n, kind in enumerate(CaveatKind)}
    return found.sort_values("kind", key=lambda kinds: kinds.map(gravity), kind="stable", ignore_index=True)


@cached_query
def events_by_kind(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events, each in the lane of its kind; columns of `LaneRow`."""
    found = events(archive, selection)
    return found.assign(lane=found["kind"], lane_label=found["kind"].map({str(kind): kind.label for kind in EventKind}))


@cached_query
def events_by_actor(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events, one row per actor that acts or takes part; columns of `LaneRow`.

    With a filter by actor, only those actors have lanes. Events without an actor are in the lane `not-stated`.
    """
    acting = bridge(archive, "actor").filter(nw.col("role").is_in([str(role) for role in ACTING_ROLES]))
    if selection.actor:
        acting = acting.filter(nw.col("actor_id").is_in(selection.actor))
    names = archive.table("actors").select("actor_id", "name")
    lanes = to_pandas(
        acting.select("item_id", "actor_id")
        .unique()
        .join(names, on="actor_id", how="inner")
        .rename({"actor_id": "lane", "name": "lane_label"})
        .sort("item_id", "lane")
    )
    found = events(archive, selection).merge(lanes, on="item_id", how="left")
    return found.fillna({"lane": NOT_STATED, "lane_label": "No actor recorded"})


@cached_query
def words_by_speaker_group(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the number of quoted words per group of speakers, most first; columns of `SpeakerGroupRow`."""
    quoted = selected_rows(archive, "quotes", selection).filter(nw.col("words") > 0)
    return to_pandas(
        quoted.group_by("speaker_group")
        .agg(nw.col("words").sum(), nw.col("utterance_id").n_unique().alias("quotations"))
        .with_columns(nw.col("words", "quotations").cast(nw.Int64))
        .sort("words", "speaker_group", descending=[True, False])
    )


def item(archive: Archive, item_id: str) -> FoundItem | None:
    """Return an item as (name of its table, its row); None if there is no item with that id."""
    return items_by_id(archive, [item_id]).get(item_id)


def items_by_id(archive: Archive, item_ids: Collection[str]) -> dict[str, FoundItem]:
    """Return items as (name of their table, their row) by id; ids of no item are left out."""
    wanted = list(dict.fromkeys(item_ids))
    tables = archive.table("items").filter(nw.col("item_id").is_in(wanted)).select("table_name").unique().collect()
    found: dict[str, FoundItem] = {}
    for table in sorted(tables["table_name"].to_list()):
        of_table = to_pandas(archive.table(table).filter(nw.col("item_id").is_in(wanted)))
        for row in rows(of_table, ROW_TYPES[table]):
            found[row["item_id"]] = cast("FoundItem", (table, row))
    return found


def caveats_of(archive: Archive, item_id: str) -> pd.DataFrame:
    """Return the caveats that concern an item; columns of `CaveatRow`."""
    concerns = archive.table("concerns").filter(nw.col("item_id") == item_id)
    ids = concerns.select("caveat_id").rename({"caveat_id": "item_id"})
    return to_pandas(among(archive.table("caveats"), ids, on="item_id").sort("item_id"))


@lru_cache(maxsize=32)
def topics_by_item(archive: Archive) -> Mapping[str, frozenset[str]]:
    """Return the labels of the topics of each item that has any, by its id."""
    labels = entity_names(archive, "topics")
    linked = to_pandas(bridge(archive, "topic").select("item_id", "topic_id"))
    found: dict[str, set[str]] = {}
    for item_id, topic in zip(linked["item_id"], linked["topic_id"], strict=True):
        found.setdefault(item_id, set()).add(labels[topic])
    return MappingProxyType({item_id: frozenset(topics) for item_id, topics in found.items()})


@lru_cache(maxsize=32)
def caveats_by_item(archive: Archive) -> Mapping[str, Sequence[CaveatRow]]:
    """Return the caveats that concern each item, by its id, the most serious first; items without any are left out."""
    caveats = {row["item_id"]: row for row in rows(to_pandas(archive.table("caveats")), CaveatRow)}
    gravity = {str(kind): n for n, kind in enumerate(CaveatKind)}
    found: dict[str, list[CaveatRow]] = {}
    concerns = to_pandas(archive.table("concerns"))
    for caveat_id, item_id in zip(concerns["caveat_id"], concerns["item_id"], strict=True):
        if caveat_id in caveats:
            found.setdefault(item_id, []).append(caveats[caveat_id])
    for of_item in found.values():
        of_item.sort(key=lambda caveat: (gravity[caveat["kind"]], caveat["item_id"]))
    return MappingProxyType(found)


def relations(archive: Archive) -> pd.DataFrame:
    """Return all relations between claims; columns of `RelationRow`. `item_id` is the claim that names the other."""
    return to_pandas(archive.table("relations").sort("item_id", "relation", "other_id"))


def corrections(archive: Archive) -> pd.DataFrame:
    """Return all corrections of the records, the newest first; columns of `CorrectionRow`."""
    newest_first = archive.table("corrections").sort(
        "corrected_on", "article_id", "item_id", "field", descending=[True, False, False, False]
    )
    return to_pandas(newest_first)


@lru_cache(maxsize=32)
def corrected_items(archive: Archive) -> Mapping[str, str]:
    """Return the ids of all items that were corrected, each with the day of its last correction, as ISO 8601."""
    found = archive.table("corrections").filter(~nw.col("item_id").is_null())
    days = to_pandas(found.group_by("item_id").agg(nw.col("corrected_on").max()))
    return MappingProxyType(dict(zip(days["item_id"], days["corrected_on"], strict=True)))


def articles(archive: Archive) -> pd.DataFrame:
    """Return all articles in the order of publication; columns of `ArticleRow`."""
    return _all_articles(archive).copy(deep=False)


@lru_cache(maxsize=32)
def _all_articles(archive: Archive) -> pd.DataFrame:
    return to_pandas(archive.table("articles").sort("date_published", "article_id"))


def article(archive: Archive, article_id: str) -> ArticleRow:
    """Return the row of an article. Raises KeyError if there is no article with that id."""
    found = rows(to_pandas(archive.table("articles").filter(nw.col("article_id") == article_id)), ArticleRow)
    if not found:
        raise KeyError(article_id)
    return found[0]


def lead_article(archive: Archive) -> ArticleRow | None:
    """Return the row of the collection's lead article; None if there is none or it was not yet published."""
    lead = archive.collection.lead_article if archive.collection else None
    return next((row for row in rows(articles(archive), ArticleRow) if row["article_id"] == lead), None)


def entities(archive: Archive, name: str) -> pd.DataFrame:
    """Return all rows of `places`, `actors` or `topics`, by id; `name` is the table."""
    frame = archive.table(name)
    return to_pandas(frame.sort(frame.collect_schema().names()[0]))


def entity_names(archive: Archive, name: str) -> dict[str, str]:
    """Return the names of all `places` or `actors`, or the labels of all `topics`, by id; `name` is the table."""
    found = entities(archive, name)
    return dict(zip(found.iloc[:, 0], found["label" if name == "topics" else "name"], strict=True))


_ORDERS: Mapping[str, Sequence[str]] = {
    "events": ("start", "end", "item_id"),
    "claims": ("metric", "reported_on", "item_id"),
    "quotes": ("published_on", "paragraph", "start_offset", "item_id"),
    "facts": ("published_on", "item_id"),
    "caveats": ("item_id",),
}
"""Table to the columns by which its rows are in order, missing values last."""


def _in_order(archive: Archive, table: str, selection: Selection) -> pd.DataFrame:
    """The selected rows of a table in its order. In memory a table is sorted once, and a filter keeps its order."""
    if in_memory(archive):
        return to_pandas(of_selected(archive, _sorted(archive, table), selection))
    found = of_selected(archive, _with_order(archive, table), selection)
    return to_pandas(found.sort(*_ORDERS[table], nulls_last=True).select(COLUMNS[table]))


@kept_in_memory
def _sorted(archive: Archive, table: str) -> Lazy:
    return _with_order(archive, table).sort(*_ORDERS[table], nulls_last=True).select(COLUMNS[table])


def _with_order(archive: Archive, table: str) -> Lazy:
    """A table with the columns of its order."""
    if table != "quotes":
        return archive.table(table)
    places = _first_anchors(archive).select("item_id", "paragraph", "start_offset")
    return archive.table(table).join(places, on="item_id", how="left")
