"""Pictures to share: nothing overflows, nothing claims more than the record, and SVG and PNG show the same."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from data import queries
from data.figures import latest, ledger
from data.queries.selection import Selection
from data.records.vocabulary import ClaimStatus
from data.tables.archive import Archive
from data.views.drawer_status import LinkedText, StatusBand, figure_band
from data.views.figures import key_figure
from data.wording.phrases import figure_parts
from publishing.pictures import fonts
from publishing.pictures.cards import (
    HIGHEST,
    LOWEST,
    ROW_ALONE,
    WHAT_BECAME_OF_IT,
    WIDTH,
    FigureContext,
    figure_card,
    quote_card,
)
from publishing.pictures.drawing import SIZES, Block, side_by_side, stack, wrap
from publishing.pictures.fonts import OWN_FONT, Face, Family
from publishing.pictures.previews import preview, preview_image
from publishing.pictures.shapes import Box, Line, Picture, Polygon
from publishing.theme import PAPER
from publishing.xml_text import xml_text

Row = dict[str, Any]

PERMALINK = "https://crisis.example/quotes?item="
LEAD = "aljazeera-2022-01-07"
SERIF, SANS = Face(Family.SERIF, 48, 600), Face(Family.SANS, 24)
EDGE = 3
"""Pixels by which the softened edge of a letter, or the tail of a j, may leave its box."""

LONG = {
    "words": "reported by several of them at once " * 400,
    "one word": "Northport" * 900,
    "an address": "https://crisis.example/" + "casualties?actor=ministry&" * 60,
    "Cyrillic": "Щёлковский район, по сообщениям очевидцев, ЙЙЙ " * 200,
    "Kazakh": "Қазақстан Республикасының Үкіметі, Ақтөбе, Өскемен, Ұлытау, Һ і ғ ң " * 200,
    "accents": "ÅÄÖ Ế Ṩ ǻ ĝ ç ŷ jpqgy " * 300,
    "emoji": "🚨🧑🏽‍🚒 \U0010fffd 警察 الشرطة " * 200,
    "no end": "x " * 1_000_000,
}


@dataclass(frozen=True)
class Figure:
    """A key figure that says what a test wants it to."""

    label: str = "Killed"
    words: str = "at least 12"
    whom: str = "dockers"
    who: str = "According to Port police"
    dates: str = "as of: not stated · reported Wed 1 Mar 2023"
    objections: str = ""
    withdrawn: bool = False


def quotation(archive: Archive, name: str) -> tuple[Row, Row]:
    """A quotation of the lead record and its article."""
    return item(archive, f"{LEAD}.{name}")


def item(archive: Archive, item_id: str) -> tuple[Row, Row]:
    found = queries.item(archive, item_id)
    assert found
    return found[1], queries.article(archive, found[1]["article_id"])


def lines(picture: Picture) -> list[Line]:
    return [shape for shape in picture.shapes if isinstance(shape, Line)]


def boxes(picture: Picture) -> list[Box]:
    return [shape for shape in picture.shapes if isinstance(shape, Box)]


def text_of(picture: Picture) -> str:
    """All words in a picture, as if it had one line."""
    return " ".join(line.text for line in lines(picture))


def ink(line: Line) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a line's letters cover."""
    found = fonts.load_font(line.face).getbbox(line.text, anchor="ls")
    left, top, right, bottom = (edge / fonts.FINER for edge in found)
    return line.x + left, line.y + top, line.x + right, line.y + bottom


def assert_nothing_overflows(picture: Picture, margin: int) -> None:
    """Every line lies within the margins, and no two lines cover each other."""
    inked = [(line.text[:60], ink(line)) for line in lines(picture)]
    for text, (left, top, right, bottom) in inked:
        assert left >= margin - EDGE, text
        assert right <= picture.width - margin + EDGE, text
        assert top >= 10, text
        assert bottom <= picture.height - 10, text
    for (one, a), (other, b) in combinations(inked, 2):
        apart = a[2] <= b[0] + EDGE or b[2] <= a[0] + EDGE or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} covers {other}"


@pytest.fixture(scope="module")
def drawn(reports: Archive) -> list[Picture]:
    """Every quotation and figure of the records as a card, and a preview of each number of figures."""
    return list(pictures(reports))


