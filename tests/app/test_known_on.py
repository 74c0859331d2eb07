"""As known on a day: every page on every day, with its tables and drawers, and the one line that looks ahead."""

import pytest

from data import queries
from data.queries.selection import Selection
from data.tables.archive import open_archive
from data.views.opened import opened_item
from data.views.reading import read_address
from data.wording.phrases import day as written
from publishing.links import links_of
from publishing.sections import section
from tests.app.conftest import Opener
from tests.app.screen import COUNT_FAMILIES, PAGE_FILES, TABLES, Query, Screen
from tests.html_page import Node, items, parse
from tests.unit.data.tables.test_known_on import DAYS, later_words

CASUALTIES = "pages/casualties.py"
FIRST, LEADS, LAST = DAYS[0], "2022-01-07", DAYS[-1]

every_day = pytest.mark.parametrize("day", DAYS)
every_page = pytest.mark.parametrize("page", PAGE_FILES)


def on(day: str) -> dict[str, list[str]]:
    """The part of the address that asks for a day."""
    return {} if day == LEADS else {"known_on": [day]}


def later_on_a_page(day: str) -> set[str]:
    """What no page may say on the day; without the words that its own sentences use as well."""
    return later_words(day) - {"three", "days", "Protesters", "Security forces"}


def without_the_line_ahead(screen: Screen) -> str:
    """Every text of a page but that of the line that says what later reports changed."""
    ahead = screen.words_in("later-reports").splitlines() if "later-reports" in screen.keyed() else []
    return "\n".join(text for text in screen.texts() if text not in ahead)


@every_day
@every_page
def test_no_page_says_on_a_day_what_was_published_later(open_page: Opener, page: str, day: str) -> None:
    """The 238 of December on a page of 7 January makes a liar of everybody who quoted it in January."""
    later = later_on_a_page(day)
    views: list[Query] = [{"metric": count_family} for count_family in COUNT_FAMILIES] if page == CASUALTIES else [{}]
    for view in views:
        state = dict.fromkeys((*TABLES[page], "facts", "more-caveats"), True)
        screen = open_page(page, {**on(day), **view}, **state)
        text = without_the_line_ahead(screen)
        assert not [word for word in later if word in text], view
        assert not [word for word in later if word in str(screen.charts())], view


@pytest.mark.parametrize("day", ["2022-01-06", "2022-01-07", "2022-01-09", "2022-01-15"])
def test_no_drawer_says_on_a_day_what_was_published_later(day: str) -> None:
    """What became of a figure is told in its drawer: not before it has happened."""
    later = later_on_a_page(day)
    for item in queries.claims(open_archive(), Selection(known_on=day))["item_id"]:
        reading = read_address("corrections", {"known_on": [day], "item": [item]}, open_archive())
        drawer = parse(section("drawer", opened_item(reading), links_of(reading.address))).text
        assert drawer
        assert not [word for word in later if word in drawer], item


LINES = {
    "2022-01-06": "put the killed at 225 (15 Jan) and 238 (20 Dec); the killed (security forces) at 18 (7 Jan), 16 (9 "
    "Jan) and 19 (15 Jan); the injured at more than 2,200 (9 Jan) and 4,353 (15 Jan); those arrested or detained at "
    "3,811 (7 Jan), about 5,800 (9 Jan) and 7,939 (10 Jan).",
    "2022-01-07": "put the killed at 225 (15 Jan) and 238 (20 Dec); the killed (security forces) at 16 (9 Jan) and 19 "
    "(15 Jan); the injured at more than 2,200 (9 Jan) and 4,353 (15 Jan); those arrested or detained at about 5,800 (9 "
    "Jan) and 7,939 (10 Jan).",
    "2022-01-08": "put the killed at 225 (15 Jan) and 238 (20 Dec); the killed (security forces) at 16 (9 Jan) and 19 "
    "(15 Jan); the injured at more than 2,200 (9 Jan) and 4,353 (15 Jan); those arrested or detained at about 5,800 (9 "
    "Jan) and 7,939 (10 Jan).",
    "2022-01-09": "put the killed at 225 (15 Jan) and 238 (20 Dec); the killed (security forces) at 19 (15 Jan); the "
    "injured at 4,353 (15 Jan); the injured (security forces) at 3,393 (15 Jan); those arrested or detained at 7,939 "
    "(10 Jan), and as we read them, withdrew 164 (10 Jan) and 103 (10 Jan).",
    "2022-01-10": "put the killed at 225 (15 Jan) and 238 (20 Dec); the killed (security forces) at 19 (15 Jan); the "
    "injured at 4,353 (15 Jan); the injured (security forces) at 3,393 (15 Jan).",
    "2022-01-15": "put the killed at 238 (20 Dec).",
    "2022-12-20": None,
}


