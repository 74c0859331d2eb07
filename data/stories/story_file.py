"""Reads one story file, and checks each of its steps against the records as they were known on the step's day."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from data.files import decode_text, read_file
from data.queries.selection import KEYS
from data.records.file_names import wrong_name
from data.records.plain_errors import describe_value
from data.records.problems import Problem
from data.records.vocabulary import FACETS
from data.stories.models import Step, Story, model_problems, unknown_value_message
from data.stories.plain_yaml import PlainYamlError, read_plain_yaml
from data.tables.archive import Archive
from data.text import composed, did_you_mean
from data.views.address import REMOVED_KEYS, QueryParameters, current_names
from data.views.base import View
from data.views.not_yet import later_value_words
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from data.wording.phrases import day, join_words

MAX_FILE_SIZE = 1_000_000
"""Bytes. A story of twelve steps has about ten thousand."""


def read_story(file: Path, archive: Archive) -> tuple[Story | None, list[Problem]]:
    """Return the story in a file and no problems, or None and all problems found in it."""

    def fail(where: str, message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(file.name, where, message)]

    if wrong := wrong_name(file, ".yaml"):
        return fail("file name", wrong)
    try:
        raw = read_plain_yaml(composed(decode_text(read_file(file, most=MAX_FILE_SIZE))))
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
