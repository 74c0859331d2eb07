"""Presenter mode: each step of a story as a room and its presenter see it, and links to steps that are not there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.frame import PAGE_SHOWN
from components.markdown import plain_text
from data.queries import anchors, article, item, rows
from data.stories.models import Step, Story
from data.tables.archive import open_archive
from data.tables.known_on import default_day
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME, VIEWS
from data.wording.citation import long_date, source_link
from data.wording.phrases import day as written
from publishing.story import VISUALS
from tests import html_page
from tests.app.conftest import Opener, WriteStory
from tests.app.screen import FILTER_BAR, LEAD, ROOT, Query, Screen
from tests.app.test_known_on import later_on_a_page

ID = "kazakhstan-january-2022"
SHIPPED = ROOT / "data" / "stories" / f"{ID}.yaml"
STORY = Story.model_validate({"id": ID, **yaml.safe_load(SHIPPED.read_text("utf-8"))})
LAST = len(STORY.steps)
FIGURE = f"{LEAD}.killed-armed-criminals"
LATER = "reuters-2022-01-15.killed-225"
HEADING = "what reports said by 7 January"
"""Of the page that stands where no story is shown."""

WITHOUT_ITEMS = frozenset({"map", "voices"})
"""Visuals that draw cities and numbers of words, which open no item."""

SECTIONS = {"section-story", "section-story_ticks", "section-story_day"}
"""Keys of the sections of a step."""

WINDOWS: tuple[dict[str, str], ...] = ({}, {"notes": "true"})
"""What the room's window adds to an address, and what the presenter's adds."""

each_step = pytest.mark.parametrize("number", range(1, LAST + 1))

Json = dict[str, Any]


def story_of(*steps: Json, **fields: str) -> Json:
    """A story with steps of which only what is given differs from a sound one."""
    sound: Json = {"title": "The step", "words": "Its words.", "page": "map"}
    return {"title": "A story", "summary": "Of a test.", **fields, "steps": [sound | step for step in steps]}


def at(number: int | str, story: str = ID, **more: str) -> Query:
    """The address of a step."""
    return {"story": story, "step": str(number), **more}


def reading_of(step: Step) -> Reading:
    return read_address(step.address.path, step.query, open_archive())


def shows_title(screen: Screen, title: str) -> bool:
    """Whether the page's one heading is exactly this, as text."""
    return screen.headings == [" ".join(title.split())]


def is_a_normal_page(screen: Screen) -> bool:
    return HEADING in screen.heading.replace("\\", "") and screen.keyed() >= FILTER_BAR


def on_screen(screen: Screen) -> str:
    """Every text of a step but those of its controls, which name all steps."""
    controls = screen.words_in("story-controls").splitlines()
    return "\n".join(text for text in screen.texts() if text not in controls)


def part(screen: Screen, name: str, section: str = "story") -> html_page.Node:
    """The one element of a step that has the class `name`."""
    found = [node for node in screen.section(section).below() if name in node.attributes.get("class", "").split()]
    (element,) = found
    return element


def is_drawn(screen: Screen, visual: str) -> bool:
    """Whether the visual has something in it that opens its source, or else a mark."""
    drawn = part(screen, "room-visual")
    if visual in WITHOUT_ITEMS:
        return bool(drawn.text) and any(node.tag in ("circle", "rect") for node in drawn.below())
    return bool(html_page.items(drawn)) or (visual == "sources" and any(node.tag == "td" for node in drawn.below()))


def progress(screen: Screen) -> str:
    """How many of how many steps the ticks show."""
    (ticks,) = [node for node in screen.section("story_ticks").below() if node.attributes.get("role") == "progressbar"]
    past = [node for node in ticks.below() if node.attributes.get("class") == "room-past"]
    assert str(len(past)) == ticks.attributes["aria-valuenow"]
    return f"{ticks.attributes['aria-valuenow']} of {ticks.attributes['aria-valuemax']}"


