"""Visuals as pictures: every visual of every page, with its words around it, and what does not fit counted."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from data.tables.archive import Archive, archive_from_records
from data.views.reading import read_address
from data.views.registry import BY_NAME
from data.views.summary import Summary, summary
from data.views.text_table import TextColumn, TextRow, VisualTable
from data.views.visual_tables import TABLES, visual_table
from data.views.visual_words import visual_source, visual_title
from publishing.pictures.area import Area, sans
from publishing.pictures.draw_table import SHORTENED, draw_table
from publishing.pictures.draw_timeline import draw_timeline
from publishing.pictures.shapes import Box, Line, Picture
from publishing.pictures.visuals import DRAWN, INNER, MARGIN, WIDTH, draw_visual, visual_picture
from publishing.story import VISUALS
from publishing.theme import WARNING
from tests.hostile import hostile
from tests.unit.publishing.pictures.test_cards import assert_nothing_overflows, lines, text_of

Json = dict[str, Any]
Query = dict[str, list[str]]

PERMALINK = "https://news.example/kazakhstan/?known_on=2022-12-20&dataset=abc"
QUERIES: dict[str, Query] = {
    "the first days": {"known_on": ["2022-01-07"]},
    "the last day": {"known_on": ["2022-12-20"]},
    "a city": {"city": ["almaty"], "known_on": ["2022-01-10"]},
    "nothing": {"q": ["zeppelin"]},
    "before all reports": {"known_on": ["2021-01-01"]},
}
EVERY = tuple((name, visual) for name, view in BY_NAME.items() for visual in view.visuals)
every_visual = pytest.mark.parametrize(("name", "visual"), EVERY, ids=map(":".join, EVERY))
every_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
MORE = re.compile(r"And ([\d,]+) more")


def shown(archive: Archive, name: str, query: Query) -> Summary:
    return summary(read_address(BY_NAME[name].path, query, archive))


def picture_of(archive: Archive, name: str, visual: str, query: Query) -> Picture:
    return visual_picture(shown(archive, name, query), visual, permalink=PERMALINK)


def test_every_visual_has_a_table_and_every_drawing_belongs_to_one() -> None:
    """Guards against a new visual that Share, the sheet of paper and a frame cannot show."""
    assert set(TABLES) == set(EVERY) == set(VISUALS)
    assert set(DRAWN) <= set(EVERY)


@every_query
@every_visual
def test_a_visual_alone_says_what_it_is_whose_and_of_which_day(
    reports: Archive, name: str, visual: str, query: Query
) -> None:
    """Guards against a picture that goes round without its day, its filters, its reports and its link."""
    of_page = shown(reports, name, query)
    picture = visual_picture(of_page, visual, permalink=PERMALINK)
    assert_nothing_overflows(picture, margin=MARGIN)
    words = text_of(picture)
    for part in (of_page.collection, of_page.known_on_label, of_page.filters, visual_title(of_page.view, visual)):
        assert part in words
    assert visual_source(of_page.view) in words
    assert PERMALINK in words.replace(" ", "")
    ElementTree.fromstring(picture.to_svg())
    assert picture.width == WIDTH


@every_visual
def test_png_and_svg_are_as_large_as_the_picture(reports: Archive, name: str, visual: str) -> None:
    """Guards against a file that no program opens."""
    picture = picture_of(reports, name, visual, QUERIES["the last day"])
    png = picture.to_png()
    assert png.startswith(b"\x89PNG")
    assert [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] == [picture.width, picture.height]


@pytest.mark.parametrize("height", [200, 420, 900, 4000])
@every_visual
def test_rows_that_do_not_fit_are_counted(reports: Archive, name: str, visual: str, height: int) -> None:
    """Guards against rows that are left out without a word, and against a picture that is higher than its space."""
    view = shown(reports, name, QUERIES["the last day"]).view
    drawing = draw_visual(view, visual, width=INNER, height=height)
    words = " ".join(drawing.notes)
    table = visual_table(view, visual)
    if (name, visual) in DRAWN and (name, visual) != ("timeline", "timeline"):
        return
    drawn = [line.text for line in drawing.shapes if isinstance(line, Line)]
    large = next((n for n, column in enumerate(table.columns) if column.large), len(table.columns) - 1)
    found = sum(row.cells[large].split(" ")[0] in " ".join(drawn) for row in table.rows)
    left = int(MORE.search(words)[1].replace(",", "")) if MORE.search(words) else 0  # type: ignore[index]
    assert 0 <= left < max(table.total, 1)
    assert found >= table.total - left
    if height >= 420:
        assert drawing.height <= height


def rows(count: int, words: str = "words") -> VisualTable:
    """A table of two columns, each row with its own number."""
    columns = (TextColumn("Number", 20), TextColumn("Words", 80, large=True))
    found = tuple(TextRow((f"no {n}", f"{words} {n}")) for n in range(count))
    return VisualTable(columns, found, count, "row", "rows")


@pytest.mark.parametrize("height", range(120, 1200, 90))
def test_rows_shown_and_rows_counted_are_all_rows(height: int) -> None:
    """Guards against a number of further rows that is one too small where the last of them nearly fits."""
    drawing = draw_table(rows(40), width=900, height=height)
    drawn = [shape.text for shape in drawing.shapes if isinstance(shape, Line) and shape.text.startswith("words")]
    left = MORE.search(" ".join(drawing.notes))
    assert len(drawn) + (int(left[1]) if left else 0) == 40
    assert len(drawn) >= 1
    assert len(drawn) == 1 or drawing.height <= height


def test_a_long_text_is_shortened_and_says_so() -> None:
    """Guards against half a quotation that passes for the whole."""
    whole = draw_table(rows(1), width=900, height=300)
    assert SHORTENED not in whole.notes
    cut = draw_table(rows(1, "a very long text " * 200), width=900, height=300)
    assert SHORTENED in cut.notes
    assert cut.height <= 300


def test_a_withdrawn_figure_is_struck_in_the_picture(reports: Archive) -> None:
    """Guards against a withdrawn toll that goes round as if it stood."""
    for visual in ("latest", "count"):
        picture = picture_of(reports, "casualties", visual, {"known_on": ["2022-01-10"]})
        line = next(line for line in lines(picture) if line.text == "164")
        strikes = [
            shape
            for shape in picture.shapes
            if isinstance(shape, Box) and shape.colour == WARNING and shape.height < 8
            and line.x - 1 <= shape.x <= line.x + 1 and line.y - line.face.size <= shape.y <= line.y
        ]  # fmt: skip
        assert strikes, visual


def test_words_without_a_number_are_no_bar_and_have_no_height(reports: Archive) -> None:
    """Guards against “dozens” that is drawn as some number of people."""
    drawing = draw_visual(
        shown(reports, "casualties", {"known_on": ["2022-01-07"]}).view, "count", width=INNER, height=900
    )
    assert "“Dozens”" in " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Line))
    assert not re.search(r"\b(24|36|48|60)\b", " ".join(drawing.notes))


def test_an_event_that_is_only_roughly_dated_is_an_open_bar(reports: Archive) -> None:
    """Guards against a guess that is drawn like a day that a report names."""
    view: Any = shown(reports, "timeline", QUERIES["the last day"]).view
    drawing = draw_timeline(view, width=INNER, height=4000)
    rough = sum(row.rough for row in view.gantt.rows)
    open_bars = [shape for shape in drawing.shapes if not isinstance(shape, Box | Line) and shape.stroke]
    assert len(open_bars) == rough > 0


def test_a_long_title_of_an_event_is_shortened_and_says_so(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against half a title in the timeline that passes for the whole."""
    small_record["events"][0]["title"] = "Dockers are detained again and again " * 12
    archive = archive_from_records(write_record(small_record).parent)
    view: Any = shown(archive, "timeline", {}).view
    assert SHORTENED in draw_timeline(view, width=INNER, height=900).notes


