"""Anchors against texts: every record's own, and small invented ones for what may go wrong."""

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.records.anchors import (
    ArticleText,
    anchor_problem,
    check_record,
    complete,
    complete_record,
    read_text,
    sentences,
    uncovered_sentences,
)
from data.records.loader import ARTICLES
from data.records.model import Anchor
from data.records.schema import Record

Json = dict[str, Any]

RECORDS = sorted(ARTICLES.glob("*.json"))


def record_of(raw: Json) -> Record:
    return Record.model_validate_json(json.dumps(raw), strict=True)


def problems_of(raw: Json, text: Path) -> list[tuple[str, str]]:
    return check_record(record_of(raw), read_text(text))


def text_with(*paragraphs: str) -> ArticleText:
    return ArticleText(paragraphs, hashlib.sha256("\n".join(paragraphs).encode()).hexdigest())


@pytest.mark.parametrize("file", RECORDS, ids=[file.stem for file in RECORDS])
def test_every_anchor_of_a_record_holds_and_every_sentence_is_accounted_for(
    file: Path, text_of: Callable[[str], Path]
) -> None:
    """Guards against a record whose offsets have drifted, and sentences that nobody coded or excused."""
    record = Record.model_validate_json(file.read_bytes(), strict=True)
    assert check_record(record, read_text(text_of(record.article.id))) == []


def test_there_is_a_record_to_check() -> None:
    """Guards the test above against checking nothing."""
    assert len(RECORDS) >= 1


def test_a_sound_record_has_no_problem(small_record: Json, small_text: Path) -> None:
    """Guards the tests below: what they report must come from the change that they make."""
    assert problems_of(small_record, small_text) == []


def move_by_one(raw: Json) -> None:
    anchor = raw["claims"][0]["anchors"][0]
    anchor["start"], anchor["end"] = anchor["start"] + 1, anchor["end"] + 1


def other_words(raw: Json) -> None:
    raw["events"][0]["anchors"][0]["exact"] = "halt work"


def outside(raw: Json) -> None:
    raw["facts"][0]["anchors"][0]["paragraph"] = 9


def wrong_prefix(raw: Json) -> None:
    raw["facts"][0]["anchors"][0]["prefix"] = "Lima; "


def wrong_suffix(raw: Json) -> None:
    raw["facts"][0]["anchors"][0]["suffix"] = " and"


def of_a_place(raw: Json) -> None:
    raw["places"][0]["anchors"][0] |= {"start": 0, "end": 9}


def of_an_actor(raw: Json) -> None:
    raw["actors"][2]["anchors"][0] |= {"start": 0, "end": 8}


def wrong_hash(raw: Json) -> None:
    raw["article"]["text_sha256"] = "0" * 64


def wrong_count(raw: Json) -> None:
    raw["article"]["paragraph_count"] = 5


def not_excused(raw: Json) -> None:
    raw["article"]["uncoded"] = []


def excused_for_nothing(raw: Json) -> None:
    raw["article"]["uncoded"].append({"paragraph": 0, "sentence": 0, "reason": "Headline."})


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (move_by_one, "claims[0].anchors[0]", "the words start at 0"),
        (other_words, "events[0].anchors[0]", "the paragraph does not hold these words"),
        (outside, "facts[0].anchors[0]", "paragraph 9 is outside the text, which has 4"),
        (wrong_prefix, "facts[0].anchors[0]", "prefix “Lima; ” does not stand before “who leads the union”"),
        (wrong_suffix, "facts[0].anchors[0]", "suffix “ and” does not stand after “who leads the union”"),
        (of_a_place, "places[0].anchors[0]", "the words start at 21"),
        (of_an_actor, "actors[2].anchors[0]", "the words start at"),
        (wrong_hash, "article.text_sha256", "the text's SHA-256 is"),
        (wrong_count, "article.paragraph_count", "the text has 4 non-empty lines"),
        (not_excused, "article.uncoded", "paragraph 3, sentence 0 carries no record and no reason why"),
        (excused_for_nothing, "article.uncoded", "paragraph 0, sentence 0 is listed but does carry a record"),
    ],
)
def test_each_disagreement_with_the_text_is_told_with_its_place(
    small_record: Json, small_text: Path, change: Callable[[Json], None], where: str, message: str
) -> None:
    """Guards against an anchor that points elsewhere being passed over, or told without saying where it is."""
    change(small_record)
    (problem,) = problems_of(small_record, small_text)
    assert problem[0] == where
    assert message in problem[1]


