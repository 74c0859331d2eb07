"""Citations in the forms that reference managers, LaTeX and Wikipedia read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors

from data import queries
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import ArticleRow
from data.wording.citation_formats import (
    FORMATS,
    Citation,
    article_citation,
    bibtex,
    cite_news,
    item_citation,
    ris,
    view_citation,
)

Json = dict[str, Any]
Write = Callable[..., Path]

LEAD = "aljazeera-2022-01-07"
PERMALINK = f"https://records.example/casualties?known_on=2022-01-07&item={LEAD}.arrests-3800"


def citation_of(archive: Archive, item_id: str, **changes: Any) -> Citation:
    found = queries.item(archive, item_id)
    assert found
    table, row = found
    anchors = queries.rows(queries.anchors(archive, item_id))
    article = queries.article(archive, row["article_id"])
    return item_citation(table, row | changes, article, anchors[0] if anchors else None, permalink=PERMALINK)


def test_every_form_names_the_article_its_day_and_our_permalink(archive: Archive) -> None:
    """A form that leaves one of them out sends its reader to the wrong report."""
    citation = citation_of(archive, f"{LEAD}.arrests-3800")
    for form, written in FORMATS.items():
        said = written(citation)
        assert "Kazakh president gives shoot-to-kill order to quell protests" in said, form
        assert "Al Jazeera" in said, form
        assert re.search(r"7 January 2022|2022-01-07|2022/01/07", said), form
        assert "https://records.example/casualties" in said, form
        assert "more than 3,800" in said, form


def test_a_form_opens_the_article_at_the_words_that_are_cited(archive: Archive) -> None:
    """A reader who checks a figure would else have to search the whole article for it."""
    citation = citation_of(archive, f"{LEAD}.arrests-3800")
    for written in (bibtex, ris, cite_news):
        assert "#:~:text=more%20than%203%2C800" in written(citation)


def test_a_report_whose_headline_is_not_known_gets_none(reports: Archive) -> None:
    """A headline that was made up would be looked for, and quoted."""
    citation = citation_of(reports, "reuters-2022-01-15.killed-225")
    assert citation.title == "[Report of Reuters, 15 January 2022]"
    assert "coded from the opening of the page" in bibtex(citation)


def test_a_figure_that_was_replaced_says_so_in_every_form_that_has_room_for_it(reports: Archive) -> None:
    """A figure that no longer stands would be cited as if it did."""
    citation = citation_of(reports, "reuters-2022-01-15.killed-225")
    assert "(replaced)" in citation.text
    assert "(replaced)" in bibtex(citation)
    assert "(replaced)" in ris(citation)


def test_indirect_speech_is_not_given_as_a_quotation(archive: Archive) -> None:
    """Our words would stand as the speaker's in `quote`."""
    citation = citation_of(archive, f"{LEAD}.blinken-warning")
    assert citation.quote == ""
    assert "|quote=" not in cite_news(citation)
    assert "in the words of this record" in bibtex(citation)


def test_a_view_is_cited_as_a_dataset_with_its_day_and_version() -> None:
    """A view that is cited without its day and version shows something else next year."""
    citation = view_citation(
        title="5 events", collection="Unrest", day="2022-01-07", version="abc123", permalink="https://r.example/",
        licence="CC BY 4.0",
    )  # fmt: skip
    assert ris(citation).startswith("TY  - DATA")
    for written in FORMATS.values():
        assert "abc123" in written(citation)
        assert "https://r.example/" in written(citation)
    assert "as known on 7 January 2022" in citation.text
    assert "date = {2022-01-07}" not in bibtex(citation), "the day that it is known on is no day of publication"
    assert "DA  - " not in ris(citation)
    assert "|date=" not in cite_news(citation)


MARKS = "50% of {all} & #1_x^2~ \\ $5 | ]] }} '' <b>bold</b> \n next"


