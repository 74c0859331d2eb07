"""Links of a snapshot: within the file as far as what they lead to is in it, else to the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from data.views.registry import BY_NAME
from publishing.links import Links

RECORDS = "records"
"""The id of the list of records."""

PART_OF_PAGE = {view.path: name for name, view in BY_NAME.items()}
"""Path of a page to the id of its part of the file."""


@dataclass(frozen=True)
class SnapshotLinks(Links):
    """The links of a view in a file. `root` is the address of the site; empty if there is none to lead to.

    `listed` are the ids of the items that are records of the file, `parts` those of the pages that are in it.
    """

    listed: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset(PART_OF_PAGE.values())

    def item(self, item_id: str | None) -> str:
        """Return the link to the record of an item; to the app, or to all records, if it is not in the file."""
        if item_id in self.listed:
            return f"#{item_id}"
        return super().item(item_id) if self.root else f"#{RECORDS}"

    def page(self, path: str, **options: str) -> str:
        """Return the link to the part of the file that is a page; to the app, or to the top, if it is not in it."""
        if PART_OF_PAGE[path] in self.parts:
            return f"#{PART_OF_PAGE[path]}"
        return super().page(path, **options) if self.root else "#main"

    def changed(self, **changes: str | Sequence[str] | None) -> str:
        """Return the address of the same view in the app with other values of some keys."""
        return super().changed(**changes) if self.root else self.page(self.address.path)

    def without_filters(self) -> str:
        """Return the address of the same view in the app without filters."""
        return super().without_filters() if self.root else self.page(self.address.path)


def site_of(permalink: str) -> str:
    """Return the address of the site that a permalink to a page belongs to; empty if it is no web address."""
    parts = urlsplit(permalink)
    if parts.scheme not in ("http", "https"):
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}"
