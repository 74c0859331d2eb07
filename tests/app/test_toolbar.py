"""Share, Take away and an item's panel on every page: the right links, exactly the rows shown, every citation."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app import toolbar
from data.export.files import export
from data.queries.selection import Selection
from data.tables.archive import open_archive
from data.tables.rows import Table
from data.views.figure_lines import figure_lines
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.summary import summary
from publishing.pictures import fonts
from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGE_FILES, Query, Screen

QUERY: Query = {"city": ["almaty"], "known_on": ["2022-01-09"]}
SELECTION = Selection(city=("almaty",), known_on="2022-01-09")


def codes(screen: Screen) -> list[str]:
    """What stands in the boxes to copy from."""
    return [each.value for each in screen.app.code]


def offered(screen: Screen) -> set[str]:
    """The files that the open panel offers, by the words on their buttons."""
    buttons = screen.app.get("download_button")
    return {each.label for each in buttons if str(each.key).startswith(("take-", "card-"))}


def made(file: str, table: str, *, every: bool = False, query: Query = QUERY) -> dict[str, bytes]:
    """What the buttons of a page's panel hold, by their words."""
    path = path_of(file)
    view = view_of(read_address(path, as_lists(query), open_archive()))
    held = [*toolbar.files(view, Table(table), all_rows=every), *toolbar.pages(view, all_pages=every)]
    return {each.label: each.content() for each in held}


def path_of(file: str) -> str:
    return file.removeprefix("pages/").removesuffix(".py").replace("overview", "")


def as_lists(query: Query) -> dict[str, list[str]]:
    return {key: [values] if isinstance(values, str) else values for key, values in query.items()}


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


