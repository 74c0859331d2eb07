"""The source panel: every fact of the item, links that lead somewhere, no later day, texts as texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from data import queries
from data.figures.ledger import history_of
from data.queries.row_types import AnchoredRow, ArticleAnchorRow
from data.records.vocabulary import ClaimStatus
from data.tables.archive import Archive, archive_from_records
from data.tables.engines import to_pandas
from data.tables.rows import ClaimRow, ItemRow, QuoteRow, rows
from data.views.drawer_article import MOST_STRIP_CELLS, STRIP_WIDTH, context_of, marked_pieces, paragraph_strip
from data.views.drawer_reports import MOST_REPORTS, counts_the_same, report_list
from data.views.opened import OpenedItem, opened_item
from data.views.reading import read_address
from data.wording.citation import in_quotation_marks
from publishing.links import links_of
from publishing.sections import section
from tests.conftest import LEAD

POLICE = f"{LEAD}.killed-police-and-guard"
WITHDRAWN = "ap-2022-01-09.killed-164"
DAYS = ("2022-01-06", "2022-01-07", "2022-01-10", "2022-12-20")
HOSTILE = "<script>alert('1')</script> & \"so\" {{ 7 * 7 }}"


class Panel(HTMLParser):
    """What a panel holds: texts, items that it opens, external links, filters, headings, attributes."""

    VOID = ("rect", "path", "circle", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.items: list[str] = []
        self.external: list[dict[str, str | None]] = []
        self.filters: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        if item := values.get("data-item"):
            self.items.append(item)
            assert parse_qs(urlsplit(values["href"] or "").query)["item"] == [item]
        if (found := values.get("data-filter")) is not None:
            self.filters.append(found)
        if (values.get("href") or "").startswith("http"):
            self.external.append(values)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


def opened(reports: Archive, item_id: str, day: str = "2022-01-07") -> OpenedItem:
    found = opened_item(read_address("", {"known_on": [day], "item": [item_id]}, reports))
    assert found is not None
    return found


def panel(item: OpenedItem, reports: Archive, **values: Any) -> Panel:
    reading = read_address("", {"known_on": [item.shown_on], "item": [item.item_id]}, reports)
    return Panel(section("drawer", item, links_of(reading.address), **values))


@cache
def item_and_panel(reports: Archive, item_id: str, day: str) -> tuple[OpenedItem, Panel]:
    item = opened(reports, item_id, day)
    return item, panel(item, reports)


def known_items(reports: Archive, day: str) -> list[ItemRow]:
    archive = read_address("", {"known_on": [day]}, reports).archive
    return rows(to_pandas(archive.table("items")), ItemRow)


def known_claims(reports: Archive, day: str) -> list[ClaimRow]:
    return rows(queries.claims(read_address("", {"known_on": [day]}, reports).archive), ClaimRow)


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]])
def test_every_item_has_a_panel_whose_links_open_items_of_that_day(reports: Archive, day: str) -> None:
    """Guards against a kind of item that has no panel, and a link to what is not known yet or does not exist."""
    known = {row["item_id"] for row in known_items(reports, day)}
    for item_id in sorted(known):
        _, seen = item_and_panel(reports, item_id, day)
        assert set(seen.items) <= known, item_id
        assert seen.open == []
        assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]


def test_the_panel_and_the_reference_of_quoted_words_say_in_which_language_they_are_given(reports: Archive) -> None:
    """Guards against the words of a translation that are cited as those that were spoken."""
    known = rows(queries.quotes(read_address("", {"known_on": [DAYS[-1]]}, reports).archive), QuoteRow)
    assert {bool(quote["contents"]) for quote in known} == {True, False}
    for quote in known:
        item, seen = item_and_panel(reports, quote["item_id"], DAYS[-1])
        quoted = bool(quote["contents"])
        head, _, rest = seen.text.partition("The words it rests on")
        assert ("Quoted words are as the article gives them, in English" in head) is quoted
        assert ("in English, as the article gives it; language spoken not recorded" in rest) is quoted
        assert ("language spoken not recorded" in item.full_citation(permalink="https://x.example").note) is quoted


def test_a_day_of_publication_that_was_worked_out_says_so_beside_it(reports: Archive) -> None:
    """Guards against a day that no page states, given as a printed one but for a line far down."""
    said = "(day worked out)"
    for item_id, worked_out in {POLICE: True, f"{LEAD}.tokayev-militants": True, WITHDRAWN: False}.items():
        item, seen = item_and_panel(reports, item_id, DAYS[-1])
        assert (f"7 January 2022 {said}" in seen.text) is worked_out
        assert ("day worked out, not stated on its page" in item.full_citation(permalink="").note) is worked_out
        assert (said in item.drawer.circumstances) is (worked_out and item.claim is not None)


@pytest.mark.parametrize("day", [DAYS[1], DAYS[-1]])
def test_a_panel_has_every_fact_that_the_record_has(reports: Archive, day: str) -> None:
    """Guards against a detail, a doubt, a side or a passage that the panel before this one had, and this one lost."""
    for row in known_items(reports, day):
        item, seen = item_and_panel(reports, row["item_id"], day)
        text = seen.text

        def holds(words: str, text: str = text, item_id: str = item.item_id) -> None:
            assert " ".join(words.split()) in text, (item_id, words)

        for label, value in item.details:
            holds(label)
            holds(value)
        for passage in item.passages:
            holds(f"“{passage.words}”" if passage.words else item.drawer.no_passage_reason)
            holds(passage.note)
        for words in (item.summary, item.citation, item.article["date_published_basis"], item.row["note"] or ""):
            holds(words)
        for words in (item.article["publisher"], item.article["headline"] or ""):
            holds(words)
        for caveat in item.caveats:
            holds(caveat["text"])
        for statement in item.attributions:
            holds(statement["who"])
            holds(statement["says"][1:])
            words = statement["words"] or ""
            holds(in_quotation_marks(words) if statement["words_are_quoted"] else words)
        if item.claim is None:
            holds(item.title)


@pytest.mark.parametrize("day", [DAYS[1], DAYS[-1]])
def test_the_history_of_a_figure_is_all_there(reports: Archive, day: str) -> None:
    """Guards against a relation between figures that a reader no longer finds."""
    for claim in known_claims(reports, day):
        item, seen = item_and_panel(reports, claim["item_id"], day)
        history = item.history
        assert history is not None
        related = (
            *history.reports, *history.replaces, *history.replaced_by, *history.withdrawn_by, *history.part_of,
            *history.parts, *(found.other for found in history.contradictions),
        )  # fmt: skip
        assert {row["item_id"] for row in related} <= set(seen.items), claim["item_id"]


@pytest.mark.parametrize("day", DAYS[:-1])
def test_no_panel_tells_of_a_later_day(reports: Archive, day: str) -> None:
    """Guards against the answer of tomorrow in the panel of today: a later report is a count and no more."""
    later = [claim for claim in known_claims(reports, DAYS[-1]) if claim["reported_on"] > day]
    notes = {claim["note"] for claim in later if claim["note"]}
    known = {note for claim in known_claims(reports, day) if (note := claim["note"])}
    for claim in known_claims(reports, day):
        _, seen = item_and_panel(reports, claim["item_id"], day)
        dates = {f"{d} {m}" for d, m in re.findall(r"\b(\d{1,2}) (Jan|Dec)(?:uary|ember)? 2022", seen.text)}
        allowed = {f"{d} Jan" for d in range(1, int(day[-2:]) + 1)}
        assert dates <= allowed, claim["item_id"]
        assert not [note for note in notes - known if note in seen.text]
        assert not {row["item_id"] for row in later} & set(seen.items)


def test_later_figures_are_counted_and_the_link_goes_to_the_last_day(reports: Archive) -> None:
    """Guards against “nothing more to come” for a figure that two later days have others of."""
    item = opened(reports, POLICE)
    seen = panel(item, reports)
    assert "Reports of two later days give further figures. See the latest day" in seen.text
    assert parse_qs(seen.filters[-1]) == {"known_on": ["2022-12-20"], "item": [POLICE]}
    assert "19" not in re.sub(r"2019|19\d\d", "", " ".join(row.figure.figure for row in item.drawer.report_list.rows))
    ninth = panel(opened(reports, WITHDRAWN, "2022-01-09"), reports)
    assert "one of the figures above was withdrawn later" in ninth.text or "two of the figures above" in ninth.text
    assert "See the latest day" not in panel(opened(reports, POLICE, "2022-12-20"), reports).text


def test_a_figure_that_stands_says_so_with_its_hedge(reports: Archive) -> None:
    """Guards against a count whose day is only hinted at being shown as that of the day."""
    seen = panel(opened(reports, POLICE), reports)
    assert seen.text.startswith("Killed, as known on 7 January 2022")
    assert "Stands on 7 January 2022: no report recorded up to then replaces or withdraws it." in seen.text
    assert "“appeared”" in seen.text
    assert "dr-band dr-stands" in seen.html
    assert "One statement, in 3 reports: Al Jazeera, 7 Jan 2022; Al Jazeera (live blog)" in seen.text


def test_a_withdrawn_figure_is_struck_and_says_who_reports_it(reports: Archive) -> None:
    """Guards against a withdrawn number in bold, and against a withdrawal that is nobody's."""
    seen = panel(opened(reports, WITHDRAWN, "2022-12-20"), reports)
    assert "dr-band dr-withdrawn" in seen.html
    assert "Withdrawn 10 January 2022. As we read Reuters, 10 Jan: The health and police" in seen.text
    assert 'withdrawn: </span><s class="dr-number" dir="auto">164</s>' in seen.html
    before = panel(opened(reports, WITHDRAWN, "2022-01-09"), reports)
    assert "dr-band dr-stands" in before.html
    assert "<s" not in re.sub(r"<(svg|span|strong|section|summary)", "", before.html)