def pictures(archive: Archive) -> Iterator[Picture]:
    everything = Selection(known_on="2022-12-20")
    for row in queries.rows(queries.quotes(archive, everything)):
        yield quote_card(row, queries.article(archive, row["article_id"]), permalink=PERMALINK + row["item_id"])
    for row in queries.rows(queries.claims(archive, everything)):
        article = queries.article(archive, row["article_id"])
        yield figure_card(row, article, permalink=PERMALINK + row["item_id"], notes=["One statement, in 3 reports"])
    shown = ledger.histories(archive, latest.headline_figures(archive, everything), everything)
    for count in range(4):
        yield preview(
            collection="Northport", page="Overview", title="Dockers stop work",
            figures=[key_figure(history) for history in shown][:count], day="As known on Wed 1 Mar 2023",
        )  # fmt: skip


def test_no_record_of_the_collection_overflows_its_picture(drawn: list[Picture]) -> None:
    """Guards against a real quotation, figure or preview that runs out of its card or over another line."""
    assert len(drawn) > 60
    for picture in drawn:
        assert_nothing_overflows(picture, margin=56)
        assert LOWEST <= picture.height <= HIGHEST
        assert picture.width == WIDTH
        assert "…" not in text_of(picture).replace("[…]", "").replace(" … ", ""), "a real record is cut"


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_quotation_of_any_length_stays_in_its_card(reports: Archive, long: str) -> None:
    """Guards against long or unknown words, in any field, that overflow, overlap or crash."""
    row, article = quotation(reports, "tokayev-militants")
    keys = ("contents", "context", "speaker_name", "speaker_role", "cue", "note", "evidence_note", "nested_source")
    picture = quote_card(row | dict.fromkeys(keys, long), article | {"publisher": long}, permalink=PERMALINK + long)
    stays_in_its_card(picture)


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_figure_of_any_length_stays_in_its_card(reports: Archive, long: str) -> None:
    """Guards against long or unknown words, in any field, that overflow, overlap or crash."""
    row, article = item(reports, "ap-2022-01-09.killed-164")
    keys = ("value_text", "population", "asserted_by_name", "via", "told_to", "hedge", "note", "as_of_hedge")
    strange = row | dict.fromkeys(keys, long)
    for band in (None, StatusBand("doubted", "", (LinkedText(long),))):
        picture = figure_card(
            strange, article, permalink=PERMALINK + long, notes=[long] * 30,
            context=FigureContext(band, [long] * 5, long) if band else ROW_ALONE,
        )  # fmt: skip
        stays_in_its_card(picture)


def stays_in_its_card(picture: Picture) -> None:
    """A card of a figure is no higher than the highest, nothing overflows it, and both of its forms can be opened."""
    assert_nothing_overflows(picture, margin=72)
    assert picture.height <= HIGHEST
    assert picture.not_drawable or picture.to_png()
    ElementTree.fromstring(picture.to_svg())


@pytest.mark.parametrize("count", range(5))
@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_preview_of_any_length_stays_1200_by_630_and_within_its_columns(long: str, count: int) -> None:
    """Guards against a headline that runs into the figures, and a figure that runs into its neighbour."""
    figures = [Figure(long, long, long, long, long, long)] * count
    shown = preview(collection=long, page=long, title=long, figures=figures, day=long)
    assert (shown.width, shown.height) == (1200, 630)
    assert_nothing_overflows(shown, margin=56)


def test_a_preview_shows_three_figures_each_with_who_says_so_and_the_day(reports: Archive) -> None:
    """Guards against a figure in a chat that nobody seems to have claimed."""
    lives = ledger.histories(reports, latest.headline_figures(reports, Selection()).head(4))
    figures = [key_figure(history) for history in lives]
    assert len(figures) == 4
    picture = preview(
        collection="Northport", page="Overview", title="Dockers stop work", figures=figures,
        day="As known on Fri 7 Jan 2022",
    )  # fmt: skip
    for said in ("Northport · Overview", "Dockers stop work", "As known on Fri 7 Jan 2022"):
        assert said in text_of(picture)
    for figure in figures[:3]:
        for part in (
            figure.label,
            figure.words,
            figure.whom,
            figure.who,
            *figure.dates.split(" · "),
            figure.objections,
        ):
            assert part in text_of(picture)
            assert part in picture.description
    with Image.open(BytesIO(picture.to_png())) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


