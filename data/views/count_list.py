"""The chart of a count as a list in the order of days, for narrow windows, print and screen readers; and its key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.records.vocabulary import SpeakerGroup
from data.views.count_chart import CountChart, count_chart, split_panels
from data.views.count_claims import REPLACED, WITHDRAWN, CountClaim, CountPanel, gap_sentence
from data.views.count_scale import Scale, scale_of
from data.views.long_list import shares
from data.views.marks import NOT_NAMED, SHAPES, Mark
from data.views.pager import ListPage
from data.wording.phrases import day_labels, day_of_month

WIDTHS = (960, 1184)
"""Widths for which the chart is drawn, in pixels; a page shows the widest that fits."""

MAX_LIST = 200
"""Most figures of the list on one page."""

FULL_BAR = 97.0


@dataclass(frozen=True)
class ListEntry:
    """A figure of the list. `day` is empty if it is that of the entry before; `bar` is its length in percent.

    `bar` is None for a word; `gap_before` is a sentence about days without a number that stands before the entry.
    """

    claim: CountClaim
    day: str
    bar: float | None
    notes: tuple[str, ...]
    gap_before: str = ""


@dataclass(frozen=True)
class ListGroup:
    """The figures of one population and the sentence about its scale; the sentence is empty without a number."""

    title: str
    scale: str
    entries: Sequence[ListEntry]


@dataclass(frozen=True)
class KeyEntry:
    """An entry of the key: a mark, or the name of a line or sign."""

    label: str
    mark: Mark | None = None
    sign: str = ""

    @property
    def in_drawing_only(self) -> bool:
        """Whether it stands in the drawing and not in the list, which says the same in words."""
        return self.sign in ("open", "tail", "part")


@dataclass(frozen=True)
class CountSection:
    """How the count changed: title, drawings by width, a page of the list, the keys of marks and of voices.

    `gap` is the sentence about days without a number.
    """

    title: str
    charts: Sequence[CountChart]
    groups: Sequence[ListGroup]
    key: Sequence[KeyEntry]
    voices: Sequence[KeyEntry]
    gap: str
    page: ListPage


def count_section(label: str, panels: Sequence[CountPanel], days: Sequence[str], page: ListPage) -> CountSection:
    """Return the section of a count family with a label; `days` are all days with reports, `page` is of the list."""
    claims = [claim for panel in panels for claim in panel.claims]
    gap = gap_sentence(claims)
    charts = [count_chart(panels, days, width, gap) for width in WIDTHS]
    found = [chart for chart in charts if chart]
    return CountSection(
        title=count_headline(label, claims),
        charts=found if len(found) == len(WIDTHS) else [],
        groups=list_groups(_cut(panels, page.rows), gap),
        key=_key(claims),
        voices=_voices(claims),
        gap=gap,
        page=page,
    )


def count_headline(label: str, claims: Sequence[CountClaim]) -> str:
    """Return “Killed: 164 withdrawn, as we read Reuters; the latest figure is 238”.

    It speaks of figures of all people.
    """
    numbers = [claim for claim in claims if claim.of_all and claim.value is not None]
    standing = [claim for claim in numbers if claim.state not in (REPLACED, WITHDRAWN)]
    withdrawn = [claim for claim in numbers if claim.state == WITHDRAWN]
    if not standing:
        return "How the count changed"
    latest = max(standing, key=lambda claim: (claim.day, claim.item_id))
    earlier = [claim for claim in withdrawn if claim.day <= latest.day]
    if earlier:
        read = f", {earlier[-1].as_read}" if earlier[-1].as_read else ""
        return f"{label}: {earlier[-1].words} withdrawn{read}; the latest figure is {latest.words}"
    return f"{label}: how the count changed; the latest figure is {latest.words}"


def _cut(panels: Sequence[CountPanel], rows: slice) -> list[CountPanel]:
    shown = shares([panel.claims for panel in panels], rows.start, rows.stop)
    return [replace(panel, claims=claims) for panel, claims in zip(panels, shown, strict=True) if claims]


def list_groups(panels: Sequence[CountPanel], gap: str) -> list[ListGroup]:
    """Return the list of panels: all large ones on one scale, all small ones on another."""
    large, small = split_panels(panels)
    large_scale = scale_of(max((panel.highest for panel in large), default=0))
    small_scale = scale_of(max((panel.highest for panel in small), default=0))
    groups = []
    for panel in panels:
        is_small = panel in small
        scale = small_scale if is_small else large_scale
        top = f"{scale.words(scale.top)} people"
        sentence = f"Enlarged: 0 to {top}" if is_small else f"Full width is {top}"
        entries = _entries(panel, scale, gap if any(claim.of_all for claim in panel.claims) else "")
        groups.append(ListGroup(panel.title, sentence if panel.highest else "", entries))
    return groups


def _entries(panel: CountPanel, scale: Scale, gap: str) -> list[ListEntry]:
    entries: list[ListEntry] = []
    days = sorted({claim.day for claim in panel.claims})
    labels = dict(zip(days, day_labels(days), strict=True))
    before = ""
    end = (
        next((c.ended_on for c in panel.claims if c.of_all and c.state == WITHDRAWN and c.ended_on), "") if gap else ""
    )
    for claim in panel.claims:
        bar = None if claim.value is None else round(min(claim.value / scale.top, 1) * FULL_BAR, 2)
        sentence = gap if end and claim.day > end else ""
        end = "" if sentence else end
        day = labels[claim.day] if claim.day != before else ""
        entries.append(ListEntry(claim, day, bar, _notes(claim), sentence))
        before = claim.day
    return entries


def _notes(claim: CountClaim) -> tuple[str, ...]:
    replaced = f"replaced {day_of_month(claim.ended_on)}" if claim.state == REPLACED and claim.ended_on else ""
    return tuple(note for note in (claim.contested, claim.publisher, *claim.notes, claim.as_of_words, replaced) if note)


def _key(claims: Sequence[CountClaim]) -> list[KeyEntry]:
    """The key of marks and lines that occur."""
    numbers = [claim for claim in claims if claim.value is not None]
    square = Mark("square", "none", "")
    drawn = {(claim.panel, claim.item_id) for claim in numbers}
    known = [
        (any(not c.mark.hollow and not c.mark.arrow for c in numbers), KeyEntry("a number, as given", square)),
        (
            any(c.mark.arrow for c in numbers),
            KeyEntry("open end: “more than”, “at least”", replace(square, arrow=True)),
        ),
        (any(c.mark.hollow for c in numbers), KeyEntry("a round number: “about”", replace(square, hollow=True))),
        (len(numbers) < len(claims), KeyEntry("a word, never placed on the scale", replace(square, word=True))),
        (any(c.state != WITHDRAWN for c in numbers), KeyEntry("stood until replaced, or to this day", sign="stands")),
        (
            any(c.mark.arrow and c.state not in (WITHDRAWN, REPLACED) for c in numbers),
            KeyEntry("stands, with an open end", sign="open"),
        ),
        (any(c.state == WITHDRAWN for c in numbers), KeyEntry("withdrawn, by our reading", sign="withdrawn")),
        (any(c.disagrees for c in claims), KeyEntry("contested", sign="differs")),
        (any(c.as_of for c in numbers), KeyEntry("back to the day that it speaks of", sign="tail")),
        (any((c.panel, whole) in drawn for c in numbers for whole in c.part_of), KeyEntry("part of", sign="part")),
    ]
    return [entry for occurs, entry in known if occurs]


def _voices(claims: Sequence[CountClaim]) -> list[KeyEntry]:
    """The key of whose voice it is, of the voices that occur."""
    occurring = {claim.mark.colour for claim in claims}
    voices = [
        KeyEntry(SpeakerGroup(group).label.lower(), Mark(shape, colour, ""))
        for group, (shape, colour) in SHAPES.items()
        if colour in occurring
    ]
    shape, colour = NOT_NAMED
    return [
        *voices,
        *([KeyEntry("kind of source not recorded", Mark(shape, colour, ""))] if colour in occurring else []),
    ]
