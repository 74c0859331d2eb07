"""A page in another site's frame (`embed=true`): one visual, from the same HTML as before the app has started."""

import pytest
from streamlit.testing.v1 import AppTest

from data.tables.archive import open_archive
from data.views.reading import read_address
from data.views.registry import BY_NAME
from data.views.summary import summary
from publishing.first_page import prerendered
from tests import html_page
from tests.app.screen import ROOT, Screen
from tests.app.test_same_sections import elements

EVERY = tuple((name, visual) for name, view in BY_NAME.items() for visual in view.visuals)


def in_a_frame(name: str, **query: str | list[str]) -> Screen:
    """A page as a frame opens it."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.context = {"is_embedded": True}
    for key, value in query.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"pages/{name}.py")
    return Screen(app).run()


@pytest.mark.parametrize(("name", "visual"), EVERY, ids=map(":".join, EVERY))
def test_in_a_frame_the_app_draws_the_visual_that_stood_there_before_it(name: str, visual: str) -> None:
    """Guards against a frame in which navigation, filters and panels appear once the app has started."""
    screen = in_a_frame(name, visual=visual, city="almaty", known_on="2022-01-10")
    asked = {"visual": [visual], "city": ["almaty"], "known_on": ["2022-01-10"]}
    of_page = summary(read_address(BY_NAME[name].path, asked, open_archive()))
    page = html_page.parse(prerendered(of_page, embedded=True))
    (before,) = [node for node in page.below() if node.attributes.get("data-section") == "embed"]
    assert list(screen.fragments()) == ["section-embed"]
    assert elements(screen.section("embed")) == elements(before)
    assert not screen.keyed() & {"above", "tools", "share", "filters", "known-on", "page-links"}
    assert len(screen.headings) == 1


def test_without_a_frame_the_key_of_a_visual_changes_nothing() -> None:
    """Guards against a link that was copied out of a frame and opens a page without its menu."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["visual"] = "map"
    screen = Screen(app).run()
    assert {"tools", "page-links"} <= screen.keyed()
    assert screen.notices() == ""


def test_a_story_in_a_frame_is_a_story() -> None:
    """Guards against presenter mode, which has the same key, showing a single visual."""
    screen = in_a_frame("overview", story="kazakhstan-january-2022", step="1")
    assert "section-story" in screen.fragments()