def test_a_preview_image_is_the_preview_as_a_png() -> None:
    """Guards against two ways of drawing one view."""
    asked: dict[str, Any] = {
        "collection": "Northport", "page": "Map", "title": "Dockers", "figures": [Figure()], "day": "",
    }  # fmt: skip
    assert preview_image(**asked) == preview(**asked).to_png()


def test_columns_of_a_preview_have_one_size_of_letters() -> None:
    """Guards against a figure that looks smaller than its neighbour because more is said of it."""
    objections = "Contested; ≠ " + "at least 14 (Harbour office) " * 6
    figures = [Figure(), Figure(objections=objections), Figure()]
    shown = lines(preview(collection="N", page="M", title="Dockers stop work " * 5, figures=figures, day=""))
    assert len({line.face for line in shown if line.text == "at least 12"}) == 1


def test_a_number_shrinks_before_it_is_broken() -> None:
    """Guards against “1,234,567” in two lines, of which either is another number."""
    block = Block("more than 1,234,567,890", size=128, smallest=32, family=Family.SERIF)
    for width in (280, 340, 500):
        shown = [
            shape.text for shape in stack([block], x=0, y=0, width=width, height=400).shapes if isinstance(shape, Line)
        ]
        assert "1,234,567,890" in " ".join(shown).split(" "), shown


def test_text_is_wrapped_then_shrunk_then_cut() -> None:
    """Guards against cutting words for which there was room in smaller letters."""
    block = Block("one two three four five six seven eight nine ten eleven twelve", size=56, smallest=24)
    stacks = [stack([block], x=0, y=0, width=400, height=height) for height in (400, 100, 40)]
    (roomy,), (tight,), (least,) = (
        {shape.face.size for shape in stack.shapes if isinstance(shape, Line)} for stack in stacks
    )
    assert roomy == 56 > tight > least == 24
    assert [stack.cut for stack in stacks] == [False, False, True]
    short = stacks[-1]
    (last,) = [shape.text for shape in short.shapes if isinstance(shape, Line)]
    assert last.endswith("…")
    assert block.text.startswith(last.removesuffix("…"))


def test_columns_stand_apart_and_an_empty_block_takes_no_room() -> None:
    """Guards against a hole where a record says nothing."""
    blocks = [Block("Killed", size=24, smallest=20), Block("", size=24, smallest=20, gap=90)]
    one, other = side_by_side([blocks, blocks[:1]], x=10, y=0, width=100, height=200, gap=30)
    assert one.height == other.height
    assert [shape.x for shape in (*one.shapes, *other.shapes)] == [10, 140]


def test_wrapping_loses_and_adds_no_letter() -> None:
    """Guards against words that vanish at the end of a line."""
    text = (
        "Қазақстан: more than 3\u00a0800, https://crisis.example/casualties?item=northport.detained&known_on=2023-03-01"
    )
    for width in (60, 200, 1000):
        shown = list(wrap(text, SANS, width))
        assert "".join(shown).replace(" ", "") == text.replace(" ", "")
        assert all(fonts.width_of(line, SANS) <= width for line in shown)


def test_a_quotation_stands_in_quotation_marks_with_speaker_cue_and_source(reports: Archive) -> None:
    """Guards against a quotation card without who said it, how, or where it stands."""
    row, article = quotation(reports, "suchkov-includes")
    shown = text_of(quote_card(row, article, permalink=PERMALINK))
    for part in (f"“{row['contents']}”", row["speaker_name"], row["speaker_role"], row["speaker_affiliation"],
                 f"“{row['cue']}”", "day not stated", "Al Jazeera, Fri 7 Jan 2022",
                 "republished by Lemkin Institute for Genocide Prevention", PERMALINK):  # fmt: skip
        assert part in shown


def test_the_day_and_the_page_that_a_report_was_read_on_are_named_where_they_are_known(reports: Archive) -> None:
    """Guards against a quotation without its day, and an excerpt that passes for the publisher's own page."""
    row, article = quotation(reports, "suchkov-includes")
    told = text_of(quote_card(row | {"spoken_on": "2022-01-06"}, article | {"read_at": "LBC"}, permalink=PERMALINK))
    assert "Thu 6 Jan 2022" in told
    assert "read at LBC" in told


