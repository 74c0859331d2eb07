"""Ids of items in the habit of the records: “killed-officers-26”, “blockade-cleared-northport”, “costa-we-go-home”.

Readers see them in addresses. They are made of coded words, names and numbers, of the words of a title, which are ours,
and of at most three words of a quotation; never of a reporter's sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from data.drafting.word_sets import word_set
from data.records.slugs import slug

_NOUNS = {"crowd_size": "crowd", "aircraft": "", "phone_calls": "phone calls"}
"""Metrics whose figures are not called by their own name."""
_SMALL = word_set(
    "a an the in of at on and or to for with by from its their his her is are was were be been being had has have that "
    "them whom those who which"
)
_ANYBODY = word_set("people persons members condition others")
"""Words of a population that set nobody apart."""
_MOST = 4
"""Words of a title or name in an id."""
_DAY = re.compile(r",? (?:about |around )?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?\d{4}\b.*$")
_NOTED = re.compile(r"\s*[(“].*$")
NOBODY = "Speaker not named"


def wanted_ids(part: str, item: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return ids for an item of a list of a record, the best first; others are for when that one is in use.

    `names` are those of the record's actors by id, for a quotation is called by its speaker.
    """
    match part:
        case "claims":
            found = _of_figure(item)
        case "quotes":
            found = _of_quotation(item, names)
        case "events":
            found = _of_event(item)
        case _:
            found = iter((_words(str(item.get("name") or item.get("label") or item.get("text") or "")),))
    singular = part.removesuffix("s")
    return tuple(slug(each) for each in found if each.strip()) or (singular,)


def _of_figure(item: Mapping[str, Any]) -> Iterator[str]:
    metric = str(item.get("metric") or "figure")
    value = item.get("value")
    number = _significant(str(item.get("value_text") or "")) if value is None else [f"{value:.12g}"]
    whom = [word for word in _significant(str(item.get("population") or "")) if word.lower() not in _ANYBODY][-1:]
    noun = _NOUNS.get(metric, metric)
    own = [noun if noun or whom else metric, *(whom if whom != [noun] else []), *number]
    yield " ".join(own)
    yield from (" ".join([*own, str(item[key])]) for key in ("place", "asserted_by") if item.get(key))


def _of_quotation(item: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    name = names.get(str(item.get("speaker")), "")
    last = "somebody" if name in ("", NOBODY) else name.split()[-1]
    contents = item.get("contents") or [""]
    said = re.findall(r"\w+", str(contents[0] if isinstance(contents, list) else contents))
    yield " ".join([last, *said[:3]])


def _of_event(item: Mapping[str, Any]) -> Iterator[str]:
    """By its title without its day and the article's words; then with its first place or its day."""
    title = _words(_DAY.sub("", _NOTED.sub("", str(item.get("title") or "")))) or str(item.get("kind") or "")
    yield title
    places = item.get("places") or []
    yield from (f"{title} {places[0]}" for _ in places[:1])
    yield f"{title} {item['start']}" if item.get("start") else ""


def _words(text: str) -> str:
    return " ".join(_significant(text)[:_MOST])


def _significant(text: str) -> list[str]:
    """The words of a text that tell something."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
    return [word for word in words if word.lower() not in _SMALL] or words
