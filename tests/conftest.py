"""Fixtures that every test may use: records to change, archives on both engines, and the article's text where it is.

The lead record is real; the small record is invented, holds one item of each kind, and carries its own text, so that
what needs a text can be tested everywhere and nothing can lean on the lead article.
"""

import copy
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.tables.archive import Archive, archive_from_duckdb, archive_from_records, build_duckdb

ROOT = Path(__file__).parents[1]
LEAD = "aljazeera-2022-01-07"

Json = dict[str, Any]

SMALL_PARAGRAPHS = (
    "Dockers stop work in Northport",
    "At least 40 dockers were detained on Tuesday, the port police said. “We will be back tomorrow,” said "
    "Ana Lima, who leads the union. “They can’t lock up a whole harbour.”",
    "Zoë Brandt watched from the quay.",
    "Share this page",
)
SMALL_TEXT = "\n\n".join(SMALL_PARAGRAPHS) + "\n"


def _anchor(paragraph: int, exact: str) -> Json:
    start = SMALL_PARAGRAPHS[paragraph].index(exact)
    return {"paragraph": paragraph, "start": start, "end": start + len(exact), "exact": exact}


def _small_record() -> Json:
    """The small record. Whoever is in it is the same in every copy of it that has another article's id."""
    record = _northport()
    for actor in record["actors"]:
        actor["same_as"] = [record["article"]["id"]]
    return record


def _northport() -> Json:
    return {
        "schema_version": 1,
        "license": "CC BY 4.0",
        "article": {
            "id": "northport-2023-03-01",
            "headline": "Dockers stop work in Northport",
            "publisher": "The Northport Ledger",
            "authors": ["Ines Roth"],
            "date_published": "2023-03-01",
            "date_published_basis": "Printed above the text.",
            "url": "https://ledger.example/dockers",
            "language": "en",
            "text_sha256": hashlib.sha256(SMALL_TEXT.encode()).hexdigest(),
            "paragraph_count": len(SMALL_PARAGRAPHS),
            "uncoded": [{"paragraph": 3, "sentence": 0, "reason": "Page furniture."}],
        },
        "places": [
            {
                "id": "northport",
                "name": "Northport",
                "kind": "city",
                "lat": -12.5,
                "lon": 130.25,
                "coordinates_source": "Invented",
                "anchors": [_anchor(0, "Northport")],
            },
            {
                "id": "northport-quay",
                "name": "The quay, Northport",
                "kind": "site",
                "within": "northport",
                "anchors": [_anchor(2, "the quay")],
            },
        ],
        "actors": [
            {
                "id": "dockers",
                "name": "Dockers",
                "kind": "group",
                "anchors": [_anchor(0, "Dockers") | {"suffix": " stop"}],
            },
            {
                "id": "port-police",
                "name": "Port police",
                "kind": "state_body",
                "speaker_group": "authorities",
                "anchors": [_anchor(1, "the port police")],
            },
            {
                "id": "ana-lima",
                "name": "Ana Lima",
                "kind": "person",
                "speaker_group": "protesters_and_witnesses",
                "role": "Leader of the union",
                "anchors": [_anchor(1, "Ana Lima")],
            },
            {"id": "zoe-brandt", "name": "Zoë Brandt", "kind": "person", "anchors": [_anchor(2, "Zoë Brandt")]},
        ],
        "topics": [{"id": "work", "label": "Work"}],
        "events": [
            {
                "id": "detentions",
                "title": "Dockers are detained",
                "summary": "The police hold dockers after a day without work.",
                "kind": "security_operation",
                "phase": "crisis",
                "start": "2023-02-28",
                "end": "2023-02-28",
                "time_precision": "day",
                "date_basis": {"kind": "inferred", "how": "“Tuesday”, read from 1 March 2023."},
                "places": ["northport", "northport-quay"],
                "geo_precision": "city",
                "actors": [{"actor": "port-police", "role": "agent"}, {"actor": "dockers", "role": "target"}],
                "topics": ["work"],
                "anchors": [_anchor(0, "stop work")],
            }
        ],
        "claims": [
            {
                "id": "detained-40",
                "metric": "detained",
                "value_text": "At least 40",
                "value": 40,
                "low": 40,
                "qualifier": "at_least",
                "population": "dockers",
                "population_group": "protesters",
                "asserted_by": "port-police",
                "reported_on": "2023-03-01",
                "as_of": "2023-02-28",
                "as_of_basis": "“Tuesday”.",
                "place": "northport",
                "event": "detentions",
                "anchors": [_anchor(1, "At least 40 dockers")],
            }
        ],
        "quotes": [
            {
                "id": "lima-back-tomorrow",
                "quote_type": "direct",
                "contents": ["We will be back tomorrow,", "They can’t lock up a whole harbour."],
                "context": "On what the union does next.",
                "speaker": "ana-lima",
                "cue": "said",
                "topics": ["work"],
                "anchors": [
                    _anchor(1, "We will be back tomorrow,"),
                    _anchor(1, "They can’t lock up a whole harbour."),
                ],
            }
        ],
        "facts": [
            {
                "id": "lima-leads",
                "kind": "background",
                "text": "Lima is the head of the union.",
                "actors": ["ana-lima"],
                "anchors": [_anchor(1, "who leads the union")],
            }
        ],
        "caveats": [
            {
                "id": "brandt-only-watched",
                "kind": "not_stated",
                "text": "What Zoë Brandt saw is not stated.",
                "concerns": ["detentions"],
                "anchors": [_anchor(2, "watched")],
            }
        ],
    }


