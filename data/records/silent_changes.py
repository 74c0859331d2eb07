"""Finds what was changed in published records without a correction: nothing published changes silently.

The records are compared with those of a release, part by part (`data.records.seen`). A changed field needs a new entry
in `corrections`, one that the release did not have; so does an item that is not there any more. A further place in the
article beside those that an item had is no change of what it says.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.records.loader import Loaded
from data.records.problems import Problem
from data.records.relations import links
from data.records.schema import Correction, Record
from data.records.seen import Content, SeenPart, seen_parts

TOGETHER = (
    {"value_text", "value", "low", "high", "qualifier"},
    {"as_of", "as_of_basis", "as_of_hedge"},
    {"start", "end", "ongoing_as_of", "not_after", "time_precision", "date_basis"},
    {"places", "geo_precision"},
    {"spoken_on", "spoken_precision"},
)
"""Fields that say one thing: a correction that names one of them is one of them all."""

WHEN_REPORTS_COME = {"status", "retracted_by"}
"""Fields of a figure that change because a later report replaces or withdraws it: nothing was wrong before."""

STAYS = "What was published is not changed silently"


@dataclass(frozen=True)
class Change:
    """A field whose value is another one than in the release; None where it has, or had, no value."""

    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.field} was {_quoted(self.before)}, is {_quoted(self.after)}"


def silent_changes(released: Sequence[Record], now: Loaded, release: str) -> list[Problem]:
    """Return a problem for each item, description and correction that changed since a release without a correction.

    `now` has all records of the collection; `release` names the release in messages, as “27 November 2026 (version
    bc0581e65717)”. An article that is missing is a problem too, unless files with other problems were left out: it may
    be one of them. An article or item that is new is no problem.
    """
    then = {record.article.id: record for record in released}
    known = {key for record in released for key in seen_parts(record)}
    corrected = _new_corrections(then, now.records)
    moved = _claims_with_new_relations(known, now.records)
    comparison = _Comparison(corrected, moved, f"was released on {release}")
    found = [
        Problem(now.files.get(record.article.id, record.article.id), where, message, cure)
        for record in now.records
        if record.article.id in then
        for where, message, cure in comparison.problems(then[record.article.id], record)
    ]
    there = {record.article.id for record in now.records}
    if not now.problems:
        found += [
            Problem(
                f"{article_id}.json", "file", f"was released on {release} and is not there any more. {STAYS}: put it "
                "back; items that should never have been in it can be taken out of it by corrections",
            )
            for article_id in then if article_id not in there
        ]  # fmt: skip
    return found


def _new_corrections(then: Mapping[str, Record], now: Sequence[Record]) -> dict[str, list[Correction]]:
    """The corrections that the release did not have, by the global id of their item, or by the id of their article."""
    found: dict[str, list[Correction]] = {}
    for record in now:
        article_id = record.article.id
        old = then[article_id].corrections if article_id in then else []
        for correction in record.corrections:
            if correction not in old:
                key = f"{article_id}.{correction.item}" if correction.item else article_id
                found.setdefault(key, []).append(correction)
    return found


def _claims_with_new_relations(known: set[str], now: Sequence[Record]) -> set[str]:
    """The claims that stand in a relation to one that the release did not have."""
    pairs = [(link.claim, link.other) for record in now for _, link in links(record)]
    return {one for one, other in (*pairs, *((other, one) for one, other in pairs)) if other not in known}


@dataclass(frozen=True)
class _Comparison:
    """The comparison of the records with a release: new corrections, claims with new relations, and when it was."""

    corrected: Mapping[str, Sequence[Correction]]
    moved: set[str]
    when: str

    def problems(self, then: Record, now: Record) -> Iterator[tuple[str, str, str]]:
        """The problems of one record, as (place in the file, message, entry to add)."""
        today, article_id = seen_parts(now), now.article.id
        for key, part in seen_parts(then).items():
            if key == article_id:
                yield from self._description(article_id, part.content, today[key].content)
            elif key in today:
                yield from self._item(key, part, today[key])
            elif key.rpartition(".")[2] not in now.removed_items:
                yield "corrections", *self._missing(part)
        for correction in then.corrections:
            if correction not in now.corrections:
                yield (
                    "corrections",
                    f"the entry of {correction.corrected_on} about {correction.field} of "
                    f"“{correction.item or 'article'}” {self.when} and is not there any more, or was "
                    "changed: corrections stay for good; put it back",
                    "",
                )

    def _item(self, key: str, then: SeenPart, now: SeenPart) -> Iterator[tuple[str, str, str]]:
        named = _explained({each.field for each in self.corrected.get(key, ())})
        if named:  # with its words the passage that an item rests on is another one
            named |= {"anchors"}
        if key in self.moved:
            named |= WHEN_REPORTS_COME
        changes = changes_of(then.content, now.content)
        silent = [change for change in changes if change.field not in named and not is_further_evidence(change)]
        if silent:
            yield now.where, *self._changed(silent, item=key.rpartition(".")[2])

    def _description(self, article_id: str, then: Content, now: Content) -> Iterator[tuple[str, str, str]]:
        """What describes the article, and everybody and every place that is named in it then and now."""
        for change in changes_of(then, now):
            if isinstance(change.before, Mapping) and isinstance(change.after, Mapping):
                # An entity that several records have is corrected in one of them.
                named = {each.field for found in self.corrected.values() for each in found if not each.item}
                inner = [
                    Change(f"{change.field}.{each.field}", each.before, each.after)
                    for each in changes_of(change.before, change.after)
                ]
            elif "." in change.field:
                continue
            else:
                named = {each.field for each in self.corrected.get(article_id, ())}
                inner = [change]
            if silent := [each for each in inner if each.field not in named]:
                yield silent[0].field if "." in change.field else f"article.{change.field}", *self._changed(silent)

    def _changed(self, silent: Sequence[Change], *, item: str | None = None) -> tuple[str, str]:
        first = silent[0]
        told = "; ".join(str(change) for change in silent)
        return (
            f"{self.when}, and changed since without a correction: {told}. {STAYS}: put back what it said, or add to "
            "“corrections”",
            _entry(item, first.field, value_text(first.before), value_text(first.after)),
        )

    def _missing(self, then: SeenPart) -> tuple[str, str]:
        place, _, item = then.where.removesuffix(")").partition(" (")
        name = place.partition("[")[0]
        return (
            f"“{item}” of {name} {self.when}, and is not there any more. {STAYS}: put it back, or add to "
            "“corrections”, with what it said in “before”,",
            _entry(item, name, "…", None),
        )


def is_further_evidence(change: Change) -> bool:
    """Return whether an item only stands in more places than before: nothing that it said is another thing."""
    return change.field == "anchors" and all(anchor in (change.after or ()) for anchor in change.before or ())


def _explained(named: set[str]) -> set[str]:
    return named.union(*(fields for fields in TOGETHER if fields & named))


def changes_of(then: Content, now: Content) -> list[Change]:
    """Return the fields whose values differ between two states of a part."""
    return [
        Change(field, then.get(field), now.get(field))
        for field in dict.fromkeys([*then, *now])
        if then.get(field) != now.get(field)
    ]


def _entry(item: str | None, field: str, before: str | None, after: str | None) -> str:
    about = {"item": item} if item else {}
    entry = about | {"corrected_on": "YYYY-MM-DD", "field": field, "before": before, "after": after, "why": "…"}
    return json.dumps(entry, ensure_ascii=False)


def value_text(value: Any) -> str | None:
    """Return a value as a correction gives it: text, and None where there is none."""
    if value is None or isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def _quoted(value: Any) -> str:
    text = value_text(value)
    return "nothing" if text is None else f"“{text}”"
