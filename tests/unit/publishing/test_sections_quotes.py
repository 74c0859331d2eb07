"""The sections of Quotes and Corrections: every quotation under its speaker in its form, and pages of long lists."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from data import queries
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import QuoteRow, rows
from data.views.address import Address
from data.views.corrections import CorrectionsView
from data.views.opened import opened_item
from data.views.pager import ListPage, list_page
from data.views.quote_blocks import in_page_order
from data.views.quotes import QuotesView
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.voice_bar import voice_segments
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from tests import html_page
from tests.hostile import hostile

Json = dict[str, Any]
Query = dict[str, list[str]]

NOTHING: Query = {"speaker": ["kuralai"], "quote_type": ["scare"]}
EARLY: Query = {"known_on": ["2022-01-06"]}
FILTERED: Query = {"speaker_group": ["authorities"], "quote_type": ["indirect", "scare"]}
QUERIES: list[Query] = [
    {}, EARLY, {"known_on": ["2022-12-20"]}, FILTERED, NOTHING, {"topic": ["deaths"]}, {"q": ["arrests"]},
]  # fmt: skip


def html(path: str, query: Query, archive: Archive) -> str:
    view = view_of(read_address(path, query, archive))
    return "".join(section(name, view, links_of(view.address)) for name in PAGE_PARTS[path].sections)


def page(path: str, query: Query, archive: Archive) -> html_page.Node:
    return html_page.parse(html(path, query, archive))


def view(query: Query, archive: Archive) -> QuotesView:
    return QuotesView(read_address("quotes", query, archive))


def with_class(root: html_page.Node, name: str) -> list[html_page.Node]:
    return [node for node in root.below() if name in node.attributes.get("class", "").split()]


def links(root: html_page.Node, name: str) -> list[html_page.Node]:
    return [node for node in root.below() if node.tag == "a" and name in node.attributes]


@pytest.fixture
def long_list(small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """150 quotations of two speakers, in three forms."""
    (model,) = small_record["quotes"]
    small_record["quotes"] = [
        model | {"id": f"said-{n}", "speaker": ("ana-lima", "port-police")[n % 2],
                 "quote_type": ("direct", "mixed", "scare")[n % 3]}
        for n in range(150)
    ]  # fmt: skip
    found = archive_from_records(write_record(small_record).parent)
    assert found.problems == ()
    return found


@pytest.fixture
def corrected(small_record: Json, write_record: Callable[..., Path]) -> Archive:
    """Corrections of two days: of two items, and of the article's own description."""
    small_record["corrections"] = [
        {"corrected_on": "2023-03-01", "field": "date_published", "before": "2023-03-02", "after": "2023-03-01",
         "why": "Taken from the page."},
        {"item": "detained-40", "corrected_on": "2023-03-02", "field": "value_text", "before": "40",
         "after": "At least 40", "why": "Two words were left out."},
        {"item": "lima-back-tomorrow", "corrected_on": "2023-03-02", "field": "evidence_note", "after": "None given",
         "why": "It was left out."},
    ]  # fmt: skip
    return archive_from_records(write_record(small_record).parent)


@pytest.mark.parametrize("query", QUERIES)
def test_the_page_holds_the_selected_quotations_once_each_and_no_others(reports: Archive, query: Query) -> None:
    """Guards against a quotation lost between two speakers, and against one that a filter hides."""
    selected = view(query, reports).quotes["item_id"]
    assert sorted(html_page.items(page("quotes", query, reports))) == sorted(selected)


@pytest.mark.parametrize("query", QUERIES)
def test_every_link_of_quotes_leads_to_a_valid_address_and_does_what_a_click_does(
    reports: Archive, query: Query
) -> None:
    """Guards against a link whose address differs from what the app does at a click, and one that the page refuses."""
    root = page("quotes", query, reports)
    for link in links(root, "data-filter"):
        address = urlsplit(link.attributes["href"])
        change = parse_qs(link.attributes["data-filter"], keep_blank_values=True)
        clicked = {**query, **change}
        assert parse_qs(address.query) == {key: values for key, values in clicked.items() if any(values)}
        assert view_of(read_address("quotes", parse_qs(address.query), reports)).notices == ()
    for item in html_page.items(root):
        opened = opened_item(read_address("quotes", query | {"item": [item]}, reports))
        assert opened is not None
    assert not re.findall(r"\s(?:on\w+|style)=", html("quotes", query, reports))


