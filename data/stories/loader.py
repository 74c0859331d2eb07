"""Stories of a folder: steps of a presentation, each a view of the dashboard with a few words.

Every `*.yaml` file of a folder is a story (`data/stories/README.md` describes the format). A story with a problem is
left out as a whole, so that no step shows nothing during a presentation. A file that is changed while the server runs
is read again; if it has a problem then, its last sound version stays.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from data.records.problems import Problem
from data.records.record_files import articles_folder
from data.stories.models import Story
from data.stories.story_file import read_story
from data.tables.archive import Archive
from data.text import shorten
from data.views.address import QueryParameters
from data.watched import Stamp, Watched, stamp_of
from data.wording.phrases import count_noun

LOG = logging.getLogger(__name__)

FOLDER = "stories"
"""The folder of the stories, beside that of the records."""

ENDINGS = (".yaml", ".yml")
"""How story files end, and those that are meant to be some, also in capitals: another than the first is told."""

SETTLED = 0.3
"""Seconds for which a file has to be as it is to be read again: somebody may still be writing it."""

Look = dict[Path, Stamp | None] | str
"""The files of a folder with their stamps; the reason if the folder cannot be read."""


@dataclass(frozen=True)
class Stories:
    """The stories to show, in the order of their ids, and the problems of the files.

    A story whose file has problems is its last sound version. `edition` is another number after each change.
    """

    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()
    edition: int = 0

    def get(self, story_id: str) -> Story | None:
        """Return the story with an id; None if there is none."""
        return next((story for story in self.stories if story.id == story_id), None)

    def problems_of(self, story_id: str) -> list[str]:
        """Return the problems of the file of a story, one line each."""
        return [str(problem) for problem in self.problems if Path(problem.file).stem == story_id]

    def notice(self, story_id: str) -> str:
        """Return a line for the presenter if a story is not as its file is now; else an empty text."""
        found = self.problems_of(story_id)
        if not found or self.get(story_id) is None:
            return ""
        more = f" (and {count_noun(len(found) - 1, 'more problem')})" if len(found) > 1 else ""
        why = "The file or the records were changed and there is a problem, so the last sound version is shown."
        return f"{why} {found[0]}{more}"


@dataclass(frozen=True)
class StoryFile:
    """A file as it was last read. `story` is the last sound one: None if there was none since the server started."""

    stamp: Stamp | None
    story: Story | None
    problems: tuple[Problem, ...]


class StoryFolder:
    """The stories of a folder, or of one file, checked against a full archive and kept up to date.

    `tell` is called with a line for each problem that a changed file has. `earlier` are the stories of the same folder
    as they were checked against the records of before: a story that those of now break stays as it was.
    """

    def __init__(
        self,
        path: Path,
        archive: Archive,
        *,
        tell: Callable[[str], object] = lambda line: None,
        earlier: "StoryFolder | None" = None,
    ) -> None:
        self.path = path
        self.archive = archive
        self.tell = tell
        known = earlier._files if earlier else {}
        self._files: dict[Path, StoryFile] = {file: replace(read, stamp=None) for file, read in known.items()}
        self._first_edition = earlier.current().edition + 1 if earlier else 0
        self._lists_files = False
        self._stories = Watched(look=self._look, make=self._read)

    def current(self) -> Stories:
        """Return the stories as their files are now. Only files with another time or size are read.

        Never raises for invalid input: it is listed in `problems`. While another session reads the files, and while
        somebody writes one, the stories are those of before.
        """
        return self._stories.current()

    def _look(self) -> Look:
        """The files and their stamps; the reason if a folder cannot be listed, or is gone."""
        try:
            if not self._lists_files and not self.path.is_dir() and self.path.suffix:
                return {self.path: stamp_of(self.path)}
            files = sorted(self.path.iterdir())
        except OSError as error:
            return error.strerror or "it is not there"
        self._lists_files = True
        return {file: stamp_of(file) for file in files if _is_meant_as_story(file)}

    def _read(self, look: Look, before: Stories | None) -> tuple[Stories, Look]:
        edition = before.edition + 1 if before else self._first_edition
        if isinstance(look, str):
            return replace(self._without_folder(look, before or Stories()), edition=edition), look
        files = {}
        for file, stamp in look.items():
            known = self._files.get(file)
            read = known if known and known.stamp == stamp else self._read_file(file, stamp, known, wait=bool(before))
            if read:
                files[file] = read
        self._files = files
        stories = [read.story for read in files.values() if read.story]
        problems = [problem for read in files.values() for problem in read.problems]
        if not look:
            problems = [Problem(str(self.path), "folder", "holds no story (*.yaml); add one, or unset STORIES")]
        stands_for = {file: read.stamp for file, read in files.items()}
        return Stories(tuple(stories), tuple(problems), edition), stands_for

    def _read_file(self, file: Path, stamp: Stamp | None, known: StoryFile | None, *, wait: bool) -> StoryFile | None:
        """The file as it is now; as it was (`known`) as long as somebody writes it.

        When the folder is first opened nobody waits: a file that is being written is read again at the next look.
        """
        if wait:
            _let_settle(stamp)
        story, problems = read_story(file, self.archive)
        if wait and stamp_of(file) != stamp:
            return known
        kept = story or (known.story if known else None)
        for problem in problems:
            self.tell(f"{problem} ({'its last sound version is shown' if kept else 'the story is not offered'})")
        return StoryFile(stamp, kept, tuple(problems))

    def _without_folder(self, reason: str, before: Stories) -> Stories:
        """The stories as they were before the folder was gone: they may be on a stage."""
        kept = "; its stories stay as they were" if before.stories else ""
        problem = Problem(str(self.path), "folder", f"cannot be read: {reason}{kept}")
        self.tell(str(problem))
        return replace(before, problems=(problem,))


def _let_settle(stamp: Stamp | None) -> None:
    """Wait for a moment if a file has just changed."""
    age = time.time() - stamp[0] / 1e9 if stamp else SETTLED
    if 0 <= age < SETTLED:
        time.sleep(SETTLED - age)


def open_stories(archive: Archive) -> Stories:
    """Return the stories of `stories_folder` as their files are now; problems of a changed file go to the log."""
    folder = stories_folder()
    return _watched(folder, archive).current() if folder else Stories()


_LATEST: dict[Path, StoryFolder] = {}
"""The stories of each folder as they were last opened, for any records."""


@lru_cache(maxsize=4)
def _watched(folder: Path, archive: Archive) -> StoryFolder:
    _LATEST[folder] = StoryFolder(folder, archive, tell=LOG.warning, earlier=_LATEST.get(folder))
    return _LATEST[folder]


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
    return folder.is_dir() and any(map(_is_meant_as_story, folder.iterdir()))


def _is_meant_as_story(file: Path) -> bool:
    """Whether a file ends as a story does; those whose names begin with a dot are an editor's."""
    return file.suffix.lower() in ENDINGS and not file.name.startswith(".")


def load_stories(path: Path, archive: Archive) -> Stories:
    """Read the stories of a folder, or of one file, and check them against a full archive.

    Never raises for invalid input: it is listed in `problems`, and its story is left out.
    """
    return StoryFolder(path, archive).current()


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
