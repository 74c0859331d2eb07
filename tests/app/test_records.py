"""Records that are broken, missing or hostile: what is sound is shown, and text is never anything but text."""

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from components.markdown import plain_text
from data import queries
from data.tables.archive import open_archive
from tests.app.conftest import Opener
from tests.app.screen import FILTER_BAR, PAGE_FILES, PAGES, TABLES, Screen
from tests.hostile import hostile

Json = dict[str, Any]
WriteRecord = Callable[..., Path]
RecordsFrom = Callable[[Path], None]

OVERVIEW = PAGES[0].file


@pytest.fixture
def one_sound_one_broken(small_record: Json, write_record: WriteRecord, records_from: RecordsFrom) -> Json:
    """A folder with the small record and a copy of it whose figure has a qualifier that no schema knows."""
    write_record(small_record, "sound.json")
    broken = copy.deepcopy(small_record)
    broken["article"]["id"] = "northport-2023-03-02"
    broken["claims"][0]["qualifier"] = "atleast"
    records_from(write_record(broken, "broken.json").parent)
    return small_record


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_broken_record_is_named_with_its_file_its_place_and_its_cure(
    one_sound_one_broken: Json, open_page: Opener, page: str
) -> None:
    """“Something went wrong” sends the newsroom looking through every file."""
    notices = open_page(page).notices()
    for words in ("broken.json", "claims[0] (detained-40).qualifier", "atleast", "at_least"):
        assert words in notices


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_broken_record_does_not_take_the_sound_ones_down(
    one_sound_one_broken: Json, open_page: Opener, page: str
) -> None:
    """One bad file in the folder must cost its own article and no other."""
    screen = open_page(page)
    assert screen.counted("events") == (1, 1)
    assert screen.counted("figures") == (1, 1)
    assert screen.counted("quotations") == (1, 1)
    assert screen.keyed() >= FILTER_BAR


@pytest.mark.parametrize("page", PAGE_FILES)
def test_an_empty_folder_leaves_every_page_standing_and_says_so(
    tmp_path: Path, records_from: RecordsFrom, open_page: Opener, page: str
) -> None:
    """The first start of a newsroom with its own folder has nothing in it yet: no page may fall over on that."""
    records_from(tmp_path)
    screen = open_page(page)
    assert "holds no record" in screen.notices()
    assert str(tmp_path) in screen.notices()
    assert screen.heading.strip()
    for what in ("events", "figures", "quotations"):
        assert screen.counted(what) == (0, 0)


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_folder_that_is_not_there_leaves_every_page_standing_and_says_so(
    tmp_path: Path, records_from: RecordsFrom, open_page: Opener, page: str
) -> None:
    """A mistyped ARTICLES is the likeliest mistake of all."""
    records_from(tmp_path / "no-such-folder")
    assert "no-such-folder" in open_page(page).notices()


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_record_of_another_place_and_year_fills_every_page(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener, page: str
) -> None:
    """Nothing in the pages may know about one article: another record alone shows on all of them."""
    records_from(write_record(small_record).parent)
    screen = open_page(page)
    assert screen.charts() or screen.fragments()
    shown = screen.text.replace("Kazakhstan, January 2022", "")
    for words in ("Kazakh", "Almaty", "Tokayev", "Al Jazeera"):
        assert words not in shown.split("Showing", 1)[1], f"{words} on a page about Northport"


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_record_with_nothing_but_its_article_leaves_every_page_standing(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener, page: str
) -> None:
    """A record is begun before it is finished."""
    bare = small_record
    for name in ("places", "actors", "topics", "events", "claims", "quotes", "facts", "caveats"):
        bare[name] = []
    records_from(write_record(bare).parent)
    screen = open_page(page)
    assert open_archive().engine is not None
    assert "sound is shown" not in screen.notices() or "northport-2023-03-01" not in screen.notices()
    assert screen.counted("events") == (0, 0)