def test_html_in_every_field_of_a_record_is_drawn_as_text(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a record whose words leave the text of an SVG."""
    record, _ = hostile(small_record)
    archive = archive_from_records(write_record(record).parent)
    for picture in _all(archive):
        root = ElementTree.fromstring(picture.to_svg())
        assert {node.tag.rpartition("}")[2] for node in root.iter()} <= {"svg", "title", "desc", "rect", "path", "text"}


def _all(archive: Archive) -> Iterator[Picture]:
    for name, visual in EVERY:
        yield picture_of(archive, name, visual, {})


def test_a_line_is_placed_by_its_beginning_its_middle_or_its_end() -> None:
    """Guards against labels that stand over their marks."""
    start, middle, end = (
        Area(10, 20, 2).text("Almaty", (100, 50), sans(10), "#000", anchor=anchor)
        for anchor in ("start", "middle", "end")
    )
    assert (start.x, start.y, start.face.size) == (210, 120, 20)
    assert middle.x == pytest.approx(210 - start.width / 2)
    assert end.x == pytest.approx(210 - start.width)


def test_a_dashed_line_is_as_long_as_the_whole_one() -> None:
    """Guards against a withdrawn figure that seems to have stood longer than it did."""
    area = Area(0, 0, 1)
    (whole,) = area.segment((0, 0), (100, 0), "#000", width=2)
    dashes = area.segment((0, 0), (100, 0), "#000", width=2, dash=(7, 5))
    assert max(x for x, _ in whole.points) == 100
    assert len(dashes) == 9
    assert max(x for dash in dashes for x, _ in dash.points) <= 100
    assert area.segment((5, 5), (5, 5), "#000", width=1) == []
