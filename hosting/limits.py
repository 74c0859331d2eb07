"""How many questions that have to be worked out one address may ask: as many as a newsroom does, not as a script.

What is in the cache is never counted, nor is a question that somebody else has under way. An address has a supply,
which fills up again at an even rate; the memory of all addresses is bounded.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from time import monotonic

PER_MINUTE = 600
"""Questions a minute, and at once after a pause: about what a process works out."""

MOST_ADDRESSES = 10_000
"""Addresses that are remembered; whoever asked longest ago is forgotten first."""


class TooManyError(Exception):
    """An address has asked for too much; it may ask again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"ask again in {seconds} seconds")
        self.seconds = seconds


class Limits:
    """The supplies of all addresses: `per_minute` questions each; 0 is no limit."""

    def __init__(self, per_minute: int = PER_MINUTE, *, now: Callable[[], float] = monotonic) -> None:
        self.per_minute = per_minute
        self.now = now
        self._supplies: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, address: str | None) -> None:
        """Take one question from the supply of an address. Raises TooManyError if nothing is left of it."""
        if not self.per_minute or address is None:
            return
        who, now, rate = network_of(address), self.now(), self.per_minute / 60
        left, since = self._supplies.pop(who, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + (now - since) * rate)
        enough = left >= 1
        self._supplies[who] = (left - 1 if enough else left, now)
        if len(self._supplies) > MOST_ADDRESSES:
            self._supplies.popitem(last=False)
        if not enough:
            raise TooManyError(max(1, ceil((1 - left) / rate)))


def network_of(address: str) -> str:
    """Return who an address belongs to: itself, or for IPv6 the network of 64 bits that a household is given."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((int(known), 64), strict=False))


def limits_of(named: str | None) -> Limits:
    """Return the limits that `UNSEEN_PER_MINUTE` names. Raises ValueError if it is no whole number."""
    if not named:
        return Limits()
    if not named.isascii() or not named.isdigit() or len(named) > 7:
        raise ValueError(f"UNSEEN_PER_MINUTE is “{named[:40]}”; it may be a number of questions, or 0 for no limit")
    return Limits(int(named))


def too_many(seconds: int) -> str:
    """Return what is told to a program that has asked for too much: what to do."""
    return (
        f"Too many requests came from this address that had to be worked out; ask again in {seconds} "
        f"second{'s' if seconds > 1 else ''}, and more slowly. What was answered before is answered at any time."
    )
