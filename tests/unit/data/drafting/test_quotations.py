"""Drafts of quotations: what is quoted, who speaks, to whom, and why the rules think so. All sentences are invented."""

import pytest

from data.drafting.places import Place
from data.drafting.quotations import DraftedQuotation, draft_quotations
from data.records.vocabulary import QuoteType

HEADING = "Dockers stop work in Northport"


def drafts(*paragraphs: str) -> list[tuple[list[str], str | None]]:
    """The pieces of each drafted quotation of an article, and where it names the speaker, as words."""
    article = (HEADING, *paragraphs)
    return [
        ([words_at(article, piece) or "" for piece in draft.pieces], words_at(article, draft.speaker))
        for draft in draft_quotations(article)
    ]


def words_at(article: tuple[str, ...], place: Place | None) -> str | None:
    return article[place.paragraph][place.start : place.end] if place else None


def only(*paragraphs: str) -> DraftedQuotation:
    """The one quotation that is drafted from an article."""
    (draft,) = draft_quotations((HEADING, *paragraphs))
    return draft


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We go back tomorrow,” said Ana Lima, who leads the union.", "Ana Lima"),
        ("“We go back tomorrow,” Lima said.", "Lima"),
        ("“We go back tomorrow,” a woman named Oda told the Ledger.", "a woman named Oda"),
        ("“Do we go back tomorrow?” a guard asked.", "a guard"),
        ("“We go back tomorrow,” Tom Berg, the mayor of Northport, said.", "Tom Berg"),
        ("“We go back tomorrow,” the port ministry said in a statement.", "the port ministry"),
        ("“We go back tomorrow,” the letter reads.", "the letter"),
        ("“We go back tomorrow,” according to Ana Lima.", "Ana Lima"),
        ("Lima said: “We go back tomorrow.”", "Lima"),
        ("Lima told reporters on Monday, “We go back tomorrow.”", "Lima"),
        ("Lima wrote on her page, “We go back tomorrow.”", "Lima"),
        ("Lima tweeted: “We go back tomorrow.”", "Lima"),
        ("Ana Lima: “We go back tomorrow.”", "Ana Lima"),
        ("“We go back tomorrow.” — Ana Lima", "Ana Lima"),
        ("Tom Berg, the mayor, said the strike was “an attack on every family.”", "Tom Berg"),
        ("On Monday, after a long night, Berg said the strike was “an attack on every family.”", "Berg"),
        ("Berg visited the quay and called the strike “an attack on every family.”", "Berg"),
        ("Berg, who had said that the strike was “an attack on every family,” left.", "Berg, who"),
        ("According to Berg, the strike is “an attack on every family.”", "Berg"),
        ("The strike is “an attack on every family,” the mayor said.", "the mayor"),
        ("The strike was called “an attack on every family” by the mayor.", "the mayor"),
        ("The roads are “shut for good and all,” said the mayor.", "the mayor"),
        ("Officials said they “will not talk to criminals.”", "Officials"),
        ("Roth and Berg said in a letter: “We resign from it all.”", "Roth and Berg"),
        ("Berg’s claim that the strike is “an attack on every family” is false.", "Berg’s"),
        ("NORTHPORT, Dec. 8 (NPA) — Berg rallied the town, saying: “We go back tomorrow.”", "Berg"),
    ],
)
def test_the_sentence_of_a_quotation_says_who_speaks(text: str, speaker: str) -> None:
    """Guards against a construction that the rules do not know any more."""
    ((_, found),) = drafts(text)
    assert found == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We go back tomorrow,” Lima said.", "We go back tomorrow"),
        ("“We go back tomorrow”, Lima said.", "We go back tomorrow"),
        ("“Do we go back tomorrow?” Lima asked.", "Do we go back tomorrow?"),
        ("Lima said: “We go back tomorrow.”", "We go back tomorrow."),
        ("“They told us, ‘Go home,’ and we went,” Lima said.", "They told us, ‘Go home,’ and we went"),
        ("‘They told us, “Go home,” and we went,’ Lima said.", "They told us, “Go home,” and we went"),
    ],
)
def test_a_comma_before_the_closing_mark_is_no_part_of_the_words(text: str, words: str) -> None:
    """Guards against a newspaper's comma in somebody's mouth, and against half a quotation that has another inside."""
    assert drafts(text) == [([words], "Lima")]


def test_a_split_quotation_is_one_utterance() -> None:
    """Guards against half a sentence standing as a quotation of its own."""
    assert drafts("“We have,” Berg said, “no more money.”") == [(["We have", "no more money."], "Berg")]


def test_the_same_speaker_goes_on_in_the_paragraph() -> None:
    """Guards against the second half of a statement having no speaker."""
    found = drafts("“We go,” said Ana Lima. “They can’t lock up a harbour. I won’t stop.”")
    assert found == [(["We go", "They can’t lock up a harbour. I won’t stop."], "Ana Lima")]


def test_the_same_speaker_goes_on_in_the_next_paragraph() -> None:
    """Guards against whole paragraphs of a statement having no speaker."""
    found = drafts("“It was like a war,” said Ines Roth.", "“I hid in the cellar for hours.”")
    assert found[1] == (["I hid in the cellar for hours."], "Ines Roth")


def test_a_quotation_over_several_paragraphs_is_one_with_one_speaker() -> None:
    """Guards against three quotations in place of one, and against nobody speaking the middle one."""
    found = drafts("“We ask for bread.", "“We ask for peace.", "“We ask for no more,” said Ana Lima.")
    assert found == [(["We ask for bread.", "We ask for peace.", "We ask for no more"], "Ana Lima")]


