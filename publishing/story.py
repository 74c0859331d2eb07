"""Steps of stories as HTML: title, words, the visual of a page drawn for a room, and the source of the opened item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from data.stories.models import Step
from data.views.base import View
from data.views.opened import OpenedItem, opened_item
from data.views.room import (
    room_corrections,
    room_days,
    room_map,
    room_matters,
    room_quotes,
    room_sources,
    room_timeline,
)
from data.views.room_count import room_count
from data.views.room_figures import room_casualties, room_disputes, room_doubts, room_ledger, room_matrix
from data.views.room_size import room_height
from publishing.links import Links
from publishing.sections import section


@dataclass(frozen=True)
class Visual:
    """How a visual is drawn for a room: the template `sections/room/NAME.html`, and what of its view it draws.

    `content` is a function of the view and of the pixels that the visual may be high. `shows_words` is whether the
    words of an opened item already stand in it.
    """

    template: str
    content: Callable[[Any, float], object]
    shows_words: bool = False


VISUALS: Mapping[tuple[str, str], Visual] = {
    ("overview", "figures"): Visual("overview_figures", room_ledger),
    ("overview", "timeline"): Visual("overview_timeline", room_days),
    ("overview", "map"): Visual("map", room_map),
    ("overview", "doubts"): Visual("overview_doubts", room_doubts),
    ("timeline", "timeline"): Visual("timeline", room_timeline),
    ("map", "map"): Visual("map", room_map),
    ("casualties", "latest"): Visual("casualties_latest", room_casualties),
    ("casualties", "count"): Visual("casualties_count", room_count),
    ("casualties", "who"): Visual("casualties_who", room_matrix),
    ("casualties", "disagreements"): Visual("casualties_disagreements", room_disputes),
    ("quotes", "quotes"): Visual("quotes_quotes", room_quotes, shows_words=True),
    ("quotes", "voices"): Visual("quotes_voices", lambda view, _: view.voices),
    ("sides", "sides"): Visual("sides", room_matters),
    ("sources", "sources"): Visual("sources", room_sources),
    ("corrections", "corrections"): Visual("corrections", room_corrections),
}
"""Page and visual to how it is drawn."""

STORY_STYLES = ("Overview", "Room")
"""The parts of the style sheet that a step needs besides those of its page; Overview’s are for events without a day."""


def story_section(step: Step, view: View, links: Links) -> Markup:
    """Return a step as HTML. `view` is that of the step, with its opened item; `links` are those of the view."""
    visual = VISUALS[step.page, step.visual]
    opened = opened_item(view.reading)
    repeats = visual.shows_words and opened is not None and opened.quote is not None
    room = room_height(title=step.title, words=step.words, source=_source(opened, repeats=repeats) if opened else "")
    content = visual.content(view, room)
    return section(
        "story",
        view,
        replace(links, opened=opened.item_id if opened else ""),
        step=step,
        visual=visual.template,
        content=content,
        cut=getattr(content, "cut", False),
        opened=opened,
        repeats=repeats,
    )


def _source(opened: OpenedItem, *, repeats: bool) -> str:
    """About the text of the section’s part about the opened item, to know how many lines it takes."""
    passages = [passage.words if passage.words and not repeats else "Open the article" for passage in opened.passages]
    about = [] if repeats else [opened.title, opened.status_label, opened.paragraphs_words]
    return "   ".join([*about, *passages, opened.drawer.article_words])


def notes_section(step: Step, following: str | None, view: View, links: Links) -> Markup:
    """Return the presenter's own window as HTML; `following` is the title of the next step, None for the last."""
    paragraphs = [line for line in step.notes.split("\n") if line.strip()]
    return section("story_notes", view, links, step=step, paragraphs=paragraphs, following=following)
