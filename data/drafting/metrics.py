"""What a figure counts, by the words around it: “26 people were killed”, “killing 26”, “a death toll of 26”.

The words before and after an amount are matched as one text each: without case, one blank between tokens, and `#` for
each other amount. No text is longer than WINDOW tokens, so each rule looks at a bounded stretch.
"""

import re
from collections.abc import Mapping

from data.drafting.crowds_and_forces import by_force, by_gathering
from data.drafting.finding import ADVERB, BE, LAST, MISSING, Counted, Finding
from data.drafting.populations import AIRCRAFT, Population
from data.records.vocabulary import Metric

WINDOW = 16
"""Tokens on either side of an amount that the rules look at."""

_HOSPITAL = r"(?:the |a |an |local |nearby |city |area |different )*(?:hospitals?|clinics?|intensive care)"
_PARTICIPLES = {
    Metric.KILLED: (
        r"killed|slain|murdered|massacred|liquidated|executed|shot dead|shot and killed|gunned down|"
        r"(?:stabbed|beaten|burned|burnt|crushed|trampled|shot|hacked) to death"
    ),
    Metric.INJURED: r"injured|wounded|hurt|maimed|treated for (?:\S+ ){0,3}(?:injuries|wounds|burns)",
    Metric.HOSPITALISED: (
        rf"hospitali[sz]ed|(?:taken|rushed|brought|sent|admitted|transferred|airlifted) to {_HOSPITAL}|"
        rf"treated (?:in|at) {_HOSPITAL}"
    ),
    Metric.ARRESTED: r"arrested|placed under arrest",
    Metric.DETAINED: r"detained|captured|held|taken into (?:police )?custody|rounded up|apprehended",
    Metric.CONVICTED: r"convicted|found guilty|sentenced|jailed",
}
_STATES = {
    Metric.KILLED: r"dead",
    Metric.HOSPITALISED: rf"in {_HOSPITAL}",
    Metric.DETAINED: r"(?:in|into) (?:police |state )?custody|behind bars",
    Metric.ARRESTED: r"under arrest",
    MISSING: r"missing|unaccounted for",
}
_DEEDS = {
    Metric.KILLED: r"died|perished|drowned|lost their lives|starved to death|burned to death",
    Metric.INJURED: (
        r"(?:suffered|sustained) (?:\S+ ){0,3}(?:injuries|wounds|burns)|"
        r"sought (?:\S+ ){0,2}(?:treatment|help) for (?:\S+ ){0,2}(?:injuries|wounds)"
    ),
    MISSING: r"disappeared|went missing|gone missing",
    Metric.CROWD_SIZE: (
        r"gathered|gathering|rallied|rallying|marched|marching|protested|protesting|demonstrated|demonstrating|"
        r"assembled|massed|converged|poured (?:into|onto)|flooded|thronged|chanted|chanting|turned out|"
        r"to (?:protest|demonstrate)|in protest|"
        r"(?:took|taken|taking) part|(?:took|taken|taking) to the streets|attended|"
        r"on strike|walked out|downed tools|stopped work|"
        r"(?:walked|filed|paraded|streamed|trekked|cycled) (?:\S+ ){0,8}?(?:to (?:demand|protest|denounce|condemn|"
        r"mourn|call for)|in (?:protest|mourning|silence|memory|anger))|sat down (?:on|in front of|outside) the|"
        r"joined (?:the |a |an |in )*(?:\S+ )?(?:march|rally|protests?|strike|demonstrations?|riots?|crowds?)"
    ),
}
_TRANSITIVE = {
    Metric.KILLED: (
        r"kill(?:ed|s|ing)?|murder(?:ed|s|ing)|massacred|liquidated|execut(?:ed|ing)|(?:shot|shooting) dead|"
        r"shot and killed|gunned down|(?:claim(?:ed|ing|s)?|cost|taken|took) the lives of|the lives of"
    ),
    Metric.INJURED: r"injur(?:e|ed|es|ing)|wound(?:ed|s|ing)?|hurt|hurting|maimed|maiming",
    Metric.HOSPITALISED: r"hospitali[sz](?:ed|ing)",
    Metric.ARRESTED: r"arrest(?:ed|s|ing)?",
    Metric.DETAINED: r"detain(?:ed|s|ing)?|(?:rounded|rounding|picked) up|captur(?:ed|ing)|apprehended|apprehending",
    Metric.CONVICTED: r"convict(?:ed|s|ing)|sentenced|sentencing|jailed|jailing",
}
_NOUNS = {
    Metric.KILLED: r"deaths|fatalities|killings|dead",
    Metric.INJURED: r"injuries|injured|wounded",
    Metric.ARRESTED: r"arrests",
    Metric.DETAINED: r"detentions",
    Metric.CONVICTED: r"convictions",
}
_TOLLS = {
    Metric.KILLED: r"death toll|toll|number of (?:\S+ ){0,3}?(?:dead|deaths|killed|fatalities)",
    Metric.INJURED: r"number of (?:\S+ ){0,3}?(?:injured|wounded|injuries)",
    Metric.HOSPITALISED: r"number of (?:\S+ ){0,3}?(?:hospitalised|hospitalized|in hospital)",
    Metric.ARRESTED: r"number of (?:\S+ ){0,3}?(?:arrests|arrested)",
    Metric.DETAINED: r"number of (?:\S+ ){0,3}?(?:detained|detainees|detentions)",
    MISSING: r"number of (?:\S+ ){0,3}?missing",
    Metric.CROWD_SIZE: r"crowd|turnout|number of (?:protesters|demonstrators|marchers|people at \S+ \S+)",
}


