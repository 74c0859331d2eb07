"""Drafts of whole records: what is proposed, what is left to a person, and what is refused."""

import copy
import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.drafting.article import MOST_CHARACTERS
from data.drafting.draft import ArticleDetails, Draft, DraftError, draft
from data.records.anchors import article_text, check_record, read_text, sentences
from data.records.loader import load_records
from data.records.references import reference_problems
from data.records.schema import Record
from data.tables.archive import Archive, archive_from_records
from tests.conftest import LEAD, ROOT

Json = dict[str, Any]

DAY = dt.date(2022, 1, 7)
TEXT = """Dockers strike in Toulouse as police hold dozens

Police arrested more than 40 dockers in Toulouse, France, on Thursday, Interior Minister Ana Lima said on Friday.

“We will be back tomorrow,” said Bruno Roth, who leads the dockers’ union. “They can’t lock up a whole harbour.”

The union said 12 of its members were injured. The mayor of Paris spoke of “thugs”.

At least three people died in Valencia, a doctor told Reuters.

Nobody has seen the sea so calm.
"""
DETAILS = ArticleDetails(
    "ledger-2022-01-07", DAY, publisher="The Ledger", headline="Dockers strike", url="https://ledger.example/strike"
)


@pytest.fixture(scope="module")
def made(archive: Archive) -> Draft:
    """The draft of the invented text."""
    return draft(TEXT, DETAILS, archive)


def items(made: Draft, name: str) -> list[Json]:
    return list(made.record[name])


def actor(made: Draft, actor_id: str) -> Json:
    return next(each for each in items(made, "actors") if each["id"] == actor_id)


def as_record(made: Draft) -> Record:
    return Record.model_validate_json(json.dumps(made.record), strict=True)


def test_a_draft_is_a_record_whose_anchors_open_their_words(made: Draft) -> None:
    """Guards against drafts that no tool can read, dangling ids, and links that open something else."""
    record, text = as_record(made), article_text(TEXT.encode())
    assert reference_problems(record) == []
    problems = [problem for problem in check_record(record, text) if problem[0] != "article.uncoded"]
    assert problems == []


def test_every_item_says_that_it_is_a_proposal_and_why(made: Draft) -> None:
    """Guards against what was guessed passing for what was checked."""
    members = [each for name in ("places", "actors", "events", "claims", "quotes") for each in items(made, name)]
    assert len(as_record(made).proposals()) == len(members) > 10
    assert all(0 <= each["drafted"]["confidence"] <= 1 and each["drafted"]["why"] for each in members)


def test_a_draft_is_not_published(made: Draft, tmp_path: Path) -> None:
    """Guards against a draft that is copied into the folder of records and shown."""
    file = tmp_path / "ledger-2022-01-07.json"
    file.write_text(json.dumps(made.record), "utf-8")
    (problem,) = load_records([file]).problems
    assert "are proposals that nobody has accepted" in problem.message


def test_a_quotation_has_its_pieces_its_speaker_and_where_the_speaker_is_named(made: Draft) -> None:
    """Guards against words in the wrong mouth."""
    quote = items(made, "quotes")[0]
    assert quote["contents"] == ["We will be back tomorrow", "They can’t lock up a whole harbour."]
    assert (quote["speaker"], quote["cue"]) == ("bruno-roth", "said")
    place = quote["drafted"]["speaker"]
    assert article_text(TEXT.encode()).paragraphs[place["paragraph"]][place["start"] : place["end"]] == "Bruno Roth"


def test_a_figure_has_its_words_its_day_and_who_says_so(made: Draft) -> None:
    """Guards against a number that is surer than its words, or dated by the day on which it was said."""
    arrests, injured, died = items(made, "claims")
    assert (arrests["value_text"], arrests["qualifier"], arrests["as_of"]) == (
        "more than 40",
        "more_than",
        "2022-01-06",
    )
    assert (arrests["asserted_by"], arrests["place"]) == ("ana-lima", "toulouse")
    assert actor(made, "ana-lima")["role"] == "Interior Minister"
    assert (injured["value"], injured["metric"]) == (12, "injured")
    assert (died["qualifier"], died["told_to"]) == ("at_least", "reuters")
    assert actor(made, died["asserted_by"])["name"] == "A doctor"


