"""Rules that hold for every input, tried on many made-up ones: comparing, escaping, files, citations, dates, YAML."""

import csv
import datetime as dt
import io
import re
from html import unescape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.markdown import WORD_JOINER, plain_text
from data.export.files import FORMULA_STARTS, to_csv
from data.figures.disagreement import ComparableFigure, Interval, interval_of
from data.queries.renamed import current_names
from data.records.vocabulary import Qualifier, Verdict
from data.stories.plain_yaml import PlainYamlError, read_plain_yaml
from data.text import normalize, search_words
from data.wording.citation_formats import Citation, bibtex, cite_news, ris
from data.wording.emphasis import Part, join_sentences, sentence
from data.wording.emphasis import plain_text as without_emphasis
from data.wording.phrases import day, day_and_month, join_words, share
from publishing.jinja import emphasis

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
"""Any text but halves of surrogate pairs, which no file of ours can hold."""
WORDS = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
DAYS = st.dates(min_value=dt.date(1, 1, 1)).map(dt.date.isoformat)
QUALIFIERS = st.sampled_from(list(Qualifier))
FIGURES = st.builds(
    lambda on, qualifier, value: ComparableFigure(on, interval_of(qualifier, value)),
    DAYS, QUALIFIERS, st.none() | st.integers(0, 10**7).map(float),
)  # fmt: skip


@given(FIGURES, FIGURES)
def test_two_figures_are_compared_alike_whichever_comes_first(one: ComparableFigure, other: ComparableFigure) -> None:
    """Guards against a verdict that depends on which of two reports was read first."""
    assert one.compared_with(other) is other.compared_with(one)


@given(FIGURES)
def test_a_figure_with_a_number_can_be_true_together_with_itself(figure: ComparableFigure) -> None:
    """Guards against a rule that makes a source contradict itself."""
    expected = Verdict.OPEN if figure.interval is None else Verdict.COMPATIBLE
    assert figure.compared_with(figure) is expected
    assert not figure.exceeds(figure)


@given(QUALIFIERS, st.integers(0, 10**9).map(float))
def test_what_a_figure_surely_allows_lies_within_what_it_may_allow(qualifier: Qualifier, value: float) -> None:
    """Guards against bounds that cross: every comparison with such a figure would be wrong."""
    interval = interval_of(qualifier, value)
    assert isinstance(interval, Interval)
    assert interval.lowest <= interval.low <= interval.high <= interval.highest


