"""Entities that several records have: whether somebody said that they are one.

An id alone makes no two bodies one: many countries have an interior ministry. Whoever gives an actor an id that another
record uses is asked, and answers with `same_as`. Places are asked about too, unless what they lie in, their coordinates
or their being a country tell which they are. A topic is a word, and may be shared by all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.records.problems import Problem
from data.records.schema import Actor, Place, Record
from data.records.vocabulary import PlaceKind

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
