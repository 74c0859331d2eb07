"""Who may use the workbench."""

import pytest

from data.workbench.access import FORWARDED, is_editor, is_from_this_machine

HERE = {"host": "localhost:8501"}


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("127.0.0.1", HERE),
        ("::1", {"host": "[::1]:8501"}),
        ("127.0.0.1", {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}),
    ],
)
def test_a_request_that_is_made_on_this_machine_needs_no_login(client: str, headers: dict[str, str]) -> None:
    """Guards against a newsroom of one that has to set up a login service to try the workbench."""
    assert is_from_this_machine(client, headers)


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("192.0.2.7", HERE),
        (None, HERE),
        ("", HERE),
        ("127.0.0.1", {"host": "news.example"}),
        ("127.0.0.1", {"host": "localhost.news.example"}),
        ("127.0.0.1", {}),
        ("127.0.0.1", HERE | {"origin": "https://news.example"}),
        ("127.0.0.1", HERE | {"origin": "null"}),
        ("127.0.0.1", {"host": "[::1"}),
        *(("127.0.0.1", HERE | {name: "127.0.0.1"}) for name in FORWARDED),
    ],
)
def test_a_request_from_elsewhere_is_not_taken_for_one_of_this_machine(
    client: str | None, headers: dict[str, str]
) -> None:
    """Guards against a proxy, or a page of another site, by which anybody would publish."""
    assert not is_from_this_machine(client, headers)


@pytest.mark.parametrize(
    ("user", "may"),
    [
        ({"is_logged_in": True, "email": "Ana@News.example"}, True),
        ({"is_logged_in": True, "email": "ana@news.example", "email_verified": True}, True),
        ({"is_logged_in": True, "email": "ana@news.example", "email_verified": False}, False),
        ({"is_logged_in": True, "email": "zoe@news.example"}, False),
        ({"is_logged_in": False, "email": "ana@news.example"}, False),
        ({"email": "ana@news.example"}, False),
        ({"is_logged_in": True, "email": None}, False),
        ({"is_logged_in": True}, False),
    ],
)
def test_only_an_address_that_is_listed_and_verified_makes_an_editor(
    user: dict[str, object], may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against anyone with an account at the login service, or with a made-up address there."""
    monkeypatch.setenv("EDITORS", "ana@news.example")
    assert is_editor(user) is may


def test_without_editors_nobody_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against an empty list that lets everybody in."""
    monkeypatch.delenv("EDITORS", raising=False)
    assert not is_editor({"is_logged_in": True, "email": ""})
