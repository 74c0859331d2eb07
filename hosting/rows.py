"""A request for rows, read and answered: which table, under which Selection, which page of it, in which format.

Rows come from the same questions and the same export as those of the dashboard's pages and the command line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd

from data import queries
from data.export.files import export, export_metadata, rows_for_export, to_csv
from data.export.row_types import EXPORTED_ROW_TYPES
from data.queries.selection import KEYS, Selection, parse_selection, requested_day
from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.tables.known_on import as_known_on, default_day
from data.tables.rows import COLUMNS, Format, Table
from data.text import did_you_mean, shorten
from hosting.problems import problem
from hosting.responses import REVALIDATE, Answer, Prepared, compress, prepare

TABLES = (Table.EVENTS, Table.CLAIMS, Table.QUOTES, Table.ACTORS, Table.PLACES, Table.ARTICLES)
DEFAULT_FORMAT = Format.JSON
"""What an address without a format asks for."""

PARAMETERS = (*KEYS, "limit", "offset")
LIMIT, LARGEST_LIMIT = 100, 1000
LARGEST_OFFSET = 10**9
LONGEST_QUERY = 8 * 1024
"""Bytes of a query string; servers and proxies in between seldom let more through."""
MOST_PARAMETERS = 100

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Total-Count",
}
"""What lets a page of any site read an answer and the headers that tell its place among the pages."""

_GO_ON = ("; both were left out", "; only its beginning was searched for")
"""How a dashboard page goes on in spite of what it could not take; a request for data is refused instead."""


class RefusedError(Exception):
    """A request that cannot be answered as it stands, with the problem that says why."""

    def __init__(self, refusal: Prepared) -> None:
        super().__init__(refusal.status)
        self.problem = refusal


@dataclass(frozen=True)
class Asked:
    """Which rows a request asks for: the archive as it was known on a day, the filters, and one page of the rows."""

    archive: Archive
    selection: Selection
    limit: int = LIMIT
    offset: int = 0

    def address(self, table: Table, form: Format, *, offset: int) -> str:
        """The address of another page of the same rows, relative to that of this one."""
        page = {"limit": [str(self.limit)]} | ({"offset": [str(offset)]} if offset else {})
        return f"{table}.{form}?{urlencode(self.selection.to_query() | page, doseq=True)}"


def forms(table: Table) -> tuple[Format, ...]:
    """The formats that a table comes in, the default first."""
    return tuple(sorted(table.formats, key=lambda form: form is not DEFAULT_FORMAT))


def media_type(form: Format) -> str:
    """A format's media type with its parameters, as a header gives it."""
    return f"{form.media_type}; charset=utf-8; header=present" if form is Format.CSV else form.media_type


def has_items(table: Table) -> bool:
    """Whether a table's rows are items, which `item` can name."""
    return "item_id" in COLUMNS[table]


def answer(archive: Archive, table: Table, form: Format, query_string: bytes) -> Answer:
    """The rows that a query string asks for. Raises RefusedError where it asks for what there is not."""
    asked = read(archive, table, query_string)
    frame = rows_for_export(asked.archive, table, asked.selection)
    if asked.selection.item:
        frame = frame[frame["item_id"] == asked.selection.item]
    total = len(frame)
    page = frame.iloc[asked.offset : asked.offset + asked.limit]
    links = _links(asked, table, form, total=total)
    headers = {"X-Total-Count": str(total)} | OPEN_TO_ALL
    if any(links.values()):
        headers["Link"] = ", ".join(f'<{address}>; rel="{rel[:4]}"' for rel, address in links.items() if address)
    told = export_metadata(asked.archive, asked.selection) | {
        # On the pages an opened item narrows nothing, so `about` does not tell it as a filter; here it is one.
        "filters": replace(asked.selection, known_on=None).to_query(),
        "count": len(page),
        "total": total,
        "limit": asked.limit,
        "offset": asked.offset,
        **links,
    }
    body = _body(asked, table, form, page, told)
    # A CSV file holds nothing but rows; its ETag nevertheless tells apart what they are rows of.
    stands_for = f"{archive.version} {told['known_on']} {asked.address(table, form, offset=asked.offset)}"
    return finished(body, media_type=media_type(form), more=headers, tagged=stands_for)


def finished(body: str, *, media_type: str, more: Mapping[str, str] = OPEN_TO_ALL, tagged: str = "") -> Answer:
    """A body as an answer, in both of its forms."""
    content, how = body.encode(), {"media_type": media_type, "cache_control": REVALIDATE, "tagged": tagged}
    return Answer(prepare(content, more=more, **how), compress(content, more=more, **how))


