"""The lead record against what a person read in the article: dates, figures, places, agents, quotations.

Everything here was worked out from the article by hand and is compared with the file, not with code that reads it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]

ITEM_LISTS = ("events", "claims", "quotes", "facts", "caveats")
NOT_OURS = {"exact", "prefix", "suffix", "contents", "headline", "value_text", "population", "hedge"}
"""Fields that hold the article's words; every other text field is told in our own."""

TOO_MANY_WORDS = 9


def item(record: Json, kind: str, item_id: str) -> Json:
    """One item of the record; fails where there is none or more than one."""
    (found,) = (each for each in record[kind] if each["id"] == item_id)
    return found


def by_id(record: Json, kind: str) -> dict[str, Json]:
    return {each["id"]: each for each in record[kind]}


WEDNESDAY, THURSDAY, FRIDAY = "2022-01-05", "2022-01-06", "2022-01-07"

DATED = {
    # event: (start, end, time precision, how the article dates it)
    "nazarbayev-hands-over": ("2019-01-01", "2019-12-31", "year", "explicit"),
    "russia-seizes-crimea": ("2014-01-01", "2014-12-31", "year", "explicit"),
    "almaty-rally": (WEDNESDAY, WEDNESDAY, "day", "explicit"),
    "internet-shut-off": (WEDNESDAY, None, "day", "inferred"),
    "almaty-protests-6-january": (THURSDAY, THURSDAY, "day", "inferred"),
    "security-forces-in-almaty": (THURSDAY, THURSDAY, "day", "inferred"),
    "moscow-sends-troops": (THURSDAY, THURSDAY, "day", "inferred"),
    "russia-led-troops-arrive": (THURSDAY, THURSDAY, "approximate", "inferred"),
    "airport-recaptured": (THURSDAY, THURSDAY, "day", "inferred"),
    "almaty-retaken": (FRIDAY, FRIDAY, "approximate", "inferred"),
    "police-patrol-almaty": (FRIDAY, FRIDAY, "day", "inferred"),
    "gunfire-in-almaty": (FRIDAY, FRIDAY, "day", "inferred"),
    "gunfire-at-main-square": (FRIDAY, FRIDAY, "day", "inferred"),
    "aktau-gathering": (FRIDAY, FRIDAY, "day", "inferred"),
    "russia-us-talks": ("2022-01-10", "2022-01-16", "approximate", "inferred"),
}

UNDATED = {
    # event: the latest day on which it can have happened; the article appeared on Friday
    "russia-masses-troops-near-ukraine": FRIDAY,
    "countrywide-uprising": FRIDAY,
    "days-of-violence": FRIDAY,
    "explosions-at-night": FRIDAY,
    "csto-mission": FRIDAY,
    "fuel-price-increase": WEDNESDAY,
    "demonstrations-begin": WEDNESDAY,
    "movement-against-government": FRIDAY,
    "deaths-in-the-unrest": FRIDAY,
    "public-buildings-burned": FRIDAY,
    "police-and-guard-killed": FRIDAY,
    "armed-criminals-liquidated": FRIDAY,
    "arrests": FRIDAY,
    "unrest-in-other-cities": FRIDAY,
    "troops-invited": FRIDAY,
    "airlift": FRIDAY,
    "russian-troops-at-airport": FRIDAY,
    "putin-tokayev-calls": FRIDAY,
    "televised-address": FRIDAY,
    "shoot-to-kill-order": FRIDAY,
    "main-square-occupied": FRIDAY,
}


def test_every_event_stands_in_the_tables_of_this_file(record_json: Json) -> None:
    """Guards against an event that is added, renamed or dropped without anyone checking its date."""
    assert sorted(by_id(record_json, "events")) == sorted([*DATED, *UNDATED])


@pytest.mark.parametrize("event_id", DATED)
def test_a_dated_event_has_the_day_that_the_article_gives_it(record_json: Json, event_id: str) -> None:
    """Guards against a weekday resolved to the wrong date, and a year or a week passed off as a day."""
    event = item(record_json, "events", event_id)
    found = (event["start"], event.get("end"), event["time_precision"], event["date_basis"]["kind"])
    assert found == DATED[event_id]


@pytest.mark.parametrize("event_id", UNDATED)
def test_an_undated_event_has_no_start_and_only_a_latest_day(record_json: Json, event_id: str) -> None:
    """Guards against a date made up for an event that the article does not date."""
    event = item(record_json, "events", event_id)
    assert {"start", "end", "ongoing_as_of", "date_basis"}.isdisjoint(event)
    assert (event["time_precision"], event["not_after"]) == ("unknown", UNDATED[event_id])


