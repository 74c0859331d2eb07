"""Presenter mode: one step of a story in place of a page, drawn for a room, or the presenter's notes."""

from app.frame import show_section, source_panel
from app.phone import phone
from app.records import archive
from components.fragment import fragment
from components.notices import show_notices
from components.story import Turn, controls
from components.url import base_path, query
from data.stories.loader import open_stories, requested_step
from data.stories.models import Step, Story
from data.text import shorten
from data.views.address import QueryParameters
from data.views.base import View
from data.views.reading import read_address
from data.views.summary import summary
from data.wording.phrases import day
from publishing.links import links_of
from publishing.story import notes_section, story_section


def requested_story() -> Story | None:
    """The story of the address; None, with a notice, if it does not exist or its file has errors."""
    wanted = query().get("story", [])
    if not wanted:
        return None
    stories = open_stories(archive())
    story = stories.get(wanted[-1])
    if story is None:
        show_notices([f"story “{shorten(wanted[-1])}” is not there", *stories.problems_of(wanted[-1])])
    return story


def present(story: Story) -> None:
    """Draw the step of the address: the visual, or the presenter's notes if the address has `notes=true`."""
    number, notices = requested_step(story, query())
    step = story.steps[number - 1]
    notes = "true" in query().get("notes", [])
    view = step_view(step, step.query)
    clicked = step_view(step, {"item": query().get("item", []), "known_on": step.query.get("known_on", [])})
    show_notices([*notices, *clicked.notices])
    links = links_of(view.address, root=base_path())
    if notes:
        following = story.steps[number].title if number < len(story.steps) else None
        fragment(notes_section(step, following, view, links), key="section-story_notes")
    else:
        fragment(story_section(step, view, links), key="section-story")
        source_panel(clicked.reading)
    turn = Turn(
        story=story.id,
        step=number,
        titles=[titled.title for titled in story.steps],
        path=step.address.path,
        view=step.address.to_query(),
        notes=notes,
        source_open=bool(clicked.selection.item) and not notes,
        notice=open_stories(archive()).notice(story.id),
    )
    controls(
        turn,
        ticks=lambda: show_section("story_ticks", view, number=number, last=len(story.steps)),
        shown_day=lambda: show_section("story_day", view, known_on=f"As known on {day(view.day)}"),
        phone=lambda: phone(story, number, view),
    )


def step_view(step: Step, asked: QueryParameters) -> View:
    """The view of a step's page under the query `asked`."""
    return summary(read_address(step.address.path, asked, archive())).view
