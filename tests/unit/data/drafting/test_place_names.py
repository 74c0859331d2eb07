"""Drafts of places: towns that are found, and names of towns that stand for something else."""

import datetime as dt

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive

DETAILS = ArticleDetails("ledger-2022-01-07", dt.date(2022, 1, 7), publisher="The Ledger", headline="An article")


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


def described(archive: Archive, sentence: str) -> list[tuple[str, str]]:
    record = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive).record
    return [(each["name"], each["kind"]) for each in record["places"]]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Lorries burned in the province of Larkmoor.", [("Larkmoor province", "region")]),
        ("The curfew in the district of Toulouse was lifted.", [("Toulouse district", "region")]),
        ("Nine people were held in the districts of Larkmoor and Wendford.",
         [("Larkmoor district", "region"), ("Wendford district", "region")]),
        ("A curfew was imposed in the Larkmoor region.", [("Larkmoor region", "region")]),
        ("Floods hit villages in Larkmoor County.", [("Larkmoor County", "region")]),
        ("Guards closed the bridge over the Wend river.", [("Wend river", "body_of_water")]),
        ("Boats sank on Lake Wend.", [("Lake Wend", "body_of_water")]),
        ("Boats sank in the Gulf of Wend.", [("Gulf of Wend", "body_of_water")]),
        ("Farmers met near the village of Larkmoor.", [("Larkmoor", "city")]),
        ("In Larkmoor, the regional capital, shops were looted.", [("Larkmoor", "city")]),
        ("Roads between the towns of Larkmoor and Wendford were shut.", [("Larkmoor", "city"), ("Wendford", "city")]),
        ("Police from the town of Larkmoor came. Nine people were held in Larkmoor.", [("Larkmoor", "city")]),
        ("Shops in Toulouse and in the province of Toulouse were looted.",
         [("Toulouse", "city"), ("Toulouse province", "region")]),
    ],
)  # fmt: skip
def test_towns_areas_and_waters_are_told_apart_by_what_the_article_calls_them(
    archive: Archive, sentence: str, found: list[tuple[str, str]]
) -> None:
    """Guards against a river as a town, and a province as the town that is called like it, or as nothing."""
    assert described(archive, sentence) == found


@pytest.mark.parametrize(
    "sentence",
    ["The head of state Larkmoor left.", "The province of the poor is calm.", "A man of Larkmoor left by the river."],
)
def test_what_is_called_no_place_is_none(archive: Archive, sentence: str) -> None:
    """Guards against places made of whatever stands beside “state”, “province” or “river”."""
    assert described(archive, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "title", "places", "precision"),
    [
        ("Herders blocked the road near the town of Larkmoor.", "Herders block road near Larkmoor", ["larkmoor"],
         "region"),
        ("Gunmen attacked a convoy outside Toulouse.", "Gunmen attack convoy near Toulouse", ["toulouse"], "region"),
        ("Guards fired tear gas in the town of Larkmoor.", "Guards use tear gas in Larkmoor", ["larkmoor"], "city"),
        ("The army imposed a curfew in the district of Larkmoor.", "Army imposes curfew in Larkmoor district",
         ["larkmoor-district"], "region"),
        ("Gunmen attacked a convoy near France.", "Gunmen attack convoy", [], "unknown"),
        ("Herders blocked a bridge over the Wend river.", "Herders block bridge", [], "unknown"),
    ],
)  # fmt: skip
def test_an_event_is_in_a_place_or_near_it_as_the_article_says(
    archive: Archive, sentence: str, title: str, places: list[str], precision: str
) -> None:
    """Guards against an event that is in the town it was only near, and against one without the area it was in."""
    (event,) = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive).record["events"]
    assert (event["title"], event.get("places", []), event["geo_precision"]) == (title, places, precision)


def test_an_area_is_no_actor_and_lies_within_the_only_country_that_is_named(archive: Archive) -> None:
    """Guards against “Larkmoor” as somebody who acts, and against a country that the article does not name."""
    text = "Floods hit Portugal.\n\nThe governor of the province of Larkmoor sent 40 guards on Monday.\n"
    record = draft(text, DETAILS, archive).record
    assert next(each for each in record["places"] if each["kind"] == "region")["within"] == "portugal"
    assert not [each for each in record["actors"] if each["name"] == "Larkmoor"]
