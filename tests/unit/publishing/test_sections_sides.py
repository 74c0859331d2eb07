"""The sections of What each side says and of Sources: every statement in its cell, every silence in words."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from data import queries
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import report_days
from data.views.headings import matters_title
from data.views.matters import LONGEST_QUOTATION, MAX_STATEMENTS, cut_quotation
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.sides import SidesView
from data.views.sources import SourcesView
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from tests import html_page
from tests.hostile import hostile

Json = dict[str, Any]
Query = dict[str, list[str]]

LEAD = "aljazeera-2022-01-07"
FIGURE = f"{LEAD}.arrests-3800"
EARLY: Query = {"known_on": ["2022-01-06"]}
NOTHING: Query = {"q": ["zeppelin"]}
QUERIES: list[Query] = [
    {}, EARLY, {"known_on": ["2022-12-20"]}, {"topic": ["deaths"]}, {"city": ["almaty"]}, NOTHING, {"about": [FIGURE]},
]  # fmt: skip


def html(path: str, query: Query, archive: Archive) -> str:
    view = view_of(read_address(path, query, archive))
    return "".join(section(name, view, links_of(view.address)) for name in PAGE_PARTS[path].sections)


def page(path: str, query: Query, archive: Archive) -> html_page.Node:
    return html_page.parse(html(path, query, archive))


def view(query: Query, archive: Archive) -> SidesView:
    return SidesView(read_address("sides", query, archive))


def with_class(root: html_page.Node, name: str) -> list[html_page.Node]:
    return [node for node in root.below() if name in node.attributes.get("class", "").split()]


def tags(root: html_page.Node, tag: str) -> list[html_page.Node]:
    return [node for node in root.below() if node.tag == tag]


@pytest.fixture
def many(small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """45 topics, on each of which two sides speak; on the first one 90 quotations."""
    (quote,) = small_record["quotes"]
    (claim,) = small_record["claims"]
    small_record["topics"] = [{"id": f"topic-{n}", "label": f"Topic {n}"} for n in range(45)]
    small_record["events"][0]["topics"] = []
    del claim["event"]
    small_record["claims"] = [claim | {"topics": [topic["id"] for topic in small_record["topics"]]}]
    small_record["quotes"] = [
        quote | {"id": f"said-{n}", "topics": [f"topic-{n if n < 45 else 0}"]} for n in range(134)
    ]
    found = archive_from_records(write_record(small_record).parent)
    assert found.problems == ()
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_every_link_leads_to_a_valid_address_and_does_what_a_click_does(reports: Archive, query: Query) -> None:
    """Guards against a link whose address differs from what the app does at a click, and one that the page refuses."""
    root = page("sides", query, reports)
    for link in tags(root, "a"):
        address = parse_qs(urlsplit(link.attributes["href"]).query)
        if "data-filter" in link.attributes and query != NOTHING:
            change = parse_qs(link.attributes["data-filter"], keep_blank_values=True)
            assert address == {key: values for key, values in {**query, **change}.items() if any(values)}
        assert view_of(read_address("sides", address, reports)).notices == ()
        assert link.text, "a link without a name"
    for item in html_page.items(root):
        assert opened_item(read_address("sides", query | {"item": [item]}, reports)) is not None
    assert not re.findall(r"\s(?:on\w+|style)=", html("sides", query, reports))


@pytest.mark.parametrize("query", QUERIES[:5])
def test_the_page_holds_what_is_said_on_every_matter_and_nothing_else(reports: Archive, query: Query) -> None:
    """Guards against a statement that the table hides, and one of a later report or of another filter."""
    found = view(query, reports)
    said = found.said[found.said["topic"].isin([row["topic"] for row in found.matters])]
    opened = [link.attributes["data-item"] for link in with_class(page("sides", query, reports), "sd-open")]
    assert sorted(opened) == sorted(said["item_id"])


def test_a_matter_has_a_cell_for_every_side_and_a_silent_side_is_told_in_words(reports: Archive) -> None:
    """Guards against an empty cell that reads as agreement, and against a screen reader that hears nothing there."""
    (table,) = tags(page("sides", {}, reports), "table")
    heads = [head.text for head in tags(table, "th") if head.attributes["scope"] == "col"]
    assert heads == [side.label for side in view({}, reports).heads]
    for body, matter in zip(tags(table, "tbody"), view({}, reports).compared, strict=True):
        row = next(row for row in tags(body, "tr"))
        assert [node.text for node in tags(row, "th")] == [matter.label]
        cells = tags(row, "td")
        assert len(cells) == len(heads)
        for cell, side in zip(cells, matter.sides, strict=True):
            assert ("nothing recorded from these reports" in cell.text) == (not side.speaks)
        silent = [side.label for side in matter.sides if not side.speaks]
        assert (f"Not recorded from these reports: {'; '.join(silent)}." in body.text) == bool(silent)


def test_the_table_holds_matters_of_two_sides_and_the_others_are_listed(reports: Archive) -> None:
    """Guards against rows of four dashes, and against a matter that is counted in the headline and nowhere else."""
    for day in report_days(reports):
        found = view({"known_on": [day]}, reports)
        listed = [matter.topic for matter in (*found.compared, *found.alone)]
        assert listed == [row["topic"] for row in found.matters]
        if found.alone:
            assert all(sum(side.speaks for side in matter.sides) > 1 for matter in found.compared)
            assert all(sum(side.speaks for side in matter.sides) < 2 for matter in found.alone)


def test_a_fold_hides_more_than_one_statement_and_never_what_is_said_behind_what_is_told(reports: Archive) -> None:
    """Guards against a click for a single line, and against a quotation that is folded away below events."""
    folds = 0
    for day in report_days(reports):
        found = view({"known_on": [day]}, reports)
        for matter in (*found.compared, *found.alone):
            for side in matter.speaking:
                assert len(side.said.more) != 1
                first = [one.form == "event" for one in side.said.first]
                assert all(first) or not any(first) or not side.said.more
                folds += bool(side.said.more)
    assert folds


@pytest.mark.parametrize(
    ("matters", "complete", "title"),
    [
        (6, 0, "Of six matters, none has the word of every side"),
        (14, 1, "Of 14 matters, one has the word of every side"),
        (6, 3, "Of six matters, three have the word of every side"),
        (2, 2, "Both matters have the word of every side"),
        (5, 5, "All five matters have the word of every side"),
        (1, 0, "On the one matter not every side speaks"),
        (1, 1, "On the one matter every side speaks"),
    ],
)
def test_the_headline_is_a_sentence_for_any_numbers(matters: int, complete: int, title: str) -> None:
    """Guards against “Of 1 matters”, and against “none” beside a matter of all sides."""
    assert matters_title(matters, complete) == title


def test_a_figure_keeps_its_words_its_speaker_and_what_became_of_it(reports: Archive) -> None:
    """Guards against a withdrawn figure that looks like any other, and “more than 3,800” that becomes 3,800."""
    root = page("sides", {"known_on": ["2022-12-20"]}, reports)
    of_item = {link.attributes["data-item"]: link.text for link in with_class(root, "sd-open")}
    assert of_item[FIGURE] == "more than 3,800 people arrested"
    assert of_item["ap-2022-01-09.killed-164"].startswith("withdrawn: 164 people killed")
    assert of_item[f"{LEAD}.killed-dozens"] == "“Dozens” people killed"
    (said,) = [node for node in with_class(root, "sd-said") if FIGURE in html_page.items(node)[:1]]
    assert "State TV" in said.text
    assert "≠ more than 3,700" in said.text


def test_words_in_quotation_marks_are_the_speakers_and_the_others_are_labelled(reports: Archive) -> None:
    """Guards against a report in our words that reads as a quotation, and evidence that nobody asked for."""
    root = page("sides", {}, reports)
    for said in with_class(root, "sd-indirect"):
        assert "Reported, in our words." in said.text
    for form in ("direct", "mixed", "scare"):
        assert with_class(root, f"sd-{form}")
        for said in with_class(root, f"sd-{form}"):
            (link,) = with_class(said, "sd-open")
            assert link.text.startswith("“")
            assert link.text.endswith("”")
    assert [node.text for node in with_class(root, "sd-doubt")] == ["The article says that he gave no evidence."]


def test_a_long_quotation_is_cut_at_a_word_and_says_so() -> None:
    """Guards against a sentence that ends where its speaker did not end it."""
    short = "“We will be back.”"
    assert cut_quotation(short) == short
    long = cut_quotation(f"“{'harbour ' * 90}”")
    assert long.endswith("harbour […]”")
    assert len(long) <= LONGEST_QUOTATION + 5
    assert cut_quotation("“" + "x" * 999 + "”").endswith("x […]”")


def test_a_denial_is_named_with_what_it_denies(record_json: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a denial among the assertions of the same matter."""
    quote = next(quote for quote in record_json["quotes"] if quote["id"] == "blinken-warning")
    quote["stances"] = [{"item": "troops-invited", "stance": "denies"}]
    archive = archive_from_records(write_record(record_json).parent)
    assert archive.problems == ()
    root = page("sides", {"topic": ["foreign-troops"]}, archive)
    assert "Denies: Kazakhstan invites foreign troops." in root.text


