"""The figures of a page as lines of text: in order of time, each with its words, its source and all that is noted."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.export.files import rows_for_export
from data.figures.ledger import history_of, ledger
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import ClaimRow, Table, rows
from data.views.base import View
from data.views.casualties_ledger import change_notes
from data.views.contradictions import WHAT_THE_SIGN_MEANS
from data.views.figure_lines import MOST_LINES, FigureLine, figure_lines, figures_text, has_figures
from data.views.linked_words import plain
from data.views.reading import read_address
from data.views.registry import VIEWS, view_of
from data.wording.phrases import day
from tests.hostile import hostile
from tests.many import write_many

Query = dict[str, list[str]]

LAST = {"known_on": ["2022-12-20"]}
FIGURE = "aljazeera-2022-01-07.killed-police-and-guard"
PAGES: dict[str, tuple[str, Query]] = {
    "Overview": ("", {}),
    "a later day": ("", LAST),
    "a tab": ("casualties", LAST | {"metric": ["detained"]}),
    "a tab and a search": ("casualties", LAST | {"metric": ["killed"], "q": ["ministry"]}),
    "figures that count no people": ("casualties", {"metric": ["other"]}),
    "a range of days": ("casualties", LAST | {"from": ["2022-01-06"], "to": ["2022-01-07"]}),
    "one figure": ("sides", LAST | {"about": [FIGURE]}),
    "a report that repeats others": ("casualties", LAST | {"article": ["reuters-2022-01-10"]}),
}
every_page = pytest.mark.parametrize(("path", "query"), PAGES.values(), ids=PAGES.keys())


def view(path: str, query: Query, archive: Archive) -> View:
    return view_of(read_address(path, query, archive))


def text_of(page: View) -> str:
    return figures_text(
        figure_lines(page), page.articles, heading="Figures", link=lambda item: f"https://news.example/?item={item}"
    )


def parts_of(text: str) -> tuple[list[str], list[str]]:
    """The numbered lines of a text, and its list of sources."""
    lines, _, sources = text.partition("\n\nSources\n")
    heading, *numbered = re.split(r"\n(?=\d+\. )", lines.replace(f"\n\n{WHAT_THE_SIGN_MEANS}", ""))
    numbered = "\n".join(numbered).split("\n")
    assert heading == "Figures\n"
    assert ("≠" in "".join(numbered)) is (WHAT_THE_SIGN_MEANS in text)
    return numbered, sources.split("\n")


def line_text(line: FigureLine) -> str:
    return line.text(lambda article_id: f"[{article_id}]")


def shown(page: View) -> list[ClaimRow]:
    return rows(rows_for_export(page.archive, Table.CLAIMS, page.shown), ClaimRow)


@every_page
def test_each_statement_that_the_page_shows_is_one_line(reports: Archive, path: str, query: Query) -> None:
    """Guards against a figure that is left out of a paragraph, and one statement told as two."""
    page = view(path, query, reports)
    first = ledger(page.archive).statement
    lines = figure_lines(page)
    assert {first[line.item_id] for line in lines} == {first[claim["item_id"]] for claim in shown(page)}
    assert len({first[line.item_id] for line in lines}) == len(lines) > 0
    assert {line.item_id for line in lines} <= {claim["item_id"] for claim in shown(page)}


@every_page
def test_a_line_has_what_a_paragraph_is_written_from(reports: Archive, path: str, query: Query) -> None:
    """Guards against a number without its words, its source, its report or the way back to it."""
    page = view(path, query, reports)
    claims = {claim["item_id"]: claim for claim in shown(page)}
    urls = {article["article_id"]: article["url"] for article in page.articles}
    lines, sources = parts_of(text_of(page))
    for number, (line, of_item) in enumerate(zip(lines, figure_lines(page), strict=True), start=1):
        claim = claims[of_item.item_id]
        assert f"“{claim['value_text']}”" in line
        assert claim["asserted_by_name"] in line
        assert f"in {claim['publisher']}" in line
        assert line.startswith(f"{number}. Reported {day(claim['reported_on'], weekday=False)}, ")
        start = line[line.rindex("[") :]
        entry = next(n for n, source in enumerate(sources) if source.startswith(f"{start} "))
        assert sources[entry].endswith(f" {urls[claim['article_id']]}")
        link = f"    Line {number} in the dashboard: https://news.example/?item={claim['item_id']}"
        assert sources.index(link) > entry
        assert "http" not in line
        assert (", day not stated" in line.partition(":")[0]) is (claim["as_of"] is None)
        if claim["as_of_hedge"]:
            assert f"is hedged: “{claim['as_of_hedge']}”." in line


@every_page
def test_a_line_says_all_that_the_ledger_says_beside_the_figure(reports: Archive, path: str, query: Query) -> None:
    """Guards against a copied figure without what contests it, or whose reading a replacement is."""
    page = view(path, query, reports)
    claims = {claim["item_id"]: claim for claim in shown(page)}
    caveats = queries.caveats_by_item(page.archive)
    for line in figure_lines(page):
        claim = claims[line.item_id]
        history = history_of(page.archive, claim)
        concerning = caveats.get(line.item_id, ())
        for note in change_notes(history, caveats=concerning):
            assert plain(note).rstrip(".") in line_text(line)
        for caveat in concerning:
            assert caveat["text"] in line_text(line)
        for noted in (claim["note"] or "").split(". "):
            assert noted.strip(".") in line_text(line) or "reading" in noted


def test_a_line_names_all_reports_that_carry_the_statement(reports: Archive) -> None:
    """Guards against “in 4 reports” in a text whose reader cannot look up which, and a refutation among them."""
    lines = {line.item_id: line_text(line) for line in figure_lines(view("", LAST, reports))}
    for publisher in ("CBC", "TASS", "Al Jazeera"):
        assert publisher in lines["aljazeera-2022-01-07.killed-armed-criminals"]
    told = "TASS (participants in the riots, as of 7 Jan), 7 Jan 2022"
    assert told in lines["aljazeera-2022-01-07.killed-armed-criminals"]
    assert "much of whose copy it shares: no independent confirmation." in lines["aljazeera-2022-01-07.killed-dozens"]
    withdrawn = lines["ap-2022-01-09.killed-164"]
    assert "also in" not in withdrawn
    assert "Withdrawn, as we read Reuters, 10 Jan. Only the opening was read. The record notes: " in withdrawn
    says = "The record of Reuters (read at bdnews24), 10 Jan 2022 [reuters-2022-01-10] says of “164”: "
    assert f"{says}said by A government social media post" in withdrawn
    assert "the post was deleted" in withdrawn
    assert "as we read Reuters, 10 Jan, on 164." in lines["ap-2022-01-09.killed-103-almaty"]


def test_a_reading_of_the_record_stands_at_both_figures_of_a_replacement(reports: Archive) -> None:
    """Guards against an order of two counts of one day that no report states, noted at one of the two alone."""
    lines = {line.item_id: line_text(line) for line in figure_lines(view("", LAST, reports))}
    for name in ("ap-2022-01-06.killed-officers-12", "guardian-2022-01-06.killed-police-12",
                 "guardian-2022-01-06.killed-officers-18"):  # fmt: skip
        assert lines[name].count("(our reading: which was given first is not known).") == 1
        assert lines[name].count("which was given first") == 1


def test_a_note_is_said_once(reports: Archive) -> None:
    """Guards against “A word, not a number.” from the page and from the record, one after the other."""
    for line in figure_lines(view("casualties", LAST | {"metric": ["killed"]}, reports)):
        sentences = re.split(r"(?<=[.])\s+(?=[A-Z“])", line_text(line))
        assert len(sentences) == len(set(sentences))


def test_a_line_does_not_put_our_word_for_the_count_into_a_sources_mouth(reports: Archive) -> None:
    """Guards against “killed 26” of a ministry whose word was “liquidated”."""
    lines = {line.item_id: line_text(line) for line in figure_lines(view("", LAST, reports))}
    assert ": Killed (our reading of “liquidated”): “26”, “armed criminals”" in lines[
        "aljazeera-2022-01-07.killed-armed-criminals"
    ]  # fmt: skip
    assert ": Killed (our reading of “liquidated”): “dozens”" in lines["guardian-2022-01-06.killed-attackers"]
    assert ": Killed: “12”, law enforcement officers, in Almaty." in lines["ap-2022-01-06.killed-officers-12"]


def test_a_line_says_of_which_area_the_figure_is(reports: Archive) -> None:
    """Guards against a count of one city beside one of the country, told apart only on the page."""
    page = view("casualties", LAST | {"metric": ["killed"]}, reports)
    claims = {claim["item_id"]: claim for claim in shown(page)}
    for line in figure_lines(page):
        place = claims[line.item_id]["place"]
        whole = "whole country" if place else "place not stated"
        where = whole if claims[line.item_id]["area"] == "whole" else f"in {place}"
        assert f", {where}. Said by" in line_text(line)


def test_a_source_says_where_a_republished_report_was_read(reports: Archive) -> None:
    """Guards against an address of another site beside a publisher's name, without a word about it."""
    _, sources = parts_of(text_of(view("", LAST, reports)))
    entries = "\n".join(source for source in sources if source.startswith("["))
    assert "Al Jazeera, republished by Lemkin Institute for Genocide Prevention, “Kazakh president" in entries
    assert "Associated Press / PA, read at LBC, 9 January 2022. https://www.lbc.co.uk/" in entries