def read(archive: Archive, table: Table, query_string: bytes) -> Asked:
    """What a query string asks of a table. Raises RefusedError, with a sentence for each thing that is wrong with it.

    A dashboard page leaves out what it does not know and says so. A program would take rows that were never filtered
    for those that it asked for.
    """
    query = _parsed(query_string)
    known = as_known_on(archive, requested_day(query))
    limit, limit_errors = _number(query, "limit", LIMIT, least=1, most=LARGEST_LIMIT)
    offset, offset_errors = _number(query, "offset", 0, least=0, most=LARGEST_OFFSET)
    item_errors = _wrong_item(known, table, query)
    of_selection = {key: values for key, values in query.items() if key in KEYS and not (key == "item" and item_errors)}
    reading = parse_selection(of_selection, known=known.known_values)
    notices = [notice.removesuffix(_GO_ON[0]).removesuffix(_GO_ON[1]) for notice in reading.notices]
    errors = [*_misnamed(query), *notices, *item_errors, *limit_errors, *offset_errors]
    if errors:
        day = requested_day(query) or default_day(archive)
        detail = f"The request was not answered. Ids are looked up among what was known on {day}."
        raise RefusedError(problem(400, detail, errors=errors, more=OPEN_TO_ALL))
    selection = reading.selection
    if selection.known_on == default_day(archive):
        selection = replace(selection, known_on=None)
    return Asked(known, selection, limit, offset)


def _parsed(query_string: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(query_string.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        reason = "The query is not UTF-8."
    except ValueError:
        reason = f"The query has more than {MOST_PARAMETERS} parameters."
    raise RefusedError(problem(400, reason, more=OPEN_TO_ALL))


def _misnamed(query: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """What is wrong with the parameters whatever their values: unknown ones, and single ones that are repeated."""
    for key, values in query.items():
        if key not in PARAMETERS:
            yield f"“{shorten(key)}” is no parameter here{did_you_mean(key[:100], PARAMETERS)}"
        elif len(values) > 1 and key not in FACETS:
            yield f"{key} is given {len(values)} times; it takes one value"
        if any("\0" in text for text in values):
            yield f"“{shorten(key)}” holds a null character, which no text has"


def _number(
    query: Mapping[str, Sequence[str]], key: str, default: int, *, least: int, most: int
) -> tuple[int, Sequence[str]]:
    """A whole number among the parameters, or its default and what is wrong with it."""
    text = query.get(key, [str(default)])[-1]
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text), ()
    return default, [f"{key} “{shorten(text)}” is not a whole number from {least} to {most}"]


def _wrong_item(known: Archive, table: Table, query: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Why an item that is in the records cannot be asked for here; one that is not is left to `parse_selection`."""
    item_id = query.get("item", [""])[-1]
    if "item" not in query:
        return ()
    if not has_items(table):
        return [
            f"item does not go with {table}; it names one of the {_listed(each for each in TABLES if has_items(each))}"
        ]
    found = queries.item(known.full or known, item_id)
    if found and item_id not in known.known_values["item"]:
        day = found[1]["published_on"]
        return [f"item “{shorten(item_id)}” was published on {day} and not known before; ask with known_on={day}"]
    if found and found[0] != table:
        return [f"item “{shorten(item_id)}” is one of the {found[0]}, not of the {table}"]
    return ()


def _links(asked: Asked, table: Table, form: Format, *, total: int) -> dict[str, str | None]:
    """Where the next and the previous page are. Behind the last page, the previous one is that which has rows."""
    after, before = asked.offset + asked.limit, min(asked.offset, total) - asked.limit
    return {
        "next": asked.address(table, form, offset=after) if after < total else None,
        "previous": asked.address(table, form, offset=max(0, before)) if asked.offset else None,
    }


def _body(asked: Asked, table: Table, form: Format, page: pd.DataFrame, told: Mapping[str, Any]) -> str:
    match form:
        case Format.CSV:
            return to_csv(page)
        case Format.JSON:
            held: dict[str, Any] = {"table": table, "rows": queries.rows(page, EXPORTED_ROW_TYPES[table])}
        case Format.GEOJSON:
            features = json.loads(export(asked.archive, table, form, asked.selection))["features"]
            # The features stand in the order of the rows, whose numbers the page has kept.
            held = {"type": "FeatureCollection", "features": [features[n] for n in page.index]}
    return json.dumps({**told, **held}, ensure_ascii=False, indent=2) + "\n"


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
