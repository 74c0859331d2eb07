"""Files to records: every kind of bad input is told with its file, its place and the cure, and takes nothing down."""

import json
import os
import re
import socket
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.records.loader import MAX_FILE_SIZE, load_collection, load_records, read_record
from data.records.problems import Problem

Json = dict[str, Any]
Write = Callable[..., Path]
Change = Callable[[Json], Any]


def only_problem(folder: Path) -> Problem:
    """The one problem of a folder in which the sound record is loaded all the same."""
    loaded = load_records([folder])
    assert [record.article.id for record in loaded.records] == ["northport-2023-03-01"]
    (problem,) = loaded.problems
    assert str(problem) == f"{problem.file}: {problem.where}: {problem.message}"
    return problem


@pytest.fixture
def beside(small_record: Json, write_record: Write) -> Path:
    """A folder that holds the sound record; what a test adds to it must not take it down."""
    return write_record(small_record, "good.json").parent


def test_a_sound_record_is_loaded_whole(beside: Path, small_record: Json) -> None:
    """Guards the tests below: the record that they change must be sound, and nothing of it may be lost."""
    loaded = load_records([beside])
    assert loaded.problems == ()
    (record,) = loaded.records
    assert json.loads(record.model_dump_json(exclude_defaults=True)) == small_record


@pytest.mark.parametrize(
    ("content", "where", "message"),
    [
        (b"", "line 1, column 1", "is not JSON: Expecting value"),
        (b"a note, no record", "line 1, column 1", "is not JSON: Expecting value"),
        (b'{\n  "article": {,}\n}', "line 2, column 15", "is not JSON"),
        (b"[]", "file", "should be an object, not a list"),
        (b"null", "file", "should be an object"),
        ("é".encode("latin-1"), "byte 0", "is not UTF-8; save the file in that encoding"),
        ('{"title": "Zoë"}'.encode("latin-1"), "byte 13", "is not UTF-8; save the file in that encoding"),
        ('{"title": "Zoë"}'.encode("utf-16"), "byte 0", "is not UTF-8; save the file in that encoding"),
        (b"[" * 200_000, "file", "nested too deeply"),
        (b'{"a":' * 200_000, "file", "nested too deeply"),
        (b'{"schema_version": ' + b"1" * 10_000 + b"}", "file", "a number is too long"),
    ],
    ids=[
        "empty",
        "prose",
        "broken",
        "a list",
        "null",
        "Latin-1",
        "Latin-1 inside",
        "UTF-16",
        "nested lists",
        "nested objects",
        "a number of ten thousand digits",
    ],
)
def test_a_file_that_holds_no_json_object_is_told_and_left_out(
    beside: Path, content: bytes, where: str, message: str
) -> None:
    """Guards against a traceback, or a page without any record, for a file that is no record at all."""
    (beside / "bad.json").write_bytes(content)
    problem = only_problem(beside)
    assert (problem.file, problem.where) == ("bad.json", where)
    assert message in problem.message


def test_a_file_may_begin_with_a_byte_order_mark(beside: Path) -> None:
    """Guards against a record that was saved in Windows' editor and is refused for what nobody sees."""
    good = beside / "good.json"
    good.write_bytes(BOM_UTF8 + good.read_bytes())
    assert load_records([beside]).problems == ()
    collection = beside / "collection.json"
    collection.write_bytes(BOM_UTF8 + json.dumps(COLLECTION).encode())
    assert load_collection([], collection)[0] is not None


def put(*path: str | int, value: Any) -> Change:
    """A change that sets one place of a record."""

    def change(raw: Json) -> None:
        at: Any = raw
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    """A change that takes one place of a record away."""

    def change(raw: Json) -> None:
        at: Any = raw
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return change


