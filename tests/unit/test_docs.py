"""The guides: they name what is there, in letters that everybody can read."""

import re
from pathlib import Path

import pytest

from data.tables.archive import Archive
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import VIEWS, view_of
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, page_section, section
from tests.conftest import LEAD
from tests.unit.test_house import GENERATED, ROOT, TEXT_FILES

TWICE_ENCODED = re.compile("[\u0080-\u009f]|\u00e2\u20ac|\u00c3[\u00a0-\u00bf]")
"""What text becomes whose UTF-8 was read in another encoding and written anew: no text of ours has such letters."""

EMPHASISED = re.compile(r"\*{1,2}([^*\n]+)\*{1,2}")


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("“not stated”", False),
        ("“not stated”".encode().decode("latin-1"), True),
        ("“not stated".encode().decode("cp1252"), True),
        ("Â·é".encode().decode("latin-1"), True),
        ("Алматы, Łódź, naïve", False),
    ],
)
def test_twice_encoded_letters_are_told_from_others(text: str, is_broken: bool) -> None:
    """Guards the next test against seeing nothing, or letters of other languages."""
    assert bool(TWICE_ENCODED.search(text)) == is_broken


def test_each_message_that_the_guide_for_operators_explains_is_one_of_ours() -> None:
    """Guards against a table that somebody searches at night for words that no log says any more."""
    table = Path(ROOT, "docs/hosting.md").read_text("utf-8").partition("## At three in the morning")[2]
    files = [
        ROOT / "server.py",
        *(path for room in ("hosting", "data", "app", "publishing") for path in (ROOT / room).rglob("*.*")),
    ]
    code = " ".join(path.read_text("utf-8") for path in files if path.suffix in (".py", ".html"))
    messages = [
        "".join(found)
        for row in table.split("\n| ")[3:]
        for found in re.findall(r"`([A-Z][^`]+ [^`]+)`|“([^”]+)”", row.partition(" | ")[0])
    ]
    pieces = [piece.strip(" .") for message in messages for piece in re.split(r"…|\bN\b|\bP\b|\(…\)", message)]
    long = [piece for piece in pieces if len(piece) > 12]
    assert len(long) >= 10
    assert [piece for piece in long if piece not in code] == []


def test_no_text_is_encoded_twice() -> None:
    """Guards against a sentence of a guide that nobody can read where it has quotation marks."""
    texts = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in TEXT_FILES and path.is_file() and not GENERATED & set(path.relative_to(ROOT).parts)
    ]
    assert len(texts) > 40
    broken = [path.relative_to(ROOT).as_posix() for path in texts if TWICE_ENCODED.search(path.read_text("utf-8"))]
    assert broken == []


def test_what_the_guide_says_to_click_to_check_a_figure_is_there(reports: Archive) -> None:
    """Guards against a button of an earlier page that a reader looks for in vain."""
    guide = Path(ROOT, "docs/using.md").read_text("utf-8").partition("## Check a figure")[2].partition("\n## ")[0]
    reading = read_address("casualties", {"item": [f"{LEAD}.killed-police-and-guard"]}, reports)
    view, item = view_of(reading), opened_item(reading)
    assert item
    parts = [page_section(name, view) for name in PAGE_PARTS["casualties"].sections]
    seen = "".join([*parts, section("drawer", item, links_of(reading.address))])
    named = EMPHASISED.findall(guide)
    assert named
    names = {page.name for page in VIEWS.values()}
    assert [words for words in named if words not in names and f">{words}<" not in seen] == []