def test_the_pieces_of_a_quotation_stand_each_in_their_marks(reports: Archive) -> None:
    """Guards against two pieces that read as one unbroken sentence."""
    row, article = quotation(reports, "kuralai-explosions")
    first, second = row["contents"].split("\n")
    assert f"“{first}” […] “{second}”" in text_of(quote_card(row, article, permalink=PERMALINK))


def test_reported_speech_has_no_quotation_marks_and_says_whose_words_it_has(reports: Archive) -> None:
    """Guards against our words in somebody's mouth."""
    row, article = quotation(reports, "tokayev-foreign-trained")
    picture = quote_card(row, article, permalink=PERMALINK)
    assert "Reported speech: the words are ours, not the speaker’s" in text_of(picture)
    assert row["paraphrase"] in text_of(picture)
    assert f"“{row['paraphrase']}" not in text_of(picture)
    assert row["evidence_note"] in text_of(picture)
    assert "reported speech" in picture.description


@pytest.mark.parametrize("name", ["suchkov-mixed-bag", "ministry-liquidated", "forestier-walker-fighting-talk"])
def test_a_fragment_is_shown_with_what_it_is_about_and_as_a_fragment(reports: Archive, name: str) -> None:
    """Guards against one word of a report that looks like a sentence its speaker said."""
    row, article = quotation(reports, name)
    picture = quote_card(row, article, permalink=PERMALINK)
    assert "not a whole sentence" in text_of(picture)
    assert row["context"] in text_of(picture)
    context = next(line for line in lines(picture) if row["context"].startswith(line.text))
    assert context.face.size >= 32
    assert "not a whole sentence" not in text_of(quote_card(*quotation(reports, "kuralai-explosions"), permalink=""))


def test_a_quotation_that_had_to_be_cut_says_so_and_keeps_its_marks(reports: Archive) -> None:
    """Guards against a shortened quotation that passes for the whole of it."""
    row, article = quotation(reports, "suchkov-includes")
    picture = quote_card(row | {"contents": "We will be back tomorrow. " * 400}, article, permalink=PERMALINK)
    assert "…” " in text_of(picture)
    assert "Shortened to fit; all of it stands at the address below." in text_of(picture)
    assert PERMALINK in text_of(picture)


@pytest.mark.parametrize("name", ["arrests-3800", "planes-70", "aktau-crowd-500", "killed-dozens", "csto-troops-2500"])
def test_a_figure_keeps_the_words_that_make_it_inexact_in_one_line(reports: Archive, name: str) -> None:
    """Guards against “more than 3,800” that reads as 3,800."""
    row, article = quotation(reports, name)
    picture = figure_card(row, article, permalink=PERMALINK)
    before, figure = figure_parts(row)
    largest = max(lines(picture), key=lambda line: line.face.size)
    assert largest.text == figure
    assert [line.text for line in lines(picture) if line.y == largest.y] == [*([before] if before else []), figure]
    assert row["value_text"] in picture.title


def test_a_figure_says_whom_it_counts_who_says_so_as_of_when_and_what_is_noted(reports: Archive) -> None:
    """Guards against a number without its source, its day, or the hedge of its article."""
    row, article = item(reports, f"{LEAD}.csto-troops-2500")
    notes = ["≠ 3,000 (Port police, 1 Mar 2023), by our rule", "One statement, in 3 reports"]
    shown = text_of(figure_card(row, article, permalink=PERMALINK, notes=notes))
    for part in ("Troops", "about 2,500", "its forces",
                 "Who says so Collective Security Treaty Organization (CSTO)",
                 "as of: not stated · reported Fri 7 Jan 2022", "The article hedges: “would”.", row["note"], *notes,
                 "Al Jazeera, Fri 7 Jan 2022", PERMALINK):  # fmt: skip
        assert part in shown


