"""Crowds, and forces that are sent somewhere, by the words around an amount: “some 600 people from the bridge”.

The words before and after an amount are those that `data.drafting.metrics` matches.
"""

import re

from data.drafting.finding import ADVERB, BE, LAST, Finding
from data.drafting.populations import LABELS, OFFICERS, PROTESTERS, TROOPS, Population
from data.records.vocabulary import Metric

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
    r"reinforce\w*|contingent|landed|reached|moved in(?:to)?|took up positions?|on (?:its|their) way|patrol\w*|"
    r"(?:guard|secure|occupy|protect|replace|relieve)(?:s|ed|ing|d)? the)\b"
)
_SENT = (
    r"sent|sends|sending|deployed|deploys|deploying|dispatched|dispatching|mobili[sz]ed|mobili[sz]ing|stationed|posted|"
    r"(?:called|drafted|brought|moved|flown|flew) in"
)
_SENDS = re.compile(rf"(?:^|.* )(?:{_SENT})(?: (?:in|out|up|over|there|back))?$")
_ARE_SENT = re.compile(rf"(?:(?:{BE}|will|be|to|{ADVERB}) )*(?:{_SENT}){LAST}")
_COMES = re.compile(
    rf"(?:(?:{BE}|will|would|be|to|{ADVERB}) )*"
    r"(?:arriv(?:ed|e|ing) (?!home|at (?:the|his|her) (?:\S+ )?(?:scene|house|home|hospital))|reached|moved in(?:to)?|"
    r"landed (?:in|at|on)|took up positions?|(?:guard|secure|patrol|protect|replace|relieve)(?:ing|ed|d)? the)"
    rf"{LAST}"
)
"""What is told of officers who are sent somewhere: “about 150 gendarmes reached the village”."""
_SENT_AWAY = re.compile(
    r"(?:\S+ )?(?:home|on leave|to prison|to jail|to trial|to (?:the |a )?(?:\S+ )?(?:hospital|clinic))\b"
)
_HELD_A_PLACE = re.compile(
    r"(?:(?:have|had|also) )?(?:filled|packed|blocked|blockaded|surrounded|stormed|occupied|besieged|clashed)\b"
)
_TOOK_A_PLACE = re.compile(
    r"(?:(?:have|had|also|then|later) )*(?:occupied|blocked|blockaded|besieged|surrounded|took over|camped in)"
    r"(?= (?:the|a|an|two|three|several|its|their) )"
)
_FORCE = r"police|officers?|troops|soldiers|guards?|gendarmes|army|policemen|constables|forces|agents|marines|units?"
_DRIVES = re.compile(
    rf"(?:^|.* )(?:(?:{_FORCE}) .*)?(?:dispers(?:e|ed|es|ing)|(?:broke|break|breaking|broken) up)"
    r"(?: (?:a|the) (?:\S+ )?(?:crowd|group|protest|gathering) of)?$"
)
_DRIVES_FROM = re.compile(
    rf"(?:^|.* )(?:{_FORCE}) (?:.* )?(?:dr[io]v(?:e|ing|es)|push(?:ed|es|ing)?|chas(?:e|ed|es|ing)|"
    r"clear(?:ed|s|ing)?|forc(?:e|ed|es|ing)|swe(?:ep|pt|eping)|beat|evict(?:ed|s|ing)?)(?: back| away| off)?$"
)
_FROM_A_PLACE = re.compile(
    r"(?:back |away |down )?(?:from|off|out of|across) (?:the|a|an|its|their)(?! (?:\S+ )?"
    r"(?:homes?|houses?|villages?|flats?|camps?|land|jobs?|country)\b) "
)
_STANDS_BEFORE = re.compile(
    r"(?:(?:were|was|had been|have been|are) (?:\S+ing |still |already )?|(?:stood|waited|sat|camped|remained|lay)"
    r"(?: down)? )(?:in front of|outside|before|at|on|in) the (?:\S+ )?(?:gates?|square|steps|entrance|building|bridge|"
    r"courthouse|court|parliament|ministry|headquarters|palace|embassy|prison|hall|station|depot|plaza)\b"
)
_LEAST_CROWD = 100
"""People who stand somewhere that are taken for a crowd without a word for it."""
_LEAST_FORCE = 20
"""Officers who come somewhere that are taken for a force that is sent."""


def by_gathering(before: str, after: str, population: Population, value: float | None) -> Finding | None:
    """Return the finding of a crowd, by the words before and after an amount of people; None if they tell of none."""
    if (match := _CROWD_OF.match(before)) and (population.is_known or population.first == population.end):
        return Finding(Metric.CROWD_SIZE, " ".join(match.group().split()[-2:]), 0.8)
    is_crowd = population.is_known and population.head not in OFFICERS | TROOPS | LABELS
    if is_crowd and (match := _TOOK_A_PLACE.match(after)):
        return Finding(Metric.CROWD_SIZE, match.group(), 0.7)
    is_driven = _DRIVES.match(before) or (_FROM_A_PLACE.match(after) and _DRIVES_FROM.match(before))
    if is_crowd and is_driven:
        return Finding(Metric.CROWD_SIZE, is_driven.group().split()[-1], 0.7)
    if is_crowd and _is_least(value, _LEAST_CROWD) and (match := _STANDS_BEFORE.match(after)):
        return Finding(Metric.CROWD_SIZE, match.group(), 0.65)
    if population.head in PROTESTERS and (match := _HELD_A_PLACE.match(after)):
        return Finding(Metric.CROWD_SIZE, match.group(), 0.7)
    return None


def by_force(before: str, after: str, population: Population, value: float | None) -> Finding | None:
    """Return the finding of troops, by the words around an amount: soldiers only where they are sent somewhere."""
    if _FORCE_OF.match(before) and not (population.is_known and population.head not in TROOPS):
        return Finding(Metric.TROOPS, " ".join(before.split()[-2:]), 0.85)
    if population.head in ("troop", "peacekeeper", "paratrooper"):
        return Finding(Metric.TROOPS, population.head, 0.85)
    if population.head in TROOPS | {"forces"} and (match := _DEPLOYED.search(f"{before} | {after}")):
        return Finding(Metric.TROOPS, match.group(), 0.75)
    if population.head in OFFICERS and (match := _SENDS.match(before) or _ARE_SENT.match(after)):
        away = _SENT_AWAY.match(after if match.re is _SENDS else after[match.end() :].lstrip())
        return None if away else Finding(Metric.TROOPS, "sent", 0.75)
    if population.head in OFFICERS and _is_least(value, _LEAST_FORCE) and (match := _COMES.match(after)):
        return Finding(Metric.TROOPS, match.group(), 0.7)
    return None


def _is_least(value: float | None, least: int) -> bool:
    """Whether a number is that large; “hundreds” has no number, and is."""
    return value is None or value >= least
