"""What readers see says “replaced”, “withdrawn” and “contested”, whatever the records call it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import queries
from data.records import vocabulary
from data.records.vocabulary import ClaimStatus, Metric, Qualifier, Relation, Term
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.table_columns import CLAIM_COLUMNS, format_claims

ROOT = Path(__file__).parents[4]
ROOMS = ("app", "components", "data", "hosting", "pages", "publishing")
OTHER_WORDS = re.compile(r"supersed|retract", re.IGNORECASE)
OTHER_WORDS_FOR_CONTESTED = re.compile(r"disput|disagree|do not agree|does not agree", re.IGNORECASE)
DATA_WORDS = re.compile(r"`[^`]*`|“\w+”|\]\([^)]*\)")
"""Names of fields and values, which are the records' own: in backticks, or one word in quotation marks."""
TERMS = [term for term in vars(vocabulary).values() if isinstance(term, type) and issubclass(term, Term)]


VERBS_OF_ARTICLES = "cues.py"
"""The module that lists the verbs by which articles introduce a quotation; nobody reads them on a page."""


def other_words(text: str) -> list[str]:
    """The words for replaced and withdrawn figures that a reader would have to learn besides."""
    return OTHER_WORDS.findall(DATA_WORDS.sub("", text))


def sentences(source: str) -> Iterator[str]:
    """The texts of a module that have more than one word, without its docstrings: a single word is a key or a value."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
    for text in (node.value for node in texts if isinstance(node.value, str)):
        if " " in text.strip() or text[:1].isupper():
            yield text


def test_labels_of_coded_values_say_replaced_and_withdrawn() -> None:
    """Guards against a page that calls a figure “retracted” beside one that calls it “withdrawn”."""
    labels = [term.label for terms in TERMS for term in terms]
    assert not [label for label in labels if other_words(label)]
    assert not [relation.inverse for relation in Relation if other_words(relation.inverse)]
    assert (ClaimStatus.SUPERSEDED.label, ClaimStatus.RETRACTED.label) == ("Replaced", "Withdrawn")
    assert (ClaimStatus.CURRENT.label, ClaimStatus.CONTESTED.label) == ("Stands", "Contested")


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_of_the_code_has_another_word_for_them(room: str) -> None:
    """Guards against a caption, a message or a note with a word of its own."""
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules
    found = {(module.name, text) for module in modules for text in sentences(module.read_text("utf-8"))}
    assert not {(name, text) for name, text in found if other_words(text)}


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_of_the_code_has_another_word_for_contested(room: str) -> None:
    """Guards against a figure that is “disputed” on its card, “contested” in its table and “disagrees” in a preview."""
    modules = [module for module in sorted((ROOT / room).rglob("*.py")) if module.name != VERBS_OF_ARTICLES]
    found = {(module.name, text) for module in modules for text in sentences(module.read_text("utf-8"))}
    assert not {(name, text) for name, text in found if OTHER_WORDS_FOR_CONTESTED.search(text)}
    assert OTHER_WORDS_FOR_CONTESTED.search("Figures that do not agree")


def test_no_template_and_no_guide_has_another_word_for_them() -> None:
    """Guards against a guide that explains a word which no page uses."""
    files = [
        *sorted((ROOT / "publishing" / "templates").rglob("*.html")), *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "data" / "articles" / "README.md",
        *sorted((ROOT / "data" / "stories").glob("*.yaml")),
    ]  # fmt: skip
    assert not [file.name for file in files if other_words(file.read_text("utf-8"))]


def test_another_word_is_found_and_a_name_of_the_records_is_not() -> None:
    """Guards against a search that finds nothing."""
    assert other_words("Superseded by 225") == ["Supersed"]
    assert list(sentences('"""Retracted."""\nx = f"{n} was retracted"\ny = "retracted"')) == [" was retracted"]
    assert other_words("the field `retracted_by`, and its value “superseded”") == []


def test_the_table_of_figures_has_labels_for_coded_values(reports: Archive) -> None:
    """Guards against “more_than” and “retracted” in a table that readers see."""
    claims = queries.claims(as_known_on(reports, "2022-12-20"))
    shown = format_claims(claims)
    for before, after in zip(rows(claims, ClaimRow), rows(shown[claims.columns], ClaimRow), strict=True):
        assert after["status"] == ClaimStatus(before["status"]).label
        assert after["metric"] == Metric(before["metric"]).label
        assert after["qualifier"] == Qualifier(before["qualifier"]).label
    assert set(CLAIM_COLUMNS) <= set(shown.columns)