def test_a_city_in_a_country_that_is_named_lies_there_and_others_are_a_choice(made: Draft) -> None:
    """Guards against a pin in the wrong country: there are many Valencias."""
    places = {each["id"]: each for each in items(made, "places")}
    assert places["toulouse"]["within"] == "france"
    assert places["toulouse"]["coordinates_source"].startswith("GeoNames")
    valencia = places["valencia"]
    assert "lat" not in valencia
    assert "within" not in valencia
    choices = valencia["drafted"]["choices"]
    assert len(choices) > 1
    assert all({"lat", "lon", "coordinates_source"} <= choice["fields"].keys() for choice in choices)


@pytest.mark.parametrize(
    ("text", "name", "affiliation", "group"),
    [
        ("The interior ministry met.\n\n“We go,” the ministry’s spokesman, Ana Lima, told us.",
         "Ana Lima", "Interior ministry", "authorities"),
        ("The harbour ministry met.\n\n“We go,” said the ministry’s spokesman.",
         "Spokesman for the harbour ministry", "Harbour ministry", "authorities"),
        ("“We go,” said Ana Lima, a spokeswoman for the Harbour Ministry.",
         "Ana Lima", "Harbour Ministry", "authorities"),
        ("The government’s spokeswoman Ana Lima said 12 people were killed.", "Ana Lima", "Government", "authorities"),
        ("The union of dockers met. The union’s spokesman said 12 people were killed.",
         "Spokesman for the union of dockers", "Union of dockers", "protesters_and_witnesses"),
        ("“We go,” a spokeswoman for the union said.", "Spokeswoman for the union", "Union", None),
        ("“We go,” a spokesman for Ana Lima said.", "Spokesman for Ana Lima", "Ana Lima", None),
    ],
)  # fmt: skip
def test_a_spokesman_speaks_for_the_body_that_the_text_names(
    archive: Archive, text: str, name: str, affiliation: str, group: str | None
) -> None:
    """Guards against a ministry’s words standing as nobody’s, and against every spokesman being one of the state."""
    made = draft(f"Calm night\n\n{text}\n", DETAILS, archive)
    found = next(each for each in items(made, "actors") if each["name"] == name)
    assert (found["affiliation"], found.get("speaker_group")) == (affiliation, group)
    assert f"speaks for “{affiliation}”" in found["drafted"]["why"]


def test_a_prefecture_is_a_state_body(archive: Archive) -> None:
    """Guards against an authority whose words tell of no side."""
    text = "Calm night\n\nPolice arrested 36 people, according to the prefecture.\n"
    made = draft(text, DETAILS, archive)
    prefecture = actor(made, items(made, "claims")[0]["asserted_by"])
    assert (prefecture["kind"], prefecture["speaker_group"]) == ("state_body", "authorities")


def test_both_halves_of_a_split_quotation_are_anchored(archive: Archive) -> None:
    """Guards against words in a record that no link opens."""
    text = "Calm night\n\n“They came at night,” said Ana Lima, who leads the union. “Nobody was armed.”\n"
    (quote,) = items(draft(text, DETAILS, archive), "quotes")
    assert [anchor["exact"] for anchor in quote["anchors"]] == quote["contents"]
    assert len(quote["contents"]) == 2


