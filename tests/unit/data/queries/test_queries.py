"""The questions that the pages ask: the same answer from both engines, and the answer that a reader would count.

What is counted here is counted from the records' JSON by the plain functions of this file, which know nothing of
tables, or stands as a list that was written by hand from the article.
"""

import inspect
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data import queries
from data.queries.selection import Selection
from data.records.vocabulary import FACETS, NOT_STATED, GeoPrecision
from data.tables.archive import Archive
from data.tables.engines import Engine
from data.tables.known_on import as_known_on
from data.tables.rows import COLUMNS

Json = dict[str, Any]

LEAD = "aljazeera-2022-01-07"
SMALL = "northport-2023-03-01"
TABLES = ("events", "claims", "quotes", "facts", "caveats")
FAMILIES = {"killed": {"killed"}, "detained": {"arrested", "detained", "convicted"}}
ONE_TABLE = {"kind": "events", "quote_type": "quotes", "speaker": "quotes", "speaker_group": "quotes"}

SELECTIONS = {
    "everything": Selection(),
    "one city": Selection(city=("almaty",)),
    "two cities": Selection(city=("aktau", "northport")),
    "no city": Selection(city=(NOT_STATED,)),
    "an actor": Selection(actor=("kazakhstan-interior-ministry",)),
    "nobody": Selection(actor=(NOT_STATED,)),
    "two kinds": Selection(kind=("protest", "violence")),
    "a topic": Selection(topic=("deaths",)),
    "a type of quotation": Selection(quote_type=("scare", "indirect")),
    "a speaker": Selection(speaker=("kuralai", "ana-lima")),
    "a voice": Selection(speaker_group=("authorities",)),
    "an article": Selection(article=(SMALL,)),
    "a kind of figure": Selection(metric="detained"),
    "from a day": Selection(date_from="2022-01-06"),
    "one day": Selection(date_from="2022-01-06", date_to="2022-01-06"),
    "before all": Selection(date_to="2010-12-31"),
    "known early": Selection(known_on="2022-01-06"),
    "known later": Selection(known_on="2022-01-07"),
    "a word": Selection(q="Tokayev"),
    "a phrase": Selection(q="“shoot to kill”"),
    "a city and a kind": Selection(city=("almaty",), kind=("security_operation",)),
    "many at once": Selection(city=("almaty", NOT_STATED), topic=("deaths", "blame"), q="the", known_on="2022-12-31"),
    "nothing": Selection(q="zzzz", city=("aktau",), kind=("protest",)),
}

ON_BOTH_ENGINES = (
    "everything", "two cities", "no city", "nobody", "two kinds", "a type of quotation", "a voice", "a kind of figure",
    "one day",
    "known early", "a phrase", "many at once", "nothing",
)  # fmt: skip
A_FEW = ("everything", "one city", "two kinds", "many at once")


def _public() -> dict[str, Callable[..., Any]]:
    found = inspect.getmembers(
        queries, lambda each: callable(each) and getattr(each, "__module__", "").startswith(f"{queries.__name__}.")
    )
    return {name: each for name, each in found if not name.startswith("_") and not inspect.isclass(each)}


def _takes(question: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(question).parameters)


PUBLIC = _public()
UNDER_A_SELECTION = sorted(name for name, each in PUBLIC.items() if _takes(each) == ("archive", "selection"))

OTHER_QUESTIONS: dict[str, list[tuple[Any, ...]]] = {
    "anchors": [(f"{LEAD}.killed-armed-criminals",), (f"{SMALL}.lima-back-tomorrow",), ("nothing",)],
    "first_anchors": [()],
    "anchors_in_article": [(LEAD,), (SMALL,), ("nothing",)],
    "item": [(f"{LEAD}.{each}",) for each in ("airport-recaptured", "arrests-3800", "kuralai-explosions")]
    + [(f"{LEAD}.tokayev-age",), (f"{SMALL}.brandt-only-watched",), ("nothing",)],
    "items_by_id": [([f"{LEAD}.arrests-3800", f"{SMALL}.brandt-only-watched", "nothing"],), ([],)],
    "caveats_of": [(f"{LEAD}.killed-armed-criminals",), (f"{LEAD}.tokayev-militants",), ("nothing",)],
    "articles": [()],
    "article": [(LEAD,), (SMALL,)],
    "caveats_by_item": [()],
    "lead_article": [()],
    "relations": [()],
    "corrections": [()],
    "corrected_items": [()],
    "entities": [("places",), ("actors",), ("topics",)],
    "entity_names": [("places",), ("actors",), ("topics",)],
    "topics_by_item": [()],
    "counts_without": [
        (queries.events, SELECTIONS["many at once"]),
        (queries.claims, SELECTIONS["one day"]),
    ],
    "date_range": [()],
}


def test_no_question_is_left_out() -> None:
    """Guards against a new query that was only ever tried on one engine."""
    assert sorted([*UNDER_A_SELECTION, *OTHER_QUESTIONS]) == sorted(PUBLIC)
    assert len(UNDER_A_SELECTION) >= 10


