"""The bar of quoted words by kind of speaker: its segments in percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.queries.row_types import SpeakerGroupRow
from data.views.marks import Mark, speaker_mark
from data.views.quote_choices import Choice, choice_of, in_legend_order
from data.wording.phrases import count_noun, join_words, speaker_group_label

NARROW_WIDTH, WIDE_WIDTH = 320, 900
"""The width of the bar in pixels on a phone, and on a wide screen at the least."""

DIGIT_WIDTH, PADDING = 8, 10
"""The width of a digit of a segment's number in pixels, and the room beside the number."""


@dataclass(frozen=True)
class VoiceSegment:
    """The quoted words of a group of speakers: `left` and `width` are percents of the bar.

    `number` is empty if the segment has no room for it; `wide_only` is whether it only has on a wide screen.
    """

    group: Choice
    mark: Mark
    left: float
    width: float
    number: str
    wide_only: bool


def voice_segments(groups: Sequence[SpeakerGroupRow], chosen: Sequence[str]) -> tuple[VoiceSegment, ...]:
    """Return the segments of the bar in the order of the legend. `chosen` are the groups of the filter."""
    words = {row["speaker_group"]: row["words"] for row in groups}
    total = sum(words.values())
    segments, left = [], 0.0
    for group in in_legend_order(words):
        share = words[group] / total if total else 0.0
        number = f"{words[group]:,}"
        room = DIGIT_WIDTH * len(number) + PADDING
        segments.append(
            VoiceSegment(
                group=choice_of(group, speaker_group_label(group), words[group], chosen),
                mark=speaker_mark(group),
                left=round(100 * left, 3),
                width=round(100 * share, 3),
                number=number if share * WIDE_WIDTH >= room else "",
                wide_only=share * NARROW_WIDTH < room,
            )
        )
        left += share
    return tuple(segments)


def voice_sentence(segments: Sequence[VoiceSegment]) -> str:
    """Return the bar in words, for readers who cannot see it."""
    parts = [f"{segment.group.label} {segment.group.count:,}" for segment in segments]
    total = sum(segment.group.count for segment in segments)
    return f"{count_noun(total, 'quoted word')}: {join_words(parts)}" if parts else ""