@every_day
@pytest.mark.parametrize("page", ["pages/overview.py", CASUALTIES])
def test_one_line_says_what_later_reports_made_of_the_figures_on_show(open_page: Opener, page: str, day: str) -> None:
    """Whoever opens the page of 7 January in December must learn that the count did not end there."""
    screen = open_page(page, on(day))
    if LINES[day] is None:
        assert "later-reports" not in screen.keyed()
        return
    line = screen.words_in("later-reports").splitlines()[0]
    assert f"Later reports {LINES[day]}" in line
    (latest,) = [link for link in screen.links("data-filter") if link["data-filter"] == f"known_on={LAST}"][-1:]
    assert screen.follow(latest["href"]).query == on(LAST)
    assert "later-reports" not in screen.keyed()


def test_the_line_speaks_of_the_figures_on_show_alone(open_page: Opener) -> None:
    """Under a filter for Aktau no figure of the dead is on show, so there is nothing that later reports changed."""
    assert "later-reports" not in open_page(CASUALTIES, {"city": "aktau"}).keyed()
    line = open_page(CASUALTIES, {"actor": "kazakhstan-state-tv"}).words_in("later-reports")
    assert "arrested or detained" in line
    assert "killed" not in line


@pytest.mark.parametrize("page", ["pages/corrections.py", CASUALTIES])
def test_the_steps_go_from_day_to_day_and_end_at_the_first_and_the_last(open_page: Opener, page: str) -> None:
    """A step that skips a day skips a part of the story; one past the end leads to an empty page."""
    screen = open_page(page, on(FIRST))
    assert screen.app.button(key="known-earlier").disabled
    for day in DAYS[1:]:
        screen.app.button(key="known-later").click()
        assert screen.run().query == on(day)
        assert written(day) in screen.words_in("known-on")
    assert screen.app.button(key="known-later").disabled
    for day in reversed(DAYS[:-1]):
        screen.app.button(key="known-earlier").click()
        assert screen.run().query == on(day)


def test_a_step_from_a_day_without_reports_goes_to_the_nearest_with_some(open_page: Opener) -> None:
    """A day typed in by hand need not be one of the reports' days."""
    for key, day in (("known-earlier", "2022-01-10"), ("known-later", "2022-01-15")):
        screen = open_page(CASUALTIES, {"known_on": "2022-01-12"})
        screen.app.button(key=key).click()
        assert screen.run().query == {"known_on": [day]}


def test_a_day_that_is_chosen_stands_in_the_address_unless_it_is_the_lead_articles(open_page: Opener) -> None:
    """The plain link is the lead article's day: a second address for it would be a second page to share."""
    screen = open_page("pages/timeline.py", {"q": "resign"})
    screen.app.get_by_key("filter_known_on").set_value("2022-01-09")
    assert screen.run().query == {"q": ["resign"], "known_on": ["2022-01-09"]}
    screen.app.get_by_key("filter_known_on").set_value(LEADS)
    assert screen.run().query == {"q": ["resign"]}


