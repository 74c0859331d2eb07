"""Items of a draft by what a person sees of them: in lists to choose from, and in sentences that have their ids."""

import re
from collections.abc import Iterable, Mapping

from data.records.vocabulary import Metric
from data.text import shorten
from data.workbench.drafts import PARTS, Json, members, name_of
from data.workbench.naming import called

_ID = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)?[a-z0-9]+(?:-[a-z0-9]+)*"
_QUOTED = re.compile(rf"“({_ID})”")
_BEHIND = re.compile(rf" \(({_ID})\)")
_BARE = re.compile(rf"\b({_ID})\b")


def option_name(part: str, item: Json) -> str:
    """Return what an item is called in a list to choose from: its name, or its words, what they are and where."""
    if name := item.get("name") or item.get("label") or item.get("title"):
        return str(name)
    words = item.get("value_text") or next(iter(item.get("contents") or []), None) or item.get("paraphrase")
    told = f"“{shorten(str(words))}”" if words else shorten(str(item.get("text") or item.get("id")))
    metric = [_metric(str(item.get("metric")))] if part == "claims" else []
    first = next(iter(members(item, "anchors")), {})
    where = [f"paragraph {first['paragraph'] + 1}"] if isinstance(first.get("paragraph"), int) else []
    return ", ".join([told, *filter(None, metric), *where])


def in_plain_names(words: str, record: Json, published: Mapping[str, str] | None = None) -> str:
    """Return a sentence with the ids of items of a record, and of `published` figures, by what these say."""
    known = _called_by_id(record) | dict(published or {})

    def quoted(found: re.Match[str]) -> str:
        return known.get(found[1], found[0])

    def behind(found: re.Match[str]) -> str:
        if "." in found[1] and found[1] in known:
            return f" ({known[found[1]].rpartition(' (')[2].rstrip(')')})"
        return "" if found[1] in known else found[0]

    def bare(found: re.Match[str]) -> str:
        return known.get(found[1], found[0]) if re.search(r"[-.]", found[1]) else found[0]

    return _BARE.sub(bare, _BEHIND.sub(behind, _QUOTED.sub(quoted, words)))


def items_named(words: str, record: Json) -> tuple[str, ...]:
    """Return the items of a record that a sentence names by their ids, each once, in its order."""
    names = {str(each.get("id")): name_of(part, str(each.get("id"))) for part, each in _all(record)}
    found = (names[match] for match in _BARE.findall(words) if match in names)
    return tuple(dict.fromkeys(found))


def _called_by_id(record: Json) -> dict[str, str]:
    own = str((record.get("article") or {}).get("id"))
    names = {str(each.get("id")): called(part, each) for part, each in reversed(list(_all(record)))}
    return names | {f"{own}.{item_id}": name for item_id, name in names.items()}


def _all(record: Json) -> Iterable[tuple[str, Json]]:
    return ((part, each) for part in PARTS for each in members(record, part))


def _metric(code: str) -> str:
    return Metric(code).label if code in list(Metric) else ""
