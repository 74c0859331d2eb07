"""What the script of a section reports is read as an address is: it may be made up, or of a page long gone."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGES, Query, Screen

OVERVIEW = PAGES[0].file
BEFORE: Query = {"city": ["almaty"], "known_on": ["2022-01-10"]}


def _press() -> None:
    """The script of a page that does nothing but what a click asks for."""
    import streamlit as st

    from components.fragment import follow

    follow(st.session_state["pressed"])


def pressed(pressed: dict[str, object]) -> Query:
    """The address after a click, from that of `BEFORE`."""
    app = AppTest.from_function(_press)
    app.session_state["pressed"] = pressed
    for key, values in BEFORE.items():
        app.query_params[key] = values
    screen = Screen(app).run()
    assert not app.exception
    return screen.query


FORGED: dict[str, tuple[dict[str, object], str]] = {
    "an item that is gone": ({"item": f"{LEAD}.no-such-item"}, "no-such-item"),
    "an item of a later report": ({"item": "hrw-2022-12-20.killed-238"}, "2022"),
    "markup as an item": ({"item": "<img src=x onerror=alert(1)>"}, "<img src=x"),
    "a very long item": ({"item": "x" * 100_000}, "xxx"),
    "a city that there is not": ({"filter": "actor=nobody-at-all"}, "nobody-at-all"),
    "a key that there is not": ({"filter": "citty=aktau"}, "citty"),
    "a hundred keys": ({"filter": "&".join(f"k{n}=1" for n in range(100))}, "k0"),
    "a null character": ({"filter": "actor=a%00b"}, "actor"),
    "no text": ({"filter": "actor=%ff%fe"}, "actor"),
    "a day that is none": ({"filter": "from=2022-02-30"}, "2022-02-30"),
}


@pytest.mark.parametrize(("press", "named"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_click_is_told_in_a_notice_and_takes_nothing_away(
    open_page: Opener, press: dict[str, object], named: str
) -> None:
    """An exception in answer to a click would end the page of whoever opened it before a record was taken out."""
    after = pressed(press)
    screen = open_page(OVERVIEW, after)
    assert named in screen.notices()
    assert len(screen.notices()) < 5_000
    assert screen.app.get_by_key("filter_city").value == ["almaty"]
    assert "10 January" in screen.heading


@pytest.mark.parametrize(
    "press",
    [
        {}, {"item": 7}, {"filter": ["city=aktau"]}, {"page": "no-such-page"}, {"page": None}, {"filter": "embed=true"},
        {"filter": "EMBED_OPTIONS=show_toolbar"}, {"something": "else"}, {"filter": "&&&"},
    ],
)  # fmt: skip
def test_a_click_that_says_nothing_changes_nothing(press: dict[str, object]) -> None:
    """What no link of ours reports must not move the reader anywhere."""
    assert pressed(press) == BEFORE


def test_a_click_does_what_its_link_would() -> None:
    """Shows that the address follows a click at all: the tests above would pass if none did anything."""
    assert pressed({"filter": "actor=police&city="}) == {"actor": ["police"], "known_on": ["2022-01-10"]}
    assert pressed({"item": f"{LEAD}.arrests-3800"}) == BEFORE | {"item": [f"{LEAD}.arrests-3800"]}
    assert pressed({"item": ""}) == BEFORE
