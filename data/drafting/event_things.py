"""Words by which strikes, blockades, curfews and talks begin, go on, and end, and what each of them is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.records.vocabulary import EventKind

_KINDS = {
    EventKind.PROTEST: "strike walkout stoppage protest demonstration rally march sit-in vigil uprising blockade "
    "roadblock barricade picket occupation boycott",
    EventKind.VIOLENCE: "riot clash violence fighting shooting unrest looting",
    EventKind.RESTRICTION: "curfew lockdown ban blackout shutdown emergency martial-law",
    EventKind.DIPLOMACY: "talks negotiations summit ceasefire truce",
    EventKind.SECURITY_OPERATION: "siege raid cordon manhunt crackdown",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SPELLED = {"emergency": "state of emergency", "martial-law": "martial law"}
_ACLED = {"strike", "walkout", "stoppage", "protest", "demonstration", "rally", "march", "sit-in", "vigil", "picket"}
_ONE_BLANK = r"(?:^|(?<= ))"


def _plural(word: str) -> str:
    if word == "march":  # and not the month
        return r"(?<![0-9] )march(?:es)?(?! [0-9])"
    spelled = _SPELLED.get(word, word)
    if spelled.endswith("y") and word == "rally":
        return "rall(?:y|ies)"
    return f"{re.escape(spelled)}(?:e?s)?"


_THING = "|".join(f"(?P<{word.replace('-', '_')}>{_plural(word)})" for word in _KIND_OF)
_NOUN = "|".join(_plural(word) for word in _KIND_OF)
_PART = (
    r"(?: (?:of|in|at|on|over|by|between|against|for|outside|near|across|along|around)"
    r"(?: (?!(?:and|or|that|which|who|when|after|before|was|were|had|has|would|will|could|said|began|ended)\b)"
    r"[^\s,;:.()\"]+){1,7}?)?"
)
"""What belongs to a thing, between it and its verb: “of the main gate in Northport”."""
_HAVE = r"(?: (?:has|have|had))?(?: (?:\w+ly|also|then|since|first|later|already))?"
_BE = rf"{_HAVE}(?: (?:was|were|is|are|been|being))?(?: (?:\w+ly|also|then|since|first|later|already))?"
_ANY = r"(?: (?:a|an|the|their|its|his|her|all|two|three|\w+-hour|\w+))"

BEGINS, ENDS, RESUMES, CLEARED, CALLED = "begins", "ends", "resumes", "cleared", "called"
_INTRANSITIVE = {
    BEGINS: "began|begun|started|broke out|broken out|erupted|flared(?: up)?|came into force|took effect|got under way|"
    "took place|were held|was held",
    ENDS: "ended|came to an end|collapsed|fizzled out|expired|is over|was over|broke down|stopped",
    RESUMES: "resumed|restarted|spread|continued",
}
_TRANSITIVE = {
    BEGINS: "set up|put up|erected|launched|imposed|declared|introduced|proclaimed|started|began|begun|staged|mounted|"
    "put in place|organised|organized",
    ENDS: "lifted|called off|ended|suspended|abandoned|halted|removed|dismantled|scrapped|stopped",
    RESUMES: "resumed|restarted|extended|renewed|prolonged|reimposed",
    CLEARED: "cleared|broke up|broken up|dispersed|stormed|crushed|put down|"
    "(?:tried|attempted|sought|moved|went in|began|started) to (?:clear|break up|disperse|storm|dismantle|remove)",
}
_IS_CALLED = (
    rf"{_HAVE} (?:is|are|was|were|been)(?: (?:\w+ly|also|now|then))? "
    r"(?:called|announced|scheduled|planned|set|due|expected)(?= (?:for|on) (?:the )?(?:(?:early|late) )?"
    r"(?:\w+day|tomorrow|next|noon|[0-9]))"
)
"""What is said of a thing that is to come: “a march has been announced for Sunday”."""
_CALLED_WORDS = "called|announced|scheduled|proclaimed|planned|set|due|expected"
_CALLS = r"(?:called|announced|scheduled|proclaimed)(?! (?:off|for|on|in|the|this|these|it|them|him|her|that)(?= |$))"
_GOES_ON = r"(?! to )(?! (?!during|following|according|evening|morning)\w+ing\b)"
"""Not behind a verb: what began “to sing”, or stopped “shouting”, is no thing that begins or ends."""
_NOT_A_NOUN = r"(?! (?:leader|organiser|organizer|fund|committee|law|breaker|force)s?\b)"


def _patterns() -> Iterator[tuple[str, bool, re.Pattern[str]]]:
    for act in (BEGINS, ENDS, RESUMES, CLEARED):
        if act in _INTRANSITIVE:
            yield (
                act,
                True,
                re.compile(rf"{_ONE_BLANK}(?:{_THING}){_PART}{_HAVE} (?:{_INTRANSITIVE[act]})(?= |$){_GOES_ON}"),
            )
        yield (
            act,
            True,
            re.compile(
                rf"{_ONE_BLANK}(?:{_THING}){_PART}{_BE} (?:{_TRANSITIVE[act]})(?= |$)(?! (?:{_NOUN})){_GOES_ON}"
            ),
        )
        yield (
            act,
            False,
            re.compile(rf"{_ONE_BLANK}(?:{_TRANSITIVE[act]}){_ANY}{{0,4}}? (?:{_THING}){_NOT_A_NOUN}(?= |$)"),
        )
    yield CALLED, True, re.compile(rf"{_ONE_BLANK}(?:{_THING}){_PART}{_IS_CALLED}")
    yield CALLED, False, re.compile(rf"{_ONE_BLANK}{_CALLS}{_ANY}{{0,4}}? (?:{_THING}){_NOT_A_NOUN}(?= |$)")


_PATTERNS = tuple(_patterns())
_ANY_ACT = re.compile(
    r"\b(?:" + "|".join({*_INTRANSITIVE.values(), *_TRANSITIVE.values(), _CALLED_WORDS}) + r")\b"
)  # most sentences have none: one look saves a dozen
_GOVERNS = frozenset(
    [
        "at",
        "on",
        "from",
        "during",
        "after",
        "amid",
        "against",
        "to",
        "by",
        "with",
        "in",
        "near",
        "before",
        "despite",
        "since",
        "of",
        "for",
        "under",
        "like",
        "outside",
    ]
)
"""Words before a thing that make it no subject: “police at the blockade began to shoot”."""


_OF_AN_HOUR = frozenset(("march", "rally", "vigil"))
_OF_A_DAY = frozenset(("protest", "demonstration", "sit-in", "picket"))
_QUIETLY = re.compile(r" (?:peacefully|quietly|calmly|without (?:incident|trouble|violence|arrests|clashes))\b")
_INFINITIVE = ("to ", "will ", "not ")
"""Words before a verb whose past form is its base form, too: “to put down”."""


@dataclass(frozen=True)
class Change:
    """A thing that begins, goes on or ends: characters `start` to `end` of a sentence's joined words."""

    kind: EventKind
    label: str
    acled: tuple[str, str | None] | None
    start: int
    end: int
    has_subject: bool


