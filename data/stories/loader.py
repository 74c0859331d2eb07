"""Loads stories: steps of a presentation, each a view of the dashboard with a few words.

Every `*.yaml` file of a folder is a story (`data/stories/README.md` describes the format). Each step is checked against
the records as they were known on its day. A story with a problem is left out as a whole, so that no step shows nothing
during a presentation.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from data.files import decode_text
from data.queries.selection import KEYS
from data.records.plain_errors import describe_value
from data.records.problems import Problem
from data.records.record_files import articles_folder
from data.records.vocabulary import FACETS
from data.stories.models import Step, Story, model_problems, unknown_value_message
from data.stories.plain_yaml import PlainYamlError, read_plain_yaml
from data.tables.archive import Archive
from data.text import composed, did_you_mean, shorten
from data.views.address import REMOVED_KEYS, QueryParameters, current_names
from data.views.base import View
from data.views.not_yet import later_value_words
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from data.wording.phrases import day, join_words

FOLDER = "stories"
"""The folder of the stories, beside that of the records."""

MAX_FILE_SIZE = 1_000_000
"""Bytes. A story of twelve steps has about ten thousand."""


@dataclass(frozen=True)
class Stories:
    """The valid stories, in the order of their ids, and the problems of the others."""

    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, story_id: str) -> Story | None:
        """Return the story with an id; None if there is none."""
        return next((story for story in self.stories if story.id == story_id), None)


def open_stories(archive: Archive) -> Stories:
    """Return the stories of `stories_folder`; read once per process."""
    return _open_cached(stories_folder(), archive)


@lru_cache(maxsize=4)
def _open_cached(folder: Path | None, archive: Archive) -> Stories:
    return load_stories(folder, archive) if folder else Stories()


def stories_folder() -> Path | None:
    """Return the folder that the environment's `STORIES` names, or else the folder `stories` next to the records.

    None if `STORIES` is not set and there is no story next to the records.
    """
    if named := os.environ.get("STORIES"):
        return Path(named)
    beside = articles_folder().parent / FOLDER
    return beside if holds_stories(beside) else None


def holds_stories(folder: Path) -> bool:
    """Return whether a folder has a YAML file."""
    return any(folder.glob("*.y*ml"))


def load_stories(path: Path, archive: Archive) -> Stories:
    """Read the stories of a folder, or of one file, and check them against a full archive.

    Never raises for invalid input: it is listed in `problems`, and its story is left out.
    """
    files = sorted(path.glob("*.y*ml")) if path.is_dir() else [path]
    if not files:
        return Stories(problems=(Problem(str(path), "folder", "holds no story (*.yaml); add one, or unset STORIES"),))
    stories: list[Story] = []
    problems: list[Problem] = []
    for file in files:
        story, found = read_story(file, archive)
        stories += [story] if story else []
        problems += found
    return Stories(tuple(stories), tuple(problems))


def read_story(file: Path, archive: Archive) -> tuple[Story | None, list[Problem]]:
    """Return the story in a file and no problems, or None and all problems found in it."""

    def fail(where: str, message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(file.name, where, message)]

    if file.suffix != ".yaml":
        return fail("file name", f"ends in “{file.suffix}”; a story is a file ID.yaml")
    try:
        size = file.stat().st_size
        if size > MAX_FILE_SIZE:
            return fail("file", f"has {size:,} bytes; a story has at most {MAX_FILE_SIZE:,}")
        raw = read_plain_yaml(composed(decode_text(file.read_bytes())))
    except OSError as error:
        return fail("file", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        return fail(f"byte {error.start}", "is not UTF-8; save the file in that encoding")
    except PlainYamlError as error:
        return fail(error.where, error.message)
    if raw is None:
        return fail("file", "is empty; a story has a title, a summary and steps")
    if not isinstance(raw, dict):
        return fail("file", f"should hold the keys title, summary and steps, not {describe_value(raw)}")
    if "id" in raw:
        return fail("id", "is the name of the file; leave this line out")
    try:
        story = Story.model_validate({"id": file.stem, **raw})
    except ValidationError as error:
        return None, [Problem(file.name, where, message) for where, message in model_problems(error)]
    found = [
        Problem(file.name, where, message)
        for n, step in enumerate(story.steps)
        for where, message in _step_problems(step, f"steps[{n}]", archive)
    ]
    return (None if found else story), found


def _step_problems(step: Step, where: str, archive: Archive) -> list[tuple[str, str]]:
    """The parts of a step that the records did not have on its day, as (place in file, message)."""
    found = list(_selection_problems(step.selection, f"{where}.selection", archive))
    if not found:
        view = view_of(read_address(BY_NAME[step.page].path, _without_choices(step), archive))
        found = [(f"{where}.selection", notice) for notice in view.reading.notices]
        found += _view_problems(step, f"{where}.view", view)
        shown = view_of(read_address(view.path, step.query, archive))
        if not found and not len(view.visuals[step.visual](shown)):
            nothing = f"nothing that was known on {day(view.day)} is left for “{step.visual}” on the page {step.page}"
            found = [(where, f"shows nothing: {nothing}; widen its selection, or choose another visual")]
    return found


def _selection_problems(
    selection: Mapping[str, tuple[str, ...]], where: str, archive: Archive
) -> Iterator[tuple[str, str]]:
    """Check each key of a selection separately, on the step's day, so that a problem names its place in the file."""
    on_its_day: dict[str, Sequence[str]] = {"known_on": selection["known_on"]} if "known_on" in selection else {}
    day_notices = read_address("", on_its_day, archive).notices
    for written, values in selection.items():
        ((key, today),) = current_names({written: values}).items()
        place = f"{where}.{written}"
        if key not in KEYS:
            yield place, f"is not a key of a selection{did_you_mean(key, KEYS)}"
        elif key not in FACETS and len(values) > 1:
            yield place, f"has {len(values)} values; {key} takes one"
        elif key == "known_on":
            yield from ((place, notice) for notice in day_notices)
        else:
            read = read_address("", on_its_day | {key: today}, archive)
            hint = "; give that day as known_on" if read.later else ""
            yield from ((place, f"{notice}{hint}") for notice in read.notices if notice not in day_notices)


def _without_choices(step: Step) -> QueryParameters:
    """The parameters of a step's selection; the choices of its page are checked by `_view_problems`."""
    return {key: values for key, values in step.query.items() if key in KEYS}


def _view_problems(step: Step, where: str, view: View) -> Iterator[tuple[str, str]]:
    """Choices that the page does not have, and values that a choice does not have."""
    choices = {key: [value] for key, value in step.view.items() if key not in REMOVED_KEYS}
    for key, (value,) in current_names(choices).items():
        if key not in view.choices:
            has = join_words([f"“{choice}”" for choice in view.choices])
            yield f"{where}.{key}", f"is no choice of the page {step.page}, which has {has or 'none'}"
        elif found := view.later_choice(key, value):
            yield f"{where}.{key}", f"{later_value_words(found)}; give that day as known_on"
        elif value not in (known := view.options(key)):
            yield f"{where}.{key}", f"{unknown_value_message(value, known)}, as known on {day(view.day)}"


def requested_step(story: Story, query: QueryParameters) -> tuple[int, list[str]]:
    """Return the number of the step in an address, counted from 1, and notices if it is invalid.

    A number past the last step gives the last step, any other invalid value the first.
    """
    last = len(story.steps)
    text = query.get("step", ["1"])[-1]
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        return 1, [f"step “{shorten(text)}” is not a number from 1 to {last}"]
    number = int(text[:9])
    return min(number, last), [f"step {number} is past the last one, {last}, which is shown"] if number > last else []