def test_the_count_of_a_filter_is_the_number_of_quotations_that_its_link_shows(reports: Archive) -> None:
    """Guards against a chip that promises six and shows four."""
    for query in ({}, FILTERED, {"topic": ["deaths"]}, {"speaker": ["kuralai"]}):
        found = view(query, reports)
        for form in found.forms:
            if not form.current:
                assert len(view(query | {"quote_type": [form.value] if form.value else []}, reports).quotes) == (
                    form.count
                )
        for topic in found.topics:
            assert len(view(query | {"topic": [topic.value]}, reports).quotes) == topic.count
        others = {key: values for key, values in query.items() if not key.startswith("speaker")}
        for group in found.index.first:
            assert len(view(others | {"speaker_group": [group.group.value]}, reports).quotes) == group.group.count
            for speaker in group.speakers:
                assert len(view(others | {"speaker": [speaker.value]}, reports).quotes) == speaker.count


def test_a_chosen_filter_is_marked_and_its_link_removes_it(reports: Archive) -> None:
    """Guards against a filter that is set with a click and can only be removed by hand."""
    root = page("quotes", {"speaker": ["kuralai"], "quote_type": ["direct"], "topic": ["deaths"]}, reports)
    current = {
        link.text.rstrip(" 0123456789"): link.attributes["data-filter"]
        for link in links(root, "data-filter")
        if "aria-current" in link.attributes
    }
    assert current == {"Direct": "quote_type=", "Deaths": "topic=", "Kuralai": "speaker=&speaker_group="}
    assert "All speakers" in root.text


def test_each_form_of_quotation_is_named_in_words_and_only_quoted_words_are_in_quotation_marks(
    reports: Archive,
) -> None:
    """Guards against a report in our words that reads as a quotation, and a term that reads as a sentence."""
    root = page("quotes", {}, reports)
    labels = {
        "direct": "Direct quotation.",
        "mixed": "Fragment.",
        "scare": "A term, kept at arm’s length.",
        "indirect": "Reported, in",
    }
    for row in rows(view({}, reports).quotes, QuoteRow):
        (article,) = [
            node for node in root.below() if node.tag == "article" and row["item_id"] in html_page.items(node)
        ]
        (words,) = with_class(article, "qt-words")
        (notes,) = with_class(article, "qt-notes")
        assert f"qt-{row['quote_type']}" in article.attributes["class"]
        assert notes.text.startswith(labels[row["quote_type"]])
        if row["contents"]:
            assert words.tag == "blockquote"
            assert words.text == " […] ".join(f"“{piece}”" for piece in row["contents"].split("\n"))
        else:
            assert (words.tag, words.text) == ("p", row["paraphrase"])