CLAIM, EVENT, QUOTE = "claims[0] (detained-40)", "events[0] (detentions)", "quotes[0] (lima-back-tomorrow)"


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (drop("claims", 0, "qualifier"), f"{CLAIM}.qualifier", "is missing and must be given"),
        (drop("article", "url"), "article.url", "is missing and must be given"),
        (drop("license"), "license", "is missing and must be given"),
        (
            put("claims", 0, "metrik", value="killed"),
            f"{CLAIM}.metrik",
            "is not a field here; did you mean “metric”?",
        ),
        (
            put("articel", value={}),
            "articel",
            "is not a field here; did you mean “article”?",
        ),
        (put("claims", 0, "zzz", value=1), f"{CLAIM}.zzz", "is not a field here"),
        (
            put("claims", 0, "qualifier", value="more_then"),
            f"{CLAIM}.qualifier",
            "“more_then” is not one of 'exact', 'more_than', 'at_least', 'about' or 'vague'; did you mean “more_than”?",
        ),
        (put("events", 0, "kind", value=""), f"{EVENT}.kind", "“” is not one of 'protest', 'violence'"),
        (put("license", value="CC BY"), "license", "“CC BY” is not one of 'CC BY 4.0'; did you mean “CC BY 4.0”?"),
        (put("schema_version", value=2), "schema_version", "“2” is not one of 1"),
        (
            put("claims", 0, "value", value="40"),
            f"{CLAIM}.value",
            "a number without quotation marks, not “40”",
        ),
        (
            put("claims", 0, "value", value=[40]),
            f"{CLAIM}.value",
            "a number without quotation marks, not a list",
        ),
        (put("events", 0, "places", value="northport"), f"{EVENT}.places", "should be a list, not “northport”"),
        (put("events", 0, "places", value=[7]), f"{EVENT}.places[0]", "should be text, not “7”"),
        (put("claims", value={}), "claims", "should be a list, not a mapping of keys"),
        (
            put("events", 0, "start", value="28.2.2023"),
            f"{EVENT}.start",
            "“28.2.2023” cannot be read as a day; write year, month and day, such as 2015-06-24",
        ),
        (put("events", 0, "end", value="2023-02-27"), EVENT, "end 2023-02-27 is before start 2023-02-28"),
        (put("places", 0, "lat", value=120.5), "places[0] (northport).lat", "“120.5” is too large; it is at most 90"),
        (put("places", 0, "lon", value=-181), "places[0] (northport).lon", "“-181” is too small; it is at least -180"),
        (put("places", 0, "lat", value=float("nan")), "places[0] (northport).lat", "“nan” is no number"),
        (put("article", "id", value="The Article"), "article.id", "an id has small letters a to z"),
        (put("article", "url", value="ftp://ledger.example"), "article.url", "a web address begins with"),
        (
            put("facts", 0, "anchors", 0, "paragraph", value=4),
            "facts[0].anchors[0].paragraph",
            "4 is outside the text, whose 4 paragraphs are counted from 0",
        ),
        (
            drop("article", "paragraph_count"),
            "places[0].anchors[0]",
            "stands in a text whose article.paragraph_count is not given",
        ),
        (put("facts", 0, "anchors", value=[]), "facts[0]", "has no anchor, although the article's text is known"),
        (put("actors", 1, "anchors", value=[]), "actors[1]", "has no anchor, although the article's text is known"),
        (
            put("quotes", 0, "anchors", 0, "exact", value="We will be"),
            f"{QUOTE}.anchors[0]",
            "span 25 characters, but the words “We will be” have 10",
        ),
        # A dangling id of each kind of pointer, with the nearest one that is there.
        (
            put("places", 1, "within", value="nortport"),
            "places[1].within",
            "not among the record's places; did you mean “northport”?",
        ),
        (
            put("actors", 0, "labelled_by", value="portpolice"),
            "actors[0].labelled_by",
            "actors; did you mean “port-police”?",
        ),
        (
            put("events", 0, "places", value=["southport"]),
            EVENT,
            "“southport” is not among the record's places; did you mean “northport”?",
        ),
        (put("events", 0, "mentioned_places", value=["moon"]), EVENT, "“moon” is not among the record's places"),
        (
            put("events", 0, "actors", 0, "actor", value="dokers"),
            EVENT,
            "“dokers” is not among the record's actors; did you mean “dockers”?",
        ),
        (put("events", 0, "attributed_to", value=["nobody"]), EVENT, "“nobody” is not among the record's actors"),
        (
            put("events", 0, "topics", value=["works"]),
            EVENT,
            "“works” is not among the record's topics; did you mean “work”?",
        ),
        (put("claims", 0, "asserted_by", value="nobody"), CLAIM, "“nobody” is not among the record's actors"),
        (put("claims", 0, "told_to", value="nobody"), CLAIM, "“nobody” is not among the record's actors"),
        (put("claims", 0, "place", value="moon"), CLAIM, "“moon” is not among the record's places"),
        (
            put("claims", 0, "event", value="detention"),
            CLAIM,
            "“detention” is not among the record's events; did you mean “detentions”?",
        ),
        (
            put("claims", 0, "supersedes", value=["Detained 30"]),
            f"{CLAIM}.supersedes[0]",
            "one of another record is ARTICLE_ID.CLAIM_ID",
        ),
        (
            put("quotes", 0, "stances", value=[{"item": "detention", "stance": "asserts"}]),
            f"{QUOTE}.stances",
            "“detention” is not among the record's events and claims; did you mean “detentions”?",
        ),
        (
            put("corrections", value=[{"item": "nothing", "corrected_on": "2023-03-02", "field": "value", "why": "x"}]),
            "corrections[0]",
            "before and after are the same, so nothing was corrected",
        ),
        (
            put(
                "corrections",
                value=[
                    {"item": "nothing", "corrected_on": "2023-03-02", "field": "value", "before": "4", "why": "A slip."}
                ],
            ),
            "corrections[0].item",
            "“nothing” is not among the record's items",
        ),
        (put("claims", 0, "metric", value="detaind"), f"{CLAIM}.metric", "did you mean “detained”?"),
        (put("claims", 0, "as_of", value="2023-03-02"), CLAIM, "as_of 2023-03-02 is after reported_on 2023-03-01"),
        (put("claims", 0, "reported_on", value="2023-03-05"), "file", "what a report takes over from an earlier one"),
        (drop("claims", 0, "asserted_by"), f"{CLAIM}.asserted_by", "is missing and must be given"),
        (drop("claims", 0, "value_text"), f"{CLAIM}.value_text", "is missing and must be given"),
        (drop("claims", 0, "reported_on"), f"{CLAIM}.reported_on", "is missing and must be given"),
        (
            put("quotes", 0, "speaker", value="anna-lima"),
            QUOTE,
            "“anna-lima” is not among the record's actors; did you mean “ana-lima”?",
        ),
        (put("quotes", 0, "told_to", value="nobody"), QUOTE, "“nobody” is not among the record's actors"),
        (put("quotes", 0, "nested_source", value="nobody"), QUOTE, "“nobody” is not among the record's actors"),
        (put("quotes", 0, "about_actors", value=["nobody"]), QUOTE, "“nobody” is not among the record's actors"),
        (put("quotes", 0, "about_places", value=["moon"]), QUOTE, "“moon” is not among the record's places"),
        (put("quotes", 0, "spoken_from", value="moon"), QUOTE, "“moon” is not among the record's places"),
        (put("quotes", 0, "part_of", value="detentions"), QUOTE, "“detentions” is not among the record's quotes"),
        (
            put("facts", 0, "actors", value=["nobody"]),
            "facts[0] (lima-leads)",
            "“nobody” is not among the record's actors",
        ),
        (
            put("facts", 0, "attributed_to", value=["nobody"]),
            "facts[0] (lima-leads)",
            "“nobody” is not among the record's actors",
        ),
        (put("facts", 0, "places", value=["moon"]), "facts[0] (lima-leads)", "“moon” is not among the record's places"),
        (
            put("caveats", 0, "concerns", value=["northport"]),
            "caveats[0] (brandt-only-watched)",
            "“northport” is not among the record's items",
        ),
        # The same id twice.
        (put("places", 1, "id", value="northport"), "places", "the id “northport” is used 2 times"),
        (put("actors", 3, "id", value="ana-lima"), "actors", "the id “ana-lima” is used 2 times"),
        (put("topics", value=[{"id": "work", "label": "Work"}] * 2), "topics", "the id “work” is used 2 times"),
        (
            put("facts", 0, "id", value="detained-40"),
            "events, claims, quotes, facts and caveats",
            "the id “detained-40” is used 2 times",
        ),
        # What leads back to itself.
        (
            put("places", 0, "within", value="northport"),
            "places[0].within",
            "“northport” lies within itself: northport → northport",
        ),
        (
            put("quotes", 0, "part_of", value="lima-back-tomorrow"),
            "quotes[0].part_of",
            "“lima-back-tomorrow” is part of itself",
        ),
        (
            put("caveats", 0, "concerns", value=["brandt-only-watched"]),
            "caveats[0].concerns",
            "“brandt-only-watched” concerns itself",
        ),
    ],
)
def test_a_record_that_is_not_sound_is_told_with_its_place_and_the_cure(
    beside: Path, small_record: Json, write_record: Write, change: Change, where: str, message: str
) -> None:
    """Guards against bad input that is let in, that raises, or that is told without where and what would be right."""
    small_record["article"]["id"] = "bad-one"
    change(small_record)
    write_record(small_record, "bad.json")
    loaded = load_records([beside])
    assert [record.article.id for record in loaded.records] == ["northport-2023-03-01"]
    assert {problem.file for problem in loaded.problems} == {"bad.json"}
    found = [problem.message for problem in loaded.problems if where in (problem.where, *problem.where.split(", "))]
    assert any(message in each for each in found), [str(problem) for problem in loaded.problems]