@pytest.mark.parametrize(
    ("sentence", "figures", "quoted"),
    [
        ("Two people were killed and “dozens” were injured, the ministry said.",
         [("killed", "Two"), ("injured", "dozens")], []),
        ("The blast injured “dozens”, the ministry said.", [("injured", "dozens")], []),
        ("The ministry said “dozens of dockers” were injured.", [("injured", "dozens")], []),
        ("“Hundreds” have been arrested, the union said.", [("arrested", "Hundreds")], []),
        ("The union said “at least 12” had been wounded.", [("injured", "at least 12")], []),
        ("The union said “dozens of years of work” were lost.", [], ["dozens of years of work"]),
        ("Two “thugs” were killed, the ministry said.", [("killed", "Two")], ["thugs"]),
    ],
)  # fmt: skip
def test_a_number_in_quotation_marks_is_a_figure_and_no_quotation(
    archive: Archive, sentence: str, figures: list[tuple[str, str]], quoted: list[str]
) -> None:
    """Guards against a count that is lost because the newspaper holds its word at arm’s length."""
    made = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive)
    assert [(claim["metric"], claim["value_text"]) for claim in items(made, "claims")] == figures
    assert [piece for quote in items(made, "quotes") for piece in quote["contents"]] == quoted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Police detained 140 people in Toulouse and another 36 in Larkhaven, 65 kilometres to the east.",
         [("140", "toulouse"), ("another 36", "larkhaven")]),
        ("Police detained 140 people in Toulouse and another 36 in Larkhaven.",
         [("140", "toulouse"), ("another 36", None)]),
        ("Police detained 140 people in Toulouse and 36 in Marseille.", [("140", "toulouse"), ("36", "marseille")]),
        ("In Toulouse, 140 people were detained and 36 in Marseille.", [("140", "toulouse")]),
        ("In Toulouse 140 people were detained, and in Marseille 36.", [("140", "toulouse")]),
        ("Two people were killed and 12 injured when police broke up a strike in the harbour of Marseille.",
         [("Two", "marseille"), ("12", "marseille")]),
        ("On the outskirts of Marseille police arrested 12 people.", [("12", "marseille")]),
        ("Twelve people were hurt in Larkhaven, a fishing village on the coast.", [("Twelve", "larkhaven")]),
        ("Two people were killed in Marseille and Toulouse.", [("Two", None)]),
        ("Twelve people were killed, including five in Marseille.", [("Twelve", None), ("five", "marseille")]),
        ("The minister said in Toulouse that two people were killed.", [("two", None)]),
        ("Two people were killed, the minister said in Toulouse.", [("Two", None)]),
        ("Twelve people were arrested elsewhere in Freedonia, and two in Toulouse.",
         [("Twelve", None), ("two", "toulouse")]),
        ("Two people were killed nationwide, and it was calm in Toulouse.", [("Two", None)]),
        ("Police in Toulouse arrested 12 people after a march in Marseille.", [("12", "toulouse")]),
        ("Police from Toulouse arrested 12 people in Marseille.", [("12", "marseille")]),
        ("Twelve people were killed in Toulouse before the army sent 400 soldiers to Marseille.",
         [("Twelve", "toulouse"), ("400", None)]),
        ("The governor sent 40 guards to the quay, and the army sent 300 soldiers to a camp in Marseille.",
         [("40", None), ("300", "marseille")]),
        ("Two people were killed in Toulouse, and a march was held in Marseille.", [("Two", "toulouse")]),
        ("Some 3,000 people marched in Toulouse, the union said; the police spoke of 1,800.",
         [("Some 3,000", "toulouse"), ("1,800", "toulouse")]),
        ("Police in Marseille said two people were killed in Toulouse.", [("two", "toulouse")]),
    ],
)  # fmt: skip
def test_a_number_takes_the_place_that_its_own_part_of_the_sentence_names(
    archive: Archive, sentence: str, found: list[tuple[str, str | None]]
) -> None:
    """Guards against a figure of one town standing under another one, or under the whole country."""
    claims = items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "claims")
    assert [(claim["value_text"], claim.get("place")) for claim in claims] == found


def test_a_place_that_only_the_article_describes_is_one_without_coordinates(archive: Archive) -> None:
    """Guards against a town that is lost because the gazetteer is small, and against made-up coordinates."""
    text = "Calm night\n\nPolice held 36 people in Larkhaven, 65 km to the east. Ana Lima, 65, a clerk, left.\n"
    (place,) = items(draft(text, DETAILS, archive), "places")
    assert (place["id"], place["kind"], place.get("lat")) == ("larkhaven", "city", None)
    assert "the gazetteer has none" in place["drafted"]["why"]


def test_who_is_in_the_archive_is_proposed_as_the_same_and_may_be_somebody_else(made: Draft) -> None:
    """Guards against bodies that are merged in silence."""
    reuters = actor(made, "reuters")
    assert reuters["same_as"]
    assert "nobody has checked" in reuters["drafted"]["why"]
    assert reuters["drafted"]["choices"][-1]["label"].startswith("somebody else")


