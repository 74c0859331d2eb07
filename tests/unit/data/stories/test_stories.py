"""Stories: what a file may hold, what is told of a bad one, and that the story we ship is true to the records."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from pydantic import ValidationError

from data import queries
from data.__main__ import main
from data.queries.selection import Selection
from data.records.problems import Problem
from data.stories.loader import load_stories, open_stories, stories_folder
from data.stories.models import MAX_WORDS, Step, Story
from data.stories.plain_yaml import MAX_EVENTS, PlainYamlError, read_plain_yaml
from data.stories.story_file import MAX_FILE_SIZE
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME, VIEWS

LEAD = "aljazeera-2022-01-07"
SHIPPED = Path(__file__).parents[4] / "data" / "stories"

Json = dict[str, Any]
Write = Callable[..., Path]
Change = Callable[[Json], object]


def sound() -> Json:
    """A sound story of two steps on the shipped records, as a dict of the test's own."""
    return {
        "title": "A story",
        "summary": "Two steps.",
        "steps": [
            {"title": "Where", "words": "Two cities.", "page": "map", "selection": {"city": ["almaty", "aktau"]}},
            {
                "title": "How many",
                "words": "Killed.",
                "page": "casualties",
                "visual": "count",
                "selection": {"known_on": "2022-01-09", "topic": "deaths", "item": "ap-2022-01-09.killed-164"},
                "view": {"metric": "killed"},
                "notes": "Pause.",
            },
        ],
    }


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a story, or a file's bytes, to the test's folder of stories."""

    def write(content: Json | str | bytes, name: str = "story.yaml") -> Path:
        folder = tmp_path / "stories"
        folder.mkdir(exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True) if isinstance(content, dict) else content
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return write


def only_problem(folder: Path, archive: Archive) -> Problem:
    """The one problem of a folder in which the story `good` is offered all the same."""
    loaded = load_stories(folder, archive)
    assert [story.id for story in loaded.stories] == ["good"]
    (problem,) = loaded.problems
    assert str(problem) == f"{problem.file}: {problem.where}: {problem.message}"
    return problem


def test_a_sound_story_is_read_whole_and_each_step_has_its_address(write: Write, reports: Archive) -> None:
    """Guards the tests below: the story that they change is sound, and nothing of a step is lost on the way."""
    loaded = load_stories(write(sound()), reports)
    assert loaded.problems == ()
    (story,) = loaded.stories
    assert (story.id, story.title, story.summary, story.language) == ("story", "A story", "Two steps.", "en")
    where, count = (step.address for step in story.steps)
    assert (where.path, where.selection, where.options) == ("map", Selection(city=("aktau", "almaty")), ())
    assert count.path == "casualties"
    assert count.selection == Selection(known_on="2022-01-09", topic=("deaths",), item="ap-2022-01-09.killed-164")
    assert count.options == (("metric", ("killed",)),)
    assert (story.steps[1].visual, story.steps[1].notes) == ("count", "Pause.")
    assert loaded.get("story") is story
    assert loaded.get("another") is None


def test_a_step_without_a_visual_shows_the_pages_first() -> None:
    """Guards against a step whose page has nothing to show alone."""
    for page, view in BY_NAME.items():
        assert Step(title="A", words="B", page=page).visual == next(iter(view.visuals))


def test_every_page_has_visuals_and_every_name_of_one_is_the_address_of_today() -> None:
    """Guards against a page that is added and that no step can name."""
    assert list(BY_NAME) == [path or "overview" for path in VIEWS]
    assert all(view.visuals for view in VIEWS.values())


def test_a_story_may_begin_with_a_byte_order_mark_and_is_read_in_the_composed_form(
    write: Write, reports: Archive
) -> None:
    """Guards against a story that another editor has saved, and that shows or finds nothing for what nobody sees."""
    text = yaml.safe_dump(sound() | {"title": "Zoe\u0308"}, allow_unicode=True)
    loaded = load_stories(write(BOM_UTF8 + text.encode()), reports)
    assert loaded.problems == ()
    assert loaded.stories[0].title == "Zoë"


def test_a_story_cannot_be_changed_once_it_is_loaded(write: Write, reports: Archive) -> None:
    """Guards against one reader's page changing what all readers of the process share."""
    (story,) = load_stories(write(sound()), reports).stories
    with pytest.raises(ValidationError, match="frozen"):
        story.steps[0].title = "Another"


# Files that cannot be read


