"""Sections of pages as HTML, made from a view. The app, the first page and the snapshot show the same sections."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from data.views.base import View
from data.views.opened import OpenedItem
from data.views.summary import summary
from data.views.workbench_publish import Note
from data.views.workbench_review import Review
from data.views.workbench_waiting import WaitingForm
from publishing.jinja import templates
from publishing.links import Links, links_of


class PageParts(NamedTuple):
    """The sections of a page in order, and the parts of the style sheet that they need besides what all pages need."""

    sections: tuple[str, ...]
    styles: tuple[str, ...]


PAGE_PARTS: dict[str, PageParts] = {
    "": PageParts(("overview_head", "later", "overview_rest"), ("Overview", "Map picture")),
    "timeline": PageParts(("timeline_head", "timeline_list", "timeline_undated"), ("Timeline",)),
    "map": PageParts(("map_head", "map_svg", "map_list", "map_tray"), ("Map picture", "Map")),
    "casualties": PageParts(
        (
            "casualties_head", "casualties_ledger", "casualties_count", "casualties_matrix",
            "casualties_disagreements", "casualties_others",
        ),
        ("Casualties",),
    ),
    "quotes": PageParts(("quotes_head", "quotes_list"), ("Quotes",)),
    "sides": PageParts(("sides_head", "sides_body"), ("Sides",)),
    "sources": PageParts(("sources",), ("Sources and Corrections",)),
    "corrections": PageParts(("corrections",), ("Sources and Corrections",)),
}  # fmt: skip
"""Path of a page to its parts."""

CODED_STYLES = ("Coded data sets",)
"""The parts that pages of a data set need besides."""

DRAWER_STYLES = ("Source drawer",)
"""The parts that the section “drawer” needs."""


def section(name: str, view: View | OpenedItem, links: Links, **values: Any) -> Markup:
    """Return a section as escaped HTML: the template `sections/NAME.html`, which reads `view` and `links`.

    `view` is an OpenedItem for the section “drawer”, a View for all others. Its links mark the rows of the view that
    only may be of the chosen days, and the items that were corrected.
    """
    if isinstance(view, View):
        links = replace(links, range_marks=view.range_marks)
    template = templates().get_template(f"sections/{name}.html")
    links = replace(links, corrected=view.corrected_items, pinned=view.pinned)
    return Markup(template.render(view=view, links=links, **values))


def workbench_section(name: str, view: Review | Sequence[WaitingForm] | Sequence[Note], *, root: str = "") -> Markup:
    """Return a section of the workbench: the template `sections/workbench_NAME.html`, which reads the view."""
    return Markup(templates().get_template(f"sections/workbench_{name}.html").render(view=view, root=root))


@lru_cache(maxsize=1024)
def page_section(name: str, view: View, *, root: str = "", **values: Hashable) -> Markup:
    """Return a section of a page, with the page's frame. Cached: the first page and every run of the app show the same.

    `root` is the prefix of every link (`publishing.links`).
    """
    links = links_of(view.address, root=root)
    return section(name, view, links, frame=summary(view.reading).frame, **values)