def test_every_broken_anchor_is_told_not_only_the_first(small_record: Json, small_text: Path) -> None:
    """Guards against a check that stops at the first problem and sends the coder round again for each."""
    other_words(small_record)
    outside(small_record)
    assert [where for where, _ in problems_of(small_record, small_text)] == [
        "events[0].anchors[0]",
        "facts[0].anchors[0]",
    ]


@pytest.mark.parametrize(
    ("paragraphs", "anchor", "message"),
    [
        (["The dockers were arrested."], {"paragraph": 0, "start": 17, "end": 23, "exact": "arrest"}, "marks nothing"),
        (
            [
                "They will stay here until the last of them is free.",
                "They will stay here until dawn, when all is free.",
            ],
            {"paragraph": 1, "start": 0, "end": 48, "exact": "They will stay here until dawn, when all is free"},
            "marks another passage, from paragraph 0",
        ),
        (
            ["Security forces came.", "Then security forces left."],
            {"paragraph": 1, "start": 5, "end": 20, "exact": "security forces"},
            "marks another passage, from paragraph 0",
        ),
    ],
)
def test_an_anchor_whose_link_opens_other_words_is_told(paragraphs: list[str], anchor: Json, message: str) -> None:
    """Guards against an anchor that is right and a link that is not: the reader checks the wrong sentence."""
    problem = anchor_problem(Anchor(**anchor), text_with(*paragraphs))
    assert problem is not None
    assert message in problem


def test_a_changed_text_is_told_even_where_every_anchor_still_holds(small_record: Json, small_text: Path) -> None:
    """Guards against offsets that hold by luck in another version of the text."""
    small_text.write_text(small_text.read_text("utf-8") + "\n", "utf-8")
    assert [where for where, _ in problems_of(small_record, small_text)] == ["article.text_sha256"]


def test_a_prefix_and_suffix_that_stand_there_are_sound(small_record: Json, small_text: Path) -> None:
    """Guards against a check that reports every prefix."""
    small_record["facts"][0]["anchors"][0] |= {"prefix": "Lima, ", "suffix": ". “They"}
    assert problems_of(small_record, small_text) == []


def test_only_items_cover_a_sentence(small_record: Json, small_text: Path) -> None:
    """Guards against a sentence counting as coded because a place or a person is named in it."""
    small_record["caveats"] = []
    assert uncovered_sentences(record_of(small_record), read_text(small_text)) == [(2, 0), (3, 0)]


def test_a_text_is_its_non_empty_lines(tmp_path: Path) -> None:
    """Guards against empty lines being counted as paragraphs, and against the hash of anything but the file."""
    file = tmp_path / "text.txt"
    file.write_bytes("First “line”.\r\n\r\n  \n\nSecond line.".encode())
    text = read_text(file)
    assert text.paragraphs == ("First “line”.", "Second line.")


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_paragraph_ends_at_a_line_feed_only(tmp_path: Path, mark: str) -> None:
    """Guards against paragraph numbers that differ from an editor's after a mark that nobody sees."""
    file = tmp_path / "text.txt"
    file.write_bytes(BOM_UTF8 + f"One{mark}line.\r\nSecond line.".encode())
    assert read_text(file).paragraphs == (f"One{mark}line.", "Second line.")


