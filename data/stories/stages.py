"""Stages: presentations that a phone follows and turns, known by a code, in the memory of this process alone.

A stage holds the id of a story and the number of a step, and nothing about anybody. Its code is drawn by lot, is good
for the steps of that story and nothing else, and ends with the presentation, with the process, or after LIFETIME.
"""

import hmac
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from threading import Lock

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What a code is written in: nothing that is taken for another letter when it is typed."""

CODE_LENGTH = 10
"""Letters of a code: 49 bits, about 10 ** 15 codes."""

MOST_STAGES = 100
"""Stages at a time. For one more, the one from which nothing was heard for longest ends."""

LIFETIME, SILENCE = 8 * 3600.0, 3600.0
"""Seconds after which a stage ends: since its start, and since its window was last heard from."""

AWAY = 5.0
"""Seconds without a word from a stage's window after which it counts as away; it is heard from every second."""

MOST_WRONG, WRONG_WITHIN = 30, 60.0
"""Wrong codes that may be tried within this many seconds, by all who try."""


class TooManyTriesError(Exception):
    """Too many wrong codes were tried: for a moment no code is looked up for those who come with it alone."""


@dataclass(frozen=True)
class Stage:
    """A presentation: the id of its story and the number of its step, counted from 1.

    `key` is a second secret, which whoever came in with the code gets. `revision` is another number after each turn.
    """

    code: str
    key: str = field(repr=False)
    story: str
    step: int
    opened_at: float
    seen_at: float
    revision: int = 0


class Stages:
    """The stages of a process, for all of its threads. `clock` gives seconds.

    `served` is whether the server answers phones, which `streamlit run dashboard.py` does not.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.served = False
        self._open: OrderedDict[str, Stage] = OrderedDict()
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)
        self._lock = Lock()

    def open(self, story: str, step: int) -> Stage:
        """Return a new stage that shows a step of a story."""
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        now = self.clock()
        stage = Stage(code, secrets.token_urlsafe(16), story, step, opened_at=now, seen_at=now)
        with self._lock:
            self._end_old(now)
            if len(self._open) >= MOST_STAGES:
                self._open.popitem(last=False)
            self._open[code] = stage
        return stage

    def close(self, code: str) -> None:
        """End a stage; nothing if there is none."""
        with self._lock:
            self._open.pop(code, None)

    def get(self, code: str) -> Stage | None:
        """Return a stage by its code, for the session that opened it; None if it has ended."""
        with self._lock:
            self._end_old(self.clock())
            return self._open.get(code)

    def find(self, code: str, key: str = "") -> Stage | None:
        """Return a stage for somebody who comes with a code, and with its key unless it is the first time.

        Returns None for a wrong code. Raises TooManyTriesError after too many of them. Who has the key is let in even
        then: nobody can drive a presenter off by guessing.
        """
        stage = self.get(code)
        if stage and hmac.compare_digest(stage.key.encode(), key.encode()):
            return stage
        now = self.clock()
        with self._lock:
            if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < WRONG_WITHIN:
                raise TooManyTriesError
            if stage is None:
                self._wrong.append(now)
        return stage

    def turn(self, code: str, step: int) -> Stage | None:
        """Turn a stage to a step, and return it; None if it has ended."""
        with self._lock:
            stage = self._open.get(code)
            if stage and stage.step != step:
                stage = self._open[code] = replace(stage, step=step, revision=stage.revision + 1)
            return stage

    def mark_seen(self, code: str) -> None:
        """Note that the window of a stage was heard from."""
        with self._lock:
            if stage := self._open.get(code):
                self._open[code] = replace(stage, seen_at=self.clock())
                self._open.move_to_end(code)

    def is_away(self, stage: Stage) -> bool:
        """Return whether nothing was heard from the window of a stage for a while."""
        return self.clock() - stage.seen_at > AWAY

    def _end_old(self, now: float) -> None:
        ended = [
            code
            for code, stage in self._open.items()
            if now - stage.opened_at > LIFETIME or now - stage.seen_at > SILENCE
        ]
        for code in ended:
            del self._open[code]


@lru_cache(maxsize=1)
def stages() -> Stages:
    """Return the stages of this process."""
    return Stages()
