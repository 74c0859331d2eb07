"""Requests of the data API for rows: parse the query, run it, encode one page of rows.

Rows come from the same queries and the same export as those of the dashboard's pages and of the command line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd

from data import queries
from data.export.files import export_metadata, rows_for_export, to_csv
from data.export.geojson import features
from data.export.row_types import EXPORTED_ROW_TYPES
from data.queries.later import later_matches
from data.queries.renamed import names_of_today
from data.queries.selection import ROW_KEYS, LaterValue, Selection, parse_selection, requested_day
from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.tables.known_on import DATE_COLUMN, as_known_on, default_day, report_days
from data.tables.known_values import KnownValues
from data.tables.names import MOST_SERVED_ROWS, SERVED_TABLES
from data.tables.rows import COLUMNS, Format, Table
from data.text import did_you_mean, shorten
from data.views.address import DATASET
from data.views.not_yet import REPORTS
from data.views.pinned import archive_of_version
from hosting.problems import problem
from hosting.responses import SHARED, Answer, Prepared, compress, prepare

TABLES = SERVED_TABLES
DEFAULT_FORMAT = Format.JSON
"""The format of an address without one."""

PARAMETERS = (*ROW_KEYS, DATASET, "limit", "offset")
LIMIT, LARGEST_LIMIT = 100, MOST_SERVED_ROWS
LARGEST_OFFSET = 10**9
LONGEST_QUERY = 8 * 1024
"""Bytes of a query string; servers and proxies in between seldom let more through."""
MOST_PARAMETERS = 100

CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Total-Count, X-Later-Count",
}
"""CORS: pages of any site may read the answers and these headers."""

_PAGE_ENDINGS = ("; both were left out", "; only its beginning was searched for")
"""Ends of notices that hold for a dashboard page, which ignores what it cannot read; the API refuses it instead."""


class RefusedError(Exception):
    """A request with errors; `problem` is the response that lists them."""

    def __init__(self, refusal: Prepared) -> None:
        super().__init__(refusal)  # all of it, since an exception comes from another process by its arguments
        self.problem = refusal


@dataclass(frozen=True)
class RowsRequest:
    """A parsed request: the archive as known on a day, the filters, and which page of the rows.

    `dataset` is the version that the request names; without one, the rows are those of today's records.
    """

    archive: Archive
    selection: Selection
    limit: int = LIMIT
    offset: int = 0
    dataset: tuple[str, ...] = ()

    def address(self, table: Table, form: Format, *, offset: int) -> str:
        """The relative address of another page of the same rows."""
        page = {"limit": [str(self.limit)]} | ({"offset": [str(offset)]} if offset else {})
        pinned = {DATASET: list(self.dataset)} if self.dataset else {}
        return f"{table}.{form}?{urlencode(self.selection.to_query() | pinned | page, doseq=True)}"


def formats_of(table: Table) -> tuple[Format, ...]:
    """The formats of a table, the default first."""
    return tuple(sorted(table.formats, key=lambda form: form is not DEFAULT_FORMAT))


def media_type(form: Format) -> str:
    """The Content-Type of a format, with parameters."""
    return f"{form.media_type}; charset=utf-8; header=present" if form is Format.CSV else form.media_type


def has_items(table: Table) -> bool:
    """Whether the rows of a table are items, so that the parameter `item` can name one."""
    return "item_id" in COLUMNS[table]


def rows_answer(archive: Archive, table: Table, form: Format, query_string: bytes) -> Answer:
    """One page of the rows that a query string asks for. Raises RefusedError for a wrong parameter or value."""
    request = parse_request(archive, table, query_string)
    frame = rows_for_export(request.archive, table, request.selection)
    if request.selection.item:
        frame = frame[frame["item_id"] == request.selection.item]
    total = len(frame)
    page = frame.iloc[request.offset : request.offset + request.limit]
    links = _page_links(request, table, form, total=total)
    later = _later(archive, table, form, request)
    headers = {"X-Total-Count": str(total), "X-Later-Count": str(later["rows"] if later else 0)} | CORS_HEADERS
    if any(links.values()):
        headers["Link"] = ", ".join(f'<{address}>; rel="{rel[:4]}"' for rel, address in links.items() if address)
    metadata = export_metadata(request.archive, request.selection) | {
        # On the pages an opened item is no filter, so `export_metadata` does not list it; in the API it is one.
        "filters": replace(request.selection, known_on=None).to_query(),
        "latest_dataset_version": archive.version,
        "count": len(page),
        "total": total,
        "limit": request.limit,
        "offset": request.offset,
        "later": later,
        **links,
    }
    body = _body(request, table, form, page, metadata)
    # Two CSV files with the same rows but of different versions, days or filters get different ETags.
    seed = f"{request.archive.version} {metadata['known_on']} {request.address(table, form, offset=request.offset)}"
    return encode(body, media_type=media_type(form), more_headers=headers, etag_seed=seed)


def encode(
    body: str, *, media_type: str, more_headers: Mapping[str, str] = CORS_HEADERS, etag_seed: str = ""
) -> Answer:
    """A text as an answer, plain and gzipped."""
    content, options = body.encode(), {"media_type": media_type, "cache_control": SHARED, "etag_seed": etag_seed}
    return Answer(
        prepare(content, more_headers=more_headers, **options),
        compress(content, more_headers=more_headers, **options),
    )


def parse_request(archive: Archive, table: Table, query_string: bytes) -> RowsRequest:
    """Parse a query string. Raises RefusedError with one sentence for each error.

    A dashboard page ignores what it does not know and says so. A program would not notice, and would take unfiltered
    rows for filtered ones.
    """
    query = names_of_today(_parse_query(query_string), archive)
    dataset = tuple(query.get(DATASET, ()))
    pinned = archive_of_version(archive, dataset[-1]) if dataset else archive
    dataset_errors = [] if pinned else [f"dataset “{shorten(dataset[-1])}” is not a version that was released here"]
    archive = pinned or archive
    known = as_known_on(archive, requested_day(query))
    limit, limit_errors = _parse_number(query, "limit", LIMIT, least=1, most=LARGEST_LIMIT)
    offset, offset_errors = _parse_number(query, "offset", 0, least=0, most=LARGEST_OFFSET)
    item_errors = [
        (key, error)
        for key in ("item", "about")
        for error in (_item_errors(known, table, key, query[key]) if key in query else ())
    ]
    refused = {key for key, _ in item_errors}
    of_selection = {key: values for key, values in query.items() if key in ROW_KEYS and key not in refused}
    reading = parse_selection(of_selection, known=KnownValues(known))
    notices = [notice.removesuffix(_PAGE_ENDINGS[0]).removesuffix(_PAGE_ENDINGS[1]) for notice in reading.notices]
    later = [_later_error(value) for value in reading.later]
    refusals = [*dataset_errors, *(error for _, error in item_errors)]
    errors = [*_parameter_errors(query), *notices, *later, *refusals, *limit_errors, *offset_errors]
    if errors:
        day = requested_day(query) or default_day(archive)
        detail = f"The request was not answered. Ids are looked up among what was known on {day}."
        raise RefusedError(problem(400, detail, errors=errors, more_headers=CORS_HEADERS))
    selection = reading.selection
    if selection.known_on == default_day(archive):
        selection = replace(selection, known_on=None)
    return RowsRequest(known, selection, limit, offset, dataset)


def _parse_query(query_string: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(query_string.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        reason = "The query is not UTF-8."
    except ValueError:
        reason = f"The query has more than {MOST_PARAMETERS} parameters."
    raise RefusedError(problem(400, reason, more_headers=CORS_HEADERS))


def _parameter_errors(query: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Errors that do not depend on the archive: unknown parameters, repeated single ones, null characters."""
    for key, values in query.items():
        if key not in PARAMETERS:
            yield f"“{shorten(key)}” is no parameter here{did_you_mean(key[:100], PARAMETERS)}"
        elif len(values) > 1 and key not in FACETS:
            yield f"{key} is given {len(values)} times; it takes one value"
        if any("\0" in text for text in values):
            yield f"“{shorten(key)}” holds a null character, which no text has"


