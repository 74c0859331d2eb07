"""Which other sites may show the dashboard in a frame: what the setting FRAME_ANCESTORS says."""

import re

SELF, NONE, ANY = "'self'", "'none'", "*"

_SOURCE = re.compile(r"(?:https?://)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?:\d+|\*))?/?|https?:", re.IGNORECASE)
"""A site as in Content-Security-Policy: https://news.example, https://*.news.example, news.example:8443, https:."""


def frame_sources(setting: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources of a setting, which spaces or commas separate, and what of it is none.

    What is no source is left out of the header: a semicolon in it would end the directive, and begin another. Without
    any source the dashboard may be shown in its own frames alone.
    """
    found = [part for part in re.split(r"[\s,]+", setting) if part]
    good = tuple(part for part in found if part in (SELF, NONE, ANY) or _SOURCE.fullmatch(part))
    return good or (SELF,), tuple(part for part in found if part not in good)


def framing_sites(setting: str) -> tuple[str, ...]:
    """Return the other sites that may show the dashboard in a frame; ANY for all sites."""
    return tuple(source for source in frame_sources(setting)[0] if source not in (SELF, NONE))
