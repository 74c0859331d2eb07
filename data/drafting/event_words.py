"""Words by which an article tells of an event: its kind, and the ACLED type where one fits whatever else is said."""

import re
from dataclasses import dataclass

from data.drafting.word_sets import word_set
from data.records.vocabulary import EventKind


@dataclass(frozen=True)
class EventWords:
    """Words that tell of one kind of event; `acled` is event type and sub-event type, where they fit."""

    kind: EventKind
    pattern: re.Pattern[str]
    acled: tuple[str, str | None] | None = None
    is_done_to: bool = False
    """Whether a passive verb among them has its subject as the target: “dockers were detained”."""


def _words(
    kind: EventKind, words: str, *, acled: tuple[str, str | None] | None = None, is_done_to: bool = False
) -> EventWords:
    return EventWords(kind, re.compile(rf"(?:^|(?<= ))(?:{words})(?= |$)"), acled, is_done_to)


_LINES = "(?:internet|phones?|telephones?|communications?|networks?|broadband|wi-fi|phone lines|telephone lines)"
"""What is cut when people are cut off from the news."""
_DEPLOYMENT = ("Strategic developments", None)

EVENT_WORDS = (
    _words(
        EventKind.SECURITY_OPERATION,
        "(?:were |was |been |are )?(?:arrested|detained|rounded up)|arrests|detentions",
        acled=("Strategic developments", "Arrests"),
        is_done_to=True,
    ),
    _words(
        EventKind.VIOLENCE,
        "explosions?|blasts?|shelling|shelled|air ?strikes?|bombing|bombed",
        acled=("Explosions/Remote violence", None),
    ),
    _words(
        EventKind.PROTEST,
        "protests|protested|rall(?:y|ies|ied)|demonstrations?|demonstrated (?:in|outside|on|for|against)|"
        "marched|gathered peacefully|took to the streets|(?:went )?on strike|picketed|stopped work",
        acled=("Protests", None),
    ),
    _words(
        EventKind.SECURITY_OPERATION,
        "(?:retaken|retook|retake|regained) control|recaptured|patrolling|patrolled|dispersed|"
        "tear gas|stun grenades|occupied",
        is_done_to=True,
    ),
    _words(
        EventKind.VIOLENCE,
        "clash(?:es|ed)|(?:were |was |been )?(?:killed|shot dead|injured|wounded)|died|gunfire|opened fire|shooting|"
        "riots?|looting|(?:ransacked|torched|looted|stormed|set on fire|set fire)(?: and \\S+ed)?",
        is_done_to=True,
    ),
    _words(
        EventKind.MILITARY_DEPLOYMENT,
        "(?:sent|sends|deployed|deploys|ferrying|massing|withdrew) (?:\\S+ ){0,3}(?:troops|forces|soldiers|"
        "peacekeepers|paratroopers)|"
        "(?:troops|forces|soldiers|peacekeepers) (?:were |have |had )?(?:arrived|deployed|sent)|"
        "military intervention|deployment",
        acled=_DEPLOYMENT,
    ),
    _words(
        EventKind.RESTRICTION,
        "curfews?|state of emergency|(?:shut off|shut down|blocked|cut off)|internet (?:shutdown|blackout|outage)|"
        f"banned|martial law|{_LINES} (?:[^\\s,;:.]+ ){{0,6}}?(?:was|were|is|are|been|went|remained) (?:\\w+ly )?"
        "(?:cut|down|severed|interrupted|disrupted|jammed|restricted|throttled|offline)|"
        f"(?:cut|severed|interrupted|disrupted|jammed|restricted|throttled) (?:off )?(?:the |all )?(?:\\S+ )?{_LINES}",
    ),
    _words(EventKind.STATEMENT, "ordered|televised address|declared|issued (?:an|the) order"),
    _words(
        EventKind.DIPLOMACY,
        "talks|summit|phone calls?|negotiations|ceasefire",
    ),
    _words(
        EventKind.POLITICS,
        "resigned|resignation|elections?|referendum|price increases?|sworn in|dismissed|sacked",
    ),
)
"""The rows are tried in this order; the first words of a sentence that fit are its event."""

HEDGES = re.compile(r"\b(?:appear(?:s|ed)?|seem(?:s|ed)?|reportedly|allegedly|apparently|believed|possibly)\b")
SUPPOSED = re.compile(
    r"\b(?:if|would|could|might|should|may|threaten(?:ed|s)?|call(?:ed|ing)? for|demand(?:ed|s|ing)?)\b"
)
"""Words before an event that tell that it is not said to have happened."""
DENIED = re.compile(
    r"(?:\b(?:no|without|not|never|neither|nor|hardly)(?: (?!but\b|only\b)[^\s,;:.]+){0,3}|n't(?: \S+)?|"
    r"\b(?:nobody|no one|none)(?: [^\s,;:.]+){0,5}|\b(?:denied|denies|denying|ruled out|prevented|avoided)"
    r"(?: (?!of\b)[^\s,;:.]+){0,6}) $"
)
"""Words just before an event that tell that it did not happen: “no arrests”, “nobody was killed”."""
FUTURE = re.compile(r"\b(?:will|shall|to hold|plans? to|gear up|scheduled|due to|next)\b")

NOUNS = word_set(
    "protests rally rallies demonstration demonstrations arrests detentions gunfire shooting riot riots looting "
    "explosion explosions blast blasts shelling deployment curfew curfews talks summit negotiations ceasefire election "
    "elections referendum resignation"
)
"""Words that tell of an event and not who acts in it."""

ACTING = re.compile(
    r"(?:(?:[A-Z][\w-]*|riot|security|national|law|armed|government|anti-government) )*"
    r"(?:[Pp]olice|[Tt]roops|[Ff]orces|[Ss]oldiers|[Pp]rotesters|[Dd]emonstrators|[Aa]uthorities|[Gg]overnment|"
    r"[Ww]orkers|[Dd]ockers|[Mm]iners|[Ss]tudents|[Rr]esidents|[Gg]uard|[Aa]gencies|[Rr]ioters|[Mm]archers)\b"
)
"""Groups that act in events, as an article calls them."""
