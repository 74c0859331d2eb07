"""What an address may name, on both engines, whole and cut to a day."""

import pytest

from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.tables.known_values import KnownValues

DAY = "2022-01-08"


@pytest.fixture(params=["memory", "file"])
def reports_of_both(request: pytest.FixtureRequest, reports: Archive, reports_duckdb: Archive) -> Archive:
    return reports if request.param == "memory" else reports_duckdb


def test_values_are_those_that_reports_have_by_the_day(reports_of_both: Archive) -> None:
    """Guards against a day's address that refuses what it has, or takes what only later reports have."""
    terms = reports_of_both.table("terms").collect().to_dict(as_series=False)
    items = reports_of_both.table("items").collect().to_dict(as_series=False)
    published = dict(zip(items["item_id"], items["published_on"], strict=True))
    first: dict[tuple[str, str], str] = {("item", item): day for item, day in published.items()}
    for item, facet, term in zip(terms["item_id"], terms["facet"], terms["term"], strict=True):
        first[facet, term] = min(published[item], first.get((facet, term), "9999"))
    known = KnownValues(as_known_on(reports_of_both, DAY))
    for key in (*(set(FACETS) - {"city"}), "item"):
        values = [value for found, value in first if found == key]
        assert known.valid(key, [*values, "nowhere"]) == {v for v in values if first[key, v] <= DAY}
        assert known.first_days(key, [*values, "nowhere"]) == {v: first[key, v] for v in values}


def test_no_item_is_suggested(reports_of_both: Archive) -> None:
    """Guards against a wrong id in a link that is compared with every id of the archive."""
    known = KnownValues(reports_of_both)
    assert list(known.suggested("item")) == []
    assert "almaty" in known.suggested("city")
