"""What the words around an amount were found to say, and words that stand between people and what happened to them."""

from dataclasses import dataclass

from data.records.vocabulary import Metric

MISSING = "missing"
"""People who are missing: no metric counts them yet, so their figures are drafted without one."""

Counted = Metric | str


ADVERB = (
    r"also|reportedly|already|still|since|so far|now|later|officially|confirmed|feared|believed|reported|initially|"
    r"then|seriously|slightly|critically|lightly|severely|badly|fatally|all|briefly|presumed|"
    r"(?:estimated|said|thought|known|understood|believed|reported) to have"
)
BE = r"have|has|had|were|was|are|is|been|being|got|remain|remained|remains|went|may|might|could|had to be"
"""Verbs between people and what happened to them, as a part of a pattern; ADVERB are words beside them."""
LAST = r"(?= |$)"
"""The end of a word in a pattern."""


@dataclass(frozen=True)
class Finding:
    """What an amount counts, the words that say so, and how sure the rule is (0 to 1)."""

    counts: Counted
    because: str
    confidence: float
    counts_deeds: bool = False
    """Whether the noun after the amount is what is counted (“164 deaths”), and names no population."""
