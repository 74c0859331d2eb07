"""What is said of reports after the day that is shown: that what was asked for comes with them, how many, from when.

Only numbers, days, and what the address itself names; never what a later report says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from data.queries.later import LaterMatches
from data.queries.selection import LaterValue
from data.text import shorten
from data.wording.phrases import count_noun, day, join_words

NOUNS: dict[str, tuple[str, str]] = {
    "events": ("event", "events"), "claims": ("figure", "figures"), "quotes": ("quotation", "quotations"),
    "facts": ("piece of background", "pieces of background"), "caveats": ("caveat", "caveats"),
}  # fmt: skip
"""Table to what readers call one of its rows, and several."""

REPORTS = ("article", "item")
"""Keys whose values were published; those of other keys are in a report that was."""


@dataclass(frozen=True)
class NotYet:
    """A sentence about later reports, the words of a link, and the changes of the address that it makes.

    In `changes` an empty value removes a key.
    """

    words: str
    link: str
    changes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def data_filter(self) -> str:
        """The changes as a query string, as a click reports them."""
        return urlencode([(key, value) for key, values in self.changes for value in values or ("",)])

    @property
    def of_address(self) -> dict[str, tuple[str, ...]]:
        """The changes by key."""
        return dict(self.changes)


def later_value_words(found: LaterValue) -> str:
    """Return “article “x” was published on Tue 20 Dec 2022; see it as known on that day”."""
    came = "was published on" if found.key in REPORTS else "is first in a report of"
    return f"{found.key} “{shorten(found.value)}” {came} {day(found.first_day)}; see it as known on that day"


def way_to_value(
    found: LaterValue, default_day: str, *, kept: Sequence[str] = (), matches: LaterMatches | None = None
) -> NotYet:
    """Return the way to a value of a later report.

    `kept` are the other values of its key, which stay; `matches` are the items of later reports that have the value.
    """
    items = f"; later reports have {_counted(matches)} with it" if matches else ""
    return NotYet(
        words=f"Not yet on this day: {found.key} “{shorten(found.value)}”{items}.",
        link=f"See it as known on {day(found.first_day, weekday=False)}",
        changes=(_known_on(found.first_day, default_day), (found.key, (*kept, found.value))),
    )


def way_to_matches(found: LaterMatches, default_day: str) -> NotYet:
    """Return how many items of later reports match the filters, from which day, and the way to that day."""
    match = "match" if found.total > 1 else "matches"
    first = day(found.first_day, weekday=False)
    return NotYet(
        words=f"Later reports have {_counted(found)} that {match}, from {first} on.",
        link="See that day",
        changes=(_known_on(found.first_day, default_day),),
    )


def way_to_rows(count: int, last_day: str, default_day: str) -> NotYet:
    """Return how many rows of an empty list there are on the last day with a report, and the way to that day."""
    there = f"there {'is' if count == 1 else 'are'} {count:,}"
    return NotYet(
        words=f"As known on {day(last_day, weekday=False)} {there}.",
        link="See that day",
        changes=(_known_on(last_day, default_day),),
    )


def _counted(found: LaterMatches) -> str:
    return join_words([count_noun(found.of(table), *nouns) for table, nouns in NOUNS.items() if found.of(table)])


def _known_on(wanted: str, default_day: str) -> tuple[str, tuple[str, ...]]:
    """The change of the day; the default day is in no address."""
    return "known_on", () if wanted == default_day else (wanted,)
