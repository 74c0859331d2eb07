"""Figures that are a part of others, crowds that are driven off, and forces that come: on invented sentences."""

import datetime as dt

import pytest

from data.drafting.figures import DraftedFigure, draft_figures

DAY = dt.date(2024, 5, 17)


def drafted(text: str) -> list[DraftedFigure]:
    return draft_figures([text], DAY)


def told(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Of each figure: what it counts, its words, whom, and the words of the figure that it is a part of."""
    figures = drafted(text)
    words = {each.place: each.value_text for each in figures}
    return [
        (str(each.metric), each.value_text, each.population, words[each.part_of] if each.part_of else None)
        for each in figures
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The health ministry of Velmora said that 31 guards were among the wounded.", ("injured", "31", "guards")),
        ("Nine firefighters are among the injured.", ("injured", "Nine", "firefighters")),
        ("Among the dead were four children, the clinic said.", ("killed", "four", "children")),
        ("The dead include two nurses and a driver.", ("killed", "two", "nurses")),
        ("The mayor said that 14 dockers were among those arrested.", ("arrested", "14", "dockers")),
        ("Some 20 tourists are still among the missing.", ("None", "Some 20", "tourists")),
        ("Among those detained were 11 pupils from Lodden.", ("detained", "11", "pupils")),
    ],
)
def test_some_who_are_among_the_injured_are_counted(text: str, found: tuple[str, str, str]) -> None:
    """Guards against a figure that is missed because no verb says what happened to its people."""
    assert found in [each[:3] for each in told(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The ministry said that 31 guards were among the wounded, six of them gravely.",
         [("six", "of them gravely", "31")]),
        ("The ministry said 45 people had been injured, seven seriously.", [("seven", "seriously", "45")]),
        ("Police in Harsk said 45 people were hurt, seven of them badly and 12 slightly.",
         [("seven", "of them badly", "45"), ("12", "slightly", "45")]),
        ("At least 15 nurses were among those hurt, including four seriously.", [("four", "seriously", "At least 15")]),
        ("The hospital counted 60 injured. Eight of them are in a critical condition.",
         [("Eight", "of them are in a critical condition", "60")]),
        ("The army said 22 people had been killed. Five of the dead were soldiers.",
         [("Five", "of the dead were soldiers", "22")]),
        ("Some 200 people have been arrested. Among them were 14 foreigners.", [("14", "foreigners", "Some 200")]),
        ("Some 200 people have been arrested. Of those, 30 are minors.", [("30", "minors", "Some 200")]),
        ("Among the 40 injured were 12 pupils.", [("12", "pupils", "40")]),
        ("Fire hurt 31 guards. Among them were six officers.", [("six", "officers", "31")]),
        ("Fire killed 30 guards, nine of them officers.", [("nine", "officers", "30")]),
    ],
)  # fmt: skip
def test_a_part_names_its_whole_and_is_of_no_group_of_its_whole(text: str, parts: list[tuple[str, str, str]]) -> None:
    """Guards against “26” and “four of them” that are shown as figures which contradict each other."""
    figures = drafted(text)
    assert [each[1:] for each in told(text) if each[3]] == parts
    assert all(each.population_group == "subset" and each.population for each in figures if each.part_of)


@pytest.mark.parametrize(
    "text",
    [
        "He said that two of the dead had gunshot wounds.",
        "Three of the injured were treated on the spot, a nurse said.",
    ],
)
def test_some_of_the_dead_are_set_apart_without_their_whole(text: str) -> None:
    """Guards against two of three dead who are drafted as another death toll."""
    assert [each.population_group for each in drafted(text)] == ["subset"]


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("State television reported that 164 people had died, 103 of them in Harsk.", "all_people"),
        ("Of the 31 people injured, 12 were officers.", "security_forces"),
    ],
)
def test_a_part_that_its_place_or_group_sets_apart_stays_what_it_is(text: str, wholes: str) -> None:
    """Guards against a city’s dead, who are compared with others of that city, as a subset."""
    assert drafted(text)[-1].population_group == wholes


@pytest.mark.parametrize(
    "text",
    [
        "Some 200 people were arrested. Thirty of them have since been freed.",
        "About 900 people marched. Several of them sang.",
        "The court ordered the release of 22 of those arrested.",
        "The army freed nine of those detained.",
        "Two nurses are among the best of the country.",
        "Six of them went home.",
        "The list includes two nurses.",
    ],
)
def test_what_is_among_others_without_harm_is_no_figure(text: str) -> None:
    """Guards against parts of what nobody counted, or of whom the opposite is told."""
    assert not [each for each in drafted(text) if each.part_of or each.population_group == "subset"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police used water cannon to push about 900 people off the viaduct, residents said.",
         ("about 900", "people", "residents")),
        ("Guards drove some 300 strikers out of the depot, the union said.", ("some 300", "strikers", "the union")),
        ("Riot police forced more than 400 people back from the gate, two witnesses said.",
         ("more than 400", "people", "two witnesses")),
        ("At dawn the army cleared 250 demonstrators from the square.", ("250", "demonstrators", None)),
        ("Officers dispersed around 150 protesters outside the court of Lodden.", ("around 150", "protesters", None)),
        ("Residents said that about 500 people were on the square when the shots fell.",
         ("about 500", "people", "Residents")),
        ("Some 1,200 people stood before the gates, a reporter said.", ("Some 1,200", "people", "a reporter")),
        ("About 2,000 people walked through Ostrand on Tuesday to demand higher wages.",
         ("About 2,000", "people", None)),
        ("About 700 students sat down on the tracks.", ("About 700", "students", None)),
    ],
)  # fmt: skip
def test_people_who_are_driven_off_or_stand_before_a_gate_are_a_crowd(
    text: str, found: tuple[str, str, str | None]
) -> None:
    """Guards against a crowd that is missed because it neither marches nor gathers."""
    (figure,) = drafted(text)
    by = figure.asserted_by
    said = text[by.start : by.end] if by else None
    assert (figure.metric, figure.value_text, figure.population, said) == ("crowd_size", *found)


@pytest.mark.parametrize(
    "text",
    [
        "The flood drove some 600 people from their homes.",
        "The company drove 600 lorries from the port.",
        "Police took 300 people from the island to the mainland.",
        "The army drove 200 families from the villages.",
        "Twelve people were on the square when the car hit them.",
        "Some 5,000 people fled the town.",
        "Some 450 tractors lined the road.",
    ],
)
def test_people_who_lose_their_homes_or_pass_by_are_no_crowd(text: str) -> None:
    """Guards against the displaced, and things, as people who gathered."""
    assert not drafted(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some 300 reservists landed in Quillen on Monday evening, the defence ministry of Velmora said.", "Some 300"),
        ("About 150 gendarmes reached the village on Tuesday, the prefect said.", "About 150"),
        ("Two companies with 240 soldiers moved into the port, the army said.", "240"),
        ("The minister said some 500 police officers would guard the port.", "some 500"),
        ("Another 60 soldiers are on their way, the governor said.", "Another 60"),
    ],
)
def test_forces_that_come_somewhere_are_troops(text: str, words: str) -> None:
    """Guards against forces that are missed because no word for sending stands beside them."""
    assert [(each.metric, each.value_text) for each in drafted(text)] == [("troops", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 soldiers live in the town.",
        "Three officers arrived at the scene.",
        "Two police officers reached the house first.",
        "Police moved in at about 6 a.m. and left at 7.30 p.m.",
        "She fled with her two sons and three bags.",
        "The curfew lasts 30 days and the ban 12 weeks.",
        "A man of 61 had died of a heart attack.",
        "A girl of nine was injured, and a woman of 34 was hurt.",
        "Ana Rook, 34, was killed.",
        "The board counted 14 blockades this year.",
        "He was held for 48 hours.",
        "The company has 1,200 employees.",
    ],
)
def test_ages_hours_and_what_no_metric_counts_are_no_figures(text: str) -> None:
    """Guards against a man of 61 as 61 dead, and officers on their round as an army."""
    assert not drafted(text)


@pytest.mark.parametrize(
    ("text", "words"), [("A guard of 40 men was killed.", "40"), ("A crew of 12 was killed.", "12")]
)
def test_a_number_behind_a_body_of_people_is_no_age(text: str, words: str) -> None:
    """Guards against a crew of 12 as somebody who is 12 years old."""
    assert [each.value_text for each in drafted(text)] == [words]
