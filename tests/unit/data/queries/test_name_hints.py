"""What is suggested for a name that records write otherwise, or that was mistyped."""

import pytest

from data import queries
from data.queries.name_hints import bearer_of, near_names
from data.queries.selection import Selection
from data.tables.archive import Archive


@pytest.mark.parametrize(
    ("searched", "facet", "value"),
    [
        ("Astana", "city", "nur-sultan"),
        ("Астана", "city", "nur-sultan"),
        ("Нұр-Сұлтан", "city", "nur-sultan"),
        ("alma-ata", "city", "almaty"),
        ("Алматы", "city", "almaty"),
        ("Aqtau", "city", "aktau"),
    ],
)
def test_another_name_leads_to_whoever_bears_it(reports: Archive, searched: str, facet: str, value: str) -> None:
    """Guards against “Astana: nothing” where the records have the city, under the name that it had that year."""
    hint = bearer_of(reports, searched)
    assert hint is not None
    assert (hint.facet, hint.value) == (facet, value)


@pytest.mark.parametrize(
    ("searched", "suggested"),
    [
        ("Назарбаев", "Nazarbayev"),
        ("Nazarbaev", "Nazarbayev"),
        ("Токаев", "Tokayev"),
        ("Tokaev resign", "Tokayev resign"),
        ("Blinkin", "Blinken"),
        ("Almatty", "Almaty"),
    ],
)
def test_a_name_in_another_spelling_or_script_suggests_the_one_that_is_written(
    reports: Archive, searched: str, suggested: str
) -> None:
    """Guards against a reader who concludes that nobody spoke of the president."""
    hint = near_names(reports, searched)
    assert hint is not None
    assert hint.search == suggested
    found = Selection(q=suggested.split()[0])
    assert len(queries.events(reports, found)) + len(queries.quotes(reports, found)) > 0


@pytest.mark.parametrize("searched", ["zeppelin", "", "“", "Tokayev", "the", "警察"])
def test_nothing_is_suggested_where_no_name_is_near(reports: Archive, searched: str) -> None:
    """Guards against a suggestion that leads a reader away from what they asked for."""
    assert bearer_of(reports, searched) is None
    assert near_names(reports, searched) is None
