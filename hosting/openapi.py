"""The OpenAPI 3.1 document of the data API, generated from the tables, parameters and vocabularies."""

import json
from typing import Any

from data.export.files import LICENCE
from data.export.row_types import row_schema
from data.records.vocabulary import COUNT_FAMILIES, FACETS
from data.tables.archive import Archive
from data.tables.known_on import default_day
from data.tables.rows import Format, Table
from data.views.address import DATASET
from data.wording.descriptions import FACET_LABELS
from hosting.problems import PROBLEM
from hosting.rows import LARGEST_LIMIT, LARGEST_OFFSET, LIMIT, TABLES, formats_of, has_items, media_type

DATE = {"type": "string", "format": "date"}

OTHER_PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "from": (DATE, "Leaves out what certainly ended before this day. What has no date stays; see in_range."),
    "to": (DATE, "Leaves out what certainly began after this day. What has no date stays; see in_range."),
    "known_on": (DATE, "Shows what had been published by this day, as it stood then."),
    DATASET: (
        {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "The rows as they were in this version of the records, if it was released here.",
    ),
    "q": ({"type": "string", "maxLength": 200}, "Words that all have to be there; “a phrase” in double quotes."),
    "limit": ({"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": LIMIT}, "Rows of one page."),
    "offset": ({"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0}, "Rows before the page."),
}
GEOMETRY: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "A point: longitude, latitude (WGS 84). A row in several places has a feature for each of them.",
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
    "required": ["type", "coordinates"],
}
LATER = {
    "type": ["object", "null"],
    "description": "What reports after known_on add to the rows: how many, from which day, and where those are.",
    "properties": {"rows": {"type": "integer"}, "first_on": DATE, "address": {"type": "string"}},
    "required": ["rows", "first_on", "address"],
}

METRIC: tuple[dict[str, Any], str] = (
    {"type": "string", "enum": list(COUNT_FAMILIES)},
    "Of figures, those of one tab of Casualties and arrests; the rows of other tables are not filtered by it.",
)
ABOUT: tuple[dict[str, Any], str] = (
    {"type": "string"},
    "The id of an event or figure: it, and the events, figures and quotations that say something of it, as on the page "
    "What each side says.",
)
ITEM = ({"type": "string"}, "The id of one item: that row alone. (On the pages it opens the item and narrows nothing.)")


def openapi_document(archive: Archive, *, root: str = "") -> str:
    """The document as JSON. `archive` gives the vocabularies; `root` is `server.baseUrlPath` with a leading slash."""
    collection = archive.collection
    title = collection.title if collection else "Records of news articles"
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "description": (
                "Every row that the dashboard shows, with its place in the article. The parameters are those of the "
                f"pages’ addresses. Under a range of days (from, to) the column in_range says whether a row is "
                f"certainly in it or only may be. Without known_on all is seen as known on {default_day(archive)}. "
                "An unknown parameter or value is refused, so that unfiltered rows are never taken for filtered ones; "
                "one that only later reports have is refused with the day to ask for."
            ),
            "license": {"name": LICENCE, "identifier": LICENCE.replace(" ", "-")},
        },
        "servers": [{"url": f"{root}/api/v1"}],
        "paths": {f"/{table}.{form}": _path(archive, table, form) for table in TABLES for form in formats_of(table)},
        "components": {
            "schemas": {
                **{table: row_schema(table) for table in TABLES},
                "Problem": _problem_schema(),
            },
            "parameters": parameters(archive),
            "headers": {
                "ETag": {"schema": {"type": "string"}, "description": "Send it as If-None-Match to get a 304."},
                "X-Total-Count": {"schema": {"type": "integer"}, "description": "Rows under the parameters."},
                "X-Later-Count": {
                    "schema": {"type": "integer"},
                    "description": "Rows that reports after known_on add to these.",
                },
                "Link": {"schema": {"type": "string"}, "description": "rel=next and rel=prev (RFC 8288)."},
            },
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _path(archive: Archive, table: Table, form: Format) -> dict[str, Any]:
    names = ("ETag", "X-Total-Count", "X-Later-Count", "Link")
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    problem = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {
        "get": {
            "operationId": f"{table}_{form}",
            "summary": f"{table.capitalize()} as {form.label}",
            "parameters": [
                {"$ref": f"#/components/parameters/{name}"}
                for name in parameters(archive)
                if name not in ("item", "about") or has_items(table)
            ],
            "responses": {
                "200": {
                    "description": "One page of rows",
                    "headers": headers,
                    "content": {media_type(form): {"schema": _body(table, form)}},
                },
                "304": {"description": "The rows are those of the ETag that was sent"},
                "400": {"description": "A parameter or a value that is not there", **problem},
                "414": {"description": "The query is too long", **problem},
            },
        }
    }


def parameters(archive: Archive) -> dict[str, dict[str, Any]]:
    """Query parameters by name; the values of a facet are those of all days."""
    known = (archive.full or archive).known_values
    schemas: dict[str, tuple[dict[str, Any], str]] = {
        facet: (
            {"type": "array", "items": {"type": "string", "enum": sorted(known[facet])}},
            f"{FACET_LABELS[facet]}; repeated for several values. The values are those of all days.",
        )
        for facet in FACETS
    }
    schemas |= OTHER_PARAMETERS | {"metric": METRIC, "item": ITEM, "about": ABOUT}
    return {
        name: {"name": name, "in": "query", "schema": schema, "description": description}
        for name, (schema, description) in schemas.items()
    }


def _body(table: Table, form: Format) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{table}"}
    if form is Format.CSV:
        return {"type": "string", "description": "A header row, then one row each; columns as in the schema of JSON."}
    data: dict[str, Any] = {"table": {"const": table}, "rows": {"type": "array", "items": row}}
    if form is Format.GEOJSON:
        members = {"type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": GEOMETRY, "properties": row}
        feature = {"type": "object", "properties": members, "required": list(members)}
        data = {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}}
    texts = ("title", "dataset_version", "latest_dataset_version", "licence", "how_to_cite")
    meta: dict[str, Any] = {name: {"type": "string"} for name in texts}
    meta |= {"known_on": DATE, "exported_on": DATE, "filters": {"type": "object"}}
    meta |= {name: {"type": "integer"} for name in ("count", "total", "limit", "offset")}
    meta |= {name: {"type": ["string", "null"]} for name in ("next", "previous")}
    meta["later"] = LATER
    return {"type": "object", "properties": meta | data, "required": [*meta, *data]}


def _problem_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "RFC 9457",
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "string"}, "description": "A sentence for each thing wrong."},
        },
        "required": ["type", "title", "status", "detail"],
    }  # fmt: skip