def test_a_figure_has_its_status_its_mark_and_the_words_that_it_rests_on(reports: Archive) -> None:
    """Guards against a card that tells less of a figure than the panel that it is taken from."""
    row, article = item(reports, "ap-2022-01-09.killed-164")
    band = figure_band(ledger.history_of(reports, row, Selection(known_on="2022-12-20")), "2022-12-20")
    picture = figure_card(
        row, article, permalink=PERMALINK, notes=["Withdrawn"],
        context=FigureContext(band, ["some words"], "as known on 20 December 2022"),
    )  # fmt: skip
    shown = text_of(picture)
    for part in (band.text, "“some words”", "Killed, as known on 20 December 2022"):
        assert part in shown
    assert shown.count("Withdrawn") == 2, "the band says the same as the note"
    assert [shape for shape in picture.shapes if isinstance(shape, Polygon)]
    assert band.text in picture.description


STRANGE = ("警察", "الشرطة", "🚨", "ทหาร", "ექიმი", "דוקרים")


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font but Streamlit's, such as a small container."""
    fonts._file_for.cache_clear()
    monkeypatch.setattr(fonts, "font_files", tuple)
    yield
    fonts._file_for.cache_clear()


@pytest.mark.usefixtures("no_system_fonts")
@pytest.mark.parametrize("strange", STRANGE)
def test_a_card_in_letters_that_no_font_has_is_an_svg_alone(reports: Archive, strange: str) -> None:
    """Guards against a row of crossed boxes in the place of a name, and against a name that is left out."""
    row, article = quotation(reports, "tokayev-militants")
    told = quote_card(row | {"speaker_name": f"Kassym {strange} Tokayev"}, article, permalink=PERMALINK)
    assert told.not_drawable == strange
    with pytest.raises(ValueError, match=f"no font here has all letters of {strange}"):
        told.to_png()
    root = ElementTree.fromstring(told.to_svg())
    (line,) = [each for each in root.iter(f"{SVG}text") if strange in (each.text or "")]
    assert "textLength" not in line.attrib, "it is as wide as in the font of whoever opens it"
    assert_nothing_overflows(told, margin=72)
    sound = quote_card(row, article, permalink=PERMALINK)
    assert sound.not_drawable == ""
    assert sound.to_png()


@pytest.mark.usefixtures("no_system_fonts")
@pytest.mark.parametrize("strange", STRANGE)
def test_a_link_preview_says_what_it_does_not_draw(strange: str) -> None:
    """Guards against crossed boxes in a chat: a preview has no other form than a picture."""
    figures = [Figure(who=f"According to {strange} {strange} of the port")]
    picture = preview(collection="N", page="M", title=f"On {strange}", figures=figures, day="")
    assert "According to [not drawn] of the port" in text_of(picture)
    assert "On [not drawn]" in text_of(picture)
    assert strange not in text_of(picture)
    assert picture.to_png()


@pytest.mark.parametrize("strange", STRANGE)
def test_letters_that_a_font_of_the_system_has_are_drawn_in_it(reports: Archive, strange: str) -> None:
    """Guards against a card without a picture where the machine could draw it."""
    file = fonts.file_for(strange, Family.SANS)
    if not file:
        pytest.skip("no font of this machine has these letters, or they cannot be joined")
    row, article = quotation(reports, "tokayev-militants")
    picture = quote_card(row | {"contents": strange, "speaker_name": strange}, article, permalink=PERMALINK)
    drawn_in = {line.face.file for line in lines(picture) if strange in line.text}
    assert len(drawn_in) == 1
    assert drawn_in & {None, OWN_FONT} == set()
    font = fonts.load_font(Face(Family.SANS, 24, file=file))
    assert bytes(font.getmask(strange)) != bytes(font.getmask(fonts.NO_LETTER * len(strange)))
    assert picture.to_png()


@pytest.mark.parametrize("words", ["سنعود غدا", "נחזור מחר"])
def test_words_that_begin_at_the_right_stand_at_the_right(reports: Archive, words: str) -> None:
    """Guards against an Arabic quotation whose lines end at the right, ragged where they should begin."""
    row, article = quotation(reports, "tokayev-militants")
    picture = quote_card(row | {"contents": words * 9}, article, permalink=PERMALINK)
    root = ElementTree.fromstring(picture.to_svg())
    drawn_lines = zip(lines(picture), root.iter(f"{SVG}text"), strict=True)
    found = [(line, each) for line, each in drawn_lines if words.split()[0] in line.text]
    assert len(found) > 1
    for line, each in found:
        assert line.x + line.width == pytest.approx(WIDTH - 72)
        assert each.attrib["direction"] == "rtl"
        assert float(each.attrib["x"]) == pytest.approx(WIDTH - 72)
    latin = [each for line, each in zip(lines(picture), root.iter(f"{SVG}text"), strict=True) if not line.rtl]
    assert latin
    assert not any("direction" in each.attrib for each in latin)


