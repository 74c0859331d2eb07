"""The site's own address: which names of a request are believed."""

import pytest

from data.site import Site, is_own_name, site_of_environment

NAMED = Site(hosts=("news.example", "*.paper.example", "desk.example:8443"))


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("https://news.example/kz", "https://news.example/kz"),
        ("https://NEWS.example:443/kz/", "https://news.example:443/kz"),
        ("http://today.paper.example", "http://today.paper.example"),
        ("https://desk.example:8443", "https://desk.example:8443"),
        ("https://paper.example", "https://news.example"),
        ("https://news.example:8443/kz", "https://news.example/kz"),
        ("https://news.example.evil.example/kz", "https://news.example/kz"),
        ("https://evilnews.example", "https://news.example"),
        ("https://desk.example", "https://news.example"),
        ("http://localhost:8501", "http://news.example"),
        ('https://news.example"><script>', "https://news.example"),
        ("", "https://news.example"),
    ],
)
def test_only_a_host_that_is_named_is_believed(asked: str, address: str) -> None:
    """Guards against a name that somebody else wrote into a request, in links that go to everybody."""
    assert NAMED.address(asked) == address


@pytest.mark.parametrize("asked", ["https://evil.example", "http://localhost:8501", ""])
def test_the_public_address_is_that_of_every_request(asked: str) -> None:
    """Guards against a setting that a header overrides."""
    assert Site("https://news.example/kz/", ("paper.example",)).address(asked) == "https://news.example/kz"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost:8501", True), ("127.0.0.1:8501", True), ("[::1]:8501", True), ("192.168.1.5:8501", True),
        ("172.17.0.2", True), ("newsroom", True), ("newsroom.local:8501", True), ("a.b.home.arpa", True),
        ("news.example", False), ("8.8.8.8", False), ("[2a00:1450::1]", False), ("local", True),
        ("evil.local.example", False),
        ("localhost:port", False), ("localhost@evil.example", False), ("a\"b", False), ("", False), ("[::1", False),
    ],
)  # fmt: skip
def test_without_a_setting_a_name_counts_that_is_nobody_s_site(host: str, own: bool) -> None:
    """Guards against a local run that needs a setting, and against strangers' names where there is none."""
    assert is_own_name(host) == own
    assert Site().address(f"http://{host}/kz") == (f"http://{host}/kz" if own else "")


def test_a_site_whose_only_name_is_a_pattern_has_no_address_for_other_names() -> None:
    """Guards against links to “*.paper.example”."""
    assert Site(hosts=("*.paper.example",)).address("https://evil.example") == ""


def test_the_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against names that only one way of writing a list gives."""
    monkeypatch.setenv("PUBLIC_URL", " https://news.example/kz ")
    monkeypatch.setenv("ALLOWED_HOSTS", "News.example, *.paper.example  [::1]:8501")
    assert site_of_environment() == Site("https://news.example/kz", ("news.example", "*.paper.example", "[::1]:8501"))
    monkeypatch.delenv("PUBLIC_URL")
    monkeypatch.setenv("ALLOWED_HOSTS", "")
    assert site_of_environment() == Site()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "https://news.example"), ("ALLOWED_HOSTS", "news.example/kz"), ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "news..example"), ("PUBLIC_URL", "news.example"), ("PUBLIC_URL", "ftp://news.example"),
        ("PUBLIC_URL", "https://news.example/?a=1"), ("PUBLIC_URL", "https:///kz"), ("PUBLIC_URL", "https://[news"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Guards against a misspelt name that leaves all links out, and a site that only readers find broken."""
    for each in ("PUBLIC_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        site_of_environment()
