"""Checks the references inside a record: ids of entities and items, and paragraphs of its text.

References from its claims to other records are checked in `data.records.relations`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from data.records.items import Caveat, Claim, Quote
from data.records.schema import Record
from data.text import did_you_mean


def reference_problems(record: Record) -> list[tuple[str, str]]:
    """Return duplicate ids, dangling ids, cycles, and missing or invalid anchors, as (place in file, message)."""
    return [
        *_duplicate_ids(record),
        *_dangling_references(record),
        *_cycles(record),
        *_anchor_problems(record),
        *_removals_of_what_is_there(record),
    ]


def _duplicate_ids(record: Record) -> Iterator[tuple[str, str]]:
    families = {
        "places": [place.id for place in record.places],
        "actors": [actor.id for actor in record.actors],
        "topics": [topic.id for topic in record.topics],
        "events, claims, quotes, facts and caveats": [item.id for _, _, item in record.items()],
    }
    for family, ids in families.items():
        for repeated, times in Counter(ids).items():
            if times > 1:
                yield family, f"the id “{repeated}” is used {times} times; each needs its own"


def _dangling_references(record: Record) -> Iterator[tuple[str, str]]:
    known = {
        "places": {place.id for place in record.places},
        "actors": {actor.id for actor in record.actors},
        "topics": {topic.id for topic in record.topics},
        "events": {event.id for event in record.events},
        "claims": {claim.id for claim in record.claims},
        "quotes": {quote.id for quote in record.quotes},
    }
    known["events and claims"] = known["events"] | known["claims"]
    known["items"] = {item.id for _, _, item in record.items()}
    for where, family, wanted in _references(record):
        if wanted not in known[family]:
            yield where, f"“{wanted}” is not among the record's {family}{did_you_mean(wanted, known[family])}"


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Every reference as (place in file, family of ids that it refers to, id)."""
    for n, place in enumerate(record.places):
        if place.within:
            yield f"places[{n}].within", "places", place.within
    for n, actor in enumerate(record.actors):
        if actor.labelled_by:
            yield f"actors[{n}].labelled_by", "actors", actor.labelled_by
    for name, n, item in record.items():
        where = f"{name}[{n}] ({item.id})"
        yield from ((where, "actors", actor) for actor in item.actor_ids())
        yield from ((where, "places", place) for place in item.place_ids())
        yield from ((where, "topics", topic) for topic in item.topics)
        match item:
            case Claim():
                if item.event:
                    yield where, "events", item.event
            case Quote():
                if item.part_of:
                    yield where, "quotes", item.part_of
                yield from ((f"{where}.stances", "events and claims", stance.item) for stance in item.stances)
            case Caveat():
                yield from ((where, "items", concerned) for concerned in item.concerns)
    for n, correction in enumerate(record.corrections):
        if correction.item and correction.item not in record.removed_items:
            yield f"corrections[{n}].item", "items", correction.item


def _cycles(record: Record) -> Iterator[tuple[str, str]]:
    """Places, quotes and caveats that refer to themselves, directly or through others."""
    walked: list[tuple[str, str, str, list[tuple[str, Sequence[str | None]]]]] = [
        ("places", "within", "lies within", [(place.id, [place.within]) for place in record.places]),
        ("quotes", "part_of", "is part of", [(quote.id, [quote.part_of]) for quote in record.quotes]),
        ("caveats", "concerns", "concerns", [(caveat.id, caveat.concerns) for caveat in record.caveats]),
    ]
    for family, field, verb, steps in walked:
        onwards = {start: [step for step in to if step] for start, to in steps}
        for n, (start, _) in enumerate(steps):
            if way := find_cycle(start, onwards):
                yield f"{family}[{n}].{field}", f"“{start}” {verb} itself: {' → '.join(way)}"


def find_cycle(start: str, onwards: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids on a way from `start` back to itself; empty if there is none.

    `onwards` maps an id to the ids that it refers to.
    """
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop()
        for step in onwards.get(way[-1], ()):
            if step == start:
                return [*way, step]
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    return []


def _anchor_problems(record: Record) -> Iterator[tuple[str, str]]:
    count = record.article.paragraph_count
    for where, anchors in record.anchor_lists():
        if record.article.text_sha256 and not anchors:
            yield where, "has no anchor, although the article's text is known"
        for n, anchor in enumerate(anchors):
            if count is None:
                yield f"{where}.anchors[{n}]", "stands in a text whose article.paragraph_count is not given"
            elif anchor.paragraph >= count:
                yield (
                    f"{where}.anchors[{n}].paragraph",
                    f"{anchor.paragraph} is outside the text, whose {count} paragraphs are counted from 0",
                )


def _removals_of_what_is_there(record: Record) -> Iterator[tuple[str, str]]:
    there = {item.id for _, _, item in record.items()}
    for n, correction in enumerate(record.corrections):
        if correction.removes_item and correction.item in there:
            yield (
                f"corrections[{n}]",
                f"“{correction.item}” was taken out of {correction.field} by this correction, but it is there; name "
                "the field that was corrected",
            )
