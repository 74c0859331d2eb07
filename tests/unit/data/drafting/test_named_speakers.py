"""Who speaks, by role and name in any order, for which body, and in which group of speakers: on invented sentences."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.actor_kinds import speaker_group
from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive, archive_from_records

Json = dict[str, Any]
DAY = dt.date(2024, 5, 17)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive without records, so that nobody is known."""
    return archive_from_records(tmp_path_factory.mktemp("empty"))


def drafted(text: str, archive: Archive) -> Json:
    details = ArticleDetails("lodden-1", DAY, publisher="Lodden Post", headline="x")
    return draft(f"{text}\n\nThe road was shut.", details, archive).record


def actors(record: Json) -> dict[str, Json]:
    return {each["name"]: each for each in record["actors"]}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“We asked both sides to talk,” said the ombudswoman, Lena Fjord. “Nobody came.”", "Lena Fjord",
         "Ombudswoman"),
        ("“We asked both sides,” the ombudsman, Karel Novak, said. “Neither came.”", "Karel Novak", "Ombudsman"),
        ("“The gate is shut,” said the chairwoman, Ines Vidal, on Monday.", "Ines Vidal", "Chairwoman"),
        ("“The gate is shut,” said the mayor of Lodden, Jon Doe.", "Jon Doe", "Mayor of Lodden"),
        ("“The gate is shut,” said the ministry’s spokesman, Karim Noor.", "Karim Noor", "Spokesman"),
        ("“The gate is shut,” the ministry’s spokesman Karim Noor said.", "Karim Noor", "Spokesman"),
        ("“The troops stay,” said the army’s chief of staff, Gen. Paul Okoro.", "Paul Okoro", "Army’s chief of staff"),
        ("“The gate is shut,” said the prosecutor in Lodden, Dana Weiss, who leads the inquiry.", "Dana Weiss",
         "Prosecutor in Lodden"),
        ("“We wait,” said the vice-president of the dockers’ union, Rui Alves, on Friday.", "Rui Alves",
         "Vice-president of the dockers’ union"),
        ("“It is over,” John F. Costa, the mayor, said.", "John F. Costa", "Mayor"),
        ("The leader of the opposition, Julia Kamau, rejected that. “Hunger needs nobody,” she said.", "Julia Kamau",
         "Leader of the opposition"),
    ],
)  # fmt: skip
def test_a_quotation_is_spoken_by_whoever_is_named_beside_a_role(
    archive: Archive, text: str, name: str, role: str
) -> None:
    """Guards against “Speaker not named” where the name follows the office, and against an office as a name."""
    record = drafted(text, archive)
    speaker = next(each for each in record["actors"] if each["id"] == record["quotes"][0]["speaker"])
    assert (speaker["name"], speaker["role"], speaker["kind"]) == (name, role, "person")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Lt. Col. James Mutua, a spokesman for the army, said that 12 people had died.", "James Mutua", "Spokesman"),
        ("The prosecutor, St. John Mwangi, said that 12 people had been arrested.", "St. John Mwangi", "Prosecutor"),
        ("Dr. Fatuma Abdi, who runs the burns ward, said that 12 people had died.", "Fatuma Abdi",
         "Head of the burns ward"),
    ],
)  # fmt: skip
def test_abbreviations_before_a_name_do_not_cut_it(archive: Archive, text: str, name: str, role: str) -> None:
    """Guards against somebody called “St”, and against a colonel whose office is lost."""
    record = drafted(text, archive)
    assert actors(record)[name]["role"] == role
    assert record["claims"][0]["asserted_by"] == actors(record)[name]["id"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The harbour office counted 12 dead.\n\nThe prosecutor’s office in Lodden opened an inquiry. A spokeswoman "
         "for the office, Carla Brandt, said that 12 people had been arrested.", "Prosecutor's office"),
        ("The interior ministry met.\n\nThe defence ministry was silent. A spokesman for the ministry, Carla Brandt, "
         "said that five people had died.", "Defence ministry"),
        ("The election commission said 400 people had gathered.\n\nThe human rights commission counted 20 injured. A "
         "spokeswoman for the commission, Carla Brandt, said that 12 had died.", "Human rights commission"),
        ("The Lodden Dockers’ Union said 500 people had marched.\n\nThe bus drivers’ union stayed away. A spokeswoman "
         "for the union, Carla Brandt, said that 90 drivers had been arrested.", "Bus drivers' union"),
        ("The bank shut. The Council of Elders met.\n\nThe council’s spokeswoman, Carla Brandt, said that nine people "
         "had been arrested.", "Council of Elders"),
    ],
)  # fmt: skip
def test_somebody_speaks_for_the_body_that_is_named_nearest_before(archive: Archive, text: str, body: str) -> None:
    """Guards against a prosecutor’s spokeswoman as that of a health office at the other end of the article."""
    assert actors(drafted(text, archive))["Carla Brandt"]["affiliation"].replace("’", "'") == body


@pytest.mark.parametrize(
    ("name", "role", "group"),
    [
        ("Regional health office", "", "authorities"),
        ("Port authority", "", "authorities"),
        ("National human rights commission", "", "authorities"),
        ("Governor’s office", "", "authorities"),
        ("Central bank", "", "authorities"),
        ("Lena Fjord", "Ombudswoman", "authorities"),
        ("Lena Fjord", "Minister for transport", "authorities"),
        ("Lena Fjord", "Regional prosecutor", "authorities"),
        ("Teachers’ union", "", "protesters_and_witnesses"),
        ("Union of dockers", "", "protesters_and_witnesses"),
        ("Union leaders", "", "protesters_and_witnesses"),
        ("Lena Fjord", "Vice-president of the dockers’ union", "protesters_and_witnesses"),
        ("Lena Fjord", "President of the company", None),
        ("Lena Fjord", "Chief executive of the airline", None),
        ("Lena Fjord", "Secretary of the party", None),
        ("European Union", "", None),
        ("Employers’ federation", "", None),
        ("Weather office", "", None),
        ("Human rights groups", "", None),
        ("Lena Fjord", "Head of the irrigation board", None),
    ],
)
def test_the_group_of_a_speaker_is_that_of_the_office_or_the_body(name: str, role: str, group: str | None) -> None:
    """Guards against officials without a group, and against the president of a company as one of the state."""
    assert speaker_group(name, role) == group


@pytest.mark.parametrize(
    "text",
    [
        "The mining company, Lake Copper, said that 12 guards had been hurt.",
        "“We closed the pit,” said Rui Alves, the director of the company.",
        "Lake Air, an airline, said that 12 people had been hurt.",
    ],
)
def test_a_company_is_said_to_be_of_no_group(archive: Archive, text: str) -> None:
    """Guards against an editor who looks for a group of speakers that there is not."""
    record = drafted(text, archive)
    asked = [each for each in record["actors"] if "no group of speakers is one of companies" in each["drafted"]["why"]]
    assert len(asked) == 1
    assert "speaker_group" not in asked[0]