def test_no_record_of_the_collection_has_letters_that_the_fonts_lack(drawn: list[Picture]) -> None:
    """Guards against a name of this collection that a card does not show, or shows in another type."""
    assert {line.face.file for picture in drawn for line in lines(picture)} == {OWN_FONT}


def test_notes_that_find_no_room_are_counted(reports: Archive) -> None:
    """Guards against a disagreement that is left out without a word."""
    row, article = item(reports, f"{LEAD}.arrests-3800")
    shown = text_of(figure_card(row, article, permalink=PERMALINK, notes=[f"Note {n}" for n in range(7)]))
    assert "Note 3" in shown
    assert "3 more notes at the address below." in shown


def test_a_note_that_is_given_twice_is_shown_once(reports: Archive) -> None:
    """Guards against a card that repeats the record's own note."""
    row, article = item(reports, f"{LEAD}.arrests-3800")
    assert text_of(figure_card(row, article, permalink=PERMALINK, notes=[row["note"]])).count(row["note"]) == 1


@pytest.mark.parametrize("status", [each for each in ClaimStatus if each is not ClaimStatus.CURRENT])
def test_a_figure_that_does_not_simply_stand_says_so_above_everything_else(reports: Archive, status: str) -> None:
    """Guards against a withdrawn or contested figure that travels on as if it stood."""
    row, article = item(reports, f"{LEAD}.arrests-3800")
    picture = figure_card(row | {"status": status}, article, permalink=PERMALINK)
    first = lines(picture)[0]
    assert first.text == WHAT_BECAME_OF_IT.get(ClaimStatus(status), ClaimStatus(status).label)
    assert first.text.startswith(ClaimStatus(status).label)
    assert first.y == min(line.y for line in lines(picture))
    assert ClaimStatus(status).label.lower() in picture.title
    assert ClaimStatus(status).label.lower() in picture.description
    assert ClaimStatus(status).label not in text_of(figure_card(row, article, permalink=PERMALINK))


def struck_through(picture: Picture, words: str) -> bool:
    """Whether a box crosses the line of some words where their letters are."""
    line = next(line for line in lines(picture) if line.text == words)
    _, top, _, bottom = ink(line)
    return any(
        top < box.y and box.y + box.height < bottom and box.x <= line.x and box.width >= 0.95 * line.width
        for box in boxes(picture)
    )


def test_only_a_withdrawn_figure_is_struck_through(reports: Archive) -> None:
    """Guards against a retracted number that can be cut out of its card and passed on, and against striking others."""
    row, article = item(reports, "ap-2022-01-09.killed-164")
    assert row["status"] == ClaimStatus.RETRACTED
    assert struck_through(figure_card(row, article, permalink=PERMALINK), "164")
    for status in set(ClaimStatus) - {ClaimStatus.RETRACTED}:
        assert not struck_through(figure_card(row | {"status": status}, article, permalink=PERMALINK), "164")
    for withdrawn in (True, False):
        figure = Figure(withdrawn=withdrawn)
        shown = preview(collection="N", page="M", title="Dockers", figures=[figure], day="")
        assert struck_through(shown, figure.words) is withdrawn


SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_is_self_contained_and_names_itself(drawn: list[Picture]) -> None:
    """Guards against a picture that asks another server, runs a script, or tells a screen reader nothing."""
    for picture in drawn:
        root = ElementTree.fromstring(picture.to_svg())
        assert {each.tag for each in root.iter()} <= {
            SVG + tag for tag in ("svg", "title", "desc", "rect", "path", "text")
        }
        attributes = {(name, value) for each in root.iter() for name, value in each.attrib.items()}
        assert not [name for name, _ in attributes if "href" in name or name.startswith("on") or name == "style"]
        assert not [value for _, value in attributes if "url(" in value or "//" in value]
        assert root.attrib["role"] == "img"
        assert root.findtext(f"{SVG}title") == xml_text(picture.title)
        assert root.findtext(f"{SVG}desc") == xml_text(picture.description)


