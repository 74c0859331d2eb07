"""The ledger of Overview: which figures it shows of those that count the same people."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.tables.archive import archive_from_records
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.summary import summary

Json = dict[str, Any]

UNION = {"id": "of-the-union", "value_text": "40", "value": 40, "low": 40, "high": 40, "qualifier": "exact"}


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"asserted_by": "ana-lima"}, {"detained-40", "of-the-union"}),
        ({"asserted_by": "ana-lima", "status": "superseded"}, {"detained-40"}),
        ({}, {"of-the-union"}),
    ],
    ids=["said by somebody else", "replaced", "said by the same body"],
)
def test_what_two_sides_say_of_one_day_stands_side_by_side(
    small_record: Json, write_record: Callable[..., Path], changed: Json, shown: set[str]
) -> None:
    """Guards against the ministry's number left out because the union's, of the same day, is the more exact one."""
    claim = small_record["claims"][0]
    later = [claim | UNION | {"id": "newer", "supersedes": ["of-the-union"], **changed, "status": "current"}]
    small_record["claims"] = [claim, claim | UNION | changed, *(later if changed.get("status") else [])]
    archive = archive_from_records(write_record(small_record).parent)
    assert archive.problems == ()
    view = summary(read_address("", {}, archive)).view
    assert isinstance(view, OverviewView)
    found = {row.item_id.rpartition(".")[2] for group in view.ledger for row in group.rows}
    assert {"detained-40", "of-the-union"} & found == shown