def test_the_internet_was_still_off_when_the_article_appeared(record_json: Json) -> None:
    """Guards against a shutdown that looks as if it ended on the day it began."""
    events = by_id(record_json, "events")
    assert {each: event["ongoing_as_of"] for each, event in events.items() if "ongoing_as_of" in event} == {
        "internet-shut-off": FRIDAY
    }


def test_the_article_is_dated_by_reasoning_that_the_record_gives(record_json: Json) -> None:
    """Guards against a publication date without its basis: the text prints none."""
    article = record_json["article"]
    assert article["date_published"] == FRIDAY
    assert "no dateline" in article["date_published_basis"]
    assert (article["publisher"], article["authors"]) == ("Al Jazeera", [])


CLAIMS = {
    # claim: (words, value, low, high, qualifier, asserted by, as of)
    "killed-dozens": ("Dozens", None, None, None, "vague", "al-jazeera", None),
    "killed-armed-criminals": ("26", 26, 26, 26, "exact", "kazakhstan-interior-ministry", THURSDAY),
    "killed-police-and-guard": ("18", 18, 18, 18, "exact", "kazakhstan-interior-ministry", THURSDAY),
    "arrests-3800": ("more than 3,800", 3800, 3800, None, "more_than", "kazakhstan-state-tv", None),
    "aktau-crowd-500": ("some 500", 500, None, None, "about", "aktau-witness", FRIDAY),
    "planes-70": ("more than 70", 70, 70, None, "more_than", "russia-state", None),
    "csto-troops-2500": ("about 2,500", 2500, None, None, "about", "csto", None),
    "phone-calls-several": ("several", None, None, None, "vague", "russia-kremlin", FRIDAY),
    "independence-30-years": ("30 years", 30, 30, 30, "exact", "al-jazeera", None),
    "violence-days": ("days", None, None, None, "vague", "al-jazeera", None),
}


def test_every_figure_stands_in_the_table_of_this_file(record_json: Json) -> None:
    """Guards against a figure that is added, renamed or dropped without anyone checking it."""
    assert sorted(by_id(record_json, "claims")) == sorted(CLAIMS)


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_figure_says_what_the_article_says_and_no_more(record_json: Json, claim_id: str) -> None:
    """Guards against an open end that is closed, a wrong asserter, and a day that the figure does not speak of."""
    claim = item(record_json, "claims", claim_id)
    numbers = tuple(claim.get(name) for name in ("value", "low", "high"))
    found = (claim["value_text"], *numbers, claim["qualifier"], claim["asserted_by"], claim.get("as_of"))
    assert found == CLAIMS[claim_id]


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_figure_was_reported_on_the_day_of_the_article(record_json: Json, claim_id: str) -> None:
    """Guards against as_of and reported_on being taken for one date: the dead are as of Thursday, told on Friday."""
    assert item(record_json, "claims", claim_id)["reported_on"] == FRIDAY


def test_vague_figures_keep_their_words_and_have_no_number(record_json: Json) -> None:
    """Guards against “dozens” being turned into a number, however low."""
    vague = [claim for claim in record_json["claims"] if claim["qualifier"] == "vague"]
    assert {claim["value_text"] for claim in vague} == {"Dozens", "several", "days"}
    assert all({"value", "low", "high"}.isdisjoint(claim) for claim in vague)


def test_nothing_is_added_up(record_json: Json) -> None:
    """Guards against a toll of 44: the ministry gives 26 and 18, and nobody adds them."""
    values = {claim.get("value") for claim in record_json["claims"]}
    assert {26, 18} < values
    assert 44 not in values


@pytest.mark.parametrize("claim_id", [each for each, row in CLAIMS.items() if row[-1]])
def test_a_figure_that_speaks_of_a_day_says_how_the_day_is_known(record_json: Json, claim_id: str) -> None:
    """Guards against an as_of date that no reader can check."""
    assert item(record_json, "claims", claim_id)["as_of_basis"]


def test_nothing_happens_at_nur_sultan(record_json: Json) -> None:
    """Guards against a pin on a capital that the article only mentions."""
    where = {place for event in record_json["events"] for place in event["places"]}
    assert "nur-sultan" not in where
    mentioned = [fact["id"] for fact in record_json["facts"] if "nur-sultan" in fact.get("places", [])]
    assert mentioned == ["nazarbayev-family-influence", "capital-named-after-nazarbayev"]