def test_a_last_name_or_a_role_is_a_weaker_link_than_a_whole_name(archive: Archive) -> None:
    """Guards against “the president” being as sure as a name."""
    text = "Tokayev said 30 people were killed.\n\nThe president said 20 people were injured on Thursday.\n"
    found = items(draft(text, DETAILS, archive), "actors")
    by_name = next(each for each in found if each["id"] == "kassym-jomart-tokayev")
    assert by_name["drafted"]["confidence"] == 0.75
    assert "last name" in by_name["drafted"]["why"]
    assert [choice["fields"]["id"] for choice in by_name["drafted"]["choices"]] == ["tokayev"]


def test_a_body_that_speaks_of_a_figure_is_an_actor_and_one_that_nobody_names_is_not_the_newspaper(
    archive: Archive,
) -> None:
    """Guards against a union taken for a crowd of its members, and against rumours in the newspaper’s mouth."""
    text = "Night\n\nThe union of dockers, however, spoke of five dead. Two people were reported missing, 12 injured.\n"
    made = draft(text, DETAILS, archive)
    dead, injured = items(made, "claims")
    assert (actor(made, dead["asserted_by"])["name"], actor(made, dead["asserted_by"])["kind"]) == (
        "Union of dockers",
        "organisation",
    )
    assert actor(made, injured["asserted_by"])["name"] == "Speaker not named"


def test_an_event_has_kind_day_place_and_no_sentence_of_the_article(made: Draft) -> None:
    """Guards against reporters' sentences in records, and against days of another clause."""
    event = next(each for each in items(made, "events") if each["kind"] == "security_operation")
    assert (event["start"], event["places"], event["geo_precision"]) == ("2022-01-06", ["toulouse"], "city")
    assert event["acled"] == {"event_type": "Strategic developments", "sub_event_type": "Arrests"}
    assert [part["role"] for part in event["actors"]] == ["agent"]
    assert event["summary"].startswith(event["title"])
    assert "To be written" not in event["summary"]
    told = [sentence for paragraph in TEXT.splitlines() for sentence in paragraph.split(". ") if len(sentence) > 30]
    assert not [
        each for each in items(made, "events") for sentence in told if sentence in each["title"] + each["summary"]
    ]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Troops opened fire on Thursday.", "2022-01-06"),
        ("On Thursday, troops opened fire.", "2022-01-06"),
        ("Troops opened fire, and talks will be held on Monday.", None),
        ("Troops opened fire and talks were held on Monday.", None),
        ("Troops opened fire and dozens were killed on Monday.", "2022-01-03"),
        ("Troops opened fire, “dozens” were shot dead on Monday.", None),
        ("Troops opened fire and “dozens” were killed on Monday.", "2022-01-03"),
        ("Troops opened fire in the old town and went to the bridge on Monday.", None),
        ("Troops who opened fire ran to the bridge on Monday.", "2022-01-03"),
        ("Troops opened fire a day after the march, which was on Wednesday.", None),
    ],
)
def test_an_event_is_dated_by_its_own_part_of_the_sentence(archive: Archive, sentence: str, start: str | None) -> None:
    """Guards against a day that the article gives to something else."""
    events = items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "events")
    assert next(each for each in events if "open fire" in each["title"]).get("start") == start


@pytest.mark.parametrize(
    ("sentence", "start", "ongoing", "not_after"),
    [
        ("Dockers marched to the customs house on Tuesday in support of the strike.", "2022-01-04", None, None),
        (
            "Two people were killed and dozens were injured on Monday when police came.",
            "2022-01-03",
            None,
            None,
        ),
        ("Some dockers have been on strike since 3 January.", "2022-01-03", "2022-01-07", None),
        ("A curfew was in force until Thursday.", None, None, "2022-01-06"),
        ("A curfew is in force until Saturday.", None, None, None),
    ],
)
def test_days_of_the_week_beginnings_and_ends_date_an_event(
    archive: Archive, sentence: str, start: str | None, ongoing: str | None, not_after: str | None
) -> None:
    """Guards against events without a day because a small word stands between, and against ends that pass for days."""
    (event,) = items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "events")
    assert (event.get("start"), event.get("ongoing_as_of"), event.get("not_after")) == (start, ongoing, not_after)


