"""What is wrong with the items of a draft: by the models of the record, its references, and the article's text."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from data.drafting.article import DraftError
from data.records.anchors import ArticleText, anchor_problem
from data.records.items import Caveat, Claim, Event, Fact, Quote
from data.records.model import Anchor
from data.records.problems import Problem, schema_problems
from data.records.references import reference_problems
from data.records.schema import Actor, Article, Place, Record, Topic
from data.workbench.drafts import DRAFTED, PARTS, Json, StoredDraft, members
from data.workbench.parts import part_problems, with_part_apart

MODELS: Mapping[str, type[BaseModel]] = {
    "article": Article, "events": Event, "claims": Claim, "quotes": Quote, "facts": Fact, "caveats": Caveat,
    "actors": Actor, "places": Place, "topics": Topic,
}  # fmt: skip


TO_BE_WRITTEN = re.compile(r"\s*\bTo be written: [^.]*\.?")
"""What a draft says where a person may say more: nothing that readers are to see."""


class Invalid(DraftError):  # noqa: N818
    """Values that the record cannot have: one problem for each field, `where` is the field (“file”: several)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems

    @property
    def fields(self) -> dict[str, str]:
        """The message for each field, under its name without what is inside of it (“anchors”)."""
        found: dict[str, str] = {}
        for problem in self.problems:
            field = problem.where.replace("[", ".").partition(".")[0]
            found[field] = f"{found[field]}; {problem.message}" if field in found else problem.message
        return found


def without_reminder(value: Any) -> Any:
    """Return the value of a field without the sentence that reminds of what is to be written, if it says more."""
    reminds = isinstance(value, str) and TO_BE_WRITTEN.search(value)
    return (TO_BE_WRITTEN.sub("", value).strip() or value) if reminds else value


def still_to_write(raw: Json, file: Path) -> list[Problem]:
    """Return the accepted items of a record that still have such a sentence: it may not be published."""
    message = "still says “To be written”: write it, or take the sentence out"
    return [
        Problem(file.name, f"{part}[{n}] ({member.get('id')}).{field}", message)
        for part in PARTS
        for n, member in enumerate(members(raw, part))
        if DRAFTED not in member  # its sentence goes when somebody accepts it
        for field, value in member.items()
        if isinstance(value, str) and TO_BE_WRITTEN.search(value)
    ]


def without_drafted(value: Any) -> Any:
    """Return a record, or a part of it, without the marks of proposals."""
    match value:
        case dict():
            return {key: without_drafted(inner) for key, inner in value.items() if key != DRAFTED}
        case list():
            return [without_drafted(inner) for inner in value]
        case _:
            return value


def model_problems(part: str, member: Json) -> tuple[Problem, ...]:
    """Return what is wrong with an item by the model of its list, or with the article's description."""
    model, plain = MODELS[part], without_drafted(member)
    try:
        model.model_validate_json(json.dumps(plain), strict=True)
    except ValidationError as error:
        return tuple(schema_problems(error, str(member.get("id") or part), plain, root=model))
    except RecursionError:
        return (Problem(str(member.get("id") or part), "file", "is nested too deeply"),)
    return ()


def anchor_problems(member: Json, text: ArticleText) -> tuple[Problem, ...]:
    """Return which anchors of a valid item are not where they say in the text."""
    found = []
    for n, raw in enumerate(member.get("anchors") or []):
        if problem := anchor_problem(Anchor.model_validate(raw), text):
            found.append(Problem(str(member.get("id")), f"anchors[{n}]", problem))
    return tuple(found)


def item_problems(draft: StoredDraft) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the problems of each item of a draft, as sentences, by its list and position.

    References are checked when every item is valid by itself: only then is there a record to look them up in.
    """
    text = draft.article_text
    found: dict[tuple[str, int], list[str]] = {}
    for part in PARTS:
        for n, member in enumerate(members(draft.record, part)):
            problems = model_problems(part, member) or anchor_problems(member, text)
            whole = with_part_apart(part, member, draft.record, text) if DRAFTED in member else member
            problems = problems or part_problems(part, whole, draft.record)
            found[part, n] = [f"{problem.where}: {problem.message}" for problem in problems]
    record = record_of(draft.record)
    for where, message in reference_problems(record) if record else ():
        part, _, rest = where.partition("[")
        if rest and (part, int(rest.partition("]")[0])) in found:
            field = rest.partition("]")[2].partition(".")[2]
            found[part, int(rest.partition("]")[0])].append(f"{field}: {message}" if field else message)
    return {key: tuple(sentences) for key, sentences in found.items()}


def record_of(raw: Json) -> Record | None:
    """Return a draft's record without the marks of proposals; None if it is not valid yet."""
    try:
        return Record.model_validate_json(json.dumps(without_drafted(raw)), strict=True)
    except (ValidationError, RecursionError):
        return None