def test_a_contested_figure_says_by_whose_word(reports: Archive) -> None:
    """Guards against one sign for two things: a coder's mark, and the rule that compares numbers."""
    seen = panel(opened(reports, "ap-2022-01-09.killed-police-and-guard", "2022-12-20"), reports)
    assert "dr-band dr-doubted" in seen.html
    assert "Contested, by our rule and marked by a person." in seen.text
    assert "≠ 18 (Interior ministry, 7 Jan 2022). By our rule both cannot be true" in seen.text
    assert "A person marked them too." in seen.text
    assert "≠ 18 (City officials in Almaty, 6 Jan 2022). By our rule both cannot be true" in seen.text
    assert "No person marked them." in seen.text


def test_replaced_stands_only_where_the_record_says_so(reports: Archive) -> None:
    """Guards against a figure that is called replaced since a later report has another one."""
    for day in DAYS[1:]:
        claims = {claim["item_id"]: claim for claim in known_claims(reports, day)}
        for item_id in claims:
            item, _ = item_and_panel(reports, item_id, day)
            for row in item.drawer.report_list.rows:
                shown = claims[row.figure.item_id]
                history = history_of(item.archive, shown)
                notes = " ".join(note.text for note in row.figure.notes)
                assert ("Replaced by" in notes) == (
                    shown["status"] == ClaimStatus.SUPERSEDED and bool(history.replaced_by)
                )
                assert row.figure.replaced == (shown["status"] == ClaimStatus.SUPERSEDED)