@pytest.mark.parametrize("name", UNDER_A_SELECTION)
@pytest.mark.parametrize("which", ON_BOTH_ENGINES)
def test_both_engines_give_the_same_answer(
    two_articles: Archive, two_articles_duckdb: Archive, which: str, name: str
) -> None:
    """Guards against an engine that sorts, counts, compares or leaves gaps in its own way."""
    in_memory = PUBLIC[name](two_articles, SELECTIONS[which])
    in_duckdb = PUBLIC[name](two_articles_duckdb, SELECTIONS[which])
    assert_frame_equal(in_duckdb, in_memory)


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, each) for name, calls in OTHER_QUESTIONS.items() for each in calls]
)
def test_both_engines_give_the_same_answer_to_questions_without_a_selection(
    two_articles: Archive, two_articles_duckdb: Archive, name: str, arguments: tuple[Any, ...]
) -> None:
    """Guards against the inspector or the exports differing between engines."""
    in_memory, in_duckdb = (PUBLIC[name](each, *arguments) for each in (two_articles, two_articles_duckdb))
    if isinstance(in_memory, pd.DataFrame):
        assert_frame_equal(in_duckdb, in_memory)
    else:
        assert in_duckdb == in_memory


def test_both_engines_know_the_same_values(two_articles: Archive, two_articles_duckdb: Archive) -> None:
    """Guards against a link that one engine takes and the other refuses."""
    assert two_articles.known_values == two_articles_duckdb.known_values
    assert two_articles.version == two_articles_duckdb.version


# The same, counted from the JSON.