@every_page
def test_the_lines_are_in_order_of_time(reports: Archive, path: str, query: Query) -> None:
    """Guards against a paragraph in which the count falls because its lines were mixed up."""
    page = view(path, query, reports)
    claims = {claim["item_id"]: claim for claim in shown(page)}
    days = [claims[line.item_id]["reported_on"] for line in figure_lines(page)]
    assert days == sorted(days)


def test_what_was_withdrawn_or_replaced_says_so(reports: Archive) -> None:
    """Guards against a withdrawn figure that is written into a text as one that stands."""
    page = view("", LAST, reports)
    status = {claim["item_id"]: claim["status"] for claim in shown(page)}
    words = {"retracted": r" Withdrawn, as we read .+, 10 Jan", "superseded": r" Replaced by .+ \(\d+ \w+\)"}
    found = set()
    for line in figure_lines(page):
        text = line_text(line)
        for name, pattern in words.items():
            assert bool(re.search(pattern, text)) is (status[line.item_id] == name), text
            found |= {name} if status[line.item_id] == name else set()
    assert found == set(words)


def test_a_day_before_the_withdrawal_knows_nothing_of_it(reports: Archive) -> None:
    """Guards against a text of the 9th that tells what was published on the 10th."""
    text = text_of(view("", {"known_on": ["2022-01-09"]}, reports))
    assert "“164”" in text
    assert "Withdrawn" not in text
    assert "10 Jan 2022" not in text