@pytest.mark.parametrize(
    "sentence",
    [
        "The internet was cut in parts of the old town for several hours.",
        "Phone networks in the north were briefly disrupted.",
        "The authorities cut the mobile internet on Thursday.",
        "Telephone lines to the island have been down since Monday.",
    ],
)
def test_lines_that_are_cut_are_a_restriction(archive: Archive, sentence: str) -> None:
    """Guards against a blackout that no draft tells of because it is not called one."""
    (event,) = items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "events")
    assert event["kind"] == "restriction"


@pytest.mark.parametrize(
    "sentence",
    [
        "About 3,000 workers have been on strike since 3 January.",
        "About 3,000 workers were on strike.",
        "About 3,000 workers walked out on Thursday.",
        "About 3,000 workers at the port stopped work.",
    ],
)
def test_strikers_are_counted_as_those_who_take_part(archive: Archive, sentence: str) -> None:
    """Guards against a strike whose size is lost."""
    (claim,) = items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "claims")
    assert (claim["metric"], claim["value"], claim["qualifier"]) == ("crowd_size", 3000, "about")


@pytest.mark.parametrize(
    "sentence",
    [
        "No arrests were reported there.",
        "There were no clashes on Tuesday.",
        "Nobody was killed on Tuesday.",
        "No one in the harbour was injured.",
        "The night passed without a protest or explosions.",
        "Police have not arrested dockers.",
        "The ministry denied that dockers had been killed.",
    ],
)
def test_what_is_said_not_to_have_happened_is_no_event(archive: Archive, sentence: str) -> None:
    """Guards against “no arrests” drafted as arrests."""
    assert items(draft(f"Calm night\n\n{sentence}\n", DETAILS, archive), "events") == []


def test_the_link_of_a_figure_opens_its_words_and_not_its_day(archive: Archive) -> None:
    """Guards against a figure that opens “Monday” because the day stands before it."""
    text = "Calm night\n\nState television reported on Monday evening that 12 officers had been hurt.\n"
    (claim,) = items(draft(text, DETAILS, archive), "claims")
    assert [anchor["exact"] for anchor in claim["anchors"]] == ["12 officers", "Monday"]


@pytest.mark.parametrize("words", ["The Ledger", "this newspaper", "our correspondent"])
def test_the_newspaper_is_anchored_where_it_speaks_of_itself(archive: Archive, words: str) -> None:
    """Guards against a publisher whose link opens the first number."""
    text = f"Calm night\n\nTwo people were killed. A woman told {words} that she saw it.\n"
    made = draft(text, DETAILS, archive)
    assert actor(made, items(made, "claims")[0]["asserted_by"])["anchors"][0]["exact"] == words


def test_what_is_only_supposed_is_no_event(archive: Archive) -> None:
    """Guards against a threat that is drafted as what happened."""
    text = "Night in the town\n\nThe mayor warned that people could be killed if nothing changes.\n"
    assert items(draft(text, DETAILS, archive), "events") == []


def test_sentences_without_an_item_are_listed(made: Draft) -> None:
    """Guards against passages that nobody looks at because the draft does not mention them."""
    paragraphs = article_text(TEXT.encode()).paragraphs
    told = [paragraphs[each.paragraph][each.start : each.end] for each in made.uncovered]
    assert "Nobody has seen the sea so calm." in told
    assert not [words for words in told if "40 dockers" in words]


def test_an_earlier_figure_of_the_same_source_is_replaced_and_what_cannot_be_true_is_told(archive: Archive) -> None:
    """Guards against two counts of one ministry standing side by side, and against a contradiction nobody hears of."""
    text = "Toll rises\n\nKazakhstan’s interior ministry said.\n\nThe interior ministry said 17 police were killed.\n"
    later = replace(DETAILS, article_id="ledger-2022-02-01", published_on=dt.date(2022, 2, 1))
    found = draft(text, later, archive)
    (claim,) = items(found, "claims")
    assert claim["supersedes"]
    assert claim["asserted_by"] == "kazakhstan-interior-ministry"
    assert "before" in claim["drafted"]["why"]
    assert any("cannot both be true" in notice for notice in found.notices)


