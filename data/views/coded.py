"""What the coder of a data set estimates: deaths in all, by year, place and side, and how sure the coding is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data import queries
from data.queries import estimates
from data.queries.row_types import DeathsRow
from data.queries.selection import Selection
from data.records.vocabulary import DeathsOf
from data.tables.archive import Archive
from data.tables.rows import ArticleRow, rows
from data.wording.phrases import count_noun

MOST_SIDES = 8
"""Most actors whose years are listed."""

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
class Side:
    """An actor of a data set, the estimates for all events that it has a part in, and those of each year."""

    name: str
    actor_id: str
    words: str
    years: DeathsList


@dataclass(frozen=True)
class Surety:
    """How many of the events shown are coded how closely, in words."""

    words: str
    share: float


@dataclass(frozen=True)
class CodedDeaths:
    """A coder's estimates for the events of a Selection; `whole` are those of all of them, `coder` made them."""

    archive: Archive
    selection: Selection
    coder: ArticleRow
    whole: DeathsRow

    @cached_property
    def title(self) -> str:
        """The headline: the best estimate, of how many events, of which years."""
        known = [line.label for line in self.years.lines if line.value]
        span = f", {known[0]} to {known[-1]}" if len(known) > 1 else f", {known[0]}" if known else ""
        best, events = count_noun(int(self.whole["best"]), "death"), count_noun(self.whole["events"], "event")
        return f"{coder_name(self.coder)} estimates {best} in {events}{span}"

    @property
    def sentence(self) -> str:
        """Whose estimates they are, and how they are added up."""
        return (
            f"{self.coder['publisher']} estimates {deaths_words(self.whole)} for the "
            f"{count_noun(self.whole['events'], 'event')} shown. The estimates of single events are added up, as their "
            "coder defines them to be; the first number is the best estimate, the two in brackets are the low and the "
            "high one."
        )

    @cached_property
    def years(self) -> DeathsList:
        """The estimates of each year; at the end those of events that are not certainly of one year."""
        return _list(estimates.deaths_by_year(self.archive, self.selection), lambda year: year or "No one year")

    @cached_property
    def places(self) -> DeathsList:
        """The places with the most deaths; of cities with the filter for them."""
        names, cities = queries.entity_names(self.archive, "places"), self.archive.known_values["city"]
        found = estimates.deaths_by_place(self.archive, self.selection)
        return _list(found, names.__getitem__, key="city", among=cities, most=MOST_PARTS)

    @cached_property
    def actors(self) -> DeathsList:
        """The actors with the most deaths in the events that they have a part in."""
        names = queries.entity_names(self.archive, "actors")
        found = estimates.deaths_by_actor(self.archive, self.selection)
        return _list(found, names.__getitem__, key="actor", most=MOST_PARTS)

    @cached_property
    def surety(self) -> tuple[Surety, ...]:
        """How many of the events are dated, placed and reported how closely."""
        return _surety(estimates.coding_counts(self.archive, self.selection))

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The MOST_SIDES actors with the most deaths in their events, each with the years; all bars to one scale."""
        return _sides(self.archive, self.selection)

    @cached_property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """Whose deaths the best estimates count, as (label, number in words)."""
        found = estimates.deaths_by_group(self.archive, self.selection)
        best = dict(zip(found["part"], found["best"], strict=True))
        return tuple((group.label, f"{int(best[group]):,}") for group in DeathsOf if group in best)


def coded_deaths(archive: Archive, selection: Selection) -> CodedDeaths | None:
    """Return the estimates for the selected events; None if the collection is no data set, or no event is shown."""
    if not estimates.has_estimates(archive):
        return None
    found, article = rows(estimates.deaths(archive, selection), DeathsRow), queries.lead_article(archive)
    if not found or article is None:
        return None
    return CodedDeaths(archive, selection, article, found[0])


def _sides(archive: Archive, selection: Selection) -> tuple[Side, ...]:
    names, found = queries.entity_names(archive, "actors"), estimates.deaths_by_actor_and_year(archive, selection)
    longest = float(found["high"].max()) if len(found) else 0.0
    return tuple(
        Side(
            names[row["part"] or ""], row["part"] or "", f"{deaths_words(row)} in {count_noun(row['events'], 'event')}",
            _list(found[found["actor_id"] == row["part"]].drop(columns="actor_id"), str, longest=longest),
        )
        for row in rows(estimates.deaths_by_actor(archive, selection).head(MOST_SIDES), DeathsRow)
    )  # fmt: skip


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


def _list(
    found: pd.DataFrame, name: Callable[[str], str], *,
    key: str = "", among: frozenset[str] | None = None, most: int | None = None, longest: float = 0,
) -> DeathsList:  # fmt: skip
    """The first parts as lines. `among` are the values that a filter by `key` may have; None for all.

    `most` is how many are listed, `longest` the number that a whole bar stands for; 0 for the highest of these.
    """
    parts = rows(found, DeathsRow)
    longest = longest or max((row["high"] for row in parts), default=0) or 1
    lines = tuple(
        DeathsLine(
            label=name(row["part"] or ""), words=f"{int(row['best']):,} {range_words(row['low'], row['high'])}",
            events=row["events"], best=row["best"] / longest, low=row["low"] / longest, high=row["high"] / longest,
            key=key if among is None or row["part"] in among else "", value=row["part"] or "",
        )
        for row in parts[:most]
    )  # fmt: skip
    return DeathsList(lines, len(parts) - len(lines))


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
