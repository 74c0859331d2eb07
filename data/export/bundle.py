"""Export of several tables as one zip archive: rows, their schemas, a readme and citations."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from data import queries
from data.export.files import export, export_metadata, rows_for_export
from data.export.row_types import row_schema
from data.files import for_spreadsheets
from data.queries.selection import NO_FILTERS, Selection
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.rows import ArticleRow, Format, Table
from data.wording.citation_formats import Citation, article_citation, bibtex, ris
from data.wording.phrases import count_noun, day

RECORD_SCHEMA = Path(__file__).parents[1] / "record.schema.json"
EVERY_TABLE = tuple(Table)

IN_RANGE = (
    "in_range says whether a row is certainly in the range of days (certain), or may be (possible): what is undated,",
    "dated roughly or of a longer span is not left out.",
)
"""What the readme says of a range of days."""


def formats(table: str) -> tuple[Format, ...]:
    """Return the formats of a table. Raises ValueError if `table` is not the value of a Table."""
    return Table(table).formats


def file_stem(table: str, selection: Selection, known_on: str) -> str:
    """Return a file's name without its extension: table, filters and day, in characters safe on every file system."""
    filters = [value for key, values in selection.without_item_and_day.to_query().items() for value in (key, *values)]
    plain = re.sub(r"[^a-z0-9]+", "-", "-".join([table, *filters]).lower()).strip("-")
    return f"{plain[:80].rstrip('-')}-{known_on}"


@lru_cache(maxsize=64)
def bundle(archive: Archive, tables: tuple[Table, ...], selection: Selection, view: Citation, on: str) -> bytes:
    """Return tables under a Selection as a zip archive: all formats, schemas, readme and citations.

    The rows are those of `data.export.files.export`, as known on the Selection's day. `view` is the citation of the
    view. `on` is today's date: it is part of the cache's key, since the files contain the day of the export.
    """
    known = as_known_on(archive, selection.known_on)
    articles = [article_citation(article) for article in queries.rows(queries.articles(known), ArticleRow)]
    files: dict[str, str | bytes] = {
        f"data/{table}.{form}": _rows_file(known, table, form, selection) for table in tables for form in formats(table)
    }
    files |= {f"schema/{table}.schema.json": _json(row_schema(table)) for table in tables}
    files |= {
        "schema/record.schema.json": RECORD_SCHEMA.read_text("utf-8"),
        "citations/citations.bib": "\n".join(bibtex(citation) for citation in (view, *articles)),
        "citations/citations.ris": "\r\n".join(ris(citation) for citation in (view, *articles)),
        "README.txt": readme(known, tables, selection, view),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name in sorted(files):
            archive_file.writestr(name, files[name])
    return packed.getvalue()


def _rows_file(archive: Archive, table: Table, form: Format, selection: Selection) -> str | bytes:
    rows = export(archive, table, form, selection)
    return for_spreadsheets(rows) if form is Format.CSV else rows


def readme(archive: Archive, tables: Sequence[Table], selection: Selection, view: Citation) -> str:
    """Return the text of README.txt: contents, filters, day, licence, how to cite."""
    metadata = export_metadata(archive, selection)
    filters = [f"  {key}: {', '.join(values)}" for key, values in metadata["filters"].items()] or ["  none: every row"]
    rows = [f"  data/{table}: {count_noun(len(rows_for_export(archive, table, selection)), 'row')}" for table in tables]
    lines = [
        metadata["title"],
        "",
        f"View:             {view.title}",
        f"Permalink:        {view.permalink}",
        f"As known on:      {day(metadata['known_on'])} ({metadata['known_on']})",
        f"Dataset version:  {metadata['dataset_version']}",
        f"Exported on:      {metadata['exported_on']}",
        f"Licence:          {metadata['licence']}",
        f"Coordinates:      {metadata['coordinates']}",
        "",
        "Active filters",
        *filters,
        "",
        "Rows (CSV and JSON hold the same; GeoJSON where a table has places)",
        *rows,
        "",
        *(IN_RANGE if selection.has_range else ()),
        "CSV begins with a byte order mark, by which spreadsheets know that it is UTF-8. In it an apostrophe stands",
        "before a cell that a spreadsheet would run as a formula.",
        "schema/TABLE.schema.json describes the columns, schema/record.schema.json the record of an article.",
        "An empty cell: the record has nothing there; where coded_from is excerpt, the article may still state it.",
        "Figures are never added up: each is one source’s words.",
        "",
        "How to cite",
        f"  {view.text}",
        "  citations/citations.bib and citations.ris hold this and every article behind the rows.",
        "",
        "Sources",
        *(f"  {source}" for source in metadata["sources"]),
        "",
    ]  # fmt: skip
    # Line breaks inside a record's text are removed: they could imitate a line of this file, such as the licence.
    return "\n".join(" ".join(part for part in line.splitlines() if part) for line in lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def day_only(selection: Selection) -> Selection:
    """Return a Selection of the same day, without filters and opened item."""
    return Selection(known_on=selection.known_on) if selection.known_on else NO_FILTERS
