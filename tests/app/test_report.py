"""Report a mistake: the link in the source panel of each item."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.app.conftest import Opener
from tests.app.screen import LEAD, Screen


def _links(screen: Screen) -> list[str]:
    return [
        element.proto.url
        for element in screen.nodes()
        if getattr(element, "type", "") == "link_button" and element.proto.label == "Report a mistake"
    ]


@pytest.fixture
def item(open_page: Opener) -> str:
    """An item of the lead article that the page of figures links to."""
    return f"{LEAD}.{min(open_page('pages/casualties.py').items())}"


def test_without_an_address_there_is_no_link(item: str, open_page: Opener) -> None:
    """Guards against a link that leads nowhere."""
    assert _links(open_page("pages/casualties.py", {"item": item})) == []


def test_a_mail_has_the_permalink_what_the_record_says_and_its_place(
    item: str, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against reports of which nobody can tell what they are about."""
    monkeypatch.setenv("REPORT_TO", "mailto:desk@news.example")
    monkeypatch.setenv("PUBLIC_URL", "https://news.example/kz")
    [link] = _links(open_page("pages/casualties.py", {"item": item}))
    assert link.startswith("mailto:desk@news.example?")
    body = parse_qs(urlsplit(link).query)["body"][0]
    assert "Link: https://news.example/kz/casualties?" in body
    assert item in body
    assert "paragraph" in body


def test_a_page_gets_them_as_keys_beside_its_own(item: str, open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a form whose own parameters are lost."""
    monkeypatch.setenv("REPORT_TO", "https://news.example/report?form=7#top")
    [link] = _links(open_page("pages/casualties.py", {"item": item}))
    parts = urlsplit(link)
    assert parts.fragment == "top"
    keys = parse_qs(parts.query)
    assert keys["form"] == ["7"]
    assert keys["item"] == [item]
    assert set(keys) == {"form", "item", "permalink", "record", "place"}