@dataclass(frozen=True)
class Told:
    """An item as its record's JSON tells it."""

    table: str
    raw: Json
    record: Json

    @property
    def id(self) -> str:
        return f"{self.record['article']['id']}.{self.raw['id']}"

    def concerned(self) -> Iterator["Told"]:
        for other in told(self.record):
            if other.raw["id"] in self.raw.get("concerns", []):
                yield other

    def places(self) -> set[str]:
        raw = self.raw
        match self.table:
            case "events":
                return {*raw["places"], *raw.get("mentioned_places", [])}
            case "claims":
                return {raw["place"]} if "place" in raw else set()
            case "quotes":
                return {*raw.get("about_places", []), *([raw["spoken_from"]] if "spoken_from" in raw else [])}
            case "facts":
                return set(raw.get("places", []))
            case _:
                return {place for other in self.concerned() for place in other.places()}

    def cities(self) -> set[str]:
        within = {place["id"]: place for place in self.record["places"]}
        found = set()
        for place in self.places():
            step: str | None = place
            while step and within[step]["kind"] != "city":
                step = within[step].get("within")
            if step:
                found.add(step)
        return found or {NOT_STATED}

    def actors(self) -> set[str]:
        raw = self.raw
        match self.table:
            case "events":
                found = {part["actor"] for part in raw["actors"]} | set(raw.get("attributed_to", []))
            case "claims":
                found = {raw["asserted_by"], raw.get("told_to")} - {None}
                for event in self.record["events"]:
                    if event["id"] == raw.get("event"):
                        found |= {part["actor"] for part in event["actors"]}
            case "quotes":
                found = {raw["speaker"], raw.get("told_to"), raw.get("nested_source")} - {None}
                found |= set(raw.get("about_actors", []))
            case "facts":
                found = {*raw.get("actors", []), *raw.get("attributed_to", [])}
            case _:
                found = {actor for other in self.concerned() for actor in other.actors()} - {NOT_STATED}
        return found or {NOT_STATED}

    def topics(self) -> set[str]:
        found = set(self.raw.get("topics", []))
        for other in self.concerned():
            found |= other.topics() - {NOT_STATED}
        return found or {NOT_STATED}

    def speaker_group(self) -> str:
        voices = {actor["id"]: actor.get("speaker_group", NOT_STATED) for actor in self.record["actors"]}
        return voices[self.raw["speaker"]]

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day that the item may belong to, as far as its source bounds them."""
        raw = self.raw
        match self.table:
            case "events":
                last = raw.get("end", raw.get("not_after"))
                return raw.get("start"), None if "ongoing_as_of" in raw else last
            case "claims":
                return raw.get("as_of"), raw["reported_on"]
            case "quotes":
                return raw.get("spoken_on"), raw.get("spoken_on", self.record["article"]["date_published"])
            case _:
                return None, None

    def is_shown(self, selection: Selection) -> bool:
        """Whether a reader would expect it under the Selection; `q` is tested by hand below."""
        assert not selection.q
        is_event, is_quote = self.table == "events", self.table == "quotes"
        first, last = self.days()
        return all(
            (
                not selection.city or self.cities() & set(selection.city),
                not selection.actor or self.actors() & set(selection.actor),
                not selection.topic or self.topics() & set(selection.topic),
                not selection.article or self.record["article"]["id"] in selection.article,
                not selection.kind or not is_event or self.raw["kind"] in selection.kind,
                not selection.quote_type or not is_quote or self.raw["quote_type"] in selection.quote_type,
                not selection.speaker or not is_quote or self.raw["speaker"] in selection.speaker,
                not selection.speaker_group or not is_quote or self.speaker_group() in selection.speaker_group,
                not selection.metric or self.table != "claims" or self.raw["metric"] in FAMILIES[selection.metric],
                not selection.date_from or last is None or last >= selection.date_from,
                not selection.date_to or first is None or first <= selection.date_to,
                not selection.known_on or self.record["article"]["date_published"] <= selection.known_on,
            )
        )


def told(*records: Json) -> list[Told]:
    return [Told(table, raw, record) for record in records for table in TABLES for raw in record[table]]


def ids(archive: Archive, table: str, selection: Selection) -> list[str]:
    return PUBLIC[table](archive, selection)["item_id"].to_list()


def local(archive: Archive, table: str, selection: Selection) -> set[str]:
    """The ids shown of the lead record, as they stand in its file."""
    return {each.removeprefix(f"{LEAD}.") for each in ids(archive, table, selection)}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("which", [name for name, each in SELECTIONS.items() if not each.q])
def test_what_is_shown_is_what_the_records_say(
    two_articles: Archive, record_json: Json, small_record: Json, which: str, table: str
) -> None:
    """Guards against a filter that shows too much or too little of any table."""
    selection = SELECTIONS[which]
    expected = [each.id for each in told(record_json, small_record) if each.table == table and each.is_shown(selection)]
    found = ids(two_articles, table, selection)
    assert sorted(found) == sorted(expected)
    assert len(found) == len(set(found))


IN_ALMATY = {
    "almaty-rally", "almaty-protests-6-january", "security-forces-in-almaty", "almaty-retaken", "police-patrol-almaty",
    "gunfire-in-almaty",
    "airport-recaptured", "russian-troops-at-airport",
    "main-square-occupied", "gunfire-at-main-square",
}  # fmt: skip
"""Events in the city, at its airport and in its main square, as read in the article."""


def test_a_city_holds_what_happened_at_its_sites(archive: Archive) -> None:
    """Guards against the airport and the main square falling out of Almaty."""
    assert local(archive, "events", Selection(city=("almaty",))) == IN_ALMATY


@pytest.mark.parametrize(
    ("selection", "table", "expected"),
    [
        (Selection(city=("aktau",)), "events", {"aktau-gathering"}),
        (Selection(city=("aktau",)), "claims", {"aktau-crowd-500"}),
        (Selection(city=("nur-sultan",)), "events", set()),
        (Selection(city=("nur-sultan",)), "facts", {"nazarbayev-family-influence", "capital-named-after-nazarbayev"}),
        (Selection(city=("moscow",)), "quotes", {"suchkov-mixed-bag", "suchkov-includes"}),
        (Selection(city=("moscow",)), "events", set()),
        (
            Selection(actor=("kazakhstan-interior-ministry",)),
            "claims",
            {"killed-armed-criminals", "killed-police-and-guard"},
        ),
        (Selection(actor=("kazakhstan-national-guard",)), "claims", {"killed-police-and-guard"}),
        (Selection(actor=("armed-criminals",)), "claims", {"killed-armed-criminals"}),
        (Selection(kind=("restriction",)), "events", {"internet-shut-off"}),
        (Selection(speaker_group=("experts",)), "quotes", {"suchkov-mixed-bag", "suchkov-includes"}),
        (Selection(speaker=("kuralai",)), "quotes", {"kuralai-explosions"}),
        (
            Selection(date_to="2019-12-31", kind=("politics",)),
            "events",
            {"nazarbayev-hands-over", "fuel-price-increase"},
        ),
        (Selection(date_from="2022-01-08"), "events", {"russia-us-talks", "internet-shut-off"}),
        (Selection(date_to="2022-01-05", topic=("deaths",)), "claims", {"killed-dozens"}),
        (
            Selection(date_to="2022-01-06", topic=("deaths",)),
            "claims",
            {"killed-armed-criminals", "killed-police-and-guard", "killed-dozens"},
        ),
    ],
)
def test_a_filter_finds_what_a_reader_of_the_article_would(
    archive: Archive, selection: Selection, table: str, expected: set[str]
) -> None:
    """Guards against both the code and this file's own counting reading the rules wrongly."""
    assert local(archive, table, selection) == expected


@pytest.mark.parametrize("facet", FACETS)
def test_not_stated_is_a_value_like_any_other(two_articles: Archive, facet: str) -> None:
    """Guards against vague items being dropped, and against `not-stated` showing what does state it."""
    if facet not in ("city", "actor", "topic"):
        assert NOT_STATED not in two_articles.known_values[facet]
        return
    shown = Selection(**{facet: (NOT_STATED,)})
    others = Selection(**{facet: tuple(two_articles.known_values[facet] - {NOT_STATED})})
    for table in TABLES:
        without, stated = set(ids(two_articles, table, shown)), set(ids(two_articles, table, others))
        assert without.isdisjoint(stated)
        assert without | stated == set(ids(two_articles, table, Selection()))


