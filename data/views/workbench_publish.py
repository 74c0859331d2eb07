"""What the page Publish says: what stands in the way and what is to note, by what items say, with what opens them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.records.anchors import sentences
from data.records.problems import Problem
from data.views.workbench_errors import in_form_words
from data.views.workbench_form import CLAIM_REFERENCES
from data.views.workbench_names import in_plain_names
from data.workbench.drafts import DRAFTED, PARTS, Json, StoredDraft, members, name_of
from data.workbench.naming import called, label_of

_MEMBER = re.compile(rf"\b({'|'.join(PARTS)})\[(\d+)\](?: \([^)]*\))?(?:\.([a-z_]+))?")
_UNCODED = re.compile(r"article\.uncoded\[(\d+)\.(\d+)\]")
_OF_ANOTHER = re.compile(r"\bclaims\[\d+\] \(([a-z0-9-]+)\)")
_RENAMED = re.compile(r"renamed_actors \(([a-z0-9-]+)\)")
_SAYS = "would have to be changed with it: take it out here, or ask whoever keeps the records. It tells there"
_NEW_ID = "and old links lead to that one: give it another Id under “More fields”"
_MISSING = re.compile(r"“([^”]+)” is not among the record's [a-z ]+")
_MORE = re.compile(r" and \d+ more$")

_BEFORE = {
    "why": "The reason", "file": "The file", "folder": "The folder of the records (ARTICLES)",
    "releases": "The folder of the releases", "WORKBENCH": "WORKBENCH",
}  # fmt: skip
"""Where a problem is that belongs to no item, to the words before its message; others say it all themselves."""


TOLD_WHOLE = ("coordinates",)
"""Ends of places whose message goes on from the item's name, and names no field."""


@dataclass(frozen=True)
class Note:
    """A problem in words, and the value of `data-work` that opens what it is about; empty if nothing does."""

    words: str
    work: str = ""


def notes(
    draft: StoredDraft, problems: Iterable[Problem], published: Mapping[str, str] | None = None
) -> tuple[Note, ...]:
    """Return problems of publishing a draft as a person reads them; `published` are the figures of other reports."""
    return tuple(_in_another(draft, problem, published or {}) or _note(draft, problem) for problem in problems)


def _in_another(draft: StoredDraft, problem: Problem, published: Mapping[str, str]) -> Note | None:
    """A problem that an item of the draft makes elsewhere: in a report whose figure it names, or with an actor's id."""
    if renamed := _RENAMED.fullmatch(problem.where):
        actors = [each for each in members(draft.record, "actors") if each.get("id") == renamed[1]]
        told = [f"The id of {called('actors', each)} was that of another actor, {_NEW_ID}." for each in actors]
        return Note(told[0], f"edit:actors.{renamed[1]}") if told else None
    named = _OF_ANOTHER.search(problem.where)
    figure = f"{problem.file.removesuffix('.json')}.{named[1]}" if named else ""
    ours = [each for each in members(draft.record, "claims") if figure and figure in _named_by(each)]
    if not ours:
        return None
    words = f"{called('claims', ours[0])} names {published.get(figure, figure)}, and the report of that one {_SAYS}"
    return Note(_sentence(f"{words}: {problem.told}"), f"edit:{ours[0].get('id')}")


def _named_by(claim: Json) -> set[str]:
    """The figures that one names."""
    given = (claim.get(field) for field in CLAIM_REFERENCES)
    return {str(each) for value in given for each in (value if isinstance(value, list) else [value])}


def _note(draft: StoredDraft, problem: Problem) -> Note:
    about = draft.record.get("article") or {}
    own = {f"{about.get('id')}.json", draft.draft_id}
    if problem.file not in own and _MEMBER.search(problem.where):
        return Note(_sentence(f"In {problem.file}, {problem.where}: {problem.told}"))
    if at := _UNCODED.fullmatch(problem.where):
        return Note(_sentence(problem.told), _mark(draft, int(at[1]), int(at[2])))
    if problem.where == DRAFTED:
        return Note(_sentence(problem.told), f"open:{_first_proposal(draft)}")
    named = [
        (part, members(draft.record, part)[int(position)], field)
        for part, position, field in _MEMBER.findall(problem.where)
        if int(position) < len(members(draft.record, part))
    ]
    if named:
        part, member, field = named[0]
        more = _MORE.search(problem.where)
        items = ", ".join(dict.fromkeys(called(of, each) for of, each, _ in named)) + (more.group() if more else "")
        label = f", {label_of(field)}" if field and field != "anchors" else ""
        before = f"{items} " if field in TOLD_WHOLE else f"{items}{label}: "
        return Note(
            _sentence(before + in_plain_names(in_form_words(_told(draft, problem)), draft.record)),
            f"open:{name_of(part, str(member.get('id')))}",
        )
    field = problem.where.removeprefix("article.")
    if problem.where.startswith("article.") and field not in ("id", "text_sha256"):
        return Note(_sentence(f"What describes the article, {label_of(field)}: {problem.told}"))
    return Note(_sentence(f"{_BEFORE.get(problem.where, '')} {problem.told}"))


def _told(draft: StoredDraft, problem: Problem) -> str:
    """The message of a problem; where an item names one that was rejected, by what that says."""
    missing = _MISSING.match(problem.told)
    put_away = [each for each in draft.rejected if missing and each["item"].get("id") == missing[1]]
    if not put_away:
        return problem.told
    name = called(put_away[-1]["table"], put_away[-1]["item"])
    return f"names {name}, which was rejected: name another, or take it back"


def _sentence(words: str) -> str:
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?", "!")) else ".")


def _mark(draft: StoredDraft, paragraph: int, sentence: int) -> str:
    lines = draft.article_text.paragraphs
    places = sentences(lines[paragraph]) if paragraph < len(lines) else []
    return f"mark:{paragraph}:{places[sentence][0]}:{places[sentence][1]}" if sentence < len(places) else ""


def _first_proposal(draft: StoredDraft) -> str:
    items = ((part, each) for part in PARTS for each in members(draft.record, part))
    return next((name_of(part, str(each.get("id"))) for part, each in items if DRAFTED in each), "")
