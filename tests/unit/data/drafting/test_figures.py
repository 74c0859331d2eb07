"""Drafts of figures: on sentences that a person checked, on the lead article, and on hostile texts."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.drafting.dates import draft_dates
from data.drafting.figures import DraftedFigure, draft_figures
from data.drafting.tokens import MOST_TOKENS, sentences_of, tokens_of
from data.records.anchors import read_text
from data.records.items import Claim
from data.records.vocabulary import Metric, PopulationGroup, Qualifier, TimePrecision

SENTENCES = json.loads(Path(__file__).with_name("figure_sentences.json").read_text("utf-8"))
PUBLISHED_ON = dt.date.fromisoformat(SENTENCES["published_on"])

Json = dict[str, Any]
Key = tuple[str | None, str, float | None, str]


def drafted(*paragraphs: str) -> list[DraftedFigure]:
    return draft_figures(paragraphs, PUBLISHED_ON)


def key(figure: Json) -> Key:
    """What must be right of a figure for it to count as found."""
    return figure["metric"], figure["value_text"], figure.get("value"), figure["qualifier"]


def as_json(text: str, figures: list[DraftedFigure]) -> list[Json]:
    """Drafts of a sentence in the shape of the checked ones."""

    def words(place: Any) -> str | None:
        return text[place.start : place.end] if place else None

    return [
        {
            "metric": figure.metric,
            "value_text": figure.value_text,
            "value": figure.value,
            "qualifier": figure.qualifier,
            "population": figure.population,
            "asserted_by": words(figure.asserted_by),
            "told_to": words(figure.told_to),
            "as_of": figure.as_of,
            "part_of": next((other.value_text for other in figures if other.place == figure.part_of), None),
        }
        for figure in figures
    ]


def checked(half: str) -> Iterator[tuple[list[Json], list[Json]]]:
    """The drafts of each sentence beside its checked figures."""
    for sentence in SENTENCES[half]:
        yield as_json(sentence["text"], drafted(sentence["text"])), sentence["figures"]


def test_the_checked_sentences_are_many_and_a_third_has_no_figure() -> None:
    """Guards against a set on which everything that is drafted is right."""
    sentences = SENTENCES["before_rules"] + SENTENCES["after_rules"]
    assert len(sentences) >= 120
    assert len({sentence["text"] for sentence in sentences}) == len(sentences)
    assert sum(not sentence["figures"] for sentence in sentences) >= len(sentences) / 3
    assert SENTENCES["licence"] == "CC BY 4.0"


def test_precision_and_recall_on_the_checked_sentences() -> None:
    """Guards against rules that draft what no sentence says, or miss more than one figure of twenty."""
    pairs = [pair for half in ("before_rules", "after_rules") for pair in checked(half)]
    right = sum(key(draft) in map(key, expected) for drafts, expected in pairs for draft in drafts)
    assert right / sum(len(drafts) for drafts, _ in pairs) >= 0.95
    assert right / sum(len(expected) for _, expected in pairs) >= 0.95


@pytest.mark.parametrize("field", ["population", "asserted_by", "told_to", "as_of", "part_of"])
def test_what_a_figure_is_said_of_is_right_too(field: str) -> None:
    """Guards against the right number with the wrong speaker, day or people."""
    found = [
        (draft[field], figure.get(field))
        for half in ("before_rules", "after_rules")
        for drafts, expected in checked(half)
        for draft in drafts
        for figure in expected
        if key(draft) == key(figure)
    ]
    assert sum(draft == figure for draft, figure in found) / len(found) >= 0.95


def test_a_draft_fits_the_record() -> None:
    """Guards against numbers that the record's own checks refuse, and words that no anchor could hold."""
    for half in ("before_rules", "after_rules"):
        for sentence in SENTENCES[half]:
            for figure in drafted(sentence["text"]):
                claim = Claim(
                    id="a-figure",
                    metric=figure.metric or Metric.KILLED,
                    value_text=figure.value_text,
                    value=figure.value,
                    low=figure.low,
                    high=figure.high,
                    qualifier=figure.qualifier,
                    population=figure.population,
                    population_group=figure.population_group or PopulationGroup.SUBSET,
                    asserted_by="somebody",
                    reported_on=PUBLISHED_ON,
                    as_of=None if figure.as_of is None else dt.date.fromisoformat(figure.as_of),
                )
                words = sentence["text"][figure.place.start : figure.place.end]
                assert words.startswith(claim.value_text)
                assert 0 < figure.confidence <= 1
                assert figure.why


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dozens hurt in bus crash", [("injured", "Dozens", None)]),
        ("Two killed and dozens hurt as ferry burns", [("killed", "Two", 2), ("injured", "dozens", None)]),
        ("One killed and scores wounded in market blast", [("killed", "One", 1), ("injured", "scores", None)]),
        ("Three dead, dozens injured in mine", [("killed", "Three", 3), ("injured", "dozens", None)]),
        ("Dozens were hurt, many of them children.", [("injured", "Dozens", None)]),
        ("Four people died and dozens more were hurt.", [("killed", "Four", 4), ("injured", "dozens more", None)]),
        ("The blast killed four and dozens of cows.", [("killed", "four", 4)]),
    ],
)
def test_dozens_who_were_hurt_are_injured_and_stay_a_word(
    text: str, found: list[tuple[str, str, float | None]]
) -> None:
    """Guards against the wounded of a headline counted as dead, and against “dozens” that becomes a number."""
    assert [(each.metric, each.value_text, each.value) for each in drafted(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The union put the crowd at 4,000; the police spoke of about 1,800.",
         [("4,000", "The union"), ("about 1,800", "the police")]),
        ("Some 9,000 people marched, organisers said, but the prefecture counted 2,500.",
         [("Some 9,000", "organisers"), ("2,500", "the prefecture")]),
        ("The clinic said 12 people had died, while the army put it at three.",
         [("12", "The clinic"), ("three", "the army")]),
        ("The clinic said 12 people had died. The army spoke of only three.",
         [("12", "The clinic"), ("three", "The army")]),
        ("The ministry put the number of injured at 64; the residents’ association spoke of more than 90.",
         [("64", "The ministry"), ("more than 90", "the residents’ association")]),
        ("The clinic said 12 people had died, and the army gave three names.", [("12", "The clinic")]),
        ("The clinic said 12 people had died. The army spoke of three bridges.", [("12", "The clinic")]),
        ("The clinic opened. The army spoke of three.", []),
    ],
)  # fmt: skip
def test_a_second_count_of_another_source_is_a_figure_of_its_own(text: str, found: list[tuple[str, str]]) -> None:
    """Guards against one side’s count alone, and against a number of names or bridges as one of people."""
    figures = drafted(text)
    said = [text[each.asserted_by.start : each.asserted_by.end] if each.asserted_by else None for each in figures]
    assert [(each.value_text, who) for each, who in zip(figures, said, strict=True)] == found
    assert len({each.metric for each in figures}) <= 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The government sent 400 members of the national guard to the valley.", ["400"]),
        ("The ministry deployed 40 police officers along the canal.", ["40"]),
        ("Some 300 gendarmes were sent to the valley, the prefect said.", ["Some 300"]),
        ("A train brought in 200 guards from the capital.", ["200"]),
        ("Another 60 constables have been deployed at the bridges.", ["Another 60"]),
        ("Two officers were sent home after the raid.", []),
        ("The court sent 12 officers to prison.", []),
        ("The union sent 12 letters to the officers.", []),
        ("Twelve officers stood at the gate.", []),
    ],
)
def test_officers_and_guards_who_are_sent_somewhere_are_troops(text: str, found: list[str]) -> None:
    """Guards against forces that nobody counts, and against officers on their way home taken for a deployment."""
    figures = drafted(text)
    assert [each.value_text for each in figures] == found
    assert all(each.metric is Metric.TROOPS for each in figures)
    assert all(each.population_group is PopulationGroup.SECURITY_FORCES for each in figures)


