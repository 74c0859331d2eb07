"""The data API answers with the rows of the pages, page by page, and says plainly what it cannot answer."""

import csv
import io
import json
import pickle
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from data.export.files import export
from data.queries.selection import ROW_KEYS, Selection
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on
from data.tables.released import releases_of
from data.tables.rows import COLUMNS, Format, Table
from hosting.answer_cache import AnswerCache
from hosting.api import Api, api_routes
from hosting.health import health_routes
from hosting.rows import LARGEST_LIMIT, LONGEST_QUERY, TABLES, formats_of, rows_answer
from tests.hostile import hostile
from tests.newsroom import Newsroom, correct_a_figure

LEAD = "aljazeera-2022-01-07"
SELECTIONS = {
    "everything": Selection(),
    "one city": Selection(city=("almaty",)),
    "two kinds since a day": Selection(kind=("protest", "violence"), date_from="2022-01-06"),
    "words on a later day": Selection(q="troops", known_on="2022-01-10"),
    "the last day": Selection(known_on="2022-12-20"),
    "a day, and figures of one kind": Selection(date_from="2022-01-06", date_to="2022-01-06", metric="killed"),
}
every_table = pytest.mark.parametrize("table", TABLES)


def client_of(archive: Archive) -> TestClient:
    routes = [*health_routes(archive=lambda: archive), *api_routes(archive=lambda: archive)]
    return TestClient(Starlette(routes=routes), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(reports: Archive) -> Iterator[TestClient]:
    with client_of(reports) as asked:
        yield asked


def ask(client: TestClient, table: str, form: str = "json", **query: Any) -> Any:
    answer = client.get(f"/api/v1/{table}.{form}", params=query)
    assert answer.status_code == 200, answer.text[:300]
    return answer


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert len(answer.text) < 20_000
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS.keys())
@every_table
def test_all_pages_together_are_what_the_dashboard_exports(
    client: TestClient, reports: Archive, table: Any, selection: Selection
) -> None:
    """A program would work on other rows than those that its user has seen and checked."""
    query = selection.to_query()
    whole = json.loads(export(reports, table, "json", selection))
    assert ask(client, table, limit=LARGEST_LIMIT, **query).json()["rows"] == whole["rows"]
    assert ask(client, table, "csv", limit=LARGEST_LIMIT, **query).text == export(reports, table, "csv", selection)
    if table.has_places:
        features = json.loads(export(reports, table, "geojson", selection))["features"]
        assert ask(client, table, "geojson", limit=LARGEST_LIMIT, **query).json()["features"] == features
    told = ask(client, table, **query).json()
    for member in ("dataset_version", "known_on", "licence", "sources", "how_to_cite", "filters"):
        assert told[member] == whole[member]


@every_table
def test_pages_follow_each_other_without_a_gap_or_a_double(client: TestClient, table: str) -> None:
    """A row between two pages would be missing from every analysis, or counted twice."""
    whole = ask(client, table, limit=LARGEST_LIMIT).json()
    rows, address = [], f"{table}.json?limit=7"
    while address:
        page = client.get(f"/api/v1/{address}").json()
        assert page["count"] == len(page["rows"]) <= 7
        assert page["total"] == whole["total"]
        rows += page["rows"]
        address = page["next"]
    assert rows == whole["rows"]


def test_a_link_back_leads_to_the_page_before(client: TestClient) -> None:
    """Whoever turns back would see other rows than those that they came from."""
    first = ask(client, "events", limit=10).json()
    second = client.get(f"/api/v1/{first['next']}").json()
    assert client.get(f"/api/v1/{second['previous']}").json()["rows"] == first["rows"]
    csv_page = ask(client, "events", "csv", limit=10, offset=10)
    assert 'rel="next"' in csv_page.headers["link"]
    assert 'rel="prev"' in csv_page.headers["link"]
    assert csv_page.headers["x-total-count"] == str(first["total"])


