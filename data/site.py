"""The site's own address: what the settings name, and what of a request's address is believed.

Whoever asks can write any name into a request. It would stand in links, previews and codes, and in the caches of
everybody, so it counts only if a setting names it. Without a setting it counts if it can be nobody's site: a name or
number of this machine, or of the network that it stands in.
"""

import ipaddress
import logging
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

LOG = logging.getLogger(__name__)

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:(?:\*\.)?{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?")
_NETWORKS_OWN = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
"""How names end that stand in no public register."""

_USUAL_PORTS = {"http": ":80", "https": ":443"}

UNNAMED = (
    "The site was asked for under a name that neither PUBLIC_URL nor ALLOWED_HOSTS has: links to it from elsewhere, as "
    "in previews and in /sitemap.xml, are left out"
)


@dataclass(frozen=True)
class Site:
    """What the settings say of the site's address: `public_url`, and the `hosts` under which it may be asked for."""

    public_url: str = ""
    hosts: tuple[str, ...] = ()

    def address(self, asked: str) -> str:
        """Return the address of the site without a slash at its end; empty if it is not known.

        `asked` is the address of the site as a request has it: scheme, host and the path of the site.
        """
        if self.public_url:
            return self.public_url.rstrip("/")
        scheme, host, path = _parts(asked)
        if self._is_named(scheme, host) if self.hosts else is_own_name(host):
            return f"{scheme}://{host}{path}"
        known = next((each for each in self.hosts if not each.startswith("*.")), None)
        if known is None:
            _tell_once()
            return ""
        return f"{scheme or 'https'}://{known}{path}"

    def _is_named(self, scheme: str, host: str) -> bool:
        bare = host.removesuffix(_USUAL_PORTS.get(scheme, ""))
        return any(bare.endswith(each[1:]) if each.startswith("*.") else each in (bare, host) for each in self.hosts)


def site_of_environment() -> Site:
    """Return what `PUBLIC_URL` and `ALLOWED_HOSTS` say. Raises ValueError if one of them cannot be used."""
    hosts = tuple(each.lower() for each in re.split(r"[,\s]+", os.environ.get("ALLOWED_HOSTS", "")) if each)
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ValueError(
                f"ALLOWED_HOSTS has “{host[:80]}”, which is no host; name them as “news.example”, “news.example:8443” "
                "or “*.news.example”"
            )
    public_url = os.environ.get("PUBLIC_URL", "").strip()
    scheme, host, _ = _parts(public_url)
    if public_url and (scheme not in _USUAL_PORTS or not _HOST.fullmatch(host) or re.search(r"[?#\s\"<>]", public_url)):
        raise ValueError(f"PUBLIC_URL is “{public_url[:80]}”; it may be an address, “https://news.example/kazakhstan”")
    return Site(public_url, hosts)


@lru_cache(maxsize=256)
def is_own_name(host: str) -> bool:
    """Return whether a host, with or without a port, can only be this machine or one of its network."""
    if not _HOST.fullmatch(host):
        return False
    name = urlsplit(f"//{host}").hostname or ""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(_NETWORKS_OWN)
    return address.is_private or address.is_link_local


def _parts(url: str) -> tuple[str, str, str]:
    """Scheme, host and path of a URL, the first two in lower case; all empty if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", ""
    return parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/")


@cache
def _tell_once() -> None:
    LOG.warning(UNNAMED)