def test_of_two_values_of_one_name_the_one_that_was_chosen_filters(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener
) -> None:
    """The browser sends back the label: two actors called “Guards” with one event each would be one and the same."""
    for n in ("one", "two"):
        actor, event = copy.deepcopy(small_record["actors"][0]), copy.deepcopy(small_record["events"][0])
        small_record["actors"].append(actor | {"id": f"guards-{n}", "name": "Guards"})
        small_record["events"].append(event | {"id": n, "actors": [{"actor": f"guards-{n}", "role": "agent"}]})
    records_from(write_record(small_record).parent)
    for n in ("one", "two"):
        screen = open_page("pages/timeline.py")
        screen.app.get_by_key("filter_actor").set_value([f"guards-{n}"])
        assert screen.run().query == {"actor": [f"guards-{n}"]}


MARKDOWN_FIELDS = ("body", "label", "help", "title", "caption")


def _raw(screen: Screen) -> Iterator[tuple[str, str]]:
    """Every text that Streamlit reads as Markdown, as it is sent, with the type of its element."""
    for node in screen.nodes():
        proto = getattr(node, "proto", None)
        if proto is None or node.type in ("code", "multiselect", "text_input", "date_input"):
            continue
        for field, value in proto.ListFields():
            if field.name in MARKDOWN_FIELDS and isinstance(value, str):
                yield node.type, value
        if node.type == "table":
            yield from (("table", str(cell)) for row in node.value.itertuples(index=False) for cell in row)


UNESCAPED = re.compile(r"(?<!\\)(<b|\*\*strong|_em_|\[link|:red\[|\$x|`code)")


def test_html_and_markdown_in_a_record_show_as_text_wherever_they_stand(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener
) -> None:
    """A record is somebody else's text: set in bold it misquotes, as a link it leads away, as HTML it attacks."""
    record, texts = hostile(small_record)
    records_from(write_record(record).parent)
    archive = open_archive()
    assert archive.problems[1:] == (), "the hostile record was refused, so that nothing was tested"
    tables = (queries.events, queries.claims, queries.quotes, queries.facts, queries.caveats)
    items = [item for ask in tables for item in ask(archive)["item_id"]]
    seen: set[str] = set()
    screens = [open_page(page, **dict.fromkeys(TABLES[page], True)) for page in PAGE_FILES]
    screens += [open_page(OVERVIEW, {"item": item}) for item in items]
    for screen in screens:
        for kind, raw in _raw(screen):
            assert not UNESCAPED.search(raw), f"{kind} sends a record's text as Markdown: {raw[:300]}"
        text = screen.text
        seen |= {each for each in texts if each in text}
    assert len(seen) > len(texts) / 2, "too few of the record's texts are shown for this test to mean much"


def test_html_in_a_record_is_no_markup_in_a_chart(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener
) -> None:
    """plotly reads tags in labels and hover texts: <b> would set a name in bold, <a> would make it a link."""
    record, _ = hostile(small_record)
    records_from(write_record(record).parent)
    drawn = 0
    for page in ("pages/overview.py", "pages/timeline.py", "pages/casualties.py", "pages/quotes.py"):
        state = next(each.state for each in PAGES if each.file == page)
        for key, figure in open_page(page, **state).charts().items():
            if "layers" in figure:
                continue
            words = str(figure["data"]) + str(figure["layout"].get("annotations"))
            drawn += "&lt;b&gt;" in words
            assert "<b>bold" not in words, key
            assert "<img" not in words, key
    assert drawn >= 2, "no chart holds a record's text, so that nothing was tested"


def test_a_cell_that_a_spreadsheet_would_run_is_harmless_on_screen_and_in_the_file(
    small_record: Json, write_record: WriteRecord, records_from: RecordsFrom, open_page: Opener
) -> None:
    """The table shows the text as it is; only the file gets the apostrophe that stops a formula."""
    small_record["events"][0]["title"] = '=HYPERLINK("https://evil.example","x")'
    records_from(write_record(small_record).parent)
    (frame,) = (table.value for table in open_page("pages/timeline.py", **{"table-events": True}).app.table)
    assert plain_text('=HYPERLINK("https://evil.example","x")') in frame.to_numpy()