@pytest.mark.parametrize(
    "text",
    [
        "The cabinet declared a state of emergency and sent 800 soldiers to the valley.",
        "The ministry announced the closure and deployed 40 officers.",
    ],
)
def test_who_acts_does_not_say_how_many(text: str) -> None:
    """Guards against an order that is taken for a statement on its own size."""
    (figure,) = drafted(text)
    assert figure.asserted_by is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 300 students occupied the town hall.", ["About 300"]),
        ("Some 40 tenants blocked the road with mattresses.", ["Some 40"]),
        ("Two dozen pupils have blockaded their school.", ["Two dozen"]),
        ("Forty officers surrounded the school.", []),
        ("Forty lorries blocked the road.", []),
        ("Forty men occupied themselves with nets.", []),
    ],
)
def test_people_who_take_a_place_are_a_crowd(text: str, found: list[str]) -> None:
    """Guards against an occupation whose size is lost, and against officers and lorries counted as a crowd."""
    figures = drafted(text)
    assert [each.value_text for each in figures if each.metric is Metric.CROWD_SIZE] == found


@pytest.mark.parametrize(
    "text",
    [
        "He did not say how the two men had died.",
        "She would not say whether 12 people were killed.",
        "The mayor declined to say how many of the 30 miners were dead.",
        "A reporter asked whether two men had died.",
    ],
)
def test_what_somebody_does_not_say_is_no_figure(text: str) -> None:
    """Guards against a silence that is drafted as a count."""
    assert drafted(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Nine people died on Monday in Toulon and three were hurt on Tuesday.", ["2024-05-13", "2024-05-14"]),
        ("On Monday nine people died, and three were hurt in Lyon on Tuesday.", ["2024-05-13", "2024-05-14"]),
        ("Nine people were killed on Monday and 12 on Tuesday.", ["2024-05-13", "2024-05-14"]),
        ("The mayor said on Tuesday that nine people were killed on Monday.", ["2024-05-13"]),
        ("Gunmen came on Sunday, killing nine soldiers, the governor said on Monday.", ["2024-05-12"]),
        ("Gunmen came to a camp on the lake on Sunday, killing nine, the governor said on Monday.", [None]),
        ("Nine people were killed between Monday and Tuesday.", [None]),
        ("Nine people were hurt in Petrolina, Rio de Janeiro, on Monday.", ["2024-05-13"]),
        ("Ana Lima, 43, a nurse, said on Tuesday that nine people were killed on Monday.", ["2024-05-13"]),
    ],
)
def test_a_figure_has_the_day_of_its_own_part_of_the_sentence(text: str, days: list[str | None]) -> None:
    """Guards against the day of another figure, or of who said so."""
    assert [each.as_of for each in drafted(text)] == days


