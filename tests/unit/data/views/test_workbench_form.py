"""The forms of items, made from the models of the record."""

from typing import Any

import pytest

from data.records.schema import ITEM_LISTS
from data.views.workbench_form import Choices, form_changes, form_fields, form_values, item_fields
from data.workbench.checks import MODELS, Invalid
from data.workbench.drafts import PARTS, members

Json = dict[str, Any]


@pytest.mark.parametrize("part", ["article", *PARTS])
def test_a_form_has_each_field_of_its_model_and_changes_nothing_by_itself(part: str, small_record: Json) -> None:
    """Guards against a field that cannot be written, and against values that change by being looked at."""
    found = [small_record["article"]] if part == "article" else members(small_record, part)
    for item in found:
        fields = form_fields(part, item, Choices(small_record))
        asked = {field.name.partition(".")[0] for field in fields}
        assert asked == set(MODELS[part].model_fields) - {"drafted", "uncoded"}
        assert {field.name for field in item_fields(part, item, Choices(small_record))} == asked
        assert form_values(fields, {field.name: field.value for field in fields}, item) == {}


def test_terms_and_ids_are_chosen_by_their_labels(small_record: Json) -> None:
    """Guards against ids that somebody has to know by heart."""
    fields = {field.name: field for field in form_fields("claims", small_record["claims"][0], Choices(small_record))}
    assert fields["qualifier"].options["at_least"] == "at least"
    asserter = small_record["claims"][0]["asserted_by"]
    names = {actor["id"]: actor["name"] for actor in small_record["actors"]}
    assert fields["asserted_by"].options[asserter] == names[asserter]
    assert fields["asserted_by"].required


def test_topics_take_new_ones_and_offer_those_of_published_reports(small_record: Json) -> None:
    """Guards against a new collection that has nothing to choose from."""
    choices = Choices(small_record, topics={"prices": "Prices", "work": "Labour"})
    fields = {field.name: field for field in form_fields("claims", small_record["claims"][0], choices)}
    assert fields["topics"].takes_new
    assert fields["topics"].options == {"prices": "Prices", "work": "Work"}
    assert "new one" in fields["topics"].help
    assert not fields["asserted_by"].takes_new


def test_the_context_of_a_quotation_may_stay_empty_and_says_so(small_record: Json) -> None:
    """Guards against a star at a field that is filled in by itself."""
    fields = {field.name: field for field in form_fields("quotes", {}, Choices(small_record))}
    assert not fields["context"].required
    assert "may stay empty" in fields["context"].help


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [("value", "3811", 3811), ("value", "0.5", 0.5), ("value", " ", None), ("as_of", "2023-02-28", "2023-02-28")],
)
def test_what_is_written_is_read_as_what_the_field_has(
    name: str, written: str, value: object, small_record: Json
) -> None:
    """Guards against a number that is kept as text, and against an empty field that is kept as one."""
    item = small_record["claims"][0] | {"value": 1, "as_of": "2023-01-01"}
    fields = form_fields("claims", item, Choices(small_record))
    assert form_values(fields, {name: written}, item) == {name: value}


@pytest.mark.parametrize(("name", "written"), [("value", "3,811"), ("anchors", "[{")])
def test_what_cannot_be_read_is_told_beside_its_field(name: str, written: str, small_record: Json) -> None:
    """Guards against words that are turned into another number than was meant."""
    item = small_record["claims"][0]
    with pytest.raises(Invalid) as raised:
        form_values(form_fields("claims", item, Choices(small_record)), {name: written}, item)
    assert set(raised.value.fields) == {name}


def test_new_items_of_all_kinds_have_a_form(small_record: Json) -> None:
    """Guards against a kind of item that cannot be added."""
    assert all(form_fields(part, {}, Choices(small_record)) for part in ITEM_LISTS)


def test_what_has_fields_of_its_own_is_asked_field_by_field(small_record: Json) -> None:
    """Guards against JSON that somebody has to write on deadline."""
    event = small_record["events"][0] | {"date_basis": {"kind": "explicit", "how": "Printed."}}
    event["actors"] = [{"actor": "ana-lima", "role": "agent"}]
    fields = form_fields("events", event, Choices(small_record))
    names = {field.name: field for field in fields}
    assert list(names["date_basis.kind"].options) == ["explicit", "inferred"]
    assert names["actors.0.actor"].value == "ana-lima"
    assert names["actors.1.role"].value == ""
    given = {field.name: field.value for field in fields}
    assert form_values(fields, given | {"date_basis.how": "Said."}, event) == {
        "date_basis": {"kind": "explicit", "how": "Said."}
    }
    assert form_values(fields, given | {"date_basis.kind": "", "date_basis.how": ""}, event) == {"date_basis": None}
    both = given | {"actors.1.actor": "dockers", "actors.1.role": "patient"}
    assert form_values(fields, both, event)["actors"] == [*event["actors"], {"actor": "dockers", "role": "patient"}]
    none = given | {"actors.0.actor": "", "actors.0.role": ""}
    assert form_values(fields, none, event) == {"actors": None}


def test_another_figure_is_chosen_by_what_it_says(small_record: Json) -> None:
    """Guards against an id of another record that somebody has to copy from its form."""
    claim = small_record["claims"][0]
    further = claim | {"id": "further", "value_text": "At least 50"}
    record = small_record | {"claims": [claim, further]}
    published = {"paper.thirty": "“30”, Detained (The Paper, 2023-02-28)"}
    fields = {field.name: field for field in form_fields("claims", claim, Choices(record, published))}
    for name in ("contradicts", "supersedes", "same_statement_as", "part_of", "retracted_by"):
        assert fields[name].options == {"further": "“At least 50”, Detained, paragraph 2"} | published


@pytest.mark.parametrize(
    ("part", "shown", "more"),
    [
        ("claims", ["value", "place", "as_of", "qualifier", "asserted_by"], ["via", "low", "note", "id", "anchors"]),
        ("events", ["places", "start", "end", "date_basis.kind"], ["acled.event_type", "hedge", "id", "anchors"]),
        ("actors", ["speaker_group", "role"], ["same_as", "aliases", "id", "anchors"]),
    ],
)
def test_what_readers_see_is_asked_at_once_and_what_programs_need_last(
    part: str, shown: list[str], more: list[str], small_record: Json
) -> None:
    """Guards against fields that have to be looked for because nothing is in them yet."""
    fields = form_fields(part, {}, Choices(small_record))
    at_once = {field.name for field in fields if field.shown}
    assert set(shown) <= at_once
    assert not set(more) & at_once
    assert [field.name for field in fields][-2:] == ["id", "anchors"]


@pytest.mark.parametrize("part", PARTS)
def test_each_required_field_is_asked_at_once(part: str, small_record: Json) -> None:
    """Guards against a field that must be given and is folded away."""
    folded = {field.name for field in form_fields(part, {}, Choices(small_record)) if not field.shown}
    assert {name for name in folded if MODELS[part].model_fields[name.partition(".")[0]].is_required()} <= {
        "id", "reported_on",
    }  # fmt: skip


def test_a_number_is_written_once(small_record: Json) -> None:
    """Guards against a figure whose bounds stay those of another number."""
    claim = small_record["claims"][0]
    fields = form_fields("claims", claim, Choices(small_record))
    given = {field.name: field.value for field in fields} | {"value": "55", "qualifier": "exact"}
    assert form_changes("claims", fields, given, claim, small_record) == {
        "value": 55, "low": 55, "high": 55, "qualifier": "exact",
    }  # fmt: skip
