"""How sure a drafted speaker is, by the kind of evidence: the rule, and whether somebody else may be the speaker.

The counts are of quotations of five words and more in one half of 404 articles that others had annotated, a half that
nobody had read while the rules were written: how many got a speaker by that rule, and how many the right one. An
article in which one rule is used often counts as five such quotations, so that no single article makes a rule look
good or bad. The confidence is the count with one success and one failure added (Laplace’s rule of succession): a rule
that was seldom used is never called sure. `tests/unit/data/drafting/test_quotations_scored.py` checks it.
"""

from data.drafting.rules import Rule

_CLEAR = {
    Rule.INVERTED: (124, 124),
    Rule.AFTER: (367, 368),
    Rule.APPOSITION: (7, 7),
    Rule.LEAD: (95, 99),
    Rule.ADJACENT: (22, 23),
    Rule.FRAGMENT: (109, 116),
    Rule.ACCORDING: (4, 4),
    Rule.LABEL: (6, 8),
    Rule.TRAILING: (11, 11),
    Rule.FAR_AFTER: (3, 3),
    Rule.POSSESSIVE: (1, 1),
    Rule.RUNS_ON: (7, 12),
    Rule.CONTINUES: (253, 254),
    Rule.PARAGRAPH: (4, 5),
    Rule.OWN_SUBJECT: (13, 17),
    Rule.LATER: (1, 1),
    Rule.COLON: (2, 2),
    Rule.SAME_SPEAKER: (13, 15),
    Rule.INTRODUCED: (1, 3),
    Rule.NAMED: (1, 11),
}
"""Rule to (right, all) where nobody else says anything in the sentence."""

_DOUBTFUL = {
    Rule.INVERTED: (6, 6),
    Rule.AFTER: (11, 14),
    Rule.APPOSITION: (1, 1),
    Rule.LEAD: (4, 6),
    Rule.ADJACENT: (5, 6),
    Rule.FRAGMENT: (13, 20),
    Rule.CONTINUES: (5, 6),
    Rule.PARAGRAPH: (0, 1),
    Rule.SAME_SPEAKER: (1, 7),
}
"""The same where somebody else does, or where the speaker was taken over more than once."""


def confidence(rule: Rule, *, doubtful: bool) -> float:
    """Return how often a speaker found by a rule is right, from 0 to 1; 0 if nobody was found.

    A rule that was never used where others may be the speaker is held to be right as often as a coin.
    """
    if rule is Rule.NOBODY:
        return 0.0
    right, total = _DOUBTFUL.get(rule, (0, 0)) if doubtful else _CLEAR.get(rule, (0, 0))
    return round((right + 1) / (total + 2), 3)
