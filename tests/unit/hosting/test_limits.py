"""How many questions that have to be worked out one address may ask."""

import httpx2
import pytest

from hosting.limits import MOST_ADDRESSES, PER_MINUTE, Limits, TooManyError, limits_of, network_of, too_many
from tests.serving import Server, until
from tests.unit.hosting.conftest import A_MINUTE, PROXY


class Clock:
    """A clock that the test sets."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def taken(limits: Limits, address: str, most: int = 10_000) -> int:
    """How many questions an address may ask at once."""
    for number in range(most):
        try:
            limits.count(address)
        except TooManyError:
            return number
    return most


def test_a_supply_is_used_up_and_fills_again() -> None:
    """Guards against a script that keeps all processes busy, and a limit that is never over."""
    clock = Clock()
    limits = Limits(60, now=clock)
    assert taken(limits, "192.0.2.1") == 60
    clock.now += 10
    assert taken(limits, "192.0.2.1") == 10
    clock.now += 3_600
    assert taken(limits, "192.0.2.1") == 60


def test_who_is_refused_is_told_when_to_ask_again_and_asking_costs_nothing() -> None:
    """Guards against a client that waits as long as it was told, and is refused again."""
    clock = Clock()
    limits = Limits(6, now=clock)
    taken(limits, "192.0.2.1")
    for _ in range(3):
        with pytest.raises(TooManyError) as refused:
            limits.count("192.0.2.1")
        assert refused.value.seconds == 10
    clock.now += 10
    limits.count("192.0.2.1")
    assert "10 seconds" in too_many(10)
    assert "1 second," in too_many(1)


def test_one_address_does_not_use_up_the_supply_of_another() -> None:
    """Guards against a site that one script closes for everybody."""
    limits = Limits(5, now=Clock())
    assert taken(limits, "192.0.2.1") == 5
    assert taken(limits, "192.0.2.2") == 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True), ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True), ("192.0.2.1", "192.0.2.2", False), ("testclient", "testclient", True),
    ],
)  # fmt: skip
def test_a_network_of_ipv6_is_one_address(one: str, other: str, same: bool) -> None:
    """Guards against a household that has more addresses than this server has seconds."""
    assert (network_of(one) == network_of(other)) == same


def test_the_memory_of_addresses_is_bounded() -> None:
    """Guards against addresses that are made up to fill the memory."""
    limits = Limits(5, now=Clock())
    for number in range(MOST_ADDRESSES + 50):
        limits.count(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limits._supplies) == MOST_ADDRESSES


def test_the_limit_is_a_setting() -> None:
    """Guards against a newsroom that cannot have more, and a value that nobody meant."""
    assert limits_of(None).per_minute == limits_of("").per_minute == PER_MINUTE
    assert limits_of("90").per_minute == 90
    assert taken(limits_of("0"), "192.0.2.1") == 10_000
    for wrong in ("-1", "many", "1.5", "٣"):
        with pytest.raises(ValueError, match="UNSEEN_PER_MINUTE"):
            limits_of(wrong)


# ---- The real server


def through_proxy(server: Server, forwarded: str) -> httpx2.Client:
    """A client behind a proxy that the server trusts."""
    return httpx2.Client(
        base_url=server.url,
        headers={"X-Forwarded-For": forwarded},
        transport=httpx2.HTTPTransport(local_address=PROXY),
        timeout=60,
    )


def until_refused(client: httpx2.Client, kind: str) -> list[int]:
    """Statuses of questions that nobody asked yet, up to the first that is refused."""
    statuses: list[int] = []
    while 429 not in statuses and len(statuses) < 10 * A_MINUTE:
        statuses.append(client.get(kind.format(f"unseen{len(statuses)}")).status_code)
    return statuses


def test_questions_that_were_answered_are_answered_at_any_time(limited: Server) -> None:
    """Guards against readers who are refused what costs nothing, and a refusal that does not say what to do."""
    with limited.client() as client:
        seen = until("a question to be answered", lambda: client.get("/api/v1/claims.json?limit=1").is_success)
        assert seen
        assert until_refused(client, "/api/v1/claims.csv?q={}")[-1] == 429
        for path in ("/api/v1/quotes.json", "/map", "/preview/map.png", "/snapshot/map.html"):
            refused = client.get(path, params={"q": "unseen"})
            assert (path, refused.status_code) == (path, 429)
            assert 1 <= int(refused.headers["Retry-After"]) <= 60 / A_MINUTE
            assert refused.headers["Cache-Control"] == "no-store"
            assert "can be read at any time" in refused.text or "ask again in" in refused.text
        api = client.get("/api/v1/quotes.json?q=unseen")
        assert api.headers["Content-Type"] == "application/problem+json"
        assert api.headers["Access-Control-Allow-Origin"] == "*"
        for _ in range(3 * A_MINUTE):
            assert client.get("/api/v1/claims.json?limit=1").is_success
        assert client.get("/healthz").is_success


def test_without_a_proxy_that_is_trusted_a_header_makes_no_other_address(limited: Server) -> None:
    """Guards against a script that gives itself a new address with each request."""
    with limited.client(**{"X-Forwarded-For": "198.51.100.1"}) as client:
        until_refused(client, "/api/v1/events.csv?q={}")
    with limited.client(**{"X-Forwarded-For": "198.51.100.2"}) as client:
        assert client.get("/api/v1/events.json?q=other").status_code == 429


def test_behind_a_trusted_proxy_readers_are_told_apart(limited: Server) -> None:
    """Guards against a proxy whose readers all share one supply, and a reader who puts a name before their own."""
    with through_proxy(limited, "198.51.100.7") as client:
        assert until_refused(client, "/api/v1/quotes.csv?q={}")[-1] == 429
    with through_proxy(limited, "203.0.113.1, 198.51.100.7") as client:
        assert client.get("/api/v1/quotes.json?q=first").status_code == 429
    with through_proxy(limited, "198.51.100.8") as client:
        assert client.get("/api/v1/quotes.json?q=second").is_success
