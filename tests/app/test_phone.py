"""The panel Phone of presenter mode: the code that it shows, how long that is good, and where its address leads."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from app.phone import LOOPBACK, link_of
from components.phone import PANEL
from data.stories.stages import Stage, stages
from tests import html_page
from tests.app.conftest import Opener, WriteStory
from tests.app.screen import Screen
from tests.app.test_share import inside
from tests.app.test_story import ID, WINDOWS, at, story_of

OPEN = {PANEL: True}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server answers phones, as server.py does."""
    monkeypatch.setattr(stages(), "served", True)


def code_of(screen: Screen) -> html_page.Node:
    """The element that tells the stage's script its code."""
    (found,) = [node for node in screen.section("story_phone").below() if "data-stage" in node.attributes]
    return found


def stage_of(screen: Screen) -> Stage:
    """The stage of a window."""
    found = stages().get(code_of(screen).attributes["data-stage"].rpartition("/")[2])
    assert found is not None
    return found


def address_on(screen: Screen) -> str:
    """The address that the panel shows."""
    (code,) = screen.app.code
    return str(code.value)


@pytest.mark.parametrize("view", WINDOWS, ids=["room", "notes"])
@pytest.mark.usefixtures("served")
def test_the_panel_shows_a_code_for_the_step_of_the_story(open_page: Opener, view: dict[str, str]) -> None:
    """Guards against a code of another story or step, and against one that only those with a camera can use."""
    screen = open_page(query=at(4, **view), **OPEN)
    stage = stage_of(screen)
    assert (stage.story, stage.step) == (ID, 4)
    assert code_of(screen).attributes["data-key"] == stage.key
    assert code_of(screen).attributes["data-story"] == ID
    assert code_of(screen).attributes["data-step"] == "4"
    assert urlsplit(address_on(screen)).path.endswith(f"/present/{stage.code}")
    (image,) = inside(screen, PANEL, "image")
    assert address_on(screen) in image.proto.imgs[0].alt


@pytest.mark.usefixtures("served")
def test_no_code_is_made_before_the_panel_is_open(open_page: Opener) -> None:
    """Guards against a code for every reader who looks at a story."""
    before = len(stages()._open)
    screen = open_page(query=at(4))
    assert PANEL in screen.keyed()
    assert "section-story_phone" not in screen.fragments()
    assert len(stages()._open) == before


def test_without_a_server_that_answers_phones_there_is_no_button(open_page: Opener) -> None:
    """Guards against a code that leads nowhere, under `streamlit run dashboard.py`."""
    assert not stages().served
    assert PANEL not in open_page(query=at(4)).keyed()


@pytest.mark.usefixtures("served")
def test_the_code_stays_while_the_story_is_turned(open_page: Opener) -> None:
    """Guards against a phone that is out after the first step."""
    screen = open_page(query=at(4), **OPEN)
    stage = stage_of(screen)
    screen.app.button(key="story-next").click()
    screen.run()
    assert stage_of(screen).code == stage.code


@pytest.mark.usefixtures("served")
def test_end_ends_the_code_and_closes_the_panel(open_page: Opener) -> None:
    """Guards against a presenter who cannot take the code back from the room."""
    screen = open_page(query=at(4), **OPEN)
    stage = stage_of(screen)
    screen.app.button(key="story-phone-end").click()
    screen.run()
    assert stages().get(stage.code) is None
    assert "section-story_phone" not in screen.fragments()
    screen.app.session_state[PANEL] = True
    assert stage_of(screen.run()).code != stage.code


@pytest.mark.usefixtures("served")
def test_another_story_has_another_code(open_page: Opener, write_story: WriteStory) -> None:
    """Guards against a phone of the last talk that turns the next one."""
    write_story(story_of({}), "first.yaml")
    write_story(story_of({}), "second.yaml")
    screen = open_page(query=at(1, "first"), **OPEN)
    first = stage_of(screen)
    screen.app.query_params["story"] = "second"
    second = stage_of(screen.run())
    assert (second.story, stages().get(first.code)) == ("second", None)


@pytest.mark.usefixtures("served")
def test_esc_closes_the_panel_and_does_not_leave_the_story(open_page: Opener) -> None:
    """Guards against a presenter who closes the code and stands before another page."""
    assert not open_page(query=at(4), **OPEN).app.button(key="story-leave").proto.shortcut
    assert open_page(query=at(4)).app.button(key="story-leave").proto.shortcut


@pytest.mark.parametrize("site", ["https://news.example/kz", *(f"http://{name}:8501" for name in LOOPBACK[:2])])
@pytest.mark.usefixtures("served")
def test_an_address_that_no_phone_can_open_is_told(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    """Guards against a phone that looks for the dashboard on itself, and a presenter who does not know why."""
    monkeypatch.setenv("PUBLIC_URL", site)
    screen = open_page(query=at(4), **OPEN)
    assert address_on(screen) == f"{site}/present/{stage_of(screen).code}"
    assert ("this computer’s name for itself" in screen.text) == ("news.example" not in site)


def test_the_address_names_the_replica_of_the_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a phone that nginx leads to a replica which does not know of the stage."""
    context = SimpleNamespace(cookies={"replica": "0f3a"}, url="https://news.example/")
    monkeypatch.setattr("app.phone.st.context", context)
    stage = Stage("abcdefghjk", "key", ID, 1, opened_at=0, seen_at=0)
    assert link_of(stage).address == "https://news.example/present/abcdefghjk?replica=0f3a"