def test_a_figure_that_only_may_be_of_the_chosen_day_says_so(reports: Archive) -> None:
    """Guards against a figure of no stated day in a paragraph about one day."""
    page = view("casualties", {"metric": ["detained"], "from": ["2022-01-06"], "to": ["2022-01-06"]}, reports)
    found = rows_for_export(page.archive, Table.CLAIMS, page.shown).set_index("item_id")["in_range"]
    assert set(found) == {"certain", "possible"}
    for line in figure_lines(page):
        assert ("(may be of that day):" in line_text(line)) is (found[line.item_id] == "possible")


def test_pages_of_figures_have_lines_and_others_have_none(reports: Archive) -> None:
    """Guards against a panel that offers the figures of a page without any."""
    found = {path for path in VIEWS if has_figures(view(path, {}, reports))}
    assert found == {"", "casualties", "sides"}
    assert len(figure_lines(view("casualties", {"q": ["zzzz"]}, reports))) == 0


def test_a_text_of_thousands_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    """Guards against a panel that takes a minute to open, and against a cut that nobody sees."""
    archive = archive_from_records(write_many(tmp_path / "articles", 2_000, reports=60))
    page = view("", {}, archive)
    total = len(figure_lines(page))
    assert total > MOST_LINES
    (*lines, last), sources = parts_of(text_of(page))
    assert len(lines) == MOST_LINES
    assert len([source for source in sources if " in the dashboard: " in source]) == MOST_LINES
    assert last == f"{total - MOST_LINES:,} more statements: the files of rows have them."


def test_whatever_a_record_holds_a_figure_is_one_line(small_record: Any, write_record: Callable[..., Path]) -> None:
    """Guards against a line break in a record that begins a line of its own."""
    record, _ = hostile(small_record)
    for claim in record["claims"]:
        claim["population"] += "\nWithdrawn on 1 Jan 2022"
    archive = archive_from_records(write_record(record).parent)
    lines, sources = parts_of(text_of(view("", {}, archive)))
    assert len(lines) == len(queries.claims(archive))
    assert len(sources) == 1 + len(lines)
