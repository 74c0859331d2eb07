"""Values made from files: made again when a look at the files differs, and looked at no more often than asked."""

import pytest

from data import watched
from data.watched import Watched


class Clock:
    """A clock that stands where it was put."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Files:
    """Files of which a test says what they are known by, and which counts the looks at them."""

    def __init__(self) -> None:
        self.seen = "first"
        self.looks = 0

    def look(self) -> str:
        self.looks += 1
        return self.seen

    def value(self) -> Watched[str, str]:
        """A value that says which files it was made from."""
        return Watched(look=self.look, make=lambda seen, before: (f"of the {seen}", seen))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(watched, "monotonic", found)
    return found


def test_those_who_ask_all_the_time_take_the_word_of_the_last_look(clock: Clock) -> None:
    """Guards against a look at each of a dozen files for each of a thousand readers a second."""
    files = Files()
    value = files.value()
    value.current()
    assert value.made(looked_within=0.25) == "of the first"
    looks = files.looks
    assert value.made(looked_within=0.25) == "of the first"
    assert files.looks == looks
    clock.now += 0.3
    files.seen = "second"
    assert value.made(looked_within=0.25) is None, "they are other files now"


def test_what_somebody_else_has_made_meanwhile_is_looked_at_anew(clock: Clock) -> None:
    """Guards against one reader who gets the former records after another got the new ones, and then the new again."""
    files = Files()
    value = files.value()
    value.current()
    value.made(looked_within=0.25)
    files.seen = "second"
    assert value.current() == "of the second"
    assert value.made(looked_within=0.25) == "of the second"


def test_without_a_time_every_question_looks() -> None:
    """Guards against a test or a program that writes a file and reads what was there before."""
    files = Files()
    value = files.value()
    value.current()
    value.made()
    files.seen = "second"
    assert value.made() is None
