"""The map as a picture: discs and rings of cities, labels that cover nothing, and the places off the frame."""

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.geo.boxes import Box
from data.queries.row_types import CityRow
from data.views.map_frame import (
    Outlines,
    Projection,
    ScaleBar,
    focus_country,
    frame_box,
    outlines,
    projection_of,
    scale_bar,
)
from data.views.map_labels import CountryLabel, Rect, country_labels, is_free
from data.wording.phrases import count_noun, join_words

PER_ROOT, LARGEST = 7.0, 40.0
"""Radius of the disc of one event; radius of the largest disc, to which all are scaled down if it is exceeded."""
RING_GAP, RING, NUMBERED_FROM = 7.0, 6.0, 5
"""Distance of the dashed ring from its disc; radius of a hollow ring; least number that is written in a disc."""
NAME_SIZE, NOTE_SIZE = 15.0, 14.0
BOLD, REGULAR = 0.58, 0.53
"""Width of a letter as a share of the size of its type, with 15 % of slack."""
MOST_OFF = 4
"""Most places off the frame that are named in a corner."""

MOST_IN_ALT = 6
"""Most cities that the text instead of the picture names."""


@dataclass(frozen=True)
class CityMark:
    """A city on the map, in pixels. `radius` is that of its disc, or of its hollow ring if it has no event shown.

    `ring` is the radius of the dashed ring around a disc, 0 for a hollow ring; `number` may be empty; `chosen` is
    whether the filter has this city alone.
    """

    city_id: str
    name: str
    note: str
    x: float
    y: float
    radius: float
    ring: float
    number: str
    chosen: bool


@dataclass(frozen=True)
class MapLabel:
    """The name of a city beside its mark: baseline of its first line, anchor, and a second line that may be empty."""

    city_id: str
    name: str
    note: str
    x: float
    y: float
    anchor: str
    box: Rect


@dataclass(frozen=True)
class OffFrame:
    """A place off the frame: an arrow of an angle in degrees (0 points right, 90 down) and the text beside it."""

    city_id: str
    text: str
    x: float
    y: float
    angle: int
    anchor: str
    box: Rect

    @property
    def arrow_x(self) -> float:
        """The centre of the arrow."""
        return self.x - 13 if self.anchor == "start" else self.x + 13


@dataclass(frozen=True)
class MapPicture:
    """All that is drawn of a map. `more_off` is the number of places off the frame that are not named."""

    view: Projection
    outlines: Outlines
    marks: tuple[CityMark, ...]
    labels: tuple[MapLabel, ...]
    countries: tuple[CountryLabel, ...]
    off: tuple[OffFrame, ...]
    more_off: int
    scale: ScaleBar
    alt: str

    @property
    def width(self) -> int:
        """The width in pixels."""
        return self.view.width

    @property
    def height(self) -> int:
        """The height in pixels."""
        return self.view.height

    @property
    def unexplained_rings(self) -> set[str]:
        """What hollow rings stand for beside which there was no room for the words."""
        explained = {label.city_id for label in self.labels if label.note}
        return {mark.note for mark in self.marks if not mark.ring and mark.city_id not in explained}

    @property
    def has_discs(self) -> bool:
        """Whether a city has an event shown."""
        return any(mark.ring for mark in self.marks)


def city_note(row: CityRow) -> str:
    """Return what is said of a city: “10 events”, “none shown”, “only mentioned”."""
    if row["events"]:
        return count_noun(row["events"], "event")
    return "none shown" if row["home"] else "only mentioned"


def map_picture(
    cities: Sequence[CityRow], *, size: tuple[int, int], box: Box | None = None, chosen: Sequence[str] = ()
) -> MapPicture:
    """Return the picture of a map of `size` pixels.

    It shows `box` (west, south, east, north), or the country in which most cities with events lie. Cities without an
    event or a mention are left out. `chosen` are the cities of the filter.
    """
    width, height = size
    focus = focus_country(cities)
    view = projection_of(frame_box(cities, box), width, height)
    shown = [row for row in cities if row["events"] or row["mentions"] or row["home"]]
    most = max((row["events"] for row in cities), default=1)
    per_root = min(PER_ROOT, LARGEST / math.sqrt(max(most, 1)))
    on_it = [row for row in shown if view.shows(row["lon"], row["lat"])]
    marks = sorted(
        (_mark(row, *view.place(row["lon"], row["lat"]), per_root, row["city_id"] in chosen) for row in on_it),
        key=lambda mark: (-mark.radius, mark.city_id),
    )
    scale = scale_bar(view)
    off = [row for row in shown if not view.shows(row["lon"], row["lat"])]
    off.sort(key=lambda row: (-row["events"], -row["mentions"], row["city_id"]))
    off_frame = tuple(_off_frame(off[:MOST_OFF], view))
    taken: list[Rect] = [(8, height - 40, 20 + scale.pixels, height), *(each.box for each in off_frame)]
    taken += [_around(mark) for mark in marks]
    labels = tuple(_labels(marks, view, taken))
    taken += [label.box for label in labels]
    return MapPicture(
        view=view,
        outlines=outlines(view, focus),
        marks=tuple(marks),
        labels=labels,
        countries=country_labels(view, focus, tuple(taken)),
        off=off_frame,
        more_off=max(len(off) - MOST_OFF, 0),
        scale=scale,
        alt=_alt(shown),
    )


