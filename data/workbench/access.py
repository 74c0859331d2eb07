"""Who may use the workbench: whoever sits at the server's own machine, and editors who have signed in."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from data.workbench.settings import editors

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
"""Headers by which a proxy says that it speaks for another machine; names in lower case."""


def is_from_this_machine(client: str | None, headers: Mapping[str, str]) -> bool:
    """Return whether a request was made on the server's own machine, in a browser or by a program.

    `client` is the address that the connection comes from, `headers` has names in lower case. A request that a proxy
    passed on is from elsewhere, and so is one for another name than that of this machine, or from the page of another
    one: a site that gives its name this machine's address makes a reader's browser ask for it.
    """
    if any(name in headers for name in FORWARDED) or not _is_loopback(client):
        return False
    origin = headers.get("origin")
    return _names_loopback(f"//{headers.get('host', '')}") and (origin is None or _names_loopback(origin))


def is_editor(user: Mapping[str, object]) -> bool:
    """Return whether the claims of somebody who has signed in name an address in `EDITORS`.

    An address that the login service says it has not verified counts for nothing.
    """
    mail = user.get("email")
    if user.get("is_logged_in") is not True or user.get("email_verified") in (False, "false"):
        return False
    return isinstance(mail, str) and mail.strip().lower() in editors()


def _is_loopback(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def _names_loopback(url: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name == "localhost" or _is_loopback(name)
