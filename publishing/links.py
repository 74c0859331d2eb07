"""Addresses of the links in HTML: every control of a page is also a plain link with its true address."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from data.views.address import PAGE_OF_A_LIST, Address
from data.views.range_marks import NO_MARKS, RangeMarks


@dataclass(frozen=True)
class Links:
    """The links of a view. `root` is `server.baseUrlPath` with a leading slash, or empty.

    `opened` is the item that is opened beside its links, which are then marked; empty if there is none. `range_marks`
    are the items that only may be of the chosen days, which are marked too. Links to the items of `corrected` say that
    these were corrected; links of a view that is shown as a release had it (`pinned`) stay in that release.
    `publishing.sections.section` fills in all but the first.
    """

    address: Address
    root: str = ""
    opened: str = ""
    range_marks: RangeMarks = NO_MARKS
    corrected: Collection[str] = ()
    pinned: bool = False

    def item(self, item_id: str | None) -> str:
        """Return the address of the same view with an item opened, or with none."""
        return self.address.with_item(item_id).on(self.root)

    def page(self, path: str, **options: str) -> str:
        """Return the address of another page under the same filters; `options` are keys of that page."""
        return self.address.on_page(path, options, pinned=self.pinned).on(self.root)

    def changed(self, **changes: str | Sequence[str] | None) -> str:
        """Return the address of the same view with other values of some keys; None, and no value, removes a key.

        Keys of lists' pages are removed, since another filter has other rows.
        """
        wanted = {key: [value] if isinstance(value, str) else value or () for key, value in changes.items()}
        changed = self.address.to_query() | {key: list(filter(None, values)) for key, values in wanted.items()}
        query: Mapping[str, object] = {
            key: values
            for key, values in changed.items()
            if values and not any(PAGE_OF_A_LIST.fullmatch(value) for value in values if key not in changes)
        }
        return f"{self.root}/{self.address.path}{f'?{urlencode(query, doseq=True)}' if query else ''}"

    def without_filters(self) -> str:
        """Return the address of the same view without filters; its day stays."""
        return replace(self.address, selection=self.address.selection.without_filters).on(self.root)

    @property
    def cleared(self) -> str:
        """The change of the address that removes all filters, as a query string; the day stays."""
        kept = self.address.selection.without_filters.to_query()
        return urlencode({key: "" for key in self.address.selection.to_query() if key not in kept})


def links_of(address: Address, *, root: str = "") -> Links:
    """Return the links of a view that no item is opened in."""
    return Links(replace(address, selection=address.selection.without_item), root)