def _any_of(table: Mapping[Counted, str] | Mapping[Metric, str]) -> str:
    """The patterns of a table as one, each in a group that is named by what it counts."""
    return "|".join(f"(?P<{counted}>{pattern})" for counted, pattern in table.items())


_STOP = r"while|whereas|but|after|when|as|before|because|said|says|say|told|where|that|if|and|whose|#"
_PART = r"(?:, (?:including|among them|most of them|many of them|mostly|some of them|all)[^,;]{0,90} , )?"
_GAP = rf"{_PART}(?:(?!(?:{_STOP}) )[^\s,;:.()\"]+ ){{0,7}}?"
_FOLLOW = (
    r"(?= (?:[.,;:)!?\"-]|in|by|at|on|during|near|when|as|since|after|over|outside|across|along|while|so|overnight|and|"
    r"or|for|from|inside|around|amid|under|with|this|last|yesterday|today|before|because|but|there|here|to|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: |$)|$)"
)

_PASSIVE = re.compile(rf"{_GAP}(?P<be>(?:(?:{BE}|{ADVERB}) )+)(?:\" )?(?:{_any_of(_PARTICIPLES)}){LAST}")
_STATE = re.compile(rf"{_GAP}(?P<be>(?:(?:{BE}|{ADVERB}) )+)(?:{_any_of(_STATES)}){LAST}")
_REDUCED = re.compile(rf"(?:(?:{ADVERB}) )*(?:{_any_of(_PARTICIPLES)}){_FOLLOW}")
_LEFT_SO = re.compile(rf"(?:(?:{ADVERB}) )*(?:{_any_of(_STATES)}){LAST}")
_DEED = re.compile(rf"{_GAP}(?P<be>(?:(?:{BE}|{ADVERB}) )*)(?:{_any_of(_DEEDS)}){LAST}")
_ACTIVE = re.compile(rf"(?:^|(?<= ))(?:{_any_of(_TRANSITIVE)})(?: (?:and|then|in total|so far|at once))?$")
_NO_ACTIVE = re.compile(
    r"(?:^| )(?:were|was|are|is|be|been|being|those|people|to|will|would|could|can|may|might|should|must|not|denied|"
    r"denies|without|avoid|avoided|from|or)(?: (?:also|reportedly|already|later|seriously))?$"
)
_NOUN = re.compile(
    rf"(?:(?!(?:{_STOP}|of|in|were|was|have|had|to|by|from) )[^\s,;:.()\"]+ ){{0,2}}?(?:{_any_of(_NOUNS)}){LAST}"
)
_REACHED = r"(?:to|at|of|reached|reaching|is|was|exceeded|exceeds|topped|passed|hit|from|now|past|above|as|stood at)"
_TOLL = re.compile(rf"(?:^|.* )(?:{_any_of(_TOLLS)})(?: (?!said)[^\s#;]+){{0,8}}?(?: from #(?: \S+)?)? {_REACHED}$")
_PLAIN_TOLL = re.compile(
    rf"(?:^|.* )(?:{_any_of(_NOUNS)})(?: [^\s#,;]+){{0,5}}? (?:(?:rose|risen|rising|climbed|jumped|grew|increased)"
    r"(?: from #)? to|reached|reaching|exceeded|topped|passed)$"
)
_PUT_AT = re.compile(
    r"(?:^|.* )(?:puts?|gave|gives?|estimated) the (?:(?P<killed>dead|killed)|(?P<injured>injured|wounded)|"
    r"(?P<arrested>arrested)|(?P<detained>detained)) (?:at|as)$"
)
_NOT_STATED = re.compile(
    r"(?:^| )(?:(?:did|does|do|could|would|can|will) not (?:say|tell|know|explain)(?: [^\s,;#]+){0,4}|"
    r"(?:declined|refused) to (?:say|tell)(?: [^\s,;#]+){0,4}|whether(?: [^\s,;#]+){0,2}|"
    r"(?:if|unless)(?: \S+){0,4}|(?:denied|denies|denying|dismissed|rejected|false)(?: [^\s,;#]+){0,8})$"
)
"""Words before an amount after which nobody states it: it is only supposed, or denied."""
_LET_GO = re.compile(r"(?:^| )(?:releas(?:e|ed|es|ing)(?: of)?|fre(?:ed|es|eing)|acquitt(?:ed|al of)|pardoned)$")
"""Words before an amount of those arrested after which the opposite is told: “ordered the release of”."""
_OF_THOSE = re.compile(rf"of (?:the|those) (?:people )?(?:{_any_of(_PARTICIPLES)}|(?P<dead>dead)){LAST}")
_OF = re.compile(
    r"(?:^|.* )(?:(?P<killed>deaths?|killings?|murders?|massacre)|(?P<arrested>arrests?)|(?P<detained>detentions?)|"
    r"(?P<convicted>convictions?)) of$"
)
_THOSE = {
    Metric.KILLED: r"dead|killed|slain|fatalities",
    Metric.INJURED: r"injured|wounded|hurt",
    Metric.HOSPITALISED: r"hospitali[sz]ed",
    Metric.ARRESTED: r"arrested",
    Metric.DETAINED: r"detained|detainees|held|captured",
    Metric.CONVICTED: r"convicted|sentenced",
    MISSING: r"missing",
}
"""Words for all to whom the same happened: “the dead”, “those detained”."""
_ALL_THOSE = (
    r"(?:the|those|people)(?: (?:who|were|was|are|people|had been|have been|officially|confirmed))*? "
    rf"(?:{_any_of(_THOSE)})"
)
_IS_AMONG = re.compile(rf"{_GAP}(?:(?:{BE}|{ADVERB}) )+(?:counted )?among {_ALL_THOSE}{LAST}")
_AMONG_ARE = re.compile(rf"(?:^|.* )among {_ALL_THOSE}(?: [^\s,;#]+){{0,4}}? (?:are|were|was|is)(?: also)?$")
_INCLUDE = re.compile(rf"(?:^|.* ){_ALL_THOSE}(?: [^\s,;#]+){{0,4}}? includ(?:e|es|ed)(?: also)?$")
_BOTH = re.compile(r" or (?:killed|injured|wounded|hurt|dead|missing)\b")