def test_who_it_said_stands_for_is_named_by_the_sentence_before() -> None:
    """Guards against a figure that is said by “it”."""
    text = "The harbour ministry said 14 dockers were killed. It added that 30 people had been arrested."
    first, second = drafted(text)
    assert first.asserted_by == second.asserted_by
    assert second.asserted_by is not None
    assert text[second.asserted_by.start : second.asserted_by.end] == "The harbour ministry"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The union of dockers, however, spoke of five dead.", "The union of dockers"),
        ("The union of dockers spoke, however, of five dead.", "The union of dockers"),
        ("However, the union of dockers has spoken of five dead.", "the union of dockers"),
        ("Ana Lima, who leads the union, talked of five dead.", "Ana Lima"),
        ("Two soldiers died, the governor said on Monday, while the army gave no figure.", "the governor"),
        ("Two soldiers died, the governor said, but nobody else did.", "the governor"),
        ("Colonel Ana Lima, who leads the unit, said troops had killed 14 fighters.", "Colonel Ana Lima"),
        ("Ana Lima, a clerk, said guards had hurt 14 dockers.", "Ana Lima"),
        ("The cabinet declared that 12 people had died.", "The cabinet"),
        ("Ana Lima, who leads the union, said two people were killed.", "Ana Lima"),
        ("The ferry company, Lakeside Lines, said dozens were hurt.", "The ferry company"),
        ("Two people were killed, said two witnesses.", "two witnesses"),
        ("The union put the dead at five.", "The union"),
        ("The clinic gave a figure of 40 injured.", "The clinic"),
        ("The clinic now lists 40 injured.", "The clinic"),
        ("The union’s lawyers complained that five dockers had been killed.", "The union’s lawyers"),
        ("Five dead were counted by the union of dockers.", "the union of dockers"),
        ("Twelve people were injured, as reported by the clinic.", "the clinic"),
        ("It was reported by the clinic that 12 people had been injured.", "the clinic"),
        ("The toll was put at five dead by the union.", "the union"),
        ("According to the union, five people were killed.", "the union"),
    ],
)
def test_whoever_says_a_figure_by_any_verb_of_speech_asserts_it(text: str, speaker: str) -> None:
    """Guards against one side’s count standing as what the newspaper itself asserts."""
    (figure,) = drafted(text)
    assert figure.asserted_by is not None
    assert text[figure.asserted_by.start : figure.asserted_by.end] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Five people were reported dead.",
        "Five people were killed, it was reported.",
        "It was reported that five people had been killed.",
        "There were reports of five dead.",
        "Unconfirmed reports of five dead could not be checked.",
    ],
)
def test_a_figure_that_somebody_unknown_says_is_hearsay(text: str) -> None:
    """Guards against a rumour that is as sure as what the newspaper counted."""
    (figure,) = drafted(text)
    assert (figure.asserted_by, figure.is_hearsay) == (None, True)
    assert figure.confidence <= 0.4
    assert "not who" in figure.why


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 12 people on Friday.",
        "He was convicted on 12 counts, and 12 people were injured.",
        "12 people were put at risk, and five were killed.",
        "Five people were killed and the mayor spoke of the sea.",
    ],
)
def test_what_says_no_figure_makes_none_hearsay(text: str) -> None:
    """Guards against verbs with other meanings taking the newspaper’s own figures from it."""
    assert [(figure.asserted_by, figure.is_hearsay) for figure in drafted(text)] == [(None, False)]