@each_step
def test_a_step_shows_its_title_its_words_its_visual_and_its_day(shared_page: Opener, number: int) -> None:
    """A step that lacks one of them, or falls over, does so before a room."""
    step = STORY.steps[number - 1]
    screen = shared_page(query=at(number))
    assert shows_title(screen, step.title)
    assert part(screen, "room-words").text == step.words
    assert f"As known on {written(reading_of(step).day)}" in screen.texts()
    assert is_drawn(screen, step.visual)
    assert not screen.notices()


@each_step
def test_nothing_stands_around_a_step(shared_page: Opener, number: int) -> None:
    """Filters, links and tools are what a room would look at in place of the story."""
    screen = shared_page(query=at(number))
    keys = screen.keyed()
    assert not {key for key in keys if key.startswith(("filter", "table-", "csv-", "view_", "page-", "known-"))}
    assert not keys & {"above", "tools", "later-reports", "see-latest"}
    assert not screen.app.get("page_link")
    assert screen.fragments().keys() == SECTIONS
    assert screen.charts() == {}


@each_step
def test_a_step_opens_what_its_item_says_in_the_article(shared_page: Opener, number: int) -> None:
    """The words on which a step stands are its proof; a step without an item has no empty box for it."""
    here = reading_of(STORY.steps[number - 1])
    screen = shared_page(query=at(number))
    if here.selection.item is None:
        assert "room-source" not in str(screen.section("story"))
        return
    found = item(here.archive, here.selection.item)
    assert found is not None
    source = article(here.archive, found[1]["article_id"])
    passage = part(screen, "room-source")
    links = [node.attributes["href"] for node in passage.below() if node.tag == "a"]
    assert f"{source['publisher']}, {long_date(source['date_published'])}" in passage.text
    for place in rows(anchors(here.archive, here.selection.item)):
        assert place["exact"] in on_screen(screen)
        assert source_link(source["url"], exact=place["exact"], prefix=place["prefix"], suffix=place["suffix"]) in links
    assert all(link.startswith(source["url"]) for link in links)
    assert links, "no way to the article"


def test_the_words_of_an_item_stand_there_when_the_visual_does_not_show_them(
    open_page: Opener, write_story: WriteStory
) -> None:
    """A quotation beside a chart of voices would be a link without a word of what it leads to."""
    step = {"page": "quotes", "visual": "voices", "selection": {"item": f"{LEAD}.tokayev-militants"}}
    write_story(story_of(step))
    passage = part(open_page(query=at(1, story="ours")), "room-source")
    assert "The militants have not laid down their arms" in passage.text


@each_step
def test_a_step_says_nothing_that_a_later_report_was_first_to_say(shared_page: Opener, number: int) -> None:
    """A story that tells of the 9th with the numbers of the 15th is wrong on its own terms."""
    day = reading_of(STORY.steps[number - 1]).day
    later = later_on_a_page(day)
    for view in WINDOWS:
        screen = shared_page(query=at(number, **view))
        told = on_screen(screen) + "".join(root.text for root in screen.fragments().values())
        assert not [word for word in later if word in told], view


@each_step
def test_the_presenters_window_shows_the_notes_and_what_comes_next(shared_page: Opener, number: int) -> None:
    """The notes are for one pair of eyes, and the visual for all others: neither may stand in the other's place."""
    step = STORY.steps[number - 1]
    notes = shared_page(query=at(number, notes="true"))
    assert shows_title(notes, step.title)
    assert {step.words, step.notes} <= set(notes.texts())
    assert step.notes not in shared_page(query=at(number)).text
    assert "section-story" not in notes.fragments()
    assert not notes.links("data-item")
    assert "story-notes" not in notes.keyed(), "a link from the notes to the notes"
    following = f"Next: {STORY.steps[number].title}" if number < LAST else "This is the last step."
    assert following in notes.texts()


@each_step
@pytest.mark.parametrize("view", WINDOWS, ids=["room", "notes"])
def test_a_step_tells_where_it_stands_and_where_one_can_go(
    shared_page: Opener, number: int, view: dict[str, str]
) -> None:
    """A step back from the first, or on from the last, is a dead end; a wrong mark in the list loses the place."""
    screen = shared_page(query=at(number, **view))
    buttons = {str(each.key): each for each in screen.app.button}
    assert buttons["story-first"].disabled == buttons["story-back"].disabled == (number == 1)
    assert buttons["story-last"].disabled == buttons["story-next"].disabled == (number == LAST)
    for n, step in enumerate(STORY.steps, start=1):
        assert buttons[f"story-step-{n}"].label == f"{n}. {plain_text(step.title)}"
        assert buttons[f"story-step-{n}"].disabled == (n == number)
    assert f"{number} of {LAST}" in screen.texts()
    assert progress(screen) == f"{number} of {LAST}"


