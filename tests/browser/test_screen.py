"""What `validate` says of steps that are too large for a screen, held against a screen."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from data.stories.models import Story
from data.stories.screen import screen_problems
from data.tables.archive import open_archive
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.test_story import FITS_THE_ROOM, ROOM, at_rest

Json = dict[str, Any]

CLIPPED = """() => {
    const visual = document.querySelector('.room-cut')
    return Boolean(visual) && visual.scrollHeight > visual.clientHeight + 1
}"""
"""A visual goes on below the sentence that says so."""

LATEST = {"known_on": "2022-12-20"}
LONG_TITLE = "What was said by whom on which of the days of that week, and what became of it in the months after " * 2
LONG_WORDS = " ".join(["internationally-recognised-representatives"] * 40)

TOO_LARGE: dict[str, Json] = {
    "a title above a map": {"title": LONG_TITLE, "page": "map"},
    "a title above quotations": {"title": LONG_TITLE, "page": "quotes", "selection": LATEST},
    "words above figures": {"words": LONG_WORDS, "page": "casualties", "selection": LATEST},
}
"""Steps that are refused. Each is also tried with as many characters as its message says would fit."""


def story_of(steps: list[Json]) -> Story:
    sound = {"title": "A step", "words": "Its words."}
    return Story.model_validate({
        "id": "ours", "title": "A story", "summary": "Of a test.", "steps": [sound | step for step in steps]
    })  # fmt: skip


def shortened(step: Json) -> Json:
    """A refused step as its message would have it."""
    (problem,) = screen_problems(story_of([step]), open_archive())
    field = problem.where.rpartition(".")[2]
    most = int(problem.message.partition("(about ")[2].split()[0])
    return step | {field: step[field][:most]}


def too_large(page: Page, number: int) -> bool:
    """Whether a step goes on below its buttons, or is cut off above them."""
    page.goto(f"/?story=ours&step={number}&embed=true")
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", str(number))
    at_rest(page)
    return not page.evaluate(FITS_THE_ROOM) or page.evaluate(CLIPPED)


def test_a_step_that_is_refused_is_too_large_and_the_one_that_is_advised_fits(
    start_server: StartServer, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against an estimate that refuses what fits, or lets a step pass whose end nobody sees.

    That the shipped steps fit is tested while the story runs from start to end.
    """
    monkeypatch.delenv("ARTICLES", raising=False)
    refused = list(TOO_LARGE.values())
    steps = [*refused, *(shortened(step) for step in refused)]
    story = story_of(steps).model_dump(exclude={"id"}, exclude_defaults=True)
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "ours.yaml").write_text(yaml.safe_dump(story, allow_unicode=True), "utf-8")
    page = open_page(on=start_server(STORIES=str(tmp_path / "stories")), **ROOM)
    found = [too_large(page, number) for number in range(1, len(steps) + 1)]
    names = [*TOO_LARGE, *(f"{name}, shortened" for name in TOO_LARGE)]
    assert dict(zip(names, found, strict=True)) == {name: name in TOO_LARGE for name in names}
