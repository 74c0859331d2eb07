"""The rules of honesty, held against what the reader sees: every page, every table, every drawer."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from components.charts.counts import OPEN_END
from data import queries
from data.export.files import export
from data.figures.latest import headline_figures
from data.figures.ledger import COUNT_FAMILIES as TALLY
from data.figures.ledger import filter_count_family
from data.figures.statements import statements
from data.tables.archive import open_archive
from data.views.captions import REPORT_DAYS
from data.wording.phrases import day_and_month
from tests.app.conftest import Opener, open_in_new_session
from tests.app.screen import COUNT_FAMILIES, LEAD, PAGE_FILES, ROOT, TABLES, Query, Screen
from tests.html_page import Node, items

Json = dict[str, Any]

RECORD: Json = json.loads((ROOT / "data" / "articles" / f"{LEAD}.json").read_text("utf-8"))
EVENTS = {event["id"]: event for event in RECORD["events"]}
CLAIMS = {claim["id"]: claim for claim in RECORD["claims"]}
FORTY_FOUR = re.compile(r"(?<![\d.,])44(?![\d]|[.,]\d)")

_METRICS_OF_PEOPLE = {metric for family in ("killed", "injured", "detained") for metric in TALLY[family]}

UNPLACED = {key for key, event in EVENTS.items() if event["geo_precision"] in ("unknown", "country", "region")}

TURNED: tuple[tuple[str, Query, dict[str, object]], ...] = (
    *(("pages/casualties.py", {"metric": count_family}, {"true-scale": True}) for count_family in COUNT_FAMILIES),
    ("pages/timeline.py", {"lanes": "actor"}, {}),
    ("pages/overview.py", {}, {"facts": True}),
    ("pages/overview.py", {}, {"more-caveats": True}),
)
"""What a page shows only once the reader makes a choice of its own or opens an expander."""


@pytest.fixture(scope="module")
def every_screen() -> list[tuple[str, Screen]]:
    """Every page with its table open, with its own choices, and the drawer of every item of the record."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("ARTICLES", "ARCHIVE", "ARTICLE_TEXTS"):
            environment.delenv(name, raising=False)
        screens = [(page, open_in_new_session(page, **dict.fromkeys(TABLES[page], True))) for page in PAGE_FILES]
        screens += [
            (f"{page} with {query or state}", open_in_new_session(page, query, **state))
            for page, query, state in TURNED
        ]
        for table in ("events", "claims", "quotes", "facts", "caveats"):
            for item in RECORD[table]:
                screen = open_in_new_session("pages/corrections.py", {"item": f"{LEAD}.{item['id']}"})
                screens.append((f"drawer of {item['id']}", screen))
    return screens


def test_26_and_18_are_never_added_up_to_44(every_screen: list[tuple[str, Screen]]) -> None:
    """Two claims of one ministry about two groups are no toll: the article adds nothing up, so nobody here may."""
    seen = ""
    for name, screen in every_screen:
        for text in screen.texts():
            assert not FORTY_FOUR.search(text), f"{name}: {text[:200]}"
            assert not re.search(r"forty.four", text, re.IGNORECASE), f"{name}: {text[:200]}"
        for key, chart in screen.charts().items():
            ends = [trace.get(axis) for trace in chart.get("data", []) for axis in ("x", "y", "base")]
            assert 44 not in _numbers(ends), f"{name}: a mark of {key} ends at 44"
        seen += screen.text
    assert re.search(r"\b26\b", seen)
    assert re.search(r"\b18\b", seen)


def test_armed_criminals_stand_in_quotation_marks_with_the_ministry_beside_them(
    every_screen: list[tuple[str, Screen]],
) -> None:
    """The label belongs to the ministry: without marks it would be the page's own, without a name nobody's.

    A block quotation (`> `) of the article's words is set off as a quotation already.
    """
    found = 0
    for name, screen in every_screen:
        for text in screen.texts():
            if text.startswith("> "):
                continue
            for mention in re.finditer("armed criminals", text, re.IGNORECASE):
                found += 1
                before, after = text[: mention.start()], text[mention.end() :]
                opened = before.rfind("“") > before.rfind("”")
                assert opened, f"{name}: no opening mark before it: {text[:300]}"
                assert "”" in after, f"{name}: no closing mark after it: {text[:300]}"
        holders = [screen.drawer()] if name.startswith("drawer") else screen.cards()
        for card in holders:
            if card and re.search("armed criminals", card, re.IGNORECASE):
                assert re.search("ministry", card, re.IGNORECASE), f"{name}: nobody is named as saying it: {card[:300]}"
    assert found > 10