@pytest.mark.parametrize("field", ["value_text", "population", "asserted_by_name"])
def test_marks_of_a_form_in_a_record_stay_text(archive: Archive, field: str) -> None:
    """A brace would end the entry, a line break begin another field, a bar another parameter, a tag run as HTML."""
    citation = citation_of(archive, f"{LEAD}.arrests-3800", **{field: MARKS})
    entry = bibtex(citation)
    unescaped = re.sub(r"\\[{}%&$#_]|\\text[a-z]+\{\}", "", entry)
    assert unescaped.count("{") == unescaped.count("}")
    assert not re.search(r"[&%$#_^~]", re.sub(r"(url|date) = .*", "", re.sub(r"record: \S+", "", unescaped)))
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris(citation).splitlines())
    template = cite_news(citation)
    assert template.count("{{") == template.count("}}") == 1
    assert template.count("|") == 7
    assert "<" not in template


def test_an_address_with_marks_of_a_form_is_encoded(archive: Archive) -> None:
    """A bracket in an address would end Wikipedia's link, a brace BibTeX's field."""
    found = queries.item(archive, f"{LEAD}.arrests-3800")
    assert found
    article = queries.article(archive, LEAD) | {"url": "https://a.example/x?y=[1]{2}|3"}
    citation = item_citation(*found, article, None, permalink="https://r.example/?q=[x] y")
    assert "https://a.example/x?y=%5B1%5D%7B2%7D%7C3" in bibtex(citation)
    assert "[https://r.example/?q=%5Bx%5D%20y]" in cite_news(citation)


def test_wikipedia_is_told_who_republished_an_article_and_who_says_a_figure(archive: Archive) -> None:
    """“26” from Al Jazeera, at another site's address, would be a figure without its source."""
    written = cite_news(citation_of(archive, f"{LEAD}.killed-armed-criminals"))
    assert "|via=Lemkin Institute for Genocide Prevention" in written
    assert "Interior ministry" in written
    assert "“armed criminals”" in written


ARTICLES = (
    ["Ines Roth"], ["Ines Roth", "Ali Ode", "Ana de la Cruz"], ["Reuters and AFP", "Roth, Ines"], [],
)  # fmt: skip


@pytest.mark.parametrize("authors", ARTICLES, ids=lambda authors: f"{len(authors)} authors")
def test_each_author_is_an_author_in_every_form(authors: list[str], small_record: Json, write_record: Write) -> None:
    """Three authors became one person with a long name, whom no reference manager finds again."""
    small_record["article"]["authors"] = authors
    archive = archive_from_records(write_record(small_record).parent)
    (row,) = queries.rows(queries.articles(archive), ArticleRow)
    citation = article_citation(row, permalink=PERMALINK)
    (in_ris,) = rispy.loads(ris(citation))
    assert in_ris.get("authors", []) == authors
    (in_bibtex,) = bibtexparser.parse_string(bibtex(citation), append_middleware=[SeparateCoAuthors()]).entries
    given = in_bibtex.fields_dict.get("author")
    assert [each.strip("{}") for each in (given.value if given else [])] == authors
    assert [value for _, value in re.findall(r"\|(author\d*)=([^|]*) ", cite_news(citation))] == authors


def test_two_views_of_one_version_are_two_entries() -> None:
    """Two entries of one key: a reference manager keeps the first and drops the other without a word."""
    cited = [
        view_citation(
            title="Overview", collection="A collection", day="2022-01-07", version="abc", licence="CC BY 4.0",
            permalink=f"https://news.example/{path}?known_on=2022-01-07&dataset=abc",
        )
        for path in ("", "map", "casualties")
    ]  # fmt: skip
    assert len(entries_of("".join(map(bibtex, cited)))) == 3
    assert len({each["id"] for each in rispy.loads("".join(map(ris, cited)))}) == 3


def entries_of(text: str) -> list[str]:
    """The keys of BibTeX entries, as a reference manager reads them: an entry of a key that it has is dropped."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return [entry.key for entry in library.entries]


def test_every_item_of_a_collection_has_a_key_of_its_own(reports: Archive) -> None:
    """A key that drops the marks of an id gives two items the same one."""
    tables = ("events", "claims", "quotes", "facts", "caveats")
    items = [item for table in tables for item in getattr(queries, table)(reports)["item_id"]]
    assert entries_of("".join(bibtex(citation_of(reports, item)) for item in items)) == items