@pytest.mark.parametrize("file", PAGE_FILES)
def test_every_page_shares_a_pinned_link_and_two_frames(
    open_page: Opener, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page without its own link sends the reader's colleague to another view."""
    monkeypatch.setenv("PUBLIC_URL", "https://news.example/kz/")
    pinned, live, kept = codes(open_page(file, QUERY, share=True))[:3]
    assert pinned.startswith(f"https://news.example/kz/{path_of(file)}?")
    version = open_archive().version
    assert asked(pinned) == {"city": ["almaty"], "known_on": ["2022-01-09"], "dataset": [version]}
    for frame in (live, kept):
        assert frame.startswith("<iframe ")
        assert "embed=true" in frame
    assert "dataset=" not in live
    assert f"dataset={version}" in kept


@pytest.mark.parametrize("file", PAGE_FILES)
def test_every_page_is_cited_in_four_forms_with_its_permalink(shared_page: Opener, file: str) -> None:
    """A view that cannot be cited is retyped, without its day."""
    screen = shared_page(file, QUERY, **{"take-away": True})
    for form, start in {"Text": "“", "BibTeX": "@misc{", "RIS": "TY  - DATA", "Wikipedia": "{{cite news"}.items():
        screen.app.session_state["cite-form-view"] = form
        written = codes(screen.run())[0]
        assert written.startswith(start)
        assert "known_on=2022-01-09" in written
        assert open_archive().version in written


@pytest.mark.parametrize("file", PAGE_FILES)
def test_what_is_taken_away_is_exactly_what_is_filtered(shared_page: Opener, file: str) -> None:
    """A file with other rows than the page is published as if it had been checked."""
    screen = shared_page(file, QUERY, **{"take-away": True})
    table = screen.app.selectbox("take-away-table").value
    held = made(file, table)
    selection = replace(SELECTION, metric="killed" if "casualties" in file else "")
    assert offered(screen) == set(held)
    assert held["CSV"].decode("utf-8-sig") == export(open_archive(), table, "csv", selection)
    assert held["JSON"].decode() == export(open_archive(), table, "json", selection)
    assert ("GeoJSON" in held) == (table in ("events", "places"))
    archive = zipfile.ZipFile(io.BytesIO(held["Zip"]))
    assert archive.read(f"data/{table}.csv") == held["CSV"]
    assert "city: almaty" in archive.read("README.txt").decode()
    for page in ("One page", "Whole file"):
        assert held[page].decode().lower().startswith("<!doctype html")


def test_all_rows_are_offered_beside_those_shown() -> None:
    """Whoever wants the whole table would have to drop their filters first."""
    everything = export(open_archive(), "events", "json", Selection(known_on="2022-01-09"))
    rows = json.loads(made("pages/timeline.py", "events", every=True)["JSON"])["rows"]
    assert rows == json.loads(everything)["rows"]


def test_every_table_can_be_taken_from_every_page(open_page: Opener) -> None:
    """The quotations behind a map would have to be looked for on another page."""
    screen = open_page("pages/map.py", QUERY, **{"take-away": True, "take-away-table": "quotes"})
    assert offered(screen) == {"CSV", "JSON", "Zip", "One page", "Whole file"}
    assert len(screen.app.selectbox("take-away-table").options) == 9
    assert made("pages/map.py", "quotes")["CSV"].decode("utf-8-sig") == export(
        open_archive(), "quotes", "csv", SELECTION
    )


def test_a_closed_panel_makes_nothing(open_page: Opener) -> None:
    """Every reader would wait for nine files that nobody asked for."""
    assert offered(open_page("pages/timeline.py", QUERY)) == set()


@pytest.mark.parametrize(
    ("item", "cards"),
    [("arrests-3800", {"PNG", "SVG"}), ("tokayev-militants", {"PNG", "SVG"}), ("airport-recaptured", set())],
)
def test_an_item_has_its_own_link_citation_and_card(open_page: Opener, item: str, cards: set[str]) -> None:
    """A link to a page is no link to the figure that is spoken of."""
    screen = open_page("pages/quotes.py", {"item": [f"{LEAD}.{item}"], "city": ["almaty"]}, **{"item-panel": True})
    link, text = codes(screen)[-2:]
    version = open_archive().version
    assert asked(link) == {"item": [f"{LEAD}.{item}"], "known_on": ["2022-01-07"], "dataset": [version]}
    assert link in text
    assert offered(screen) == cards
    again = open_page("pages/quotes.py", {**asked(link)})
    assert again.drawer()
    assert again.notices() == ""


def test_a_card_that_no_font_can_draw_is_offered_as_svg_with_the_reason(
    open_page: Opener, tmp_path: Path, small_record: dict[str, Any], records_from: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journalist would send crossed boxes, or look for the picture that every other item has."""
    small_record["actors"][2]["name"] = "警察"
    (tmp_path / "record.json").write_text(json.dumps(small_record), "utf-8")
    records_from(tmp_path)
    monkeypatch.setattr(fonts, "file_for", lambda text, family: None if "警" in text else "")
    monkeypatch.setattr("publishing.pictures.drawing.file_for", fonts.file_for)
    monkeypatch.setattr("publishing.pictures.shapes.file_for", fonts.file_for)
    item = {"item": ["northport-2023-03-01.lima-back-tomorrow"]}
    screen = open_page("pages/quotes.py", item, **{"item-panel": True})
    assert offered(screen) == {"SVG"}
    assert any("no font of this server has “警察”" in caption.value for caption in screen.app.caption)


VIEWS: dict[str, Any] = {"almaty": 43.25, "aktau": 43.66, "western-kazakhstan": 43.66}


@pytest.mark.parametrize(("view", "latitude"), VIEWS.items())
def test_a_named_view_moves_the_map(open_page: Opener, view: str, latitude: float) -> None:
    """A link to one city's map would show the whole country."""
    (drawn,) = open_page("pages/map.py", {"view": [view]}).app.get("deck_gl_json_chart")
    state = json.loads(drawn.proto.json)["initialViewState"]
    assert round(state["latitude"], 2) == latitude
    assert state["zoom"] > 5


def test_a_view_that_is_not_there_is_told(open_page: Opener) -> None:
    """A mistyped view would pass for the whole country's."""
    screen = open_page("pages/map.py", {"view": ["atlantis"]})
    assert "atlantis" in screen.notices()


KILLED: Query = {"known_on": ["2022-12-20"], "metric": ["killed"]}


def links_of_captions(screen: Screen) -> list[str]:
    """The addresses of the links in the panel's captions."""
    return re.findall(r"\]\((\S+)\)", "\n".join(each.value for each in screen.app.caption))


def test_a_tab_says_how_many_of_all_rows_it_gives_and_where_a_program_gets_them(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 45 rows from a page of 22 is published as a list of those killed."""
    monkeypatch.setenv("PUBLIC_URL", "https://news.example/kz")
    screen = open_page("pages/casualties.py", KILLED, **{"take-away": True})
    rows = json.loads(made("pages/casualties.py", "claims", query=KILLED)["JSON"])["rows"]
    everything = json.loads(made("pages/casualties.py", "claims", every=True, query=KILLED)["JSON"])["rows"]
    assert {row["metric"] for row in rows} == {"killed"}
    assert [row for row in everything if row["metric"] == "killed"] == rows
    assert f"{len(rows)} of {len(everything)} rows." in screen.text
    (link,) = links_of_captions(screen)
    assert link.startswith("https://news.example/kz/api/v1/claims.json?")
    assert asked(link) == {"metric": ["killed"], "known_on": ["2022-12-20"], "limit": ["1000"]}
    assert "What is counted: Killed" in codes(screen)[0]
    screen.app.session_state["take-away-rows"] = "all"
    assert f"All {len(everything)} rows." in screen.run().text
    assert asked(*links_of_captions(screen)) == {"known_on": ["2022-12-20"], "limit": ["1000"]}


@pytest.mark.parametrize("file", PAGE_FILES)
def test_the_figures_of_a_page_can_be_copied_as_text(
    open_page: Opener, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes a paragraph would type figures, days and sources from the screen."""
    monkeypatch.setenv("PUBLIC_URL", "https://news.example/kz")
    screen = open_page(file, QUERY, **{"take-away": True})
    view = view_of(read_address(path_of(file), as_lists(QUERY), open_archive()))
    if "claims" not in view.tables:
        assert "section-figure_lines" not in screen.fragments()
        return
    panel = screen.section("figure_lines")
    (text,) = [node.attributes["data-copy"] for node in panel.below() if "data-copy" in node.attributes]
    (read,) = [node for node in panel.below() if node.tag == "pre"]
    assert " ".join(text.split()) == read.text
    heading, *_ = text.split("\n")
    lines = [line for line in text.split("\n") if " in the dashboard: " in line]
    assert heading.startswith(f"{view.name} (")
    assert "City: Almaty" in heading
    assert "As known on Sun 9 Jan 2022" in heading
    assert open_archive().version in heading
    assert len(lines) == len(figure_lines(view)) > 0
    assert f"\nNot in this list: later reports {summary(view.reading).later}.\n" in text
    assert summary(view.reading).later
    by_number = {int(line.split()[1]): line.rsplit(" ", 1)[1] for line in lines}
    for number, of_item in enumerate(figure_lines(view), start=1):
        link = by_number[number]
        assert link.startswith(f"https://news.example/kz/{path_of(file)}?")
        expected = {"item": [of_item.item_id], "known_on": ["2022-01-09"], "dataset": [open_archive().version]}
        assert asked(link) == expected
    again = open_page(file, asked(link))
    assert again.drawer()
    assert again.notices() == ""


def test_take_away_says_how_rows_and_statements_relate(open_page: Opener) -> None:
    """“22 of 45 rows” beside a page of 13 statements looks like a mistake."""
    screen = open_page("pages/casualties.py", KILLED, **{"take-away": True})
    view = view_of(read_address("casualties", as_lists(KILLED), open_archive()))
    assert "A row is what one report has of a figure" in screen.text
    assert f"These rows are of {len(figure_lines(view))} statements; the page shows each once." in screen.text


@pytest.mark.parametrize("file", PAGE_FILES)
def test_an_article_can_be_cited_beside_the_view(open_page: Opener, file: str) -> None:
    """What a journalist cites is the article: the view only leads to it."""
    screen = open_page(file, {}, **{"take-away": True})
    chosen = [box for box in screen.app.selectbox if box.key == "cite-article"]
    if path_of(file) == "corrections":  # of records, and so of no article unless there is one
        assert chosen == []
        return
    assert len(chosen[0].options) > 0
    assert "**Cite an article** that the view rests on" in [text.value for text in screen.app.markdown]
    urls = [article["url"] for article in view_of(read_address(path_of(file), {}, open_archive())).articles]
    assert [code for code in screen.app.code if any(url in code.value for url in urls)]


def test_a_page_without_figures_under_its_filters_offers_none_to_copy(open_page: Opener) -> None:
    """An empty text would be copied and pasted over one that is not."""
    screen = open_page("pages/casualties.py", {"q": "zzzz"}, **{"take-away": True})
    assert "section-figure_lines" not in screen.fragments()
