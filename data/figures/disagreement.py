"""The rule by which two figures disagree: whether any numbers that fit the words of both could be true together.

Two figures are compared if they are of one count (killed, injured, …), one population and one area.
Each stands for the whole numbers that its words allow:

- exact 18 allows 18 alone;
- at least 12 allows 12 and everything above; more than 3,000 allows 3,001 and everything above;
- about 5,800 is taken for a number rounded to its last digit that is not zero. It surely allows what rounds to it
  (5,750 to 5,850) and surely excludes what is more than a whole such step away (below 5,700, above 5,900). Whether it
  allows the numbers in between cannot be told;
- a word such as “dozens” allows nothing that could be told.

Of one day, two figures can both be true when some number is allowed by both. Of two days, when some number of the
earlier day is not above some number of the later one: the dead, the injured, the arrested are counted from the
beginning, and such a count can only grow. So 2,298 and then 3,811 agree, and 18 and then 16 do not.

A part cannot be larger than the whole: 18 killed in one city by 6 January and 16 in the country by 9 January cannot
both be true. Otherwise figures of a part and of the whole are not compared.

If a figure's own day is not stated, the day of its report is used.
"""

import math
from dataclasses import dataclass

from typing_extensions import TypedDict

from data.records.vocabulary import Qualifier, Verdict
from data.tables.rows import ClaimRow


class DatedFigure(TypedDict):
    """The days of a figure: the day that it describes, if stated, and the day of its report."""

    as_of: str | None
    reported_on: str


class FigureRow(DatedFigure):
    """The columns of a figure that the rule needs; a ClaimRow has all of them."""

    qualifier: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Interval:
    """The numbers that a figure certainly allows, `low` to `high`; it allows none outside `lowest` to `highest`."""

    low: float
    high: float
    lowest: float
    highest: float


def interval_of(
    qualifier: str, value: float | None, low: float | None = None, high: float | None = None
) -> Interval | None:
    """Return the numbers that a figure's words allow; None for words without a number.

    `low` and `high` are used if an approximate figure has bounds of its own.
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
    """The place value of a number's last digit that is not zero: 100 for 5,800, 1 for 17."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


@dataclass(frozen=True)
class ComparableFigure:
    """A figure in a comparison: its day (`day_of`) and the numbers that it allows; None for words without a number."""

    day: str
    interval: Interval | None

    @classmethod
    def of(cls, figure: FigureRow) -> "ComparableFigure":
        """Return a row as a comparable figure."""
        return cls(day_of(figure), interval_of(figure["qualifier"], figure["value"], figure["low"], figure["high"]))

    def compared_with(self, other: "ComparableFigure") -> Verdict:
        """Return whether this figure and another of the same count, population and area can both be true."""
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
        """Return whether this figure of a part is certainly larger than one of the whole of the same or a later day."""
        if self.interval is None or whole.interval is None or self.day > whole.day:
            return False
        return self.interval.lowest > whole.interval.highest


def verdict(one: FigureRow, other: FigureRow) -> Verdict:
    """Return whether two figures of the same count, population and area can both be true."""
    return ComparableFigure.of(one).compared_with(ComparableFigure.of(other))


def day_of(figure: DatedFigure) -> str:
    """Return the day that a figure describes, as ISO 8601; if it is not stated, the day of its report."""
    return str(figure["as_of"] or figure["reported_on"])


def reason(one: ClaimRow, other: ClaimRow) -> str:
    """Return why two figures can both be true, cannot, or why that is not known, as a clause for a sentence.

    Figures of different areas are taken for a part that is larger than the whole.
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
        case Verdict.COMPATIBLE if one["as_of"] is None or other["as_of"] is None:
            return "one of them has no day, so the count may have grown"
        case Verdict.COMPATIBLE:
            return "the count may have grown from one day to the other"
        case _ if one["value"] is None or other["value"] is None:
            return "words without a number cannot be held against one"
        case _:
            return "how wide “about” is meant is not said"