@pytest.mark.parametrize("label", ["militants", "terrorists", "liquidated"])
def test_labels_of_one_side_stand_in_quotation_marks_or_with_who_uses_them(
    every_screen: list[tuple[str, Screen]], label: str
) -> None:
    """“Terrorists” is what the president calls them; a page that says it by itself has taken a side."""
    found = 0
    for name, screen in every_screen:
        for card in [screen.drawer() or ""] if name.startswith("drawer") else screen.cards():
            for mention in re.finditer(label, card, re.IGNORECASE):
                found += 1
                before = card[: mention.start()]
                quoted = before.rfind("“") > before.rfind("”")
                named = re.search("Tokayev|ministry", card, re.IGNORECASE)
                assert quoted or named, f"{name}: {card[:400]}"
    assert found


def test_vague_words_have_no_height_and_no_bar(open_page: Opener) -> None:
    """“Dozens” has no length: a bar or a height for it would be a number that nobody gave."""
    claims = {row["item_id"]: row for row in queries.rows(queries.claims(open_archive()))}
    drawn: dict[str, float] = {}
    bars: dict[str, bool] = {}
    text = ""
    for count_family in COUNT_FAMILIES:
        screen = open_page("pages/casualties.py", {"metric": count_family}, **{"true-scale": True})
        text += screen.text
        for chart in screen.charts().values():
            for trace in chart["data"]:
                drawn |= dict(zip(trace.get("customdata") or [], trace["y"], strict=False))
        for entry in _count_entries(screen):
            has_bar = any("rib-bar" in node.attributes.get("class", "") for node in entry.below())
            assert has_bar != ("no place on the scale" in entry.text)
            bars |= dict.fromkeys(items(entry), has_bar)
    people = {item for item, row in claims.items() if row["metric"] in _METRICS_OF_PEOPLE}
    assert {claims[item]["metric"] for item in drawn} >= {"killed", "injured", "arrested"}
    assert drawn.keys() <= people, "what is no count of people is on no scale"
    assert bars.keys() <= people
    for item, row in claims.items():
        if row["qualifier"] == "vague":
            assert drawn.get(item, -1) < 0, f"{item} stands on the scale"
            assert not bars.get(item), f"{item} has a bar"
            assert re.search(f"“{row['value_text']}”", text, re.IGNORECASE), f"{item} is dropped for being vague"
        elif item in people:
            assert drawn[item] == row["value"], item
            assert bars.get(item, True), f"{item} has a number and no bar"
    assert True in bars.values()
    assert False in bars.values()


def test_more_than_is_drawn_open(open_page: Opener) -> None:
    """“More than 3,800” is not 3,800: its mark carries the source's words and an arrow that runs on."""
    claims = queries.rows(queries.claims(open_archive()))
    marked_open: set[str] = set()
    for count_family in COUNT_FAMILIES:
        screen = open_page("pages/casualties.py", {"metric": count_family}, **{"true-scale": True})
        numbers = [row for row in claims if row["metric"] in TALLY[count_family] and row["value"] is not None]
        for row in numbers:
            marked = [node for node in _rows_of(screen, row["item_id"]) if _has_arrow(node)]
            is_open = row["qualifier"] in ("more_than", "at_least")
            assert is_open == bool(marked) or not _rows_of(screen, row["item_id"]), row["item_id"]
            assert all(row["value_text"] in node.text for node in marked), row["item_id"]
            marked_open |= {row["item_id"]} if marked else set()
        drawn = list(screen.charts().values())
        if count_family == "other":
            assert not drawn
            continue
        words = [note.get("text") for chart in drawn for note in chart["layout"]["annotations"]]
        words += [text for chart in drawn for trace in chart["data"] for text in trace.get("text") or []]
        for row in numbers:
            assert any(row["value_text"] in str(text) for text in words), row["item_id"]
        open_ended = sum(row["qualifier"] in ("more_than", "at_least") for row in numbers)
        arrows = sum(bool(note.get("showarrow")) for chart in drawn for note in chart["layout"]["annotations"])
        arrows += sum(
            len(trace["x"])
            for chart in drawn
            for trace in chart["data"]
            if trace.get("marker", {}).get("symbol") == OPEN_END
        )
        assert arrows == open_ended, count_family
    assert marked_open >= {f"{LEAD}.arrests-3800", f"{LEAD}.planes-70"}


