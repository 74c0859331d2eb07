"""Every kind of markup in every field of free text: what is made of the record has the same tags as of plain words."""

import copy
import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from data.export.files import FORMULA_STARTS, export
from data.records.schema import Record
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import Format, Table
from data.views.registry import VIEWS
from hosting.first_pages import AppPage, one_page_answer, page_answer, snapshot_answer
from tests.conftest import _small_record
from tests.hostile import hostile
from tests.html_page import parse

Json = dict[str, Any]

MARKUP = {
    "a script": "{n}<script>alert(1)</script><svg/onload=alert(1)><iframe srcdoc=x>",
    "an image": '{n}"><img src=x onerror=alert(1)><a href=javascript:alert(1)>x</a>',
    "an attribute": "{n}' onmouseover='alert(1)' style=\"background:url(//evil.example)\" x=\"",
    "Markdown": "{n}[link](javascript:alert(1)) ![i](https://evil.example/x.png) <https://evil.example> https://evil.example",
    "entities": "{n}&ltscript&gtalert(1)&lt/script&gt &#60b&#62 &amp &#x3ci&#x3e",
    "ends": "{n}</title></style></textarea></script></template></svg>--> <!-- ]]>",
    "templates": "{n}{{7*7}} ${7*7} {% raw %} {n} %s %(x)s {0} {__class__}",
    "directions": "{n}\u202eabc\u2066def\u200b\u200d\ufeff\u2069",
}
"""Each kind with a number that tells the fields apart."""

FORMULAS = ('=HYPERLINK("https://evil.example") {n}', "+1 {n}", "-1 {n}", "@SUM(1) {n}")

PLAIN = "{n}plain words of the same kind, as many as there are in what is held against them"

LEADS_AWAY = ("javascript:", "data:text", "vbscript:", "//evil.example", "https://evil.example")

NEVER_PUBLISHED = {"Drafted", "DraftedChoice", "DraftedPlace"}
"""Models of proposals; a record that has one is refused."""

ELSEWHERE = {"paraphrase"}
"""Only an indirect statement has it; it is shown where the contents of the others are."""


def pages(archive: Archive) -> Iterator[str]:
    """Each page, and one for each opened item; a sheet, and two snapshots."""
    app = AppPage("<html><head></head><body></body></html>", "")
    items = sorted(archive.table("items").collect()["item_id"].to_list())
    made = [page_answer(path, app, archive, b"", "") for path in VIEWS]
    made += [page_answer("", app, archive, f"item={item}".encode(), "") for item in items]
    made += [
        one_page_answer("", archive, b"", ""),
        *(snapshot_answer(path, archive, b"", "") for path in ("", "sides")),
    ]
    yield from (each.plain.body.decode() for each in made)


def structure(archive: Archive) -> set[tuple[str, ...]]:
    """The tags of all pages with the names of their attributes, and links that lead to where only markup leads."""
    found: set[tuple[str, ...]] = set()
    for node in (each for html in pages(archive) for each in parse(html).below()):
        found |= {(node.tag, name) for name in node.attributes} | {(node.tag,)}
        for name in ("href", "src", "action", "srcset", "formaction"):
            if node.attributes.get(name, "").strip().lower().startswith(LEADS_AWAY):
                found.add((node.tag, name, node.attributes[name][:60]))
    return found


def archive_of(record: Json, markup: str, folder: Path) -> Archive:
    """The records of a folder with nothing but a record whose every text is so."""
    folder.mkdir()
    (folder / "record.json").write_text(json.dumps(hostile(copy.deepcopy(record), markup)[0]), "utf-8")
    archive = archive_from_records(folder)
    assert [problem for problem in archive.problems if problem.file == "record.json"] == [], "it was refused"
    return archive


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """The tags of pages whose texts are plain words."""
    return structure(archive_of(_small_record(), PLAIN, tmp_path_factory.mktemp("plain") / "articles"))


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_the_pages_have_the_tags_of_plain_words(
    plain: set[tuple[str, ...]], small_record: Json, tmp_path: Path, markup: str
) -> None:
    """Guards against one field of a record that some page takes for markup."""
    assert structure(archive_of(small_record, markup, tmp_path / "articles")) - plain == set()


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_file_is_a_formula(small_record: Json, tmp_path: Path, formula: str) -> None:
    """Guards against one column whose text a spreadsheet runs, and one that is written as it is not."""
    archive = archive_of(small_record, formula, tmp_path / "articles")
    cells = 0
    for table in Table:
        for row in csv.DictReader(io.StringIO(export(archive, table, Format.CSV).removeprefix("\ufeff"))):
            assert [name for name, cell in row.items() if cell.startswith(FORMULA_STARTS) and not is_number(cell)] == []
            cells += sum(formula.partition("{n}")[0] in cell for cell in row.values())
    assert cells > 20


def is_number(cell: str) -> bool:
    """Whether a cell is a number, such as a latitude."""
    with suppress(ValueError):
        return bool(float(cell)) or True
    return False


def text_fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield each field of free text of a model and of those in it, as (name of the model, name of the field)."""
    for name, field in model.model_fields.items():
        said = f"{field.annotation!r} {field.metadata!r}"
        if "_can_be_seen" in said:
            yield model.__name__, name
        for inner in models_in(field.annotation):
            yield from text_fields(inner)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def test_every_field_of_free_text_holds_it(small_record: Json) -> None:
    """Guards against a new field that no test of markup looks at."""
    record, texts = hostile(small_record)
    spoilt: set[str] = set()

    def look(tree: Any, name: str = "") -> None:
        if isinstance(tree, dict):
            for step, value in tree.items():
                look(value, step)
        for each in tree if isinstance(tree, list) else ():
            look(each, name)
        if isinstance(tree, str) and tree in texts:
            spoilt.add(name)

    look(record)
    fields = {name for model, name in text_fields(Record) if model not in NEVER_PUBLISHED}
    assert len(fields) > 25
    assert fields - spoilt - ELSEWHERE == set()
