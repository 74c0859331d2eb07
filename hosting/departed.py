"""Sessions of viewers who left: ended once nobody can come back to them.

Streamlit keeps the session of a lost connection for `server.disconnectedSessionTTL` seconds. But it looks at those that
it keeps only when another viewer leaves, and what it then drops it leaves to Python's garbage collection. Each has an
event loop of its own, which is three open files, and all that its page has sent.
"""

import asyncio
import logging
from contextlib import suppress

from streamlit.runtime import Runtime

LOG = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds between two looks."""


def end_departed(runtime: Runtime) -> int:
    """End the sessions that were kept long enough, and return how many. Called in the event loop of the server."""
    manager = runtime._session_mgr
    departed = manager._session_storage._cache.expire()  # type: ignore[attr-defined]  # Streamlit has no other way
    for _, kept in departed:
        try:
            kept.session.shutdown()
        except Exception:
            LOG.exception("The session of a viewer who left could not be ended")
    return len(departed)


async def keep_ending(runtime: Runtime, *, pause: float = PAUSE) -> None:
    """End departed sessions again and again, until this is cancelled."""
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(pause)
            try:
                end_departed(runtime)
            except AttributeError:  # another version of Streamlit
                LOG.exception("The sessions of viewers who left are not ended")
                return
