"""Items by what a person sees of them, where programs have ids."""

from typing import Any

import pytest

from data.views.workbench_details import field_words
from data.views.workbench_errors import told_of_item
from data.views.workbench_names import in_plain_names, items_named, option_name
from data.workbench.naming import called

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("with_ids", "plain"),
    [
        ("the same source gave “40” before, in detained-40", "the same source gave “40” before, in the figure “{40}”"),
        ("“40” (detained-40) and “9” (paper.nine) disagree", "“40” and “9” (The Paper, 2023-02-28) disagree"),
        ("“port-police” speaks itself", "the actor “the port police” speaks itself"),
        ("“{own}.detained-40” repeats itself", "the figure “{40}” repeats itself"),
        ("“dockers” is not a word of ours; dockers are", "the actor “Dockers” is not a word of ours; dockers are"),
        ("said “x-y” (in a statement)", "said “x-y” (in a statement)"),
    ],
)
def test_a_sentence_with_ids_is_read_without_them(with_ids: str, plain: str, small_record: Json) -> None:
    """Guards against “claim detained-40 …”, of which an editor sees nothing on the page."""
    words = {"{own}": small_record["article"]["id"], "{40}": "At least 40 dockers"}
    for name, value in words.items():
        with_ids, plain = with_ids.replace(name, value), plain.replace(name, value)
    published = {"paper.nine": "“9”, Detained (The Paper, 2023-02-28)"}
    assert in_plain_names(with_ids, small_record, published) == plain


def test_what_a_sentence_names_can_be_gone_to(small_record: Json) -> None:
    """Guards against a problem that names another item and does not lead there."""
    assert items_named("detained-40: “port-police” and detained-40", small_record) == (
        "detained-40", "actors.port-police",
    )  # fmt: skip


def test_a_problem_of_an_item_has_the_label_of_its_field(small_record: Json) -> None:
    """Guards against a path in a file that stands before what is wrong."""
    assert told_of_item("date_basis.how: is missing and must be given", small_record).startswith("Date basis: is")
    assert told_of_item("anchors[0]: has no words", small_record) == "Has no words"
    assert told_of_item("file: an exact figure needs its value", small_record).startswith("Give the number")


def test_an_option_is_told_by_its_name_or_its_words_kind_and_place(small_record: Json) -> None:
    """Guards against a list of five figures of one number, apart by their ids alone."""
    assert option_name("claims", small_record["claims"][0]) == "“At least 40”, Detained, paragraph 2"
    assert option_name("actors", small_record["actors"][0]) == "Dockers"
    assert option_name("quotes", {"contents": ["We will"], "id": "x"}) == "“We will”"


def test_the_fields_of_an_item_are_words_also_inside_of_them(small_record: Json) -> None:
    """Guards against “actor port-police, role agent” in the review."""
    event = small_record["events"][0] | {"actors": [{"actor": "port-police", "role": "agent"}]}
    told = dict(field_words("events", event, small_record))
    assert told["Actors"] == "Port police, Acts"
    assert told["Date basis"].startswith("Worked out from the article, “Tuesday”")
    assert told["Places"] == "Northport; The quay, Northport"


def test_an_actor_whose_words_do_not_name_it_is_told_by_its_name(small_record: Json) -> None:
    """Guards against “Actor: At least 40” for the newspaper that says so in its own voice."""
    ledger = small_record["actors"][0] | {"id": "ledger", "name": "The Northport Ledger"}
    assert called("actors", ledger) == "the actor “The Northport Ledger”"
    assert called("actors", small_record["actors"][1]) == "the actor “the port police”"