def _alt(cities: Sequence[CityRow]) -> str:
    placed = sorted((row for row in cities if row["events"]), key=lambda row: (-row["events"], row["name"]))
    if not placed:
        return "Map without a placed event."
    words = [f"{city_note(row)} in {row['name']}" for row in placed[:MOST_IN_ALT]]
    return f"Map of events: {join_words(words)}{', and others' if len(placed) > MOST_IN_ALT else ''}."


def _mark(row: CityRow, x: float, y: float, per_root: float, chosen: bool) -> CityMark:
    radius = round(max(math.sqrt(row["events"]) * per_root, 4.0), 1) if row["events"] else RING
    number = f"{row['events']:,}" if row["events"] >= NUMBERED_FROM and radius >= 11 else ""
    ring = radius + RING_GAP if row["events"] else 0
    return CityMark(
        row["city_id"], row["name"], city_note(row), round(x, 1), round(y, 1), radius, ring, number, chosen
    )  # fmt: skip


def _around(mark: CityMark) -> Rect:
    reach = (mark.ring or mark.radius) + 1
    return mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach


MOST_LABELLED = 60
"""Marks for whose names a free place is looked for: more names than that are no picture."""


def _labels(marks: Sequence[CityMark], view: Projection, taken: Sequence[Rect]) -> Iterator[MapLabel]:
    """Names beside their marks, the largest marks first: on the side of the middle, then on the other ones.

    If no place is free for both lines the name stands alone; if there is none for that either, the list has it.
    """
    used = list(taken)
    for mark in marks[:MOST_LABELLED]:
        own = _around(mark)
        others = [box for box in used if box != own]
        for note in (mark.note, ""):
            found = next((label for label in _places(mark, note, view) if is_free(label.box, others, view)), None)
            if found:
                used.append(found.box)
                yield found
                break


def _places(mark: CityMark, note: str, view: Projection) -> Iterator[MapLabel]:
    wide = max(len(mark.name) * NAME_SIZE * BOLD, len(note) * NOTE_SIZE * REGULAR)
    tall = NAME_SIZE + 3 + (NOTE_SIZE + 2 if note else 0)
    reach = (mark.ring or mark.radius) + 5
    right, left = (mark.x + reach, "start"), (mark.x - reach, "end")
    sides = (right, left) if mark.x < view.width / 2 else (left, right)
    # A line above the middle first where two lines stand beside a mark, so that its name is level with it.
    for x, anchor in sides:
        for top in (mark.y - tall / 2, mark.y - tall * 0.8, mark.y - tall * 0.2):
            yield _label(mark, note, (x, top), anchor, (wide, tall))
    for top in (mark.y + reach - 2, mark.y - reach + 2 - tall):
        for x, anchor in ((mark.x, "middle"), right, left):
            yield _label(mark, note, (x, top), anchor, (wide, tall))


def _label(
    mark: CityMark, note: str, at: tuple[float, float], anchor: str, size: tuple[float, float]
) -> MapLabel:  # fmt: skip
    (x, top), (wide, tall) = at, size
    left = x - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
    box = (left - 2, top, left + wide + 2, top + tall)
    return MapLabel(mark.city_id, mark.name, note, round(x, 1), round(top + NAME_SIZE, 1), anchor, box)


def _off_frame(rows: Sequence[CityRow], view: Projection) -> Iterator[OffFrame]:
    """Places off the frame, each in the corner that it lies towards, below each other."""
    filled: dict[tuple[bool, bool], int] = {}
    for row in rows:
        across, down = view.direction(row["lon"], row["lat"])
        corner = across > 0, down > 0
        line = filled.get(corner, 0)
        filled[corner] = line + 1
        angle = round(math.degrees(math.atan2(down, across)) / 15) * 15
        text = _fitting(row, view.width - 60)
        left, top = (view.width - 29 if corner[0] else 29), 24 + 20 * line
        base = view.height - 20 * (line + 1) - (30 if not corner[0] else 0) if corner[1] else top
        wide = len(text) * NOTE_SIZE * REGULAR
        box = (
            (left - wide, base - 15, left + 24, base + 6)
            if corner[0]
            else (left - 24, base - 15, left + wide, base + 6)
        )
        yield OffFrame(row["city_id"], text, left, base, angle, "end" if corner[0] else "start", box)


def _fitting(row: CityRow, room: float) -> str:
    """The name of a place with its note; alone, or cut, if there is no room."""
    letters = int(room / (NOTE_SIZE * REGULAR))
    whole = f"{row['name']}, {city_note(row)}"
    return whole if len(whole) <= letters else textwrap.shorten(row["name"], letters, placeholder="…") or "…"
