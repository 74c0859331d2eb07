"""The reader view: the article's paragraph beside an item, for a newsroom that holds the text and for nobody else."""

from pathlib import Path

import pytest

from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGE_FILES, TABLES

ITEM = f"{LEAD}.killed-police-and-guard"
LONG_ENOUGH_TO_BE_THE_ARTICLES = 60


def _paragraphs(text: Path) -> list[str]:
    return [line.strip() for line in text.read_text("utf-8").splitlines() if line.strip()]


def test_with_the_text_at_hand_the_drawer_shows_the_paragraph_in_its_context(
    open_page: Opener, article_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader checks a number against its sentence, not against three words of it."""
    monkeypatch.setenv("ARTICLE_TEXTS", str(article_text.parent))
    drawer = open_page("pages/casualties.py", {"item": ITEM}).drawer()
    assert drawer is not None
    paragraphs = _paragraphs(article_text)
    whole = next(each for each in paragraphs if each.startswith("The interior ministry"))
    assert whole in drawer
    assert paragraphs[paragraphs.index(whole) - 1] in drawer


def test_with_the_text_at_hand_the_anchored_words_are_marked_and_the_others_open_their_own_source(
    open_page: Opener, article_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its mark the reader has to find the number in the paragraph alone."""
    monkeypatch.setenv("ARTICLE_TEXTS", str(article_text.parent))
    screen = open_page("pages/casualties.py", {"item": ITEM})
    marks = [node for node in screen.fragments()["section-drawer"].below() if node.tag == "mark"]
    own = " ".join(mark.text for mark in marks if mark.attributes.get("class") == "dr-own")
    assert "18 police and national guard" in own
    assert "26" not in own
    assert any("class" not in mark.attributes for mark in marks if "26" in mark.text)
    opened = {link["data-item"]: link["href"] for link in screen.links("data-item")}
    assert screen.follow(opened[f"{LEAD}.arrests-3800"]).query == {"item": [f"{LEAD}.arrests-3800"]}


def test_without_the_text_no_page_and_no_drawer_holds_a_sentence_of_the_article(
    open_page: Opener, article_text: Path
) -> None:
    """The articles are not ours to publish: short anchor words and quotations are shown, no sentence beyond them."""
    paragraphs = [each for each in _paragraphs(article_text) if len(each) >= LONG_ENOUGH_TO_BE_THE_ARTICLES]
    # Quotations and the headline are cited, so paragraphs that hold them prove nothing.
    paragraphs = [each for each in paragraphs[1:] if "“" not in each]
    assert len(paragraphs) > 5
    screens = [open_page(page, **dict.fromkeys(TABLES[page], True)) for page in PAGE_FILES]
    screens.append(open_page("pages/casualties.py", {"item": ITEM}))
    for screen in screens:
        for paragraph in paragraphs:
            assert paragraph not in screen.text
            assert paragraph[:LONG_ENOUGH_TO_BE_THE_ARTICLES] not in screen.text
    assert "In its context" not in (screens[-1].drawer() or "")


@pytest.mark.parametrize("what", ["an empty folder", "no folder at all", "a file that is not text"])
def test_a_text_that_cannot_be_read_leaves_the_drawer_as_it_is_without_one(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The text is an extra: its absence must not keep the reader from the source's place."""
    if what == "a file that is not text":
        (tmp_path / f"{LEAD}.txt").write_bytes(b"\xff\xfe\x00\x81")
    monkeypatch.setenv("ARTICLE_TEXTS", str(tmp_path if what != "no folder at all" else tmp_path / "none"))
    drawer = open_page("pages/casualties.py", {"item": ITEM}).drawer()
    assert drawer is not None
    assert "paragraph 33." in drawer


def test_a_text_shorter_than_the_record_says_leaves_the_drawer_standing(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsroom may hold another version of the article: places in it may not exist."""
    (tmp_path / f"{LEAD}.txt").write_text("One paragraph.\n\nAnother.\n", "utf-8")
    monkeypatch.setenv("ARTICLE_TEXTS", str(tmp_path))
    drawer = open_page("pages/casualties.py", {"item": ITEM}).drawer()
    assert drawer is not None
    assert "18 police and national guard" in drawer
