"""What the coder of a data set estimates: deaths in all, by year, place and side, and how sure the coding is."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data import queries
from data.queries import estimates
from data.queries.row_types import DeathsRow
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.rows import ArticleRow, rows
from data.wording.phrases import count_noun

MOST_PARTS = 12
"""Most places, and most actors, that are listed."""


@dataclass(frozen=True)
class DeathsLine:
    """The estimates of some events: what these have in common, the numbers in words, and the length of their bars.

    `best`, `low` and `high` are shares of the largest number of their list; `key` and `value` are the filter for them.
    """

    label: str
    words: str
    events: int
    best: float
    low: float
    high: float
    key: str = ""
    value: str = ""


@dataclass(frozen=True)
class DeathsList:
    """Lines of one list, and how many more there are that are not listed."""

    lines: tuple[DeathsLine, ...]
    left_out: int = 0


@dataclass(frozen=True)
class Surety:
    """How many of the events shown are coded how closely, in words."""

    words: str
    share: float


@dataclass(frozen=True)
class CodedDeaths:
    """A coder's estimates for the events of a Selection. `title` is the headline, `sentence` says whose they are."""

    title: str
    sentence: str
    years: DeathsList
    places: DeathsList
    actors: DeathsList
    surety: tuple[Surety, ...]


def coded_deaths(archive: Archive, selection: Selection) -> CodedDeaths | None:
    """Return the estimates for the selected events; None if the collection is no data set, or no event is shown."""
    if not estimates.has_estimates(archive):
        return None
    found, article = rows(estimates.deaths(archive, selection), DeathsRow), queries.lead_article(archive)
    if not found or article is None:
        return None
    whole = found[0]
    years = estimates.deaths_by_year(archive, selection)
    places, actors = (queries.entity_names(archive, name) for name in ("places", "actors"))
    cities = archive.known_values["city"]
    return CodedDeaths(
        title=_title(whole, years, article),
        sentence=(
            f"{article['publisher']} estimates {deaths_words(whole)} for the {count_noun(whole['events'], 'event')} "
            "shown. "
            "The estimates of single events are added up, as their coder defines them to be; "
            "the first number is the best estimate, the two in brackets are the low and the high one."
        ),
        years=_list(years, lambda year: year or "No one year", key=""),
        places=_list(estimates.deaths_by_place(archive, selection), places.__getitem__, key="city", among=cities),
        actors=_list(estimates.deaths_by_actor(archive, selection), actors.__getitem__, key="actor"),
        surety=_surety(estimates.coding_counts(archive, selection)),
    )


def coder_name(article: ArticleRow) -> str:
    """Return what the coder is called in a headline: the abbreviation behind its name, if it has one."""
    name, bracket, short = article["publisher"].rstrip(")").rpartition("(")
    return short if bracket and name else article["publisher"]


def deaths_words(row: DeathsRow) -> str:
    """Return estimates in words: “4,210 deaths (3,900 to 5,800)”."""
    return f"{count_noun(int(row['best']), 'death')} {range_words(row['low'], row['high'])}"


def range_words(low: float, high: float) -> str:
    """Return the low and the high estimate in brackets: “(3,900 to 5,800)”."""
    return f"({int(low):,} to {int(high):,})"


def _title(whole: DeathsRow, years: pd.DataFrame, article: ArticleRow) -> str:
    known = [year for year in years["part"] if isinstance(year, str)]
    span = f", {known[0]} to {known[-1]}" if len(known) > 1 else f", {known[0]}" if known else ""
    coder, best = coder_name(article), count_noun(int(whole["best"]), "death")
    return f"{coder} estimates {best} in {count_noun(whole['events'], 'event')}{span}"


def _list(
    found: pd.DataFrame, name: Callable[[str], str], *, key: str, among: frozenset[str] | None = None
) -> DeathsList:
    """The first parts as lines. `among` are the values that a filter by `key` may have; None for all."""
    most = 10_000 if not key else MOST_PARTS
    parts = rows(found, DeathsRow)
    longest = max((row["high"] for row in parts), default=0) or 1
    lines = tuple(
        DeathsLine(
            label=name(row["part"] or ""), words=f"{int(row['best']):,} {range_words(row['low'], row['high'])}",
            events=row["events"], best=row["best"] / longest, low=row["low"] / longest, high=row["high"] / longest,
            key=key if among is None or row["part"] in among else "", value=row["part"] or "",
        )
        for row in parts[:most]
    )  # fmt: skip
    return DeathsList(lines, max(0, len(parts) - most))


def _surety(counts: pd.DataFrame) -> tuple[Surety, ...]:
    """How many events are dated, placed and reported in each way, most first."""
    total = int(counts["count"].sum()) or 1
    said = {"dating": "dated", "placing": "placed", "clarity": ""}
    found: list[Surety] = []
    for column, verb in said.items():
        by_words = counts.groupby(column, sort=False)["count"].sum().sort_values(ascending=False)
        found += [
            Surety(f"{int(count):,} {verb} {words}".replace("  ", " "), int(count) / total)
            for words, count in by_words.items()
        ]
    return tuple(found)