@pytest.mark.parametrize("count_family", ["killed", "injured", "detained"])
def test_every_figure_stands_with_who_says_so_as_of_when_and_when_reported(
    open_page: Opener, count_family: str
) -> None:
    """“Not updated since Thursday” is as of the 6th, reported on the 7th: two dates, and the reader needs both."""
    screen = open_page("pages/casualties.py", {"metric": count_family})
    claims = queries.rows(filter_count_family(statements(open_archive()), count_family))
    assert claims
    days = ""
    listed: dict[str, tuple[str, str]] = {}
    for entry in _count_entries(screen):
        (shown_day,) = [node.text for node in entry.below() if node.attributes.get("class") == "rib-day"]
        days = shown_day or days  # a day stands once, with the first figure of it
        listed |= dict.fromkeys(items(entry), (days, entry.text))
    in_ledger = [node for node in screen.section("casualties_ledger").below() if node.tag == "tr"]
    assert REPORT_DAYS.text in screen.section("casualties_ledger").text
    for claim in claims:
        as_of = f"as of {day_and_month(claim['as_of'])}" if claim["as_of"] else "as of: not stated"
        as_of = "" if claim["as_of"] == claim["reported_on"] else as_of  # the note on the page says that once
        said = (claim["value_text"], claim["asserted_by_name"], as_of, claim["publisher"])
        reported, words = listed[claim["item_id"]]
        assert reported == day_and_month(claim["reported_on"])
        assert all(part in words for part in said), words
        if claim["status"] != "superseded":
            (row,) = [node.text for node in in_ledger if items(node)[:1] == [claim["item_id"]]]
            assert all(part in row for part in (*said, f"({day_and_month(claim['reported_on'])}")), row
            assert ("as of" in row) == bool(as_of), row


def test_every_figure_at_a_glance_stands_with_who_says_so(open_page: Opener) -> None:
    """A row on the overview is what gets photographed and passed on: it must not lose its source on the way."""
    latest = queries.rows(headline_figures(open_archive()))
    rows = [row for row in open_page("pages/overview.py").cards() if "Reported" not in row]
    for claim in latest:
        whom = claim["population"] or "not said who"
        (row,) = [each for each in rows if claim["value_text"] in each and whom in each and "killed at" not in each][:1]
        assert claim["asserted_by_name"] in row
        assert ("reports" in row) == (claim["report_count"] > 1)


def test_every_figure_on_the_page_of_figures_has_a_button_to_its_source(open_page: Opener) -> None:
    """A mark can be clicked, not tabbed to: without a button its source is out of reach of the keyboard."""
    shown = [open_page("pages/casualties.py", {"metric": count_family}).items() for count_family in COUNT_FAMILIES]
    assert set.union(*shown) == CLAIMS.keys()


def test_every_event_and_quotation_has_a_button_to_its_source(open_page: Opener) -> None:
    """The marks of a chart are for the mouse alone; each item's own button is for everybody."""
    assert open_page("pages/timeline.py").items() == EVENTS.keys()
    assert open_page("pages/quotes.py").items() == {quote["id"] for quote in RECORD["quotes"]}


