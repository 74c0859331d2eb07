"""The address of a view: its page, its Selection and the page's own choices; and what became of old addresses.

Whoever makes or reads an address speaks through this module: the app, shared links, link previews, stories, snapshots.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from data.queries.renamed import RENAMED_KEYS, RENAMED_VALUES, current_names
from data.queries.selection import KEYS, NO_FILTERS, RANGE, Selection

__all__ = ["KEYS", "NO_FILTERS", "RANGE", "RENAMED_KEYS", "RENAMED_VALUES", "Address", "Selection", "current_names"]

QueryParameters = Mapping[str, Sequence[str]]
"""An address's parameters, as `urllib.parse.parse_qs` gives them."""


WHOLE_COUNTRY = "all"
"""The map's view of every place that something happened in; the others are ids of places."""

PAGE_OF_A_LIST = re.compile(r"[a-z_-]+-[1-9]\d{0,5}")
"""How `page` names the page of a long list: `page=events-2`."""

DATASET = "dataset"
"""Key of the dataset version that a shared link was made from."""

STORY_KEYS = frozenset({"story", "step", "notes"})
"""Keys of presenter mode."""


@dataclass(frozen=True)
class Address:
    """A view of the dashboard. `options` are view keys with their values, such as `(("lanes", ("actor",)),)`."""

    path: str = ""
    selection: Selection = NO_FILTERS
    options: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def option(self, key: str) -> str | None:
        """The value of a view key; None where the address gives none."""
        return next((values[-1] for name, values in self.options if name == key and values), None)

    def to_query(self) -> dict[str, list[str]]:
        """Its parameters: what differs from the default, and nothing else."""
        return self.selection.to_query() | {key: list(values) for key, values in self.options}

    def on(self, root: str) -> str:
        """The address on a site; `root` is the site's own, with or without a slash at its end."""
        query = self.to_query()
        return f"{root.rstrip('/')}/{self.path}{f'?{urlencode(query, doseq=True)}' if query else ''}"

    def with_version(self, *, known_on: str, dataset: str) -> Self:
        """The same, tied to a day and a dataset version: it shows the same when later reports have come in."""
        options = (*self.without_version().options, (DATASET, (dataset,)))
        return replace(self, selection=replace(self.selection, known_on=known_on), options=options)

    def without_version(self) -> Self:
        """The same, tied to no dataset version: it goes along with the records. A day that was chosen stays."""
        return replace(self, options=tuple((key, values) for key, values in self.options if key != DATASET))

    def with_option(self, key: str, value: str) -> Self:
        """The same with a view key set to a value."""
        others = tuple((name, values) for name, values in self.options if name != key)
        return replace(self, options=(*others, (key, (value,))))

    def with_item(self, item: str | None) -> Self:
        """The same with another item opened, or none."""
        return replace(self, selection=replace(self.selection, item=item))