LEDGER = {
    # day: each row of the ledger of the killed, in order: the figure, who is counted, and what must stand beside it
    "2022-01-06": [("18", "Almaty", "Replaced 12"), ("“dozens”", "“attackers”", "in 2 reports")],
    "2022-01-07": [
        ("“Dozens”", "people, not said who", "Al Jazeera, in its own voice"),
        ("18", "police and national guard", "in 3 reports"), ("26", "“armed criminals”", "in 4 reports"),
        ("18", "Almaty", "Replaced 12"), ("“dozens”", "“attackers”", "in 2 reports"),
    ],
    "2022-01-08": [
        ("“Dozens”", "people, not said who", "in 2 reports"), ("18", "police and national guard", "in 3 reports"),
        ("26", "“armed criminals”", "in 4 reports"), ("18", "Almaty", "Replaced 12"),
        ("“dozens”", "“attackers”", "in 2 reports"),
    ],
    "2022-01-09": [
        ("164", "people, not said who", "Health ministry"), ("“Dozens”", "people, not said who", "in 2 reports"),
        ("16", "police or national guard", "≠ 18"), ("18", "police and national guard", "≠ 16"),
        ("26", "“armed criminals”", "in 4 reports"), ("three", "minors", "ombudswoman"), ("103", "Almaty", "Health"),
        ("18", "Almaty", "Replaced 12"), ("“dozens”", "“attackers”", "in 2 reports"),
    ],
    "2022-01-10": [
        ("“Dozens”", "people, not said who", "in 2 reports"),
        ("withdrawn: 164", "people, not said who", "Withdrawn, as we read Reuters, 10 Jan"),
        ("16", "police or national guard", "≠ 18"), ("18", "police and national guard", "≠ 16"),
        ("26", "“armed criminals”", "in 4 reports"), ("three", "minors", "ombudswoman"),
        ("withdrawn: 103", "Almaty", "Withdrawn, as we read Reuters, 10 Jan"), ("18", "Almaty", "Replaced 12"),
        ("“dozens”", "“attackers”", "in 2 reports"),
    ],
    "2022-01-15": [
        ("225", "bodies delivered to morgues", "in 2 reports"),
        ("“Dozens”", "people, not said who", "in 2 reports"),
        ("withdrawn: 164", "people, not said who", "Withdrawn, as we read Reuters, 10 Jan"),
        ("19", "members of the security forces", "Prosecutor"), ("16", "police or national guard", "≠ 18"),
        ("18", "police and national guard", "≠ 16"), ("26", "“armed criminals”", "in 4 reports"),
        ("three", "minors", "ombudswoman"), ("withdrawn: 103", "Almaty", "Withdrawn, as we read Reuters, 10 Jan"),
        ("18", "Almaty", "Replaced 12"), ("“dozens”", "“attackers”", "in 2 reports"),
    ],
    "2022-12-20": [
        ("238", "people", "Replaced 225"), ("“Dozens”", "people, not said who", "in 2 reports"),
        ("withdrawn: 164", "people, not said who", "Withdrawn, as we read Reuters, 10 Jan"),
        ("19", "members of the security forces", "Prosecutor"), ("16", "police or national guard", "≠ 18"),
        ("18", "police and national guard", "≠ 16"), ("26", "“armed criminals”", "in 4 reports"),
        ("at least 10", "excessive force", "Human Rights Watch, in its own voice"), ("three", "minors", "ombudswoman"),
        ("withdrawn: 103", "Almaty", "Withdrawn, as we read Reuters, 10 Jan"), ("18", "Almaty", "Replaced 12"),
        ("“dozens”", "“attackers”", "in 2 reports"),
    ],
}  # fmt: skip


def ledger_rows(screen: Screen) -> dict[str, Node]:
    """The rows of the ledger by the item that the figure opens, in order."""
    rows = [node for node in screen.section("casualties_ledger").below() if node.tag == "tr"]
    return {items(row)[0]: row for row in rows if items(row)}


def cell(row: Node, name: str) -> str:
    """The words of the cell of a row that has the class `name`."""
    return next((node.text for node in row.below() if node.attributes.get("class") == name), "")


@every_day
def test_the_latest_figure_of_each_population_is_there_at_a_glance(shared_page: Opener, day: str) -> None:
    """How many, who says so, what it replaced and what contests it is what the page is opened for."""
    screen = shared_page(CASUALTIES, on(day))
    found = list(ledger_rows(screen).values())
    assert len(found) == len(LEDGER[day])
    group = ""
    for row, (figure, whom, besides) in zip(found, LEDGER[day], strict=True):
        group = cell(row, "group") or group  # the place stands in the heading of its figures
        assert cell(row, "number") == figure
        assert whom in f"{cell(row, 'who')}, {group}"
        assert besides in row.text
    folded = [node for node in screen.section("casualties_ledger").below() if node.tag == "details"]
    assert not folded, "a figure is behind a click"


def test_the_164_stand_on_the_9th_and_are_struck_through_from_the_10th(open_page: Opener) -> None:
    """A figure that was withdrawn stays visible, with when and by what; before that it is a figure like any other."""
    key = "ap-2022-01-09.killed-164"
    stood = ledger_rows(open_page(CASUALTIES, on("2022-01-09")))[key]
    assert not [node for node in stood.below() if node.tag == "s"]
    assert "ithdrawn" not in stood.text
    screen = open_page(CASUALTIES, on("2022-01-10"), **{"true-scale": True})
    withdrawn = ledger_rows(screen)[key]
    assert [node.text for node in withdrawn.below() if node.tag == "s"] == ["164"]
    assert "Withdrawn, as we read Reuters, 10 Jan." in cell(withdrawn, "sure")
    words = [text for trace in screen.charts()["count"]["data"] for text in trace.get("text") or []]
    assert words.count("<s>164</s>") == 2, "one mark for each report"


def test_the_overview_says_what_is_contested_and_what_was_withdrawn(open_page: Opener) -> None:
    """The first page must not list the doubts of the 7th alone while two figures contradict each other on the 10th."""
    overview = open_page("pages/overview.py", on("2022-01-10")).text
    assert overview.count("By our rule both cannot be true") == 2
    assert "killed 164 (Health ministry, 9 Jan 2022)" in overview
    assert "Withdrawn" in overview
    assert "Withdrawn" not in open_page("pages/overview.py", on("2022-01-09")).text


