"""Drawings that a visual of a story shows to a room whole: the map, and whose words fill the reports.

Nothing of them can be left out as a row of a list is. So their height is only compared with the room.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.views.map import MapView
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.room_size import LINE, MORE_LINE, SCREEN_WIDTH, text_height, text_width

T = TypeVar("T")

MAP_WIDTH, KEY_WIDTH = 790, 362
"""Widths of the map and of the list beside it, in pixels."""

SIGN, BETWEEN = 24, 20
"""Widths of a sign of the map's key, and of the space between two entries of the key."""

BAR = 46
"""Height of the bar of places with the space around it, in pixels."""

HEADING = 1.25
"""Size of the type of a heading beside the map, as a part of the text's."""

VOICE, VOICE_LABEL, VOICE_TYPE = 65, 360, 1.3
"""Height of a kind of speaker of one line, width of its name in pixels, and size of its type."""

DISCS = "events somewhere in this city; the area is their number"
OFF_MAP = "more places are outside the map"
"""About the words of the map's key, to know how many lines it takes."""


@dataclass(frozen=True)
class Drawing(Generic[T]):
    """A view of which one drawing is shown; `cut` is whether it is higher than the room."""

    view: T
    cut: bool


def room_map(view: OverviewView | MapView, room: float) -> Drawing[MapView]:
    """Return the Map page under the same filters."""
    shown = view if isinstance(view, MapView) else view.map_view
    return Drawing(shown, max(_map_height(shown), _shares_height(shown)) > room + MORE_LINE)


def _map_height(view: MapView) -> float:
    picture = view.pictures[0]
    key = [DISCS] * picture.has_discs + [view.ring_words] * bool(view.ring_words) + [OFF_MAP] * bool(picture.more_off)
    lines = _lines((SIGN + text_width(words) for words in [*key, f"{view.credit[0]}; {view.credit[2]}"]), MAP_WIDTH)
    return MAP_WIDTH * picture.height / picture.width + LINE / 3 + LINE * lines


def _lines(widths: Iterable[float], width: float) -> int:
    """The lines that parts of these widths take, which follow each other and are not broken."""
    lines, used = 1, 0.0
    for each in widths:
        if used and used + each > width:
            lines, used = lines + 1, 0.0
        used += each + BETWEEN
        lines += int(each // width)
    return lines


def _shares_height(view: MapView) -> float:
    heading = text_height(view.place_shares_heading, KEY_WIDTH, scale=HEADING)
    labels = (f"{part.count:,} {part.label}" for part in view.place_shares)
    return heading + BAR + sum(text_height(label, KEY_WIDTH - SIGN) + 2 for label in labels)


def room_voices(view: QuotesView, room: float) -> Drawing[QuotesView]:
    """Return the page with its bar of quoted words."""
    heading = text_height(view.voices_heading, SCREEN_WIDTH, scale=1.08)
    names = (text_height(segment.group.label, VOICE_LABEL, scale=VOICE_TYPE) for segment in view.voices)
    height = heading + sum(max(VOICE, name + LINE) for name in names)
    return Drawing(view, height > room + MORE_LINE)