@pytest.mark.parametrize(("facet", "table"), ONE_TABLE.items())
def test_a_facet_that_one_table_has_leaves_the_others_alone(two_articles: Archive, facet: str, table: str) -> None:
    """Guards against a filter by kind of event hiding the quotations, which have no kind."""
    for value in two_articles.known_values[facet]:
        selection = Selection(**{facet: (value,)})
        assert 0 < len(ids(two_articles, table, selection)) < len(ids(two_articles, table, Selection()))
        for other in set(TABLES) - {table}:
            assert ids(two_articles, other, selection) == ids(two_articles, other, Selection())


def test_a_range_of_days_keeps_what_is_undated_and_hides_what_is_certainly_outside(archive: Archive) -> None:
    """Guards against undated events being dropped, and against the background years staying."""
    shown = local(archive, "events", Selection(date_from="2022-01-06", date_to="2022-01-06"))
    assert {"shoot-to-kill-order", "televised-address", "airlift", "deaths-in-the-unrest"} <= shown
    assert {"airport-recaptured", "russia-led-troops-arrive", "internet-shut-off"} <= shown
    assert shown.isdisjoint({"almaty-rally", "police-patrol-almaty", "russia-us-talks", "nazarbayev-hands-over"})
    assert shown.isdisjoint({"fuel-price-increase", "demonstrations-begin"})  # by 5 January at the latest


@pytest.mark.parametrize(
    ("known_on", "articles"),
    [("2022-01-06", set()), ("2022-01-07", {LEAD}), ("2023-02-28", {LEAD}), ("2023-03-01", {LEAD, SMALL})],
)
def test_before_its_publication_nothing_of_an_article_is_known(
    two_articles: Archive, known_on: str, articles: set[str]
) -> None:
    """Guards against hindsight: what was reported later must not show as known earlier."""
    for table in TABLES:
        shown = PUBLIC[table](two_articles, Selection(known_on=known_on))
        assert set(shown["article_id"]) == articles


SPELLINGS = [
    ("Nazarbayev’s family", "nazarbayev's FAMILY"),
    ("“armed criminals”", '"Armed Criminals"'),
    ("“armed criminals”", "”ARMED criminals“"),
    ("“Zoë Brandt”", '"zoe brandt"'),
    ("can’t lock", "CAN'T  lock"),
    ("planned …", "planned ..."),
    ("KURALAI", "kuralai"),
    ("“armed criminals”", "« armed criminals »"),
    ("“armed criminals”", "„armed criminals“"),
    ("Nazarbayev’s family", "Nazarbayevʼs\u00a0fam\u00adily"),
    ("Nazarbayev’s family", "Nazarbayev`s \u200bfamily"),
    ("Zoë", "Zo\u0065\u0308"),
    ("explosions", "e\u2060xplosions"),
]


@pytest.mark.parametrize(("printed", "typed"), SPELLINGS)
def test_a_search_finds_what_is_printed_however_it_is_typed(two_articles: Archive, printed: str, typed: str) -> None:
    """Guards against case, accents or curly quotation marks hiding what is there."""
    found = {table: ids(two_articles, table, Selection(q=typed)) for table in TABLES}
    assert found == {table: ids(two_articles, table, Selection(q=printed)) for table in TABLES}
    assert any(found.values())


@pytest.mark.parametrize(
    ("query", "table", "expected"),
    [
        ("explosions", "events", {"explosions-at-night"}),
        ("explosions", "quotes", {"kuralai-explosions"}),
        ("explosions planned", "quotes", {"kuralai-explosions"}),
        ("explosions zzzz", "quotes", set()),
        ('"we hear explosions"', "quotes", {"kuralai-explosions"}),
        ('"explosions we hear"', "quotes", set()),
        ("explosions we hear", "quotes", {"kuralai-explosions"}),
        ('"scared, It hurts"', "quotes", set()),
        ('"shoot to kill"', "quotes", {"tokayev-militants"}),
        ("Astana", "facts", {"nazarbayev-family-influence", "capital-named-after-nazarbayev"}),
        ("Nur-Sultan", "facts", {"nazarbayev-family-influence", "capital-named-after-nazarbayev"}),
        ("Nur-Sultan", "events", set()),
        ("Алматы rally", "events", {"almaty-rally"}),
        ("3,800", "claims", {"arrests-3800"}),
        ('"unbalanced', "quotes", set()),
        ("50%", "events", set()),
        ("_", "claims", set()),
        (".*", "events", set()),
    ],
)
def test_a_search_finds_every_word_and_a_phrase_as_it_stands(
    archive: Archive, query: str, table: str, expected: set[str]
) -> None:
    """Guards against a search that finds any word, that splits a phrase, or that takes signs for patterns."""
    assert local(archive, table, Selection(q=query)) == expected


