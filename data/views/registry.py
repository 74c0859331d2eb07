"""The registry of all views, in the order of their links. Pages, stories, addresses, files and tests use it."""

from collections.abc import Mapping

from data.views.address import DATASET, VISUAL
from data.views.base import Reading, View
from data.views.casualties import CasualtiesView
from data.views.corrections import CorrectionsView
from data.views.map import MapView
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.sides import SidesView
from data.views.sources import SourcesView
from data.views.timeline import TimelineView

VIEWS: Mapping[str, type[View]] = {
    view.path: view
    for view in (
        OverviewView, TimelineView, MapView, CasualtiesView, QuotesView, SidesView, SourcesView, CorrectionsView,
    )
}  # fmt: skip
"""Path of a page to its view; the page at the root is the overview."""

BY_NAME: Mapping[str, type[View]] = {path or "overview": view for path, view in VIEWS.items()}
"""The same by the name of a page in scripts, stories and files."""

VIEW_KEYS = frozenset(key for view in VIEWS.values() for key in view.choices) | {"page", DATASET, VISUAL}
"""Keys of an address that do not filter: the pages' own choices, the page of a long list, the version, the visual."""


def view_of(reading: Reading) -> View:
    """Return the view of an address."""
    return VIEWS[reading.address.path](reading)