def test_the_hash_of_a_text_is_that_of_its_file(tmp_path: Path) -> None:
    """Guards against a hash that no other program can repeat."""
    file = tmp_path / "text.txt"
    file.write_bytes(BOM_UTF8 + b"First line.\r\n")
    text = read_text(file)
    assert text.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One sentence.", ["One sentence."]),
        ("No stop at the end", ["No stop at the end"]),
        ("One. Two. Three.", ["One.", "Two.", "Three."]),
        ("Is it? It is! Good.", ["Is it?", "It is!", "Good."]),
        ("“We stay. We wait.” Then they left.", ["“We stay.", "We wait.”", "Then they left."]),
        ("“We stay,” he said. “We wait.”", ["“We stay,” he said.", "“We wait.”"]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("Over 3,800 were held. Prices rose 2.5 percent.", ["Over 3,800 were held.", "Prices rose 2.5 percent."]),
        ("It was … probably planned. They left.", ["It was … probably planned.", "They left."]),
        ("See www.ledger.example for more.", ["See www.ledger.example for more."]),
        ('He said "no." She left.', ['He said "no."', "She left."]),
        ("‘We hear it.’ They said so.", ["‘We hear it.’", "They said so."]),
        ("Dr. Roth met Lt. Col. Lima. She left.", ["Dr. Roth met Lt. Col. Lima.", "She left."]),
        ("Gen. Paul Roth and Mrs. Lima live in St. Anna. They wait.",
         ["Gen. Paul Roth and Mrs. Lima live in St. Anna.", "They wait."]),
        ("J. Roth saw John F. Costa. Nobody else did.", ["J. Roth saw John F. Costa.", "Nobody else did."]),
        ("The U.S. President left the U.S. The talks went on.",
         ["The U.S. President left the U.S.", "The talks went on."]),
        ("He said no. The pier No. 4 burned.", ["He said no.", "The pier No. 4 burned."]),
        ("“Ask Dr. Roth.” The gate shut at 5 p.m. Nobody left.",
         ["“Ask Dr. Roth.”", "The gate shut at 5 p.m.", "Nobody left."]),
    ],
)  # fmt: skip
def test_a_paragraph_splits_into_the_sentences_that_a_reader_sees(paragraph: str, expected: list[str]) -> None:
    """Guards against a closing mark left at the head of the next sentence, and numbers or addresses cut in two."""
    assert [paragraph[start:end] for start, end in sentences(paragraph)] == expected


TWICE = text_with("The port was shut. Later the port opened.", "A quiet harbour.", "The old quay, the port")


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (
            {"paragraph": 1, "exact": "quiet"},
            {"paragraph": 1, "start": 2, "end": 7, "exact": "quiet"},
        ),
        (
            {"paragraph": 0, "exact": "the port", "prefix": "Later "},
            {"paragraph": 0, "start": 25, "end": 33, "exact": "the port", "prefix": "Later "},
        ),
        (
            {"paragraph": 2, "exact": "the port"},
            {"paragraph": 2, "start": 14, "end": 22, "exact": "the port", "prefix": "quay, "},
        ),
        (
            {"paragraph": 1, "exact": "quiet", "prefix": "A ", "start": 40, "end": 45, "note": "Seen."},
            {"paragraph": 1, "start": 2, "end": 7, "exact": "quiet", "note": "Seen."},
        ),
    ],
)
def test_offsets_are_filled_in_from_the_words(anchor: Json, expected: Json) -> None:
    """Guards against offsets counted by hand, a lost note, and a link that opens the words' first occurrence."""
    assert complete(anchor, TWICE) == expected


@pytest.mark.parametrize(
    ("anchor", "message"),
    [
        ({"paragraph": 1, "exact": "the port"}, "“the port” occurs 0 times in paragraph 1, not once"),
        ({"paragraph": 0, "exact": "port"}, "“port” occurs 2 times in paragraph 0, not once"),
        ({"paragraph": 0, "exact": "port", "prefix": "a "}, "“a port” occurs 0 times in paragraph 0"),
        ({"paragraph": 3, "exact": "port"}, "paragraph 3 is outside the text, which has 3"),
        ({"paragraph": -1, "exact": "quay"}, "paragraph -1 is outside the text, which has 3"),
        ({"exact": "quay"}, "needs its paragraph and its exact words, and has only exact"),
    ],
)
def test_words_that_are_not_there_exactly_once_are_refused(anchor: Json, message: str) -> None:
    """Guards against an anchor filled in at the wrong one of two places, or at none."""
    with pytest.raises(ValueError, match=message):
        complete(anchor, TWICE)


@pytest.mark.parametrize(
    ("exact", "expected"),
    [
        ("can't lock", "can’t lock"),
        ("3 800 men", "3\u00a0800 men"),
        ("Zhanaozen", "Zhana\u00adozen"),
        ('"so" it is', "“so” it  is"),
    ],
)
def test_an_anchor_gets_the_characters_of_the_text_for_those_that_were_typed(exact: str, expected: str) -> None:
    """Guards against words that a person sees on the page, and that the command says are not there."""
    paragraph = "They can’t lock up 3\u00a0800 men in Zhana\u00adozen, and “so” it  is."
    filled = complete({"paragraph": 0, "exact": exact}, text_with(paragraph))
    assert filled["exact"] == expected == paragraph[filled["start"] : filled["end"]]


