"""What a record may and may not hold: the models' own checks, and the JSON Schema kept beside them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from data.__main__ import SCHEMA_FILE, schema_text
from data.records import schema, vocabulary
from data.records.items import Claim, Event, Item, Quote
from data.records.model import Anchor
from data.records.schema import Article, Place, Record
from data.records.vocabulary import Term

Json = dict[str, Any]

ANCHOR: Json = {"paragraph": 1, "start": 4, "end": 9, "exact": "words"}
PLACE: Json = {"id": "northport", "name": "Northport", "kind": "city"}
ARTICLE: Json = {
    "id": "a-1", "headline": "Headline", "publisher": "Ledger", "date_published": "2023-03-01",
    "date_published_basis": "Printed.", "url": "https://ledger.example/1", "language": "en",
}  # fmt: skip
EVENT: Json = {
    "id": "e-1", "title": "Title", "summary": "Summary.", "kind": "protest", "phase": "crisis",
    "start": "2023-02-28", "end": "2023-03-01", "time_precision": "day",
    "date_basis": {"kind": "explicit", "how": "Printed."}, "places": ["northport"], "geo_precision": "city",
}  # fmt: skip
EXACT: Json = {
    "id": "c-1", "metric": "killed", "value_text": "12", "value": 12, "low": 12, "high": 12, "qualifier": "exact",
    "population_group": "all_people", "asserted_by": "police", "reported_on": "2023-03-01", "as_of": "2023-02-28",
}  # fmt: skip
MORE_THAN: Json = EXACT | {"qualifier": "more_than", "value_text": "more than 12", "high": None}
AT_LEAST: Json = EXACT | {"qualifier": "at_least", "value_text": "at least 12", "high": None}
ABOUT: Json = EXACT | {"qualifier": "about", "value_text": "some 12", "low": None, "high": None}
VAGUE: Json = EXACT | {"qualifier": "vague", "value_text": "dozens", "value": None, "low": None, "high": None}
DIRECT: Json = {
    "id": "q-1", "quote_type": "direct", "contents": ["words"], "context": "On words.", "speaker": "ana", "cue": "said",
}  # fmt: skip
INDIRECT: Json = DIRECT | {"quote_type": "indirect", "contents": [], "paraphrase": "That it is so."}
CAVEAT: Json = {"id": "v-1", "kind": "hedged", "text": "Text."}


def read(model: type[BaseModel], raw: Json) -> BaseModel:
    return model.model_validate_json(json.dumps(raw), strict=True)


@pytest.mark.parametrize(
    ("model", "raw"),
    [
        (Anchor, ANCHOR),
        (Anchor, ANCHOR | {"exact": "“ﬁve”"}),
        (Place, PLACE),
        (Place, PLACE | {"lat": -90, "lon": 180, "coordinates_source": "GeoNames"}),
        (Article, ARTICLE),
        (Article, ARTICLE | {"language": "pt-BR"}),
        (Event, EVENT),
        (Event, EVENT | {"end": "2023-02-28"}),
        (Event, EVENT | {"end": None, "ongoing_as_of": "2023-03-01"}),
        (Event, EVENT | {"start": None, "end": None, "date_basis": None, "time_precision": "unknown"}),
        (Event, EVENT | {"places": [], "geo_precision": "unknown"}),
        (Claim, EXACT),
        (Claim, EXACT | {"as_of": "2023-03-01"}),
        (Claim, MORE_THAN),
        (Claim, AT_LEAST),
        (Claim, ABOUT),
        (Claim, ABOUT | {"low": 10, "high": 14}),
        (Claim, VAGUE),
        (Claim, EXACT | {"anchors": [ANCHOR | {"exact": "12 me"}]}),
        (Claim, EXACT | {"value_text": "1 200", "anchors": [ANCHOR | {"exact": "1\u00a0200"}]}),
        (Quote, DIRECT),
        (Quote, DIRECT | {"anchors": [ANCHOR]}),
        (Quote, DIRECT | {"contents": ["can't"], "anchors": [ANCHOR | {"exact": "can’t"}]}),
        (Quote, INDIRECT),
        (Quote, DIRECT | {"spoken_on": "2023-03-01", "spoken_precision": "day"}),
    ],
)
def test_what_is_sound_is_read(model: type[BaseModel], raw: Json) -> None:
    """Guards the refusals below: each of them must come from the one thing that it changes."""
    assert read(model, raw)


@pytest.mark.parametrize(
    ("model", "raw", "place", "message"),
    [
        (Anchor, ANCHOR | {"end": 10}, (), "span 6 characters, but the words “words” have 5"),
        (Anchor, ANCHOR | {"start": 9, "end": 4}, (), "span -5 characters"),
        (Anchor, ANCHOR | {"paragraph": -1}, ("paragraph",), "greater than or equal to 0"),
        (Anchor, ANCHOR | {"exact": "", "end": 4}, ("exact",), "at least 1 character"),
        (Anchor, ANCHOR | {"page": 3}, ("page",), "Extra inputs"),
        (Place, PLACE | {"lat": 1.5}, (), "lat, lon and coordinates_source stand together"),
        (Place, PLACE | {"lat": 1.5, "lon": 2.5}, (), "lat, lon and coordinates_source stand together"),
        (Place, PLACE | {"coordinates_source": "GeoNames"}, (), "lat, lon and coordinates_source stand together"),
        (Place, PLACE | {"lat": 90.01, "lon": 2.5, "coordinates_source": "x"}, ("lat",), "less than or equal to 90"),
        (
            Place,
            PLACE | {"lat": 1.5, "lon": -180.5, "coordinates_source": "x"},
            ("lon",),
            "greater than or equal to -180",
        ),
        (Place, PLACE | {"kind": "village"}, ("kind",), "'site', 'city', 'region'"),
        (Place, PLACE | {"id": "North Port"}, ("id",), "pattern"),
        (Place, PLACE | {"id": "-northport"}, ("id",), "pattern"),
        (Place, PLACE | {"name": "   "}, ("name",), "at least 1 character"),
        (Article, ARTICLE | {"url": "javascript:alert(1)"}, ("url",), "pattern"),
        (Article, ARTICLE | {"url": "https://ledger.example/a b"}, ("url",), "pattern"),
        (Article, ARTICLE | {"language": "english"}, ("language",), "pattern"),
        (Article, ARTICLE | {"text_sha256": "abc"}, ("text_sha256",), "pattern"),
        (Article, ARTICLE | {"date_published": "1 March 2023"}, ("date_published",), "valid date"),
        (Event, EVENT | {"end": "2023-02-27"}, (), "end 2023-02-27 is before start 2023-02-28"),
        (Event, EVENT | {"start": None}, (), "without a start has time_precision “unknown”"),
        (Event, EVENT | {"time_precision": "unknown"}, (), "without a start has time_precision “unknown”"),
        (Event, EVENT | {"date_basis": None}, (), "says in date_basis how its date is known"),
        (Event, EVENT | {"places": []}, (), "an event without places has geo_precision “unknown”"),
        (Event, EVENT | {"geo_precision": "unknown"}, (), "geo_precision “unknown” contradicts the places"),
        (Event, EVENT | {"acled": {"event_type": "Strikes"}}, ("acled", "event_type"), "'Battles'"),
        (Claim, VAGUE | {"value": 24}, (), "a vague figure keeps its words"),
        (Claim, VAGUE | {"low": 24}, (), "a vague figure keeps its words"),
        (Claim, VAGUE | {"high": 96}, (), "a vague figure keeps its words"),
        (Claim, EXACT | {"value": None, "low": None, "high": None}, (), "a figure qualified “exact” needs its value"),
        (Claim, ABOUT | {"value": None}, (), "a figure qualified “about” needs its value"),
        (Claim, EXACT | {"high": 13}, (), "an exact figure has value, low and high all the same"),
        (Claim, EXACT | {"low": None, "high": None}, (), "an exact figure has value, low and high all the same"),
        (Claim, MORE_THAN | {"high": 20}, (), "“more_than” means low is the value and high stays open"),
        (Claim, MORE_THAN | {"low": None}, (), "“more_than” means low is the value and high stays open"),
        (Claim, AT_LEAST | {"high": 20}, (), "“at_least” means low is the value and high stays open"),
        (Claim, ABOUT | {"low": 14, "high": 10}, (), "high 10 is below low 14"),
        (Claim, EXACT | {"value": -1, "low": -1, "high": -1}, ("value",), "greater than or equal to 0"),
        (Claim, EXACT | {"as_of": "2023-03-02"}, (), "as_of 2023-03-02 is after reported_on 2023-03-01"),
        (Claim, EXACT | {"anchors": [ANCHOR]}, (), "no anchor holds the figure's words “12”"),
        (
            Claim,
            EXACT | {"value": float("inf"), "low": float("inf"), "high": float("inf")},
            ("value",),
            "finite number",
        ),
        (Quote, INDIRECT | {"contents": ["words"]}, (), "an indirect statement has a paraphrase"),
        (Quote, INDIRECT | {"paraphrase": None}, (), "an indirect statement has a paraphrase"),
        (Quote, DIRECT | {"contents": []}, (), "a quotation of type “direct” needs its contents"),
        (Quote, DIRECT | {"quote_type": "scare", "contents": []}, (), "a quotation of type “scare” needs its contents"),
        (Quote, DIRECT | {"contents": ["other"], "anchors": [ANCHOR]}, (), "no anchor holds exactly the words “other”"),
        (Quote, DIRECT | {"contents": ["word"], "anchors": [ANCHOR]}, (), "no anchor holds exactly the words “word”"),
        (Quote, DIRECT | {"contents": ["Words"], "anchors": [ANCHOR]}, (), "“Words”; one differs: here “W” (U+0057"),
        (Quote, DIRECT | {"spoken_on": "2023-03-01"}, (), "spoken_precision “unknown”"),
        (Quote, DIRECT | {"spoken_precision": "day"}, (), "spoken_precision “unknown”"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place_and_a_reason(
    model: type[BaseModel], raw: Json, place: tuple[str, ...], message: str
) -> None:
    """Guards against a record that contradicts itself reaching a page, and against a reason that helps nobody."""
    with pytest.raises(ValidationError) as refused:
        read(model, raw)
    first = refused.value.errors(include_url=False)[0]
    assert first["loc"] == place
    assert message in f"{first['msg']} {first.get('ctx', '')}"


def test_the_schema_file_is_that_of_the_models() -> None:
    """Guards against a field that is added to the models and forgotten in data/record.schema.json."""
    assert SCHEMA_FILE.read_text("utf-8") == schema_text()


def test_the_schema_file_describes_the_lead_record(record_json: Json) -> None:
    """Guards against a JSON Schema that other tools cannot use: it must accept the record and refuse a stray field."""
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text("utf-8")))
    assert list(validator.iter_errors(record_json)) == []
    record_json["events"][0]["colour"] = "red"
    assert [list(error.path) for error in validator.iter_errors(record_json)] == [["events", 0]]


def test_a_record_cannot_be_changed_once_it_is_read(small_record: Json) -> None:
    """Guards against one reader changing what every other reader of the process shares."""
    record = Record.model_validate_json(json.dumps(small_record))
    with pytest.raises(ValidationError, match="frozen"):
        record.article.headline = "Changed"  # type: ignore[misc]


def test_items_and_anchors_are_walked_without_leaving_any_out(small_record: Json) -> None:
    """Guards against a kind of item, or the anchors of places and actors, that no check ever sees."""
    record = Record.model_validate_json(json.dumps(small_record))
    assert [(name, n, item.id) for name, n, item in record.items()] == [
        ("events", 0, "detentions"),
        ("claims", 0, "detained-40"),
        ("quotes", 0, "lima-back-tomorrow"),
        ("facts", 0, "lima-leads"),
        ("caveats", 0, "brandt-only-watched"),
    ]
    expected = [
        (f"{name}[{n}]", len(owner["anchors"]))
        for name in ("places", "actors", "events", "claims", "quotes", "facts", "caveats")
        for n, owner in enumerate(small_record[name])
    ]
    assert [(where, len(anchors)) for where, anchors in record.anchor_lists()] == expected


def filled(model: type[Item], raw: Json, **more: Any) -> Item:
    found = read(model, raw | more)
    assert isinstance(found, Item)
    return found


@pytest.mark.parametrize(
    ("make", "actors", "places"),
    [
        (
            lambda: filled(
                Event,
                EVENT,
                actors=[{"actor": "a", "role": "agent"}],
                attributed_to=["b"],
                mentioned_places=["southport"],
            ),
            ["a", "b"],
            ["northport", "southport"],
        ),
        (lambda: filled(Claim, EXACT, told_to="b", place="northport"), ["police", "b"], ["northport"]),
        (lambda: filled(Claim, EXACT), ["police"], []),
        (
            lambda: filled(
                Quote,
                DIRECT,
                told_to="b",
                nested_source="c",
                about_actors=["d"],
                about_places=["northport"],
                spoken_from="southport",
            ),
            ["ana", "b", "c", "d"],
            ["northport", "southport"],
        ),
        (lambda: filled(schema.Caveat, CAVEAT), [], []),
        (
            lambda: filled(
                schema.Fact,
                {"id": "f-1", "kind": "background", "text": "Text."},
                actors=["a"],
                attributed_to=["b"],
                places=["northport"],
            ),
            ["a", "b"],
            ["northport"],
        ),
    ],
)
def test_an_item_names_everyone_and_every_place_it_refers_to(
    make: Callable[[], Item], actors: list[str], places: list[str]
) -> None:
    """Guards against a reference that is never checked for dangling and never found by a filter."""
    item = make()
    assert (list(item.actor_ids()), list(item.place_ids())) == (actors, places)


TERMS = [
    each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, Term) and each is not Term
]


@pytest.mark.parametrize("vocabulary_of", TERMS, ids=[each.__name__ for each in TERMS])
def test_every_coded_word_is_a_slug_with_a_label(vocabulary_of: type[Term]) -> None:
    """Guards against a value that cannot stand in an address, and one that readers would see as code."""
    assert len(vocabulary_of) > 1
    for term in vocabulary_of:
        assert term.value.replace("_", "").isalnum()
        assert term.value == term.value.lower()
        assert term.label.strip()
        assert "_" not in term.label
    assert len({term.label for term in vocabulary_of}) == len(vocabulary_of)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ongoing_as_of": "2022-01-04"}, "is before start"),
        ({"end": "2022-01-06"}, "has no end"),
        ({"start": None, "time_precision": "unknown", "date_basis": None}, "not_after bounds it"),
    ],
)
def test_an_event_that_was_not_over_says_so_once_and_after_its_start(
    record_json: dict[str, Any], changes: dict[str, Any], told: str
) -> None:
    """Guards against an arrow drawn backwards, and against an event that is both over and not over."""
    event = next(each for each in record_json["events"] if each["id"] == "internet-shut-off")
    with pytest.raises(ValidationError, match=told):
        Event.model_validate_json(json.dumps(event | changes))
