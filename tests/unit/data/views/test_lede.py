"""The lede of Overview: who says how many, and what was not known to whom."""

import pytest

from data.tables.archive import Archive
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.links import links_of
from publishing.sections import section


@pytest.mark.parametrize(
    ("day", "begins"), [("2022-01-07", "With the internet off"), ("2022-01-15", "Reported 7 January: ")]
)
def test_what_was_not_known_to_an_earlier_report_says_of_which_day_it_is(
    reports: Archive, day: str, begins: str
) -> None:
    """Guards against a sentence of the 7th that reads as one of the 15th."""
    view = OverviewView(read_address("", {"known_on": [day]}, reports))
    assert any(clause.words.startswith(begins) for clause in view.lede)


def test_a_figure_of_which_only_the_opening_was_read_says_so_in_the_first_sentence(reports: Archive) -> None:
    """Guards against a headline that leads with a figure whose context nobody read, as if it were sure."""
    view = OverviewView(read_address("", {"known_on": ["2022-01-07"]}, reports))
    said = {clause.item_id: clause.words for clause in view.lede}
    assert said["tass-2022-01-07.detained-3811"] == (
        "Interior ministry: 3,811 (people detained; only the opening was read)."
    )
    assert "opening" not in said["aljazeera-2022-01-07.killed-dozens"]


@pytest.mark.parametrize(
    ("day", "title"),
    [("2022-01-07", "“Dozens” killed and 3,811 detained: what reports said by 7 January"),
     ("2022-01-15", "225 killed and 7,939 detained: what reports said by 15 January"),
     ("2022-12-20", "238 killed (20 Dec) and 7,939 detained (10 Jan): what reports said by 20 December"),
     ("2023-01-05", "238 killed (20 Dec 2022) and 7,939 detained (10 Jan 2022): what reports said by 5 January")],
)  # fmt: skip
def test_a_headline_with_a_figure_of_long_before_dates_each(reports: Archive, day: str, title: str) -> None:
    """Guards against two counts of eleven months apart that read as those of one day."""
    assert OverviewView(read_address("", {"known_on": [day]}, reports)).title == title


@pytest.mark.parametrize(("path", "name"), [("", "overview_head"), ("casualties", "casualties_head")])
def test_what_is_filtered_stands_with_the_headline(reports: Archive, path: str, name: str) -> None:
    """Guards against “what reports said by 7 January” of one city, which reads as all that they said."""
    for query, said in (({"city": ["almaty"]}, "Filtered by City: Almaty."), ({}, "")):
        view = view_of(read_address(path, query, reports))
        html = section(name, view, links_of(view.address))
        assert ("Filtered by" in html) is bool(said)
        assert said in html[html.index("</h1>") :]