def finding(before: str, after_amount: str, after: str, population: Population, value: float | None) -> Finding | None:
    """Return what an amount counts; None if nothing around it says so.

    `before` are the words before the amount, `after_amount` those after it, `after` those after its population;
    `value` is its number, None if it is a word.
    """
    if population.is_something_else or _NOT_STATED.search(before):
        return None
    if after_amount.startswith("of ") and _LET_GO.search(before):
        return None
    has_own = before.endswith(" and") and _by_verb_after(after, population)  # “two killed and dozens hurt”
    found = (
        has_own
        or _by_verb_before(before, after_amount)
        or _by_verb_after(after, population)
        or _by_noun(before, after_amount, after, population)
        or by_gathering(before, after, population, value)
        or _by_kind(after_amount, population)
        or by_force(before, after, population, value)
    )
    return None if found is None or _BOTH.match(after.partition(found.because)[2]) else found


def _by_verb_before(before: str, after_amount: str) -> Finding | None:
    match = _ACTIVE.search(before)
    if match and not _NO_ACTIVE.search(before[: match.start()].rstrip()):
        return Finding(_counted(match), match.group(), 0.9)
    if re.search(r"(?:^| )(?:hospitals?|clinics?)(?: \S+){0,6} (?:admitted|received|treated)$", before):
        return Finding(Metric.HOSPITALISED, before.split()[-1], 0.8)
    if re.search(r"(?:^| )(?:claim(?:ed|ing|s)?|cost|costing|took|taken|taking)$", before) and after_amount.startswith(
        "lives"
    ):
        return Finding(Metric.KILLED, "lives", 0.85, counts_deeds=True)
    return None


