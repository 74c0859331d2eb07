"""Corrections: the item shows them, the exports carry them, and a page lists them all."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.export.files import export
from data.tables.archive import open_archive
from tests.app.conftest import Opener

Json = dict[str, Any]

FIGURE = "northport-2023-03-01.detained-40"
WORDS = "2 March 2023: value_text was “40”, is “At least 40”: The words “at least” were left out."


@pytest.fixture
def corrected(small_record: Json, write_record: Callable[..., Path], records_from: Callable[[Path], None]) -> Json:
    """A collection whose one record was corrected twice: a figure, and before that the article's own date."""
    small_record["corrections"] = [
        {
            "corrected_on": "2023-03-01", "field": "date_published", "before": "2023-03-02", "after": "2023-03-01",
            "why": "Taken from the page instead of the print.",
        },
        {
            "item": "detained-40", "corrected_on": "2023-03-02", "field": "value_text", "before": "40",
            "after": "At least 40", "why": "The words “at least” were left out.",
        },
    ]  # fmt: skip
    records_from(write_record(small_record).parent)
    return small_record


def test_a_page_lists_all_corrections_the_newest_first(corrected: Json, open_page: Opener) -> None:
    """A correction that nobody can find was not made in public."""
    screen = open_page("pages/corrections.py")
    assert screen.heading == "2 corrections, the last on Thu 2 Mar 2023"
    words = "Corrected value text It said “40” It says “At least 40” Why The words “at least” were left out."
    (section,) = [root.text for key, root in screen.fragments().items() if key == "section-corrections"]
    assert "2 March 2023" in section
    assert section.index(words) < section.index("1 March 2023 Article") < section.index("Corrected date published")
    (link,) = screen.links("data-item")
    assert screen.follow(link["href"]).query == {"item": [FIGURE]}
    assert screen.drawer() is not None


def test_the_corrected_item_says_so_before_anything_else(corrected: Json, open_page: Opener) -> None:
    """Whoever checks a figure must see that it was another one last week."""
    drawer = open_page("pages/casualties.py", {"item": FIGURE}).drawer()
    assert drawer is not None
    assert drawer.index(WORDS) < drawer.index("The words it rests on")
    other = open_page("pages/casualties.py", {"item": "northport-2023-03-01.detentions"}).drawer()
    assert other is not None
    assert "Corrected" not in other


def test_the_exports_carry_the_corrections(corrected: Json) -> None:
    """A file that was taken away before and after must tell why its figure changed."""
    rows = list(csv.DictReader(io.StringIO(export(open_archive(), "claims", "csv"))))
    assert [row["corrections"] for row in rows] == [WORDS]
    told = json.loads(export(open_archive(), "corrections", "json"))["rows"]
    assert [(row["item_id"], row["field"], row["before"], row["after"]) for row in told] == [
        (FIGURE, "value_text", "40", "At least 40"),
        (None, "date_published", "2023-03-02", "2023-03-01"),
    ]
    assert not any(row["corrections"] for row in json.loads(export(open_archive(), "events", "json"))["rows"])


def test_the_corrections_can_be_taken_away_from_their_page(corrected: Json, open_page: Opener) -> None:
    """The list is itself a source: who corrects what, and how fast."""
    screen = open_page("pages/corrections.py", **{"table-corrections": True})
    (table,) = (frame.value for frame in screen.app.table)
    assert len(table) == 2
    assert "csv-corrections" in screen.keyed()
