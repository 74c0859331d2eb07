"""Drafts of actors and places by their form: organisations, who is told of twice, and towns of a dateline alone."""

from typing import Any

import pytest

from data.tables.archive import Archive
from tests.unit.data.drafting.ledger import record_of

Json = dict[str, Any]


def actors(archive: Archive, *paragraphs: str) -> dict[str, Json]:
    return {each["name"]: each for each in record_of(archive, *paragraphs)["actors"]}


@pytest.mark.parametrize(
    "name",
    [
        "Harbour International",
        "Prison Watch",
        "Sailors Without Borders",
        "Reporters Without Borders",
        "Save the Dunes",
        "Island Relief Worldwide",
    ],
)
@pytest.mark.parametrize("rest", ["said that nine people were hurt.", "said that it had seen the videos."])
def test_a_name_of_the_form_of_an_organisation_is_none_of_a_person(archive: Archive, name: str, rest: str) -> None:
    """Guards against an organisation of two words with capitals as a man of that name."""
    found = actors(archive, f"{name} {rest}")
    assert found[name]["kind"] == "organisation"
    assert "speaker_group" not in found[name]


@pytest.mark.parametrize("name", ["Ben Cross", "Ana Costa", "Rui Lima"])
def test_a_person_stays_a_person(archive: Archive, name: str) -> None:
    """Guards against people as organisations."""
    assert actors(archive, f"{name} said that nine people were hurt.")[name]["kind"] == "person"


def test_somebody_told_of_before_the_name_is_one_actor(archive: Archive) -> None:
    """Guards against “her agent” and the agent's name as two who speak."""
    found = actors(archive, "Police arrested nine singers, her agent said. “She sang,” said the agent, Omar Zayd.")
    assert set(found) == {"Omar Zayd", "Police"}
    assert found["Omar Zayd"]["role"] == "Agent"


def test_somebody_else_of_a_trade_is_another_actor(archive: Archive) -> None:
    """Guards against two lawyers as one because the second has a name."""
    found = actors(archive, "Nine singers were arrested, her lawyer said. “No,” said Omar Zayd, a lawyer of the port.")
    assert {"Lawyer", "Omar Zayd"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“He sang,” said Haddad’s uncle, Yusuf.", "Yusuf", "Haddad’s uncle"),
        ("“He sang,” said the dead man’s sister, Leyla, on Monday.", "Leyla", "Dead man’s sister"),
        ("Dr. Lina Sour, the chief surgeon of the district clinic in Lyon, said that nine people were hurt.",
         "Lina Sour", "Chief surgeon of the district clinic in Lyon"),
    ],
)  # fmt: skip
def test_a_phrase_beside_a_single_name_is_the_role(archive: Archive, text: str, name: str, role: str) -> None:
    """Guards against “the dead man's sister” as a name."""
    assert actors(archive, text)[name]["role"] == role


def test_a_body_ends_before_the_day(archive: Archive) -> None:
    """Guards against “Company for Sunday” as the name of a company, and against a company that nobody can name."""
    found = actors(
        archive,
        "Clerks sat before the door of the island ferry company.",
        "The Union of Sailors called a strike at the company for Sunday. “We wait,” said Ana Costa, a sailor.",
        "The company said that nine people were hurt.",
    )
    assert "Island ferry company" in found
    assert not [name for name in found if "Sunday" in name]


def test_a_town_of_the_dateline_alone_is_a_place_of_what_happened_in_it(archive: Archive) -> None:
    """Guards against events without a place because no gazetteer has the town that the report comes from."""
    record = record_of(
        archive, "TAZULIT, Tunisia — Police stormed a mill in Tazulit on Tuesday.", "Shots were heard on Monday."
    )
    town = next(each for each in record["places"] if each["name"] == "Tazulit")
    assert (town["kind"], town["within"], "lat" in town) == ("city", "tunisia", False)
    assert [each.get("places") for each in record["events"]] == [[town["id"]], None]


def test_an_agency_in_a_dateline_is_no_town(archive: Archive) -> None:
    """Guards against a place called Reuters."""
    record = record_of(archive, "(Reuters) — Police stormed a mill on Tuesday.")
    assert record["places"] == []
