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