def test_nobody_is_said_to_have_retaken_the_airport(record_json: Json) -> None:
    """Guards against naming who recaptured the airport: the article does not."""
    event = item(record_json, "events", "airport-recaptured")
    assert event["actors"] == [{"actor": "protesters", "role": "target"}]
    assert event.get("attributed_to", []) == []
    assert event["places"] == ["almaty-main-airport"]


def test_moscow_is_a_city_only_where_the_city_is_meant(record_json: Json) -> None:
    """Guards against “Moscow said” and “Moscow sent troops” being placed in a city: they name a state."""
    named_by = {
        each["id"]
        for kind in ITEM_LISTS
        for each in record_json[kind]
        if "moscow" in [*each.get("places", []), *each.get("mentioned_places", []), *each.get("about_places", [])]
        or "moscow" in (each.get("place"), each.get("spoken_from"))
    }
    assert named_by == {"suchkov-mixed-bag", "suchkov-includes", "riac-in-moscow"}


@pytest.mark.parametrize(
    ("kind", "item_id", "field", "who"),
    [
        ("claims", "planes-70", "asserted_by", "russia-state"),
        ("quotes", "moscow-planes", "speaker", "russia-state"),
        ("quotes", "suchkov-includes", "spoken_from", "moscow"),
        ("quotes", "suchkov-includes", "nested_source", "kazakhstan-leadership"),
        ("quotes", "suchkov-includes", "told_to", "al-jazeera"),
        ("quotes", "forestier-walker-sympathy", "spoken_from", "georgia"),
        ("quotes", "blinken-russians-in-your-house", "told_to", "reporters"),
        ("quotes", "kuralai-explosions", "told_to", "reuters"),
        ("quotes", "kremlin-phone-calls", "spoken_on", FRIDAY),
        ("claims", "aktau-crowd-500", "told_to", "reuters"),
        ("claims", "aktau-crowd-500", "place", "aktau"),
    ],
)
def test_it_is_recorded_who_says_what_to_whom_and_where(
    record_json: Json, kind: str, item_id: str, field: str, who: str
) -> None:
    """Guards against a statement given to the wrong speaker, hearer, place or day."""
    assert item(record_json, kind, item_id)[field] == who


@pytest.mark.parametrize("claim_id", ["arrests-3800", "killed-armed-criminals", "killed-police-and-guard"])
def test_the_dead_and_the_arrested_have_no_place(record_json: Json, claim_id: str) -> None:
    """Guards against the figures being pinned on Almaty, which the article does not do."""
    assert "place" not in item(record_json, "claims", claim_id)


@pytest.mark.parametrize(
    ("quote_id", "pieces"),
    [
        ("tokayev-militants", ("The militants", "Whoever does not surrender")),
        ("kuralai-explosions", ("At night", "It hurts to know")),
    ],
)
def test_a_split_quotation_is_one_quotation_of_two_pieces(
    record_json: Json, quote_id: str, pieces: tuple[str, str]
) -> None:
    """Guards against one utterance being counted as two, and against its halves being glued together."""
    contents = item(record_json, "quotes", quote_id)["contents"]
    assert len(contents) == len(pieces)
    assert all(piece.startswith(opening) for piece, opening in zip(contents, pieces, strict=True))


def test_the_subheading_is_an_anchor_of_the_quotation_that_it_repeats(record_json: Json) -> None:
    """Guards against the subheading in quotation marks being coded as a second quotation."""
    anchors = item(record_json, "quotes", "kuralai-explosions")["anchors"]
    assert [anchor["paragraph"] for anchor in anchors] == [30, 30, 25]
    elsewhere = {
        quote["id"]
        for quote in record_json["quotes"]
        if quote["id"] != "kuralai-explosions" and any(anchor["paragraph"] == 25 for anchor in quote["anchors"])
    }
    assert elsewhere == set()


def test_quotations_hold_the_words_without_their_marks(record_json: Json) -> None:
    """Guards against the stray mark after “liquidated”, an opening one where a closing one should stand."""
    pieces = [piece for quote in record_json["quotes"] for piece in quote.get("contents", [])]
    assert "liquidated" in pieces
    assert [piece for piece in pieces if re.match(r"[“”‘\"]", piece) or re.search(r"[“”\"]$", piece)] == []