@pytest.mark.parametrize("view", WINDOWS, ids=["room", "notes"])
@pytest.mark.parametrize(
    ("name", "goal"), [("first", 1), ("back", 5), ("next", 7), ("last", LAST), ("step-1", 1), ("step-9", 9)]
)
def test_a_button_leads_where_it_says_and_stays_in_its_window(
    open_page: Opener, name: str, goal: int, view: dict[str, str]
) -> None:
    """A clicker presses these buttons: one that is off by a step, or puts the notes on the wall, is worse than none."""
    screen = open_page(query=at(6, **view))
    screen.app.button(key=f"story-{name}").click()
    screen.run()
    assert screen.query == {key: [value] for key, value in at(goal, **view).items()}
    assert shows_title(screen, STORY.steps[goal - 1].title)


@each_step
def test_leaving_leads_to_the_page_of_the_step_with_its_filters(open_page: Opener, number: int) -> None:
    """A question from the room is answered on the page behind the step; anywhere else the thread is lost."""
    step = STORY.steps[number - 1]
    screen = open_page(query=at(number))
    screen.app.button(key="story-leave").click()
    screen.run()
    assert screen.query == step.address.to_query()
    assert screen.app.session_state[PAGE_SHOWN] == step.address.path
    assert screen.keyed() >= FILTER_BAR
    assert not screen.notices()


UNREADABLE_STEPS = {
    "nought": "0", "below nought": "-1", "a word": "abc", "nothing": "", "a digit of another script": "٣",
    "a fraction": "2.5", "a blank": " ", "a plus": "+2", "HTML": "<img src=x onerror=alert(1)>", "a null byte": "2\0",
    "Markdown": "[2](javascript:alert(1)) **2**",
}  # fmt: skip
TOO_FAR = {"999": "999", "a hundred thousand digits": "9" * 100_000, "the next": str(LAST + 1)}


@pytest.mark.parametrize("view", WINDOWS, ids=["room", "notes"])
@pytest.mark.parametrize("step", UNREADABLE_STEPS.values(), ids=UNREADABLE_STEPS.keys())
def test_a_step_that_is_no_number_is_told_and_the_first_is_shown(
    open_page: Opener, step: str, view: dict[str, str]
) -> None:
    """A slip in a link must not end in a stack trace on the wall."""
    screen = open_page(query=at(step, **view))
    assert f"step “{step}” is not a number from 1 to {LAST}" in screen.notices().replace("\n", " ")
    assert shows_title(screen, STORY.steps[0].title)


@pytest.mark.parametrize("step", TOO_FAR.values(), ids=TOO_FAR.keys())
def test_a_step_past_the_last_is_told_and_the_last_is_shown(open_page: Opener, step: str) -> None:
    """A story that became shorter leaves links to steps that are no more."""
    screen = open_page(query=at(step))
    assert f"is past the last one, {LAST}" in screen.notices()
    assert len(screen.notices()) < 300, "the notice repeats the digits"
    assert shows_title(screen, STORY.steps[-1].title)


def test_a_story_without_a_step_begins_with_the_first(open_page: Opener) -> None:
    """The shortest link to a story is its id."""
    screen = open_page(query={"story": ID})
    assert shows_title(screen, STORY.steps[0].title)
    assert not screen.notices()


UNKNOWN = {
    "a slip": ("kazakhstan-january-2O22", "kazakhstan-january-2O22"), "nothing": ("", "story “”"),
    "HTML": ("<script>alert(1)</script>", "<script>alert(1)</script>"), "a null byte": ("kaz\0akh", "akh"),
    "a way out of the folder": ("../../collection", "../../collection"), "a file": (f"{ID}.yaml", f"{ID}.yaml"),
    "four hundred kilobytes": ("k" * 400_000, "kkkk"),
}  # fmt: skip