def test_the_same_figure_of_the_same_source_is_one_statement(archive: Archive) -> None:
    """Guards against one ministry counted twice because two papers print it."""
    text = "Toll\n\nThe interior ministry said 26 “armed criminals” were killed.\n"
    (claim,) = items(draft(text, DETAILS, archive), "claims")
    assert len(claim["same_statement_as"]) == 1
    assert "supersedes" not in claim


def test_a_text_that_another_paper_carries_is_told_as_one_statement(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a wire story counting as two sources."""
    words = " ".join(f"word{n}" for n in range(100))
    (tmp_path / f"{LEAD}.txt").write_text(words, "utf-8")
    monkeypatch.setenv("ARTICLE_TEXTS", str(tmp_path))
    found = draft(f"A line of its own here\n\n{words}\n", DETAILS, archive)
    assert (
        f"94 % of this text is the text of {LEAD} (Al Jazeera): one statement, carried by 2, and not two sources."
        in (found.notices)
    )


def test_what_is_not_known_of_the_article_is_left_out_and_told(archive: Archive) -> None:
    """Guards against a publisher or an address that is made up."""
    found = draft(TEXT, ArticleDetails("ledger-2022-01-07", DAY), archive)
    assert not {"publisher", "url"} & found.record["article"].keys()
    assert "Not known, and to be written before the record can be published: publisher, web address." in found.notices
    assert found.record["article"]["headline"] == "Dockers strike in Toulouse as police hold dozens"


def test_the_same_text_gives_the_same_draft(made: Draft, archive: Archive) -> None:
    """Guards against drafts that nobody can compare."""
    assert draft(TEXT, DETAILS, archive) == made


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the text is empty"),
        (" \n\t\n", "the text is empty"),
        ("Word", "the text has only 1 word"),
        ("word " * MOST_CHARACTERS, "a draft is made of at most"),
        ("%PDF-1.7 stream", "this is a PDF"),
        ("\0\1\2\3\4 a b c d", "this is no text"),
        ("half a pair \ud800 here", "half of a pair"),
    ],
)
def test_a_text_that_is_none_is_refused_with_what_is_wrong(archive: Archive, text: str, message: str) -> None:
    """Guards against a traceback, or an empty draft, for a reader who gave the wrong file."""
    with pytest.raises(DraftError, match=message):
        draft(text, DETAILS, archive)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"article_id": "../../etc/passwd"}, "is no id of an article"),
        ({"article_id": ""}, "is no id of an article"),
        ({"article_id": "a" * 81}, "is no id of an article"),
        ({"article_id": LEAD}, "is the id of another article already"),
        ({"published_on": dt.date.max}, "is still to come"),
    ],
)
def test_an_article_that_cannot_be_is_refused(archive: Archive, change: dict[str, Any], message: str) -> None:
    """Guards against files outside the folder, and against a record that takes another one's place."""
    with pytest.raises(DraftError, match=message):
        draft(TEXT, replace(DETAILS, **change), archive)


def test_characters_that_nobody_sees_are_kept_and_told(archive: Archive) -> None:
    """Guards against anchors that are off by an invisible character, and against a text that reads other than it is."""
    text = TEXT.replace("back tomorrow", "back\u200b \u202etomorrow\u202c").replace("Nobody", "No\u00adbody\0")
    found = draft(text, DETAILS, archive)
    assert any(notice.startswith("The text has 5 characters that nobody sees") for notice in found.notices)
    assert "back\u200b \u202etomorrow\u202c" in items(found, "quotes")[0]["contents"][0]


def test_what_a_place_of_the_archive_lies_within_is_anchored_where_that_place_is(archive: Archive) -> None:
    """Guards against drafts that are no sound records because the article does not name the wider place."""
    found = draft("A calm day here\n\nPolice said 12 people were killed in Aktau.\n", DETAILS, archive)
    assert {each["id"] for each in items(found, "places")} == {"aktau", "western-kazakhstan", "kazakhstan"}
    assert reference_problems(as_record(found)) == []


WORDS = st.sampled_from(
    (
        "Police troops said killed arrested 26 dozens 3,800 Almaty in Kazakhstan on Friday the a President Lima told "
        'Reuters protests State of and ministry union since 2014 ’s <script> “ ” ‘ ’ " , . ? ! : ; — ( ) ~ ə 한국 \0 '
        "\u200b \u202e ~n ~n~n"
    )
    .replace("~n", "\n")
    .split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=60).map(" ".join))
