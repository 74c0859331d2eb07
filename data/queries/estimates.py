"""Estimates of deaths that the coder of a data set gives for its events, and how the coder came to these events.

They are added up only as the coder's: UCDP defines its best, low and high estimates as additive. Each event that a
Selection leaves counts once, with the numbers that the data set prints, also where low is above best.
"""

from functools import lru_cache

import narwhals as nw
import pandas as pd

from data.queries.filtering import bridge, cached_query, count_by, of_selected, selected_rows
from data.queries.places import HAPPENED
from data.queries.selection import Selection
from data.records.vocabulary import DeathsOf
from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas
from data.tables.rows import CodingRow, EstimateRow, rows

SUMS = ("best", "low", "high")


@lru_cache(maxsize=32)
def has_estimates(archive: Archive) -> bool:
    """Whether the collection is a data set with a coder's estimates; such a collection has no figures of reports."""
    return len(archive.table("estimates").head(1).collect()) > 0


@cached_query
def deaths(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the sums of the estimates of all deaths in the selected events; one row of `DeathsRow`, `part` empty."""
    return to_pandas(_summed(_all_deaths(archive, selection).with_columns(part=nw.lit(""))))


@cached_query
def deaths_by_year(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the same for each year; columns of `DeathsRow`, in order.

    `part` is the year; it is missing for events that have no day, or days in two years: these come last.
    """
    found = _summed(_all_deaths(archive, selection).join(_years(archive, selection), on="item_id", how="inner"))
    return to_pandas(found.sort("part", nulls_last=True))


@cached_query
def deaths_by_place(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the same for each place, most deaths first; columns of `DeathsRow`. `part` is the id of the place.

    Events without a place have no row.
    """
    places = bridge(archive, "place").filter(HAPPENED).select("item_id", nw.col("place_id").alias("part"))
    found = _summed(_all_deaths(archive, selection).join(places, on="item_id", how="inner"))
    return to_pandas(found.sort("best", "part", descending=[True, False], nulls_last=True))


@cached_query
def deaths_by_actor(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the same for each actor, most deaths first; columns of `DeathsRow`. `part` is the id of the actor.

    They are the deaths in the events that an actor has a part in, as killer or killed: an event of two sides counts for
    both, so that these rows cannot be added up.
    """
    actors = bridge(archive, "actor").filter(nw.col("table_name") == "events")
    of_events = actors.select("item_id", nw.col("actor_id").alias("part")).unique()
    found = _summed(_all_deaths(archive, selection).join(of_events, on="item_id", how="inner"))
    return to_pandas(found.sort("best", "part", descending=[True, False], nulls_last=True))


@cached_query
def deaths_by_actor_and_year(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the same for each actor and year; columns `actor_id` and those of `DeathsRow`, by actor and year.

    Events that are not certainly of one year are left out.
    """
    actors = bridge(archive, "actor").filter(nw.col("table_name") == "events").select("item_id", "actor_id").unique()
    dated = _years(archive, selection).filter(~nw.col("part").is_null())
    found = (
        _all_deaths(archive, selection).join(dated, on="item_id", how="inner").join(actors, on="item_id", how="inner")
    )
    return to_pandas(_summed(found, "actor_id").sort("actor_id", "part"))


@cached_query
def deaths_by_group(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the best estimates of each of DeathsOf but all; columns `part` (its value), `events` and `best`, by part.

    Groups without any death are left out. UCDP has no low and high estimates of a group.
    """
    found = of_selected(archive, archive.table("estimates"), selection).filter(
        nw.col("deaths_of") != str(DeathsOf.ALL), nw.col("best") > 0
    )
    return to_pandas(_summed(found.rename({"deaths_of": "part"})).select("part", "events", "best").sort("part"))


@cached_query
def coding_counts(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return how many selected events are dated, placed and reported how closely.

    Columns `dating`, `placing`, `clarity` (the coder's words, or missing) and `count`.
    """
    found = of_selected(archive, archive.table("codings"), selection)
    return to_pandas(count_by(found, "dating", "placing", "clarity").sort("count", descending=True))


def estimates_of(archive: Archive, item_id: str) -> list[EstimateRow]:
    """Return the estimates for an event, in the order of DeathsOf."""
    found = rows(to_pandas(archive.table("estimates").filter(nw.col("item_id") == item_id)), EstimateRow)
    order = [str(group) for group in DeathsOf]
    return sorted(found, key=lambda row: order.index(row["deaths_of"]))


def coding_of(archive: Archive, item_id: str) -> CodingRow | None:
    """Return how an event was coded; None for one of a report that was read for this dashboard."""
    found = rows(to_pandas(archive.table("codings").filter(nw.col("item_id") == item_id)), CodingRow)
    return found[0] if found else None


def _all_deaths(archive: Archive, selection: Selection) -> Lazy:
    return of_selected(archive, archive.table("estimates"), selection).filter(nw.col("deaths_of") == str(DeathsOf.ALL))


def _years(archive: Archive, selection: Selection) -> Lazy:
    """The selected events with the year that all their days are in as `part`; missing if there is none."""
    year = nw.col("start").str.slice(0, 4)
    of_one_year = nw.when(year == nw.col("end").str.slice(0, 4)).then(year)
    return selected_rows(archive, "events", selection).select("item_id", of_one_year.alias("part"))


def _summed(estimates: Lazy, *more: str) -> Lazy:
    """The sums for each value of the column `part`, and of more columns before it, with the number of events."""
    return (
        estimates.group_by(*more, "part")
        .agg(nw.len().alias("events"), *(nw.col(name).sum() for name in SUMS))
        .with_columns(nw.col("events").cast(nw.Int64), *(nw.col(name).cast(nw.Float64) for name in SUMS))
        .select(*more, "part", "events", *SUMS)
    )
