"""The address of a view: its page, its Selection and the page's own choices. Old addresses are converted.

All code that makes or reads addresses uses this module: the app, shared links, link previews, stories, snapshots.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self
from urllib.parse import urlencode

from data.queries.foreign_keys import FRAMEWORK_KEYS
from data.queries.renamed import REMOVED_KEYS, RENAMED_KEYS, RENAMED_VALUES, current_names
from data.queries.selection import KEYS, NO_FILTERS, RANGE, Selection
from data.tables.names import MOST_SERVED_ROWS, SERVED_TABLES

__all__ = [
    "FRAMEWORK_KEYS", "KEYS", "NO_FILTERS", "RANGE", "REMOVED_KEYS", "RENAMED_KEYS", "RENAMED_VALUES", "Address",
    "Selection", "current_names", "rows_address",
]  # fmt: skip

QueryParameters = Mapping[str, Sequence[str]]
"""The parameters of an address, as `urllib.parse.parse_qs` returns them."""


PAGE_OF_A_LIST = re.compile(r"[a-z_-]+-[1-9]\d{0,5}")
"""The values of `page`, which names a page of a long list: `page=events-2`."""

DATASET = "dataset"
"""Key of the dataset version from which a shared link was made."""

VISUAL = "visual"
"""Key of the visual that is shown alone (`embed=true`), and on one sheet of paper: `visual=who`."""

STORY_KEYS = frozenset({"story", "step", "notes"})
"""Keys of presenter mode."""

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Address:
    """A view of the dashboard. `options` are view keys with their values, such as `(("lanes", ("actor",)),)`."""

    path: str = ""
    selection: Selection = NO_FILTERS
    options: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def option(self, key: str) -> str | None:
        """Return the value of a view key; None if the address does not have it."""
        return next((values[-1] for name, values in self.options if name == key and values), None)

    def to_query(self) -> dict[str, list[str]]:
        """Return the parameters of the address; those with the default value are left out."""
        return self.selection.to_query() | {key: list(values) for key, values in self.options}

    def on(self, root: str) -> str:
        """Return the URL on a site; `root` is the URL of the site, with or without a slash at its end."""
        query = self.to_query()
        return f"{root.rstrip('/')}/{self.path}{f'?{urlencode(query, doseq=True)}' if query else ''}"

    def with_version(self, *, known_on: str, dataset: str) -> Self:
        """Return the same for a fixed day and dataset version: later reports do not change what it shows."""
        options = (*self.without_version().options, (DATASET, (dataset,)))
        return replace(self, selection=replace(self.selection, known_on=known_on), options=options)

    def without_version(self) -> Self:
        """Return the same without a dataset version; a day in the address is not removed."""
        return self.without_option(DATASET)

    def on_page(self, path: str, options: Mapping[str, str] = NO_OPTIONS, *, pinned: bool = False) -> Self:
        """Return the address of another page under the same filters; no item is opened.

        `options` are keys of that page; `pinned` is whether it stays in the dataset version that this address names.
        """
        version = tuple((key, values) for key, values in self.options if pinned and key == DATASET)
        chosen = tuple((key, (value,)) for key, value in options.items())
        return replace(self, path=path, selection=self.selection.without_item, options=(*chosen, *version))

    def with_option(self, key: str, value: str) -> Self:
        """Return the same with a view key set to a value."""
        return replace(self, options=(*self.without_option(key).options, (key, (value,))))

    def without_option(self, key: str) -> Self:
        """Return the same without a view key."""
        return replace(self, options=tuple((name, values) for name, values in self.options if name != key))

    def with_item(self, item: str | None) -> Self:
        """Return the same with another item opened, or with none."""
        return replace(self, selection=replace(self.selection, item=item))


def rows_address(table: str, shown: Selection) -> str:
    """Return the address of the rows of a table in the data API, relative to the site; empty if it has no such table.

    One answer has as many rows as the API sends at once, and names the address of the next ones.
    """
    if table not in SERVED_TABLES:
        return ""
    query = shown.without_item.to_query() | {"limit": [str(MOST_SERVED_ROWS)]}
    return f"api/v1/{table}.json?{urlencode(query, doseq=True)}"