def test_one_mistake_is_told_once_with_its_places_and_their_number(small_record: Json, write_record: Write) -> None:
    """Guards against 48 lines for anchors that have no offsets yet, among which the one other mistake is not seen."""
    anchors = [
        anchor for name in ("places", "actors", "events") for each in small_record[name] for anchor in each["anchors"]
    ]
    for anchor in anchors:
        del anchor["start"], anchor["end"]
    put("claims", 0, "metrik", value="killed")(small_record)
    _, problems = read_record(write_record(small_record))
    assert len(problems) == 2
    (told,) = [problem for problem in problems if problem.message.startswith("start and end are missing")]
    assert told.where.startswith("places[0] (northport).anchors[0], places[1] (northport-quay).anchors[0], actors[0]")
    assert told.where.endswith(f" and {len(anchors) - 3} more")
    assert "anchors --fill" in told.message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("claims", 0, "text", value="x"), "is not a field here; it has id, topics, note, anchors, drafted, metric"),
        (put("events", 0, "actors", 0, "actr", value="x"), "did you mean “actor”?"),
        (put("claims", 0, "exact", value="x"), "is not a field here; it has"),
        (put("article", "autors", value=[]), "did you mean “authors”?"),
        (put("events", 0, "date_basis", "hwo", value="x"), "did you mean “how”?"),
    ],
)
def test_a_suggested_field_is_one_that_stands_there(
    small_record: Json, write_record: Write, change: Change, message: str
) -> None:
    """Guards against “`text` is not a field; did you mean `text`?”, which another model has."""
    change(small_record)
    _, (problem,) = read_record(write_record(small_record))
    assert message in problem.message
    field = problem.where.rpartition(".")[2]
    assert f"“{field}”" not in problem.message


