"""How sure a drafted speaker is, by the kind of evidence.

Each value is the share that was right among quotations with the same kind of evidence, counted on one half of a
collection of articles that others had annotated, with one success and one failure added to each count (Laplace’s rule
of succession), and checked on the other half. `tests/unit/data/drafting/test_quotations_scored.py` checks it again.
"""

from data.drafting.speakers import Rule

WITHOUT_RIVAL = {
    Rule.INVERTED: 0.98,
    Rule.AFTER: 0.98,
    Rule.APPOSITION: 0.96,
    Rule.LEAD: 0.96,
    Rule.ADJACENT: 0.93,
    Rule.FRAGMENT: 0.9,
    Rule.ACCORDING: 0.9,
    Rule.LABEL: 0.85,
    Rule.SIGNED: 0.85,
    Rule.TRAILING: 0.93,
    Rule.FAR_AFTER: 0.75,
    Rule.POSSESSIVE: 0.6,
    Rule.RUNS_ON: 0.92,
    Rule.CONTINUES: 0.97,
    Rule.PARAGRAPH: 0.8,
    Rule.OWN_SUBJECT: 0.75,
    Rule.LATER: 0.75,
    Rule.COLON: 0.85,
    Rule.SAME_SPEAKER: 0.8,
    Rule.INTRODUCED: 0.7,
    Rule.NAMED: 0.5,
    Rule.NOBODY: 0.05,
}
"""Rule to the share of right speakers."""