@pytest.mark.parametrize(("story", "named"), UNKNOWN.values(), ids=UNKNOWN.keys())
@pytest.mark.parametrize("page", ["pages/overview.py", "pages/casualties.py"])
def test_a_story_that_is_not_there_is_told_above_the_page(open_page: Opener, page: str, story: str, named: str) -> None:
    """Whoever mistypes a story's name on stage must see a page, and why it is not the story."""
    screen = open_page(page, at(3, story=story, city="almaty"))
    assert named in screen.notices()
    assert "is not there" in screen.notices()
    assert len(screen.notices()) < 500
    assert screen.keyed() >= FILTER_BAR
    assert screen.app.get_by_key("filter_city").value == ["almaty"]


def test_a_story_whose_name_is_a_megabyte_leaves_the_page(open_page: Opener) -> None:
    """Streamlit drops such an address whole; what is left is the page without filters."""
    assert is_a_normal_page(open_page(query=at(3, story="k" * 1_000_000)))


BROKEN: dict[str, tuple[str, str]] = {
    "no YAML": ("title: [\n", "ours.yaml"),
    "nothing in it": ("", "is empty"),
    "a field that no step has": (yaml.safe_dump(story_of({"wrods": "x"})), "steps[0].wrods"),
    "a city that is not there": (yaml.safe_dump(story_of({"selection": {"city": "atlantis"}})), "atlantis"),
    "a step that shows nothing": (yaml.safe_dump(story_of({}, {"selection": {"q": "zeppelin"}})), "shows nothing"),
    "HTML in its fields": (yaml.safe_dump(story_of({"page": "<b>map</b>"})), "<b>map</b>"),
}


@pytest.mark.parametrize(("content", "named"), BROKEN.values(), ids=BROKEN.keys())
def test_a_story_that_is_broken_is_told_with_its_place_and_cure(
    open_page: Opener, write_story: WriteStory, content: str, named: str
) -> None:
    """Silence would let the presenter look for a slip in the link while the slip is in the file."""
    write_story(content)
    write_story(story_of({}), "sound.yaml")
    screen = open_page(query=at(1, story="ours"))
    assert named in screen.notices()
    assert "ours.yaml" in screen.notices()
    assert is_a_normal_page(screen)
    assert shows_title(open_page(query=at(1, story="sound")), "The step")


@pytest.mark.parametrize("story", ["", "o", "yaml", "steps"])
def test_only_the_story_that_was_asked_for_is_told_of(open_page: Opener, write_story: WriteStory, story: str) -> None:
    """Problems of some other file whose name holds a letter of the link's would send the presenter astray."""
    write_story("title: [\n")
    notices = open_page(query=at(1, story=story)).notices()
    assert "is not there" in notices
    assert "ours.yaml" not in notices


