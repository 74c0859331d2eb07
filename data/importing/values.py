"""Reads printed values: days, numbers and coordinates. What cannot be read is told, and left out."""

import datetime as dt
import math
import re

from data.importing.coded_events import Report
from data.tables.row_fields import in_one_column
from data.text import shorten

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})([T ].*)?")

FIX = "mend the cell and import again, or leave it as it is"


def printed(text: str) -> str | None:
    """Return a printed text on one line; None if nothing is printed."""
    return " ".join(text.split()) or None


def entries(text: str) -> str | None:
    """Return printed entries, which “;” parts, as the text of one column; None if there are none."""
    return in_one_column(entry for part in text.split(";") if (entry := part.strip()))


def day(text: str, column: str, odd: Report) -> str | None:
    """Return a printed day as ISO 8601, without its time of day; None if it is none."""
    found = _ISO.fullmatch(text.strip())
    try:
        if found:
            return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        pass
    odd(column, f"is “{shorten(text)}”, which is no day such as 2019-04-25; the event is shown without it; {FIX}")
    return None


def number(text: str, column: str, odd: Report) -> float | None:
    """Return a printed count; None if it is none."""
    try:
        found = float(text)
        if math.isfinite(found) and found >= 0:
            return found
    except ValueError:
        pass
    odd(column, f"is “{shorten(text)}”, which is no count; the event is shown without it; {FIX}")
    return None


def coordinates(lat: str, lon: str, odd: Report) -> tuple[float, float] | None:
    """Return a printed latitude and longitude, WGS 84; None if they are none."""
    try:
        found = float(lat), float(lon)
    except ValueError:
        odd("latitude", f"and longitude are “{shorten(lat)}” and “{shorten(lon)}”, which are no coordinates; {FIX}")
        return None
    if abs(found[0]) <= 90 and abs(found[1]) <= 180:
        return found
    swapped = "; the two may be swapped" if abs(found[0]) <= 180 and abs(found[1]) <= 90 else ""
    odd("latitude", f"and longitude are {shorten(lat)} and {shorten(lon)}, which is nowhere on earth{swapped}; {FIX}")
    return None
