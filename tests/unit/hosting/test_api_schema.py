"""The data API keeps to its OpenAPI document, whatever it is asked: schemathesis makes up the requests."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
import schemathesis
from schemathesis.engine import events, from_schema
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.tables.archive import Archive
from hosting.api import api_routes
from hosting.openapi import openapi_document

DOCUMENT = "/api/v1/openapi.json"
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance",
]  # fmt: skip
SEED = 20220107
EXAMPLES = 10
"""Requests of each path that are drawn at random; those at the edges of each parameter come on top."""
ONE_OF_EACH_KIND = ["/events.json", "/places.geojson", "/claims.csv"]
"""Paths of which every parameter is tried at its edges: all paths have the parameters of one of these."""


def complaints(app: Starlette, *, phase: str, paths: Sequence[str] = ()) -> tuple[set[str], int]:
    """What schemathesis has against an API that describes itself, and how many requests it made."""
    schema = schemathesis.openapi.from_asgi(DOCUMENT, app)
    schema.config.seed = SEED
    schema.config.generation.update(max_examples=EXAMPLES)
    schema.config.checks.update(included_check_names=CHECKS)
    schema.config.phases.update(phases=[phase])
    found: set[str] = set()
    requests = 0
    for event in from_schema(schema.include(path=list(paths)) if paths else schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            requests += len(event.recorder.interactions)
            failures = (check.failure_info for checks in event.recorder.checks.values() for check in checks)
            found |= {f"{event.label}: {each.failure.title}: {each.failure.message}" for each in failures if each}
    return found, requests


def api_of(archive: Archive, document: Any = None) -> Starlette:
    """The API of an archive, which describes itself with another document if one is given."""

    async def spoiled(request: Request) -> Response:
        return JSONResponse(document)

    routes = [Route(DOCUMENT, spoiled)] if document else []
    return Starlette(routes=[*routes, *api_routes(archive=lambda: archive)])


@pytest.mark.parametrize(("phase", "paths", "least"), [("fuzzing", (), 100), ("coverage", ONE_OF_EACH_KIND, 500)])
def test_every_answer_is_as_documented_and_what_is_wrong_is_refused(
    reports: Archive, phase: str, paths: Sequence[str], least: int
) -> None:
    """Guards against a client, made from the document, that fails at an answer which the document does not have."""
    found, requests = complaints(api_of(reports), phase=phase, paths=paths)
    assert found == set()
    assert requests >= least


@pytest.mark.parametrize("mistake", ["a refusal", "a column", "a value"])
def test_a_document_that_says_something_else_is_seen(reports: Archive, mistake: str) -> None:
    """Guards the test above against seeing nothing."""
    document = json.loads(openapi_document(reports))
    match mistake:
        case "a refusal":
            del document["paths"]["/actors.json"]["get"]["responses"]["400"]
        case "a column":
            document["components"]["schemas"]["actors"]["properties"]["name"]["type"] = "integer"
        case "a value":
            document["components"]["parameters"]["limit"]["schema"]["maximum"] = 5
    found, _ = complaints(api_of(reports, document), phase="coverage", paths=["/actors.json"])
    assert found
