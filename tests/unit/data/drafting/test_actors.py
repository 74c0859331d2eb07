"""Drafts of actors: what they are called beside their names, who they are if they have none, and who is none."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive

Json = dict[str, Any]

DETAILS = ArticleDetails("ledger-2022-01-07", dt.date(2022, 1, 7), publisher="The Ledger", headline="An article")


def record_of(archive: Archive, *paragraphs: str) -> Json:
    return draft("\n\n".join(("At the quay", *paragraphs)) + "\n", DETAILS, archive).record


def actors(archive: Archive, *paragraphs: str) -> dict[str, Json]:
    return {each["name"]: each for each in record_of(archive, *paragraphs)["actors"]}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“We wait,” said Ana Costa, a nurse at the harbour clinic, on Monday.", "Ana Costa",
         "Nurse at the harbour clinic"),
        ("Ana Costa, 43, a nurse, said 12 people were hurt.", "Ana Costa", "Nurse"),
        ("“We wait,” said the crane driver Ivo Horvat.", "Ivo Horvat", "Crane driver"),
        ("Nurse Ana Costa said 12 people were hurt.", "Ana Costa", "Nurse"),
        ("Harbour master’s clerk Jan Smit said 12 people were hurt.", "Jan Smit", "Clerk"),
        ("A spokeswoman, Ana Costa, said that 12 people were hurt.", "Ana Costa", "Spokeswoman"),
        ("The head of the clinic, Ana Costa, said that 12 people were hurt.", "Ana Costa", "Head of the clinic"),
        ("“We wait,” said Piet de Boer, who leads the union of pilots.", "Piet de Boer",
         "Leader of the union of pilots"),
        ("“We wait,” said Femke Vos, who chairs the council’s port committee.", "Femke Vos",
         "Chair of the council’s port committee"),
        ("Governor Lídia Reis sent 40 guards. “We wait,” she said.", "Lídia Reis", "Governor"),
        ("Governor Ana de Lima of the Northern Isles said two people were killed.", "Ana de Lima", "Governor"),
        ("Freedonia’s interior minister, Lena Ott, called it “calm at last”.", "Lena Ott",
         "Freedonia’s interior minister"),
        ("They asked that the housing secretary, Otto Lang, resign. Lang said he would stay.", "Otto Lang",
         "Housing secretary"),
        ("In Toulouse, Ana Costa, the mayor, and Jan Smit, a farmer, met. “We wait,” said Smit.", "Jan Smit",
         "Farmer"),
        ("“We wait,” said a man who gave his name only as Omar.", "Omar", "Man"),
        ("“We wait,” said a cook, who asked to be identified only as Lin.", "Lin", "Cook"),
        ("“We wait,” a woman who would give her name only as Jana said.", "Jana", "Woman"),
        ("“We wait,” said one teacher, identifying herself only as Mette.", "Mette", "Teacher"),
        ("A nurse called Salma said 12 people were hurt.", "Salma", "Nurse"),
    ],
)  # fmt: skip
def test_somebody_has_the_role_that_stands_beside_the_name(archive: Archive, text: str, name: str, role: str) -> None:
    """Guards against people without what the article says of them, and against “a woman” who gave her name."""
    found = actors(archive, text)[name]
    assert (found["kind"], found.get("role")) == ("person", role)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Costa, a day after the blast, said that 12 people were hurt.",
        "Nobody helped Ana Costa, a witness said. “We wait,” said Ana Costa.",
        "“We wait,” said Ana Costa, and the mayor left.",
        "“We wait,” Mr. Costa said. Ana Costa, the paper found, was right.",
        "“We wait,” said Ana Costa, in a letter to the union.",
    ],
)
def test_what_follows_a_name_is_no_role_if_it_tells_something_else(archive: Archive, text: str) -> None:
    """Guards against days, other speakers and titles that tell of no office passing for roles."""
    assert [each.get("role") for each in actors(archive, text).values() if "Costa" in each["name"]] == [None]


def test_a_company_in_the_place_of_a_name_is_nobody_with_an_office(archive: Archive) -> None:
    """Guards against a firm that becomes its own manager."""
    text = "Every terminal was shut. The head of the operator, Northern Terminals, said 12 people were hurt."
    assert "Northern Terminals" not in {
        name for name, each in actors(archive, text).items() if each["kind"] == "person"
    }


@pytest.mark.parametrize(
    "text",
    [
        "He did not say how the two men had died.",
        "She said that two people were killed.",
        "It was calm. They said two people were killed.",
        "“We wait,” they said.",
        "One said that two people were killed. Others disagreed.",
    ],
)
def test_a_pronoun_is_nobodys_name(archive: Archive, text: str) -> None:
    """Guards against an actor who is called “He”, and against one of the archive with whom he is mixed up."""
    assert set(actors(archive, text)) <= {"Speaker not named", "Others"}


def test_a_pronoun_is_drafted_as_who_was_named_and_anchored_at_the_name(archive: Archive) -> None:
    """Guards against a link that opens “she”, and a second person for the same words."""
    found = actors(
        archive, "A cook who gave her name only as Lin ran. “We wait,” said Ana Costa, a nurse.", "“No,” she said."
    )
    assert [anchor["exact"] for anchor in found["Ana Costa"]["anchors"]] == ["Ana Costa"]
    assert set(found) == {"Ana Costa"}


def test_the_governor_is_the_one_whom_the_article_names(archive: Archive) -> None:
    """Guards against one person as two actors, and against a link to one of two ministers."""
    one = "Governor Lídia Reis left. “We wait,” said Jan Smit. The governor said that two people were killed."
    assert set(actors(archive, one)) == {"Lídia Reis", "Jan Smit"}
    headline = "It is calm, says governor"
    again = "The governor of the island said that two people were killed. Governor Lídia Reis left."
    assert set(actors(archive, headline, again)) <= {"Lídia Reis"}
    two = "Health minister Lídia Reis and interior minister Jan Smit left. The minister said two people were killed."
    assert "Minister" in actors(archive, two)


@pytest.mark.parametrize(
    ("text", "name", "kind", "group"),
    [
        ("Dockers blocked the road on Monday.", "Dockers", "group", "protesters_and_witnesses"),
        ("On Monday mothers blocked the road.", "Mothers", "group", "protesters_and_witnesses"),
        ("Bus drivers walked out on Monday.", "Bus drivers", "group", "protesters_and_witnesses"),
        ("Fishermen occupied the harbour office.", "Fishermen", "group", "protesters_and_witnesses"),
        ("Workers said that the gate was shut.", "Workers", "group", "protesters_and_witnesses"),
        ("Union leaders accused the police of lying.", "Union leaders", "group", "protesters_and_witnesses"),
        ("Trade unions, which had warned of leaks, said so again.", "Trade unions", "organisation",
         "protesters_and_witnesses"),
        ("A spokesman for the fire service, Karel Horn, said that it was calm.", "Karel Horn", "person", "authorities"),
        ("A woman who gave her name only as Jana said that it was calm.", "Jana", "person",
         "protesters_and_witnesses"),
        ("The dockers’ union said that the gate was shut.", "Dockers’ union", "organisation",
         "protesters_and_witnesses"),
        ("The residents’ association spoke of two dead.", "Residents’ association", "organisation",
         "protesters_and_witnesses"),
        ("The police denied it, and the harbour brigade said so.", "Police", "state_body", "authorities"),
        ("The state fire brigade said two people were killed.", "State fire brigade", "state_body", "authorities"),
        ("Emergency services said two people were killed.", "Emergency services", "state_body", "authorities"),
        ("The prison service said two people were killed.", "Prison service", "state_body", "authorities"),
        ("The United Nations said two people were killed.", "United Nations", "organisation", None),
        ("Relatives said two people were killed.", "Relatives", "group", None),
        ("The army sent 300 soldiers to the quay.", "Army", "armed_force", "authorities"),
        ("The hospital of São Bento said that two people were killed.", "Hospital of São Bento", "organisation", None),
        ("The Movement of Tenants said that two people were killed.", "Movement of Tenants", "organisation",
         "protesters_and_witnesses"),
        ("A committee of parents put the number of dead at 31.", "A committee of parents", "organisation",
         "protesters_and_witnesses"),
        ("A crowd of farmers said two people were killed.", "A crowd of farmers", "group",
         "protesters_and_witnesses"),
        ("Student Ana Costa, the mother of an officer, said two people were killed.", "Ana Costa", "person",
         "protesters_and_witnesses"),
    ],
)  # fmt: skip
def test_groups_and_bodies_that_speak_or_act_are_actors_of_their_kind(
    archive: Archive, text: str, name: str, kind: str, group: str | None
) -> None:
    """Guards against workers taken for a firm, a brigade for a club, and against those who speak and are not there."""
    found = actors(archive, text)[name]
    assert (found["kind"], found.get("speaker_group")) == (kind, group)
    assert "same_as" not in found  # no army of another country


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The company, Lakeside Power, said two people were killed.", "Lakeside Power", "organisation"),
        ("The farmers’ association Free Fields said two people were killed.", "Free Fields", "organisation"),
        ("The Blue Caps, the island’s police force, said two people were killed.", "Blue Caps", "state_body"),
        ("Northern Light, a newspaper of the coast, said two people were killed.", "Northern Light", "media"),
        ("The union, Free Harbours, put the dead at two. The union spoke of 40 injured.", "Free Harbours",
         "organisation"),
    ],
)  # fmt: skip
def test_a_name_that_the_article_calls_a_company_is_no_person(
    archive: Archive, text: str, name: str, kind: str
) -> None:
    """Guards against a firm that is a man because its name has two words, and against “the company” beside it."""
    (found,) = actors(archive, text).values()
    assert (found["name"], found["kind"]) == (name, kind)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The club said so. “We wait,” said its president, Tom Berg.", None),
        ("Secretary General Tom Berg said two people were killed.", None),
        ("Interior Minister Tom Berg said two people were killed.", "authorities"),
        ("“We wait,” said Tom Berg, who leads the Harvest Party’s group in parliament.", None),
        ("“We wait,” said Tom Berg, an expert of the harbour ministry.", "experts"),
    ],
)
def test_whom_somebody_speaks_for_follows_from_the_office_and_not_from_words_behind_it(
    archive: Archive, text: str, group: str | None
) -> None:
    """Guards against a member of parliament, and the secretary of a union, who speak for the state."""
    assert actors(archive, text)["Tom Berg"].get("speaker_group") == group


def test_the_newspaper_has_its_own_name(archive: Archive) -> None:
    """Guards against “Ledger”, who was told something, beside “The Ledger”, which reports."""
    found = actors(archive, "“We wait,” Jan Smit told The Ledger. Two people were killed.")
    assert {"The Ledger", "Jan Smit"} == set(found)


def test_the_brigade_is_the_one_that_was_named_in_full(archive: Archive) -> None:
    """Guards against one body under two names."""
    text = "The state fire brigade said two people were killed. The brigade put the injured at 40."
    made = record_of(archive, text)
    assert [each["name"] for each in made["actors"]] == ["State fire brigade"]
    assert len({claim["asserted_by"] for claim in made["claims"]}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The survey said that the harbour is old.",
        "It began after the local operator agreed to talks.",
        "Lyon said no.",
        "The size of the crowd suggested that nobody slept.",
        "Two of the ten said so.",
        "It will open on Monday, his office said.",
    ],
)
def test_things_towns_and_parts_of_sentences_are_no_actors(archive: Archive, text: str) -> None:
    """Guards against an actor that nobody would look for."""
    assert actors(archive, text) == {}
