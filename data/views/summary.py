"""A view in words, for everything that shows it outside of the app: first pages, link previews, snapshots,
citations."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from data.views.address import Address
from data.views.base import Reading, TextTable, View
from data.views.figures import KeyFigure, key_figure
from data.views.frame import Frame
from data.views.opened import OpenedItem, opened_item
from data.views.registry import view_of
from data.wording.emphasis import plain_text
from data.wording.phrases import count_noun


@dataclass(frozen=True)
class Summary:
    """The headline, the key figures with who says so, and the rows of a view, with what stands around them."""

    view: View
    frame: Frame

    @property
    def address(self) -> Address:
        """Where the view is."""
        return self.view.address

    @property
    def page(self) -> str:
        """The name of its page."""
        return self.view.name

    @property
    def title(self) -> str:
        """Its headline."""
        return self.view.title

    @property
    def subtitle(self) -> str:
        """The line under it; may be empty."""
        return self.view.subtitle

    @property
    def collection(self) -> str:
        """What the collection calls itself."""
        return self.frame.collection

    @property
    def about(self) -> str:
        """The collection in one sentence."""
        return self.frame.about

    @property
    def day(self) -> str:
        """The day that it is known on, as ISO 8601; empty where nothing was published."""
        return self.frame.day

    @property
    def known_on_label(self) -> str:
        """“As known on Fri 7 Jan 2022”; empty where nothing was published."""
        return self.frame.known_on_label

    @property
    def filters(self) -> str:
        """The filters in words; empty when nothing is filtered."""
        return self.frame.filters

    @property
    def count_summary(self) -> str:
        """How much of everything is shown."""
        return self.frame.count_summary

    @cached_property
    def later(self) -> str:
        """What later reports made of the figures; empty where they changed none."""
        return plain_text(self.frame.later)

    @cached_property
    def figures(self) -> tuple[KeyFigure, ...]:
        """The figures that its page shows first."""
        return tuple(key_figure(history) for history in self.view.figures)

    @property
    def more_figures(self) -> int:
        """How many stand on another page."""
        return self.view.more_figures

    @cached_property
    def tables(self) -> tuple[TextTable, ...]:
        """The rows that its page is about."""
        return tuple(table.text for table in self.view.data_tables)

    @cached_property
    def opened(self) -> OpenedItem | None:
        """The item that the address opens."""
        return opened_item(self.view.reading)

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the address was left out, in sentences."""
        return self.view.notices

    @property
    def dataset(self) -> str:
        """The version of the records."""
        return self.view.archive.version

    @property
    def main_figures(self) -> tuple[KeyFigure, ...]:
        """The figures that stand for the view where there is room for few: the opened one, else the page's first three.

        A page without figures has none: deaths under a title about arrests, or about a map, would say what it does not.
        """
        if self.opened is None:
            return self.figures[:3]
        return (key_figure(self.opened.history),) if self.opened.history else ()

    @property
    def description(self) -> str:
        """The view in two or three sentences, for search engines and link previews."""
        parts = [f"{self.filters}." if self.filters else "", *(figure.sentence for figure in self.main_figures)]
        known = f"{self.known_on_label}: {self.count_summary}." if self.known_on_label else ""
        return " ".join(part for part in (*parts, known) if part) or count_noun(0, "record")


@lru_cache(maxsize=512)
def summary(reading: Reading) -> Summary:
    """Return the summary of an address that was read; kept, since each part costs several questions."""
    return Summary(view_of(reading), Frame(reading))
