"""Records that are changed again and again under readers of two servers: nobody gets a mixture, nor a broken state."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.swaps import Found, Library, is_broken, swapped
from tests.campaign.conftest import faults_told
from tests.serving import serving

SWAPS, READERS = 12, 8


def test_every_answer_is_of_one_sound_edition_on_both_servers(tmp_path: Path) -> None:
    """Guards against a page whose figures are of two editions, a broken file that takes the records away, and silence.

    The whole of it, with fifty readers for a minute, is `python -m benchmarks.swaps`.
    """
    library = Library(tmp_path)
    settings = {"ARTICLES": str(library.current), "UNSEEN_PER_MINUTE": "0"}
    with serving(tmp_path / "1.txt", **settings) as one, serving(tmp_path / "2.txt", **settings) as other:
        with ThreadPoolExecutor(1) as pool:  # Playwright's loop runs in the tests' own thread after a browser test
            both = [one, other]
            found = pool.submit(lambda: asyncio.run(swapped(both, library, swaps=SWAPS, readers=READERS))).result()
        assert found.answers > SWAPS
        assert (found.mixed, found.failed) == ([], [])
        assert found.slowest < float("inf"), "an edition never came"
        for server in both:
            assert "The records stay as they were: broken.json: line 1" in server.log.read_text("utf-8")
            assert faults_told(server) == []


def test_a_mixture_and_a_broken_edition_are_seen() -> None:
    """Guards against a test that finds nothing whatever is shown."""
    found = Found()
    found.take({b"2", b"3"}, "/")
    assert len(found.mixed) == 1
    assert is_broken(4)
    found.take({b"4"}, "/")
    assert len(found.failed) == 1
    found = Found()
    assert not found.is_sound, "nobody was answered"
    found.take({b"2"}, "/")
    assert found.is_sound