def test_a_search_for_nothing_but_marks_filters_nothing(archive: Archive) -> None:
    """Guards against a stray quotation mark emptying the page."""
    assert len(ids(archive, "events", Selection(q='"'))) == len(ids(archive, "events", Selection()))


# Order.


def test_events_come_in_order_of_time_and_the_undated_last(archive: Archive) -> None:
    """Guards against undated events at the head of the list, as if they had come first."""
    starts = [row["start"] for row in queries.rows(queries.events(archive))]
    dated = [start for start in starts if start]
    assert dated == sorted(dated)
    assert starts == dated + [None] * (len(starts) - len(dated))
    assert 0 < len(dated) < len(starts)


def test_quotations_come_in_the_order_of_the_article(archive: Archive, record_json: Json) -> None:
    """Guards against quotations in the order of their ids, which means nothing to a reader."""
    at = {
        quote["id"]: (quote["anchors"][0]["paragraph"], quote["anchors"][0]["start"]) for quote in record_json["quotes"]
    }
    found = [at[each.removeprefix(f"{LEAD}.")] for each in ids(archive, "quotes", Selection())]
    assert found == sorted(at.values())


def test_the_pieces_of_an_utterance_stand_next_to_each_other(archive: Archive) -> None:
    """Guards against an utterance torn apart, and against its report standing before its quotation."""
    shown = queries.quotes_by_utterance(archive)
    utterances = shown["utterance_id"].to_list()
    heads = [each for n, each in enumerate(utterances) if n == 0 or utterances[n - 1] != each]
    assert len(heads) == len(set(heads))
    assert sorted(shown["item_id"]) == sorted(ids(archive, "quotes", Selection()))
    of_the_order = shown[shown["utterance_id"] == f"{LEAD}.tokayev-militants"]["item_id"].to_list()
    assert of_the_order == [f"{LEAD}.tokayev-militants", f"{LEAD}.tokayev-order-reported"]


# Facets and counts.


@pytest.mark.parametrize("which", SELECTIONS)
def test_counts_are_the_lengths_of_the_tables(two_articles: Archive, which: str) -> None:
    """Guards against “12 of 31 events” beside a table of another length, and against counting what is not known yet."""
    known = Selection(known_on=SELECTIONS[which].known_on)
    found = {
        row["table_name"]: (row["shown"], row["total"])
        for row in queries.rows(queries.counts(two_articles, SELECTIONS[which]))
    }
    assert found == {
        table: (len(ids(two_articles, table, SELECTIONS[which])), len(ids(two_articles, table, known)))
        for table in TABLES
        if ids(two_articles, table, known)
    }


@pytest.mark.parametrize("which", A_FEW)
def test_a_facet_value_counts_what_choosing_it_alone_would_show(two_articles: Archive, which: str) -> None:
    """Guards against counts that ignore the other filters, that apply their own, or that miss a value."""
    selection = SELECTIONS[which]
    found = {(row["facet"], row["term"]): row["count"] for row in queries.rows(queries.facets(two_articles, selection))}
    known = as_known_on(two_articles, selection.known_on).known_values
    assert set(found) == {(facet, value) for facet in FACETS for value in known[facet]}
    wrong = {}
    for (facet, value), count in found.items():
        alone = queries.counts(two_articles, replace(selection, **{facet: (value,)})).set_index("table_name")["shown"]
        expected = alone[ONE_TABLE[facet]] if facet in ONE_TABLE else alone[list(queries.COUNTED_TABLES)].sum()
        if count != expected:
            wrong[facet, value] = (count, int(expected))
    assert wrong == {}


def test_facet_counts_are_those_of_the_records(two_articles: Archive, record_json: Json, small_record: Json) -> None:
    """Guards against counts that agree with the filters because both are wrong."""
    everything = [each for each in told(record_json, small_record) if each.table in queries.COUNTED_TABLES]
    expected = Counter(("city", city) for each in everything for city in each.cities())
    expected += Counter(("actor", actor) for each in everything for actor in each.actors())
    expected += Counter(("topic", topic) for each in everything for topic in each.topics())
    expected += Counter(("article", each.record["article"]["id"]) for each in everything)
    expected += Counter(("kind", each.raw["kind"]) for each in everything if each.table == "events")
    for quote in (each for each in everything if each.table == "quotes"):
        expected += Counter(
            [
                ("quote_type", quote.raw["quote_type"]),
                ("speaker", quote.raw["speaker"]),
                ("speaker_group", quote.speaker_group()),
            ]
        )
    found = {(row["facet"], row["term"]): row["count"] for row in queries.rows(queries.facets(two_articles))}
    assert {value: count for value, count in found.items() if count} == dict(expected)