def test_the_language_of_quoted_words_is_told_once_where_they_are_introduced(
    reports: Archive, small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against an article's translation that reads as what was spoken, and against English for any article."""
    said = "as the article gives them, in English; the language in which they were spoken is not recorded."
    text = page("quotes", {}, reports).text
    assert text.count("language in which they were spoken") == text.count(said) == 1
    assert "spoken is not recorded" not in page("quotes", {"quote_type": ["indirect"]}, reports).text
    small_record["article"]["language"] = "kk"
    other = archive_from_records(write_record(small_record))
    assert "as the article gives them, in Kazakh;" in page("quotes", {}, other).text
    assert "own words" not in text


def test_a_note_on_evidence_a_cue_and_a_stated_day_stand_with_their_quotation(reports: Archive) -> None:
    """Guards against a rewrite that drops “he gave no evidence”, or invents a day."""
    text = page("quotes", {}, reports).text
    for words in ("gave no evidence", "“said in a televised address”", "Fri 7 Jan 2022", "relying on Kazakhstani"):
        assert words in text
    assert "No day is recorded for 17 of the 18." in text
    assert "day not stated" not in text


def test_speakers_follow_the_legend_and_one_speakers_forms_follow_each_other(reports: Archive) -> None:
    """Guards against a speaker in two places, and against a term before the sentence that it is from."""
    blocks = view({}, reports).speaker_blocks
    assert len({block.speaker for block in blocks}) == len(blocks) == 11
    assert [block.name for block in blocks][:2] == ["Kassym-Jomart Tokayev", "Interior ministry"]
    forms = ["direct", "mixed", "scare", "indirect"]
    for block in blocks:
        order = [forms.index(quotation.form) for quotation in block.quotations]
        assert order == sorted(order)
    colours = list(dict.fromkeys(block.mark.colour for block in blocks))
    assert colours == ["auth", "people", "foreign", "expert", "media"]


@pytest.mark.parametrize(
    ("query", "title"),
    [({}, "Eleven speakers, six of them quoted"),
     ({"speaker": ["kuralai"]}, "One speaker, quoted"),
     ({"speaker_group": ["authorities"]}, "Two speakers, both quoted"),
     ({"quote_type": ["indirect"], "speaker_group": ["foreign_states"]}, "Four speakers, all reported in other words"),
     (NOTHING, "No quotation is shown under these filters"),
     (EARLY, "No quotation is recorded from the reports by 6 Jan")],
)  # fmt: skip
def test_the_headline_counts_speakers_and_those_who_are_quoted(reports: Archive, query: Query, title: str) -> None:
    """Guards against a headline that calls a statement in our words a quotation, or a translation somebody's own."""
    root = page("quotes", query, reports)
    assert [node.text for node in root.below() if node.tag == "h1"] == [title]
    assert len(title) <= 75


def test_the_line_below_says_from_which_reports_and_how_much_of_the_others_was_read(
    reports: Archive, two_articles: Archive
) -> None:
    """Guards against “nobody else said anything”, where only the opening was read."""
    assert view({}, reports).subtitle.startswith(
        "18 quotations and reported statements, all from the lead report; none is recorded from the five others, of "
        "which only the opening was read."
    )
    assert view({"known_on": ["2023-03-01"]}, two_articles).subtitle.startswith(
        "19 quotations and reported statements, from two reports."
    )
    assert (
        view({"speaker": ["russia-kremlin"]}, reports).subtitle
        == "1 quotation or reported statement, from the lead report."
    )
    assert view(NOTHING, reports).subtitle == ""


@pytest.mark.parametrize("query", [NOTHING, EARLY])
def test_an_empty_page_of_quotes_says_why_and_keeps_the_ways_out(reports: Archive, query: Query) -> None:
    """Guards against an empty page under a bar and an index of nothing."""
    root = page("quotes", query, reports)
    assert html_page.items(root) == []
    assert not with_class(root, "qt-bar")
    (empty,) = with_class(root, "empty")
    assert ("Loosen" in empty.text) == (query is NOTHING)
    assert view(query, reports).page_tables == ()


def test_the_bar_has_one_segment_a_kind_of_speaker_and_says_it_in_words(reports: Archive) -> None:
    """Guards against a bar that only those who see colours can read."""
    found = view({}, reports)
    assert [segment.group.count for segment in found.voices] == [46, 30, 24, 24, 48]
    assert sum(segment.width for segment in found.voices) == pytest.approx(100, abs=0.01)
    for one, other in pairwise(found.voices):
        assert one.left + one.width == pytest.approx(other.left, abs=0.01)
    (bar,) = with_class(page("quotes", {}, reports), "qt-bar")
    assert bar.attributes["role"] == "img"
    assert bar.attributes["aria-label"].startswith("172 quoted words: Authorities 46, Protesters")
    assert found.voices_heading == (
        "Whose words: 172 quoted words, by kind of speaker. Statements reported in other words are not counted."
    )


def test_a_number_that_its_segment_has_no_room_for_is_left_to_the_legend() -> None:
    """Guards against a number that runs into the next segment."""
    words = {"authorities": 9_000, "media": 300, "experts": 2, "not-stated": 1}
    found = voice_segments(
        [{"speaker_group": group, "words": count, "quotations": 1} for group, count in words.items()], ()
    )
    assert [(segment.number, segment.wide_only) for segment in found] == [
        ("9,000", False), ("", True), ("", True) , ("", True),
    ]  # fmt: skip
    assert [segment.group.label for segment in found] == [
        "Authorities",
        "Experts",
        "News organisations",
        "Not recorded",
    ]
    assert voice_segments([], ()) == ()


def test_links_and_headings_of_quotes_have_names_that_tell_them_apart(reports: Archive) -> None:
    """Guards against eighteen links that a screen reader reads as “Source”."""
    root = page("quotes", {}, reports)
    names = [link.attributes["aria-label"] for link in links(root, "data-item")]
    assert len(set(names)) == len(names) == 18
    assert all(name.startswith("Source: ") for name in names)
    levels = [int(node.tag[1]) for node in root.below() if re.fullmatch("h[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    navs = [node.attributes["aria-label"] for node in root.below() if node.tag == "nav"]
    assert navs == ["Form of quotation", "Topic", "Speakers"]


def test_a_citation_can_be_copied_and_its_link_opens_the_quotation(reports: Archive) -> None:
    """Guards against a citation without its speaker or article, and a control that needs the script."""
    (link,) = links(page("quotes", {"speaker": ["kuralai"]}, reports), "data-copy")
    assert "Kuralai, told Reuters" in link.attributes["data-copy"]
    assert "Al Jazeera" in link.attributes["data-copy"]
    assert parse_qs(urlsplit(link.attributes["href"]).query)["item"] == ["aljazeera-2022-01-07.kuralai-explosions"]


def test_a_long_list_of_quotations_is_in_pages_that_hold_each_of_them_once(long_list: Archive) -> None:
    """Guards against a browser that freezes on ten thousand quotations, and one lost where a page ends."""
    seen: list[str] = []
    for number in (1, 2, 3):
        query = {"page": [f"quotes-{number}"]} if number > 1 else {}
        root = page("quotes", query, long_list)
        items = html_page.items(root)
        assert len(items) == (60, 60, 30)[number - 1]
        seen += items
        (pager,) = [node for node in root.below() if node.attributes.get("aria-label") == "Pages of quotations"]
        assert f"of {len(view({}, long_list).quotes)}" in pager.text
        assert [link.text for link in links(pager, "aria-current")] == [str(number)]
        assert {link.attributes["data-filter"] for link in links(pager, "data-filter")} == {
            "page=", "page=quotes-2", "page=quotes-3",
        }  # fmt: skip
    assert sorted(seen) == sorted(view({}, long_list).quotes["item_id"])


def test_a_speaker_whose_quotations_go_over_a_page_is_named_again_as_continued(long_list: Archive) -> None:
    """Guards against quotations at the top of a page that belong to nobody."""
    blocks = view({"page": ["quotes-2"]}, long_list).speaker_blocks
    assert [(block.name, block.continued) for block in blocks] == [("Port police", True), ("Ana Lima", False)]
    assert not any(block.continued for block in view({}, long_list).speaker_blocks)


def test_a_page_past_the_last_one_shows_the_last_and_says_so(long_list: Archive) -> None:
    """Guards against an empty page behind an old link."""
    found = view({"page": ["quotes-99"]}, long_list)
    assert found.page.number == 3
    assert found.notices == ("page quotes-99 is past the last one, quotes-3",)
    other = view({"page": ["corrections-9"]}, long_list)
    assert (other.page.number, other.notices) == (1, ())


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 2 3 … 9"), (3, "1 2 3 4 5 … 9"), (5, "1 … 3 4 5 6 7 … 9"), (9, "1 … 7 8 9"), (50, "1 … 7 8 9")],
)
def test_the_numbers_of_pages_are_the_first_the_last_and_those_around(number: int, shown: str) -> None:
    """Guards against two hundred links below a list."""
    found = list_page(Address("quotes", options=(("page", ("others-2", f"quotes-{number}")),)), "quotes",
                      total=85, size=10)  # fmt: skip
    words = " ".join(f"{'… ' if link.after_gap else ''}{link.number}" for link in found.links)
    assert words == shown
    assert (found.before is None, found.after is None) == (number == 1, number >= 9)


def test_a_list_of_one_page_has_no_numbers_of_pages() -> None:
    """Guards against a control that can do nothing."""
    assert ListPage("quotes", 60, 60).links == ListPage("quotes", 0, 60).links == ()
    assert ListPage("quotes", 61, 60).range == "1 to 60 of 61"
    assert ListPage("quotes", 61, 60, asked=2).range == "61 to 61 of 61"


def test_many_speakers_are_folded_in_the_index(long_list: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against an index that is longer than the page."""
    monkeypatch.setattr("data.views.quotes.SPEAKERS_SHOWN", 1)
    root = page("quotes", {}, long_list)
    (index,) = with_class(root, "qt-index")
    (more,) = [node for node in index.below() if node.tag == "details"]
    assert "Ana Lima" in more.text
    assert "Port police" in index.text.replace(more.text, "")
    monkeypatch.setattr("data.views.quotes.SPEAKERS_MOST", 1)
    (index,) = with_class(page("quotes", {"page": ["speakers-2"]}, long_list), "qt-index")
    assert "Ana Lima" in index.text
    assert "2 to 2 of 2" in index.text


def test_the_order_of_the_page_keeps_all_columns_and_rows(reports: Archive) -> None:
    """Guards against helper columns in an export, and rows that a sort drops."""
    found = queries.quotes(view({}, reports).archive)
    ordered = in_page_order(found)
    assert list(ordered.columns) == list(found.columns)
    assert sorted(ordered["item_id"]) == sorted(found["item_id"])


def test_a_hostile_record_is_text_in_quotes_and_corrections(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against an article's words that run as HTML on our page."""
    record, texts = hostile(small_record)
    found = archive_from_records(write_record(record).parent)
    for path in ("quotes", "corrections"):
        written = html(path, {}, found)
        assert "<b>" not in written
        assert "<img" not in written
        assert any(text in html_page.parse(written).text for text in texts), path


def test_corrections_are_by_day_the_newest_first_and_open_what_they_are_of(corrected: Archive) -> None:
    """Guards against a correction that nobody can find, and one without what it said before."""
    root = page("corrections", {}, corrected)
    days = [node.text for node in root.below() if node.tag == "h2"]
    assert days == ["2 March 2023", "1 March 2023"]
    assert html_page.items(root) == ["northport-2023-03-01.detained-40", "northport-2023-03-01.lima-back-tomorrow"]
    assert [link.attributes["data-page"] for link in links(root, "data-page")] == ["sources"]
    first, second, third = [node.text for node in root.below() if node.tag == "li"]
    assert "Detained: At least 40, dockers Corrected value text It said “40” It says “At least 40”" in first
    assert "It said nothing It says “None given” Why It was left out." in second
    assert third.startswith(
        "Article · The Northport Ledger, 1 March 2023 The Northport Ledger Corrected date published"
    )


def test_a_page_without_corrections_says_what_would_stand_there(reports: Archive) -> None:
    """Guards against an empty page that leaves open whether anything was ever wrong."""
    root = page("corrections", {"city": ["almaty"]}, reports)
    assert root.text.startswith("No correction so far")
    assert "the change stands here for good" in root.text


def test_a_long_list_of_corrections_is_in_pages(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a list that grows for years on one page."""
    small_record["corrections"] = [
        {"item": "detained-40", "corrected_on": f"2023-03-{1 + n % 28:02}", "field": f"field_{n}", "before": "1",
         "after": "2", "why": "So."}
        for n in range(120)
    ]  # fmt: skip
    found = archive_from_records(write_record(small_record).parent)
    for number, count in ((1, 50), (2, 50), (3, 20), (7, 20)):
        query = {"page": [f"corrections-{number}"]} if number > 1 else {}
        assert len(html_page.items(page("corrections", query, found))) == count
    late = CorrectionsView(read_address("corrections", {"page": ["corrections-7"]}, found))
    assert late.notices == ("page corrections-7 is past the last one, corrections-3",)