def test_an_svg_has_the_lines_of_its_picture_each_as_wide_as_it_was_measured(drawn: list[Picture]) -> None:
    """Guards against a browser's own font that overflows a card, and a line that only the PNG has."""
    for picture in drawn:
        root = ElementTree.fromstring(picture.to_svg())
        for each, line in zip(root.iter(f"{SVG}text"), lines(picture), strict=True):
            assert each.text == line.text
            place = [float(each.attrib[name]) for name in ("x", "y", "textLength")]
            assert place == pytest.approx([line.x, line.y, line.width], abs=0.01)
        assert {each.attrib["lengthAdjust"] for each in root.iter(f"{SVG}text")} == {"spacingAndGlyphs"}


def test_a_png_has_every_line_of_its_picture(reports: Archive) -> None:
    """Guards against a line that only the SVG has, or that stands elsewhere."""
    row, article = item(reports, "ap-2022-01-09.killed-164")
    picture = figure_card(row, article, permalink=PERMALINK, notes=["One statement, in 2 reports"])
    with Image.open(BytesIO(picture.to_png())) as whole:
        assert whole.size == (picture.width, picture.height)
        for line in lines(picture):
            less = replace(picture, shapes=tuple(shape for shape in picture.shapes if shape is not line))
            with Image.open(BytesIO(less.to_png())) as without:
                left, top, right, bottom = ink(line)
                changed = ImageChops.difference(whole, without).getbbox()
                assert changed, line.text
                assert (changed[1], changed[3]) == pytest.approx((top, bottom), abs=EDGE), line.text
                assert left - EDGE <= changed[0] < changed[2] <= right + EDGE, line.text
                assert changed[2] - changed[0] > 0.9 * line.width, line.text


