"""One sentence about what later reports changed in the figures shown."""

from collections.abc import Sequence

from data.figures.row_types import LaterFigures
from data.records.vocabulary import Count, PopulationGroup
from data.wording.emphasis import Part, Sentence, join_sentences, sentence
from data.wording.phrases import day_and_month

COUNTED_PEOPLE = {
    Count.KILLED: "the killed",
    Count.INJURED: "the injured",
    Count.HOSPITALISED: "those taken to hospital",
    Count.DETAINED: "those arrested or detained",
    Count.CONVICTED: "the convicted",
}
"""Count to the words for its people in a sentence."""


def later_sentence(later: Sequence[LaterFigures]) -> Sentence:
    """Return “put the killed at 225 (15 Jan) and 238 (20 Dec)” and withdrawn figures; empty if nothing changed."""
    put: Sentence = ()
    for series in later:
        if series["figures"]:
            about = sentence("; " if put else "put ", _whom(series), " at ")
            put = sentence(put, about, join_sentences(_dated(series["figures"])))
    withdrawn = [figure for series in later for figure in _dated(series["withdrawn"])]
    if not withdrawn:
        return put
    return sentence(put, ", and " if put else "", "as we read them, withdrew ", join_sentences(withdrawn))


def _whom(series: LaterFigures) -> str:
    group = PopulationGroup(series["population_group"])
    among = "" if group is PopulationGroup.ALL_PEOPLE else f" ({group.label.lower()})"
    place = f" in {series['place']}" if series["place"] else ""
    return f"{COUNTED_PEOPLE[Count(series['count'])]}{among}{place}"


def _dated(figures: Sequence[tuple[str, str]]) -> list[Sentence]:
    return [sentence(Part(words, strong=True), f" ({day_and_month(published_on)})") for words, published_on in figures]