@pytest.mark.parametrize("day", DAYS)
def test_the_list_has_every_figure_of_the_population_and_the_opened_one_once(reports: Archive, day: str) -> None:
    """Guards against a report that is left out, one that is listed twice, and a list without the opened figure."""
    claims = known_claims(reports, day)
    for claim in claims:
        found = item_and_panel(reports, claim["item_id"], day)[0].drawer.report_list
        listed = [item for row in found.rows for item in (row.figure.item_id, *(o.item_id for o in row.others))]
        assert sorted(listed) == sorted(other["item_id"] for other in claims if counts_the_same(other, claim))
        assert [row.current for row in found.rows].count(True) == 1
        assert all(claim["item_id"] == row.figure.item_id for row in found.rows if row.current)
        days = [next(c for c in claims if c["item_id"] == row.figure.item_id)["reported_on"] for row in found.rows]
        assert days == sorted(days)


def test_the_list_says_what_another_report_of_a_statement_says_otherwise(reports: Archive) -> None:
    """Guards against “Also in TASS” beside “armed criminals”, of whom TASS says nothing."""
    text = item_and_panel(reports, "aljazeera-2022-01-07.killed-armed-criminals", "2022-01-07")[1].text
    assert "CBC, TASS (participants in the riots, as of 7 Jan)." in text


