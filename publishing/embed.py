"""One visual of a page for another site's frame (`embed=true`): its caption, its reports, a link to the page."""

from dataclasses import replace

from markupsafe import Markup

from data.views.address import VISUAL
from data.views.base import View
from data.views.room_size import Surroundings
from data.views.room_step import ROOM_VISUALS
from data.views.visual_words import visual_caption, visual_source, visual_title
from data.wording.phrases import day
from publishing.links import Links
from publishing.sections import section
from publishing.story import STORY_STYLES, VISUALS

EMBED_STYLES = (*STORY_STYLES, "Embed")
"""The parts of the style sheet that an embedded visual needs besides those of its page."""

ROOM = Surroundings().room
"""Pixels that lists may be high on a wide screen: what is left out is counted, and stands on the page."""


def embed_section(view: View, links: Links, *, filters: str) -> Markup:
    """Return the visual that the address of a view names (`View.visual`) as HTML, without anything around it.

    `links` are those of the view; each of them leaves the frame. `filters` are the active ones in words, or empty.
    """
    visual = (view.path or "overview", view.visual)
    links = replace(links, address=links.address.without_option(VISUAL), opened=view.selection.item or "")
    return section(
        "embed",
        view,
        links,
        title=visual_title(view, view.visual),
        visual=VISUALS[visual],
        content=ROOM_VISUALS[visual](view, ROOM),
        is_empty=not len(view.visuals[view.visual](view)),
        caption=visual_caption(view, view.visual),
        source=visual_source(view),
        filters=filters,
        known_on=day(view.day) if view.has_reports else "",
    )
