"""The scale of a chart of a count: from nought to a round number above the highest one, with few rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from data.views.count_text import TICK, text_width
from data.wording.phrases import number

MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """A linear scale from 0 to `top` in equal steps."""

    top: float
    step: float

    @cached_property
    def ticks(self) -> Sequence[float]:
        """The numbers that have a rule."""
        return [self.step * count for count in range(round(self.top / self.step) + 1)]

    @property
    def width(self) -> float:
        """The width of the widest number."""
        return max(text_width(self.words(tick), TICK) for tick in self.ticks)

    @staticmethod
    def words(value: float) -> str:
        """Return a number of the scale as text."""
        return number(value)


def scale_of(highest: float) -> Scale:
    """Return the scale for a highest number: the next step above it, with at most MOST_STEPS steps."""
    step = 1.0
    factors = (2.0, 2.5, 2.0)
    turn = 0
    while (highest // step) + 1 > MOST_STEPS:
        step *= factors[turn % 3]
        turn += 1
    step = float(round(step))
    return Scale(step * (highest // step + 1), step)
