"""What is said of two figures with ≠: what the rule finds, and what a record marks, each with whose word it is.

Every page, panel, card and file has its words from here. “Our rule” is that of `data.figures.disagreement`, which each
page with a ≠ explains; “a person” is the coder of the record, who marks in it what
contradicts what (the relation `contradicts`).
"""

from data.figures.disagreement import reason
from data.figures.series import SETTLED, ClaimHistory, Contradiction
from data.records.vocabulary import ClaimStatus, Verdict
from data.tables.rows import ClaimRow
from data.wording.attribution import as_we_read
from data.wording.descriptions import standing_label

BY_RULE_ALONE = "by our rule"
BY_BOTH = f"{BY_RULE_ALONE}; a person marked it too"
"""Whose word a ≠ is if the rule finds it."""

WHAT_THE_SIGN_MEANS = (
    "≠ stands before a figure that contests this one. By our rule: both cannot be true, of one day, place and group of "
    "people, or since such a count can only grow. Marked by a person: whoever recorded them read them as contradicting."
)
"""What a text without the captions of a page says of ≠."""

RULE_SAYS = {
    Verdict.COMPATIBLE: "by our rule both can be true",
    Verdict.OPEN: "by our rule it cannot be told",
    None: "our rule does not compare them",
}
"""What the rule finds of two figures that only a record marks."""


def whose(found: Contradiction) -> str:
    """Return whose word a ≠ is: “by our rule”, “marked by a person; …”."""
    if found.by_rule:
        return BY_BOTH if found.marked else BY_RULE_ALONE
    return f"marked by a person; {RULE_SAYS[found.rule]}"


def by_whose_word(history: ClaimHistory) -> list[tuple[str, list[ClaimRow], int]]:
    """Return the figures that contest a figure as (whose word it is, the figures, how many more there are)."""
    groups: dict[str, list[ClaimRow]] = {}
    for found in history.contradictions:
        groups.setdefault(whose(found), []).append(found.other)
    if history.more_contradictions:  # a record marks none of these, or it would be among those above
        groups.setdefault(BY_RULE_ALONE, [])
    more = {BY_RULE_ALONE: history.more_contradictions}
    return [(words, claims, more.get(words, 0)) for words, claims in groups.items()]


def verdict_sentence(claim: ClaimRow, found: Contradiction, why: str | None = None) -> str:
    """Return what the rule finds and what the record marks of a figure and one that contests it, in a sentence or two.

    `why` is the reason of the rule after a colon, if it is another than that of `reason`, or empty.
    """
    because = f": {reason(claim, found.other)}" if why is None else why
    if found.by_rule:
        marks = "A person marked them too" if found.marked else "No person marked them"
        return f"By our rule both cannot be true{because}. {marks}."
    if found.rule is None:
        settled = {claim["status"], found.other["status"]} & {str(status) for status in SETTLED}
        because = f": {'one was replaced or withdrawn' if settled else 'they do not count the same people'}"
    return f"A person marked them as contradicting each other; {RULE_SAYS[found.rule]}{because}."


def standing_words(history: ClaimHistory) -> str:
    """Return how a figure stands, and by whose word: “Stands”, “Contested, …”, “Withdrawn, as we read Reuters”."""
    return standing_label(history.standing, history.contested_by, as_we_read(history.withdrawn_by, history.reports))


def standing_note(history: ClaimHistory) -> str:
    """Return the same for the notes beside a figure; empty if it stands."""
    return "" if history.standing is ClaimStatus.CURRENT else standing_words(history)