def test_any_text_gives_a_sound_draft_or_a_message(text: str) -> None:
    """Guards against a broken text that takes the command down, or makes a record that is none."""
    try:
        found = draft(text, DETAILS, ARCHIVE)
    except DraftError:
        return
    assert reference_problems(as_record(found)) == []


ARCHIVE = archive_from_records()


def test_a_draft_of_every_record_shape_stands_beside_the_archive(made: Draft, tmp_path: Path) -> None:
    """Guards against proposals that, once accepted, disagree with the records that they were linked to."""
    accepted = copy.deepcopy(made.record)
    for name in ("places", "actors", "events", "claims", "quotes"):
        for each in accepted[name]:
            each.pop("drafted")
    for file in (ROOT / "data" / "articles").glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "ledger-2022-01-07.json").write_text(json.dumps(accepted), "utf-8")
    assert [str(problem) for problem in load_records([tmp_path]).problems] == []


SAME = {
    "csto": "collective-security-treaty-organization",
    "aktau-witness": "kazakhstan-a-witness",
    "russia-kremlin": "kremlin",
}
"""Id of an actor of the lead record to the one that a draft gives it: another id, the same body."""


def test_the_lead_articles_quotations_have_the_speakers_of_its_record(lead: tuple[Draft, Json]) -> None:
    """Guards against a rule that loses a quotation, or gives it to somebody else."""
    made, coded = lead
    drafted = {piece: quote for quote in items(made, "quotes") for piece in quote["contents"]}
    for quote in coded["quotes"]:
        for piece in quote.get("contents", []):
            made_of = drafted[piece.removesuffix(",")]
            assert made_of["speaker"] == quote["speaker"]
            assert made_of.get("told_to") in (quote.get("told_to"), None)


def test_the_lead_articles_figures_are_those_of_its_record(lead: tuple[Draft, Json]) -> None:
    """Guards against a figure that is lost, or that the article does not state."""
    made, coded = lead
    keys = ("metric", "value", "low", "high", "qualifier", "population", "as_of", "as_of_hedge", "population_group")
    of_record = {
        claim["value_text"]: {key: claim.get(key) for key in keys}
        | {"by": SAME.get(claim["asserted_by"], claim["asserted_by"])}
        for claim in coded["claims"]
        if claim["metric"] != "duration"
    }
    of_draft = {
        claim["value_text"]: {key: claim.get(key) for key in keys} | {"by": claim["asserted_by"]}
        for claim in items(made, "claims")
    }
    assert of_draft == of_record


def test_the_lead_articles_events_have_no_day_and_no_place_that_its_record_has_not(lead: tuple[Draft, Json]) -> None:
    """Guards against days and places that are given to an event which the article does not give them to."""
    made, coded = lead
    days = {(event.get("start"), event.get("end")) for event in coded["events"]}
    places = {place for event in coded["events"] for place in event.get("places", [])}
    within = {place["id"]: place.get("within") for place in coded["places"]}
    wider = places | {within.get(place) for place in places}
    for event in items(made, "events"):
        assert event["time_precision"] == "unknown" or (event["start"], event.get("end")) in days
        assert set(event.get("places", [])) <= wider


def test_every_sentence_of_the_lead_article_has_an_item_or_is_listed(lead: tuple[Draft, Json]) -> None:
    """Guards against a sentence that falls between the two."""
    made, _ = lead
    text = read_text(Path(os.environ["ARTICLE_TEXTS"]) / f"{LEAD}.txt")
    spans = {(n, *span) for n, paragraph in enumerate(text.paragraphs) for span in sentences(paragraph)}
    uncovered = {(each.paragraph, each.start, each.end) for each in made.uncovered}
    covered = {
        (n, start, end)
        for n, start, end in spans
        for name in ("events", "claims", "quotes")
        for item in items(made, name)
        for anchor in item["anchors"]
        if anchor["paragraph"] == n and anchor["start"] < end and anchor["end"] > start
    }
    assert uncovered | covered == spans
    assert not uncovered & covered