def test_facet_values_have_labels_and_an_order(two_articles: Archive) -> None:
    """Guards against slugs where a reader expects words, and `not-stated` among the named values."""
    shown = queries.facets(two_articles)
    labels = {(row["facet"], row["term"]): row["label"] for row in queries.rows(shown)}
    assert labels["city", "nur-sultan"] == "Nur-Sultan"
    assert labels["kind", "security_operation"] == "Security operation"
    assert labels["article", LEAD] == "Al Jazeera, 2022-01-07"
    assert labels["topic", NOT_STATED] == "Not recorded"
    for facet in FACETS:
        of_facet = shown[shown["facet"] == facet]
        stated = of_facet[of_facet["term"] != NOT_STATED]
        assert stated["count"].is_monotonic_decreasing
        if NOT_STATED in of_facet["term"].to_list():
            assert of_facet["term"].iloc[-1] == NOT_STATED


def test_what_one_filter_hides_is_counted_without_it(two_articles: Archive) -> None:
    """Guards against an empty page that names the wrong filter to loosen."""
    selection = Selection(
        city=("aktau",), kind=("violence",), date_from="2022-01-07", known_on="2022-12-31", q="peaceful"
    )
    loosened = {
        "city": replace(selection, city=()),
        "kind": replace(selection, kind=()),
        "from": replace(selection, date_from=None),
        "q": replace(selection, q=""),
    }
    found = queries.counts_without(two_articles, queries.events, selection)
    assert found == {key: len(ids(two_articles, "events", each)) for key, each in loosened.items()}
    assert len(set(found.values())) > 1


# The map.


@pytest.mark.parametrize("which", ["everything", "one city", "two kinds", "an actor", "one day", "nothing"])
def test_a_place_counts_what_happened_there_apart_from_what_only_names_it(
    two_articles: Archive, record_json: Json, small_record: Json, which: str
) -> None:
    """Guards against a city that is only mentioned looking like the scene of something, and items counted twice."""
    selection = SELECTIONS[which]
    nothing = bool(selection.q)
    shown = [] if nothing else [each for each in told(record_json, small_record) if each.is_shown(selection)]
    happened = Counter(place for each in shown if each.table == "events" for place in set(each.raw["places"]))
    named = Counter(
        place
        for each in shown
        for place in each.places() - (set(each.raw["places"]) if each.table == "events" else set())
    )
    expected = {
        place["id"]: (happened[place["id"]], named[place["id"]])
        for record in (record_json, small_record)
        for place in record["places"]
    }
    found = {
        row["place_id"]: (row["events"], row["mentions"])
        for row in queries.rows(queries.map_places(two_articles, selection))
    }
    assert found == expected


def test_nothing_happens_where_the_article_only_names_a_city(archive: Archive) -> None:
    """Guards against a full mark on Nur-Sultan or Moscow."""
    places = queries.map_places(archive).set_index("place_id")
    assert places.loc[["nur-sultan", "moscow"], "events"].to_list() == [0, 0]
    assert (places.loc[["nur-sultan", "moscow"], "mentions"] > 0).all()
    cities = queries.map_cities(archive).set_index("city_id")
    assert cities["events"].to_dict() == {"aktau": 1, "almaty": len(IN_ALMATY), "moscow": 0, "nur-sultan": 0}


@pytest.mark.parametrize("which", ["everything", "one city", "two kinds", "an actor", "one day"])
def test_a_city_counts_each_item_once(two_articles: Archive, record_json: Json, small_record: Json, which: str) -> None:
    """Guards against an event at two sites of one city standing for two events."""
    selection = SELECTIONS[which]
    happened: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for each in told(record_json, small_record):
        if not each.is_shown(selection):
            continue
        scenes = set(each.raw["places"]) if each.table == "events" else set()
        happened.update(Told("facts", {"places": sorted(scenes)}, each.record).cities())
        named.update(Told("facts", {"places": sorted(each.places() - scenes)}, each.record).cities())
    for row in queries.rows(queries.map_cities(two_articles, selection)):
        assert (row["events"], row["mentions"]) == (happened[row["city_id"]], named[row["city_id"]]), row["city_id"]


def test_a_site_takes_its_pin_from_its_city_and_nothing_wider_gets_one(archive: Archive) -> None:
    """Guards against a country or a region being drawn as a point that its source does not give."""
    places = {row["place_id"]: row for row in queries.rows(queries.entities(archive, "places"))}
    city = places["almaty"]["lat"], places["almaty"]["lon"]
    assert (places["almaty-main-airport"]["pin_lat"], places["almaty-main-airport"]["pin_lon"]) == city
    assert places["almaty-main-airport"]["lat"] is None
    for wide in ("kazakhstan", "western-kazakhstan", "crimea", "central-asia"):
        assert (places[wide]["pin_lat"], places[wide]["pin_lon"], places[wide]["city_id"]) == (None, None, NOT_STATED)
    assert (places["almaty-main-square"]["city_id"], places["almaty-main-square"]["country_id"]) == (
        "almaty",
        "kazakhstan",
    )


