"""Entities that several records have: whether they are described alike, and whether somebody said that they are one.

An id alone makes no two bodies one: many countries have an interior ministry. Whoever gives an actor an id that another
record uses is asked, and answers with `same_as`. Places are asked about too, unless what they lie in, their coordinates
or their being a country tell which they are. A topic is a word, and may be shared by all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from data.records.problems import Problem
from data.records.schema import Actor, Place, Record, Topic
from data.records.vocabulary import PlaceKind
from data.text import difference, seen

NOT_COMPARED = {"anchors", "same_as", "drafted"}
"""Fields of an entity that may differ from record to record."""

ONE_OF = {"actors": "an actor", "places": "a place"}


@dataclass(frozen=True)
class RecordFile:
    """A record, and the name of the file that it was read from."""

    record: Record
    file: str


@dataclass(frozen=True)
class SharedEntity:
    """An actor or place that several records say to be one: its list, its id, its name, and the ids of the articles."""

    family: str
    id: str
    name: str
    articles: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.family}: {self.id} ({self.name}): {', '.join(self.articles)}"


@dataclass(frozen=True)
class _Holder:
    """An entity in a record: its number in the list, and the position of the record among all."""

    position: int
    number: int
    entity: Actor | Place


def shared_entities(records: Sequence[Record]) -> list[SharedEntity]:
    """Return the actors and places that several records have and `same_as` is asked of, by list and id."""
    return [
        SharedEntity(
            family,
            entity_id,
            holders[0].entity.name,
            tuple(records[holder.position].article.id for holder in holders),
        )
        for (family, entity_id), holders in sorted(_holders(records).items())
        if len(holders) > 1
    ]


def unconfirmed_entities(files: Sequence[RecordFile]) -> dict[int, list[Problem]]:
    """Return the problems of records that have an entity of others and do not say that it is the same one.

    The key is the record's position in `files`. Records that `same_as` joins, directly or through others, are a group;
    of the groups that have an entity the largest one keeps it, and of equal ones that of the first file name.
    """
    problems: dict[int, list[Problem]] = {}
    for (family, _), found in _holders([each.record for each in files]).items():
        holders = sorted(found, key=lambda holder: files[holder.position].file)
        groups = _groups(holders, files)
        known = max(groups, key=len)
        for holder in holders:
            if holder not in known:
                problem = _question(family, holder, known, files)
                problems.setdefault(holder.position, []).append(problem)
    return problems


def _holders(records: Sequence[Record]) -> dict[tuple[str, str], list[_Holder]]:
    """The records that have an entity by its list and id, without those that tell themselves which one they are."""
    found: dict[tuple[str, str], list[_Holder]] = {}
    for position, record in enumerate(records):
        for number, actor in enumerate(record.actors):
            found.setdefault(("actors", actor.id), []).append(_Holder(position, number, actor))
        for number, place in enumerate(record.places):
            if place.kind is not PlaceKind.COUNTRY and not place.within and not place.coordinates_source:
                found.setdefault(("places", place.id), []).append(_Holder(position, number, place))
    return found


def _groups(holders: Iterable[_Holder], files: Sequence[RecordFile]) -> list[list[_Holder]]:
    """The holders of an entity in groups that `same_as` joins; it may name a record that is not loaded."""
    groups: list[tuple[set[str], list[_Holder]]] = []
    for holder in holders:
        names = {files[holder.position].record.article.id, *holder.entity.same_as}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if group not in joined]
        members = [member for _, earlier in joined for member in earlier]
        groups.append((names.union(*(earlier for earlier, _ in joined)), [*members, holder]))
    return [members for _, members in groups]


def _question(family: str, holder: _Holder, known: Sequence[_Holder], files: Sequence[RecordFile]) -> Problem:
    mine, first = files[holder.position], files[known[0].position]
    more = f" and {len(known) - 1} more" if len(known) > 1 else ""
    entity = holder.entity
    country = next((place.id for place in mine.record.places if place.kind is PlaceKind.COUNTRY), "COUNTRY")
    message = (
        f"is also {ONE_OF[family]} of {first.file}{more}. Is it the same? Then list it in “same_as”: "
        f'["{first.record.article.id}"]. If not, give it an id that says whose it is, such as “{country}-{entity.id}”'
    )
    return Problem(mine.file, f"{family}[{holder.number}] ({entity.id})", message)


def conflicts(mine: RecordFile, earlier: Iterable[RecordFile]) -> Iterator[Problem]:
    """Yield the problems between a record and earlier ones: the same article, or an entity described differently."""
    record, file = mine.record, mine.file
    for other in earlier:
        if other.record.article.id == record.article.id:
            yield Problem(file, "article.id", f"“{record.article.id}” is also the id of the article in {other.file}")
        theirs = _by_id(other.record)
        for name, entities in _families(record).items():
            for n, entity in enumerate(entities):
                if same := theirs[name].get(entity.id):
                    yield from _differences(file, f"{name}[{n}] ({entity.id})", entity, same, other.file)


def _families(record: Record) -> dict[str, Sequence[Place | Actor | Topic]]:
    return {"places": record.places, "actors": record.actors, "topics": record.topics}


def _by_id(record: Record) -> dict[str, Mapping[str, Place | Actor | Topic]]:
    return {name: {entity.id: entity for entity in entities} for name, entities in _families(record).items()}


def _differences(file: str, where: str, mine: BaseModel, theirs: BaseModel, other_file: str) -> Iterator[Problem]:
    for name in type(mine).model_fields:
        ours, others = getattr(mine, name), getattr(theirs, name)
        if name not in NOT_COMPARED and ours != others:
            message = f"is {_quoted(ours)} here and {_quoted(others)} in {other_file}; one id is one entity"
            yield Problem(file, f"{where}.{name}", f"{message}{_unseen_difference(ours, others)}")


def _unseen_difference(ours: object, others: object) -> str:
    """In which characters two texts, or lists of texts, differ that look alike; empty if a person sees it."""
    pairs = list(zip(ours, others, strict=False)) if isinstance(ours, list) and isinstance(others, list) else []
    pair = next(((one, other) for one, other in pairs if one != other), (ours, others))
    match pair:
        case (str() as one, str() as other) if seen(one) == seen(other):
            return f"; they look alike, but {difference(one, other)}"
    return ""


def _quoted(value: object) -> str:
    return "not given" if value is None else f"“{value}”"