def test_every_problem_of_a_file_is_told_at_once(small_record: Json, write_record: Write) -> None:
    """Guards against a coder being sent round once for each mistake."""
    drop("claims", 0, "qualifier")(small_record)
    put("events", 0, "kind", value="riot")(small_record)
    put("places", 0, "lat", value=91)(small_record)
    _, problems = read_record(write_record(small_record))
    assert {problem.where for problem in problems} == {
        "claims[0] (detained-40).qualifier",
        "events[0] (detentions).kind",
        "places[0] (northport).lat",
    }


def test_two_places_that_lie_within_each_other_are_told(small_record: Json, write_record: Write) -> None:
    """Guards against a circle of places, in which the search for a city would never end."""
    put("places", 0, "within", value="northport-quay")(small_record)
    _, problems = read_record(write_record(small_record))
    assert [problem.where for problem in problems] == ["places[0].within", "places[1].within"]
    assert "northport → northport-quay → northport" in problems[0].message


def test_a_message_does_not_hold_the_whole_file(small_record: Json, write_record: Write) -> None:
    """Guards against a notice as long as what it complains of."""
    put("claims", 0, "value", value="4" * 100_000)(small_record)
    _, problems = read_record(write_record(small_record))
    assert len(problems) == 1
    assert len(problems[0].message) < 200