def test_every_background_fact_stands_on_the_overview_once_it_is_asked_for(open_page: Opener) -> None:
    """What the article gives as background was coded; shown nowhere, it would be lost to the reader."""
    text = open_page("pages/overview.py")
    shown = text.items()
    for fact in RECORD["facts"]:
        assert fact["id"] in shown
        assert fact["text"] in text.text
        assert fact.get("hedge", "") in text.text


def test_those_an_event_is_done_to_are_never_named_as_acting(open_page: Opener) -> None:
    """Asked who took the airport, the drawer must not answer “protesters”, from whom it was taken."""
    text = open_page("pages/timeline.py", {"item": f"{LEAD}.airport-recaptured"}).drawer()
    assert text is not None
    assert re.search(r"Who acts\W+(gray\W*)?not stated", text)
    assert re.search(r"Acted upon\W+Protesters", text)
    row = export(open_archive(), "events", "json")
    (airport,) = [each for each in json.loads(row)["rows"] if each["item_id"] == f"{LEAD}.airport-recaptured"]
    assert (airport["actors"], airport["targets"]) == (None, "Protesters")


def test_undated_events_are_in_the_tray_and_on_no_day(open_page: Opener) -> None:
    """An event without a date must neither vanish nor be given a day that the article does not give it."""
    screen = open_page("pages/timeline.py")
    undated = {key for key, event in EVENTS.items() if "start" not in event}
    assert undated
    drawn = {item.removeprefix(f"{LEAD}.") for item in _items(screen.charts()["timeline"])}
    assert drawn == EVENTS.keys() - undated
    assert undated <= screen.items()
    assert screen.items_in("timeline_undated") == undated
    assert screen.items_in("timeline_list") == drawn
    assert f"No day recorded: {len(undated)} events that cannot be put in order" in screen.text
    days = [node for root in open_page("pages/overview.py").fragments().values() for node in root.below()]
    days = [node for node in days if node.attributes.get("class") == "days"]
    assert days
    assert {item.removeprefix(f"{LEAD}.") for node in days for item in items(node)} & undated == set()


def test_background_years_are_on_a_scale_of_their_own(open_page: Opener) -> None:
    """On one scale 2014 would squash the five days of the crisis into a line."""
    figure = open_page("pages/timeline.py").charts()["timeline"]
    axes = {name: axis for name, axis in figure["layout"].items() if name.startswith("xaxis")}
    assert len(axes) == 2
    domains = sorted(tuple(axis["domain"]) for axis in axes.values())
    assert domains[0][1] < domains[1][0], "the two scales run into each other"
    for trace in figure["data"]:
        years = [event for event in EVENTS.values() if event["phase"] == "background"]
        ids = {f"{LEAD}.{event['id']}" for event in years}
        if ids & _items({"data": [trace]}):
            assert _items({"data": [trace]}) <= ids, "a year and a day share an axis"


@pytest.mark.parametrize(("page", "deck"), [("pages/map.py", "map-0")])
def test_a_city_that_is_only_mentioned_says_so_and_is_hollow(open_page: Opener, page: str, deck: str) -> None:
    """Nothing is said to happen in Nur-Sultan: a mark like Almaty's would place the unrest in the capital."""
    screen = open_page(page)
    layers = screen.charts()[deck]["layers"]
    marks = {row["city_id"]: row for layer in layers if layer["id"] == "marks" for row in layer["data"]}
    assert marks["nur-sultan"]["events"] == marks["moscow"]["events"] == 0
    assert "only mentioned" in marks["nur-sultan"]["hover"]
    assert re.search("Nur-Sultan.*only mentioned", screen.text)
    assert marks["nur-sultan"]["fill"][:3] != marks["almaty"]["fill"][:3], "drawn as full as a city with events"
    assert marks["nur-sultan"]["fill"][:3] != marks["nur-sultan"]["line"][:3]
    doubted = {row["city_id"] for layer in layers if layer["id"] == "texts" for row in layer["data"]} - {""}
    assert doubted == {"almaty", "aktau"}