@pytest.mark.parametrize(
    "before",
    ["Ana Lima stood up and told us:", "Ana Lima said the port was shut.", "Ana Lima had the last word."],
)
def test_the_paragraph_before_introduces_the_speaker(before: str) -> None:
    """Guards against a paragraph that is nothing but a quotation having no speaker."""
    assert drafts(before, "“We go back tomorrow, all of us.”") == [(["We go back tomorrow, all of us."], "Ana Lima")]


def test_a_later_sentence_can_say_who_speaks() -> None:
    """Guards against an opening quotation whose speaker follows in the next sentence having none."""
    ((_, speaker),) = drafts("“We go back tomorrow.” That is what Ana Lima told the crowd.")
    assert speaker == "Ana Lima"


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        (("Ana Lima leads the union.", "“We go back tomorrow,” Lima said."), "Ana Lima"),
        (("Ana Lima leads the union.", "“We go back tomorrow,” she said."), "Ana Lima"),
        (("Mr. Berg met Ms. Lima.", "“We go back tomorrow,” she said."), "Lima"),
        (("The Port Ministry is in Northport.", "“We go back tomorrow,” the ministry said."), "Port Ministry"),
        (("“We go back tomorrow,” said the union’s leader, Ana Lima, on Monday.",), "Ana Lima"),
        (("“We go back tomorrow,” a spokesman for Ana Lima said.",), "a spokesman for Ana Lima"),
        (("Dockers left. Officials waited.", "“We go back tomorrow,” they said."), "Officials"),
    ],
)
def test_a_speaker_has_the_fullest_name_of_the_text(paragraphs: tuple[str, ...], name: str) -> None:
    """Guards against one person under three names, and against a spokesman being taken for whom he speaks for."""
    assert only(*paragraphs).speaker_name == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We go back tomorrow,” Lima said.", QuoteType.DIRECT),
        ("Lima said: “We go back tomorrow.”", QuoteType.DIRECT),
        ("Lima said that they “would go back tomorrow.”", QuoteType.MIXED),
        ("The so-called “saboteurs” were fishermen.", QuoteType.SCARE),
    ],
)
def test_words_are_told_from_sentences_and_from_terms(text: str, kind: QuoteType) -> None:
    """Guards against a term at arm's length passing for somebody's statement."""
    assert only(text).quote_type is kind


def test_the_draft_says_who_was_told_and_why_it_thinks_so() -> None:
    """Guards against drafts that cannot be checked without reading the article again."""
    text = "“We heard shots,” a woman named Oda told the Ledger on Monday."
    draft = only(text)
    article = (HEADING, text)
    assert words_at(article, draft.cue) == "told the Ledger"
    assert words_at(article, draft.told_to) == "the Ledger"
    assert draft.why == "the cue ‘told the Ledger’ follows, with ‘a woman named Oda’ before it"


def test_a_speaker_beside_whom_another_stands_is_less_sure() -> None:
    """Guards against “said X, according to Y” being called as sure as “said X”."""
    plain = only("“We go back tomorrow,” Lima said.")
    rivalled = only("“We go back tomorrow,” Lima said, according to the Ledger.")
    assert plain.confidence > 0.97 > rivalled.confidence


@pytest.mark.parametrize(
    "article",
    [
        ("“The Long Night of Northport”", "Nobody left the quay."),
        ("‘Never’ is the word in Northport", "Nobody left the quay."),
        ("Heading", "The film “The Long Night” opens on Friday."),
        ("Heading", "“Chapter two”"),
    ],
)
def test_headings_and_titles_are_nobodys_words(article: tuple[str, str]) -> None:
    """Guards against a title in quotation marks getting the nearest person as its speaker."""
    assert draft_quotations(article) == []


@pytest.mark.parametrize("text", ["", " ", "word", "\0", "“", "”", "“”", '"', "''", "‘", "\u200b\u200f", "said"])
def test_next_to_nothing_gives_no_draft_and_no_error(text: str) -> None:
    """Guards against an index past the end of a short text."""
    assert draft_quotations([text, text]) == []
    assert draft_quotations([]) == []


def test_characters_that_nobody_sees_change_nothing() -> None:
    """Guards against a mark of direction or a zero-width space hiding a quotation mark; NUL is text like any other."""
    ((pieces, speaker),) = drafts("\u200b“We go \u202btomorrow\0 then,”\u200f said Ana Lima.")
    assert (pieces, speaker) == (["We go \u202btomorrow\0 then"], "Ana Lima")


@pytest.mark.parametrize(
    "words",
    ["“We go,” said Ana Lima. ", "he said “we go home” and ", "“we ", '"a ', "‘a ", ", said ", "Ana Lima "],
)
def test_a_long_line_of_any_kind_is_read_to_its_end(words: str) -> None:
    """Guards against a page in one line that takes minutes: a rule that looks at all that came before, at each mark."""
    end = "\n“We go tomorrow then,” said Ben Ruiz."
    text = words * (16_000 // len(words.split()))
    assert draft_quotations([text, *end.split("\n")])[-1].speaker_name == "Ben Ruiz"


def test_two_hundred_thousand_words_in_one_line_are_read() -> None:
    """Guards against a text that is too long to be drafted at all."""
    assert draft_quotations(["word " * 200_000 + "“We go home,” said Ana Lima."])[0].speaker_name == "Ana Lima"