def test_labels_stay_with_those_who_use_them(record_json: Json) -> None:
    """Guards against protesters being merged with whom one side calls criminals, militants or terrorists."""
    labelled = {actor["id"]: actor["labelled_by"] for actor in record_json["actors"] if "labelled_by" in actor}
    assert labelled == {
        "foreign-trained-terrorists": "kassym-jomart-tokayev",
        "militants": "kassym-jomart-tokayev",
        "trained-forces": "kazakhstan-leadership",
        "armed-criminals": "kazakhstan-interior-ministry",
    }
    names = by_id(record_json, "actors")
    assert all(names[each]["name"].startswith("“") for each in labelled)


def test_the_blame_without_evidence_says_so(record_json: Json) -> None:
    """Guards against the president's account standing without the article's reservation."""
    assert item(record_json, "quotes", "tokayev-foreign-trained")["evidence_note"]
    assert item(record_json, "caveats", "no-evidence-for-terrorists")["concerns"] == ["tokayev-foreign-trained"]


def test_page_furniture_is_left_uncoded_with_a_reason(record_json: Json) -> None:
    """Guards against “top of page” and the like being coded, and against real sentences being excused."""
    uncoded = record_json["article"]["uncoded"]
    assert [(each["paragraph"], each["sentence"]) for each in uncoded] == [(0, 0), (33, 0), (34, 0), (35, 0), (36, 0)]
    assert all(each["reason"] for each in uncoded)


@pytest.mark.parametrize("kind", [*ITEM_LISTS, "places", "actors"])
def test_everything_in_the_record_has_an_anchor(record_json: Json, kind: str) -> None:
    """Guards against an item whose source nobody can open."""
    assert record_json[kind]
    assert [each["id"] for each in record_json[kind] if not each.get("anchors")] == []


@pytest.mark.parametrize("kind", ITEM_LISTS)
def test_the_words_of_a_hedge_stand_among_those_of_its_item(record_json: Json, kind: str) -> None:
    """Guards against “appeared” beside a figure whose source panel shows every word but that."""
    for each in record_json[kind]:
        for hedge in filter(None, (each.get("hedge"), each.get("as_of_hedge"))):
            assert any(hedge in anchor["exact"] for anchor in each["anchors"]), (each["id"], hedge)


def test_the_text_that_the_record_was_coded_from_is_named_by_its_hash(record_json: Json) -> None:
    """Guards against a record that no longer says which text its offsets count in."""
    assert re.fullmatch(r"[0-9a-f]{64}", record_json["article"]["text_sha256"])
    assert record_json["article"]["paragraph_count"] == 37


def own_words(value: Any, where: str = "", key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the record that is told in our words, as (place in the file, text)."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from own_words(member, f"{where}.{name}", name)
    elif isinstance(value, list):
        for n, member in enumerate(value):
            yield from own_words(member, f"{where}[{n}]", key)
    elif isinstance(value, str) and key not in NOT_OURS:
        yield where, value


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of nine words outside quotation marks; a mark ends a run."""
    unquoted = re.sub(r"[“\"][^”“\"]*[”“\"]", " ¶ ", text)
    words = re.findall(r"[\w’'-]+|¶", unquoted.lower())
    windows = (tuple(words[n : n + TOO_MANY_WORDS]) for n in range(len(words) - TOO_MANY_WORDS + 1))
    return {window for window in windows if "¶" not in window}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two three four five six seven eight nine", 1),
        ("one two three four five six seven eight", 0),
        ("one two three four “five” six seven eight nine ten", 0),
        ("One, two; three: four – five six seven eight nine ten", 2),
    ],
)
def test_runs_are_counted_outside_quotation_marks_only(text: str, count: int) -> None:
    """Guards the next test's measure: it must see nine words, and must not count a quotation."""
    assert len(runs(text)) == count


def test_the_record_tells_the_article_in_its_own_words(record_json: Json, article_text: Path) -> None:
    """Guards against copying: nine of the reporter's words in a row are the article's text, which is not ours."""
    theirs = runs(article_text.read_text("utf-8"))
    copied = [(where, " ".join(run)) for where, text in own_words(record_json) for run in sorted(runs(text) & theirs)]
    assert copied == []


def test_the_file_is_written_as_people_read_it() -> None:
    """Guards against escapes such as \\u201c, which make a change of wording unreadable."""
    raw = (Path(__file__).parents[4] / "data" / "articles" / "aljazeera-2022-01-07.json").read_text("utf-8")
    assert "“armed criminals”" in raw
    assert "\\u" not in raw
