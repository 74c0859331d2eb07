"""Which steps of a story are too large for a screen of 1280 by 720 pixels, what is too much, and what would fit.

Heights are estimated by the rule that the screen itself is filled by (`data/views/room*.py`). Rows of a list that have
no room are counted on the screen: they are no problem. What cannot be left out is one: a title, a text, a first row, a
drawing. Such a story is shown all the same, since a larger screen may have the room.
"""

from collections.abc import Iterator

from data.records.problems import Problem
from data.stories.models import Step, Story
from data.tables.archive import Archive
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.room_size import AROUND_SOURCE, FREE, LINE, TITLE_LINE, WORDS_LINE, characters_in
from data.views.room_step import RoomStep
from data.wording.phrases import count_noun


def screen_problems(story: Story, archive: Archive) -> list[Problem]:
    """Return a problem for each part of a step that is too large. The story was checked against the full archive."""
    return [
        Problem(f"{story.id}.yaml", f"steps[{n}]{part}", message)
        for n, step in enumerate(story.steps)
        for part, message in _too_large(step, archive)
    ]


def on_screen(step: Step, archive: Archive) -> RoomStep:
    """Return a step as a screen of 1280 by 720 pixels shows it."""
    view = view_of(read_address(step.address.path, step.query, archive))
    return RoomStep((step.page, step.visual), step.title, step.words, view)


def _too_large(step: Step, archive: Archive) -> Iterator[tuple[str, str]]:
    """The parts of a step to shorten, as (field of the step, message); of several ways the one that changes least."""
    shown = on_screen(step, archive)
    if shown.fits:
        return
    around, needed = shown.around, shown.needed
    visual = f"“{step.visual}” needs about {needed:,.0f} pixels of a screen of 720"
    head = FREE - needed - around.foot
    title, words = int(head // TITLE_LINE[1]), int(head // WORDS_LINE[1])
    foot = int((FREE - needed - around.head - AROUND_SOURCE) // LINE)
    if title >= 1 and words >= 1:
        if around.title_lines > title:
            yield ".title", _line(step.title, around.title_lines, title, TITLE_LINE[0], visual)
        if around.words_lines > words:
            yield ".words", _line(step.words, around.words_lines, words, WORDS_LINE[0], visual)
    elif around.foot and needed <= FREE - around.head:
        fits = f"at most {count_noun(foot, 'line')} of it" if foot >= 1 else "no line of it"
        yield (
            ".selection.item",
            f"its source takes about {count_noun(around.source_lines, 'line')} below the visual of “{step.title}”, and "
            f"{fits} fits: {visual}; open an item with fewer words in the article, or none",
        )
    else:
        yield (
            "",
            f"“{step.title}” does not fit a screen of 1280 by 720 pixels: {visual}, and its title and words leave "
            f"{max(around.room, 0):,.0f}; narrow its selection to what is shorter, or choose another visual",
        )


def _line(text: str, lines: int, most: int, length: int, visual: str) -> str:
    return (
        f"takes about {count_noun(lines, 'line')} ({len(text)} characters), and at most {count_noun(most, 'line')} "
        f"(about {characters_in(text, most, length)} characters) fit a screen of 1280 by 720 pixels: {visual}; shorten "
        "it, or choose what needs less"
    )
