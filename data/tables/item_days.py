"""The days of an item as far as its source bounds them, for a filter by days: data.queries.ranges reads them."""

import datetime as dt
from dataclasses import dataclass

from data.records.items import Claim, Event, Item, Quote
from data.records.vocabulary import TimePrecision


@dataclass(frozen=True)
class ItemDays:
    """The days that an item may be of, and those that it certainly is of.

    It lies between `earliest` and `latest`; None is no bound: without `earliest` it is undated. Of the days from
    `sure_from` to `sure_to` it certainly is; None if there is no such day. `firm` is whether the bounds hold: a day
    that the source gives only roughly, or hedges, may be a neighbour of the one that is recorded.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    sure_from: dt.date | None = None
    sure_to: dt.date | None = None
    firm: bool = True


def days_of(item: Item, published_on: dt.date) -> ItemDays:
    """Return the days of an item of a report that was published on a day; background and caveats have none."""
    match item:
        case Event():
            return _days_of_event(item)
        case Claim():
            return _days_of_figure(item)
        case Quote(spoken_on=None):
            return ItemDays(latest=published_on)
        case Quote(spoken_on=day):
            return _one_day(day, firm=item.spoken_precision is TimePrecision.DAY)
        case _:
            return ItemDays()


def _days_of_event(event: Event) -> ItemDays:
    """An event of precision “day” fills its days; another one is some time between them."""
    if event.start is None:
        return ItemDays(latest=event.not_after)
    latest = None if event.ongoing_as_of else event.end or event.not_after
    last_known = event.ongoing_as_of or event.end or event.start
    if event.time_precision is TimePrecision.DAY:
        return ItemDays(event.start, latest, event.start, last_known)
    is_rough_day = event.time_precision is TimePrecision.APPROXIMATE and last_known == event.start
    return ItemDays(event.start, latest, event.ongoing_as_of, event.ongoing_as_of, firm=not is_rough_day)


def _days_of_figure(claim: Claim) -> ItemDays:
    """A figure is of the day that it speaks of, and may still hold until that of its report.

    Of which day it speaks is never taken from its report (rule of honesty 4): without `as_of` it is undated.
    """
    if claim.as_of is None:
        return ItemDays(latest=claim.reported_on)
    if claim.as_of_hedge:
        return ItemDays(claim.as_of, claim.reported_on, firm=False)
    return ItemDays(claim.as_of, claim.reported_on, claim.as_of, claim.as_of)


def _one_day(day: dt.date | None, *, firm: bool) -> ItemDays:
    return ItemDays(day, day, day, day) if firm else ItemDays(day, day, firm=False)
