"""What words of an event are: their kind, and what a title and the one who acts follow from."""

import re
from dataclasses import dataclass

from data.records.vocabulary import EventKind

OF = r"(?: (?:of|in|at|on|to|between|near)(?: (?!and |who |that |which |was |were )[^\s,;:.()]+){1,6}?)?"
WAS = r"(?: (?:has|have|had))?(?: (?:was|were|been))?(?: (?:\w+ly|also|then|later|again))?"
A_FEW = r"(?:(?!(?:and|or|that|which|who|when|to|only)\b)[^\s,;:.()]+ ){0,6}?"

A_FEW_MORE = r"(?:(?!(?:and|or|that|which|who|when|to|only|by)\b)[^\s,;:.()]+ ){0,4}?"
"""What may stand between the words of an event: of what, “was”, and a few words more."""

DEPLOYMENT = ("Strategic developments", None)
"""The ACLED type of forces that are sent or withdrawn."""


@dataclass(frozen=True)
class EventWords:
    """Words that tell of one kind of event; `acled` is event type and sub-event type, where they fit."""

    kind: EventKind
    pattern: re.Pattern[str]
    acled: tuple[str, str | None] | None = None
    is_done_to: bool = False
    """Whether a passive verb among them has its subject as the target: “dockers were detained”."""
    label: str = ""
    """What happened, in words of ours; the title begins with it. Empty for that of the kind."""
    has_subject: bool = False
    """Whether the words begin with what it happens to, so that nobody who acts stands before them."""
    is_number: bool = False
    """Whether they count people of an event that other words tell: “killed”, “injured”."""

    @property
    def title(self) -> str:
        """What the title of the event begins with."""
        return self.label or self.kind.label


def words_of(
    kind: EventKind,
    words: str,
    label: str = "",
    *,
    acled: tuple[str, str | None] | None = None,
    is_done_to: bool = False,
) -> EventWords:
    """Return words behind which what they are done to stands, or before which who acts does."""
    return EventWords(kind, pattern_of(words), acled, is_done_to, label)


def pattern_of(words: str) -> re.Pattern[str]:
    """Return the pattern of whole words in the joined words of a sentence."""
    return re.compile(rf"(?:^|(?<= ))(?:{words})(?= |$)")


def happens_to(kind: EventKind, words: str, label: str, *, acled: tuple[str, str | None] | None = None) -> EventWords:
    """Words that begin with what it happens to: “the bridge was closed”."""
    return EventWords(kind, pattern_of(words), acled, label=label, has_subject=True)