@given(TEXT)
def test_text_in_markdown_shows_as_it_is(text: str) -> None:
    """Guards against a headline that becomes a link, a heading or HTML on a page."""
    escaped = plain_text(text)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert shown.replace(WORD_JOINER, "") == text.replace("\n", " ").replace(WORD_JOINER, "")
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]*_`:$#|~]", escaped)


@pytest.mark.parametrize(
    "address", ["ana@news.example", "a@b.c", "www.news.example", "WWW.news.example", "HTTPS://a.b/c"]
)
def test_an_address_in_markdown_is_no_link(address: str) -> None:
    """Guards against a name that opens a mail program: Streamlit links addresses whatever is escaped in them."""
    apart = plain_text(f"by {address}, today").replace("\\", "")
    assert not re.search(r"https?://|www\.|@[\w-]+\.", apart, re.IGNORECASE)


SENTENCES = st.lists(st.builds(Part, TEXT, strong=st.booleans(), struck=st.booleans()), max_size=5).map(
    lambda parts: sentence(*parts)
)


@given(SENTENCES)
def test_a_sentence_says_the_same_in_every_renderer(words: tuple[Part, ...]) -> None:
    """Guards against emphasis that eats a word, and against a word that becomes markup."""
    html = str(emphasis(words))
    tags = re.findall(r"<[^>]*>", html)
    assert set(tags) <= {"<strong>", "</strong>", "<s>", "</s>"}
    assert unescape(re.sub(r"<[^>]*>", "", html)) == without_emphasis(words).replace("\r", "\r")


@given(st.integers(0, 1200), st.integers(0, 1200))
def test_a_count_stands_with_the_right_form_of_its_noun(part: int, whole: int) -> None:
    """Guards against “all 1 figures”, and against “all” where one is missing."""
    said = share(min(part, whole), whole, "figure")
    assert said.endswith("figure" if whole == 1 else "figures")
    assert said.startswith("all ") == (part >= whole > 1)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_sentences_are_joined_as_words_are(words: list[str]) -> None:
    """Guards against two lists in one text that are joined in two ways."""
    assert without_emphasis(join_sentences([sentence(word) for word in words])) == join_words(words)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=8))
def test_a_csv_file_gives_back_every_cell_and_runs_none(cells: list[tuple[str, str]]) -> None:
    """Guards against rows that break at a quotation mark or a line end, and cells that a spreadsheet runs."""
    frame = pd.DataFrame(cells, columns=["one", "other"], dtype="str")
    read = list(csv.reader(io.StringIO(to_csv(frame), newline="")))[1:]
    expected = [[re.sub(r"\r\n?", "\n", f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell) for cell in row]
                for row in cells]  # fmt: skip
    assert [row for row in read if row] == [row for row in expected if row != [""]]


CITATIONS = st.builds(
    Citation, key=st.just("a-1"), text=WORDS, title=WORDS, publisher=WORDS, date=DAYS,
    url=st.just("https://a.example/b"), permalink=st.just("https://us.example/c"),
    authors=st.lists(WORDS, max_size=4).map(tuple), quote=TEXT, note=TEXT,
)  # fmt: skip


@given(CITATIONS)
def test_a_citation_stays_one_entry_in_every_form(citation: Citation) -> None:
    """Guards against a title that ends the entry it stands in: what follows would be read as fields."""
    entry = bibtex(citation)
    unescaped = re.sub(r"\\textbackslash\{\}|\\textasci\w+\{\}|\\[{}]", "", entry)
    assert unescaped.count("{") == unescaped.count("}")
    assert entry.count("\n@") == 0
    record = ris(citation)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in record.removesuffix("\r\n").split("\r\n"))
    template = cite_news(citation)
    assert template.count("{{") == template.count("}}") == 1


@given(DAYS)
def test_a_day_is_written_with_its_year_unless_the_year_is_known(iso: str) -> None:
    """Guards against days of the first centuries, which some platforms cannot format."""
    date = dt.date.fromisoformat(iso)
    assert day(iso).endswith(f"{date.day} {date:%b} {date.year}")
    assert day(iso, weekday=False) == f"{day_and_month(iso)} {date.year}"


@given(TEXT)
def test_any_text_is_yaml_or_told_what_is_wrong_and_where(text: str) -> None:
    """Guards against a story file that ends the loader with somebody else's exception."""
    places = []
    try:
        read_plain_yaml(text)
    except PlainYamlError as error:
        places.append((error.line, error.column, bool(error.message)))
    assert all(line >= 1 and column >= 1 and told for line, column, told in places)


@given(TEXT)
def test_what_is_searched_is_folded_once(text: str) -> None:
    """Guards against words that are found only in the spelling that they were stored in."""
    assert normalize(normalize(text)) == normalize(text)
    assert all(word in normalize(text) for word in search_words(text))


QUERIES = st.dictionaries(
    st.sampled_from(["voice", "metric", "page", "city", "speaker_group"]),
    st.lists(st.sampled_from(["held", "lives-held-2", "experts", "almaty"]), max_size=3),
)


@given(QUERIES)
def test_names_of_earlier_releases_are_replaced_once_and_for_all(query: dict[str, list[str]]) -> None:
    """Guards against a rename that leads to a name which is renamed again."""
    once = current_names(query)
    assert current_names(once) == once
    assert sum(map(len, once.values())) == sum(map(len, query.values()))