def _parse_number(
    query: Mapping[str, Sequence[str]], key: str, default: int, *, least: int, most: int
) -> tuple[int, Sequence[str]]:
    """The value of a parameter that is a whole number, and no errors; or the default, and the error."""
    text = query.get(key, [str(default)])[-1]
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text), ()
    return default, [f"{key} “{shorten(text)}” is not a whole number from {least} to {most}"]


def _item_errors(known: Archive, table: Table, key: str, values: Sequence[str]) -> Sequence[str]:
    """Errors of a parameter that names an item that is known; another id is reported by `parse_selection`.

    `item` names a row of the table, `about` an event or figure, of which the rows say something.
    """
    item_id = values[-1]
    if not has_items(table):
        return [f"{key} does not go with {table}; it goes with {_join(name for name in TABLES if has_items(name))}"]
    found = queries.item(known, item_id)
    expected = (table,) if key == "item" else (Table.EVENTS, Table.CLAIMS)
    if found and found[0] not in expected:
        return [f"{key} “{shorten(item_id)}” is one of the {found[0]}, not of the {_join(expected)}"]
    return ()


def _later_error(found: LaterValue) -> str:
    """The error of a value that only later reports have: it is in the list of values, which are those of all days."""
    came = "was published" if found.key in REPORTS else "is first in a report"
    ask = f"ask with known_on={found.first_day}"
    return f"{found.key} “{shorten(found.value)}” {came} on {found.first_day} and not known before; {ask}"


