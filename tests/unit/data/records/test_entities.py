"""Entities of several records: an id is shared only where somebody said that it names the same body."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from data.records.entities import shared_entities
from data.records.loader import load_collection, load_records
from data.tables.archive import Archive, archive_from_records
from data.views.reading import read_address
from tests.command_line import run
from tests.conftest import LEAD, ROOT

Json = dict[str, Any]
OFFICES = ("state_body",)


def invented(article: str, *, actor: str, same_as: list[str] | None = None, country: str = "ruritania") -> Json:
    """A record of a country, with a figure of its interior ministry."""
    return {
        "schema_version": 1,
        "license": "CC BY 4.0",
        "article": {
            "id": article, "publisher": "The Strelsau Gazette", "date_published": "2022-01-05",
            "date_published_basis": "Invented.", "url": "https://gazette.example/1", "language": "en",
            "coded_from": "excerpt",
        },
        "places": [{"id": country, "name": country.title(), "kind": "country"}],
        "actors": [
            {"id": actor, "name": "Interior ministry", "kind": "state_body", "speaker_group": "authorities"}
            | ({"same_as": same_as} if same_as else {})
        ],
        "claims": [
            {
                "id": "killed-3", "metric": "killed", "value_text": "three", "value": 3, "low": 3, "high": 3,
                "qualifier": "exact", "population_group": "all_people", "asserted_by": actor,
                "reported_on": "2022-01-05", "place": country,
            }
        ],
    }  # fmt: skip


def written(folder: Path, *records: Json) -> Path:
    folder.mkdir(exist_ok=True)
    for record in records:
        (folder / f"{record['article']['id']}.json").write_text(json.dumps(record), "utf-8")
    return folder


def loaded_articles(folder: Path) -> set[str]:
    return {record.article.id for record in load_records([folder]).records}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The repository's records, in a folder of the test's own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for file in (ROOT / "data" / "articles").glob("*.json"):
        (folder / file.name).write_bytes(file.read_bytes())
    (tmp_path / "collection.json").write_bytes((ROOT / "data" / "collection.json").read_bytes())
    return folder


@pytest.mark.parametrize("name", ["a-gazette", "z-gazette"])
def test_an_id_that_others_use_is_asked_about_and_joins_nothing_before_it_is_answered(ours: Path, name: str) -> None:
    """Guards against another country's ministry that becomes Kazakhstan's, with all its figures, and is “sound”."""
    before = archive_from_records(ours)
    written(ours, invented(name, actor="kazakhstan-interior-ministry"))
    loaded = load_records([ours])
    (problem,) = loaded.problems
    assert (problem.file, problem.where) == (f"{name}.json", "actors[0] (kazakhstan-interior-ministry)")
    assert "is also an actor of aljazeera-2022-01-07.json and " in problem.message
    assert f'Is it the same? Then list it in “same_as”: ["{LEAD}"]' in problem.message
    assert "such as “ruritania-kazakhstan-interior-ministry”" in problem.message
    assert archive_from_records(ours).version == before.version
    assert run("validate", ours).returncode == 1


def test_an_answer_joins_the_records_and_an_id_of_its_own_keeps_them_apart(ours: Path) -> None:
    """Guards against a question that no answer ends."""
    written(ours, invented("gazette", actor="kazakhstan-interior-ministry", same_as=["tass-2022-01-07"]))
    assert "gazette" in loaded_articles(ours)
    written(ours, invented("gazette", actor="ruritania-interior-ministry"))
    loaded = load_records([ours])
    assert loaded.problems == ()
    assert "ruritania-interior-ministry" not in {shared.id for shared in shared_entities(loaded.records)}


def test_an_id_that_was_given_up_is_not_given_to_somebody_else(ours: Path) -> None:
    """Guards against old links to Kazakhstan's ministry that open another country's."""
    written(ours, invented("gazette", actor="interior-ministry"))
    loaded = load_records([ours])
    assert loaded.problems == ()
    _, (problem,) = load_collection(loaded.records, ours.parent / "collection.json")
    assert (problem.file, problem.where) == ("collection.json", "renamed_actors (interior-ministry)")
    assert "gazette" in problem.message
    assert "“kazakhstan-interior-ministry”" in problem.message


@pytest.mark.parametrize(
    ("answers", "loaded"),
    [
        ({"a": [], "b": ["a"], "c": ["a"]}, "abc"),
        ({"a": [], "b": ["a"], "c": ["b"]}, "abc"),
        ({"a": ["c"], "b": ["c"], "c": []}, "abc"),
        ({"a": ["gone"], "b": ["gone"]}, "ab"),
        ({"a": [], "b": []}, "a"),
        ({"a": [], "b": ["c"], "c": []}, "bc"),
        ({"a": [], "b": ["bb"]}, "a"),
    ],
    ids=["all name one", "a chain", "the first names the last", "one that is gone", "nobody answers",
         "the larger group keeps the id", "a slip"],
)  # fmt: skip
def test_records_that_same_as_joins_are_one_whatever_the_order_of_their_files(
    tmp_path: Path, answers: dict[str, list[str]], loaded: str
) -> None:
    """Guards against a record that stands or falls with the name of its file."""
    folder = written(tmp_path / "r", *(invented(name, actor="ministry", same_as=of) for name, of in answers.items()))
    for files in permutations(sorted(folder.glob("*.json"))):
        assert {record.article.id for record in load_records(files).records} == set(loaded)
    asked = load_records([folder]).problems
    assert {problem.file.removesuffix(".json") for problem in asked} == answers.keys() - set(loaded)


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ({"kind": "city"}, True),
        ({"kind": "region"}, True),
        ({"kind": "country"}, False),
        ({"kind": "city", "within": "ruritania"}, False),
        ({"kind": "city", "lat": 1.0, "lon": 2.0, "coordinates_source": "GeoNames 1"}, False),
    ],
)
def test_a_place_is_asked_about_where_nothing_tells_which_one_it_is(tmp_path: Path, place: Json, asked: bool) -> None:
    """Guards against a Springfield of one country that is a mark on the map of another one."""
    records = [invented("a", actor="one"), invented("b", actor="two")]
    for record in records:
        record["places"].append({"id": "springfield", "name": "Springfield"} | place)
    folder = written(tmp_path / "r", *records)
    problems = load_records([folder]).problems
    assert [problem.where for problem in problems] == (["places[1] (springfield)"] if asked else [])
    records[1]["places"][1]["same_as"] = ["a"]
    assert load_records([written(folder, *records)]).problems == ()


def test_a_topic_may_be_shared_by_all(tmp_path: Path) -> None:
    """Guards against a question about a word."""
    records = [invented("a", actor="one"), invented("b", actor="two")]
    for record in records:
        record["topics"] = [{"id": "deaths", "label": "Deaths"}]
    assert load_records([written(tmp_path / "r", *records)]).problems == ()


def test_validate_lists_who_shares_what(ours: Path) -> None:
    """Guards against bodies that are one in the figures without anybody seeing it."""
    finished = run("validate", ours)
    lines = finished.stdout.splitlines()
    assert lines[-1] == "12 record(s), every one sound"
    (ministry,) = [line for line in lines if "kazakhstan-interior-ministry" in line]
    assert ministry.startswith("actors: kazakhstan-interior-ministry (Interior ministry): ")
    assert ministry.count("2022-01-") == 7
    assert not any("protesters" in line for line in lines)


# The repository's own.


def test_offices_and_forces_carry_the_country_or_city_whose_they_are(reports: Archive) -> None:
    """Guards against the next ministry that any country may have."""
    places, bodies = set(), {}
    for file in (ROOT / "data" / "articles").glob("*.json"):
        record = json.loads(file.read_text("utf-8"))
        places |= {place["id"] for place in record["places"]}
        bodies |= {actor["id"]: actor for actor in record["actors"] if actor["kind"] in OFFICES}
    places |= {"united-states"}
    assert len(bodies) > 15
    assert [body for body in bodies if not any(body.startswith(f"{place}-") for place in places)] == []
    assert reports.problems == ()


def test_every_renamed_id_leads_to_an_actor_and_old_links_find_it(reports: Archive) -> None:
    """Guards against links in print that lose their filter with a migration."""
    assert reports.collection is not None
    renamed = reports.collection.renamed_actors
    assert renamed["interior-ministry"] == "kazakhstan-interior-ministry"
    known = reports.known_values["actor"] | reports.known_values["speaker"]
    assert set(renamed.values()) <= known
    assert not set(renamed) & (known | set(renamed.values()))
    for old, new in renamed.items():
        read = read_address("", {"actor": [old], "known_on": ["2022-12-20"]}, reports)
        assert (read.selection.actor, read.notices) == ((new,), ())
    spoken = read_address("quotes", {"speaker": ["interior-ministry"]}, reports)
    assert spoken.selection.speaker == ("kazakhstan-interior-ministry",)


def test_the_command_line_takes_an_id_of_an_earlier_release(reports: Archive) -> None:
    """Guards against a script that breaks when an id is renamed."""
    old = run("export", "claims", "--actor", "interior-ministry")
    assert old.returncode == 0
    assert old.stdout == run("export", "claims", "--actor", "kazakhstan-interior-ministry").stdout
    assert old.stdout.count("\n") > 3


def test_in_another_collection_an_id_means_what_it_says(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against the names of one collection in the code: nothing in it knows about Kazakhstan."""
    small_record["actors"][1]["id"] = "police"
    record = json.loads(json.dumps(small_record).replace('"port-police"', '"police"'))
    archive = archive_from_records(write_record(record).parent)
    assert archive.problems == ()
    read = read_address("", {"actor": ["police"]}, archive)
    assert (read.selection.actor, read.notices) == (("police",), ())
