"""What a draft says of each item that it proposes: how sure it is, why, and between what a person chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.drafting.places import Place
from data.drafting.reading import ReadArticle

Json = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """One of several readings: what to call it, and the fields that it gives."""

    label: str
    fields: Mapping[str, Any]


def drafted(confidence: float, why: str, *, speaker: Place | None = None, choices: Sequence[Choice] = ()) -> Json:
    """Return the field `drafted` of an item (`data.records.model.Drafted`)."""
    found: Json = {"confidence": round(confidence, 3), "why": why}
    if speaker:
        found["speaker"] = {"paragraph": speaker.paragraph, "start": speaker.start, "end": speaker.end}
    if choices:
        found["choices"] = [{"label": choice.label, "fields": dict(choice.fields)} for choice in choices]
    return found


def anchors(article: ReadArticle, places: Sequence[Place | None]) -> list[Json]:
    """Return the anchors of places in the article, each once, in the order given: the first is what a link opens."""
    return [article.anchor(each) for each in dict.fromkeys(places) if each and each.end > each.start]


def without_nothing(item: Mapping[str, Any]) -> Json:
    """Return an item without the fields that have no value."""
    return {name: value for name, value in item.items() if value is not None and value != [] and value != ""}
