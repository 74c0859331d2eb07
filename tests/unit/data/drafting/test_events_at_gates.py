"""Events at gates and in the streets: what is broken down, thrown, gathered for, taken up or kept closed, and where."""

from typing import Any

import pytest

from data.tables.archive import Archive
from tests.unit.data.drafting.ledger import record_of

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("sentence", "title", "kind", "phase"),
    [
        ("The doors of the depot were forced open with a police vehicle.", "Doors forced open", "security_operation",
         "crisis"),
        ("Youths smashed the gates of the villa on Monday.", "Youths smash gates", "violence", "crisis"),
        ("Seven doors were smashed on Monday.", "Doors smashed", "violence", "crisis"),
        ("Soldiers battered down the door of the mill.", "Soldiers break down door", "security_operation", "crisis"),
        ("Marines took up positions in the harbour of Marseille.", "Marines take up positions in Marseille",
         "military_deployment", "crisis"),
        ("Police officers took up positions at the gates of Lyon.", "Police officers take up positions in Lyon",
         "security_operation", "crisis"),
        ("About 400 teachers gathered outside the ministry in Paris.", "Teachers gather in Paris", "protest",
         "crisis"),
        ("Several hundred people assembled in front of the headquarters of the water board in Lyon.",
         "Protest in Lyon", "protest", "crisis"),
        ("Markets in both towns will remain shut until Sunday.", "Markets to stay closed", "restriction",
         "scheduled"),
        ("The library said that schools would stay closed.", "Schools to stay closed", "restriction", "scheduled"),
        ("Stones were thrown at two buses.", "Stones thrown", "violence", "crisis"),
        ("The mayor of Lyon imposed a curfew in Toulouse and the neighbouring town of Blagnac.",
         "Mayor of Lyon imposes curfew in Toulouse and Blagnac", "restriction", "crisis"),
        ("The Union of Bus Drivers called a strike for Sunday.", "Union of Bus Drivers calls strike", "protest",
         "scheduled"),
    ],
)  # fmt: skip
def test_what_is_done_at_gates_and_in_the_streets_is_an_event(
    archive: Archive, sentence: str, title: str, kind: str, phase: str
) -> None:
    """Guards against acts that an editor has to add by hand, and against an actor taken from behind “of”."""
    (event,) = record_of(archive, sentence)["events"]
    assert (event["title"], event["kind"], event["phase"]) == (title, kind, phase)


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporters gathered outside the court.",
        "Hundreds of people gathered outside the town hall to vote.",
        "Chefs took up positions in the kitchen.",
        "The gates of the park were painted.",
        "The schools stayed closed.",
        "The union denied that stones were thrown.",
        "They threatened to break down the door.",
        "The firm called the strike of no use.",
        "The union called for a strike.",
    ],
)
def test_what_only_sounds_like_such_an_act_is_none(archive: Archive, sentence: str) -> None:
    """Guards against queues and kitchens as protests and deployments."""
    assert record_of(archive, sentence)["events"] == []


def test_what_somebody_says_was_thrown_is_said_by_them(archive: Archive) -> None:
    """Guards against a charge by officials that stands as a fact."""
    record = record_of(archive, "A spokesman for the prefecture, Jean Petit, said that “outsiders” had hurled bricks.")
    (event,) = record["events"]
    names = {each["id"]: each["name"] for each in record["actors"]}
    assert (event["title"], [names[each] for each in event["attributed_to"]]) == ("Stones thrown", ["Jean Petit"])
