"""What a number that somebody marked most likely counts, where no rule is sure: by the nearest word that tells."""

from collections.abc import Sequence

from data.drafting.amounts import Amount
from data.drafting.finding import MISSING, Counted, Finding
from data.drafting.populations import AIRCRAFT, PROTESTERS, TROOPS, Population, singular
from data.drafting.tokens import Token
from data.drafting.word_sets import word_set
from data.records.vocabulary import Metric

_UNITS = word_set("day week month year hour minute decade")
_FAR = 24
"""Tokens on either side of a number in which a word is looked for."""
_SURE = 0.3
_TELLS: dict[Metric, frozenset[str]] = {
    Metric.KILLED: word_set(
        "killed dead died death deaths fatalities killing kill perished drowned slain murdered bodies victims lives"
    ),
    Metric.INJURED: word_set("injured wounded hurt injuries wounds injuring injury wounding gunshot burns bruises"),
    Metric.HOSPITALISED: word_set("hospitalised hospitalized hospital clinic ward operated surgery"),
    Metric.ARRESTED: word_set("arrested arrests arresting arrest"),
    Metric.DETAINED: word_set("detained held custody detention detainees prisoners jail captured seized"),
    Metric.CONVICTED: word_set("convicted sentenced jailed guilty convictions"),
    Metric.CROWD_SIZE: word_set(
        "marched march gathered gathering protested protest protests rallied rally crowd demonstrated demonstration "
        "joined attended assembled strike walked stood camped occupied blocked supporters mourners turned square"
    ),
    Metric.TROOPS: word_set(
        "deployed deployment sent reinforcements troops soldiers arrived stationed garrison patrol"
    ),
}


def likely_finding(sentence: Sequence[Token], amount: Amount, population: Population) -> Finding:
    """Return what an amount most likely counts; MISSING, for which there is no metric, if no word near it tells."""
    counts, because = _by_population(sentence, amount, population) or _by_nearest(sentence, amount)
    return Finding(counts, because, _SURE)


def _by_population(sentence: Sequence[Token], amount: Amount, population: Population) -> tuple[Counted, str] | None:
    """By what is counted: aircraft, calls, days, soldiers, protesters."""
    behind = [singular(token.word) for token in sentence[amount.end : amount.end + 2]]
    if population.head in AIRCRAFT:
        return Metric.AIRCRAFT, population.head
    if "call" in behind:
        return Metric.PHONE_CALLS, "calls"
    if unit := next((word for word in behind[:1] if word in _UNITS), ""):
        return Metric.DURATION, unit
    harmed = {token.word for token in sentence[amount.end : amount.end + _FAR]} & (
        _TELLS[Metric.KILLED] | _TELLS[Metric.INJURED] | _TELLS[Metric.ARRESTED] | _TELLS[Metric.DETAINED]
    )
    if population.head in TROOPS and not harmed:
        return Metric.TROOPS, population.head
    return (Metric.CROWD_SIZE, population.head) if population.head in PROTESTERS and not harmed else None


def _by_nearest(sentence: Sequence[Token], amount: Amount) -> tuple[Counted, str]:
    found: list[tuple[int, Metric, str]] = []
    for at in range(max(0, amount.first - _FAR), min(len(sentence), amount.end + _FAR)):
        distance = amount.first - at if at < amount.first else at - amount.end + 1
        word = sentence[at].word
        found += [(distance, metric, word) for metric, words in _TELLS.items() if word in words]
    if not found:
        return MISSING, "nothing"
    _, metric, word = min(found, key=lambda each: each[0])
    return metric, word
