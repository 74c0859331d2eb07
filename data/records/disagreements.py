"""Records that describe one entity differently, or are of one article: which of them is left out, and what is told.

One wrong record must not take sound ones down. What was released wins; else what most records say; else the older one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from data.records.entities import RecordFile
from data.records.problems import Problem
from data.text import difference, seen

NOT_COMPARED = {"anchors", "same_as", "drafted"}
"""Fields of an entity that may differ from record to record."""


@dataclass(frozen=True)
class _Holder:
    """What a record says of an entity: the record's position among all, where it says so, and the description."""

    position: int
    where: str
    entity: BaseModel


@dataclass(frozen=True)
class _Dispute:
    """The holders of one id, grouped by what they say of it: two groups or more."""

    groups: tuple[tuple[_Holder, ...], ...]

    def without(self, left_out: set[int]) -> list[list[_Holder]]:
        kept = [[holder for holder in group if holder.position not in left_out] for group in self.groups]
        return [group for group in kept if group]


def disagreeing_records(
    files: Sequence[RecordFile], *, is_released: Callable[[RecordFile], bool]
) -> dict[int, list[Problem]]:
    """Return the problems of the records to leave out so that the others agree, by position in `files`.

    Whoever differs from a released record goes first, then whoever differs from most; of two the one published later,
    or with the later file name. `is_released` is asked only about records that disagree.
    """
    disputes = tuple(_disputes(files))
    rivals = _rivals(disputes)
    released = {position: is_released(files[position]) for position in rivals}

    def blame(position: int) -> tuple[object, ...]:
        against_released = any(released[rival] for rival in rivals[position])
        article = files[position].record.article
        return (
            not released[position] and against_released, not released[position], len(rivals[position]),
            article.date_published, files[position].file,
        )  # fmt: skip

    left_out: list[int] = []
    while disagreeing := [position for position in rivals if rivals[position]]:
        left_out.append(max(disagreeing, key=blame))
        for others in rivals.values():
            others.discard(left_out[-1])
        rivals[left_out[-1]] = set()
    for position in reversed(tuple(left_out)):
        again = set(left_out) - {position}
        if not any(_problems_of(position, dispute, files, again) for dispute in disputes):
            left_out.remove(position)
    out = set(left_out)
    return {
        position: [
            problem for dispute in disputes for problem in _problems_of(position, dispute, files, out - {position})
        ]
        for position in left_out
    }


def _disputes(files: Sequence[RecordFile]) -> Iterator[_Dispute]:
    groups: dict[tuple[str, str], dict[str, list[_Holder]]] = {}
    for position, (record, file) in enumerate((one.record, one.file) for one in files):
        article = _Holder(position, "article.id", record.article)
        groups.setdefault(("article", record.article.id), {}).setdefault(f"{position} {file}", []).append(article)
        families: Mapping[str, Sequence[BaseModel]] = {
            "places": record.places, "actors": record.actors, "topics": record.topics,
        }  # fmt: skip
        for family, entities in families.items():
            for number, entity in enumerate(entities):
                entity_id = str(entity.id)  # type: ignore[attr-defined]
                said = entity.model_dump_json(exclude=NOT_COMPARED)
                holder = _Holder(position, f"{family}[{number}] ({entity_id})", entity)
                groups.setdefault((family, entity_id), {}).setdefault(said, []).append(holder)
    for found in groups.values():
        if len(found) > 1:
            yield _Dispute(tuple(map(tuple, found.values())))


def _rivals(disputes: Sequence[_Dispute]) -> dict[int, set[int]]:
    """The records that each disagreeing record disagrees with, by position."""
    rivals: dict[int, set[int]] = {}
    for dispute in disputes:
        for group in dispute.groups:
            others = {holder.position for other in dispute.groups if other != group for holder in other}
            for holder in group:
                rivals.setdefault(holder.position, set()).update(others)
    return rivals


def _problems_of(position: int, dispute: _Dispute, files: Sequence[RecordFile], left_out: set[int]) -> list[Problem]:
    """What a record is told of a dispute with those that stay; nothing if it has no part in it, or all agree."""
    groups = dispute.without(left_out)
    mine = next((holder for group in groups for holder in group if holder.position == position), None)
    others = next((group for group in groups if mine not in group), None)
    if mine is None or others is None:
        return []
    file, theirs = files[position].file, others[0]
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    other_file = f"{files[theirs.position].file}{more}"
    if mine.where == "article.id":
        article_id = files[position].record.article.id
        return [Problem(file, "article.id", f"“{article_id}” is also the id of the article in {other_file}")]
    return list(_differences(file, mine, theirs.entity, other_file))


def _differences(file: str, mine: _Holder, theirs: BaseModel, other_file: str) -> Iterator[Problem]:
    for name in type(theirs).model_fields:
        ours, others = getattr(mine.entity, name), getattr(theirs, name)
        if name not in NOT_COMPARED and ours != others:
            message = f"is {_quoted(ours)} here and {_quoted(others)} in {other_file}; one id is one entity"
            yield Problem(file, f"{mine.where}.{name}", f"{message}{_unseen_difference(ours, others)}")


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
