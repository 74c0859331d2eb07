"""Words of a source keep the direction of their script on every page, whatever stands around them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data.tables.archive import Archive, archive_from_records
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import BY_NAME
from data.views.summary import summary
from publishing.embed import embed_section
from publishing.figure import figure_html
from publishing.links import links_of
from publishing.sections import section
from publishing.snapshot.one_page import one_page
from publishing.snapshot.page import snapshot
from tests.html_page import Node, parse

Json = dict[str, Any]

SAID, MANY, WHO, HEADLINE, PUBLISHER, NAME = (
    "سنعود غدا،", "أكثر من 40", "عمال الميناء", "العمال يتوقفون", "صحيفة الميناء", "آنا ليما",
)  # fmt: skip
WORDS = (SAID, MANY, WHO, HEADLINE, PUBLISHER, NAME)
ARABIC = range(0x600, 0x700)
MARKS = " “”‘’\"'.,…\u00a0"


@pytest.fixture
def in_arabic(small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """The small record with words of its source in Arabic; titles and notes are the coder's own, in English."""
    small_record["article"] |= {"headline": HEADLINE, "publisher": PUBLISHER}
    small_record["actors"][2]["name"] = NAME
    small_record["quotes"][0]["contents"] = [SAID]
    small_record["quotes"][0]["anchors"] = [{"paragraph": 1, "start": 0, "end": len(SAID), "exact": SAID}]
    small_record["claims"][0] |= {"value_text": MANY, "population": WHO, "population_group": "subset"}
    small_record["claims"][0]["anchors"] = [{"paragraph": 1, "start": 0, "end": len(MANY), "exact": MANY}]
    archive = archive_from_records(write_record(small_record).parent)
    assert archive.problems == ()
    return archive


def texts(node: Node, isolated: bool = False) -> Iterator[tuple[str, bool]]:
    """Each text of a page outside of drawings, and whether the direction of its own script holds for it."""
    for child in node.children:
        if isinstance(child, Node):
            if child.tag not in ("svg", "title", "style", "pre"):
                yield from texts(child, isolated or child.attributes.get("dir") == "auto" or child.tag == "bdi")
        else:
            yield child, isolated


def of_the_source(text: str) -> bool:
    """Whether a text is words of the source and nothing else."""
    return text.strip(MARKS) in WORDS


def pages(archive: Archive) -> Iterator[tuple[str, Node]]:
    """The page that has all sections, and the panel of the figure and of the quotation."""
    yield "snapshot", parse(snapshot(read_address("", {}, archive)))
    for name in ("detained-40", "lima-back-tomorrow"):
        reading = read_address("", {"item": [f"northport-2023-03-01.{name}"]}, archive)
        item = opened_item(reading)
        assert item
        yield name, parse(section("drawer", item, links_of(reading.address)))
    for name, view in BY_NAME.items():
        for visual in view.visuals:
            shown = summary(read_address(view.path, {"visual": [visual]}, archive))
            yield f"{name}:{visual} to paste", parse(figure_html(shown, visual, permalink="https://news.example/"))
            framed = embed_section(shown.view, links_of(shown.address), filters=shown.filters)
            yield f"{name}:{visual} in a frame", parse(framed)
        yield f"{name} on one sheet", parse(one_page(shown.view, permalink="https://news.example/"))


def test_words_of_the_source_have_the_direction_of_their_script(in_arabic: Archive) -> None:
    """Guards against full stops and quotation marks at the wrong end of an Arabic sentence."""
    found: set[str] = set()
    for name, page in pages(in_arabic):
        for text, isolated in texts(page):
            if of_the_source(text):
                found.add(text.strip(MARKS))
                assert isolated, (name, text)
    assert found == set(WORDS), "the test sees all of them"
