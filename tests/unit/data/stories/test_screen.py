"""Which steps are too large for a screen of 1280 by 720 pixels: what is told of them, and that the cure is one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.__main__ import main
from data.records.problems import Problem
from data.stories.loader import load_stories
from data.stories.models import Story
from data.stories.screen import on_screen, screen_problems
from data.tables.archive import Archive, archive_from_records
from data.views.room_size import FREE
from data.views.room_step import ROOM_VISUALS

LEAD = "aljazeera-2022-01-07"
DAYS = ("2022-01-07", "2022-01-09", "2022-12-20")

LATEST = {"known_on": "2022-12-20"}
VISUALS = [key for key in ROOM_VISUALS if key[0] not in ("corrections", "sides")]
"""Without corrections, of which the shipped records have none, and the table of matters, whose first is long."""

Json = dict[str, Any]

each_visual = pytest.mark.parametrize(("page", "visual"), VISUALS, ids=lambda each: each)


def story_of(*steps: Json) -> Story:
    sound = {"title": "A step", "words": "Its words.", "page": "map"}
    return Story.model_validate({
        "id": "ours", "title": "A story", "summary": "Of a test.", "steps": [sound | step for step in steps]
    })  # fmt: skip


def problems(archive: Archive, **step: Any) -> list[Problem]:
    """The problems of the second step of a story, whose first is sound."""
    return screen_problems(story_of({}, step), archive)


def long(length: int) -> str:
    """A text of so many characters, of words of seven."""
    return ("letters " * (length // 8 + 1))[:length].strip()


@each_visual
@pytest.mark.parametrize("day", DAYS)
def test_a_step_of_usual_words_fits(reports: Archive, page: str, visual: str, day: str) -> None:
    """Guards against a rule that refuses what is fine: nobody would look at its lines any more."""
    step: Json = {"page": page, "visual": visual, "selection": {"known_on": day}}
    if not (visual == "disagreements" and day == DAYS[0]):  # there is none yet
        assert problems(reports, title="Two counts of one ministry", words=long(200), **step) == []


@each_visual
def test_a_title_or_words_without_end_are_refused_and_the_cure_is_one(reports: Archive, page: str, visual: str) -> None:
    """Guards against a visual whose rule knows nothing of what stands above it, and a message that does not help."""
    step: Json = {"page": page, "visual": visual, "selection": LATEST}
    long_words = " ".join(["extraordinarily-long-compound-words-without-an-end"] * 40)
    for field, text in (("title", long(400)), ("words", long_words)):
        (problem,) = problems(reports, **step, **{field: text})
        assert (problem.file, problem.where) == ("ours.yaml", f"steps[1].{field}")
        assert f"({len(text)} characters)" in problem.message
        assert f"“{visual}” needs about" in problem.message
        (most,) = re.findall(r"\(about (\d+) characters\)", problem.message)
        assert problems(reports, **step, **{field: text[: int(most)]}) == []


def test_title_and_words_that_are_both_too_long_are_both_told(reports: Archive) -> None:
    """Guards against an author who shortens the title, only to be told of the words."""
    found = problems(reports, title=long(400), words=" ".join(["a-word-of-twenty-or-so-letters"] * 40))
    assert [problem.where for problem in found] == ["steps[1].title", "steps[1].words"]


def test_a_row_that_is_higher_than_the_screen_is_refused(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a quotation that ends below the edge of the wall."""
    small_record["quotes"][0]["context"] = "On what the union does next. " * 90
    archive = archive_from_records(write_record(small_record).parent)
    (problem,) = problems(archive, title="What they say", page="quotes")
    assert problem.where == "steps[1]"
    assert "“What they say” does not fit a screen of 1280 by 720 pixels" in problem.message
    needs, leaves = (
        int(number.replace(",", "")) for number in re.findall(r"(?:about|leave) ([\d,]+)", problem.message)
    )
    assert needs > leaves > 0
    assert "choose another visual" in problem.message


def test_a_source_that_takes_the_screen_is_told_as_the_item(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against advice to shorten a title when it is the opened item that is long."""
    small_record["events"][0]["title"] = "Dock workers stop all work in the harbour of the town. " * 40
    archive = archive_from_records(write_record(small_record).parent)
    item = f"{small_record['article']['id']}.{small_record['events'][0]['id']}"
    (problem,) = problems(archive, page="map", selection={"item": item})
    assert problem.where == "steps[1].selection.item"
    assert "its source takes about" in problem.message


def test_rows_that_are_counted_are_no_problem(reports: Archive) -> None:
    """Guards against a rule that wants every row of a page on the wall."""
    step = story_of({"page": "sources", "selection": LATEST}).steps[0]
    shown = on_screen(step, reports)
    assert shown.content.left_out > 0  # type: ignore[attr-defined]
    assert shown.fits


def test_a_matter_of_long_quotations_is_refused_and_one_figure_of_it_fits(reports: Archive) -> None:
    """Guards against statements on one figure that are read by the rule of the table of matters."""
    step: Json = {"title": "Who is blamed, and by whom", "page": "sides", "selection": LATEST}
    assert [problem.where for problem in problems(reports, **step)] == ["steps[1]"]
    assert problems(reports, **step, view={"about": f"{LEAD}.arrests-3800"}) == []


@each_visual
def test_the_least_height_that_is_told_is_one_in_which_the_visual_fits(
    reports: Archive, page: str, visual: str
) -> None:
    """Guards against a number of pixels in a message that is none."""
    shown = on_screen(story_of({"page": page, "visual": visual, "selection": LATEST}).steps[0], reports)
    assert 0 < shown.needed < FREE
    assert not ROOM_VISUALS[page, visual](shown.view, shown.needed).cut
    assert ROOM_VISUALS[page, visual](shown.view, shown.needed - 20).cut


def test_letters_of_double_width_take_two_places(reports: Archive) -> None:
    """Guards against a title in Chinese of which half is counted."""
    step = {"page": "overview", "visual": "doubts"}
    assert problems(reports, title="字" * 120, **step)
    assert not problems(reports, title="x " * 60, **step)


def test_validate_refuses_a_step_that_is_too_large_and_the_dashboard_offers_the_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], reports: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against exit 0 for a step that nobody can read, and against an estimate that ends a talk."""
    monkeypatch.delenv("ARTICLES", raising=False)
    raw = story_of({}, {"title": long(400)}).model_dump(exclude={"id"}, exclude_defaults=True)
    file = tmp_path / "ours.yaml"
    file.write_text(yaml.safe_dump({**raw, "steps": [*raw["steps"]]}), "utf-8")
    for paths in ([str(file)], [str(tmp_path)]):
        assert main(["validate", *paths]) == 1
        assert capsys.readouterr().out.startswith("ours.yaml: steps[1].title: takes about")
    monkeypatch.setenv("STORIES", str(tmp_path))
    assert main(["validate"]) == 1
    assert capsys.readouterr().out.startswith("ours.yaml: steps[1].title: takes about")
    assert [story.id for story in load_stories(tmp_path, reports).stories] == ["ours"]
