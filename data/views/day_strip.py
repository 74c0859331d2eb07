"""The strip of days: one button per day with reports, the chosen one, later ones, and the gaps between them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.wording.phrases import day, day_labels, time_without

MAX_STRIP_DAYS = 14
"""Most days in the strip: those around the chosen one. A date field reaches all."""

MAX_DOTS = 5
"""Most dots that stand for reports; more are a number."""


@dataclass(frozen=True)
class StripDay:
    """A day with reports. `gap` is how long no report came before it (“5 d”, “11 m”, “2 y”); empty for a day."""

    day: str
    label: str
    name: str
    reports: int
    dots: int
    chosen: bool
    later: bool
    gap: str


def strip_days(report_days: Sequence[str], published: Sequence[str], shown: str) -> list[StripDay]:
    """Return the days of the strip, in order.

    `report_days` are all days with reports in order, `published` the day of each report, `shown` the chosen day, which
    need not have a report.
    """
    reports = Counter(published)
    chosen = max((iso for iso in report_days if iso <= shown), default="")
    first = max(0, min(len(report_days) - MAX_STRIP_DAYS, _index(report_days, chosen) - MAX_STRIP_DAYS // 2))
    days = report_days[first : first + MAX_STRIP_DAYS]
    return [
        StripDay(
            day=iso,
            label=label,
            name=day(iso),
            reports=reports[iso],
            dots=min(reports[iso], MAX_DOTS),
            chosen=iso == chosen,
            later=iso > shown,
            gap=_gap(days[number - 1], iso) if number else "",
        )
        for number, (iso, label) in enumerate(zip(days, day_labels(days), strict=True))
    ]


def _index(days: Sequence[str], iso: str) -> int:
    return days.index(iso) if iso in days else 0


def _gap(before: str, after: str) -> str:
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    return time_without(days, short=True) if days > 1 else ""