def test_behind_the_last_row_a_page_is_empty_and_no_error(client: TestClient) -> None:
    """A loop that reads until nothing comes would end in an error."""
    page = ask(client, "events", offset=100_000).json()
    assert (page["count"], page["rows"], page["next"]) == (0, [], None)
    assert client.get(f"/api/v1/{page['previous']}").json()["rows"], "the way back leads to rows"


def test_a_page_that_ends_with_the_last_row_is_the_last(client: TestClient) -> None:
    """A loop that follows the links would fetch one empty page more, and a reader would look for rows there."""
    total = ask(client, "events").json()["total"]
    page = ask(client, "events", limit=total).json()
    assert (page["count"], page["next"], page["previous"]) == (total, None, None)


def test_a_later_page_of_geojson_holds_the_features_of_its_rows(client: TestClient) -> None:
    """The second page would show the first one's places on the map."""
    rows = ask(client, "events").json()["rows"]
    whole = ask(client, "events", "geojson").json()["features"]
    of_page = [feature for feature in whole if feature["properties"] in rows[5:8]]
    assert ask(client, "events", "geojson", limit=3, offset=5).json()["features"] == of_page
    alone = [feature for feature in whole if feature["properties"] == rows[7]]
    assert ask(client, "events", "geojson", item=rows[7]["item_id"]).json()["features"] == alone


def test_an_item_is_asked_for_alone(client: TestClient) -> None:
    """A link to one figure would bring all of them."""
    told = ask(client, "claims", item=f"{LEAD}.arrests-3800").json()
    assert [row["value_text"] for row in told["rows"]] == ["more than 3,800"]
    assert told["filters"] == {"item": [f"{LEAD}.arrests-3800"]}, "an answer of one row would pass for all there is"


def test_nothing_published_later_is_in_an_answer(client: TestClient) -> None:
    """A figure of December would stand among those of January without a word."""
    assert "2022-12-20" not in ask(client, "claims", "csv").text
    assert "238" in ask(client, "claims", "csv", known_on="2022-12-20").text


BAD: dict[str, tuple[str, str]] = {
    "an unknown key": ("citty=almaty", "citty"),
    "an unknown value": ("city=almatyy", "almaty"),
    "no date": ("known_on=yesterday", "2022-01-07"),
    "to before from": ("from=2022-01-07&to=2022-01-05", "before"),
    "a limit in words": ("limit=abc", "limit"),
    "a limit below one": ("limit=0", "from 1 to"),
    "a negative limit": ("limit=-1", "limit"),
    "too large a limit": ("limit=100000", "1000"),
    "a negative offset": ("offset=-5", "offset"),
    "a number that no computer holds": ("offset=" + "9" * 400, "offset"),
    "a key twice that takes one value": ("q=a&q=b", "2 times"),
    "a null character": ("q=%00", "null"),
    "no text": ("q=%ff%fe", "UTF-8"),
    "an item that is not there": (f"item={LEAD}.nothing", "item"),
    "an item of a later report": ("item=reuters-2022-01-15.killed-225", "known_on=2022-01-15"),
    "an item of another table": (f"item={LEAD}.airport-recaptured", "events"),
    "an empty value": ("city=", "city"),
    "a thousand parameters": ("&".join(f"a{n}=1" for n in range(500)), "100 parameters"),
    "a dashboard page's own key": ("lanes=actor", "lanes"),
    "a kind of figure that there is not": ("metric=dead", "killed, injured, detained, other"),
    "what is said of a quotation": (f"about={LEAD}.kuralai-explosions", "not of the events and claims"),
    "what is said of a later figure": ("about=reuters-2022-01-15.killed-225", "known_on=2022-01-15"),
}


