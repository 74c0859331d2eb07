"""Days as people write them: 2023-10-12, 12.10.2023, 12 October 2023, “Thursday” before the publication."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from data.drafting.date_words import find_dates
from data.workbench.drafts import Json

_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")

NO_YEAR = dt.date.max - dt.timedelta(days=366)
"""Stands for a day of publication that is not given: no weekday is near it, and a day is read with its year alone."""

_BASES: Mapping[str, Sequence[tuple[str, str]]] = {
    "article": (("date_published", "date_published_basis"),),
    "events": (("start", "date_basis"),),
    "claims": (("as_of", "as_of_basis"),),
}
"""List of a record to its days, each with the field that tells how it is known."""


def published_day(record: Json) -> dt.date:
    """Return the day on which the article of a record was published; NO_YEAR if it is not given."""
    try:
        return dt.date.fromisoformat(str((record.get("article") or {}).get("date_published")))
    except ValueError:
        return NO_YEAR


def read_day(written: str, published_on: dt.date) -> dt.date | None:
    """Return the one day that somebody wrote, as seen from another; None for a month, a year, and what is no day.

    Days of the week and days without a year are the last ones up to that day. Where it is NO_YEAR they are none.
    """
    text = " ".join(written.split())
    if dotted := _DOTTED.fullmatch(text):
        text = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    elif text.islower():
        text = text.title()  # “thursday”, as somebody in a hurry writes it
    found = find_dates(text, published_on, lambda start, end: False)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)) or found[0].span.start != found[0].span.end:
        return None
    day = found[0].span.start
    far = published_on == NO_YEAR and day is not None and abs((day - NO_YEAR).days) <= 2 * 366
    return None if far else day


def said_of_a_former_day(
    part: str, drawn: Mapping[str, object], given: Mapping[str, object], published_on: dt.date
) -> tuple[str, ...]:
    """Return the fields of a form that tell how a day is known, and stay as drawn although somebody changed that day.

    `drawn` is what the form had at first, `given` what is written in it now. Without a day before, nothing is stale.
    """
    found: list[str] = []
    for field, basis in _BASES.get(part, ()):
        of_basis = [name for name in drawn if name.partition(".")[0] == basis and drawn[name]]
        before, after = (str(each.get(field) or "").strip() for each in (drawn, given))
        read = read_day(after, published_on)
        is_same = not before or before in (after, read.isoformat() if read else "")
        if not is_same and all(given.get(name, drawn[name]) == drawn[name] for name in of_basis):
            found += of_basis
    return tuple(found)