def test_html_in_a_record_shows_as_text(reports: Archive) -> None:
    """Guards against a record that writes tags into a picture."""
    row, article = quotation(reports, "suchkov-includes")
    hostile = "<script>alert(1)</script> & ]]> \"'"
    picture = quote_card(row | {"contents": hostile, "speaker_name": hostile}, article, permalink=f"{PERMALINK}&a=<b>")
    root = ElementTree.fromstring(picture.to_svg())
    assert [each for each in root.iter() if "script" in each.tag] == []
    assert hostile in " ".join(each.text or "" for each in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("forbidden", ["\x00", "\x08", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_dropped(reports: Archive, forbidden: str) -> None:
    """Guards against one stray control character that makes a picture unreadable."""
    row, article = item(reports, f"{LEAD}.arrests-3800")
    strange = row | {"value_text": f"more{forbidden} than 3,800", "population": forbidden}
    picture = figure_card(strange, article, permalink=PERMALINK + forbidden, notes=[forbidden])
    root = ElementTree.fromstring(picture.to_svg().encode())
    assert {"more than", "3,800"} <= {each.text for each in root.iter(f"{SVG}text")}
    assert picture.to_png()


def test_white_space_is_one_space_but_a_number_stays_together() -> None:
    """Guards against a line break in the middle of “3 800”, and a tab that a browser and Pillow draw differently."""
    assert xml_text("  more\tthan\r\n 3\u202f800 ") == "more than 3\u202f800"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_picture_has_its_own_paper(drawn: list[Picture]) -> None:
    """Guards against an SVG whose dark letters stand on the dark page of another site."""
    for picture in drawn:
        first = next(ElementTree.fromstring(picture.to_svg()).iter(f"{SVG}rect"))
        assert [first.attrib[name] for name in ("x", "y", "width", "height", "fill")] == [
            "0", "0", str(picture.width), str(picture.height), PAPER,
        ]  # fmt: skip


def test_every_line_can_be_read_on_what_is_behind_it(drawn: list[Picture]) -> None:
    """Guards against pale text: a contrast of at least 4.5 to 1."""
    for picture in drawn:
        behind: list[Box] = []
        for shape in picture.shapes:
            if not isinstance(shape, Line):
                behind += [shape] if isinstance(shape, Box) else []
                continue
            under = [
                box.colour
                for box in behind
                if box.x <= shape.x < box.x + box.width and box.y < shape.y < box.y + box.height
            ]
            light, dark = sorted((luminance(shape.colour), luminance(under[-1] if under else "#FFFFFF")), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, shape.text


@pytest.mark.parametrize("face", [SERIF, SANS], ids=["serif", "sans"])
def test_cyrillic_and_kazakh_letters_are_drawn_as_letters(face: Face) -> None:
    """Guards against a font that shows Қазақстан as a row of empty boxes."""
    font = fonts.load_font(face)
    unknown = bytes(font.getmask("\U0010fffd"))
    for letter in "ҚқазақстанӘәҒғҢңӨөҰұҮүҺһІіЖЩЪЫЭЮЯёй“”…–’·":
        assert bytes(font.getmask(letter)) != unknown, letter


def test_weights_of_one_family_stay_apart() -> None:
    """Guards against one font object whose weight the last caller has set."""
    light, bold = (Face(Family.SANS, 24, weight) for weight in (400, 600))
    first = fonts.width_of("Northport", light)
    assert fonts.width_of("Northport", bold) > first
    assert fonts.width_of("Northport", light) == first


@pytest.mark.parametrize("kept", ["nowhere", "in an empty folder", "as something else", "without Streamlit"])
def test_pictures_are_drawn_where_the_fonts_are_missing(
    kept: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reports: Archive
) -> None:
    """Guards against a new Streamlit without these files that takes every picture with it."""
    place: Path | None = tmp_path
    if kept == "nowhere":
        place = tmp_path / "missing"
    elif kept == "without Streamlit":
        place = None
    elif kept == "as something else":
        for family in Family:
            (tmp_path / family.file.replace("*", "x")).write_text("not a font")
    monkeypatch.setattr(fonts, "font_folder", lambda: place)
    assert fonts.load_font(SERIF).getbbox("n") == fonts.load_font(replace(SERIF, family=Family.SANS)).getbbox("n")
    for picture in (
        figure_card(*item(reports, f"{LEAD}.arrests-3800"), permalink=PERMALINK, notes=[LONG["Kazakh"]]),
        quote_card(*quotation(reports, "tokayev-militants"), permalink=PERMALINK),
        preview(collection="N", page="M", title=LONG["words"], figures=[Figure()] * 3, day=""),
    ):
        assert_nothing_overflows(picture, margin=56)
        assert picture.not_drawable or picture.to_png()


def test_the_fonts_are_those_that_come_with_streamlit() -> None:
    """Guards against falling back to the plain font without anybody noticing."""
    names = {family: fonts.load_font(Face(family, 24)).getname()[0] for family in Family}  # type: ignore[union-attr]
    assert "Source Serif" in str(names[Family.SERIF])
    assert "SourceSans" in str(names[Family.SANS])


def test_threads_draw_what_one_thread_draws() -> None:
    """Guards against letters of one picture in another, where two readers ask at once."""

    def draw(count: int) -> bytes:
        figures = [Figure(words=f"at least {count + n}", whom="dockers " * count) for n in range(3)]
        return preview_image(collection="Northport", page="Map", title="Dockers " * count, figures=figures, day="")

    alone = [draw(count) for count in range(8)]
    fonts._load_font.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(draw, [*range(8)] * 3)) == alone * 3


def test_few_sizes_of_letters_are_in_use(drawn: list[Picture]) -> None:
    """Guards against a font in memory, of a megabyte, for every picture that was ever drawn."""
    used = {line.face for picture in drawn for line in lines(picture)}
    assert {face.size for face in used} <= set(SIZES)
    limit = fonts._load_font.cache_info().maxsize
    assert limit
    assert len(used) <= limit


def test_drawing_needs_no_screen() -> None:
    """Guards against a command line or a worker that pays for Streamlit to draw a picture."""
    program = (
        "import sys\n"
        "from publishing.pictures.previews import preview_image\n"
        "preview_image(collection='N', page='M', title='Dockers', figures=[], day='')\n"
        "print(*sorted({'streamlit', 'plotly', 'pydeck'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[4], capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    assert finished.stdout.split() == []
