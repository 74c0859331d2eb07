"""The strip of days: one button per day with reports, the chosen one, later ones, and the gaps between them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.wording.phrases import day, day_and_month

MAX_STRIP_DAYS = 14
"""Most days in the strip: those around the chosen one. A date field reaches all."""

MAX_DOTS = 5
"""Most dots that stand for reports; more are a number."""

DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class StripDay:
    """A day with reports. `gap` says how long no report came before it (“5 d”, “11 m”); empty for at most a day."""

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
            label=day_and_month(iso),
            name=day(iso),
            reports=reports[iso],
            dots=min(reports[iso], MAX_DOTS),
            chosen=iso == chosen,
            later=iso > shown,
            gap=_gap(days[number - 1], iso) if number else "",
        )
        for number, iso in enumerate(days)
    ]


def _index(days: Sequence[str], iso: str) -> int:
    return days.index(iso) if iso in days else 0


def _gap(before: str, after: str) -> str:
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    if days <= 1:
        return ""
    return f"{days} d" if days < 2 * DAYS_OF_A_MONTH else f"{days // DAYS_OF_A_MONTH} m"
