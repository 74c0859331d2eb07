"""The Selection: filters, day and opened item, as the URL, the filter bar, exports and the command line give them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol, Self

from data.records.vocabulary import COUNT_FAMILIES, FACETS
from data.text import did_you_mean, shorten

RANGE = {"from": "date_from", "to": "date_to"}
"""URL key to field name, for the two ends of the range of dates."""

DATES = RANGE | {"known_on": "known_on"}
"""URL key to field name, for all keys that take an ISO 8601 date."""

KEYS = (*FACETS, *DATES, "q", "item")
"""All keys of a page, as in URLs, on the command line and in column names."""

OWN_KEYS = ("metric", "about")
"""Keys that leave out rows on one page alone, where they are its own choice; files, data API and `export` take them."""

ROW_KEYS = (*KEYS, *OWN_KEYS)
"""All keys of files and of the data API."""

MAX_SEARCH_LENGTH = 200


@dataclass(frozen=True)
class Selection:
    """The filters, the day and the opened item. Each default means “no filter”; a facet's values are sorted and unique.

    A facet filters the items that can have it: `kind` filters events; `quote_type`, `speaker` and `speaker_group`
    filter quotes; the others filter all items. A date range hides items that are certainly outside it, so undated
    items are not hidden. `item` opens one item and does not filter. `known_on` is the day as of which everything is
    shown: only what was published by then, with the status that it had then; None is the collection's default day.

    `metric` leaves the figures of one of COUNT_FAMILIES. `about` is an event or figure, and leaves it and what is said
    of it (`data.export.files`). Both are own choices of a page (OWN_KEYS): in its Selection they are empty, in that of
    the rows that it shows (`View.shown`) they are set.
    """

    city: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    quote_type: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    speaker_group: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    known_on: str | None = None
    q: str = ""
    item: str | None = None
    metric: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        for facet in FACETS:
            object.__setattr__(self, facet, tuple(sorted(set(getattr(self, facet)))))

    @property
    def without_item(self) -> Self:
        """The same without the opened item: the part that decides which rows are shown."""
        return replace(self, item=None) if self.item else self

    @property
    def without_item_and_day(self) -> Self:
        """The same without the opened item and the day: the part that filters an archive cut to that day."""
        return replace(self, item=None, known_on=None) if self.item or self.known_on else self

    @property
    def is_filtered(self) -> bool:
        """Whether there is any filter; the opened item and the day are none."""
        return self.without_item_and_day != NO_FILTERS

    @property
    def has_range(self) -> bool:
        """Whether there is a range of days, with one end or both."""
        return bool(self.date_from or self.date_to)

    @property
    def without_filters(self) -> Self:
        """The same day and opened item, without filters."""
        return type(self)(known_on=self.known_on, item=self.item)

    def without(self, facet: str) -> Self:
        """Return the same without the filter of one facet."""
        return self.with_values(facet, ())

    def with_values(self, facet: str, values: tuple[str, ...]) -> Self:
        """Return the same with other values of one facet."""
        changes: dict[str, Any] = {facet: values}
        return replace(self, **changes)

    def with_toggled(self, facet: str, value: str) -> Self:
        """Return the same with a value of a facet added, or removed if it was there."""
        changes: dict[str, Any] = {facet: tuple(set(getattr(self, facet)) ^ {value})}
        return replace(self, **changes)

    def to_query(self) -> dict[str, list[str]]:
        """Return the URL parameters, in the order of the fields; only those that differ from the default."""
        names = {name: key for key, name in DATES.items()}
        query: dict[str, list[str]] = {}
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value:
                query[names.get(entry.name, entry.name)] = list(value) if isinstance(value, tuple) else [value]
        return query


NO_FILTERS = Selection()
"""The default Selection: no filter, the default day, no opened item."""


@dataclass(frozen=True)
class LaterValue:
    """A value that only reports after the day have: its key, the value, and the day of the first of them."""

    key: str
    value: str
    first_day: str


@dataclass(frozen=True)
class ParsedSelection:
    """A Selection read from URL parameters, and a sentence for the reader about each part that was ignored.

    `later` are the values that were left out since only later reports have them; no sentence is about these.
    """

    selection: Selection
    notices: tuple[str, ...] = field(default=())
    later: tuple[LaterValue, ...] = field(default=())


class Known(Protocol):
    """The values that records have: of each facet, and ids of items under `item` (`data.tables.known_values`)."""

    def valid(self, key: str, values: Sequence[str]) -> frozenset[str]:
        """Return those of the values that are known by the day."""
        ...

    def first_days(self, key: str, values: Sequence[str]) -> Mapping[str, str]:
        """Return the day of the first report of all days that has each of the values; others are left out."""
        ...

    def suggested(self, key: str) -> Collection[str]:
        """Return the values of which one may be meant by another that is not known."""
        ...


@dataclass(frozen=True)
class ListedValues:
    """Values that are known because they are listed, by key; no report has others."""

    values: Mapping[str, Collection[str]]

    def valid(self, key: str, values: Sequence[str]) -> frozenset[str]:
        """Return those of the values that are listed."""
        return frozenset(values) & frozenset(self.values[key])

    def first_days(self, key: str, values: Sequence[str]) -> Mapping[str, str]:
        """Return no days."""
        return {}

    def suggested(self, key: str) -> Collection[str]:
        """Return the values that are listed, but no ids of items."""
        return () if key == "item" else self.values[key]


MOST_SUGGESTIONS = 3
"""Unknown values of one address for which a near one is looked for: that takes longer than all else of reading it."""


def parse_selection(
    query: Mapping[str, Sequence[str]], *, known: Known, other_keys: frozenset[str] = frozenset()
) -> ParsedSelection:
    """Read URL parameters into a Selection. Unknown keys and values are ignored with a notice; nothing is raised.

    `other_keys` are keys to skip without a notice.
    """
    chosen: dict[str, Any] = {}
    notices: list[str] = []
    later: list[LaterValue] = []
    suggestions = 0
    for key, values in query.items():
        if key in other_keys or not values:
            continue
        if key in FACETS or key in ("item", "about"):
            named = "item" if key == "about" else key
            valid, first = known.valid(named, values), known.first_days(named, values)
            good = [value for value in values if value in valid]
            later += [LaterValue(key, value, first[value]) for value in values if value in first and value not in valid]
            for value in (value for value in values if value not in valid and value not in first):
                suggestions += 1
                among = known.suggested(named) if suggestions <= MOST_SUGGESTIONS else ()
                notices.append(f"{key} “{shorten(value)}” is not in these records{did_you_mean(value[:100], among)}")
            chosen |= {key: (tuple(good) if key in FACETS else good[-1])} if good else {}
        elif key == "metric":
            if values[-1] in COUNT_FAMILIES:
                chosen[key] = values[-1]
            else:
                notices.append(f"metric “{shorten(values[-1])}” is not one of {', '.join(COUNT_FAMILIES)}")
        elif key in DATES:
            if day := _iso_day(values[-1]):
                chosen[DATES[key]] = day
            else:
                notices.append(f"{key} “{shorten(values[-1])}” is not a date; write it as 2022-01-07")
        elif key == "q":
            words = " ".join(values[-1].split())
            chosen["q"] = words[:MAX_SEARCH_LENGTH].rstrip()
            if len(words) > MAX_SEARCH_LENGTH:
                notices.append(f"q is longer than {MAX_SEARCH_LENGTH} characters; only its beginning was searched for")
        else:
            notices.append(f"{shorten(key)} is not something this page knows{did_you_mean(key[:100], KEYS)}")
    date_from, date_to = chosen.get("date_from"), chosen.get("date_to")
    if date_from and date_to and date_to < date_from:
        notices.append(f"to {date_to} is before from {date_from}; both were left out")
        chosen |= {"date_from": None, "date_to": None}
    return ParsedSelection(Selection(**chosen), tuple(notices), tuple(later))


def requested_day(query: Mapping[str, Sequence[str]]) -> str | None:
    """Return the value of `known_on` in URL parameters; None if it is missing or not an ISO 8601 date."""
    return _iso_day((query.get("known_on") or [""])[-1])


def _iso_day(text: str) -> str | None:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return None
