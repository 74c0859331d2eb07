"""How sure a drafted speaker is, by the kind of evidence: the rule, and whether somebody else may be the speaker.

The counts are of quotations of five words and more in one half of 404 articles that others had annotated, a half that
nobody had looked at while the rules were written: how many had a speaker by that rule, and for how many it was right.
A count with one success and one failure added is the confidence (Laplace’s rule of succession), so that a rule that
was seldom used is never called sure. `tests/unit/data/drafting/test_quotations_scored.py` checks it.
"""

from data.drafting.speakers import Rule

_CLEAR = {
    Rule.INVERTED: (131, 131),
    Rule.AFTER: (424, 425),
    Rule.APPOSITION: (7, 7),
    Rule.LEAD: (101, 105),
    Rule.ADJACENT: (22, 23),
    Rule.FRAGMENT: (115, 122),
    Rule.ACCORDING: (4, 4),
    Rule.LABEL: (6, 8),
    Rule.TRAILING: (12, 12),
    Rule.FAR_AFTER: (3, 3),
    Rule.POSSESSIVE: (1, 1),
    Rule.RUNS_ON: (7, 19),
    Rule.CONTINUES: (277, 277),
    Rule.PARAGRAPH: (4, 5),
    Rule.OWN_SUBJECT: (13, 17),
    Rule.LATER: (1, 1),
    Rule.COLON: (2, 2),
    Rule.SAME_SPEAKER: (13, 15),
    Rule.INTRODUCED: (1, 3),
    Rule.NAMED: (1, 12),
}
"""Rule to (right, all) where nobody else says anything in the sentence."""

_DOUBTFUL = {
    Rule.INVERTED: (8, 8),
    Rule.AFTER: (14, 18),
    Rule.APPOSITION: (1, 1),
    Rule.LEAD: (4, 6),
    Rule.ADJACENT: (5, 6),
    Rule.FRAGMENT: (13, 20),
    Rule.PARAGRAPH: (0, 1),
    Rule.SAME_SPEAKER: (1, 22),
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