def test_one_event_or_figure_in_full_has_a_link_back_to_all_matters(reports: Archive) -> None:
    """Guards against an old link that shows something else, and a view that nobody finds the way out of."""
    shown = page("sides", {"about": [FIGURE]}, reports)
    found = view({"about": [FIGURE]}, reports)
    assert sorted(html_page.items(shown)) == sorted(found.frame["item_id"])
    assert "Not recorded from these reports: " in shown.text
    (back,) = [link for link in tags(shown, "a") if link.attributes.get("data-filter") == "about="]
    assert back.attributes["href"] == "/sides"
    assert back.text.endswith("All matters")


def test_every_event_and_figure_can_be_reached_from_the_table(reports: Archive) -> None:
    """Guards against a choice that only the first items of a long list have."""
    found = view({}, reports)
    reached: list[str] = []
    for number in range(1, found.items_page.last + 1):
        query = {"page": [f"items-{number}"]} if number > 1 else {}
        (folded,) = with_class(page("sides", query, reports), "sd-items")
        assert ("open" in folded.attributes) == (number > 1)
        for link in tags(folded, "a"):
            reached += parse_qs(urlsplit(link.attributes["href"]).query).get("about", [])
    assert reached == list(found.items["item_id"])


def test_long_lists_have_pages_and_folds_and_count_what_they_leave_out(many: Archive) -> None:
    """Guards against a page that no phone can draw, and against statements that vanish without a word."""
    topics: list[str] = []
    for number in (1, 2, 3):
        found = view({"page": [f"matters-{number}"]}, many)
        topics += [matter.topic for matter in (*found.compared, *found.alone)]
    assert sorted(topics) == sorted(f"topic-{n}" for n in range(45))
    root = page("sides", {}, many)
    assert "1 to 20 of 45" in root.text
    (first,) = [body for body in tags(root, "tbody") if body.text.startswith("Topic 0 ")]
    assert len(with_class(first, "sd-said")) == MAX_STATEMENTS + 1
    assert f"{90 - MAX_STATEMENTS} more. Show all on this matter" in first.text
    (link,) = [link for link in tags(first, "a") if link.attributes.get("data-filter") == "topic=topic-0"]
    assert parse_qs(urlsplit(link.attributes["href"]).query) == {"topic": ["topic-0"]}
    said: list[str] = []
    for number in (1, 2):
        chosen = page("sides", {"topic": ["topic-0"], "page": [f"statements-{number}"]}, many)
        (first,) = [body for body in tags(chosen, "tbody") if body.text.startswith("Topic 0 ")]
        said += [link.attributes["data-item"] for link in with_class(first, "sd-open")]
    assert len(set(said)) == 91
    assert view({"page": ["matters-9"]}, many).notices == ("page matters-9 is past the last one, matters-3",)


