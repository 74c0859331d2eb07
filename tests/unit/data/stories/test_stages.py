"""Stages: how long a code is good, for how many, and that nobody comes in by guessing or is driven off by it."""

import re
from dataclasses import dataclass, fields

import pytest

from data.stories.stages import (
    AWAY,
    CODE_LENGTH,
    LETTERS,
    LIFETIME,
    MOST_STAGES,
    MOST_WRONG,
    SILENCE,
    WRONG_WITHIN,
    Stage,
    Stages,
    TooManyTriesError,
    stages,
)


@dataclass
class Clock:
    """A clock that the test sets."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(clock: Clock) -> Stages:
    return Stages(clock)


def guess(house: Stages, times: int) -> None:
    """Try so many wrong codes."""
    for _ in range(times):
        assert house.find("2222222222") is None


def test_a_code_has_at_least_forty_bits_and_is_another_each_time(house: Stages) -> None:
    """Guards against a code that is counted up, short, or drawn from a generator that can be predicted."""
    assert len(LETTERS) ** CODE_LENGTH >= 2**40
    opened = [house.open("ours", 1) for _ in range(MOST_STAGES)]
    codes = {stage.code for stage in opened}
    assert len(codes) == len({stage.key for stage in opened}) == MOST_STAGES
    assert all(re.fullmatch(f"[{LETTERS}]{{{CODE_LENGTH}}}", code) for code in codes)
    assert len({code[0] for code in codes}) > 10
    assert not set(LETTERS) & set("01lio"), "letters that are mistaken for others when they are typed"


def test_a_stage_holds_nothing_about_anybody() -> None:
    """Guards against names, addresses or devices that are kept for as long as somebody presents."""
    assert {each.name for each in fields(Stage)} == {
        "code", "key", "story", "step", "opened_at", "seen_at", "revision",
    }  # fmt: skip
    assert "key" not in repr(Stage("code", "secret", "ours", 1, 0, 0))


def test_a_turn_is_of_one_stage_and_counts_once(house: Stages) -> None:
    """Guards against two presentations of one story that turn each other, and a repeated answer that looks new."""
    one, other = house.open("ours", 3), house.open("ours", 3)
    assert (house.turn(one.code, 4), house.get(other.code)) == (house.get(one.code), other)
    turned = house.get(one.code)
    assert turned is not None
    assert (turned.step, turned.revision) == (4, one.revision + 1)
    assert house.turn(one.code, 4) == turned
    assert house.turn("2222222222", 4) is None


def test_a_code_ends_when_it_is_ended(house: Stages) -> None:
    """Guards against a phone that goes on turning after the presenter has pressed End."""
    stage = house.open("ours", 1)
    house.close(stage.code)
    house.close(stage.code)
    assert house.find(stage.code, stage.key) is None
    assert house.turn(stage.code, 2) is None


@pytest.mark.parametrize(("after", "heard", "open_"), [
    (SILENCE - 1, False, True), (SILENCE + 1, False, False), (LIFETIME - 1, True, True), (LIFETIME + 1, True, False),
])  # fmt: skip
def test_a_code_ends_after_a_time(house: Stages, clock: Clock, after: float, heard: bool, open_: bool) -> None:
    """Guards against codes of last week that still turn, and against a break that ends a presentation."""
    stage = house.open("ours", 1)
    start = clock.now
    while clock.now < start + after:
        clock.now = min(clock.now + SILENCE / 2, start + after)
        if heard:
            house.mark_seen(stage.code)
    assert (house.get(stage.code) is not None) == open_
    assert (house.find(stage.code) is not None) == open_


def test_of_too_many_stages_the_one_that_is_silent_ends(house: Stages) -> None:
    """Guards against a server that is filled with codes, or a talk that ends because others only look at a code."""
    talk = house.open("ours", 1)
    for _ in range(3 * MOST_STAGES):
        house.open("ours", 1)
        house.mark_seen(talk.code)
    assert house.get(talk.code) is not None
    assert len(house._open) == MOST_STAGES


def test_a_stage_that_is_not_heard_from_is_away_until_it_is(house: Stages, clock: Clock) -> None:
    """Guards against a phone that turns a window which is not there any more, without a word."""
    stage = house.open("ours", 1)
    clock.now += AWAY + 1
    assert house.is_away(stage)
    house.mark_seen(stage.code)
    found = house.get(stage.code)
    assert found is not None
    assert not house.is_away(found)


def test_after_many_wrong_codes_no_code_is_looked_up_for_a_while(house: Stages, clock: Clock) -> None:
    """Guards against somebody who tries codes until one is right."""
    stage = house.open("ours", 1)
    guess(house, MOST_WRONG)
    with pytest.raises(TooManyTriesError):
        house.find("2222222222")
    with pytest.raises(TooManyTriesError):
        house.find(stage.code)
    with pytest.raises(TooManyTriesError):
        house.find(stage.code, "a wrong key")
    clock.now += WRONG_WITHIN + 1
    assert house.find(stage.code) == stage
    guess(house, 1)


def test_guessing_does_not_drive_off_a_presenter(house: Stages) -> None:
    """Guards against a hall in which one person with a script stops the talk."""
    stage = house.open("ours", 1)
    guess(house, MOST_WRONG)
    assert house.find(stage.code, stage.key) == stage


def test_right_codes_are_not_counted_as_tries(house: Stages) -> None:
    """Guards against a phone that locks itself out by asking every second."""
    stage = house.open("ours", 1)
    for _ in range(2 * MOST_WRONG):
        assert house.find(stage.code) == stage


def test_all_of_a_process_look_at_the_same_stages() -> None:
    """Guards against a session and the server's routes that do not know of each other."""
    assert stages() is stages()
