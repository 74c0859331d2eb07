"""What is checked of a draft alone before it is published: proposals, coordinates, the article's text, copies of it."""

from pathlib import Path

from data.records.loader import Loaded
from data.records.problems import Problem
from data.records.schema import Record
from data.records.vocabulary import CodedFrom
from data.workbench.copies import near_copies
from data.workbench.drafts import DRAFTED, PARTS, Json, StoredDraft, members
from data.workbench.naming import called
from data.workbench.place_lookup import without_coordinates
from data.workbench.text_differences import UNCODED, text_differences

TO_NOTE = ("near copy", UNCODED)
"""Where problems are that a person has to see, and that do not stop a publication."""

UNLOCATED = ".coordinates"
"""The end of where a place is told that has none: to be noted, too."""


def stops(problem: Problem) -> bool:
    """Return whether a problem stops a publication: near copies, sentences without a record and places are noted."""
    return problem.where.partition("[")[0] not in TO_NOTE and not problem.where.endswith(UNLOCATED)


def unaccepted(draft: StoredDraft, file: Path) -> list[Problem]:
    """Return a problem if a draft has proposals that nobody has decided on."""
    open_ones = [called(part, each) for part in PARTS for each in members(draft.record, part) if DRAFTED in each]
    if not open_ones:
        return []
    named = ", ".join(open_ones[:3]) + (f" and {len(open_ones) - 3} more" if len(open_ones) > 3 else "")
    verb = "is a proposal" if len(open_ones) == 1 else "are proposals"
    return [Problem(file.name, "drafted", f"{named} {verb} that nobody has accepted or rejected")]


def unlocated(raw: Json, file: Path) -> list[Problem]:
    """Return the places of a record that a map could show, and does not."""
    places = members(raw, "places")
    message = "has no coordinates, so no map shows it: open it and press “Look up”, or leave it so"
    return [
        Problem(file.name, f"places[{n}] ({places[n].get('id')}){UNLOCATED}", message) for n in without_coordinates(raw)
    ]


def text_problems(draft: StoredDraft, record: Record, file: Path, before: Loaded) -> list[Problem]:
    """Return what differs between a record and its article's text, and which other records are of that text."""
    found = []
    if record.article.coded_from is not CodedFrom.EXCERPT:
        found = [Problem(file.name, where, message) for where, message in text_differences(record, draft.article_text)]
    others = [each for each in before.records if each.article.id != record.article.id]
    for copy in near_copies(draft.text, others):
        where = "article.text_sha256" if copy.same else "near copy"
        found.append(Problem(file.name, where, copy.words))
    return found