@pytest.mark.parametrize(
    ("content", "where", "message"),
    [
        (b"", "file", "is empty; a story has a title, a summary and steps"),
        (b"# only a comment\n", "file", "is empty"),
        (b"just words", "file", "should hold the keys title, summary and steps, not “just words”"),
        (b"- a\n- b\n", "file", "should hold the keys title, summary and steps, not a list"),
        (b"title: A\nsteps: [a, b\n", "line 3, column 1", "is not YAML"),
        (b'title: "A\nsummary: B\n', "line 3, column 1", "opened and never closed"),
        (b"title: A: B\n", "line 1, column 9", "stands in quotation marks"),
        (b"title: A\n  summary: B\n", "line 2, column 10", "indented alike"),
        (b"title: A\nsteps:\n  - title: B\n words: C\n", "line 4, column 2", "not indented as those above it are"),
        (b"title: A\nsteps:\n\t- title: B\n", "line 3, column 1", "a tab stands where YAML wants spaces"),
        (b"title: A\nsummary: B\ntitle: C\n", "line 3, column 1", "the key “title” is given twice"),
        (b"steps:\n  - {page: map, page: quotes}\n", "line 2, column 17", "the key “page” is given twice"),
        (b"? [a]\n: b\n", "line 1, column 3", "a key is a word"),
        (b"title: A\n---\ntitle: B\n", "line 2, column 1", "begins a second document"),
        (b"title: &a A\nsummary: *a\n", "line 1, column 8", "repeats a part"),
        (b"title: *a\n", "line 1, column 8", "repeats a part"),
        (b"title: !!python/object/apply:os.getcwd []\n", "line 1, column 8", "begins with a tag"),
        (b"title: !!int 3\n", "line 1, column 8", "begins with a tag"),
        (b"title: A\x07B\n", "line 1, column 9", "holds a character that no text has (U+0007)"),
        (b"title: A\nsummary: A\x00B\n", "line 2, column 11", "holds a character that no text has (U+0000)"),
        (b"title: " + b"[" * 5_000, "line 1, column 17", "is nested too deeply"),
        (b"title: [" + b"a, " * MAX_EVENTS + b"]", None, "is more than this file may hold"),
        ("title: Zoë\n".encode("latin-1"), "byte 9", "is not UTF-8; save the file in that encoding"),
        ("title: A\n".encode("utf-16"), "byte 0", "is not UTF-8; save the file in that encoding"),
        (b"#" * (MAX_FILE_SIZE + 1), "file", "it has more than 1,000,000 bytes"),
    ],
    ids=[
        "empty", "a comment", "prose", "a list", "open bracket", "open quotation mark", "colon in a text",
        "text that goes on as a key", "indentation", "tab", "key twice", "key of a step twice", "a list as key",
        "two documents", "anchor", "alias", "a tag of Python", "a tag", "control character", "nul", "nested lists",
        "very many values", "Latin-1", "UTF-16", "too large",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_with_its_place_and_left_out(
    write: Write, reports: Archive, content: bytes, where: str | None, message: str
) -> None:
    """Guards against a traceback for a file with a slip in it, and against code or memory that a file could ask for."""
    write(sound(), "good.yaml")
    problem = only_problem(write(content, "bad.yaml"), reports)
    assert problem.file == "bad.yaml"
    assert where in (None, problem.where)
    assert message in problem.message


def test_aliases_that_grow_are_refused_before_they_do(write: Write, reports: Archive) -> None:
    """Guards against a file of a few hundred bytes that fills the memory."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    write(sound(), "good.yaml")
    assert "repeats a part" in only_problem(write(bomb, "bad.yaml"), reports).message


def test_values_stay_the_text_that_they_are_written_as() -> None:
    """Guards against YAML's own reading: dates as objects, `no` as false, 26 as a number, 010 as eight."""
    text = "{a: 2022-01-09, b: no, c: 26, d: 010, e: null, f: 1:30, g: ~}"
    assert read_plain_yaml(text) == {
        "a": "2022-01-09", "b": "no", "c": "26", "d": "010", "e": "null", "f": "1:30", "g": "~",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_cut_out_of_a_file_gives_a_value_or_a_place(seed: int) -> None:
    """Guards against a parser's own exception that escapes for some broken file."""
    text = (SHIPPED / "kazakhstan-january-2022.yaml").read_text("utf-8")
    broken = text[: seed * 211] + text[seed * 211 + seed % 7 + 1 :][: 3_000 + 17 * seed]
    met = None
    try:
        read_plain_yaml(broken)
    except PlainYamlError as error:
        met = error
    assert met is None or 1 <= met.line <= broken.count("\n") + 2


def test_a_file_that_is_not_there_and_a_folder_named_like_one_are_told(tmp_path: Path, reports: Archive) -> None:
    """Guards against an exception for a mistyped path."""
    (tmp_path / "folder.yaml" / "inside").mkdir(parents=True)
    assert "cannot be read" in str(load_stories(tmp_path / "nowhere.yaml", reports).problems[0])
    assert "cannot be read" in str(load_stories(tmp_path, reports).problems[0])


def test_a_folder_without_stories_is_told(tmp_path: Path, reports: Archive) -> None:
    """Guards against a mistyped STORIES that silently offers nothing."""
    (problem,) = load_stories(tmp_path, reports).problems
    assert "holds no story (*.yaml)" in problem.message


def test_a_file_with_another_ending_is_told_and_not_skipped(write: Write, reports: Archive) -> None:
    """Guards against an author who waits for a story that is never read."""
    write(sound(), "good.yaml")
    problem = only_problem(write(sound(), "other.yml"), reports)
    assert (problem.file, problem.where) == ("other.yml", "file name")


# Stories that do not fit


def put(*path: str | int, value: Any) -> Change:
    """A change that sets one place of a story."""

    def change(raw: Json) -> None:
        at: Any = raw
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    """A change that takes one place of a story away."""

    def change(raw: Json) -> None:
        at: Any = raw
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return change


MAP, COUNT = ("steps", 0), ("steps", 1)


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (drop("title"), "title", "is missing and must be given"),
        (drop("summary"), "summary", "is missing and must be given"),
        (drop("steps"), "steps", "is missing and must be given"),
        (put("steps", value=[]), "steps", "is empty; write something there"),
        (put("steps", value="none"), "steps", "should be a list, not “none”"),
        (put("steps", value={"a": "b"}), "steps", "should be a list, not a mapping of keys"),
        (put(*MAP, value="a step"), "steps[0]", "should hold keys with their values, not “a step”"),
        (put("sumary", value="A"), "sumary", "is not a field of a story; did you mean “summary”?"),
        (put("id", value="story"), "id", "is the name of the file; leave this line out"),
        (put("language", value="english"), "language", "“english” cannot stand here: a language is two small letters"),
        (put("title", value=""), "title", "is empty; write something there"),
        (put("title", value=["A"]), "title", "should be text, not a list"),
        (drop(*COUNT, "words"), "steps[1].words", "is missing and must be given"),
        (put(*COUNT, "words", value="word " * 41), "steps[1].words", "has 41 words; at most 40 fit on a screen"),
        (put(*COUNT, "note", value="A"), "steps[1].note", "is not a field of a step; did you mean “notes”?"),
        (
            put(*COUNT, "page", value="casualtys"),
            "steps[1].page",
            "“casualtys” is not there; did you mean “casualties”?",
        ),
        (put(*COUNT, "page", value="zzz"), "steps[1].page", "it may be “overview”, “timeline”, “map”,"),
        (put(*COUNT, "visual", value="counts"), "steps[1].visual", "did you mean “count”?"),
        (put(*COUNT, "visual", value="map"), "steps[1].visual", "what the page casualties has"),
        (put(*COUNT, "selection", value=""), "steps[1].selection", "should hold keys with their values, not nothing"),
        (put(*COUNT, "selection", "topics", value="deaths"), "steps[1].selection.topics", "did you mean “topic”?"),
        (
            put(*COUNT, "selection", "metric", value="killed"),
            "steps[1].selection.metric",
            "is not a key of a selection",
        ),
        (put(*COUNT, "selection", "step", value="3"), "steps[1].selection.step", "is not a key of a selection"),
        (put(*MAP, "selection", "city", value=[]), "steps[0].selection.city", "is empty"),
        (put(*MAP, "selection", "city", value="almati"), "steps[0].selection.city", "did you mean “almaty”?"),
        (
            put(*MAP, "selection", "city", value=["aktau", "almati"]),
            "steps[0].selection.city",
            "city “almati” is not in",
        ),
        (put(*MAP, "selection", "actor", value="nobody"), "steps[0].selection.actor", "is not in these records"),
        (put(*MAP, "selection", "article", value="ap"), "steps[0].selection.article", "is not in these records"),
        (put(*MAP, "selection", "from", value="5.1.2022"), "steps[0].selection.from", "write it as 2022-01-07"),
        (put(*MAP, "selection", "from", value=["2022-01-05", "2022-01-06"]), "steps[0].selection.from", "takes one"),
        (put(*MAP, "selection", "known_on", value="Friday"), "steps[0].selection.known_on", "is not a date"),
        (put(*MAP, "selection", "q", value="a" * 201), "steps[0].selection.q", "is longer than 200 characters"),
        (
            put(*MAP, "selection", value={"from": "2022-01-07", "to": "2022-01-05"}),
            "steps[0].selection",
            "to 2022-01-05 is before from 2022-01-07",
        ),
        (
            put(*MAP, "selection", "item", value=f"{LEAD}.killed"),
            "steps[0].selection.item",
            f"item “{LEAD}.killed” is not in these records",
        ),
        (
            put(*MAP, "selection", "item", value="ap-2022-01-09.killed-164"),
            "steps[0].selection.item",
            "was published on Sun 9 Jan 2022; see it as known on that day",
        ),
        (
            put(*COUNT, "selection", "known_on", value="2022-01-08"),
            "steps[1].selection.item",
            "was published on Sun 9 Jan 2022",
        ),
        (
            put(*MAP, "selection", "actor", value="kazakhstan-prosecutor-general"),
            "steps[0].selection.actor",
            "is first in a report of Sat 15 Jan 2022; see it as known on that day; give that day as known_on",
        ),
        (put(*COUNT, "view", "metric", value="kiled"), "steps[1].view.metric", "did you mean “killed”?"),
        (
            put(*COUNT, "view", "lanes", value="kind"),
            "steps[1].view.lanes",
            "is no choice of the page casualties, which",
        ),
        (put(*COUNT, "view", "page", value="events-2"), "steps[1].view.page", "is no choice of the page"),
        (put(*MAP, "view", value={"view": "georgia"}), "steps[0].view.view", "“georgia” is not there"),
        (
            put(*MAP, value={"title": "A", "words": "B", "page": "sides", "view": {"about": f"{LEAD}.killed-dozen"}}),
            "steps[0].view.about",
            f"did you mean “{LEAD}.killed-dozens”?",
        ),
        (
            put(*MAP, "selection", "q", value="zeppelin"),
            "steps[0]",
            "nothing that was known on Fri 7 Jan 2022 is left for",
        ),
        (put(*COUNT, "view", "metric", value="other"), "steps[1]", "shows nothing"),
        (
            put(*COUNT, "selection", value={"known_on": "2022-01-01"}),
            "steps[1]",
            "nothing that was known on Sat 1 Jan 2022 is left for “count” on the page casualties",
        ),
    ],
)
def test_a_story_that_does_not_fit_the_records_is_told_and_not_offered(
    write: Write, reports: Archive, change: Change, where: str, message: str
) -> None:
    """Guards against a presenter who meets an error, another view or an empty page in front of an audience."""
    write(sound(), "good.yaml")
    raw = sound()
    change(raw)
    problem = only_problem(write(raw, "bad.yaml"), reports)
    assert (problem.file, problem.where) == ("bad.yaml", where)
    assert message in problem.message


def test_every_problem_of_a_story_is_told_at_once(write: Write, reports: Archive) -> None:
    """Guards against an author who mends one line, only to be told of the next."""
    raw = sound()
    raw["steps"][0]["selection"] = {"city": ["almati", "aktav"], "known_on": "soon", "zzz": "1"}
    raw["steps"][1]["view"] = {"metric": "kiled", "lanes": "kind"}
    problems = load_stories(write(raw), reports).problems
    assert [problem.where for problem in problems] == [
        "steps[0].selection.city", "steps[0].selection.city", "steps[0].selection.known_on", "steps[0].selection.zzz",
        "steps[1].view.lanes", "steps[1].view.metric",
    ]  # fmt: skip


def test_a_choice_that_a_page_has_no_more_does_not_end_a_story(write: Write, reports: Archive) -> None:
    """Guards against a talk of last year that cannot be given, for a list that the map now always shows."""
    raw = sound()
    raw["steps"][0]["view"] = {"list": "unpinned", "view": "almaty"}
    loaded = load_stories(write(raw), reports)
    assert loaded.problems == ()
    assert loaded.stories[0].steps[0].address.options == (("view", ("almaty",)),)


@pytest.mark.parametrize("name", ["Story.yaml", "a story.yaml", "übersicht.yaml"])
def test_a_file_name_that_is_no_id_is_told(write: Write, reports: Archive, name: str) -> None:
    """Guards against a story whose link breaks when somebody pastes it."""
    write(sound(), "good.yaml")
    problem = only_problem(write(sound(), name), reports)
    assert (problem.file, problem.where) == (name, "id")
    assert "small letters, digits and dashes" in problem.message


def test_a_step_may_name_whatever_its_page_has(write: Write, reports: Archive) -> None:
    """Guards against a check that refuses what the page would show."""
    raw = sound()
    raw["steps"] = [
        {"title": "A", "words": "B", "page": page, "visual": visual, "selection": {"known_on": "2022-01-09"}}
        for page, view in BY_NAME.items()
        for visual in view.visuals
        if page != "corrections"  # there are none so far, and a step that shows nothing is a problem
    ]
    raw["steps"] += [
        {"title": "A", "words": "B", "page": page, "view": {key: value}}
        for page, view in BY_NAME.items()
        for key, values in view.choices.items()
        for value in values
        if (key, value) != ("metric", "other")  # no count of people, which is what the first visual draws
    ]
    about = {"about": f"{LEAD}.killed-dozens"}
    raw["steps"].append({"title": "A", "words": "B", "page": "sides", "view": about})
    raw["steps"] += [{"title": "A", "words": "B", "page": "map", "view": {"view": at}} for at in ("all", "moscow")]
    assert load_stories(write(raw), reports).problems == ()


def test_a_story_is_checked_alike_against_a_duckdb_file(
    reports: Archive, reports_duckdb: Archive, write: Write
) -> None:
    """Guards against a story that is offered on one engine and refused on the other."""
    raw = sound()
    raw["steps"][0]["selection"]["city"] = "almati"
    folder = write(raw)
    assert load_stories(folder, reports_duckdb) == load_stories(folder, reports)
    assert len(load_stories(SHIPPED, reports_duckdb).stories) == len(load_stories(SHIPPED, reports).stories) > 0


# Where stories are looked for


def test_stories_lie_beside_the_records_unless_another_folder_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, write: Write
) -> None:
    """Guards against the stories of one collection being offered over the records of another."""
    monkeypatch.delenv("STORIES", raising=False)
    monkeypatch.delenv("ARTICLES", raising=False)
    assert stories_folder() == SHIPPED
    monkeypatch.setenv("ARTICLES", str(tmp_path / "articles"))
    assert stories_folder() is None
    assert write(sound()) == stories_folder()
    monkeypatch.setenv("STORIES", str(tmp_path / "others"))
    assert stories_folder() == tmp_path / "others"


