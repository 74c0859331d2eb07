"""What a figure counts, and whether a part is told from its whole: else both would be shown as a contradiction."""

from collections.abc import Mapping

from data.records.items import Claim
from data.records.schema import Place
from data.records.vocabulary import COUNT_OF, WHOLE, Metric, PlaceKind, PopulationGroup

Series = tuple[str, str, str, str]
"""The key within which figures are compared: count, population group, area, and for SUBSET the source's words."""


def series_key(metric: str, group: str, area: str, population: str | None) -> Series:
    """Return the key within which a figure is compared; a metric that is no count of people stands for its count."""
    apart = population or "" if group == PopulationGroup.SUBSET else ""
    return str(COUNT_OF.get(Metric(metric)) or metric), group, area, apart


def area_of(place_id: str | None, places: Mapping[str, Place]) -> str:
    """Return the area of a figure: the id of a city or region; `whole` for a country or without a place."""
    passed: set[str] = set()
    while place_id and place_id in places and place_id not in passed:
        passed.add(place_id)
        place = places[place_id]
        if place.kind in (PlaceKind.CITY, PlaceKind.REGION):
            return place.id
        place_id = place.within
    return WHOLE


def counts_as_its_whole(part: Claim, whole: Claim, places: Mapping[str, Place]) -> bool:
    """Return whether the two are compared as if both counted the same people, which a part and its whole do not."""
    if part.metric not in COUNT_OF or whole.metric not in COUNT_OF:
        return False
    mine, other = (
        series_key(each.metric, each.population_group, area_of(each.place, places), each.population)
        for each in (part, whole)
    )
    return mine == other


def part_problem(part: Claim, whole: Claim, places: Mapping[str, Place]) -> tuple[str, str] | None:
    """Return the field of a part that does not tell it from its whole, and what is wrong; None if it is told."""
    if not counts_as_its_whole(part, whole, places):
        return None
    why = f"otherwise it and “{whole.value_text}”, of which it is a part, are shown as a contradiction"
    if part.population_group is not PopulationGroup.SUBSET:
        return "population_group", f"should be “{PopulationGroup.SUBSET.label}” ({PopulationGroup.SUBSET}): {why}"
    return "population", f"should say in the source’s words which of them it counts: {why}"
