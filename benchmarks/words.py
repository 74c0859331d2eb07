"""The words that a reader looks for, whichever server answers: the key figures with who says so, and dated events."""

from functools import cache

from data import queries
from data.queries.selection import NO_FILTERS
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, EventRow, rows
from data.views.address import Address
from data.views.base import Reading
from data.views.overview import OverviewView


@cache
def records() -> Archive:
    """The repository's records as known on the day that is shown first."""
    return as_known_on(archive_from_records())


@cache
def key_figures() -> tuple[str, ...]:
    """Every figure of Overview as its source writes it, and who says so."""
    view = OverviewView(Reading(records(), Address("", NO_FILTERS)))
    shown = [row.item_id for group in view.ledger for row in group.rows]
    claims = {claim["item_id"]: claim for claim in rows(queries.claims(records()), ClaimRow)}
    return tuple(dict.fromkeys(part for item_id in shown for part in _parts(claims[item_id])))


@cache
def dated_events() -> tuple[EventRow, ...]:
    """The events with a day, in order of time."""
    return tuple(event for event in rows(queries.events(records()), EventRow) if event["start"])


def _parts(claim: ClaimRow) -> tuple[str, str]:
    return claim["value_text"], claim["asserted_by_name"]