def test_records_without_stories_are_no_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reports: Archive
) -> None:
    """Guards against a warning on every page of a collection that has no story."""
    monkeypatch.delenv("STORIES", raising=False)
    monkeypatch.setenv("ARTICLES", str(tmp_path / "articles"))
    assert open_stories(reports).problems == ()


def test_validate_checks_stories_beside_the_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    """Guards against a story that is committed with a problem, and against exit 0 for it."""
    monkeypatch.delenv("ARTICLES", raising=False)
    monkeypatch.delenv("STORIES", raising=False)
    assert main(["validate"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d+ record\(s\) and \d+ stor(y|ies), every one sound", last)
    raw = sound()
    raw["steps"][0]["page"] = "mapp"
    folder = write(raw)
    line = "story.yaml: steps[0].page: “mapp” is not there; did you mean “map”?\n"
    for paths in ([str(folder)], [str(folder / "story.yaml")]):
        assert main(["validate", *paths]) == 1
        assert capsys.readouterr().out == line
    monkeypatch.setenv("STORIES", str(folder))
    assert main(["validate"]) == 1
    assert capsys.readouterr().out == line
    write(sound())
    assert main(["validate", str(folder)]) == 0
    assert capsys.readouterr().out == "1 story, every one sound\n"


def test_validate_checks_the_records_of_a_folder_that_also_holds_stories(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    """Guards against records that pass because a story lies beside them."""
    folder = write(sound())
    write("{", "broken.json")
    assert main(["validate", str(folder)]) == 1
    assert capsys.readouterr().out.startswith("broken.json: line 1")


# The story that we ship


def shipped_steps() -> list[Any]:
    """Every step of every shipped story, each with a name for the report of the tests."""
    steps = []
    for file in sorted(SHIPPED.glob("*.yaml")):
        raw = read_plain_yaml(file.read_text("utf-8"))
        assert isinstance(raw, dict)
        story = Story.model_validate({"id": file.stem, **raw})
        steps += [pytest.param(step, id=f"{story.id} {n}") for n, step in enumerate(story.steps)]
    return steps


def known_at(step: Step, archive: Archive) -> Reading:
    """What a step is seen from, without the filters that narrow it."""
    return read_address(BY_NAME[step.page].path, step.query, archive)


def test_the_shipped_stories_are_sound_and_of_a_length_that_a_room_can_follow(reports: Archive) -> None:
    """Guards against a change of the records that leaves a story behind."""
    loaded = load_stories(SHIPPED, reports)
    assert loaded.problems == ()
    assert "kazakhstan-january-2022" in [story.id for story in loaded.stories]
    for story in loaded.stories:
        assert 8 <= len(story.steps) <= 12
        assert all(len(step.words.split()) <= MAX_WORDS for step in story.steps)
        assert all(step.notes for step in story.steps)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_story_names_its_source_and_licence(path: Path) -> None:
    """Guards against a data file that says neither where it is from nor what may be done with it."""
    comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any("Source:" in line for line in comments)
    assert any("CC BY 4.0" in line for line in comments)


NUMBER = re.compile(r"\d+(?:,\d{3})*")


def numbers(text: object) -> set[str]:
    return set(NUMBER.findall(str(text)))


def numbers_shown(step: Step, archive: Archive) -> set[str]:
    """Every number that what a step shows can account for: words of figures, days of anything shown, and counts."""
    here = known_at(step, archive)
    unfiltered = replace(here.selection, item=None)
    claims = queries.claims(here.archive, unfiltered)
    events = queries.events(here.archive, unfiltered)
    found: set[str] = set()
    for value in [*claims["value_text"], *claims["population"]]:
        found |= numbers(value)
    days = [claims["reported_on"], claims["as_of"], events["start"], events["end"], events["published_on"]]
    for iso in pd.concat(days).dropna():
        year, _, number = str(iso).split("-")
        found |= {year, str(int(number))}
    if not events.empty:
        cities = queries.map_cities(here.archive, unfiltered)["events"]
        unpinned = queries.events_without_pin(here.archive, unfiltered)
        counts = [len(events), events["start"].isna().sum(), len(unpinned), *cities[cities > 0]]
        found |= {str(count) for count in counts}
    spoken = queries.quotes(here.archive, unfiltered)
    for words in [*spoken["contents"].dropna(), *spoken["paraphrase"].dropna()]:
        found |= numbers(words)
    return found


@pytest.mark.parametrize("step", shipped_steps())
def test_every_number_on_screen_is_in_what_the_step_shows(step: Step, reports: Archive) -> None:
    """Guards against a number that no record has, that is not yet known on the step's day, or that was added up."""
    said = numbers(step.title) | numbers(step.words.replace("Khabar-24", ""))
    assert said - numbers_shown(step, reports) == set()


def test_a_sum_and_a_later_number_are_not_taken_for_numbers_of_the_records(reports: Archive) -> None:
    """Guards the test above against letting everything pass."""
    step = Step(title="A", words="B", page="casualties", selection={"topic": ("deaths",)}, view={"metric": "killed"})
    shown = numbers_shown(step, reports)
    assert {"26", "18"} <= shown
    assert not {"44", "164", "225", "238", "3,800"} & shown


QUOTED = re.compile(r"“([^”]+)”")


@pytest.mark.parametrize("step", shipped_steps())
def test_whatever_stands_in_quotation_marks_is_in_the_records_of_that_day(step: Step, reports: Archive) -> None:
    """Guards against a quotation that nobody said, and against one that was published later."""
    known = as_known_on(reports, known_at(step, reports).day)
    texts: list[str] = []
    for table in ("events", "claims", "quotes", "caveats", "actors"):
        texts += [" ".join(map(str, row)) for row in known.table(table).collect().to_pandas().to_numpy().tolist()]
    everything = "\n".join(texts).casefold()
    for words in QUOTED.findall(f"{step.title} {step.words}"):
        assert words.casefold() in everything, words


LABELS = ("terrorist", "militant", "criminal", "bandit", "liquidated", "attacker")


@pytest.mark.parametrize("step", shipped_steps())
def test_labels_of_one_side_stand_in_quotation_marks(step: Step) -> None:
    """Guards against a story that takes one side's words for its own, on screen or in what a presenter reads."""
    for text in (step.title, step.words, step.notes):
        own = QUOTED.sub("", text).casefold()
        assert [label for label in LABELS if label in own] == []
