"""What a figure counts, by the words around it: “26 people were killed”, “killing 26”, “a death toll of 26”.

The words before and after an amount are matched as one text each: without case, one blank between tokens, and `#` for
each other amount. No text is longer than WINDOW tokens, so each rule looks at a bounded stretch.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.drafting.populations import AIRCRAFT, LABELS, OFFICERS, PROTESTERS, TROOPS, Population
from data.records.vocabulary import Metric

WINDOW = 16
"""Tokens on either side of an amount that the rules look at."""

MISSING = "missing"
"""People who are missing: no metric counts them yet, so their figures are drafted without one."""

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

Counted = Metric | str


def _any_of(table: Mapping[Counted, str] | Mapping[Metric, str]) -> str:
    """The patterns of a table as one, each in a group that is named by what it counts."""
    return "|".join(f"(?P<{counted}>{pattern})" for counted, pattern in table.items())


_LAST = r"(?= |$)"
_STOP = r"while|whereas|but|after|when|as|before|because|said|says|say|told|where|that|if|and|whose|#"
_PART = r"(?:, (?:including|among them|most of them|many of them|mostly|some of them|all)[^,;]{0,90} , )?"
_GAP = rf"{_PART}(?:(?!(?:{_STOP}) )[^\s,;:.()\"]+ ){{0,7}}?"
_ADVERB = (
    r"also|reportedly|already|still|since|so far|now|later|officially|confirmed|feared|believed|reported|initially|"
    r"then|seriously|slightly|critically|lightly|severely|badly|fatally|all|briefly|presumed|"
    r"(?:estimated|said|thought|known|understood|believed|reported) to have"
)
_BE = r"have|has|had|were|was|are|is|been|being|got|remain|remained|remains|went|may|might|could|had to be"
_FOLLOW = (
    r"(?= (?:[.,;:)!?\"-]|in|by|at|on|during|near|when|as|since|after|over|outside|across|along|while|so|overnight|and|"
    r"or|for|from|inside|around|amid|under|with|this|last|yesterday|today|before|because|but|there|here|to|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: |$)|$)"
)

_PASSIVE = re.compile(rf"{_GAP}(?P<be>(?:(?:{_BE}|{_ADVERB}) )+)(?:\" )?(?:{_any_of(_PARTICIPLES)}){_LAST}")
_STATE = re.compile(rf"{_GAP}(?P<be>(?:(?:{_BE}|{_ADVERB}) )+)(?:{_any_of(_STATES)}){_LAST}")
_REDUCED = re.compile(rf"(?:(?:{_ADVERB}) )*(?:{_any_of(_PARTICIPLES)}){_FOLLOW}")
_LEFT_SO = re.compile(rf"(?:(?:{_ADVERB}) )*(?:{_any_of(_STATES)}){_LAST}")
_DEED = re.compile(rf"{_GAP}(?P<be>(?:(?:{_BE}|{_ADVERB}) )*)(?:{_any_of(_DEEDS)}){_LAST}")
_ACTIVE = re.compile(rf"(?:^|(?<= ))(?:{_any_of(_TRANSITIVE)})(?: (?:and|then|in total|so far|at once))?$")
_NO_ACTIVE = re.compile(
    r"(?:^| )(?:were|was|are|is|be|been|being|those|people|to|will|would|could|can|may|might|should|must|not|denied|"
    r"denies|without|avoid|avoided|from|or)(?: (?:also|reportedly|already|later|seriously))?$"
)
_NOUN = re.compile(
    rf"(?:(?!(?:{_STOP}|of|in|were|was|have|had|to|by|from) )[^\s,;:.()\"]+ ){{0,2}}?(?:{_any_of(_NOUNS)}){_LAST}"
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
_CROWD_OF = re.compile(
    r"(?:.* )?(?:(?:crowds?|rally|march|gathering|demonstration|protest|procession|column) of|(?:attended|joined) by|"
    r"drew|drawing|attracted|attracting|brought out)$"
)
_FORCE_OF = re.compile(
    r"(?:.* )?(?:(?:force|contingent|garrison) of|(?:forces?|troops|contingent|deployment)(?: \S+){0,2}? "
    r"(?:number|numbers|numbered|total|totals|totalled))$"
)
_DEPLOYED = re.compile(
    r"\b(?:deploy\w*|sent|sends?|sending|dispatch\w*|station(?:ed|ing)|arriv\w+|withdr\w+|mobilis\w+|mobiliz\w+|"
    r"reinforce\w*|contingent|landed)\b"
)
_SENT = (
    r"sent|sends|sending|deployed|deploys|deploying|dispatched|dispatching|mobili[sz]ed|mobili[sz]ing|stationed|posted|"
    r"(?:called|drafted|brought|moved|flown|flew) in"
)
_SENDS = re.compile(rf"(?:^|.* )(?:{_SENT})(?: (?:in|out|up|over|there|back))?$")
_ARE_SENT = re.compile(rf"(?:(?:{_BE}|will|be|to|{_ADVERB}) )*(?:{_SENT}){_LAST}")
_SENT_AWAY = re.compile(
    r"(?:\S+ )?(?:home|on leave|to prison|to jail|to trial|to (?:the |a )?(?:\S+ )?(?:hospital|clinic))\b"
)
_NOT_STATED = re.compile(
    r"(?:^| )(?:(?:did|does|do|could|would|can|will) not (?:say|tell|know|explain)(?: [^\s,;#]+){0,4}|"
    r"(?:declined|refused) to (?:say|tell)(?: [^\s,;#]+){0,4}|whether(?: [^\s,;#]+){0,2}|"
    r"(?:if|unless)(?: \S+){0,4}|(?:denied|denies|denying|dismissed|rejected|false)(?: [^\s,;#]+){0,8})$"
)
"""Words before an amount after which nobody states it: it is only supposed, or denied."""
_OF_THOSE = re.compile(rf"of (?:the|those) (?:people )?(?:{_any_of(_PARTICIPLES)}|(?P<dead>dead)){_LAST}")
_OF = re.compile(
    r"(?:^|.* )(?:(?P<killed>deaths?|killings?|murders?|massacre)|(?P<arrested>arrests?)|(?P<detained>detentions?)|"
    r"(?P<convicted>convictions?)) of$"
)
_HELD_A_PLACE = re.compile(
    r"(?:(?:have|had|also) )?(?:filled|packed|blocked|blockaded|surrounded|stormed|occupied|besieged|clashed)\b"
)
_TOOK_A_PLACE = re.compile(
    r"(?:(?:have|had|also|then|later) )*(?:occupied|blocked|blockaded|besieged|surrounded|took over|camped in)"
    r"(?= (?:the|a|an|two|three|several|its|their) )"
)
_BOTH = re.compile(r" or (?:killed|injured|wounded|hurt|dead|missing)\b")


@dataclass(frozen=True)
class Finding:
    """What an amount counts, the words that say so, and how sure the rule is (0 to 1)."""

    counts: Counted
    because: str
    confidence: float
    counts_deeds: bool = False
    """Whether the noun after the amount is what is counted (“164 deaths”), and names no population."""


def finding(before: str, after_amount: str, after: str, population: Population) -> Finding | None:
    """Return what an amount counts; None if nothing around it says so.

    `before` are the words before the amount, `after_amount` those after it, `after` those after its population.
    """
    if population.is_something_else or _NOT_STATED.search(before):
        return None
    has_own = before.endswith(" and") and _by_verb_after(after, population)  # “two killed and dozens hurt”
    found = (
        has_own
        or _by_verb_before(before, after_amount)
        or _by_verb_after(after, population)
        or _by_noun(before, after_amount)
        or _by_gathering(before, after, population)
        or _by_kind(before, after, after_amount, population)
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


def _by_noun(before: str, after_amount: str) -> Finding | None:
    if match := _OF_THOSE.match(after_amount):
        return Finding(Metric.KILLED if match["dead"] else _counted(match), match.group(), 0.8)
    if match := _NOUN.match(after_amount):
        return Finding(_counted(match), match.group(), 0.85, counts_deeds=True)
    if match := _OF.match(before) or _TOLL.match(before) or _PLAIN_TOLL.match(before) or _PUT_AT.match(before):
        counted = _counted(match)
        return Finding(counted, match[str(counted)], 0.85)
    if re.match(r"(?:\S+ ){0,2}?(?:bodies|corpses)\b", after_amount):
        return Finding(Metric.KILLED, "bodies", 0.6)
    return None


def _by_gathering(before: str, after: str, population: Population) -> Finding | None:
    if (match := _CROWD_OF.match(before)) and (population.is_known or population.first == population.end):
        return Finding(Metric.CROWD_SIZE, " ".join(match.group().split()[-2:]), 0.8)
    is_crowd = population.is_known and population.head not in OFFICERS | TROOPS | LABELS
    if is_crowd and (match := _TOOK_A_PLACE.match(after)):
        return Finding(Metric.CROWD_SIZE, match.group(), 0.7)
    if population.head in PROTESTERS and (match := _HELD_A_PLACE.match(after)):
        return Finding(Metric.CROWD_SIZE, match.group(), 0.7)
    return None


def _by_kind(before: str, after: str, after_amount: str, population: Population) -> Finding | None:
    """By what it is a number of: aircraft, telephone calls, troops (soldiers only where they are sent somewhere)."""
    if population.head in AIRCRAFT:
        return Finding(Metric.AIRCRAFT, population.head, 0.85)
    if re.match(r"(?:tele)?phone (?:calls?|conversations)\b", after_amount):
        return Finding(Metric.PHONE_CALLS, "phone calls", 0.85)
    if _FORCE_OF.match(before) and not (population.is_known and population.head not in TROOPS):
        return Finding(Metric.TROOPS, " ".join(before.split()[-2:]), 0.85)
    if population.head in ("troop", "peacekeeper", "paratrooper"):
        return Finding(Metric.TROOPS, population.head, 0.85)
    if population.head in TROOPS | {"forces"} and (match := _DEPLOYED.search(f"{before} | {after}")):
        return Finding(Metric.TROOPS, match.group(), 0.75)
    if population.head in OFFICERS and (match := _SENDS.match(before) or _ARE_SENT.match(after)):
        away = _SENT_AWAY.match(after if match.re is _SENDS else after[match.end() :].lstrip())
        return None if away else Finding(Metric.TROOPS, "sent", 0.75)
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
