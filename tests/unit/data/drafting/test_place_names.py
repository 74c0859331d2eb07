"""Drafts of places: towns that are found, and names of towns that stand for something else."""

import datetime as dt

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive, archive_from_records

DETAILS = ArticleDetails("ledger-2022-01-07", dt.date(2022, 1, 7), publisher="The Ledger", headline="An article")


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The records of the repository."""
    return archive_from_records()


def places(archive: Archive, text: str) -> set[str]:
    return {each["name"] for each in draft(text, DETAILS, archive).record["places"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Lorries burned in Toulon, France, on Monday. Trains to Avignon stood still.",
            {"Toulon", "France", "Avignon"},
        ),
        ("Guards left the port of Aveiro in Portugal, and the gate in Setúbal.", {"Aveiro", "Portugal", "Setúbal"}),
        ("A nice day ended with four hurt in Nice, the mayor said.", {"Nice"}),
        ("Ana Lima came back, and shops in Lima opened.", {"Lima"}),
    ],
)
def test_towns_are_found_with_a_cue_even_if_a_word_or_a_person_has_their_name(
    archive: Archive, text: str, found: set[str]
) -> None:
    """Guards against a draft without the towns that an article is about."""
    assert places(archive, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two bridges in Viana do Castelo, Portugal, were shut.", {"Viana do Castelo", "Portugal"}),
        (
            "Lorries burned in Rio de Janeiro and in Santa Cruz de la Sierra.",
            {"Rio de Janeiro", "Santa Cruz de la Sierra"},
        ),
        (
            "Lorries burned in Stratford-upon-Avon and in Newcastle upon Tyne.",
            {"Stratford-upon-Avon", "Newcastle upon Tyne"},
        ),
        ("Two bridges in Villeneuve-d’Ascq and in Val-d’Or were shut.", {"Villeneuve-d'Ascq", "Val-d'Or"}),
        ("The capital of Côte d’Ivoire is calm.", {"Côte d'Ivoire"}),
        ("Trains to Frankfurt am Main stood still.", {"Frankfurt am Main"}),
        ("Ana van Dijk, who is from Palma de Mallorca, Spain, left.", {"Palma de Mallorca", "Spain"}),
        ("Police in Lyon do not know. Nobody in Toulouse, von the baker said, does.", {"Lyon", "Toulouse"}),
    ],
)  # fmt: skip
def test_a_name_with_small_words_inside_is_one_place(archive: Archive, text: str, found: set[str]) -> None:
    """Guards against the town of Viana, a river in place of a city, and a person who is cut in two."""
    assert places(archive, text) == found


def test_a_title_has_the_whole_name_of_a_place(archive: Archive) -> None:
    """Guards against “in Rio” where the article says “in Rio de Janeiro”, and against days lost behind such a name."""
    text = "Two people were killed in a blast in Petrópolis, Rio de Janeiro, on Monday."
    record = draft(f"Calm night\n\n{text}\n", DETAILS, archive).record
    assert record["claims"][0]["as_of"] == "2022-01-03"
    text = "A blast in Rio de Janeiro killed two people on Monday, the mayor of Viana do Castelo said."
    record = draft(f"Calm night\n\n{text}\n", DETAILS, archive).record
    (event,) = record["events"]
    assert event["title"].startswith("Explosion in Rio de Janeiro")
    assert [each["name"] for each in record["actors"]] == ["Mayor of Viana do Castelo"]


@pytest.mark.parametrize(
    "text",
    [
        "The police waited. Anger Grows at Police After Raid",
        "Officers came the same night. Nobody Was Held From Same Street Twice",
        "The figure is low, according to Victoria. Nobody else gave one.",
        "Teresa Brandt spoke first. A cousin ran to Teresa, and they left.",
        "Letters went to UN offices and on to Police, as the police said.",
        "In March and in May nobody came, and Nice words did not help.",
        "It is in Lima’s interest, Ana Lima said.",
    ],
)
def test_words_people_and_bodies_that_are_called_like_a_town_are_no_places(archive: Archive, text: str) -> None:
    """Guards against pins in Poland for the police, and in Samoa for a woman."""
    assert places(archive, text) == set()