@pytest.mark.parametrize("which", ["everything", "two kinds", "one city", "nothing"])
def test_every_event_is_on_the_map_or_in_the_tray_beside_it(two_articles: Archive, which: str) -> None:
    """Guards against events that are lost between the map and its tray, or that stand in both."""
    selection = SELECTIONS[which]
    pinned = queries.event_places(two_articles, selection).dropna(subset=["pin_lat"])
    tray = queries.events_without_pin(two_articles, selection)
    assert set(pinned["item_id"]).isdisjoint(tray["item_id"])
    assert set(pinned["item_id"]) | set(tray["item_id"]) == set(ids(two_articles, "events", selection))
    counted = queries.unpinned_by_precision(two_articles, selection)
    assert counted["events"].sum() == len(tray)
    labels = {each.value: each.label for each in GeoPrecision}
    assert dict(zip(counted["label"], counted["events"], strict=True)) == dict(
        Counter(tray["geo_precision"].map(labels))
    )


# Lanes, voices, days, the inspector.


def test_an_event_has_a_lane_for_each_who_acts_and_one_where_nobody_does(two_articles: Archive) -> None:
    """Guards against those whom something is done to standing in a lane of those who act."""
    by_actor = queries.events_by_actor(two_articles)
    lanes: dict[str, set[str]] = {}
    for item_id, lane in zip(by_actor["item_id"], by_actor["lane"], strict=True):
        lanes.setdefault(item_id.split(".", 1)[1], set()).add(lane)
    assert lanes["putin-tokayev-calls"] == {"vladimir-putin", "kassym-jomart-tokayev"}
    assert lanes["airport-recaptured"] == {NOT_STATED}
    assert lanes["detentions"] == {"port-police"}
    assert set(by_actor["item_id"]) == set(ids(two_articles, "events", Selection()))
    assert not by_actor.duplicated(["item_id", "lane"]).any()
    filtered = queries.events_by_actor(two_articles, Selection(actor=("vladimir-putin",)))
    assert set(filtered["lane"]) == {"vladimir-putin"}


def test_a_lane_by_kind_is_the_kind(two_articles: Archive) -> None:
    """Guards against a lane that mixes kinds, or one whose label is its slug."""
    by_kind = queries.events_by_kind(two_articles)
    assert by_kind["lane"].to_list() == by_kind["kind"].to_list()
    assert (
        dict(zip(by_kind["lane"], by_kind["lane_label"], strict=True))["military_deployment"] == "Military deployment"
    )


@pytest.mark.parametrize("which", ["everything", "one city", "a voice", "a type of quotation", "an article"])
def test_words_are_counted_for_each_kind_of_speaker(
    two_articles: Archive, record_json: Json, small_record: Json, which: str
) -> None:
    """Guards against reported speech counting as somebody's words, and a split quotation as two."""
    words: Counter[str] = Counter()
    utterances: dict[str, set[str]] = {}
    for quote in told(record_json, small_record):
        if quote.table != "quotes" or not quote.is_shown(SELECTIONS[which]) or not quote.raw.get("contents"):
            continue
        words[quote.speaker_group()] += sum(len(piece.split()) for piece in quote.raw["contents"])
        whole = quote.raw.get("part_of", quote.raw["id"])
        utterances.setdefault(quote.speaker_group(), set()).add(f"{quote.record['article']['id']}.{whole}")
    found = queries.words_by_speaker_group(two_articles, SELECTIONS[which])
    assert {row["speaker_group"]: (row["words"], row["quotations"]) for row in queries.rows(found)} == {
        voice: (count, len(utterances[voice])) for voice, count in words.items()
    }
    assert found["words"].is_monotonic_decreasing


def test_the_expert_has_24_words_in_one_quotation(archive: Archive) -> None:
    """Guards the test above: “mixed bag” is two words, the sentence after it 22, and both are one utterance."""
    (row,) = queries.rows(queries.words_by_speaker_group(archive, Selection(speaker_group=("experts",))))
    assert row == {"speaker_group": "experts", "words": 24, "quotations": 1}


def test_the_days_run_from_the_earliest_to_the_latest(archive: Archive, two_articles: Archive) -> None:
    """Guards against a date filter that cannot reach the first or the last event."""
    assert queries.date_range(archive) == ("2014-01-01", "2022-01-16")
    assert queries.date_range(two_articles) == ("2014-01-01", "2023-03-01")


def test_an_item_comes_with_its_table_and_its_row(archive: Archive) -> None:
    """Guards against a link to an item that opens another one, and against gaps that are not None."""
    found = queries.item(archive, f"{LEAD}.arrests-3800")
    assert found is not None
    table, row = found
    assert table == "claims"
    assert list(row) == list(COLUMNS["claims"])
    assert (row["value"], row["low"], row["high"], row["as_of"]) == (3800, 3800, None, None)
    assert queries.item(archive, "nothing") is None


def test_an_item_comes_with_every_place_it_stands_on_and_every_caveat(archive: Archive) -> None:
    """Guards against a figure shown without its second anchor, or without what makes it doubtful."""
    item_id = f"{LEAD}.killed-armed-criminals"
    found = queries.anchors(archive, item_id)
    assert found["exact"].to_list() == [
        "26 “armed criminals”", "since Thursday", "The interior ministry said", "figures appeared",
    ]  # fmt: skip
    assert set(found["publisher"]) == {"Al Jazeera"}
    assert set(queries.caveats_of(archive, item_id)["item_id"]) == {
        f"{LEAD}.figures-not-updated",
        f"{LEAD}.dead-as-labelled",
    }


