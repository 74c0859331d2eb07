"""The rule by which two figures disagree: whether any numbers that fit the words of both could be true together.

Two figures are held against each other when they are of one count (killed, injured, …), one population and one area.
Each stands for the whole numbers that its words allow:

- exact 18 allows 18 alone;
- at least 12 allows 12 and everything above; more than 3,000 allows 3,001 and everything above;
- about 5,800 is taken for a number rounded to its last digit that is not nought. It surely allows what rounds to it
  (5,750 to 5,850) and surely excludes what is more than a whole such step away (below 5,700, above 5,900). Whether it
  allows the numbers in between cannot be told;
- a word such as “dozens” allows nothing that could be told.

Of one day, two figures can both be true when some number is allowed by both. Of two days, when some number of the
earlier day is not above some number of the later one: the dead, the injured, the arrested are counted from the
beginning, and such a count can only grow. So 2,298 and then 3,811 agree, and 18 and then 16 do not.

A part cannot be larger than the whole: 18 killed in one city by 6 January and 16 in the country by 9 January cannot
both be true. Otherwise figures of a part and of the whole are not held against each other.

Where a figure's own day is not stated, the day of its report stands in for it.
"""

import math
from dataclasses import dataclass

from typing_extensions import TypedDict

from data.records.vocabulary import Qualifier, Verdict
from data.tables.rows import ClaimRow


class DatedFigure(TypedDict):
    """The days of a figure: that which it speaks of, where it is stated, and that of its report."""

    as_of: str | None
    reported_on: str


class FigureRow(DatedFigure):
    """What the rule needs of a figure; a ClaimRow has it all."""

    qualifier: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Interval:
    """The numbers that a figure surely allows (`low` to `high`), and those outside which it surely allows none."""

    low: float
    high: float
    lowest: float
    highest: float


def interval_of(
    qualifier: str, value: float | None, low: float | None = None, high: float | None = None
) -> Interval | None:
    """What a figure's words allow; None for words without a number.

    `low` and `high` are used where an approximate figure comes with bounds of its own.
    """
    if value is None:
        return None
    match Qualifier(qualifier):
        case Qualifier.EXACT:
            return Interval(value, value, value, value)
        case Qualifier.AT_LEAST:
            return Interval(value, math.inf, value, math.inf)
        case Qualifier.MORE_THAN:
            return Interval(math.floor(value) + 1, math.inf, math.floor(value) + 1, math.inf)
        case _ if low is not None and high is not None:
            return Interval(low, high, low, high)
        case _:
            step = _last_digit(value)
            return Interval(math.ceil(value - step / 2), math.floor(value + step / 2), value - step, value + step)


def _last_digit(value: float) -> float:
    """The place of a number's last digit that is not nought: 100 for 5,800, 1 for 17."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


@dataclass(frozen=True)
class ComparableFigure:
    """A figure as it is held against others: the day that it is taken for, and what it allows."""

    day: str
    interval: Interval | None

    @classmethod
    def of(cls, figure: FigureRow) -> "ComparableFigure":
        """Return a row as a figure that can be compared."""
        return cls(day_of(figure), interval_of(figure["qualifier"], figure["value"], figure["low"], figure["high"]))

    def compared_with(self, other: "ComparableFigure") -> Verdict:
        """Whether this figure and another of one count, population and area can both be true."""
        earlier, later = (self, other) if self.day <= other.day else (other, self)
        first, second = earlier.interval, later.interval
        if first is None or second is None:
            return Verdict.OPEN
        if first.low <= second.high and (second.low <= first.high or earlier.day != later.day):
            return Verdict.COMPATIBLE
        if first.lowest > second.highest or second.lowest > first.highest:
            return Verdict.INCOMPATIBLE
        return Verdict.OPEN

    def exceeds(self, whole: "ComparableFigure") -> bool:
        """Whether this figure of a part is certainly larger than one of the whole, of the same day or a later one."""
        if self.interval is None or whole.interval is None or self.day > whole.day:
            return False
        return self.interval.lowest > whole.interval.highest


def verdict(one: FigureRow, other: FigureRow) -> Verdict:
    """Whether two figures of one count, population and area can both be true."""
    return ComparableFigure.of(one).compared_with(ComparableFigure.of(other))


def day_of(figure: DatedFigure) -> str:
    """The day that a figure speaks of, or where it does not say, that of its report."""
    return str(figure["as_of"] or figure["reported_on"])


def reason(one: ClaimRow, other: ClaimRow) -> str:
    """Why two figures can both be true, cannot, or why it cannot be told.

    Two of different areas are a part and the whole, and cannot both be true.
    """
    if one.get("area") != other.get("area"):
        return "the figure of a part is larger than that of the whole"
    same_day = day_of(one) == day_of(other)
    match verdict(one, other):
        case Verdict.INCOMPATIBLE if same_day:
            return "no number fits both for one and the same day"
        case Verdict.INCOMPATIBLE:
            return "the later figure is lower, and a count of this kind can only grow"
        case Verdict.COMPATIBLE if same_day:
            return "there are numbers that fit both"
        case Verdict.COMPATIBLE:
            return "the count may have grown from one day to the other"
        case _ if one["value"] is None or other["value"] is None:
            return "words without a number cannot be held against one"
        case _:
            return "how wide “about” is meant is not said"