def test_the_next_sentence_may_date_the_figures_before_it() -> None:
    """Guards against figures of an earlier day being taken for those of the day of publication."""
    text = "Police said 14 dockers were killed. Those numbers seemed not to have been updated since Tuesday."
    (figure,) = drafted(text)
    assert (figure.as_of, figure.as_of_hedge) == ("2024-05-14", "seemed")
    assert figure.as_of_place is not None
    assert "since Tuesday" in text[figure.as_of_place.start : figure.as_of_place.end]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that 12 people had been killed.",
        "If 12 people are killed, the bridge will be shut.",
        "They planned to kill 12 people.",
        "12 people will be arrested.",
        "In 2019 protesters stormed the quay.",
        "He was killed 12 years ago.",
        "He was convicted on 34 counts and sentenced to 12 years.",
        "The 2014 shooting death of a boy was recalled.",
        "He came on his 757 jet.",
    ],
)
def test_what_nobody_states_is_no_figure(text: str) -> None:
    """Guards against denied, supposed and coming deeds, and against years and types that are counts."""
    assert drafted(text) == []


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("12 people were killed.", PopulationGroup.ALL_PEOPLE),
        ("12 police officers were killed.", PopulationGroup.SECURITY_FORCES),
        ("12 “bandits” were killed.", PopulationGroup.LABELLED_BY_AUTHORITIES),
        ("12 protesters were killed.", PopulationGroup.PROTESTERS),
        ("12 women were killed.", PopulationGroup.SUBSET),
        ("12 planes landed.", PopulationGroup.OBJECTS),
        ("12 foreign troops landed.", PopulationGroup.FOREIGN_FORCES),
        ("Its forces number 2,500.", None),
        ("12 protesters and police officers were killed.", None),
    ],
)
def test_the_group_is_what_the_words_say(text: str, group: PopulationGroup | None) -> None:
    """Guards against a neutral name that is chosen from what one knows of the matter."""
    assert [figure.population_group for figure in drafted(text)] == [group]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "killed",
        "\0",
        "1e999 people were killed",
        "9" * 400 + " people were killed",
        '"' * 500,
        "a" * 9000,
    ],
)
def test_bad_input_is_no_figure_and_no_error(text: str) -> None:
    """Guards against infinite numbers, and against an article that cannot be drafted at all."""
    assert drafted(text) == []


