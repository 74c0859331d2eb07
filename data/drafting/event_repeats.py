"""Which drafted events tell again what another one tells: the headline, the lead and a later paragraph often do."""

from collections.abc import Sequence

from data.drafting.drafted import Json
from data.drafting.event_telling import Told
from data.records.vocabulary import EventKind

_Event = tuple[Told, Json]


def without_repeats(found: Sequence[_Event], headline: int) -> list[Json]:
    """Return the events without those that tell again what another one tells, in order.

    `headline` counts the paragraphs above the first one of the report itself.
    The first one of the same act, day and place has the anchors of the others. What only names or counts, without a day
    and a place of its own, goes where the article tells more of such an event.
    """
    kept: list[_Event] = []
    for told, event in found:
        same = next((other for of, other in kept if _is_same((of, other), (told, event))), None)
        if same is None:
            kept.append((told, event))
        else:
            same["anchors"] += [anchor for anchor in event["anchors"] if anchor not in same["anchors"]]
    once: list[Json] = []
    for told, event in kept:
        more = _told_by_more((told, event), kept) or _told_below(headline, (told, event), kept)
        if more is None:
            once.append(event)
        else:
            more["anchors"] += [anchor for anchor in event["anchors"] if anchor not in more["anchors"]]
    return once


def _is_same(one: _Event, other: _Event) -> bool:
    """Whether two events are of one act, day and place, and tell at least one of these, or who acts."""
    (told, event), (again, later) = one, other
    if (told.words.kind, told.words.title) != (again.words.kind, again.words.title):
        return False
    if told.sentence is again.sentence or _where(event) != _where(later):
        return False
    return any(_where(event)) or (bool(event.get("actors")) and event.get("actors") == later.get("actors"))


def _where(event: Json) -> tuple[str | None, str | None, tuple[str, ...]]:
    return event.get("start"), event.get("end"), tuple(event.get("places", ()))


def _told_by_more(one: _Event, kept: Sequence[_Event]) -> Json | None:
    """The event that tells more of one without day and place, which only names or counts it, or repeats its title."""
    told, event = one
    if any(_where(event)):
        return None
    for again, other in kept:
        if other is event:
            continue
        if not told.is_bare:
            if _is_like(told, again) and any(_where(other)) and _repeats(event, other) and _is_before(again, told):
                return other
        elif told.words.is_number:
            if again.has_numbers and (any(_where(other)) or not _comes_first(told, again, other)):
                return other
        elif _is_like(told, again) and (any(_where(other)) or not again.is_bare or _is_before(again, told)):
            return other
    return None


def _repeats(event: Json, other: Json) -> bool:
    """Whether an event has the same actors and the same title as another one, but for its place."""
    return event.get("actors", []) == other.get("actors", []) and str(other["title"]).startswith(str(event["title"]))


def _told_below(headline: int, one: _Event, kept: Sequence[_Event]) -> Json | None:
    """The event of the report itself that a headline without day and place tells of; None if it tells of none."""
    told, event = one
    if told.sentence.paragraph >= headline or any(_where(event)):
        return None
    below = [(again, other) for again, other in kept if again.sentence.paragraph >= headline]
    same = [other for again, other in below if _is_like(told, again)]
    lead = [
        other
        for again, other in below
        if again.sentence.paragraph == headline and _is_of_force(told) and (_is_of_force(again) or again.has_numbers)
    ]
    return next(iter(same or lead), None)


def _is_of_force(told: Told) -> bool:
    return told.words.kind in (EventKind.VIOLENCE, EventKind.SECURITY_OPERATION)


def _is_like(told: Told, again: Told) -> bool:
    """Whether two tell the same kind of act, in whatever words: “protests” and “Protest begins”."""
    if told.words.kind is not again.words.kind:
        return False
    return told.words.title == again.words.title


def _comes_first(told: Told, again: Told, other: Json) -> bool:
    """Whether a count is the one to keep: no act is told with the other one, and it stands before it."""
    return again.words.is_number and not any(_where(other)) and _is_before(told, again)


def _is_before(one: Told, other: Told) -> bool:
    return (one.sentence.paragraph, one.place.start) < (other.sentence.paragraph, other.place.start)
