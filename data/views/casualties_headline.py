"""The headline of Casualties: the latest figure, who says so, and what was withdrawn or contests it."""

import re
from collections.abc import Sequence

from data.figures.series import ClaimHistory
from data.records.vocabulary import WHOLE, PopulationGroup
from data.views.casualties_ledger import figure_in_words
from data.views.figure_rows import withdrawn_in
from data.views.linked_words import figure_piece
from data.wording.phrases import day_of_month, figure_phrase

MAX_HEADLINE = 75
"""Most characters of a headline."""

_END_OF_HEAD = re.compile(r",| of | in | for | at |\(")
_NO_PLURAL = ("ss", "us", "is")


def casualties_headline(label: str, figures: Sequence[ClaimHistory], shown: int, day: str) -> str:
    """Return “{value} {metric}, say {asserter}; an earlier {x} withdrawn, as we read {report}”.

    `figures` are the latest figures of the family, `label` is the family's; `shown` is the number of all its figures,
    also those that count no people. Without an asserter that fits, the headline says only by which day.
    """
    if not figures:
        reports = f"what reports said by {day_of_month(day)}"
        return f"{label}: {reports}" if shown else f"{label}: none recorded in {reports}"
    main = min(figures, key=_rank)
    start = figure_in_words(main.claim)
    short = f"{start}: what reports said by {day_of_month(day)}"
    said = f"{start}, {says(main.claim['asserted_by_name'])}"
    full = [f"{said}{second}" for second in _second_parts(main)]
    fitting = [title for title in (*full, said, short) if len(title) <= MAX_HEADLINE]
    return fitting[0] if fitting else f"{label}: what reports said by {day_of_month(day)}"


def _rank(history: ClaimHistory) -> tuple[bool, int]:
    groups = list(PopulationGroup)
    return history.claim["area"] != WHOLE, groups.index(PopulationGroup(history.claim["population_group"]))


def _second_parts(main: ClaimHistory) -> list[str]:
    """What follows on the latest figure, the longest wording first; empty for nothing."""
    if main.contradictions:
        other = main.contradictions[0].other
        name = other["asserted_by_name"]
        return [f"; {short_asserter(name)} {_verb(name)} {figure_piece(other).text}"]
    if main.withdrawn and main.claim["area"] == WHOLE:
        last = max(main.withdrawn, key=lambda found: found.claim["reported_on"])
        withdrawn, of_main = last.claim["reported_on"], main.claim["reported_on"]
        when = "" if withdrawn == of_main else "an earlier " if withdrawn < of_main else "a later "
        read = withdrawn_in(last, dated=False)
        words = f"{figure_phrase(last.claim)} withdrawn{f', {read}' if read else ''}"
        return [f"; {when}{words}", f"; {words}"]
    return []


def says(asserter: str) -> str:
    """Return “say official figures” or “says Health ministry”, without what stands after a comma."""
    name = short_asserter(asserter)
    return f"{_verb(asserter)} {name[0].lower()}{name[1:]}" if _is_plural_noun(name) else f"{_verb(asserter)} {name}"


def short_asserter(asserter: str) -> str:
    """Return an asserter's name up to the first comma, such as “Official figures” of “Official figures, office …”."""
    return asserter.split(",")[0].strip() or asserter


def _verb(asserter: str) -> str:
    head = _END_OF_HEAD.split(asserter)[0]
    noun = head.strip(' “”"')
    is_plural = noun.endswith("s") and not noun.endswith(_NO_PLURAL)
    return "say" if is_plural and (" " in noun or head != asserter) else "says"


def _is_plural_noun(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and _verb(name) == "say" and words[-1].islower()
