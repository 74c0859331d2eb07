"""Stretches in quotation marks: which marks open and close them, and what a wrong mark costs."""

import pytest

from data.drafting.quotation_marks import quoted_stretches


def inner(*paragraphs: str) -> list[str]:
    """The words inside the marks, stretch by stretch."""
    return [
        paragraphs[stretch.paragraph][stretch.inner_start : stretch.inner_end]
        for stretches in quoted_stretches(paragraphs)
        for stretch in stretches
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We stay,” she said.", ["We stay,"]),
        ('"We stay," she said. "All of us."', ["We stay,", "All of us."]),
        ("''We stay,'' she said.", ["We stay,"]),
        ("„Wir bleiben“, rief sie.", ["Wir bleiben"]),
        ("»Wir bleiben«, rief sie.", ["Wir bleiben"]),
        ("« Nous restons », dit-elle.", [" Nous restons "]),
        ("«Мы остаёмся», сказала она.", ["Мы остаёмся"]),
        ("‘We stay,’ she said. ‘All of us.’", ["We stay,", "All of us."]),
        ("'We stay,' she said.", ["We stay,"]),
        ("‘The workers’ hall is ours,’ she said.", ["The workers’ hall is ours,"]),
        ("“He said ‘never’ to me,” she said.", ["He said ‘never’ to me,"]),
        ("‘They said “never” to us, and we left,’ she said.", ["They said “never” to us, and we left,"]),
        ('‘He read "The Quay" aloud,’ she said.', ['He read "The Quay" aloud,']),
        ("“They told us, ‘Lie down,’ and we did,” she said.", ["They told us, ‘Lie down,’ and we did,"]),
        ("“They told us: ‘Lie down.’” She wept.", ["They told us: ‘Lie down.’"]),
        ("“They read “The Quay” aloud,” she said.", ["They read “The Quay” aloud,"]),
        ("\u200b“We stay,”\u200f she said.", ["We stay,"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, found: list[str]) -> None:
    """Guards against quotations lost because their publisher sets other marks, or marks within marks."""
    assert inner(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dockers’ strike of the ’90s, an’ they don’t stop.",
        "It's the dockers' strike of the '90s; get 'em out.",
        "The mast is 6'2\" high.",
        "",
        "word",
        "\0",
        "“",
        '"',
    ],
)
def test_apostrophes_and_stray_marks_quote_nothing(text: str) -> None:
    """Guards against a quotation from one apostrophe to the next."""
    assert inner(text) == []


def test_a_quotation_over_several_paragraphs_has_a_mark_before_each() -> None:
    """Guards against the middle of a long quotation being taken for one without an end."""
    pieces = quoted_stretches(["“We ask for bread.", "“We ask for peace.", "“We ask for no more.”", "“No,” he said."])
    assert [stretch.goes_on for (stretch,) in pieces] == [True, True, False, False]
    assert all(stretch.closed for (stretch,) in pieces)


def test_a_missing_closing_mark_costs_its_own_quotation_only() -> None:
    """Guards against all that follows being inverted: text as quotation, quotation as text."""
    assert inner("“We stay, Lima said. “We stay here,” Berg said.") == ["We stay,", "We stay here,"]
    assert inner("“We stay, Lima said.", "The port is shut.", "“No,” he said.") == ["We stay,", "No,"]


def test_a_mark_turned_the_wrong_way_still_opens_a_paragraph() -> None:
    """Guards against losing a quotation to a slip of the keyboard."""
    assert inner("”We stay,” she said.") == ["We stay,"]


def test_inches_do_not_close_a_quotation() -> None:
    """Guards against a quotation cut in two by somebody's height."""
    assert inner("“He is 6’2”,” she said.") == ["He is 6’2”,"]