def test_half_a_character_is_told_without_repeating_the_file(small_record: Json, tmp_path: Path) -> None:
    """Guards against a lone surrogate, which Python's reader lets pass, filling the notice with the whole file."""
    put("events", 0, "title", value="\ud800")(small_record)
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(small_record), "utf-8")
    record, problems = read_record(file)
    assert record is None
    assert "is not JSON" in problems[0].message
    assert len(problems[0].message) < 200


def test_a_huge_file_is_refused_without_being_read(
    beside: Path, small_record: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against 200 MB being read into memory only to be refused."""
    huge = beside / "huge.json"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    read = Path.read_bytes

    def read_small_ones(self: Path) -> bytes:
        assert self != huge, "the huge file was read"
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", read_small_ones)
    problem = only_problem(beside)
    assert (problem.file, problem.where) == ("huge.json", "file")
    assert problem.message == "cannot be read: it has more than 20,000,000 bytes"


def test_a_file_of_the_largest_size_is_still_read(beside: Path, small_record: Json, tmp_path: Path) -> None:
    """Guards against the limit refusing what it promises to take."""
    content = json.dumps(small_record | {"article": small_record["article"] | {"id": "padded"}}).encode()
    file = tmp_path / "padded.json"
    file.write_bytes(content + b" " * (MAX_FILE_SIZE - len(content)))
    assert read_record(file)[1] == []
    file.write_bytes(content + b" " * (MAX_FILE_SIZE - len(content) + 1))
    assert [problem.where for problem in read_record(file)[1]] == ["file"]


def test_the_same_article_in_two_files_is_told_and_the_first_one_stays(
    beside: Path, small_record: Json, write_record: Write
) -> None:
    """Guards against one article being counted twice, and against the message naming only one of the files."""
    write_record(small_record, "later.json")
    problem = only_problem(beside)
    assert (problem.file, problem.where) == ("later.json", "article.id")
    assert problem.message == "“northport-2023-03-01” is also the id of the article in good.json"


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (put("places", 0, "lat", value=-13.5), "places[0] (northport).lat", "is “-13.5” here and “-12.5” in good.json"),
        (
            put("places", 1, "name", value="Quay"),
            "places[1] (northport-quay).name",
            "is “Quay” here and “The quay, Northport”",
        ),
        (
            drop("actors", 2, "role"),
            "actors[2] (ana-lima).role",
            "is not given here and “Leader of the union” in good.json",
        ),
        (
            put("topics", 0, "label", value="Labour"),
            "topics[0] (work).label",
            "is “Labour” here and “Work” in good.json",
        ),
        (
            put("places", 1, "name", value="The quay,\u00a0Northport"),
            "places[1] (northport-quay).name",
            "they look alike, but here U+00A0 no-break space, there U+0020 space",
        ),
        (
            put("actors", 2, "name", value="Ana Li\u00adma"),
            "actors[2] (ana-lima).name",
            "they look alike, but here U+00AD soft hyphen, there nothing",
        ),
    ],
)
def test_two_records_that_disagree_on_an_entity_are_told_with_both_files(
    beside: Path, small_record: Json, write_record: Write, change: Change, where: str, message: str
) -> None:
    """Guards against one place with two positions, or a person with two roles, depending on which file came last."""
    small_record["article"]["id"] = "later"
    change(small_record)
    write_record(small_record, "later.json")
    problem = only_problem(beside)
    assert (problem.file, problem.where) == ("later.json", where)
    assert message in problem.message


def test_names_in_other_spellings_of_unicode_are_one_name(
    beside: Path, small_record: Json, write_record: Write
) -> None:
    """Guards against “Zoë is not Zoë”: an accent of its own and a letter with an accent are one on every page."""
    small_record["article"]["id"] = "later"
    written = json.dumps(small_record, ensure_ascii=False).replace("Zoë", "Zoe\u0308")
    file = write_record({}, "later.json")
    file.write_text(written, "utf-8")
    loaded = load_records([beside])
    assert loaded.problems == ()
    names = {actor.name for record in loaded.records for actor in record.actors if actor.id == "zoe-brandt"}
    assert names == {"Zoë Brandt"}


def test_two_records_may_anchor_one_entity_in_different_places(
    beside: Path, small_record: Json, write_record: Write
) -> None:
    """Guards against two articles being unable to name the same person."""
    small_record["article"]["id"] = "later"
    anchor = small_record["actors"][2]["anchors"][0]
    anchor["note"] = "Named in another place of another text."
    write_record(small_record, "later.json")
    loaded = load_records([beside])
    assert loaded.problems == ()
    assert len(loaded.records) == 2


def test_a_record_that_was_left_out_has_no_say_over_later_ones(
    beside: Path, small_record: Json, write_record: Write
) -> None:
    """Guards against a bad file making sound ones disagree with it."""
    small_record["article"]["id"] = "broken"
    put("places", 0, "lat", value=-13.5)(small_record)
    put("claims", 0, "asserted_by", value="nobody")(small_record)
    write_record(small_record, "a-first.json")
    assert only_problem(beside).file == "a-first.json"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """Guards against a dashboard that is silently empty."""
    loaded = load_records([tmp_path])
    assert loaded.records == ()
    assert [str(problem) for problem in loaded.problems] == [
        f"{tmp_path}: folder: holds no record (*.json); add one for each article"
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Guards against a mistyped folder raising, or passing for an empty one."""
    loaded = load_records([tmp_path / "nowhere"])
    assert loaded.records == ()
    assert [problem.message for problem in loaded.problems] == [
        "is not there; make it, or set ARTICLES to the folder of your records"
    ]


def test_a_folder_named_like_a_record_is_told(beside: Path) -> None:
    """Guards against a traceback for a directory called something.json."""
    (beside / "folder.json").mkdir()
    problem = only_problem(beside)
    assert (problem.file, problem.where) == ("folder.json", "file")
    assert "cannot be read" in problem.message


def test_other_files_in_the_folder_are_left_alone(beside: Path) -> None:
    """Guards against a readme beside the records being taken for one of them."""
    (beside / "README.md").write_text("# Records", "utf-8")
    assert load_records([beside]).problems == ()


def test_records_come_in_the_order_of_their_publication(small_record: Json, write_record: Write) -> None:
    """Guards against the order of file names deciding what is read first."""
    small_record["claims"] = []
    for name, day in (("a.json", "2024-01-01"), ("b.json", "2023-01-01"), ("c.json", "2023-06-01")):
        small_record["article"] |= {"id": name[0], "date_published": day}
        folder = write_record(small_record, name).parent
    assert [record.article.id for record in load_records([folder]).records] == ["b", "c", "a"]


COLLECTION: Json = {
    "title": "Harbour", "description": "A harbour.", "lead_article": "northport-2023-03-01", "license": "CC BY 4.0",
    "source": "Invented.",
}  # fmt: skip


def test_a_sound_collection_is_read(beside: Path, tmp_path: Path) -> None:
    """Guards the refusals below."""
    file = tmp_path / "collection.json"
    file.write_text(json.dumps(COLLECTION), "utf-8")
    collection, problems = load_collection(load_records([beside]).records, file)
    assert problems == []
    assert collection is not None
    assert collection.title == "Harbour"


@pytest.mark.parametrize(
    ("content", "where", "message"),
    [
        (None, "file", "cannot be read: No such file or directory"),
        (b"{", "line 1, column 2", "is not JSON: Expecting property name"),
        (b"\xff\xfe", "byte 0", "is not UTF-8; save the file in that encoding"),
        (b"[]", "file", "should be an object, not a list"),
        (json.dumps(COLLECTION | {"titel": "x"}).encode(), "titel", "did you mean “title”?"),
        (json.dumps({k: v for k, v in COLLECTION.items() if k != "source"}).encode(), "source", "is missing"),
        (
            json.dumps(COLLECTION | {"lead_article": "northport-2023-03-02"}).encode(),
            "lead_article",
            "“northport-2023-03-02” was not loaded; did you mean “northport-2023-03-01”?",
        ),
    ],
    ids=["missing", "broken", "not text", "a list", "unknown field", "missing field", "lead article not loaded"],
)
def test_a_bad_collection_is_told_with_its_place(
    beside: Path, tmp_path: Path, content: bytes | None, where: str, message: str
) -> None:
    """Guards against the collection's file taking the records down, or a lead article that is not there."""
    file = tmp_path / "collection.json"
    if content is not None:
        file.write_bytes(content)
    _, problems = load_collection(load_records([beside]).records, file)
    (problem,) = problems
    assert (problem.file, problem.where) == ("collection.json", where)
    assert message in problem.message


PROPOSED = {"confidence": 0.9, "why": "the cue ‘said’ follows", "speaker": {"paragraph": 1, "start": 85, "end": 93}}


def test_a_record_with_proposals_can_be_read_and_is_not_published(small_record: Json, write_record: Write) -> None:
    """Guards against what a program guessed standing beside what a person checked."""
    small_record["quotes"][0]["drafted"] = PROPOSED
    for family in ("places", "actors", "claims"):
        small_record[family][0]["drafted"] = {"confidence": 0.5, "why": "its name"}
    file = write_record(small_record)
    record, problems = read_record(file)
    assert record is not None
    assert problems == []
    loaded = load_records([file])
    assert loaded.records == ()
    assert [str(problem) for problem in loaded.problems] == [
        f"{file.name}: drafted: 4 items are proposals that nobody has accepted: northport, dockers, detained-40 and 1 "
        "more; accept each, which takes “drafted” out of it, or take it out of the record"
    ]


def test_one_proposal_is_told_as_one(small_record: Json, write_record: Write) -> None:
    """Guards against “1 items are proposals”, and against a single proposal that passes."""
    small_record["quotes"][0]["drafted"] = PROPOSED
    (problem,) = load_records([write_record(small_record)]).problems
    assert problem.message.startswith("1 item is a proposal that nobody has accepted: lima-back-tomorrow;")


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_proposal_is_at_most_certain(small_record: Json, write_record: Write, confidence: float) -> None:
    """Guards against a confidence that no reader could weigh."""
    small_record["quotes"][0]["drafted"] = PROPOSED | {"confidence": confidence}
    (problem,) = read_record(write_record(small_record))[1]
    assert problem.where == "quotes[0] (lima-back-tomorrow).drafted.confidence"


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _grows(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(file))


@pytest.mark.parametrize(
    ("name", "make", "where", "message"),
    [
        ("pipe.json", _pipe, "file", "cannot be read: it is a pipe, not a file"),
        ("zero.json", _grows, "file", "cannot be read: it is a device, not a file"),
        ("socket.json", _socket, "file", "cannot be read: it is a socket, not a file"),
        ("AP.JSON", Path.touch, "file name", "ends in “.JSON”; only “.json” is read"),
        (os.fsdecode(b"caf\xe9.json"), Path.touch, "file name", "has characters that are no text"),
        ("two\nlines.json", Path.touch, "file name", "has characters that are no text"),
        ("red\x1b[31m.json", Path.touch, "file name", "has characters that are no text"),
    ],
    ids=["pipe", "endless", "socket", "capitals", "not UTF-8", "line break", "escape"],
)
def test_what_is_no_file_of_a_record_is_told_and_passed_over(
    beside: Path, name: str, make: Callable[[Path], object], where: str, message: str
) -> None:
    """Guards against a server that waits for a pipe for ever, fills its memory, or dies of a name."""
    make(beside / name)
    problem = only_problem(beside)
    assert problem.where == where
    assert message in problem.message
    assert str(problem).isprintable()
    str(problem).encode()


def test_no_more_is_read_of_a_file_than_a_record_has(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a file that grows while it is read: its size is what was read, not what it says."""
    (beside / "grows.json").write_bytes(b" " * (MAX_FILE_SIZE + 1))
    told = os.fstat

    def small(descriptor: int) -> os.stat_result:
        return os.stat_result((*told(descriptor)[:6], 1, *told(descriptor)[7:10]))

    monkeypatch.setattr(os, "fstat", small)
    assert only_problem(beside).message == "cannot be read: it has more than 20,000,000 bytes"


@pytest.mark.parametrize("key", ["headline", "url"])
def test_a_key_that_stands_twice_is_told(beside: Path, small_record: Json, key: str) -> None:
    """Guards against two headlines in one record, of which the last one counts and the first one was proofread."""
    text = json.dumps(small_record).replace(f'"{key}":', f'"{key}": "https://one.example", "{key}":', 1)
    (beside / "twice.json").write_text(text.replace("northport-2023-03-01", "twice"), "utf-8")
    problem = only_problem(beside)
    assert problem.where == f"{key} (twice)"
    assert "is given twice" in problem.message


@pytest.mark.parametrize("word", ["all", "whole", "not-stated"])
def test_an_id_is_no_word_of_our_addresses(small_record: Json, write_record: Write, word: str) -> None:
    """Guards against a place whose link opens the whole map, and a topic that filters by what has none."""
    small_record["topics"].append({"id": word, "label": "Some topic"})
    problems = read_record(write_record(small_record, "bad.json"))[1]
    assert [problem.where for problem in problems] == [f"topics[{len(small_record['topics']) - 1}] ({word}).id"]
    assert "is a word of the dashboard's own addresses" in problems[0].message


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u3164", "\u00ad \u2060", "\x00", "\u2066\u2069"], ids=ascii)
def test_a_text_of_characters_that_nobody_sees_is_told(small_record: Json, write_record: Write, text: str) -> None:
    """Guards against a headline, or a name in a list, that is there and cannot be seen."""
    small_record["article"]["headline"] = text
    problems = read_record(write_record(small_record, "bad.json"))[1]
    assert [problem.where for problem in problems] == ["article.headline"]
    assert "only characters that nobody sees" in problems[0].message


@given(st.text(), st.text(max_size=3000), st.text(max_size=3000))
def test_a_problem_is_one_line_that_every_terminal_can_print(file: str, where: str, message: str) -> None:
    """Guards against a file name or a value that ends a line of the log, or tells the terminal something."""
    line = str(Problem(file, where, message))
    assert len(line) <= 500
    assert line.splitlines() in ([line], [])
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    line.encode()
