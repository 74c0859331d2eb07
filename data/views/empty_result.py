"""Why a list is empty, and what would fill it: a filter to loosen, another tab, a later day."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.queries.selection import Selection
from data.views.not_yet import NotYet
from data.wording.phrases import day, join_words


@dataclass(frozen=True)
class EmptyResult:
    """The reason why a result is empty. `what` names its rows in the plural.

    `without` maps the label of a filter to the number of rows without that filter; `in_no_city` is the number of rows
    that a filter by city hides because none is recorded for them; `known_on` is None if there are no reports at all.
    `not_yet` is how many rows there are on the last day with a report; None for none. `elsewhere` maps another tab to
    the number of rows there.
    """

    what: str
    selection: Selection
    without: Mapping[str, int]
    in_no_city: int
    known_on: str | None
    not_yet: NotYet | None = None
    elsewhere: Mapping[str, int] = field(default_factory=dict)

    @property
    def headline(self) -> str:
        """“No events under these filters.”, or, without filters, that none are recorded by the day."""
        if self.without:
            return f"No {self.what} under these filters."
        return (
            f"No {self.what} recorded{f' from the reports published by {day(self.known_on)}' if self.known_on else ''}."
        )

    @property
    def advice(self) -> str:
        """Which filter to loosen, with the numbers of rows without it, and what a filter by city hides; or empty."""
        sentences = []
        if self.without:
            helpful = [f"{name.lower()} ({count:,})" for name, count in self.without.items() if count]
            sentences.append(f"Loosen {' or '.join(helpful) or 'more than one of them'} to see some.")
        if self.elsewhere:
            found = join_words([f"{label} ({count:,})" for label, count in self.elsewhere.items()])
            sentences.append(f"There are some under {found}.")
        if self.in_no_city:
            sentences.append(
                f"Of the {self.what}, {self.in_no_city:,} are recorded without a city, and a filter by city hides them:"
                " that none is shown here does not mean that there were none."
            )
        return " ".join(sentences)
