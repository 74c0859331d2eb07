"""Steps of stories as HTML: title, words, the visual of a page drawn for a room, and the source of the opened item."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from data.stories.models import Step
from data.views.base import View
from data.views.room_step import RoomStep
from publishing.links import Links
from publishing.sections import section

VISUALS: Mapping[tuple[str, str], str] = {
    ("overview", "figures"): "overview_figures",
    ("overview", "timeline"): "overview_timeline",
    ("overview", "map"): "map",
    ("overview", "doubts"): "overview_doubts",
    ("timeline", "timeline"): "timeline",
    ("map", "map"): "map",
    ("casualties", "latest"): "casualties_latest",
    ("casualties", "count"): "casualties_count",
    ("casualties", "who"): "casualties_who",
    ("casualties", "disagreements"): "casualties_disagreements",
    ("quotes", "quotes"): "quotes_quotes",
    ("quotes", "voices"): "quotes_voices",
    ("sides", "sides"): "sides",
    ("sources", "sources"): "sources",
    ("corrections", "corrections"): "corrections",
}
"""Name of a page and of its visual to the template `sections/room/NAME.html`, which draws `content` of a RoomStep."""

STORY_STYLES = ("Overview", "Room")
"""The parts of the style sheet that a step needs besides those of its page; Overview’s are for events without a day."""


def story_section(step: Step, view: View, links: Links) -> Markup:
    """Return a step as HTML. `view` is that of the step, with its opened item; `links` are those of the view."""
    shown = RoomStep((step.page, step.visual), step.title, step.words, view)
    return section(
        "story",
        view,
        replace(links, opened=shown.opened.item_id if shown.opened else ""),
        step=step,
        visual=VISUALS[shown.visual],
        content=shown.content,
        cut=not shown.fits,
        opened=shown.opened,
        repeats=shown.repeats,
    )


def notes_section(step: Step, following: str | None, view: View, links: Links) -> Markup:
    """Return the presenter's own window as HTML; `following` is the title of the next step, None for the last."""
    return section("story_notes", view, links, step=step, following=following)