def changes_in(words: str) -> Iterator[Change]:
    """Yield what begins, goes on and ends in the joined words of a sentence."""
    if not _ANY_ACT.search(words):
        return
    for act, has_subject, pattern in _PATTERNS:
        for match in pattern.finditer(words):
            thing = next(name for name, found in match.groupdict().items() if found).replace("_", "-")
            before = words[: match.start()]
            if _is_governed(before) if has_subject else before.endswith(_INFINITIVE):
                continue
            if act == ENDS and has_subject and _only_passes(thing, words[match.end() :]):
                continue
            kind = _KIND_OF[thing]
            if act == CALLED and kind not in (EventKind.PROTEST, EventKind.DIPLOMACY):
                continue
            if act == CLEARED:
                if kind is not EventKind.PROTEST:
                    continue
                kind = EventKind.SECURITY_OPERATION
            acled: tuple[str, str | None] | None = None
            if act == BEGINS and thing in _ACLED:
                acled = ("Protests", None)
            elif thing == "riot" and act == BEGINS:
                acled = ("Riots", None)
            name = _SPELLED.get(thing, thing)
            plain = act if not thing.endswith("s") or act in (CLEARED, CALLED) else act.removesuffix("s")
            label = f"{name[0].upper()}{name[1:]} {plain}"
            yield Change(kind, label, acled, match.start(), match.end(), has_subject)


def _only_passes(thing: str, after: str) -> bool:
    """Whether the end of a thing is none of an event of its own: a march ends, and a sit-in that was quiet."""
    return thing in _OF_AN_HOUR or (thing in _OF_A_DAY and _QUIETLY.match(after) is not None)


def _is_governed(before: str) -> bool:
    """Whether a word before a thing, at most two describing ones between, makes it part of another phrase."""
    for n, word in enumerate(reversed(before.split()[-4:])):
        if word in _GOVERNS:
            return True
        if word in ("the", "a", "an", "their", "its", "this", "that"):
            previous = before.split()[-n - 2 : -n - 1]
            return bool(previous) and previous[0] in _GOVERNS
        if not word.isalpha():
            return False
    return False