def test_items_without_a_source_are_those_of_which_a_caveat_says_so(
    two_articles: Archive, record_json: Json, small_record: Json
) -> None:
    """Guards against a figure that nobody is named for passing for one with a source, and the other way round."""
    expected = {
        f"{record['article']['id']}.{item_id}"
        for record in (record_json, small_record)
        for caveat in record["caveats"]
        if caveat["kind"] == "unattributed"
        for item_id in caveat["concerns"]
    }
    assert f"{LEAD}.killed-dozens" in expected
    caveats = queries.caveats_by_item(two_articles)
    assert {item_id for item_id in caveats if "unattributed" in {row["kind"] for row in caveats[item_id]}} == expected
    for item_id, of_item in caveats.items():
        assert {row["item_id"] for row in of_item} == set(queries.caveats_of(two_articles, item_id)["item_id"])


def test_every_item_has_one_first_anchor_and_all_of_them_stand_in_the_order_of_the_text(archive: Archive) -> None:
    """Guards against an item without a source, and a reader view whose marks are out of order."""
    first = queries.first_anchors(archive)
    everything = [each for table in TABLES for each in ids(archive, table, Selection())]
    assert sorted(first["item_id"]) == sorted(everything)
    marks = queries.anchors_in_article(archive, LEAD)
    places = list(zip(marks["paragraph"], marks["start_offset"], strict=True))
    assert places == sorted(places)
    assert set(marks["item_id"]) == set(everything)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_that_it_is_said_to_have(archive: Archive, table: str) -> None:
    """Guards against helper columns leaking into exports, and columns that pages rely on going missing."""
    assert PUBLIC[table](archive).columns.to_list() == list(COLUMNS[table])
    assert PUBLIC[table](archive, Selection(q="zzzz")).columns.to_list() == list(COLUMNS[table])


# Shared answers.


def spoil(frame: pd.DataFrame) -> None:
    """Everything that a careless caller may do to a frame in place."""
    if len(frame):
        frame.iloc[0, 0] = "spoilt"
    frame.columns = [f"{name}_x" for name in frame.columns]
    frame["spoilt"] = 1
    frame.pop(frame.columns[0])
    frame.index = frame.index[::-1]
    frame.index.name = "spoilt"
    frame.attrs["spoilt"] = True


@pytest.mark.parametrize("name", [*UNDER_A_SELECTION, "first_anchors"])
def test_what_one_reader_does_to_an_answer_no_other_reader_sees(two_articles: Archive, name: str) -> None:
    """Guards against a page that changes its frame in place and with it the answer of every viewer."""
    untouched = PUBLIC[name](two_articles).copy(deep=True)
    spoil(PUBLIC[name](two_articles))
    again = PUBLIC[name](two_articles)
    assert_frame_equal(again, untouched)
    assert again.index.name is None
    assert again.attrs == {}


class Watched:
    """An engine that counts how often it is asked for a table."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked = 0

    def table(self, name: str) -> nw.LazyFrame[Any]:
        self.asked += 1
        return self.engine.table(name)


@pytest.fixture
def watched(archive: Archive) -> Archive:
    return Archive(Watched(archive.engine), version="watched", collection=None)


@pytest.mark.parametrize("name", UNDER_A_SELECTION)
def test_an_answer_is_worked_out_once_whatever_item_is_open(watched: Archive, name: str, tmp_path: Path) -> None:
    """Guards against the tables being read again for each viewer and each item that one of them opens."""
    watched = replace(watched, version=str(tmp_path))
    engine = watched.engine
    assert isinstance(engine, Watched)
    asked = Selection(city=("almaty", "aktau"), q="the", date_from="2022-01-05")
    first = PUBLIC[name](watched, asked)
    reads = engine.asked
    assert reads > 0
    opened = replace(asked, item=f"{LEAD}.arrests-3800")
    for same in (asked, opened, replace(asked, city=("aktau", "almaty"))):
        assert_frame_equal(PUBLIC[name](watched, same), first)
    assert engine.asked == reads
    PUBLIC[name](watched, replace(asked, city=("aktau",)))
    assert engine.asked > reads


def test_another_version_of_the_data_has_answers_of_its_own(archive: Archive, two_articles: Archive) -> None:
    """Guards against yesterday's answers standing after a record was added."""
    assert len(queries.events(archive)) < len(queries.events(two_articles))


def test_rows_have_none_for_what_is_missing() -> None:
    """Guards against “nan” on screen and in exports."""
    frame = pd.DataFrame({"a": ["x", None], "n": [1.5, float("nan")]}).astype({"a": "str"})
    assert queries.rows(frame) == [{"a": "x", "n": 1.5}, {"a": None, "n": None}]
    assert json.dumps(queries.rows(frame)) == '[{"a": "x", "n": 1.5}, {"a": null, "n": null}]'