@pytest.mark.parametrize("opened_id", ["reuters-2022-01-15.killed-225", "ap-2022-01-09.killed-164"])
def test_the_list_leads_with_the_first_report_of_a_statement_whichever_was_opened(
    reports: Archive, opened_id: str
) -> None:
    """Guards against “225 in ANI, also in Reuters” in one panel and the reverse in the next."""
    rows = item_and_panel(reports, opened_id, "2022-01-15")[0].drawer.report_list.rows
    (row,) = (each for each in rows if "225" in each.figure.figure)
    assert row.figure.item_id == "reuters-2022-01-15.killed-225"
    assert [other.publisher for other in row.others] == ["ANI"]


def test_durations_of_two_things_are_not_one_list(reports: Archive) -> None:
    """Guards against “30 years” of independence beside “days” of violence, since both are durations of no people."""
    found = opened(reports, f"{LEAD}.violence-days").drawer.report_list
    assert found.alone
    assert found.title == "Duration: violence, report by report"
    assert "No other figure of this kind" in panel(opened(reports, f"{LEAD}.violence-days"), reports).text


def test_a_thousand_reports_are_cut_to_those_around_the_opened_one(
    reports: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a panel of a thousand rows, and against rows that are dropped without a word."""
    item = opened(reports, WITHDRAWN, "2022-12-20")
    monkeypatch.setattr("data.views.drawer_reports.MOST_REPORTS", 3)
    claim = item.claim
    assert claim is not None
    cut = report_list(item.archive, claim, item.shown_on)
    assert MOST_REPORTS > 3
    assert len(cut.rows) == 3
    assert [row.current for row in cut.rows].count(True) == 1
    all_of_them = len([row for row in known_claims(reports, "2022-12-20") if counts_the_same(row, claim)])
    assert cut.more == all_of_them - sum(1 + len(row.others) for row in cut.rows)
    seen = panel(item, reports)
    assert f"{cut.more} more figures are not listed here. See them all" in seen.text
    assert "/casualties?known_on=2022-12-20&metric=killed" in dict.fromkeys(
        value for name, value in seen.attributes if name == "href"
    )


def test_without_an_anchor_the_panel_says_why(reports: Archive) -> None:
    """Guards against a strip or a quotation of a text that nobody had."""
    seen = panel(opened(reports, WITHDRAWN, "2022-12-20"), reports)
    assert "This record has no place in a text: it was coded from the opening of the page" in seen.text
    assert "Open the page" in seen.text
    assert "dr-strip" not in seen.html
    assert "blockquote" not in seen.tags


@pytest.mark.parametrize("item_id", [POLICE, f"{LEAD}.suchkov-mixed-bag", WITHDRAWN])
def test_the_article_opens_in_a_window_of_its_own(reports: Archive, item_id: str) -> None:
    """Guards against a link that takes the reader away, or that tells the other site where they came from."""
    item = opened(reports, item_id, "2022-12-20")
    seen = panel(item, reports)
    assert {link["href"] for link in seen.external} == {passage.url for passage in item.passages}
    for link in seen.external:
        assert (link["target"], link["rel"]) == ("_blank", "noopener noreferrer")


def anchor(item_id: str, paragraph: int, start: int, end: int) -> Any:
    return {"item_id": item_id, "paragraph": paragraph, "start_offset": start, "end_offset": end, "exact": "words",
            "table_name": "claims"}  # fmt: skip


def test_the_strip_shows_where_the_item_and_other_records_stand() -> None:
    """Guards against a strip that shows paragraphs which no record knows of."""
    own: list[AnchoredRow] = [anchor("a.b", 1, 0, 5)]
    marks: list[ArticleAnchorRow] = [*own, anchor("a.c", 0, 0, 2), anchor("a.d", 3, 0, 2)]  # type: ignore[list-item]
    strip = paragraph_strip(own, marks)
    assert strip is not None
    assert [cell.kind for cell in strip.cells] == ["other", "here", "none", "other"]
    assert strip.cells[1].height > strip.cells[0].height
    assert strip.words.startswith("Paragraph 2 of 4, counted up to the last one that a record stands in.")
    assert paragraph_strip([], marks) is None
    alone = paragraph_strip(own, own)  # type: ignore[arg-type]
    assert alone is not None
    assert "Dark" not in alone.words


def test_the_strip_of_a_long_text_keeps_its_width_and_that_of_a_book_is_a_sentence() -> None:
    """Guards against a strip that scrolls sideways, and against bars thinner than a pixel."""
    own: list[Any] = [anchor("a.b", 199, 0, 5)]
    strip = paragraph_strip(own, own)
    assert strip is not None
    assert max(cell.x + cell.width for cell in strip.cells) <= STRIP_WIDTH
    book = paragraph_strip([anchor("a.b", MOST_STRIP_CELLS, 0, 5)], [])
    assert book is not None
    assert book.cells == ()
    assert book.words.startswith(f"Paragraph {MOST_STRIP_CELLS + 1} of")


def test_marks_that_overlap_are_cut_and_the_paragraph_stays_whole() -> None:
    """Guards against words that are doubled or lost where two records share them."""
    text = "one two three four"
    marks: list[Any] = [anchor("a.b", 0, 4, 13), anchor("a.c", 0, 0, 7)]
    pieces = list(marked_pieces(text, marks, {(0, 4, 13)}))
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("one ", "other"), ("two three", "own"), (" four", ""),
    ]  # fmt: skip


def test_the_context_has_the_neighbours_and_says_what_is_left_out() -> None:
    """Guards against two distant paragraphs that read as if one followed the other."""
    own: list[Any] = [anchor("a.b", 0, 0, 2), anchor("a.b", 5, 0, 2)]
    found = context_of(own, [f"paragraph {n}" for n in range(8)], own)
    assert [(each.number, each.has_item, each.after_gap) for each in found] == [
        (1, True, False), (2, False, False), (5, False, True), (6, True, False), (7, False, False),
    ]  # fmt: skip


def test_the_context_is_shown_where_the_text_is_at_hand(
    small_record: dict[str, Any], small_text: Path, write_record: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a text that is at hand and not shown, and against other records in it that open nothing."""
    folder = write_record(small_record).parent
    small = archive_from_records(folder)
    item = opened(small, "northport-2023-03-01.detained-40", "2023-03-01")
    assert item.drawer.context == ()
    monkeypatch.setenv("ARTICLE_TEXTS", str(small_text.parent))
    seen = panel(opened(small, "northport-2023-03-01.detained-40", "2023-03-01"), small)
    assert "In its context" in seen.text
    assert '<mark class="dr-own">At least 40 dockers</mark>' in seen.html
    assert "Quotation: We will be back tomorrow," in seen.text
    assert "northport-2023-03-01.lima-back-tomorrow" in seen.items


def test_a_hostile_record_is_text(small_record: dict[str, Any], write_record: Callable[..., Path]) -> None:
    """Guards against a record that runs as HTML on our page."""
    claim = small_record["claims"][0]
    claim |= {"population": HOSTILE, "note": HOSTILE, "as_of_basis": HOSTILE, "via": HOSTILE, "as_of_hedge": HOSTILE}
    small_record["article"] |= {"headline": HOSTILE, "publisher": HOSTILE, "date_published_basis": HOSTILE}
    small_record["caveats"][0] |= {"text": HOSTILE, "concerns": ["detained-40"]}
    small = archive_from_records(write_record(small_record).parent)
    for item_id in small.engine.table("items").collect()["item_id"]:
        item = opened(small, item_id, "2023-03-01")
        seen = panel(item, small)
        assert "<script" not in seen.html
        assert HOSTILE in seen.text
        assert "49" not in seen.text


def test_very_long_words_and_a_long_history_are_shown_whole(reports: Archive) -> None:
    """Guards against a panel that cuts what it cites."""
    item = opened(reports, POLICE)
    long = "a" * 3_000
    seen = panel(replace(item, row={**item.row, "note": long}), reports)  # type: ignore[arg-type]
    assert long in seen.text


@pytest.mark.parametrize("item_id", [POLICE, f"{LEAD}.suchkov-mixed-bag", f"{LEAD}.russia-led-troops-arrive"])
def test_the_headings_are_in_order_and_the_citation_can_be_copied(reports: Archive, item_id: str) -> None:
    """Guards against a panel that a screen reader cannot find its way through."""
    item = opened(reports, item_id)
    seen = panel(item, reports)
    levels = [int(tag[1]) for tag in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 2
    assert levels.count(2) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert ("data-copy", item.citation) in seen.attributes
