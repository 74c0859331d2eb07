"""Records that describe one entity differently, or are of one article: which of them is left out, and what is told.

One wrong record must not take sound ones down. What was released wins; else what most records say; else the older one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from data.records.entities import RecordFile
from data.records.problems import Problem
from data.records.releases import item_hashes
from data.text import difference, seen

NOT_COMPARED = {"anchors", "same_as", "drafted"}
"""Fields of an entity that may differ from record to record."""


@dataclass(frozen=True)
class _Holder:
    """What a record says of an entity: the record's position among all, where it says so, and the description."""

    position: int
    where: str
    entity: BaseModel


_Dispute = tuple[tuple[_Holder, ...], ...]
"""The holders of one id, grouped by what they say of it: two groups or more."""


def disagreeing_records(
    files: Sequence[RecordFile], *, released: Callable[[], Sequence[Mapping[str, str]]]
) -> dict[int, list[Problem]]:
    """Return the problems of the records to leave out so that the others agree, by position in `files`.

    Whoever differs from a released record goes first, then whoever differs from most; of two the one published later,
    or with the later file name. `released` gives the hashes of the items of the last releases (`item_hashes`); it is
    called only if records disagree.
    """
    disputes = tuple(_disputes(files))
    if not disputes:
        return {}
    rivals = _rivals(disputes)
    of_releases = [hashes.items() for hashes in released()]
    is_released = {
        position: any(item_hashes([files[position].record]).items() <= hashes for hashes in of_releases)
        for position in rivals
    }
    kept = set(range(len(files)))

    def blame(position: int) -> tuple[object, ...]:
        against, article = rivals[position] & kept, files[position].record.article
        return (
            not is_released[position] and any(is_released[rival] for rival in against), not is_released[position],
            len(against), article.date_published, files[position].file,
        )  # fmt: skip

    left_out: list[int] = []
    while disagreeing := [position for position in rivals if position in kept and rivals[position] & kept]:
        left_out.append(max(disagreeing, key=blame))
        kept.remove(left_out[-1])
    for position in reversed(left_out):
        if not rivals[position] & kept:
            kept.add(position)
    return {
        position: [problem for dispute in disputes for problem in _problems_of(position, dispute, files, kept)]
        for position in left_out
        if position not in kept
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
            yield tuple(map(tuple, found.values()))


def _rivals(disputes: Sequence[_Dispute]) -> dict[int, set[int]]:
    """The records that each disagreeing record disagrees with, by position."""
    rivals: dict[int, set[int]] = {}
    for dispute in disputes:
        for group in dispute:
            others = {holder.position for other in dispute if other != group for holder in other}
            for holder in group:
                rivals.setdefault(holder.position, set()).update(others)
    return rivals


def _problems_of(position: int, dispute: _Dispute, files: Sequence[RecordFile], kept: set[int]) -> list[Problem]:
    """What a record is told of a dispute with those that stay; nothing if it has no part in it, or all agree."""
    mine = next((holder for group in dispute for holder in group if holder.position == position), None)
    others = [each for group in dispute if mine not in group for each in group if each.position in kept]
    if mine is None or not others:
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
