"""The summary of a view, for use outside of the app: first pages, link previews, snapshots, citations."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from data.views.address import Address
from data.views.base import Reading, View
from data.views.figures import KeyFigure, key_figure
from data.views.frame import Frame
from data.views.not_yet import NotYet
from data.views.opened import OpenedItem, opened_item
from data.views.registry import view_of
from data.wording.descriptions import active_filters
from data.wording.emphasis import plain_text
from data.wording.phrases import count_noun


@dataclass(frozen=True)
class Summary:
    """The headline, key figures, rows and frame of a view. Each part is computed when it is first read."""

    view: View
    frame: Frame

    @property
    def address(self) -> Address:
        """The address of the view."""
        return self.view.address

    @property
    def page(self) -> str:
        """The name of the view's page."""
        return self.view.name

    @property
    def title(self) -> str:
        """The headline."""
        return self.view.title

    @property
    def subtitle(self) -> str:
        """The line under the headline; may be empty."""
        return self.view.subtitle

    @property
    def collection(self) -> str:
        """The title of the collection."""
        return self.frame.collection

    @property
    def about(self) -> str:
        """The description of the collection; may be empty."""
        return self.frame.about

    @property
    def day(self) -> str:
        """The day as of which everything is shown, as ISO 8601; empty if there are no reports."""
        return self.frame.day

    @property
    def known_on_label(self) -> str:
        """“As known on Fri 7 Jan 2022”; empty if there are no reports."""
        return self.frame.known_on_label

    @property
    def filters(self) -> str:
        """The active filters in words; empty without filters."""
        return self.frame.filters

    @property
    def shown(self) -> str:
        """What leaves out rows, in words: the filters, and the page's own choice; empty if all are shown."""
        words = active_filters(self.frame.facets, self.view.shown), self.view.part
        return " · ".join(part for part in words if part)

    @property
    def count_summary(self) -> str:
        """How many of all items are shown, in words."""
        return self.frame.count_summary

    @cached_property
    def later(self) -> str:
        """What later reports changed in the figures; empty if nothing."""
        return plain_text(self.frame.later)

    @cached_property
    def figures(self) -> tuple[KeyFigure, ...]:
        """The figures at the top of the page."""
        return tuple(key_figure(history) for history in self.view.figures)

    @cached_property
    def opened(self) -> OpenedItem | None:
        """The item that the address opens; None if there is none."""
        return opened_item(self.view.reading)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about ignored parts of the address."""
        return self.view.notices

    @property
    def not_yet(self) -> tuple[NotYet, ...]:
        """What reports after the day have of what the address asks for."""
        return self.view.not_yet

    @property
    def dataset(self) -> str:
        """The dataset version."""
        return self.view.archive.version

    @property
    def main_figures(self) -> tuple[KeyFigure, ...]:
        """At most three figures for places with little room: the opened figure, or else the first three of the page.

        A page without figures has none, since figures of another page would not fit its title.
        """
        if self.opened is None:
            return self.figures[:3]
        return (key_figure(self.opened.history),) if self.opened.history else ()

    @property
    def description(self) -> str:
        """The view in a few sentences, for search engines and link previews."""
        parts = [f"{self.filters}." if self.filters else "", *(figure.sentence for figure in self.main_figures)]
        known = f"{self.known_on_label}: {self.count_summary}." if self.known_on_label else ""
        later = (way.words for way in self.not_yet)
        return " ".join(part for part in (*parts, known, *later) if part) or count_noun(0, "record")


@lru_cache(maxsize=512)
def summary(reading: Reading) -> Summary:
    """Return the summary of an address; cached, since its view and frame keep the parts that a renderer has read."""
    return Summary(view_of(reading), Frame(reading))