@pytest.mark.parametrize(
    ("anchor", "message"),
    [
        ({"paragraph": 0, "exact": "Later the Port"}, "not once; it has “Later the port”, which differs: here “P”"),
        ({"paragraph": 1, "exact": "the port"}, "not once; paragraph 0 has them"),
        ({"paragraph": "1", "exact": "quiet"}, "paragraph is a whole number"),
        ({"paragraph": True, "exact": "quiet"}, "paragraph is a whole number"),
        ({"paragraph": 1, "exact": ["quiet"]}, "its exact words are a text"),
        ("quiet", "should be an anchor with its paragraph and its exact words, not “quiet”"),
        (None, "should be an anchor"),
    ],
)
def test_what_cannot_be_filled_in_is_told_with_what_is_near(anchor: Any, message: str) -> None:
    """Guards against a traceback for a draft, and against “0 times” for words that differ in one letter."""
    with pytest.raises(ValueError, match=message):
        complete(anchor, TWICE)


def drafted(record: Json) -> list[Json]:
    """The record's anchors without offsets, as they are written by hand; returns those who have them."""
    owners = [owner for value in record.values() if isinstance(value, list) for owner in value if "anchors" in owner]
    for owner in owners:
        owner["anchors"] = [{name: anchor[name] for name in ("paragraph", "exact")} for anchor in owner["anchors"]]
    return owners


def test_a_whole_record_can_be_filled_in(small_record: Json, small_text: Path) -> None:
    """Guards against anchors of places or actors being left out, and against anything else being touched."""
    written = json.loads(json.dumps(small_record))
    assert len(drafted(written)) == 11
    assert complete_record(written, read_text(small_text)) == (small_record, [])


def test_a_record_gets_the_hash_and_the_length_of_its_text(small_record: Json, small_text: Path) -> None:
    """Guards against a coder who has to compute a hash, and a record that does not validate until they have."""
    written = json.loads(json.dumps(small_record))
    del written["article"]["text_sha256"], written["article"]["paragraph_count"]
    assert complete_record(written, read_text(small_text)) == (small_record, [])


@pytest.mark.parametrize("coded_from", ["excerpt", "opening"])
def test_a_record_of_an_excerpt_gets_no_hash_of_a_text(small_record: Json, small_text: Path, coded_from: str) -> None:
    """Guards against a record that claims that its coder had the whole text."""
    article = {"id": "a", "coded_from": coded_from}
    assert complete_record({"article": article}, read_text(small_text)) == ({"article": article}, [])


def test_every_anchor_that_cannot_be_filled_in_is_told_with_its_place(small_record: Json, small_text: Path) -> None:
    """Guards against a command that stops at the first one and sends the coder round again for each."""
    drafted(small_record)
    small_record["claims"][0]["qualifier"] = "more_then"  # a record that does not validate yet
    small_record["places"][0]["anchors"] = None
    small_record["events"][0]["anchors"][0]["exact"] = "halt everything"
    small_record["facts"][0]["anchors"] = ["who leads the union"]
    filled, problems = complete_record(small_record, read_text(small_text))
    assert [where for where, _ in problems] == ["events[0] (detentions).anchors[0]", "facts[0] (lima-leads).anchors[0]"]
    assert filled["claims"][0]["anchors"][0]["start"] == 0
    assert filled["places"][0]["anchors"] is None


@pytest.mark.parametrize("raw", [[], None, 3, {"article": []}, {"anchors": [{"exact": "x"}]}])
def test_what_is_no_record_is_returned_as_it_is(raw: Any, small_text: Path) -> None:
    """Guards against a traceback for a file of something else."""
    assert complete_record(raw, read_text(small_text))[0] == raw


def test_a_text_is_read_in_the_composed_form(tmp_path: Path) -> None:
    """Guards against a name that a person reads in the text and that the record’s own spelling does not find."""
    file = tmp_path / "text.txt"
    file.write_text("Zoe\u0308 waited.", "utf-8")
    assert complete({"paragraph": 0, "exact": "Zoë"}, read_text(file))["end"] == 3