@pytest.fixture
def record_json() -> Json:
    """The lead record as a dict of the test's own."""
    return json.loads((ROOT / "data" / "articles" / f"{LEAD}.json").read_text("utf-8"))


@pytest.fixture
def small_record() -> Json:
    """An invented, sound record as a dict of the test's own; it shares no entity with the lead record."""
    return copy.deepcopy(_small_record())


@pytest.fixture
def small_text(tmp_path: Path) -> Path:
    """The text of the small record's article as a file."""
    path = tmp_path / "text" / "northport-2023-03-01.txt"
    path.parent.mkdir()
    path.write_text(SMALL_TEXT, "utf-8")
    return path


@pytest.fixture
def write_record(tmp_path: Path) -> Callable[..., Path]:
    """Writes a record to the test's folder of records: `write_record(record, "name.json")`."""

    def write(record: Json, name: str = "record.json") -> Path:
        folder = tmp_path / "records"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2), "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def reports() -> Archive:
    """All of the repository's records in memory, of every day."""
    return archive_from_records()


@pytest.fixture(scope="session")
def reports_duckdb(reports: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The same in a DuckDB file."""
    return _in_duckdb(reports, tmp_path_factory)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The lead record alone in memory, in the collection that it leads."""
    folder = tmp_path_factory.mktemp("lead") / "articles"
    folder.mkdir()
    (folder / "lead.json").write_bytes((ROOT / "data" / "articles" / f"{LEAD}.json").read_bytes())
    (folder.parent / "collection.json").write_bytes((ROOT / "data" / "collection.json").read_bytes())
    alone = archive_from_records(folder)
    assert alone.problems == ()
    return alone


@pytest.fixture(scope="session")
def duckdb_archive(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The same in a DuckDB file."""
    return _in_duckdb(archive, tmp_path_factory)


@pytest.fixture(scope="session")
def two_articles(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The lead record and the small one, of different years, in memory."""
    folder = tmp_path_factory.mktemp("two")
    lead = (ROOT / "data" / "articles" / f"{LEAD}.json").read_bytes()
    (folder / "lead.json").write_bytes(lead)
    (folder / "small.json").write_text(json.dumps(_small_record()), "utf-8")
    both = archive_from_records(folder)
    assert both.problems == ()
    return both


@pytest.fixture(scope="session")
def two_articles_duckdb(two_articles: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The same two in a DuckDB file."""
    return _in_duckdb(two_articles, tmp_path_factory)


def _in_duckdb(source: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path = tmp_path_factory.mktemp("duckdb") / "archive.duckdb"
    build_duckdb(source, path)
    return archive_from_duckdb(path)


@pytest.fixture(scope="session")
def packages_searched_once() -> Iterator[None]:
    """AppTest reads what every installed package says of itself for each session: half of its time, for one answer."""
    from streamlit.components.v2 import manifest_scanner  # only those who ask for this pay for its import

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def text_of() -> Callable[[str], Path]:
    """Finds an article's text file by the article's id; skips the test where it is not at hand.

    The texts are not ours and not in the repository: ARTICLE_TEXTS names a folder of them.
    """

    def find(article_id: str) -> Path:
        given = os.environ.get("ARTICLE_TEXTS")
        folders = [Path(given)] if given else []
        folders.append(ROOT.parent / "shared" / "article")
        found = next(
            (folder / f"{article_id}.txt" for folder in folders if (folder / f"{article_id}.txt").is_file()), None
        )
        if found is None:
            pytest.skip(f"the text {article_id}.txt is not at hand; set ARTICLE_TEXTS to its folder to run this")
        return found

    return find


@pytest.fixture(scope="session")
def article_text(text_of: Callable[[str], Path]) -> Path:
    """The lead article's text file; skips the test where it is not at hand."""
    return text_of(LEAD)