def _later(archive: Archive, table: Table, form: Format, request: RowsRequest) -> dict[str, Any] | None:
    """What reports after the day add to the rows: how many, from which day, and the address of the rows of that day.

    None if they add none. Without it, no rows would be read as “nobody ever said so”.
    """
    if request.selection.item or not report_days(archive):
        return None
    if has_items(table) and not request.selection.about:
        matches = later_matches(request.archive, request.selection)
        count, first = (matches.of(table), matches.first_day_of(table)) if matches else (0, "")
    else:
        everything = rows_for_export(archive, table, replace(request.selection, known_on=report_days(archive)[-1]))
        days = everything[DATE_COLUMN[table]]
        later = days[days > (request.archive.known_on or "")]
        count, first = len(later), "" if later.empty else str(later.min())
    if not count:
        return None
    selection = replace(request.selection, known_on=None if first == default_day(archive) else first)
    address = replace(request, selection=selection).address(table, form, offset=0)
    return {"rows": count, "first_on": first, "address": address}


def _page_links(request: RowsRequest, table: Table, form: Format, *, total: int) -> dict[str, str | None]:
    """Addresses of the next and the previous page. After the end of the rows, “previous” is the last page with rows."""
    after, before = request.offset + request.limit, min(request.offset, total) - request.limit
    return {
        "next": request.address(table, form, offset=after) if after < total else None,
        "previous": request.address(table, form, offset=max(0, before)) if request.offset else None,
    }


def _body(request: RowsRequest, table: Table, form: Format, page: pd.DataFrame, metadata: Mapping[str, Any]) -> str:
    match form:
        case Format.CSV:
            return to_csv(page)
        case Format.JSON:
            data: dict[str, Any] = {"table": table, "rows": queries.rows(page, EXPORTED_ROW_TYPES[table])}
        case Format.GEOJSON:
            found = features(request.archive, table, page, request.selection)
            data = {"type": "FeatureCollection", "features": found}
    return json.dumps({**metadata, **data}, ensure_ascii=False, indent=2) + "\n"


def _join(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
