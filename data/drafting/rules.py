"""The rules by which speakers are found, and what they find."""

from dataclasses import dataclass
from enum import StrEnum

from data.drafting.subjects import Span


class Rule(StrEnum):
    """The rule by which a speaker was found, the surest first; each value is a reason in plain words."""

    INVERTED = "follows, with its subject behind it"
    AFTER = "follows, with its subject before it"
    APPOSITION = "follows, behind a subject that is described"
    LEAD = "leads in, with a comma or a colon"
    ADJACENT = "stands just before"
    FRAGMENT = "stands earlier in the sentence"
    ACCORDING = "stands in the sentence"
    LABEL = "a name and a colon stand before"
    SIGNED = "a dash and a name stand behind"
    TRAILING = "stands at the end of the sentence"
    FAR_AFTER = "stands later in the sentence"
    POSSESSIVE = "names whose words they are"
    RUNS_ON = "the quotation runs on from one paragraph to the next"
    CONTINUES = "the same speaker goes on in the paragraph"
    PARAGRAPH = "an earlier sentence of the paragraph says who speaks"
    OWN_SUBJECT = "the sentence is about the speaker"
    LATER = "a later sentence of the paragraph says who speaks"
    COLON = "the paragraph before ends with a colon and says who speaks"
    SAME_SPEAKER = "the speaker of the paragraph before goes on"
    INTRODUCED = "the paragraph before says who speaks"
    NAMED = "what stands before is about the speaker"
    NOBODY = "nobody is named as the speaker"


IN_SENTENCE = frozenset(
    (Rule.INVERTED, Rule.AFTER, Rule.APPOSITION, Rule.LEAD, Rule.ADJACENT, Rule.FRAGMENT, Rule.ACCORDING, Rule.LABEL,
     Rule.SIGNED, Rule.TRAILING, Rule.FAR_AFTER, Rule.POSSESSIVE)
)  # fmt: skip
"""Rules by which the sentence of a quotation itself says who speaks."""

AT_ITS_EDGE = frozenset((Rule.INVERTED, Rule.AFTER, Rule.APPOSITION, Rule.LEAD))
"""Rules by which a cue stands next to a quotation and is parted from it by a comma or a colon."""

TAKEN_OVER = frozenset((Rule.SAME_SPEAKER, Rule.INTRODUCED, Rule.NAMED))
"""Rules by which a speaker is taken over from a paragraph before."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker and a cue as tokens of a paragraph, and the rule by which they were found.

    `doubtful`: somebody else says something in the same sentence, or the speaker was taken over more than once.
    """

    rule: Rule
    paragraph: int
    speaker: Span | None = None
    cue: Span | None = None
    doubtful: bool = False