def test_a_citation_says_that_a_figure_was_withdrawn_and_that_its_day_is_hedged(open_page: Opener) -> None:
    """What is pasted into a story lives on without the page: a dead figure must be pasted as one."""
    withdrawn = open_page(CASUALTIES, {**on("2022-01-10"), "item": "ap-2022-01-09.killed-164"}).drawer()
    assert "Killed: “164” (withdrawn, as we read Reuters, 10 Jan) — Health ministry" in (withdrawn or "")
    hedged = open_page(CASUALTIES, {"item": "aljazeera-2022-01-07.killed-police-and-guard"}).drawer()
    assert "as of 6 January 2022 (the article: “appeared”)" in (hedged or "")


def test_a_link_to_a_later_item_says_one_thing(open_page: Opener) -> None:
    """“Not in these records” is not true of what is in them and comes later."""
    notices = open_page(CASUALTIES, {"item": "hrw-2022-12-20.killed-238"}).notices()
    assert "was published on Tue 20 Dec 2022; see it as known on that day" in notices
    assert "not in these records" not in notices


def test_18_and_then_16_disagree_and_the_four_counts_of_7_january_do_not(open_page: Opener) -> None:
    """The rule must find what cannot be true, and not cry wolf over counts that fit together."""
    screen = open_page(CASUALTIES, on("2022-01-09"))
    disputes = [node for node in screen.section("casualties_disagreements").below() if node.tag == "li"]
    card, other = [node.text for node in disputes if "By our rule both cannot be true" in node.text]
    assert len(disputes) == 2
    assert "the later figure is the lower one" in card
    assert "By our rule both cannot be true: such a count can only grow. A person marked them too." in card
    assert "Interior ministry, as of 6 Jan, reported 7 Jan, in 3 reports" in card
    assert "a part is larger than the whole" in other
    assert "City officials in Almaty" in other
    held = open_page(CASUALTIES, {"metric": "detained"}).section("casualties_disagreements").text
    assert "both cannot be true" not in held
    assert "A person marked more than 3,800 and more than 3,700 as contradicting each other." in held
    assert "all 4 can be true together, since there are numbers that fit both. Some speak of arrests" in held


def test_a_line_joins_only_figures_that_one_source_replaced_itself(open_page: Opener) -> None:
    """A line from one ministry's count to another office's would draw a development that nobody reported."""
    scale = {"true-scale": True}
    figure = open_page(CASUALTIES, {**on(LAST), "metric": "detained"}, **scale).charts()["count"]
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert sorted(trace["y"] for trace in lines) == [[2298, 3000], [2298, 3811], [3000, 7939], [3811, 7939]]
    killed = open_page(CASUALTIES, on(LAST), **scale).charts()["count"]
    assert [trace for trace in killed["data"] if trace["mode"] == "lines"] == [], "225 and 238 are two offices' counts"


def test_populations_never_share_a_scale(open_page: Opener) -> None:
    """18 of the police on one axis with 225 people invites the subtraction that nobody reported."""
    figure = open_page(CASUALTIES, on(LAST), **{"true-scale": True}).charts()["count"]
    group = {row["item_id"]: row for row in queries.rows(queries.claims(open_archive(), Selection(known_on=LAST)))}
    scales: dict[str, set[tuple[str, str]]] = {}
    for trace in figure["data"]:
        for item in trace.get("customdata") or []:
            scales.setdefault(trace["yaxis"], set()).add((group[item]["population_group"], group[item]["area"]))
    assert len(scales) == 8
    assert all(len(populations) == 1 for populations in scales.values()), scales


def test_a_records_opening_is_told_apart_from_a_whole_text(open_page: Opener) -> None:
    """A figure without a place in a text must say why, and where it was read apart from who published it."""
    screen = open_page(CASUALTIES, {**on("2022-01-09"), "item": "ap-2022-01-09.killed-164"})
    drawer = screen.drawer()
    assert drawer is not None
    assert "coded from the opening of the page" in drawer
    assert "What stands further down on the page is not recorded" in drawer
    assert "Associated Press / PA, 9 January 2022, read at LBC" in drawer
    links = [node for node in screen.section("drawer").below() if node.text == "Open the page"]
    assert any(link.attributes.get("href", "").startswith("https://www.lbc.co.uk/") for link in links)


def test_the_same_words_about_planes_in_two_reports_are_one_statement(open_page: Opener) -> None:
    """“More than 70” planes in a wire story and in the article made from it are one word of Moscow's."""
    assert "in 2 reports" not in open_page(CASUALTIES, {"metric": "other"}).section("casualties_others").text
    others = open_page(CASUALTIES, {**on("2022-01-08"), "metric": "other"}).section("casualties_others")
    (row,) = [node.text for node in others.below() if node.tag == "li" and "more than 70" in node.text]
    assert "Russia (the state)" in row
    assert "in 2 reports" in row