@pytest.mark.parametrize(("query", "named"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_asked_is_refused_and_named(client: TestClient, query: str, named: str) -> None:
    """A program takes rows that were never filtered for those that it asked for."""
    told = problem_of(client.get(f"/api/v1/claims.json?{query}"), 400)
    assert named in json.dumps(told, ensure_ascii=False)


def test_several_mistakes_are_all_told_at_once(client: TestClient) -> None:
    """Whoever writes a program would find them one by one."""
    assert len(problem_of(client.get("/api/v1/events.json?city=x&limit=y&foo=1"), 400)["errors"]) == 3


def test_a_query_longer_than_any_proxy_passes_on_is_refused(client: TestClient) -> None:
    """A megabyte of parameters would be parsed, kept, and sent back."""
    for path in ("events.json", "openapi.json"):
        problem_of(client.get(f"/api/v1/{path}?q=" + "x" * (LONGEST_QUERY + 1)), 414)


def test_the_document_is_kept_once_whatever_stands_behind_its_address(reports: Archive) -> None:
    """Whoever appends ever new words to its address would push every other answer out."""
    api = Api(lambda: reports)
    client = TestClient(Starlette(routes=[Route("/openapi.json", api.document)]))
    assert client.get("/openapi.json").status_code == 200
    held = api.answers.cache.bytes
    assert client.get("/openapi.json?once=more").status_code == 200
    assert api.answers.cache.bytes == held > 0


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("foo.json", "events, claims, quotes"), ("evnts.json", "events"), ("claims.geojson", ".json and .csv"),
        ("claims.geojson", "events and places"),
        ("events.xml", ".geojson"), ("../articles.json/../../x.json", "no table"), ("", "no table"),
        ("events.json.csv", "json.csv"), ("%2e%2e%2fdata.json", "no table"),
    ],
)  # fmt: skip
def test_an_address_that_names_no_table_says_which_there_are(client: TestClient, path: str, named: str) -> None:
    """A typing error, or a path out of the API, would end on the dashboard's page and be read as data."""
    answer = client.get(f"/api/v1/{path}")
    if answer.status_code == 404 and answer.headers["content-type"].startswith("text/plain"):
        return  # the path was resolved to one outside of the API
    assert named in problem_of(answer, 404)["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_allowed(client: TestClient, method: str) -> None:
    """A form that is sent by mistake would look as if it had changed something."""
    answer = client.request(method, "/api/v1/events.json")
    problem_of(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_pages_of_other_sites_may_read_it(client: TestClient) -> None:
    """A colleague's graphic on another site could not load the rows."""
    origin = {"Origin": "https://news.example"}
    answer = client.get("/api/v1/events.json", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    preflight = client.options("/api/v1/events.json", headers=origin | {"Access-Control-Request-Method": "GET"})
    assert preflight.status_code == 204
    assert "GET" in preflight.headers["access-control-allow-methods"]
    refused = client.get("/api/v1/events.json?x=1", headers=origin)
    assert refused.headers["access-control-allow-origin"] == "*", "a page could not read why it was refused"


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("form", ["json", "csv", "geojson"])
def test_unchanged_rows_are_not_sent_again(client: TestClient, form: str, accepted: str) -> None:
    """A program that asks each minute would load everything each time."""
    headers = {"Accept-Encoding": accepted}
    first = client.get(f"/api/v1/events.{form}", headers=headers)
    again = client.get(f"/api/v1/events.{form}", headers=headers | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/api/v1/events.{form}?city=almaty", headers=headers | {"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_the_same_rows_under_another_question_are_another_answer(client: TestClient) -> None:
    """A cache would take a table without rows under one search for the answer to every other search."""
    tags = {ask(client, "events", "csv", q=word).headers["etag"] for word in ("zzzz", "yyyy")}
    assert len(tags) == 2


def test_an_answer_of_yesterday_is_made_anew_today(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file would name yesterday as the day of its export."""
    before = ask(client, "actors").json()["exported_on"]

    class Tomorrow(__import__("datetime").date):  # type: ignore[misc]
        @classmethod
        def today(cls) -> Any:
            return cls(2031, 5, 6)

    monkeypatch.setattr("datetime.date", Tomorrow)
    assert ask(client, "actors").json()["exported_on"] == "2031-05-06" != before


def test_head_tells_the_size_and_sends_nothing(client: TestClient) -> None:
    """A monitor would load every row."""
    head = client.head("/api/v1/events.json", headers={"Accept-Encoding": "identity"})
    assert head.content == b""
    assert int(head.headers["content-length"]) > 10_000


def test_html_in_a_record_is_data_in_every_format(
    small_record: dict[str, Any], write_record: Callable[..., Path]
) -> None:
    """A browser that opens an answer would run a record's text as a page."""
    record, texts = hostile(small_record)
    client = client_of(archive_from_records(write_record(record).parent))
    found = ""
    for table in TABLES:
        for form in formats_of(table):
            answer = ask(client, table, form)
            assert not answer.headers["content-type"].startswith("text/html")
            found += answer.text if form == "csv" else json.dumps(answer.json(), ensure_ascii=False)
    assert sum(text in found for text in texts) > 15


def test_cells_that_a_spreadsheet_would_run_are_harmless(
    small_record: dict[str, Any], write_record: Callable[..., Path]
) -> None:
    """A table that is opened in a spreadsheet would run what a record says."""
    small_record["events"][0]["title"] = "=1+1"
    client = client_of(archive_from_records(write_record(small_record).parent))
    rows = list(csv.DictReader(io.StringIO(ask(client, "events", "csv").text)))
    assert "'=1+1" in [row["title"] for row in rows]


def test_what_goes_wrong_inside_is_a_problem_without_its_insides(caplog: pytest.LogCaptureFixture) -> None:
    """A stack trace tells strangers how the server is built, and a program nothing."""

    def broken() -> Archive:
        raise RuntimeError("secret path")

    client = TestClient(Starlette(routes=api_routes(archive=broken)), raise_server_exceptions=False)
    answer = client.get("/api/v1/events.json")
    assert "secret" not in json.dumps(problem_of(answer, 500))
    assert "secret path" in caplog.text


# --- The document that describes it ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_every_documented_path_answers_and_every_table_is_documented(
    client: TestClient, document: dict[str, Any]
) -> None:
    """A client that is made from the document would ask in vain."""
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {f"/{table}.{form}" for table in TABLES for form in formats_of(table)}
    for path, described in document["paths"].items():
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] in described["get"]["responses"]["200"]["content"]
        names = {parameter["$ref"].rpartition("/")[2] for parameter in described["get"]["parameters"]}
        table = path.strip("/").partition(".")[0]
        for key in ("item", "about"):
            refused = "does not go with" in client.get(f"/api/v1{path}", params={key: f"{LEAD}.airlift"}).text
            assert (key in names) != refused, f"{table} documents what it refuses, or refuses what it documents"


def test_every_documented_parameter_is_taken_and_every_key_is_documented(
    client: TestClient, document: dict[str, Any], reports: Archive
) -> None:
    """A parameter that stands only in the document is refused; one that is missing there is never found."""
    named = document["components"]["parameters"]
    assert set(ROW_KEYS) | {"dataset", "limit", "offset"} == set(named)
    examples = {"q": "troops", "limit": "5", "offset": "1", "item": f"{LEAD}.airport-recaptured"}
    examples |= {"about": f"{LEAD}.airport-recaptured", "metric": named["metric"]["schema"]["enum"][0]}
    examples["dataset"] = reports.version
    for name, parameter in named.items():
        schema = parameter["schema"]
        value = examples.get(name) or ("2022-01-07" if schema.get("format") == "date" else schema["items"]["enum"][0])
        query = urlencode({name: value, "known_on": "2022-12-20"} if name != "known_on" else {name: value})
        assert client.get(f"/api/v1/events.json?{query}").status_code == 200, name


@every_table
def test_the_documented_columns_are_those_of_the_rows(client: TestClient, document: dict[str, Any], table: str) -> None:
    """A column that is renamed would be looked for under its old name."""
    schema = document["components"]["schemas"][table]
    kinds: dict[str, Any] = {"string": str, "null": type(None), "number": (int, float), "integer": int}
    for row in ask(client, table, limit=LARGEST_LIMIT, known_on="2022-12-20").json()["rows"]:
        assert list(row) == list(schema["properties"])
        for name, value in row.items():
            told = schema["properties"][name]
            types = [told["type"]] if isinstance(told["type"], str) else told["type"]
            assert any(isinstance(value, kinds[kind]) for kind in types), (name, value)
            assert "enum" not in told or value in told["enum"], (name, value)
    assert set(COLUMNS[table]) <= set(schema["properties"])


def test_references_in_the_document_lead_somewhere(document: dict[str, Any]) -> None:
    """A generator of clients stops at the first one that leads nowhere."""

    def references(tree: Any) -> Iterator[str]:
        if isinstance(tree, dict):
            for key, value in tree.items():
                if key == "$ref":
                    yield value
                else:
                    yield from references(value)
        elif isinstance(tree, list):
            for each in tree:
                yield from references(each)

    found = set(references(document))
    assert found
    for reference in found:
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


# --- Health ----------------------------------------------------------------------------------------------------------


def test_a_watcher_is_told_that_the_process_answers_and_which_records_it_has(
    client: TestClient, reports: Archive
) -> None:
    """A server without records would get visitors."""
    assert client.get("/healthz").text == "ok"
    ready = client.get("/readyz")
    assert ready.json() == {"dataset_version": reports.version, "records": 12, "problems": 0}
    assert ready.headers["cache-control"] == "no-store"


def test_a_server_whose_records_cannot_be_opened_is_not_ready() -> None:
    """Visitors would be sent to a server that shows nothing, and stay away once it has recovered."""
    answers: list[Any] = [OSError("no disk")]

    def opened() -> Archive:
        if answers:
            raise answers.pop()
        return as_known_on(archive_from_records())

    with TestClient(Starlette(routes=health_routes(archive=opened))) as client:
        assert client.get("/healthz").status_code == 200
        problem_of(client.get("/readyz"), 503)
        assert client.get("/readyz").status_code == 200


def test_a_server_of_which_a_page_cannot_be_shown_is_not_ready_and_is_asked_until_it_can() -> None:
    """Guards against records that can be opened and make every page an error, behind a green light."""
    faults, asked = [RuntimeError("the page “map” cannot be shown")], []

    def check(archive: Archive) -> None:
        asked.append(archive.edition)
        if faults:
            raise faults.pop()

    archive = archive_from_records()
    with TestClient(Starlette(routes=health_routes(archive=lambda: archive, check=check))) as client:
        problem_of(client.get("/readyz"), 503)
        assert [client.get("/readyz").status_code for _ in range(2)] == [200, 200]
    assert asked == [archive.edition] * 2


def test_answers_that_are_kept_have_a_limit() -> None:
    """Whoever asks with ever new words would fill the server's memory."""
    from hosting.rows import encode

    kept = AnswerCache(most_bytes=30_000)
    for n in range(100):
        kept.put(("events", str(n).encode(), ""), encode("x" * 1_000, media_type="text/csv"))
    assert kept.bytes <= 30_000
    assert kept.get(("events", b"99", "")) is not None
    assert kept.get(("events", b"0", "")) is None
    for n in range(100):
        kept.put(("events", f"{n:01000}".encode(), ""), encode("", media_type="text/csv"))
    assert sum(kept.get(("events", f"{n:01000}".encode(), "")) is not None for n in range(100)) <= 10, "long questions"


def test_the_memory_of_small_answers_is_counted_as_what_it_is(reports: Archive) -> None:
    """Guards against a limit of 64 MiB that lets small answers take several times as much."""
    small = rows_answer(reports, Table.CLAIMS, Format.CSV, b"city=aktau&limit=1")
    sent = pickle.dumps(small)  # as it comes from a process: each with strings of its own
    kept = AnswerCache(most_bytes=10**9)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for n in range(300):
            kept.put((f"claims.csv {n}", f"city=aktau&q=word{n}".encode(), f"day {n}"), pickle.loads(sent))
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert kept.bytes == pytest.approx(taken, rel=0.25)


def test_a_parameter_under_its_earlier_name_still_filters(client: TestClient) -> None:
    """Guards against a program of a newsroom that is refused when a key is renamed."""
    old = client.get("/api/v1/quotes.csv", params={"voice": "authorities"})
    assert old.status_code == 200
    assert old.text == client.get("/api/v1/quotes.csv", params={"speaker_group": "authorities"}).text


def test_rows_of_a_range_say_whether_they_are_certainly_in_it(client: TestClient, document: dict[str, Any]) -> None:
    """A program would count two undated events among those of a day."""
    asked = {"city": "almaty", "from": "2022-01-06", "to": "2022-01-06"}
    rows = ask(client, "events", **asked).json()["rows"]
    assert sorted(row["in_range"] for row in rows) == ["certain"] * 3 + ["possible"] * 2
    features = ask(client, "events", "geojson", **asked).json()["features"]
    assert all(feature["properties"] in rows for feature in features)
    assert "in_range" in ask(client, "events", "csv", **asked).text.splitlines()[0].split(",")
    assert {row["in_range"] for row in ask(client, "events", city="almaty").json()["rows"]} == {None}
    for table in ("events", "claims", "quotes"):
        described = document["components"]["schemas"][table]["properties"]["in_range"]
        assert described["enum"] == ["certain", "possible", None]
        assert "undated" in described["description"]
    assert "in_range" in document["info"]["description"]


def test_what_is_said_of_an_item_keeps_to_it_on_every_page_of_rows(client: TestClient) -> None:
    """The second page of rows about one figure would be that of all figures."""
    figure = f"{LEAD}.killed-police-and-guard"
    everything = ask(client, "claims", about=figure, known_on="2022-12-20").json()
    assert 1 < everything["total"] < ask(client, "claims", known_on="2022-12-20").json()["total"]
    first = ask(client, "claims", about=figure, known_on="2022-12-20", limit=1).json()
    assert first["total"] == everything["total"]
    assert f"about={figure}" in first["next"]
    assert client.get(f"/api/v1/{first['next']}").json()["rows"] == everything["rows"][1:2]
    early = ask(client, "claims", about=figure).json()
    later = [row for row in everything["rows"] if row["published_on"] > early["known_on"]]
    assert early["later"]["rows"] == len(later) > 0


@pytest.fixture
def newsroom(tmp_path: Path, small_record: dict[str, Any]) -> Newsroom:
    """A newsroom whose one figure was corrected after its first release."""
    return Newsroom.with_releases(tmp_path / "newsroom", small_record, correct_a_figure(small_record))


@pytest.mark.parametrize("form", ["json", "csv"])
def test_rows_of_a_released_version_are_those_of_then(newsroom: Newsroom, form: str) -> None:
    """Guards against a calculation that cannot be done again, since its rows have changed under it."""
    archive = newsroom.archive()
    first, latest = (release.version for release in releases_of(archive))
    with client_of(archive) as client:
        then, now = ask(client, "claims", form, dataset=first), ask(client, "claims", form)
        assert "At least 40" in then.text
        assert "At least 41" in now.text
        assert then.headers["etag"] != now.headers["etag"]
        if form == "json":
            told = then.json()
            assert (told["dataset_version"], told["latest_dataset_version"]) == (first, latest)
            assert [row["corrected_on"] for row in told["rows"]] == [None]
            assert [row["corrected_on"] for row in now.json()["rows"]] == ["2023-04-02"]


def test_the_pages_of_a_released_version_are_all_of_it(newsroom: Newsroom) -> None:
    """Guards against a second page that is of other records than the first."""
    archive = newsroom.archive()
    first = releases_of(archive)[0].version
    with client_of(archive) as client:
        told = ask(client, "actors", dataset=first, limit=1).json()
        assert f"dataset={first}" in told["next"]
        assert client.get(f"/api/v1/{told['next']}").json()["dataset_version"] == first


@pytest.mark.parametrize("version", ["0123456789ab", "", "../../x"])
def test_a_version_that_was_never_released_is_refused(newsroom: Newsroom, version: str) -> None:
    """Guards against rows of today that a program takes for those of a version."""
    with client_of(newsroom.archive()) as client:
        told = problem_of(client.get("/api/v1/claims.json", params={"dataset": version}), 400)
        assert told["errors"] == [f"dataset “{version}” is not a version that was released here"]