def test_an_empty_page_says_why_and_which_filter_to_loosen(reports: Archive) -> None:
    """Guards against a table of nothing, which reads as if nobody had said anything."""
    root = page("sides", NOTHING, reports)
    assert "No matter is shown under these filters" in root.text
    assert "Loosen" in root.text
    assert not tags(root, "table")
    (clear,) = [link for link in tags(root, "a") if link.text == "Clear all filters"]
    assert parse_qs(urlsplit(clear.attributes["href"]).query) == {}
    before = view({"known_on": ["2021-01-01"]}, reports)
    assert before.title in {"No report yet", "No matter is recorded from the reports by 1 Jan"}


def test_what_has_no_topic_is_counted_in_words(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against statements that are lost because a coder gave them no topic."""
    small_record["quotes"][0]["topics"] = []
    archive = archive_from_records(write_record(small_record).parent)
    assert "1 statement has no topic and belongs to no matter" in page("sides", {}, archive).text
    small_record["events"][0]["topics"] = []
    archive = archive_from_records(write_record(small_record).parent)
    assert "3 statements have no topic and belong to no matter" in page("sides", {}, archive).text


def test_those_of_no_side_are_heard_too(reports: Archive) -> None:
    """Guards against a figure that no column has room for."""
    root = page("sides", EARLY, reports)
    assert "Whose side it is, is not recorded" in root.text
    assert "guardian-2022-01-06.hospitalised-400" in html_page.items(root)


@pytest.mark.parametrize("path", ["sides", "sources"])
def test_html_in_a_record_shows_as_text(path: str, small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a record that runs a script on the page of a reader."""
    spoiled, texts = hostile(small_record)
    archive = archive_from_records(write_record(spoiled).parent)
    found = html(path, {}, archive)
    assert "<img" not in found
    assert "<b>" not in found
    words = html_page.parse(found).text
    assert any(" ".join(text.split()) in words for text in texts)
    if path == "sides":
        about = html(path, {"about": [f"{spoiled['article']['id']}.detentions"]}, archive)
        assert "<img" not in about


def test_each_report_is_a_row_with_its_day_its_numbers_and_how_much_was_read(reports: Archive) -> None:
    """Guards against a source that cannot be opened, and an opening that passes for a whole text."""
    found = SourcesView(read_address("sources", {"known_on": ["2022-12-20"]}, reports))
    (table,) = tags(page("sources", {"known_on": ["2022-12-20"]}, reports), "table")
    heads = [head.text for head in tags(tags(table, "thead")[0], "th")]
    assert heads == [
        "Publisher", "Report", "Read where", "Read how much", "Events", "Figures", "Quotations",
        "Licence of the record",
    ]  # fmt: skip
    rows = tags(tags(table, "tbody")[0], "tr")
    for row, report in zip(rows, found.reports, strict=True):
        assert report["publisher"] in row.text
        links = [link for link in tags(row, "a") if link.attributes["href"] == report["url"]]
        assert [link.attributes["rel"] for link in links] == ["noopener noreferrer"]
        assert links[0].attributes.get("aria-label", links[0].text)
        numbers = [node.text for node in with_class(row, "so-number")]
        for said, name in zip(numbers, ("events", "figures", "quotations"), strict=True):
            assert said == f"{name.capitalize()} {report[name] or '–none'}"
        assert ("Whole text" in row.text) == (report["article_id"] == LEAD)
        assert "CC BY 4.0" in row.text


def test_one_report_can_be_shown_alone_and_all_again(reports: Archive) -> None:
    """Guards against a filter that is set from a table and cannot be undone there."""
    (only,) = [
        link
        for link in with_class(page("sources", {}, reports), "so-only")
        if link.attributes["data-filter"] == f"article={LEAD}"
    ]
    shown = parse_qs(urlsplit(only.attributes["href"]).query)
    assert shown == {"article": [LEAD]}
    (back,) = [link for link in with_class(page("sources", shown, reports), "so-only") if link.text == "All reports"]
    assert back.attributes["href"] == "/sources"


def test_before_the_first_report_the_sources_say_so(reports: Archive) -> None:
    """Guards against an empty table without a word."""
    root = page("sources", {"known_on": ["2021-01-01"]}, reports)
    assert not tags(root, "table")
    assert root.text == "Sources: no report yet"
    assert len(queries.articles(reports)) == 12
