"""Sections of pages as HTML, made from a view. The app, the first page and the snapshot show the same sections."""

from typing import Any

from markupsafe import Markup

from data.views.base import View
from data.views.opened import OpenedItem
from publishing.jinja import templates
from publishing.links import Links

PAGE_SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview_head", "later", "overview_rest"),
    "timeline": ("timeline_head", "timeline_list", "timeline_undated"),
    "map": ("map_head", "map_svg", "map_list", "map_tray"),
    "casualties": (
        "casualties_head", "casualties_ledger", "casualties_count", "casualties_matrix", "casualties_disagreements",
        "casualties_others",
    ),
    "quotes": ("quotes_head", "quotes_list"),
    "sides": ("sides_head", "sides_body"),
    "sources": ("sources",),
    "corrections": ("corrections",),
}  # fmt: skip
"""Path of a page to its sections in order."""

PAGE_STYLES: dict[str, tuple[str, ...]] = {
    "": ("Overview", "Map"),
    "timeline": ("Timeline",),
    "map": ("Map",),
    "casualties": ("Casualties",),
    "quotes": ("Quotes",),
    "sides": ("Sides",),
    "sources": ("Sources and Corrections",),
    "corrections": ("Sources and Corrections",),
}
"""Path of a page to the parts of the style sheet that its sections need, besides what all pages need."""

DRAWER_STYLES = ("Source drawer",)
"""The parts that the section “drawer” needs."""


def section(name: str, view: View | OpenedItem, links: Links, **values: Any) -> Markup:
    """Return a section as escaped HTML: the template `sections/NAME.html`, which reads `view` and `links`.

    `view` is an OpenedItem for the section “drawer”, a View for all others.
    """
    template = templates().get_template(f"sections/{name}.html")
    return Markup(template.render(view=view, links=links, **values))
