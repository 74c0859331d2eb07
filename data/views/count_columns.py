"""The columns of a chart of a count: one per day with reports, wide where many figures are, with gaps named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from data.views.count_text import DAY, GAP, Box, Style, text_width
from data.wording.phrases import months_of, time_without

EMPTY_WIDTH, CLAIM_WIDTH, GAP_WIDTH = 46, 110, 24
LEAST_SLOT, LEAST_GAP, EDGE = 12, 14, 14


@dataclass(frozen=True)
class Column:
    """A day: its left edge and width, the places of its figures, and the width of the gap before it."""

    day: str
    left: float
    width: float
    slots: tuple[float, ...]
    gap: float = 0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


@dataclass(frozen=True)
class AxisText:
    """A text under the axis with its box; `x` is its middle and `y` its baseline."""

    words: str
    x: float
    y: float
    style: Style
    box: Box


def columns(days: Sequence[str], counts: Mapping[str, int], left: float, right: float, room: float) -> list[Column]:
    """Return the columns between two edges, or none if they do not fit.

    `days` are all days with reports, `counts` how many figures each has. To the right of every figure `room` is free
    for its label. Days without a figure are left out if there is no room for them.
    """
    with_figures = [iso for iso in days if counts.get(iso)]
    for shown in (list(days), with_figures):
        for pad in range(0, int(room) + 11, 10):
            found = _columns(shown, counts, left, right, pad)
            if found and all(x <= right - room for column in found for x in column.slots):
                return found
    return []


def _columns(days: Sequence[str], counts: Mapping[str, int], left: float, right: float, pad: float) -> list[Column]:
    last = max((iso for iso in days if counts.get(iso)), default="")
    gaps = [_days_between(before, iso) > 1 for before, iso in zip(["", *days], days, strict=False)]
    gap = GAP_WIDTH if sum(gaps) * GAP_WIDTH < (right - left) / 6 else LEAST_GAP
    least = [
        max(_least(iso, month.partition(" ")[0]), EDGE + LEAST_SLOT * counts.get(iso, 0))
        for iso, month in zip(days, months_of(days), strict=True)
    ]
    free = right - left - pad - gap * sum(gaps) - sum(least)
    if free < 0 or not days:
        return []
    extra = _shares([counts.get(iso, 0) for iso in days], least, free)
    found: list[Column] = []
    x = left
    for number, iso in enumerate(days):
        x += gap * gaps[number]
        inner = least[number] + extra[number]
        width = inner + (pad if iso == last else 0)
        total = counts.get(iso, 0)
        slots = tuple(x + 10 + (inner - EDGE) * slot / total for slot in range(total))
        found.append(Column(iso, x, width, slots, gap * gaps[number]))
        x += width
    return found


def _least(iso: str, month: str) -> float:
    return 8 + max(text_width(_number(iso), DAY), text_width(month, GAP) if month else 0)


def _shares(totals: Sequence[int], least: Sequence[float], free: float) -> list[float]:
    """How free width is shared: days without a figure get up to EMPTY_WIDTH, the rest goes by figures."""
    weights = [EMPTY_WIDTH + CLAIM_WIDTH * total if total else 12 for total in totals]
    extra = [free * weight / sum(weights) for weight in weights]
    if not any(totals):
        return [free / len(totals)] * len(totals)
    for number, total in enumerate(totals):
        if not total:
            extra[number] = min(extra[number], max(0, EMPTY_WIDTH - least[number]))
    rest = free - sum(extra)
    return [share + rest * total / sum(totals) for share, total in zip(extra, totals, strict=True)]


def axis_texts(found: Sequence[Column], bottom: float) -> list[AxisText]:
    """Return the labels of days under the axis, and on a second line months and the lengths of gaps that fit.

    Where days are of several years, the month of each first day of a year has the year, or is the year if both are too
    wide.
    """
    texts: list[AxisText] = []
    low, second = bottom + 18, bottom + 34
    for column, month in zip(found, months_of([column.day for column in found]), strict=True):
        middle = column.left + column.width / 2
        full = f"{_number(column.day)} {month}"
        if month and text_width(full, DAY) <= column.width - 6:
            texts.append(_text(full, middle, low, DAY))
        else:
            texts.append(_text(_number(column.day), middle, low, DAY))
            short, _, year = month.partition(" ")
            fitting = (words for words in (month, year, short) if words and text_width(words, GAP) <= column.width)
            texts += [_text(words, middle, second, GAP) for words in islice(fitting, 1)]
    left, right = (found[0].left, found[-1].right) if found else (0, 0)
    for before, column in pairwise(found):
        if column.gap:
            days = _days_between(before.day, column.day)
            for words in (time_without(days), time_without(days, short=True)):
                text = _text(words, column.left - column.gap / 2, second, GAP)
                inside = left <= text.box.x and text.box.right <= right
                if inside and not any(text.box.meets(other.box, 2) for other in texts):
                    texts.append(text)
                    break
    return texts


def _text(words: str, x: float, y: float, style: Style) -> AxisText:
    width = text_width(words, style)
    return AxisText(words, x, y, style, Box(x - width / 2, y - style.size, width, style.size + 2))


def _number(iso: str) -> str:
    return str(int(iso[8:]))


def _days_between(before: str, iso: str) -> int:
    return (date.fromisoformat(iso) - date.fromisoformat(before)).days if before else 0