def test_a_folder_that_is_not_there_leaves_the_page(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip in STORIES must not take the dashboard with it."""
    monkeypatch.setenv("STORIES", str(tmp_path / "nowhere"))
    screen = open_page(query=at(1))
    assert "is not there" in screen.notices()
    assert is_a_normal_page(screen)


MARKUP = (
    "<script>alert(1)</script> <b>b</b> **bold** [link](javascript:alert(1)) :red[red] `code` $x^2$ # 1. ![i](/x.png)"
)


def paragraphs(notes: Screen) -> list[str]:
    """The paragraphs of the presenter's window."""
    return [node.text for node in notes.section("story_notes").below() if node.tag == "p"]


def test_what_a_story_says_is_shown_as_it_is_written(open_page: Opener, write_story: WriteStory) -> None:
    """A story may come from a colleague's mail: its text is text, never a script, a link or another type."""
    write_story(
        story_of(
            {"title": f"One {MARKUP}", "words": f"Words {MARKUP}", "notes": f"Notes {MARKUP}"},
            {"title": f"Two {MARKUP}"},
            title=f"Story {MARKUP}",
            summary=f"Summary {MARKUP}",
        )
    )
    room, notes = (open_page(query=at(1, story="ours", **view)) for view in WINDOWS)
    assert shows_title(room, f"One {MARKUP}")
    assert part(room, "room-words").text == f"Words {MARKUP}"
    assert shows_title(notes, f"One {MARKUP}")
    assert paragraphs(notes) == [f"Words {MARKUP}", f"Notes {MARKUP}", f"Next: Two {MARKUP}"]
    for screen in (room, notes):
        tags = {node.tag for root in screen.fragments().values() for node in root.below()}
        assert not tags & {"script", "b", "img", "code"}
        labels = [str(each.label) for each in screen.app.button]
        assert f"2. {plain_text(f'Two {MARKUP}')}" in labels
        assert not any(getattr(node.proto, "allow_html", False) for node in screen.nodes() if hasattr(node, "proto"))


def test_each_paragraph_of_the_notes_stands_by_itself(open_page: Opener, write_story: WriteStory) -> None:
    """Notes are read at a glance; YAML's `>-` keeps an empty line as one end of line, `|` as two."""
    write_story(
        "title: A\nsummary: B\nsteps:\n"
        '- {title: C, words: D, page: map, notes: "First.\\n\\nSecond."}\n'
        "- title: E\n  words: F\n  page: map\n  notes: >-\n    First,\n    still.\n\n    Second.\n"
        "- {title: G, words: H, page: map}\n"
    )
    said = [paragraphs(open_page(query=at(n, "ours", notes="true")))[:-1] for n in (1, 2, 3)]
    assert said == [["D", "First.", "Second."], ["F", "First, still.", "Second."], ["H", "No notes for this step."]]


def test_an_opened_source_stands_in_the_story(open_page: Opener) -> None:
    """A doubt from the room is answered on the spot; Esc then closes the source, and must not close the story too."""
    screen = open_page(query=at(5))
    assert screen.app.button(key="story-leave").proto.shortcut
    assert FIGURE in html_page.items(screen.section("story"))
    screen = open_page(query=at(5, item=FIGURE))  # what a click on the figure writes
    drawer = screen.drawer()
    assert drawer is not None
    assert "26 “armed criminals”" in drawer
    assert shows_title(screen, STORY.steps[4].title)
    assert not screen.app.button(key="story-leave").proto.shortcut
    assert not screen.notices()
    screen.app.button(key="story-next").click()
    screen.run()
    assert screen.query == {key: [value] for key, value in at(6).items()}
    assert screen.drawer() is None


@pytest.mark.parametrize(("asked", "named"), [(LATER, "published on Sat 15 Jan 2022"), ("x.y", "x.y"), ("", "item")])
def test_a_source_that_a_step_does_not_have_is_told(open_page: Opener, asked: str, named: str) -> None:
    """The figure of the 15th on a step of the 7th would tell the end; silence would look like a broken button."""
    screen = open_page(query=at(5, item=asked))
    assert named in screen.notices()
    assert screen.drawer() is None
    assert screen.app.button(key="story-leave").proto.shortcut, "Esc closes nothing and does not leave either"


def test_a_source_of_a_later_report_opens_on_the_step_of_its_day(open_page: Opener) -> None:
    """A step's own day decides what its sources say."""
    screen = open_page(query=at(LAST, item=LATER))
    assert screen.drawer() is not None
    assert not screen.notices()


def test_the_notes_open_no_source(open_page: Opener) -> None:
    """The second window follows the first: a drawer over the notes hides what is to be said."""
    screen = open_page(query=at(5, item=FIGURE, notes="true"))
    assert screen.drawer() is None
    assert screen.app.button(key="story-leave").proto.shortcut


@pytest.mark.parametrize("page", [path for path in VIEWS if path])
def test_a_story_stands_at_the_address_of_every_page(open_page: Opener, page: str) -> None:
    """`/map?story=…` is what is left when somebody puts a story's parameters behind the page that they are on."""
    assert shows_title(open_page(f"pages/{page}.py", at(2)), STORY.steps[1].title), VIEWS[page].name


def test_every_visual_that_a_story_may_name_has_its_drawing() -> None:
    """A name that validates and cannot be drawn fails on the stage."""
    offered = {(page, visual) for page, view in BY_NAME.items() for visual in view.visuals}
    assert VISUALS.keys() == offered


SHIPPED_VISUALS = sorted({key for key in VISUALS if key[0] != "corrections"})
"""The shipped records have no correction yet, and a step that shows nothing is no sound step."""


@pytest.mark.parametrize(("page", "visual"), SHIPPED_VISUALS)
def test_a_visual_shows_what_the_story_was_checked_for(
    open_page: Opener, write_story: WriteStory, page: str, visual: str
) -> None:
    """What is checked when a story is read and what is drawn must be the same rows, the shortest step included."""
    write_story(story_of({"page": page, "visual": visual, "selection": {"known_on": "2022-12-20"}}))
    screen = open_page(query=at(1, story="ours"))
    assert shows_title(screen, "The step")
    assert not screen.notices()
    assert is_drawn(screen, visual)


def test_a_correction_is_shown_in_a_story(
    open_page: Opener, write_story: WriteStory, write_record: Callable[..., Path], small_record: Json,
    records_from: Callable[[Path], None],
) -> None:  # fmt: skip
    """The records' own mistakes can be told to a room as well."""
    correction = {
        "item": "detained-40", "corrected_on": "2023-03-02", "field": "value_text", "before": "40",
        "after": "At least 40", "why": "Misread.",
    }  # fmt: skip
    records_from(write_record(small_record | {"corrections": [correction]}).parent)
    write_story(story_of({"page": "corrections"}))
    screen = open_page(query=at(1, story="ours"))
    assert shows_title(screen, "The step"), screen.notices()
    assert "Misread." in screen.text


def test_the_days_of_the_story_are_those_of_its_steps() -> None:
    """Guards the tests above: the story goes on to later days, and begins on the collection's own."""
    days = [reading_of(step).day for step in STORY.steps]
    assert days == sorted(days)
    assert days[0] == default_day(open_archive()) == "2022-01-07"
    assert days[-1] == "2022-12-20"


def settled_long_ago(file: Path) -> None:
    """Set a file's time of change back, so that the dashboard does not wait for it to settle."""
    changed = file.stat().st_mtime - 10
    os.utime(file, (changed, changed))


def test_a_story_that_is_edited_is_shown_at_the_next_run(open_page: Opener, write_story: WriteStory) -> None:
    """Guards against an author who has to start the server again for every word."""
    write_story(story_of({"title": "As it was"}))
    screen, page = open_page(query=at(1, story="ours")), open_page()
    settled_long_ago(write_story(story_of({"title": "As it is"}, {"title": "And another"})))
    settled_long_ago(write_story(story_of({}, title="A new story"), "new.yaml"))
    assert shows_title(screen.run(), "As it is")
    assert "1 of 2" in screen.texts()
    page.app.session_state["present"] = True
    assert "A new story" in page.run().text
    settled_long_ago(write_story(story_of({"wrods": "x"}), "new.yaml"))
    assert "A new story" in page.run().text
    assert "new.yaml: steps[0].wrods: is not a field of a step" in page.text


@pytest.mark.parametrize("view", WINDOWS, ids=["room", "notes"])
def test_a_story_that_is_broken_while_it_is_shown_stays_and_the_presenter_is_told(
    open_page: Opener, write_story: WriteStory, view: dict[str, str]
) -> None:
    """Guards against a talk that ends with a page of figures because a colleague saves a slip."""
    write_story(story_of({"title": "As it was"}, {"title": "Two"}))
    screen = open_page(query=at(2, story="ours", **view))
    assert "story-notice" not in screen.keyed()
    settled_long_ago(write_story(story_of({"wrods": "x"})))
    assert shows_title(screen.run(), "Two")
    assert "2 of 2" in screen.texts()
    line = screen.words_in("story-notice")
    assert "ours.yaml: steps[0].wrods: is not a field of a step" in line
    assert "last sound version" in line
    assert "\n" not in line
    settled_long_ago(write_story(story_of({"title": "Mended"})))
    assert shows_title(screen.run(), "Mended")
    assert "story-notice" not in screen.keyed()
