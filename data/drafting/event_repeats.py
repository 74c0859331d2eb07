"""Which drafted events tell again what another one tells: the headline, the lead and a later paragraph often do."""

from collections.abc import Sequence

from data.drafting.drafted import Json
from data.drafting.event_telling import Told

_Event = tuple[Told, Json]


def without_repeats(found: Sequence[_Event]) -> list[Json]:
    """Return the events without those that tell again what another one tells, in order.

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
    return [event for told, event in kept if not _is_less((told, event), kept)]


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


def _is_less(one: _Event, kept: Sequence[_Event]) -> bool:
    """Whether an event without day and place only names or counts what another one of the article tells."""
    told, event = one
    if not told.is_bare or any(_where(event)):
        return False
    for again, other in kept:
        if other is event:
            continue
        if told.words.is_number:
            if again.has_numbers and (any(_where(other)) or not _comes_first(told, again, other)):
                return True
        elif _is_like(told, again) and (any(_where(other)) or not again.is_bare or _is_before(again, told)):
            return True
    return False


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