def _by_verb_after(after: str, population: Population) -> Finding | None:
    for pattern, confidence in ((_PASSIVE, 0.95), (_STATE, 0.9), (_REDUCED, 0.9), (_LEFT_SO, 0.9), (_DEED, 0.9)):
        match = pattern.match(after)
        if match is None:
            continue
        counted = _counted(match)
        if counted == Metric.CROWD_SIZE and population.head in AIRCRAFT:
            continue
        if counted == Metric.DETAINED and match.group().endswith("held") and not population.is_known:
            continue
        doubt = 0.2 if re.search(r"(?:^| )(?:may|might|could|feared|believed|presumed)\b", match.group()) else 0.0
        return Finding(counted, match[str(counted)], confidence - doubt)
    return None


def _by_noun(before: str, after_amount: str, after: str, population: Population) -> Finding | None:
    if match := _OF_THOSE.match(after_amount):
        return Finding(Metric.KILLED if match["dead"] else _counted(match), match.group(), 0.8)
    if population.is_known and (match := _among_those(before, after)):
        return Finding(_counted(match), f"the {match[str(_counted(match))]}", 0.8)
    if match := _NOUN.match(after_amount):
        return Finding(_counted(match), match.group(), 0.85, counts_deeds=True)
    if match := _OF.match(before) or _TOLL.match(before) or _PLAIN_TOLL.match(before) or _PUT_AT.match(before):
        counted = _counted(match)
        return Finding(counted, match[str(counted)], 0.85)
    if re.match(r"(?:\S+ ){0,2}?(?:bodies|corpses)\b", after_amount):
        return Finding(Metric.KILLED, "bodies", 0.6)
    return None


def _among_those(before: str, after: str) -> re.Match[str] | None:
    """How some are told to be among all to whom the same happened: “were among the injured”, “the dead include”."""
    if " among " in f" {after}":
        return _IS_AMONG.match(after)
    if before.endswith((" are", " were", " was", " is", " also")) and "among " in before:
        return _AMONG_ARE.match(before)
    return _INCLUDE.match(before) if " include" in before else None


def _by_kind(after_amount: str, population: Population) -> Finding | None:
    """By what it is a number of: aircraft, telephone calls."""
    if population.head in AIRCRAFT:
        return Finding(Metric.AIRCRAFT, population.head, 0.85)
    if re.match(r"(?:tele)?phone (?:calls?|conversations)\b", after_amount):
        return Finding(Metric.PHONE_CALLS, "phone calls", 0.85)
    return None


def _counted(match: re.Match[str]) -> Counted:
    """What the group of a match counts; groups have the names of metrics."""
    name = next(name for name, words in match.groupdict().items() if words is not None and name != "be")
    return MISSING if name == MISSING else Metric(name)


VERBS = frozenset(
    word
    for patterns in (_PARTICIPLES.values(), _STATES.values(), _DEEDS.values())
    for phrase in "|".join(patterns).replace("(?:", "").replace(")", "").split("|")
    for word in phrase.split()[:1]
    if word.isalpha()
) | {"hospitalised", "hospitalized"}
"""First words of what happened to people, with which the words that name them end."""
