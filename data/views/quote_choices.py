"""Filters of Quotes as links with their counts: forms of quotation, topics, speakers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.queries.row_types import TopicCountRow
from data.records.vocabulary import QuoteType, SpeakerGroup
from data.views.marks import Mark, speaker_mark
from data.wording.phrases import speaker_group_label

FORMS = {
    QuoteType.DIRECT: "Direct", QuoteType.MIXED: "Fragments", QuoteType.SCARE: "Terms",
    QuoteType.INDIRECT: "In our words",
}  # fmt: skip
"""Form of a quotation to the label of its filter."""

TOPICS_SHOWN = 40
"""Most topics on one page of their list."""

SPEAKERS_SHOWN, SPEAKERS_MOST = 30, 200
"""Speakers of the index that are shown at once, and on one page; the filter bar has all."""


@dataclass(frozen=True)
class Choice:
    """A value of a filter: `to` is the value that its link sets, empty to remove the filter."""

    value: str
    label: str
    count: int
    to: str
    current: bool = False


@dataclass(frozen=True)
class SpeakerGroupChoice:
    """A group of speakers with its speakers, in the index."""

    group: Choice
    mark: Mark
    speakers: Sequence[Choice]


def choice_of(value: str, label: str, count: int, chosen: Sequence[str]) -> Choice:
    """Return a value of a filter whose chosen values are `chosen`; the link of the only chosen value removes it."""
    return Choice(value, label, count, to="" if tuple(chosen) == (value,) else value, current=value in chosen)


def form_choices(forms: Iterable[str], chosen: Sequence[str]) -> tuple[Choice, ...]:
    """Return all forms together, then each form that occurs or is chosen. `forms` are those of all quotations."""
    counts = pd.Series(list(forms), dtype="object").value_counts()
    found = [
        choice_of(str(form), label, int(counts.get(str(form), 0)), chosen)
        for form, label in FORMS.items()
        if str(form) in counts or form in chosen
    ]
    return (Choice("", "All", int(counts.sum()), to="", current=not chosen), *found)


def topic_choices(topics: Sequence[TopicCountRow], page: slice, chosen: Sequence[str]) -> tuple[Choice, ...]:
    """Return the topics of a page of their list, and those that are chosen."""
    shown = [row for n, row in enumerate(topics) if page.start <= n < page.stop or row["term"] in chosen]
    return tuple(choice_of(row["term"], row["label"], row["count"], chosen) for row in shown)


class SpeakerIndex:
    """All speakers by group, each with the number of quotations.

    `quotes` are in the order of `in_page_order`. `names` maps ids of speakers to distinct names; `groups` and
    `chosen` are the chosen values.
    """

    def __init__(
        self, quotes: pd.DataFrame, names: Mapping[str, str], *, groups: Sequence[str], chosen: Sequence[str]
    ) -> None:
        self._names, self._groups, self._chosen = names, groups, chosen
        self._counts = quotes["speaker"].value_counts().to_dict()
        self._of_group = quotes["speaker_group"].value_counts().to_dict()
        members = quotes.drop_duplicates("speaker")[["speaker_group", "speaker"]]
        self.speakers: list[tuple[str, str]] = list(members.itertuples(index=False, name=None))

    def rows(self, start: int, stop: int) -> list[SpeakerGroupChoice]:
        """Return the speakers from one number to before another one, in their groups."""
        by_group: dict[str, list[Choice]] = {}
        for group, speaker in self.speakers[start:stop]:
            name = self._names.get(speaker, speaker)
            by_group.setdefault(group, []).append(choice_of(speaker, name, self._counts[speaker], self._chosen))
        return [
            SpeakerGroupChoice(
                choice_of(group, speaker_group_label(group), self._of_group[group], self._groups),
                speaker_mark(group),
                speakers,
            )
            for group, speakers in by_group.items()
        ]


def in_legend_order(groups: Iterable[str]) -> list[str]:
    """Return groups of speakers in the order of the legend; a value that is not a SpeakerGroup is last."""
    order = {str(group): n for n, group in enumerate(SpeakerGroup)}
    return sorted(groups, key=lambda group: order.get(group, len(order)))