def test_invisible_characters_hide_no_figure() -> None:
    """Guards against a mark of direction or a zero-width space between two digits."""
    (figure,) = drafted("\u202ePolice killed 2\u200b6 peo\u200dple\u202c.")
    assert (figure.metric, figure.value, figure.qualifier) == (Metric.KILLED, 26, Qualifier.EXACT)


WORDS = """
26 1,300 two hundred dozens several at least more than between and to - “ ” ( ) , . ; : % $ people police of them
including were killed wounded said told according Friday since Monday January 6 2022 a day after the not 1e9 its forces
number planes phone calls death toll rose from crowd one will
"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\0", "\u200b"]), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_can_be_drafted_and_each_place_lies_in_it(text: str) -> None:
    """Guards against an index past the end of a sentence, and against places that hold other words."""
    for figure in drafted(text):
        places = (figure.place, figure.asserted_by, figure.told_to, figure.as_of_place, figure.part_of)
        assert all(0 <= place.start < place.end <= len(text) for place in places if place)
        assert figure.value_text in text[figure.place.start : figure.place.end]
        assert figure.population is None or figure.population in text
        assert (figure.qualifier is Qualifier.VAGUE) == (figure.value is None)
        assert (figure.as_of or "") <= PUBLISHED_ON.isoformat()
    for date in draft_dates([text], PUBLISHED_ON):
        assert text[date.place.start : date.place.end] == date.words
        assert (date.start is None) <= (date.precision is TimePrecision.UNKNOWN)
        assert not (date.start and date.end) or date.start <= date.end


def test_a_line_without_end_is_read_in_pieces() -> None:
    """Guards against time that grows with the square of a line: no rule looks farther than a piece."""
    line = "killed 26 people on Friday " * 4_000
    assert max(len(sentence) for sentence in sentences_of(tokens_of(line))) <= MOST_TOKENS
    assert len(drafted(line)) > 3_900


def test_the_lead_article_gives_the_figures_of_its_record(article_text: Path, record_json: Json) -> None:
    """Guards against rules that only fit invented sentences: none missing, none more, who says so and when right."""
    paragraphs = read_text(article_text).paragraphs
    names = {
        "al-jazeera": None,
        "kazakhstan-interior-ministry": "The interior ministry",
        "kazakhstan-state-tv": "State TV",
        "aktau-witness": "a witness",
        "russia-state": "Moscow",
        "russia-kremlin": "the Kremlin",
        "csto": "The organisation",
    }
    expected = {
        (
            claim["anchors"][0]["paragraph"], claim["metric"], claim["value_text"], claim["qualifier"],
            claim.get("value"), claim.get("low"), claim.get("high"), claim.get("population"),
            names[claim["asserted_by"]], claim.get("as_of"), claim.get("as_of_hedge"),
        )
        for claim in record_json["claims"]
        if claim["metric"] != Metric.DURATION
    }  # fmt: skip
    found = {
        (
            figure.place.paragraph, figure.metric, figure.value_text, figure.qualifier,
            figure.value, figure.low, figure.high, figure.population,
            _words(paragraphs, figure.asserted_by), figure.as_of, figure.as_of_hedge,
        )
        for figure in draft_figures(paragraphs, dt.date(2022, 1, 7))
    }  # fmt: skip
    assert found == expected


def _words(paragraphs: tuple[str, ...], place: Any) -> str | None:
    return paragraphs[place.paragraph][place.start : place.end] if place else None