@pytest.mark.parametrize(
    ("query", "hidden"),
    [({"city": "aktau"}, "almaty"), ({"city": "almaty"}, "aktau"), ({"kind": "diplomacy"}, "almaty")],
)
@pytest.mark.parametrize(("page", "deck"), [("pages/map.py", "map-0")])
def test_a_city_whose_events_are_filtered_out_is_not_called_only_mentioned(
    open_page: Opener, page: str, deck: str, query: dict[str, str], hidden: str
) -> None:
    """A filter hides events; it must not make the map say that nothing happened in the city."""
    layers = open_page(page, query).charts()[deck]["layers"]
    marks = {row["city_id"]: row for layer in layers if layer["id"] == "marks" for row in layer["data"]}
    assert "only mentioned" not in marks[hidden]["label"] + marks[hidden]["hover"]
    assert "only mentioned" in marks["nur-sultan"]["label"]


def test_every_event_is_on_the_map_or_in_the_tray_beside_it(open_page: Opener) -> None:
    """No event is dropped for having no place, and none gets a pin that its source does not give it."""
    screen = open_page("pages/map.py")
    assert screen.items_in("map_list") == EVENTS.keys() - UNPLACED
    assert screen.items_in("map_tray") == UNPLACED
    assert f"Not on the map: {len(UNPLACED)} events without a city" in screen.text
    marks = next(layer for layer in screen.charts()["map-0"]["layers"] if layer["id"] == "marks")["data"]
    assert sum(row["events"] for row in marks) == len(EVENTS) - len(UNPLACED)


def test_a_split_quotation_is_never_run_together(every_screen: list[tuple[str, Screen]]) -> None:
    """Two pieces of one utterance without a mark between them read as one sentence that nobody spoke."""
    split = [quote["contents"] for quote in RECORD["quotes"] if len(quote.get("contents", [])) > 1]
    assert split
    for pieces in split:
        seen = 0
        for name, screen in every_screen:
            for text in screen.texts():
                if pieces[0] in text and pieces[1] in text:
                    seen += 1
                    between = text.split(pieces[0], 1)[1].split(pieces[1], 1)[0]
                    assert "”" in between, f"{name}: {text[:400]}"
                    assert "“" in between, f"{name}: {text[:400]}"
        assert seen


def test_what_was_quoted_stands_in_quotation_marks_and_what_was_not_does_not(open_page: Opener) -> None:
    """Indirect speech is told in our words: in quotation marks it would be an invented quotation."""
    texts = open_page("pages/quotes.py").texts()
    for quote in RECORD["quotes"]:
        for piece in quote.get("contents", []):
            assert any(f"“{piece}”" in text for text in texts), piece
        if "paraphrase" in quote:
            assert any(quote["paraphrase"] in text for text in texts), quote["id"]
            assert not any(f"“{quote['paraphrase']}”" in text for text in texts), quote["id"]


def _count_entries(screen: Screen) -> list[Node]:
    """The figures of the list of how a count changed."""
    lists = [node for node in screen.section("casualties_count").below() if node.attributes.get("class") == "rib"]
    return [entry for each in lists for entry in each.below() if entry.tag == "li" and items(entry)]


def _rows_of(screen: Screen, item_id: str) -> list[Node]:
    """The rows and entries of the page whose first link opens the item."""
    nodes = [node for root in screen.fragments().values() for node in root.below() if node.tag in ("tr", "li")]
    return [node for node in nodes if items(node)[:1] == [item_id] and node.attributes.get("class") != "cs-dispute"]


def _has_arrow(node: Node) -> bool:
    """Whether a mark with an arrow stands before the first figure of a row."""
    marks = [mark for mark in node.below() if mark.attributes.get("class", "").startswith("mark ")]
    return bool(marks) and any(each.attributes.get("class") == "arrow" for each in marks[0].below())


def _items(figure: Json) -> set[str]:
    """Ids of the items that a figure has marks for."""
    held = [each for trace in figure.get("data", []) for each in trace.get("customdata") or []]
    return {item for each in held for item in (each if isinstance(each, list) else [each]) if isinstance(item, str)}


def _numbers(tree: Any) -> Iterator[float]:
    if isinstance(tree, int | float):
        yield float(tree)
    elif isinstance(tree, list):
        for each in tree:
            yield from _numbers(each)
