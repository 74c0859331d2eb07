"""The records that a request is answered from, and what is said where they cannot be opened."""

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from data.tables.archive import Archive, open_archive

LOG = logging.getLogger(__name__)

RETRY_AFTER = 30
"""Seconds after which a client may ask again where the records cannot be opened."""

NO_RECORDS = "The records cannot be opened; the server’s log says why."


class NoRecordsError(Exception):
    """The records cannot be opened. It was logged why."""


async def opened(
    archive: Callable[[], Archive] = open_archive, *, at_hand: Callable[[], Archive | None] = lambda: None
) -> Archive:
    """Return the records as they are now: `at_hand`, or else those of `archive`, which is called in a thread.

    Raises NoRecordsError.
    """
    try:
        held = at_hand()
        return await run_in_threadpool(archive) if held is None else held
    except (OSError, ValueError) as error:
        LOG.error("The records cannot be opened: %s", error)
        raise NoRecordsError from error
