"""A step of a story on a screen of 1280 by 720 pixels: what its visual shows there, and whether all of it fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from data.views.base import View
from data.views.opened import OpenedItem, opened_item
from data.views.room import room_corrections, room_days, room_quotes, room_sides, room_sources, room_timeline
from data.views.room_count import room_count
from data.views.room_drawings import room_map, room_voices
from data.views.room_figures import room_casualties, room_disputes, room_doubts, room_ledger, room_matrix
from data.views.room_size import Surroundings

HIGHEST = 4_000
"""Pixels of the highest visual whose height is looked for."""

EXACT = 8
"""Pixels by which that height may be too large."""


class RoomContent(Protocol):
    """What a visual shows to a room."""

    @property
    def cut(self) -> bool:
        """Whether the least of it is higher than the room: its first row, or the whole drawing."""


RoomContents = Callable[[Any, float], RoomContent]
"""What a visual shows of a view in a room of a height in pixels: as much of a list as fits, the rest counted."""

ROOM_VISUALS: Mapping[tuple[str, str], RoomContents] = {
    ("overview", "figures"): room_ledger,
    ("overview", "timeline"): room_days,
    ("overview", "map"): room_map,
    ("overview", "doubts"): room_doubts,
    ("timeline", "timeline"): room_timeline,
    ("map", "map"): room_map,
    ("casualties", "latest"): room_casualties,
    ("casualties", "count"): room_count,
    ("casualties", "who"): room_matrix,
    ("casualties", "disagreements"): room_disputes,
    ("quotes", "quotes"): room_quotes,
    ("quotes", "voices"): room_voices,
    ("sides", "sides"): room_sides,
    ("sources", "sources"): room_sources,
    ("corrections", "corrections"): room_corrections,
}
"""Name of a page and of its visual to what a room sees of it."""

WITH_WORDS = frozenset({("quotes", "quotes")})
"""Visuals in which the words of an opened quotation stand already."""


@dataclass(frozen=True)
class RoomStep:
    """A step with its view: `visual` is the name of its page and of its visual; `title` and `words` stand above it."""

    visual: tuple[str, str]
    title: str
    words: str
    view: View

    @cached_property
    def opened(self) -> OpenedItem | None:
        """The item that the step opens."""
        return opened_item(self.view.reading)

    @property
    def repeats(self) -> bool:
        """Whether the words of the opened item stand in the visual, and need not stand below it again."""
        return self.visual in WITH_WORDS and self.opened is not None and self.opened.quote is not None

    @cached_property
    def around(self) -> Surroundings:
        """What stands above and below the visual."""
        return Surroundings(self.title, self.words, self._source)

    @property
    def _source(self) -> str:
        """About the text of the part about the opened item, to know how many lines it takes."""
        if self.opened is None:
            return ""
        repeats, opened = self.repeats, self.opened
        passages = [
            passage.words if passage.words and not repeats else "Open the article" for passage in opened.passages
        ]
        about = [] if repeats else [opened.title, opened.status_label, opened.paragraphs_words]
        return "   ".join([*about, *passages, opened.drawer.article_words])

    @cached_property
    def content(self) -> RoomContent:
        """What the visual shows in the room that is left."""
        return ROOM_VISUALS[self.visual](self.view, self.around.room)

    @property
    def fits(self) -> bool:
        """Whether the whole step fits the screen. Rows that are left out and counted do not make it too large."""
        return not self.content.cut

    @cached_property
    def needed(self) -> float:
        """The least height in which the visual fits, in pixels; HIGHEST if it is higher."""
        low, high = 0.0, float(HIGHEST)
        while high - low > EXACT:
            middle = (low + high) / 2
            low, high = (middle, high) if ROOM_VISUALS[self.visual](self.view, middle).cut else (low, middle)
        return high
