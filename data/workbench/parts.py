"""Figures of a draft that are a part of another: what tells them from it is filled in, or else told as missing."""

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from data.records.anchors import ArticleText
from data.records.items import Claim
from data.records.parts import counts_as_its_whole, part_problem
from data.records.problems import Problem
from data.records.schema import Place
from data.records.vocabulary import PopulationGroup
from data.text import seen
from data.workbench.drafts import DRAFTED, Json, members

Read = TypeVar("Read", bound=BaseModel)

MOST_WORDS = 8
"""Words of the article that are taken for whom a part counts."""

_OF_THEM = re.compile(r"(?:of )?(?:them|these|those|whom)", re.IGNORECASE)
"""Words for a part that do not say which one."""

_SHARED = ("metric", "population_group", "asserted_by", "place", "event", "as_of", "as_of_basis")
"""Fields that a part has in common with its whole, if the report does not say otherwise of it."""

_END = re.compile(r"[,.;:!?()“”\"]|\s[–—-]\s")


def with_fields_of_whole(part: str, item: Json, record: Json) -> Json:
    """Return a new figure that is a part of another one with what it does not say itself as the other one has it."""
    whole = _whole_of(item, record) if part == "claims" else None
    return {field: whole[field] for field in _SHARED if whole and whole.get(field) is not None} | item


def with_part_apart(part: str, item: Json, record: Json, text: ArticleText) -> Json:
    """Return an item; a figure that counts the same as the one that it is a part of as one that is set apart from it.

    Whom it counts, if it does not say so itself, are the words that follow its number in the article.
    """
    claim, whole, places = _read(part, item, record)
    if claim is None or whole is None or not counts_as_its_whole(claim, whole, places):
        return item
    item = item | {"population_group": str(PopulationGroup.SUBSET)}
    population = claim.population or ""
    if seen(population) in ("", seen(whole.population or "")) or _OF_THEM.fullmatch(population):
        item = item | ({"population": words} if (words := _words_after(item, text)) else {})
    return item


def part_problems(part: str, item: Json, record: Json) -> tuple[Problem, ...]:
    """Return what does not tell a figure from the one that it is a part of."""
    claim, whole, places = _read(part, item, record)
    found = part_problem(claim, whole, places) if claim and whole else None
    return (Problem(str(item.get("id")), *found),) if found else ()


def _read(part: str, item: Json, record: Json) -> tuple[Claim | None, Claim | None, dict[str, Place]]:
    """A valid figure, the one of the same record that it is a part of, and the places; None for what is not there."""
    if part != "claims" or not item.get("part_of"):
        return None, None, {}
    whole = _whole_of(item, record)
    places = [found for each in members(record, "places") if (found := _valid(Place, each))]
    return _valid(Claim, item), _valid(Claim, whole) if whole else None, {place.id: place for place in places}


def _whole_of(item: Json, record: Json) -> Json | None:
    """The figure of the same record that one is a part of; None without any."""
    own = f"{(record.get('article') or {}).get('id')}."
    named = str(item.get("part_of") or "").removeprefix(own)
    return next((each for each in members(record, "claims") if named and each.get("id") == named), None)


def _valid(model: type[Read], member: Json) -> Read | None:
    plain = {field: value for field, value in member.items() if field != DRAFTED}
    try:
        return model.model_validate_json(json.dumps(plain), strict=True)
    except (ValidationError, RecursionError):
        return None


def _words_after(item: Json, text: ArticleText) -> str:
    """The words after a figure up to the end of its clause: “four of them seriously, …” gives “of them seriously”."""
    for anchor in members(item, "anchors"):
        line = text.paragraphs[anchor["paragraph"]] if anchor["paragraph"] < len(text.paragraphs) else ""
        at = line.find(item["value_text"], anchor["start"])
        if at < 0 or at > anchor["end"]:
            continue
        following = line[at + len(item["value_text"]) :]
        end = _END.search(following)
        return " ".join(following[: end.start() if end else None].split()[:MOST_WORDS])
    return ""
